//! Child processes that end when this one does.

use std::{
    fs::{self, File},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::Mutex,
};

use anyhow::{Context as _, Result, bail};

/// The process groups that run now; `None` once no more may start.
static RUNNING: Mutex<Option<Vec<u32>>> = Mutex::new(Some(Vec::new()));

/// Where a child's output goes.
pub(crate) enum Output {
    /// To this process's own.
    Live,
    /// Into this file, which is shown if the child fails.
    Log(PathBuf),
}

/// Runs `command` to its end; an error names it, unless it succeeds.
pub(crate) fn run(command: &mut Command, output: &Output) -> Result<()> {
    let shown = shown(command);
    if let Output::Log(file) = output {
        let log = File::create(file).with_context(|| format!("{} can't be written", file.display()))?;
        command.stderr(log.try_clone()?).stdout(log);
    }
    let mut child = start(command).with_context(|| format!("`{shown}` can't be started"))?;
    let status = child.wait();
    forget(child.id());
    let status = status?;
    if status.success() {
        return Ok(());
    }
    if stopped() {
        bail!("`{shown}` was stopped");
    }
    if let Output::Log(file) = output {
        eprintln!("{}", String::from_utf8_lossy(&fs::read(file)?).trim_end());
    }
    bail!("`{shown}` ended with {status}")
}

/// What `command` writes to its standard output.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let child =
        start(command.stdout(Stdio::piped())).with_context(|| format!("`{shown}` can't be started"))?;
    let group = child.id();
    let output = child.wait_with_output();
    forget(group);
    let output = output?;
    if !output.status.success() {
        bail!("`{shown}` ended with {}", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Ends all children, and lets no more start.
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

/// Each child leads a group of its own, so that it ends together with whatever it has started itself.
fn start(command: &mut Command) -> Result<Child> {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    // The lock is held over the start, so that no child escapes `stop_all`.
    let Ok(mut running) = RUNNING.lock() else { bail!("another step broke off") };
    let Some(groups) = running.as_mut() else { bail!("another step has failed") };
    let child = command.stdin(Stdio::null()).spawn()?;
    groups.push(child.id());
    Ok(child)
}

/// A group that has ended isn't this process's to end, as its number may be another's by now.
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
        // It may have ended by itself meanwhile.
        let _ = signal::killpg(Pid::from_raw(group), signal::Signal::SIGTERM);
    }
}

#[cfg(not(unix))]
fn end(_group: u32) {}

/// Hands Ctrl-C, a closed terminal and a request to terminate on to the children, then obeys it.
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

/// Elsewhere the console ends the children itself.
#[cfg(not(unix))]
pub(crate) fn end_children_with_this_process() -> Result<()> {
    Ok(())
}

/// Becomes `command`, so that whoever started this process holds the server itself.
#[cfg(unix)]
pub(crate) fn become_program(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    Err(std::os::unix::process::CommandExt::exec(command))
        .with_context(|| format!("`{shown}` can't be started"))
}

/// Runs `command` to its end, where one process can't become another.
#[cfg(not(unix))]
pub(crate) fn become_program(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command.status().with_context(|| format!("`{shown}` can't be started"))?;
    if status.success() { Ok(()) } else { bail!("`{shown}` ended with {status}") }
}

/// The command as it would be typed.
fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
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
