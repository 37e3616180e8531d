//! A separate backend for each test, and a client that behaves like one browser tab.

use std::path::PathBuf;

use latchkey_server::{config::Config, seeds, server::Server};
use reqwest::{Method, RequestBuilder, StatusCode, header};
use serde_json::{Value, json};

use crate::{authenticator::Authenticator, described};

/// The account that most tests sign in with.
pub(crate) const USER: &str = "user@example.test";
/// An administrator's account.
pub(crate) const SUPER: &str = "super@example.test";
/// The account of an administrator who may only look.
pub(crate) const VIEWER: &str = "viewer@example.test";

/// A backend on a free port, with an in-memory database. It ends with the test's runtime.
pub(crate) struct Backend {
    pub(crate) origin: String,
    pub(crate) port: u16,
}

impl Backend {
    pub(crate) async fn demo() -> Self {
        Self::crowded(0).await
    }

    /// Starts a demo backend with this many further accounts.
    pub(crate) async fn crowded(users: u32) -> Self {
        Self::with(Config { demo: true, users, ..Config::default() }).await
    }

    pub(crate) async fn with(config: Config) -> Self {
        let config = Config { port: 0, database: PathBuf::from(":memory:"), ..config };
        let server = Server::bind(&config).await.unwrap();
        let port = server.port();
        tokio::spawn(server.run());
        Self { origin: format!("http://localhost:{port}"), port }
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::of(&self.origin)
    }

    /// Returns a browser in which the account is signed in, with password and code.
    pub(crate) async fn signed_in(&self, name: &str) -> Browser {
        let mut browser = self.browser();
        browser.sign_in_with_password(name).await;
        browser
    }

    /// Returns an authenticator with a passkey of the account.
    pub(crate) async fn with_passkey(&self, name: &str) -> Authenticator {
        let mut browser = self.signed_in(name).await;
        let mut authenticator = Authenticator::new();
        let answer = browser.set_up(&mut authenticator).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        authenticator
    }
}

/// One tab, with its cookie.
#[derive(Clone)]
pub(crate) struct Browser {
    http: reqwest::Client,
    pub(crate) origin: String,
    pub(crate) cookie: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: header::HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    pub(crate) fn flow(&self) -> String {
        self.body["flow"].as_str().expect("the answer names its flow").to_owned()
    }

    /// Asserts that the response is a problem with this status and code.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str) {
        assert_eq!((self.status.as_u16(), self.code()), (status, code), "{}", self.body);
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json");
    }

    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert!(self.status.is_success(), "{}: {}", self.status, self.body);
        self
    }
}

impl Browser {
    pub(crate) fn of(origin: &str) -> Self {
        Self { http: reqwest::Client::new(), origin: origin.to_owned(), cookie: None }
    }

