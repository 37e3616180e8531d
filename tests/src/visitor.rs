//! A client that speaks the native contract without a browser, for what would take long in a browser.

use std::sync::Arc;

use reqwest::cookie::{CookieStore, Jar};
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

use crate::backend::Backend;
use crate::runtime::block_on;

/// A client with its own session.
pub struct Visitor<'a> {
    backend: &'a Backend,
    client: Client,
    cookies: Arc<Jar>,
}

/// An answer of the server.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    headers: HeaderMap,
    /// The body.
    pub text: String,
}

impl Answer {
    /// Returns the body as JSON, or null if it isn't JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    /// Returns the value of a header, or an empty string if there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl<'a> Visitor<'a> {
    pub(crate) fn new(backend: &'a Backend) -> Self {
        let cookies = Arc::new(Jar::default());
        let client = Client::builder().cookie_provider(Arc::clone(&cookies)).build();
        Self { backend, client: client.expect("the HTTP client should start"), cookies }
    }

    /// Sends a request as a page of the server's own origin would.
    ///
    /// # Panics
    /// If there is no answer.
    #[track_caller]
    pub fn send(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let url = format!("{}{path}", self.backend.origin());
        let mut request = self.client.request(method, &url).header("origin", self.backend.origin());
        if let Some(body) = body {
            request = request.json(body);
        } else {
            request = request.header("accept", "text/html, application/json");
        }
        let answered = block_on(async {
            let answer = request.send().await?;
            let (status, headers) = (answer.status(), answer.headers().clone());
            Ok::<_, reqwest::Error>(Answer { status, headers, text: answer.text().await? })
        });
        match answered {
            Ok(answer) => answer,
            Err(error) => panic!("{url}: {error}"),
        }
    }

    /// Returns the session ID from the cookie, if there is a session.
    pub fn session(&self) -> Option<String> {
        let cookies = self.cookies.cookies(&self.backend.origin().parse().ok()?)?;
        let mut pairs = cookies.to_str().ok()?.split("; ").filter_map(|pair| pair.split_once('='));
        pairs.find(|(name, _)| *name == "latchkey_session").map(|(_, value)| value.to_owned())
    }

    /// Requests a page.
    ///
    /// # Panics
    /// If there is no answer.
    #[track_caller]
    pub fn gets(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None)
    }

    /// Makes any call of the contract, allowed or not, in this session.
    ///
    /// # Panics
    /// If there is no answer.
    #[track_caller]
    pub fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        self.send(method, &format!("/api{path}"), body)
    }

    /// Makes a call of the contract that must succeed, and returns the answer.
    ///
    /// # Panics
    /// If it fails.
    #[track_caller]
    pub fn calls(&self, path: &str, body: &Value) -> Value {
        let answer = self.send(Method::POST, &format!("/api{path}"), Some(body));
        assert!(answer.status.is_success(), "{path}: {} {}", answer.status, answer.text);
        answer.json()
    }

    /// Returns how an account signs in: `passkey` or `password`.
    ///
    /// # Panics
    /// If the server doesn't say.
    #[track_caller]
    pub fn next_step(&self, username: &str) -> String {
        let answer = self.calls("/sign-in/identify", &json!({ "username": username }));
        answer["next"].as_str().expect("the next step should be a string").to_owned()
    }

    /// Signs in with password and code, and returns whether setting up a passkey is offered.
    ///
    /// # Panics
    /// If it fails.
    #[track_caller]
    pub fn signs_in(&self, username: &str, password: &str) -> bool {
        let answer = self.calls("/sign-in/password", &json!({ "username": username, "password": password }));
        let flow = answer["flow"].as_str().expect("the flow should be a string").to_owned();
        let code = json!({ "code": self.backend.latest_code(username) });
        let answer = self.calls(&format!("/sign-in/code?flow={flow}"), &code);
        answer["signedIn"]["offerSetUp"].as_bool().expect("the answer should say whether set-up is offered")
    }
}
