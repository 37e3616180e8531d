//! A connection in `WebDriver BiDi`, for what Firefox does in no other way: scripts that run before the page's,
//! a viewport of an exact size, and the console.
//!
//! Source: <https://w3c.github.io/webdriver-bidi/>

use std::cell::RefCell;
use std::net::TcpStream;

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

/// An open connection to one session.
pub(crate) struct BiDi {
    socket: RefCell<WebSocket<TcpStream>>,
    events: RefCell<Vec<Value>>,
    last_id: RefCell<u64>,
}

impl BiDi {
    /// Connects to the address that the new session gave as `webSocketUrl`.
    pub(crate) fn connect(url: &str) -> Self {
        let host = url.trim_start_matches("ws://").split('/').next().unwrap_or_default();
        let stream = TcpStream::connect(host).unwrap_or_else(|error| panic!("{url}: {error}"));
        let (socket, _) = tungstenite::client(url, stream).unwrap_or_else(|error| panic!("{url}: {error}"));
        Self { socket: RefCell::new(socket), events: RefCell::default(), last_id: RefCell::default() }
    }

    /// Sends a command and waits for its result. Events that come meanwhile are kept.
    #[track_caller]
    pub(crate) fn send(&self, method: &str, params: &Value) -> Value {
        let id = *self.last_id.borrow() + 1;
        self.last_id.replace(id);
        let command = json!({ "id": id, "method": method, "params": params });
        let mut socket = self.socket.borrow_mut();
        if let Err(error) = socket.send(Message::text(command.to_string())) {
            panic!("{method}: {error}");
        }
        loop {
            let message = match socket.read() {
                Ok(message) => message,
                Err(error) => panic!("{method}: {error}"),
            };
            let Message::Text(text) = message else { continue };
            let answer: Value = serde_json::from_str(&text).expect("a BiDi message should be JSON");
            if answer["id"] == id {
                assert!(answer["type"] == "success", "{method}: {answer}");
                return answer["result"].clone();
            }
            if answer["type"] == "event" {
                self.events.borrow_mut().push(answer);
            }
        }
    }

    /// The parameters of the events that came since they were last asked for.
    pub(crate) fn take_events(&self) -> Vec<Value> {
        // Messages keep their order, so every event that was sent before this answer has been read with it.
        self.send("session.status", &json!({}));
        self.events.take().into_iter().map(|event| event["params"].clone()).collect()
    }
}
