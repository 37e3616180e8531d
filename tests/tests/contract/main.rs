//! Checks the reference backend against its own `OpenAPI` description: schemathesis generates requests that
//! conform to it and requests that don't, one by one and in sequences, and no answer may be a server error or
//! undocumented.
//!
//! The rate limits are those of production. Each run has its own server, so their counters start at zero: no
//! run comes near the limits per address, and the limits per name and per code are reached only after the
//! answers below them have been seen.
#![expect(clippy::unwrap_used, reason = "a test fails if something is missing")]

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use latchkey_tests::{Backend, Method, Visitor, from_environment};
use serde_json::{Value, json};

const PASSWORD: &str = "correct horse battery staple";

/// The configuration of schemathesis for a run.
struct Run {
    configuration: String,
}

impl Run {
    fn of_nobody() -> Self {
        Self { configuration: include_str!("schemathesis.toml").to_owned() }
    }

    /// Returns the run of a signed-in user. It never signs out, because that would end the session for the
    /// rest of the run.
    fn of(visitor: &Visitor<'_>) -> Self {
        let mut run = Self::of_nobody();
        let session = visitor.session().unwrap();
        writeln!(run.configuration, "[auth.openapi.session]\napi_key = {session:?}").unwrap();
        run.call("session.end", "enabled = false");
        run
    }

    /// Adds settings for one call.
    fn call(&mut self, operation: &str, settings: &str) {
        let call = format!("[[operations]]\ninclude-operation-id = {operation:?}\n{settings}");
        writeln!(self.configuration, "{call}").unwrap();
    }

    /// Makes a call use these parameters, which schemathesis couldn't guess.
    fn call_with(&mut self, operation: &str, parameters: &[(&str, &str)]) {
        let named: Vec<String> =
            parameters.iter().map(|(name, value)| format!("{name} = {value:?}")).collect();
        self.call(operation, &format!("parameters = {{ {} }}", named.join(", ")));
    }

    #[track_caller]
    fn finds_documented_answers_alone(&self, backend: &Backend) {
        let folder = tempfile::tempdir().unwrap();
        let configuration = folder.path().join("schemathesis.toml");
        fs::write(&configuration, &self.configuration).unwrap();
        let program = from_environment("LATCHKEY_SCHEMATHESIS", "the program schemathesis");
        let output = Command::new(program)
            .current_dir(folder.path())
            .arg("--config-file")
            .arg(&configuration)
            .args(["run", &format!("{}/openapi.json", backend.origin())])
            .args(["--checks", "all", "--max-examples", "30", "--warnings", "off"])
            .output()
            .unwrap();
        let printed = String::from_utf8_lossy(&output.stdout);
        let complained = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{printed}\n{complained}\n{}", backend.log());
        println!("{printed}");
    }
}

/// Starts a backend without the app, with some users.
fn backend() -> (Backend, tempfile::TempDir) {
    let no_app = tempfile::tempdir().unwrap();
    (Backend::start(no_app.path(), 30, &[]), no_app)
}

/// Returns the account with the most passkeys, and its passkeys, as an administrator sees them.
fn somebody_with_passkeys(administrator: &Visitor<'_>) -> Value {
    let get = |path: &str| administrator.call(Method::GET, path, None).json();
    let found = get("/admin/users?sort=passkeys&order=descending");
    get(&format!("/admin/users/{}", found["users"][0]["id"].as_str().unwrap()))
}

#[test]
fn whoever_is_not_signed_in_gets_documented_answers_alone() {
    let (backend, _no_app) = backend();
    Run::of_nobody().finds_documented_answers_alone(&backend);
}

#[test]
fn whoever_is_signed_in_gets_documented_answers_alone() {
    let (backend, _no_app) = backend();
    let administrator = backend.visitor();
    administrator.signs_in("super@example.test", PASSWORD);
    let somebody = somebody_with_passkeys(&administrator);
    let visitor = backend.visitor();
    visitor.signs_in(somebody["user"]["name"].as_str().unwrap(), PASSWORD);
    let mut run = Run::of(&visitor);
    run.call_with("passkeys.rename", &[("id", somebody["passkeys"][0]["id"].as_str().unwrap())]);
    run.call_with("passkeys.delete", &[("id", somebody["passkeys"][1]["id"].as_str().unwrap())]);
    run.finds_documented_answers_alone(&backend);
}

#[test]
fn an_administrator_gets_documented_answers_alone() {
    let (backend, _no_app) = backend();
    let visitor = backend.visitor();
    visitor.signs_in("super@example.test", PASSWORD);
    let somebody = somebody_with_passkeys(&visitor);
    let password = json!({ "username": "user@example.test", "password": PASSWORD });
    let under_way = visitor.calls("/sign-in/password", &password);
    let mut run = Run::of(&visitor);
    let id = somebody["user"]["id"].as_str().unwrap();
    let passkey = somebody["passkeys"][0]["id"].as_str().unwrap();
    run.call_with("admin.user", &[("id", id)]);
    run.call_with("admin.remove", &[("id", id), ("passkey", passkey)]);
    // A flow of signing in that is waiting for its code.
    let flow = [("flow", under_way["flow"].as_str().unwrap())];
    for operation in [
        "sign-in.code",
        "sign-in.code.resend",
        "assertion.options",
        "assertion.result",
        "attestation.options",
        "attestation.result",
        "verification.passkey",
    ] {
        run.call_with(operation, &flow);
    }
    run.finds_documented_answers_alone(&backend);
}
