//! The real server in demo mode, with an in-memory database.
//!
//! It runs inside the test process: each journey has its own database, clock, faults and port, and doesn't
//! have to wait for a process to start.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::sync::{Mutex, Once, PoisonError};
use std::time::Duration;

use latchkey_core::call::Operation;
use latchkey_server::config::Config;
use latchkey_server::server::Server;
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use crate::fault::Fault;
use crate::runtime::{block_on, spawn};
use crate::visitor::Visitor;
use crate::wait::{wait_for, wait_until};

/// A running server on its own port. It ends when this is dropped.
pub struct Backend {
    origin: String,
    server: JoinHandle<()>,
    /// The length of [`LOG`] when the server started.
    log_began: usize,
}

/// Everything that the servers in this process have logged.
static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Log;

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
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
    /// Starts a server with the app in a folder, with this many accounts in addition to those that journeys sign in
    /// with, and with further command-line options.
    ///
    /// # Panics
    /// If an option is wrong or the server doesn't start.
    pub fn start(dist: &Path, users: u32, options: &[String]) -> Self {
        static LOGS: Once = Once::new();
        LOGS.call_once(|| {
            let lines =
                tracing_subscriber::fmt().with_max_level(tracing_subscriber::filter::LevelFilter::WARN);
            lines.with_ansi(false).with_writer(|| Log).init();
        });
        let users = users.to_string();
        let arguments = ["--demo", "--port", "0", "--database", ":memory:", "--users", &users, "--dist"];
        let arguments = arguments.into_iter().map(OsString::from).chain([dist.as_os_str().to_owned()]);
        let config = Config::parse(arguments.chain(options.iter().map(OsString::from)));
        let config = config.expect("the server's options should be right").expect("no --help");
        let log_began = LOG.lock().unwrap_or_else(PoisonError::into_inner).len();
        let server = block_on(Server::bind(&config)).expect("the server should start");
        let origin = format!("http://localhost:{}", server.port());
        let server = spawn(async move {
            // It continues until it is aborted.
            let _ = server.run().await;
        });
        Self { origin, server, log_began }
    }

    /// Returns the server's origin, `http://localhost:N`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Returns what this server has logged, together with any others that ran at the same time.
    pub fn log(&self) -> String {
        let log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&log[self.log_began..]).into_owned()
    }

    /// Waits for a code that was sent to an account, and returns the latest.
    ///
    /// # Panics
    /// If none is sent.
    #[track_caller]
    pub fn latest_code(&self, username: &str) -> String {
        wait_for(&format!("a code for {username}"), || self.codes(username).into_iter().next())
    }

    /// Returns all codes that were sent to an account, newest first.
    ///
    /// # Panics
    /// If the server doesn't answer.
    #[track_caller]
    pub fn codes(&self, username: &str) -> Vec<String> {
        let answer = self.call(&Method::GET, "/dev/outbox", None);
        let outbox: Outbox = serde_json::from_value(answer).expect("the outbox should be as documented");
        let sent = outbox.messages.into_iter().filter(|message| message.username == username);
        sent.map(|message| message.code).collect()
    }

    /// Makes the next `times` calls of an operation fail, or all from now on for `None`.
    ///
    /// # Panics
    /// If the server refuses.
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
    /// If the server refuses.
    #[track_caller]
    pub fn clear_faults(&self) {
        self.call(&Method::DELETE, "/dev/faults", None);
    }

    /// Waits until no fault is left: each one that [`Backend::fault`] set for a number of times has struck
    /// that often.
    ///
    /// # Panics
    /// If one doesn't strike.
    #[track_caller]
    pub fn faults_have_struck(&self) {
        wait_until("the faults to occur", || {
            let answer = self.call(&Method::GET, "/dev/faults", None);
            answer["faults"].as_array().is_some_and(Vec::is_empty)
        });
    }

    /// Returns how often an operation was called, including failed calls. It counts the calls that arrived, not those
    /// that a page believes it sent.
    ///
    /// # Panics
    /// If the server doesn't answer.
    #[track_caller]
    pub fn calls(&self, operation: Operation) -> u64 {
        let answer = self.call(&Method::GET, "/dev/calls", None);
        let name = json!(operation);
        let name = name.as_str().expect("an operation should be a string");
        answer["calls"][name].as_u64().unwrap_or_default()
    }

    /// Moves the server's clock forward by whole seconds.
    ///
    /// # Panics
    /// If the server refuses.
    #[track_caller]
    pub fn advance_clock(&self, by: Duration) {
        self.call(&Method::PUT, "/dev/clock", Some(&json!({ "advanceS": by.as_secs() })));
    }

    /// Deletes all passkeys of an account, only on the server: the authenticator keeps its own.
    ///
    /// # Panics
    /// If the server refuses.
    #[track_caller]
    pub fn delete_passkeys(&self, username: &str) {
        self.call(&Method::DELETE, &format!("/dev/passkeys?username={username}"), None);
    }

    /// Returns a client that isn't a browser, in a new session.
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

impl Drop for Backend {
    fn drop(&mut self) {
        self.server.abort();
    }
}
