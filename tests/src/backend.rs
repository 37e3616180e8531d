//! The real server, in its demo mode, with a database that lives in memory.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::installed::from_environment;
use crate::operation::{Fault, Operation};
use crate::process::Process;
use crate::visitor::Visitor;
use crate::wait::{wait_for, wait_until};

/// A running server of one test alone, on a port of its own; it ends when this is dropped.
pub struct Backend {
    process: Process,
    origin: String,
}

#[derive(Deserialize)]
struct Outbox {
    messages: Vec<Message>,
}

#[derive(Deserialize)]
struct Message {
    username: String,
    code: String,
}

impl Backend {
    /// Starts the server that `LATCHKEY_SERVER` names with the app that is in a folder, with so many accounts besides
    /// those that journeys sign in with, and with further options; waits until it is ready.
    ///
    /// # Panics
    /// Where something is missing or the server doesn't get ready.
    pub fn start(dist: &Path, users: u32, options: &[String]) -> Self {
        let server = from_environment("LATCHKEY_SERVER", "the server's program");
        let mut command = Command::new(server);
        command.args(["--demo", "--port", "0", "--database", ":memory:", "--users", &users.to_string()]);
        command.arg("--dist").arg(dist).args(options);
        let mut process = Process::start(&mut command);
        let origin = process.wait_for_line("`ready on http://localhost:N`", |line| {
            line.split_once("ready on ").map(|(_, origin)| origin.trim().trim_end_matches('/').to_owned())
        });
        Self { process, origin }
    }

    /// The origin the server is reached at, `http://localhost:N`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// All that the server printed so far.
    pub fn log(&self) -> String {
        self.process.log()
    }

    /// The code that was last sent to an account; it is waited for.
    ///
    /// # Panics
    /// Where none is sent.
    #[track_caller]
    pub fn latest_code(&self, username: &str) -> String {
        wait_for(&format!("a code for {username}"), || self.codes(username).into_iter().next())
    }

    /// All codes that were sent to an account, newest first.
    ///
    /// # Panics
    /// Where the server doesn't answer.
    #[track_caller]
    pub fn codes(&self, username: &str) -> Vec<String> {
        let answer = self.call(&Method::GET, "/dev/outbox", None);
        let outbox: Outbox = serde_json::from_value(answer).expect("the outbox should be as documented");
        let sent = outbox.messages.into_iter().filter(|message| message.username == username);
        sent.map(|message| message.code).collect()
    }

    /// Lets the next `times` calls of an operation fail (all from now on for `None`).
    ///
    /// # Panics
    /// Where the server refuses.
    #[track_caller]
    pub fn fault(&self, operation: Operation, fault: Fault, times: Option<u32>) {
        let mut body = json!({ "operation": operation, "fault": fault });
        if let Some(times) = times {
            body["times"] = json!(times);
        }
        self.call(&Method::PUT, "/dev/faults", Some(&body));
    }

    /// Ends all faults.
    ///
    /// # Panics
    /// Where the server refuses.
    #[track_caller]
    pub fn clear_faults(&self) {
        self.call(&Method::DELETE, "/dev/faults", None);
    }

    /// Waits until no fault is on any more: every one of [`Backend::fault`] with a number of times has struck as often.
    ///
    /// # Panics
    /// Where one doesn't strike.
    #[track_caller]
    pub fn faults_have_struck(&self) {
        wait_until("the faults to strike", || {
            let answer = self.call(&Method::GET, "/dev/faults", None);
            answer["faults"].as_array().is_some_and(Vec::is_empty)
        });
    }

    /// How often an operation was called, failures included. It is what arrived, not what a page believes it sent.
    ///
    /// # Panics
    /// Where the server doesn't answer.
    #[track_caller]
    pub fn calls(&self, operation: Operation) -> u64 {
        let answer = self.call(&Method::GET, "/dev/calls", None);
        let name = json!(operation);
        let name = name.as_str().expect("an operation should be a text");
        answer["calls"][name].as_u64().unwrap_or_default()
    }

    /// Moves the server's clock forward, by whole seconds.
    ///
    /// # Panics
    /// Where the server refuses.
    #[track_caller]
    pub fn advance_clock(&self, by: Duration) {
        self.call(&Method::PUT, "/dev/clock", Some(&json!({ "advanceS": by.as_secs() })));
    }

    /// Takes all passkeys off an account on the server alone, so that the authenticator still has its own.
    ///
    /// # Panics
    /// Where the server refuses.
    #[track_caller]
    pub fn delete_passkeys(&self, username: &str) {
        self.call(&Method::DELETE, &format!("/dev/passkeys?username={username}"), None);
    }

    /// Somebody who comes without a browser, in a new session.
    pub fn visitor(&self) -> Visitor<'_> {
        Visitor::new(self)
    }

    #[track_caller]
    fn call(&self, method: &Method, path: &str, body: Option<&Value>) -> Value {
        let answer = self.visitor().send(method.clone(), path, body);
        assert!(answer.status.is_success(), "{method} {path}: {} {}", answer.status, answer.text);
        answer.json()
    }
}
