//! The program: what it prints, and how it ends.

use std::{process::Stdio, time::Duration};

use reqwest::Client;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
    time::timeout,
};

use crate::{
    authenticator::Authenticator,
    browser::{Browser, SUPER, USER},
};

const PATIENCE: Duration = Duration::from_secs(20);

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey-server"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    command
}

struct Running {
    child: Child,
    before: Vec<String>,
    origin: String,
    lines: Lines<BufReader<ChildStdout>>,
}

async fn start(arguments: &[&str]) -> Running {
    let mut child = program(arguments).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut before = Vec::new();
    loop {
        let line = timeout(PATIENCE, lines.next_line()).await.expect("it should become ready").unwrap();
        let line = line.expect("it should say that it is ready before it ends");
        match line.strip_prefix("ready on ") {
            Some(origin) => {
                let origin = origin.to_owned();
                return Running { child, before, origin, lines };
            }
            None => before.push(line),
        }
    }
}

impl Running {
    async fn signal(&mut self, signal: &str) -> std::process::ExitStatus {
        let id = self.child.id().unwrap().to_string();
        Command::new("kill").args([signal, &id]).status().await.unwrap();
        timeout(Duration::from_secs(5), self.child.wait()).await.expect("it ends").unwrap()
    }
}

#[tokio::test]
async fn it_prints_its_accounts_and_then_that_it_is_ready_and_answers() {
    let mut running = start(&["--demo", "--users", "0", "--port", "0", "--database", ":memory:"]).await;
    assert!(running.origin.starts_with("http://localhost:"));
    let text = running.before.join("\n");
    for name in ["user@example.test", "Ursula User", "super@example.test", "viewer@example.test"] {
        assert!(text.contains(name), "{text}");
    }
    assert!(text.contains(latchkey_server::seeds::PASSWORD), "{text}");
    let outbox = reqwest::get(format!("{}/dev/outbox", running.origin)).await.unwrap();
    assert_eq!(outbox.status(), 200);
    assert!(running.signal("-TERM").await.success());
    assert_eq!(running.lines.next_line().await.unwrap(), None, "it printed nothing after that");
}

#[tokio::test]
async fn without_demo_it_prints_nothing_but_that_it_is_ready() {
    let mut running = start(&["--port", "0", "--database", ":memory:"]).await;
    assert_eq!(running.before, Vec::<String>::new());
    let outbox = reqwest::get(format!("{}/dev/outbox", running.origin)).await.unwrap();
    assert_eq!(outbox.status(), 404);
    assert!(running.signal("-INT").await.success());
}

#[tokio::test]
async fn it_answers_on_both_loopback_addresses() {
    let running = start(&["--port", "0", "--database", ":memory:"]).await;
    let port = running.origin.rsplit(':').next().unwrap();
    let v4 = reqwest::get(format!("http://127.0.0.1:{port}/api/session")).await.unwrap();
    assert_eq!(v4.status(), 401);
    if tokio::net::TcpListener::bind("[::1]:0").await.is_ok() {
        let v6 = reqwest::get(format!("http://[::1]:{port}/api/session")).await.unwrap();
        assert_eq!(v6.status(), 401);
    }
}

#[tokio::test]
async fn a_call_that_hangs_does_not_keep_it_from_ending() {
    let mut running = start(&["--demo", "--users", "0", "--port", "0", "--database", ":memory:"]).await;
    let client = Client::new();
    let faults = format!("{}/dev/faults", running.origin);
    let switch = r#"{"operation":"session.get","fault":"hang","times":1}"#;
    let answer = client
        .put(&faults)
        .header("origin", &running.origin)
        .header("content-type", "application/json")
        .body(switch)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 204);
    let hanging = tokio::spawn(client.get(format!("{}/api/session", running.origin)).send());
    // The switch is used up as soon as the call hangs.
    while client.get(&faults).send().await.unwrap().text().await.unwrap() != r#"{"faults":[]}"# {
        tokio::task::yield_now().await;
    }
    assert!(running.signal("-TERM").await.success());
    assert!(hanging.await.unwrap().is_err());
}

#[tokio::test]
async fn what_was_stored_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latchkey.sqlite");
    let arguments = ["--demo", "--users", "0", "--port", "0", "--database", path.to_str().unwrap()];
    let mut first = start(&arguments).await;
    let mut browser = Browser::of(&first.origin);
    browser.sign_in_with_password(USER).await;
    let mut authenticator = Authenticator::new();
    browser.set_up(&mut authenticator).await.ok();
    assert!(first.signal("-TERM").await.success());

    let mut second = start(&arguments).await;
    browser.origin.clone_from(&second.origin);
    let session = browser.get("/session").await.ok();
    assert_eq!((&session.body["user"]["name"], &session.body["passkeys"]), (&USER.into(), &1.into()));
    Browser::of(&second.origin).sign_in_with_passkey(None, &mut authenticator).await.ok();
    assert!(second.signal("-TERM").await.success());
}

#[tokio::test]
async fn a_demonstration_s_crowd_comes_into_a_new_database_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latchkey.sqlite");
    let arguments = |users| ["--demo", "--users", users, "--port", "0", "--database", path.to_str().unwrap()];
    for (users, total) in [("0", 3), ("60", 63), ("80", 63)] {
        let mut running = start(&arguments(users)).await;
        let mut browser = Browser::of(&running.origin);
        browser.sign_in_with_password(SUPER).await;
        assert_eq!(browser.get("/admin/users").await.ok().body["total"], total, "{users}");
        assert!(running.signal("-TERM").await.success());
    }
}

#[tokio::test]
async fn it_says_what_is_wrong_with_its_arguments() {
    let output = program(&["--port", "many"]).output().await.unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("many"));
    let help = program(&["--help"]).output().await.unwrap();
    assert!(help.status.success());
    assert!(String::from_utf8_lossy(&help.stdout).contains("--database"));
}

#[tokio::test]
async fn it_does_not_start_on_a_port_that_is_taken() {
    let taken = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = program(&["--port", &port, "--database", ":memory:"]).output().await.unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains(&port));
}
