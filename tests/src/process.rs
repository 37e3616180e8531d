//! A program that runs for as long as a test needs it.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::wait::poll;

/// A running program; it is killed by its own process id when this is dropped. All it prints is kept.
pub(crate) struct Process {
    name: String,
    child: Child,
    printed: Arc<Mutex<Vec<String>>>,
}

impl Process {
    /// Starts a program.
    ///
    /// # Panics
    /// Where it doesn't start.
    pub(crate) fn start(command: &mut Command) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{name} doesn't start: {error}"));
        let printed = Arc::new(Mutex::new(Vec::new()));
        let output = child.stdout.take().expect("the standard output is piped");
        let errors = child.stderr.take().expect("the standard error is piped");
        keep_lines(output, Arc::clone(&printed));
        keep_lines(errors, Arc::clone(&printed));
        Self { name, child, printed }
    }

    /// Waits for a line of which `find` makes something.
    ///
    /// # Panics
    /// Where the program ends before, or doesn't print such a line in time; both with all it printed.
    pub(crate) fn wait_for_line<T>(&mut self, what: &str, find: impl Fn(&str) -> Option<T>) -> T {
        self.find_line(find).unwrap_or_else(|| panic!("{} didn't print {what}:\n{}", self.name, self.log()))
    }

    /// The same, but `None` where the program ends before, or doesn't print such a line in time.
    pub(crate) fn find_line<T>(&mut self, find: impl Fn(&str) -> Option<T>) -> Option<T> {
        let found = poll(|| {
            // Asked before the lines are read: a program may print its last words and end between the two.
            let ended = matches!(self.child.try_wait(), Ok(Some(_)));
            let found = self.lines().iter().find_map(|line| find(line));
            if ended && found.is_none() {
                return Some(None);
            }
            found.map(Some)
        });
        found.flatten()
    }

    /// All that was printed, standard output and standard error together.
    pub(crate) fn log(&self) -> String {
        self.lines().iter().fold(String::new(), |mut log, line| {
            // Writing into a string cannot fail.
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
        // Where it has ended by itself there is nothing to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn keep_lines(from: impl Read + Send + 'static, printed: Arc<Mutex<Vec<String>>>) {
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            printed.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
    });
}
