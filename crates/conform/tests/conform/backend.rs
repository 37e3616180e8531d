//! A separate reference backend for each test, and the program that is run against it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use latchkey_server::{config::Config, seeds, server::Server};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// The account to check with.
pub(crate) const USER: &str = "user@example.test";

/// A backend on a free port, with an in-memory database.
pub(crate) struct Backend {
    pub(crate) origin: String,
    folder: TempDir,
    // The server stops when this is dropped.
    _runtime: Runtime,
}

/// The program's exit status and output.
pub(crate) struct Ended {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) error: String,
}

impl Ended {
    fn of(output: &Output) -> Self {
        Self {
            status: output.status.code().expect("it should end by itself"),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            error: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {} {}", self.out, self.error))
    }

    /// Returns the row of an operation and a case.
    #[track_caller]
    pub(crate) fn row(&self, operation: &str, case: &str) -> Value {
        let json = self.json();
        let rows = json["operations"].as_array().expect("a list").clone();
        let mut found = rows.into_iter().filter(|row| row["operation"] == operation && row["case"] == case);
        found.next().unwrap_or_else(|| panic!("there is no {operation}, {case} in {json:#}"))
    }
}

impl Backend {
    pub(crate) fn start() -> Self {
        let runtime = Runtime::new().unwrap();
        let config =
            Config { demo: true, users: 0, port: 0, database: ":memory:".into(), ..Config::default() };
        let server = runtime.block_on(Server::bind(&config)).unwrap();
        let origin = format!("http://localhost:{}", server.port());
        runtime.spawn(server.run());
        Self { origin, folder: tempfile::tempdir().unwrap(), _runtime: runtime }
    }

    /// Returns the path of a file in this test's own folder.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a profile, and returns its path.
    pub(crate) fn profile(&self, document: &Value) -> PathBuf {
        let file = self.file("own.json");
        std::fs::write(&file, document.to_string()).unwrap();
        file
    }

    /// Checks a profile with an account.
    pub(crate) fn check(&self, profile: &Path, options: &[&str]) -> Ended {
        let code = format!("{}/dev/outbox#/messages/0/code", self.origin);
        let mut command = program(profile, &self.origin);
        command.args(["--account", USER, "--code-from", &code]).args(options);
        Ended::of(&command.env("LATCHKEY_PASSWORD", seeds::PASSWORD).output().unwrap())
    }

    /// Makes all calls of an operation fail in this way from now on.
    pub(crate) fn fail(&self, operation: &str, fault: &str) {
        let switch = json!({ "operation": operation, "fault": fault });
        let answer = ureq::put(format!("{}/dev/faults", self.origin))
            .header("origin", &self.origin)
            .header("content-type", "application/json")
            .send(switch.to_string());
        assert_eq!(answer.unwrap().status(), 204);
    }

    /// Returns the codes that were sent.
    pub(crate) fn codes(&self) -> Vec<String> {
        let mut answer = ureq::get(format!("{}/dev/outbox", self.origin)).call().unwrap();
        let outbox: Value = serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
        let messages = outbox["messages"].as_array().expect("a list");
        messages.iter().map(|message| message["code"].as_str().expect("a code").to_owned()).collect()
    }
}

/// Checks a profile without an account.
pub(crate) fn check(profile: &Path, base: &str, options: &[&str]) -> Ended {
    Ended::of(&program(profile, base).args(options).output().unwrap())
}

fn program(profile: &Path, base: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey-conform"));
    command.env_remove("LATCHKEY_PASSWORD").args(["--base", base, "--profile"]).arg(profile);
    command
}

/// Returns the path of the native contract's profile.
pub(crate) fn native() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/profiles/latchkey.json")
}

/// Returns the same profile as JSON.
pub(crate) fn native_json() -> Value {
    serde_json::from_str(&std::fs::read_to_string(native()).unwrap()).unwrap()
}
