//! Child processes that end when this one does.

use std::{
    fs::{self, File, OpenOptions},
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Mutex,
};

use anyhow::{Context as _, Result, anyhow, bail};

/// The process groups that are running; `None` once no more may start.
static RUNNING: Mutex<Option<Vec<u32>>> = Mutex::new(Some(Vec::new()));

/// Where a child's output goes.
pub(crate) enum Output {
    /// To this process's own output.
    Live,
    /// To this file, which is printed if the child fails.
    Log(PathBuf),
}

/// Runs `command` to its end. If it fails, the error names it.
pub(crate) fn run(command: &mut Command, output: &Output) -> Result<()> {
    if let Output::Log(file) = output {
        command.stdout(log(file)?);
    }
    finish(command, output).map(drop)
}

/// Like [`run`], but returns the standard output of `command`.
pub(crate) fn read(command: &mut Command, output: &Output) -> Result<String> {
    finish(command.stdout(Stdio::piped()), output)
}

/// Runs `command` to its end, and returns its standard output.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    read(command, &Output::Live)
}

/// A program that runs until this is dropped.
pub(crate) struct Running(Child);

impl Running {
    /// Starts `command`, and prints its output up to the line for which `find` returns a value.
    pub(crate) fn start<T>(command: &mut Command, find: impl Fn(&str) -> Option<T>) -> Result<(Self, T)> {
        let shown = shown(command);
        let mut child =
            start(command.stdout(Stdio::piped())).with_context(|| format!("`{shown}` can't be started"))?;
        let printed = child.stdout.take().context("the output is piped")?;
        let running = Self(child);
        for line in BufReader::new(printed).lines() {
            let line = line?;
            if let Some(found) = find(&line) {
                return Ok((running, found));
            }
            eprintln!("    {line}");
        }
        bail!("`{shown}` ended too early")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let group = self.0.id();
        end(group);
        // If it has ended by itself, there is nothing to wait for.
        let _ = self.0.wait();
        forget(group);
    }
}

fn finish(command: &mut Command, output: &Output) -> Result<String> {
    let (printed, succeeded) = read_to_the_end(command, output)?;
    succeeded.map(|()| printed)
}

/// Like [`read`], but returns the output even if `command` fails, together with whether it did.
pub(crate) fn read_to_the_end(command: &mut Command, output: &Output) -> Result<(String, Result<()>)> {
    let shown = shown(command);
    if let Output::Log(file) = output {
        command.stderr(log(file)?);
    }
    let child = start(command).with_context(|| format!("`{shown}` can't be started"))?;
    let group = child.id();
    let ended = child.wait_with_output();
    forget(group);
    let ended = ended?;
    let printed = String::from_utf8_lossy(&ended.stdout).into_owned();
    if ended.status.success() {
        return Ok((printed, Ok(())));
    }
    if stopped() {
        bail!("`{shown}` was stopped");
    }
    if let Output::Log(file) = output {
        eprintln!("{}", String::from_utf8_lossy(&fs::read(file)?).trim_end());
    }
    Ok((printed, Err(anyhow!("`{shown}` ended with {}", ended.status))))
}

/// Opens a log to append the output of one more command of the same step.
fn log(file: &Path) -> Result<File> {
    let log = OpenOptions::new().create(true).append(true).open(file);
    log.with_context(|| format!("{} can't be written", file.display()))
}

/// Ends all children, and prevents any more from starting.
pub(crate) fn stop_all() {
    let groups = RUNNING.lock().ok().and_then(|mut running| running.take());
    for group in groups.unwrap_or_default() {
        end(group);
    }
}

/// Whether [`stop_all`] has been called.
pub(crate) fn stopped() -> bool {
    RUNNING.lock().is_ok_and(|running| running.is_none())
}

/// Starts a child as the leader of its own process group, so that it ends together with everything it has started.
fn start(command: &mut Command) -> Result<Child> {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    // The lock is held while the child starts, so that none escapes `stop_all`.
    let Ok(mut running) = RUNNING.lock() else { bail!("another step panicked") };
    let Some(groups) = running.as_mut() else { bail!("another step has failed") };
    let child = command.stdin(Stdio::null()).spawn()?;
    groups.push(child.id());
    Ok(child)
}

/// Forgets a process group that has ended: its number may by now belong to another one, which isn't this process's to
/// end.
fn forget(group: u32) {
    if let Ok(mut running) = RUNNING.lock()
        && let Some(groups) = running.as_mut()
    {
        groups.retain(|running| *running != group);
    }
}

#[cfg(unix)]
fn end(group: u32) {
    use nix::{sys::signal, unistd::Pid};
    if let Ok(group) = i32::try_from(group) {
        // It may have ended by itself in the meantime.
        let _ = signal::killpg(Pid::from_raw(group), signal::Signal::SIGTERM);
    }
}

#[cfg(not(unix))]
fn end(_group: u32) {}

/// On Ctrl-C, a closed terminal or a request to terminate, ends the children and then this process.
#[cfg(unix)]
pub(crate) fn end_children_with_this_process() -> Result<()> {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
        low_level::emulate_default_handler,
    };
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            stop_all();
            if emulate_default_handler(signal).is_err() {
                std::process::exit(1);
            }
        }
    });
    Ok(())
}

/// Does nothing: on other systems the console ends the children itself.
#[cfg(not(unix))]
pub(crate) fn end_children_with_this_process() -> Result<()> {
    Ok(())
}

/// Becomes `command`, so that the caller of this process controls the new program directly.
#[cfg(unix)]
pub(crate) fn become_program(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    Err(std::os::unix::process::CommandExt::exec(command))
        .with_context(|| format!("`{shown}` can't be started"))
}

/// Runs `command` to its end, because on these systems a process can't become another program.
#[cfg(not(unix))]
pub(crate) fn become_program(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command.status().with_context(|| format!("`{shown}` can't be started"))?;
    if status.success() { Ok(()) } else { bail!("`{shown}` ended with {status}") }
}

/// Returns the command as it would be typed.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_as_it_would_be_typed() {
        let mut command = Command::new(crate::workspace::cargo());
        command.arg("no-such-command").stderr(Stdio::null());
        let error = run(&mut command, &Output::Live).unwrap_err().to_string();
        assert!(error.starts_with("`cargo no-such-command` ended with"), "{error}");
    }
}
