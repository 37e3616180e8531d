//! WebDriver commands that the client library has no method for.

use std::borrow::Cow;

use serde_json::Value;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{RequestData, SessionId, WebDriver};

use crate::runtime::block_on;

#[derive(Debug)]
struct Command<'a> {
    method: &'a str,
    path: Cow<'a, str>,
    body: Option<Value>,
}

impl FormatRequestData for Command<'_> {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let method = self.method.parse().expect("the method should be one of HTTP's");
        let request = RequestData::new(method, format!("session/{session}/{}", self.path));
        match &self.body {
            Some(body) => request.add_body(body.clone()),
            None => request,
        }
    }
}

/// Sends a command, given by its path below the session's, and returns its result.
pub(crate) fn send(
    session: &WebDriver,
    method: &str,
    path: &str,
    body: Option<Value>,
) -> WebDriverResult<Value> {
    block_on(session.handle().cmd(Command { method, path: path.into(), body }))?.value()
}