    /// Returns the same tab, in a browser with this user agent.
    pub(crate) fn with_user_agent(self, user_agent: &str) -> Self {
        Self { http: reqwest::Client::builder().user_agent(user_agent).build().unwrap(), ..self }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let base = if path.starts_with("/dev/") { "" } else { "/api" };
        let request = self.http.request(method, format!("{}{base}{path}", self.origin));
        match &self.cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        }
    }

    pub(crate) async fn send(&mut self, request: RequestBuilder) -> Answer {
        let request = request.build().unwrap();
        let (method, path) = (request.method().clone(), request.url().path().to_owned());
        let response = self.http.execute(request).await.expect("the backend answers");
        let (status, headers) = (response.status(), response.headers().clone());
        if let Some(cookie) = headers.get(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            self.cookie = Some(pair.to_owned());
        }
        let text = response.text().await.expect("the answer has an end");
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        let answer = Answer { status, headers, body };
        described::check(&self.origin, &method, &path, &answer).await;
        answer
    }

    pub(crate) async fn post(&mut self, path: &str, body: Value) -> Answer {
        let request = self.request(Method::POST, path).header(header::ORIGIN, &self.origin).json(&body);
        self.send(request).await
    }

    pub(crate) async fn put(&mut self, path: &str, body: Value) -> Answer {
        let request = self.request(Method::PUT, path).header(header::ORIGIN, &self.origin).json(&body);
        self.send(request).await
    }

    pub(crate) async fn patch(&mut self, path: &str, body: Value) -> Answer {
        let request = self.request(Method::PATCH, path).header(header::ORIGIN, &self.origin).json(&body);
        self.send(request).await
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn delete(&mut self, path: &str) -> Answer {
        let request = self.request(Method::DELETE, path).header(header::ORIGIN, &self.origin);
        self.send(request).await
    }

    pub(crate) async fn delete_with(&mut self, path: &str, body: Value) -> Answer {
        let request = self.request(Method::DELETE, path).header(header::ORIGIN, &self.origin).json(&body);
        self.send(request).await
    }

    pub(crate) async fn identify(&mut self, name: &str) -> Answer {
        self.post("/sign-in/identify", json!({ "username": name })).await
    }

    pub(crate) async fn password(&mut self, name: &str, password: &str) -> Answer {
        self.post("/sign-in/password", json!({ "username": name, "password": password })).await
    }

    /// Enters the right password, and returns the flow that waits for the code.
    pub(crate) async fn right_password(&mut self, name: &str) -> String {
        self.password(name, seeds::PASSWORD).await.ok().flow()
    }

    pub(crate) async fn code(&mut self, flow: &str, code: &str) -> Answer {
        self.post(&format!("/sign-in/code?flow={flow}"), json!({ "code": code })).await
    }

    pub(crate) async fn resend(&mut self, flow: &str) -> Answer {
        self.post(&format!("/sign-in/code/resend?flow={flow}"), json!({})).await
    }

    /// Returns the code that was sent last.
    pub(crate) async fn last_code(&mut self) -> String {
        let outbox = self.get("/dev/outbox").await.ok();
        outbox.body["messages"][0]["code"].as_str().expect("a code was sent").to_owned()
    }

    pub(crate) async fn sign_in_with_password(&mut self, name: &str) -> Answer {
        let flow = self.right_password(name).await;
        let code = self.last_code().await;
        self.code(&flow, &code).await.ok()
    }

    pub(crate) async fn assertion_options(&mut self, name: Option<&str>) -> Answer {
        let body = name.map_or_else(|| json!({}), |name| json!({ "username": name }));
        self.post("/assertion/options", body).await
    }

    pub(crate) async fn assertion_result(&mut self, flow: &str, result: Value) -> Answer {
        self.post(&format!("/assertion/result?flow={flow}"), result).await
    }

    pub(crate) async fn sign_in_with_passkey(
        &mut self,
        name: Option<&str>,
        authenticator: &mut Authenticator,
    ) -> Answer {
        let options = self.assertion_options(name).await.ok();
        let result = authenticator.get(&self.origin, &options.body).await;
        self.assertion_result(&options.flow(), result).await
    }

    pub(crate) async fn attestation_options(&mut self) -> Answer {
        self.post("/attestation/options", json!({})).await
    }

    pub(crate) async fn attestation_result(&mut self, flow: &str, result: Value) -> Answer {
        self.post(&format!("/attestation/result?flow={flow}"), result).await
    }

    pub(crate) async fn set_up(&mut self, authenticator: &mut Authenticator) -> Answer {
        let options = self.attestation_options().await.ok();
        let result = authenticator.create(&self.origin, &options.body).await;
        self.attestation_result(&options.flow(), result).await
    }

    /// Requests an assertion in the session, and submits its result as proof of identity.
    pub(crate) async fn verify_with_passkey(
        &mut self,
        name: Option<&str>,
        authenticator: &mut Authenticator,
    ) -> Answer {
        let options = self.assertion_options(name).await.ok();
        let result = authenticator.get(&self.origin, &options.body).await;
        self.post(&format!("/session/verification/passkey?flow={}", options.flow()), result).await
    }

    pub(crate) async fn verify_with_password(&mut self, password: &str) -> Answer {
        self.post("/session/verification/password", json!({ "password": password })).await
    }

    /// Returns for how many more seconds passkeys can be changed.
    pub(crate) async fn fresh_for_s(&mut self) -> u64 {
        self.get("/session").await.ok().body["freshForS"].as_u64().unwrap()
    }

    pub(crate) async fn advance_clock(&mut self, seconds: u32) {
        self.put("/dev/clock", json!({ "advanceS": seconds })).await.ok();
    }

    pub(crate) async fn fail(&mut self, operation: &str, fault: &str) {
        self.put("/dev/faults", json!({ "operation": operation, "fault": fault })).await.ok();
    }
}
