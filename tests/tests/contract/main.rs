//! The reference backend against its own description in `OpenAPI`: schemathesis makes up requests that fit it and requests
//! that don't, one by one and in sequences, and no answer may be a server error or one that isn't documented.
//!
//! The limits are those of production. Each run has a server of its own, so that what they count begins at nothing: no
//! run comes near the limits of an address, and those of a name or a code are met only after what lies below them.
#![expect(clippy::unwrap_used, reason = "a test fails where something is missing")]

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use latchkey_tests::{Backend, Method, Visitor, from_environment};
use serde_json::{Value, json};

const PASSWORD: &str = "correct horse battery staple";

/// What a run begins with, as schemathesis's configuration.
struct Run {
    configuration: String,
}

impl Run {
    fn of_nobody() -> Self {
        Self { configuration: include_str!("schemathesis.toml").to_owned() }
    }

    /// The run of somebody who is signed in. Signing out is for nobody's, as it would end the session for all the rest.
    fn of(visitor: &Visitor<'_>) -> Self {
        let mut run = Self::of_nobody();
        let session = visitor.session().unwrap();
        writeln!(run.configuration, "[auth.openapi.session]\napi_key = {session:?}").unwrap();
        run.call("session.end", "enabled = false");
        run
    }

    /// Settings for one call.
    fn call(&mut self, operation: &str, settings: &str) {
        let call = format!("[[operations]]\ninclude-operation-id = {operation:?}\n{settings}");
        writeln!(self.configuration, "{call}").unwrap();
    }

    /// The call is made with these parameters, which nobody could guess.
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

/// A backend without the app, with some people in it.
fn backend() -> (Backend, tempfile::TempDir) {
    let no_app = tempfile::tempdir().unwrap();
    (Backend::start(no_app.path(), 30, &[]), no_app)
}

/// Whoever has most passkeys, as an administrator sees them: the account and its passkeys.
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
    // A way through sign-in that waits for its code.
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
