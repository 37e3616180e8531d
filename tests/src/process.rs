//! A program that runs for as long as a test needs it.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::wait::poll;

/// Ends a program together with the test run, even if that is killed.
const LEASH: &str = include_str!("leash.sh");

/// A running program. It ends, with everything it has started, when this is dropped or the test run ends.
/// Everything it prints is kept.
pub(crate) struct Process {
    name: String,
    leash: Child,
    printed: Arc<Mutex<Vec<String>>>,
}

impl Process {
    /// Starts a program.
    ///
    /// # Panics
    /// If it doesn't start.
    pub(crate) fn start(command: &Command) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut leash = on_a_leash(command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{name} doesn't start: {error}"));
        let printed = Arc::new(Mutex::new(Vec::new()));
        let output = leash.stdout.take().expect("the standard output is piped");
        let errors = leash.stderr.take().expect("the standard error is piped");
        keep_lines(output, Arc::clone(&printed));
        keep_lines(errors, Arc::clone(&printed));
        Self { name, leash, printed }
    }

    /// Waits for a line for which `find` returns a value.
    ///
    /// # Panics
    /// If the program ends first, or doesn't print such a line in time. The message includes all its output.
    pub(crate) fn wait_for_line<T>(&mut self, what: &str, find: impl Fn(&str) -> Option<T>) -> T {
        self.find_line(find).unwrap_or_else(|| panic!("{} didn't print {what}:\n{}", self.name, self.log()))
    }

    /// Like [`Process::wait_for_line`], but returns `None` instead of panicking.
    pub(crate) fn find_line<T>(&mut self, find: impl Fn(&str) -> Option<T>) -> Option<T> {
        let found = poll(|| {
            // Checked before the lines are read: the program may print its last line and end in between.
            let ended = matches!(self.leash.try_wait(), Ok(Some(_)));
            let found = self.lines().iter().find_map(|line| find(line));
            if ended && found.is_none() {
                return Some(None);
            }
            found.map(Some)
        });
        found.flatten()
    }

    /// Returns everything that was printed, standard output and standard error together.
    pub(crate) fn log(&self) -> String {
        self.lines().iter().fold(String::new(), |mut log, line| {
            // Writing into a string can't fail.
            let _ = writeln!(log, "{line}");
            log
        })
    }

    fn lines(&self) -> Vec<String> {
        self.printed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.leash.stdin.take());
        // If the program has already ended, so has its leash.
        let _ = self.leash.wait();
    }
}

fn on_a_leash(command: &Command) -> Command {
    let mut leashed = Command::new("bash");
    leashed.args(["-c", LEASH, "leash"]).arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        leashed.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => leashed.env(name, value),
            None => leashed.env_remove(name),
        };
    }
    leashed
}

fn keep_lines(from: impl Read + Send + 'static, printed: Arc<Mutex<Vec<String>>>) {
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            printed.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
    });
}
