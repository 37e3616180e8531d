//! A connection to the browser itself, in addition to WebDriver: WebDriver `BiDi` in Firefox, the `DevTools`
//! protocol in Chromium. It manages user contexts and does what the driver has no command for.
//!
//! Sources: <https://w3c.github.io/webdriver-bidi/>, <https://chromedevtools.github.io/devtools-protocol/>

use std::cell::RefCell;
use std::net::TcpStream;

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

/// An open connection. In both protocols, commands are numbered and answered with `result` or `error`.
pub(crate) struct Socket {
    stream: RefCell<WebSocket<TcpStream>>,
    events: RefCell<Vec<Value>>,
    last_id: RefCell<u64>,
}

impl Socket {
    /// Connects to an address such as `ws://127.0.0.1:9222/session/1`.
    pub(crate) fn connect(url: &str) -> Self {
        let host = url.trim_start_matches("ws://").split('/').next().unwrap_or_default();
        let stream = TcpStream::connect(host).unwrap_or_else(|error| panic!("{url}: {error}"));
        let (stream, _) = tungstenite::client(url, stream).unwrap_or_else(|error| panic!("{url}: {error}"));
        Self { stream: RefCell::new(stream), events: RefCell::default(), last_id: RefCell::default() }
    }

    /// Sends a command and waits for its result.
    #[track_caller]
    pub(crate) fn send(&self, method: &str, params: &Value) -> Value {
        match self.try_send(method, params) {
            Ok(result) => result,
            Err(error) => panic!("{error}"),
        }
    }

    /// Like [`Socket::send`], but returns errors. Events that arrive in the meantime are kept.
    pub(crate) fn try_send(&self, method: &str, params: &Value) -> Result<Value, String> {
        let failed = |error: &dyn std::fmt::Display| format!("{method}: {error}");
        let id = *self.last_id.borrow() + 1;
        self.last_id.replace(id);
        let command = json!({ "id": id, "method": method, "params": params });
        let mut stream = self.stream.borrow_mut();
        stream.send(Message::text(command.to_string())).map_err(|error| failed(&error))?;
        loop {
            let Message::Text(text) = stream.read().map_err(|error| failed(&error))? else { continue };
            let mut answer: Value = serde_json::from_str(&text).map_err(|error| failed(&error))?;
            if answer["id"] == id {
                if answer["error"].is_null() {
                    return Ok(answer["result"].take());
                }
                return Err(failed(&answer));
            }
            if answer["id"].is_null() {
                self.events.borrow_mut().push(answer["params"].take());
            }
        }
    }

    /// Returns the parameters of the `BiDi` events since the last call.
    pub(crate) fn take_events(&self) -> Vec<Value> {
        // Messages arrive in order, so every event that was sent before this answer has been read by then.
        self.send("session.status", &json!({}));
        self.events.take()
    }
}
