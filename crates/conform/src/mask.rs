//! What may be shown of requests and answers: nothing that would grant access.

use latchkey_core::profile::Request;
use serde_json::Value;

use crate::exchange::Came;

/// Members whose values are never shown, whatever else is in their names.
const SECRET: [&str; 16] = [
    "password",
    "secret",
    "token",
    "csrf",
    "cookie",
    "authorization",
    "signature",
    "challenge",
    "clientdatajson",
    "attestationobject",
    "authenticatordata",
    "userhandle",
    "publickeyder",
    "otp",
    "session",
    "verifier",
];
/// Strings up to this length are words; longer ones without a space may be keys.
const LONGEST_WORD: usize = 20;
/// Size up to which an answer that isn't JSON is shown, in bytes.
const LONGEST_TEXT: usize = 120;
/// Shorter secrets would mask parts of ordinary words.
const SHORTEST_SECRET: usize = 4;

/// Strings that are known to be secret.
#[derive(Clone, Debug, Default)]
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    /// Keeps this string out of everything that is shown from now on.
    pub(crate) fn add(&mut self, secret: &str) {
        if secret.len() >= SHORTEST_SECRET && !self.0.iter().any(|known| known == secret) {
            self.0.push(secret.to_owned());
            // Masked after a shorter one within it, the rest of a secret would be left behind.
            self.0.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        }
    }

    /// Returns a text without known secrets, and without anything that looks like a key.
    pub(crate) fn text(&self, text: &str) -> String {
        let known = self.0.iter().fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), "***"));
        let mut masked = String::new();
        let mut word = String::new();
        for c in known.chars() {
            if c.is_alphanumeric() || "-_.~+=@%•*".contains(c) {
                word.push(c);
            } else {
                masked.push_str(&shortened(&word));
                word.clear();
                masked.push(c);
            }
        }
        masked + &shortened(&word)
    }

    /// Masks a JSON value likewise.
    pub(crate) fn json(&self, value: &Value) -> Value {
        match value {
            Value::Object(members) => {
                let masked = members.iter().map(|(name, value)| (name.clone(), self.member(name, value)));
                Value::Object(masked.collect())
            }
            Value::Array(entries) => Value::Array(entries.iter().map(|entry| self.json(entry)).collect()),
            Value::String(text) => Value::String(self.text(text)),
            Value::Number(number) if self.0.contains(&number.to_string()) => Value::String("***".to_owned()),
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }

    fn member(&self, name: &str, value: &Value) -> Value {
        let name: String =
            name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        let is_scalar = value.is_string() || value.is_number();
        if is_scalar && SECRET.iter().any(|secret| name.contains(secret)) {
            Value::String("***".to_owned())
        } else {
            self.json(value)
        }
    }

    /// Returns what was sent: a line with the method and the address below the base, and the body.
    pub(crate) fn request(&self, request: &Request, base: &str) -> (String, Option<Value>) {
        let below = request.url.strip_prefix(base).unwrap_or(&request.url);
        let (path, query) = below.split_once('?').unwrap_or((below, ""));
        let mut line = format!("{} {}", request.method, self.text(path));
        let masked: Vec<String> = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                let value = self.member(name, &Value::String(value.to_owned()));
                format!("{name}={}", value.as_str().unwrap_or_default())
            })
            .collect();
        if !masked.is_empty() {
            line = format!("{line}?{}", masked.join("&"));
        }
        let body = request.body.as_deref().map(|body| match serde_json::from_str::<Value>(body) {
            Ok(json) => self.json(&json),
            Err(_) => self.form(body),
        });
        (line, body)
    }

    /// Converts a form to an object. JSON in a field is masked as such.
    fn form(&self, body: &str) -> Value {
        let fields = url::form_urlencoded::parse(body.as_bytes()).map(|(name, value)| {
            let value = serde_json::from_str(&value).unwrap_or_else(|_| Value::String(value.into_owned()));
            (name.clone().into_owned(), self.member(&name, &value))
        });
        Value::Object(fields.collect())
    }

    /// Returns an answer's body; only its type and size if it is neither JSON nor a few words.
    pub(crate) fn answer(&self, came: &Came) -> Option<Value> {
        match &came.json {
            Some(json) => Some(self.json(json)),
            None if came.text.trim().is_empty() => None,
            None if came.content_type.starts_with("text/plain") && came.text.len() <= LONGEST_TEXT => {
                Some(Value::String(self.text(&came.text)))
            }
            None => Some(Value::String(format!("{}, {} bytes", came.content_type, came.text.len()))),
        }
    }
}

fn shortened(word: &str) -> String {
    let length = word.chars().count();
    // Email addresses and host names are long but not secret, and neither are words joined by hyphens and the
    // like.
    let is_plain = |part: &str| part.len() <= LONGEST_WORD && part.chars().all(char::is_alphabetic);
    if length <= LONGEST_WORD || word.contains('@') || word.split(['-', '_', '.']).all(is_plain) {
        return word.to_owned();
    }
    let begin: String = word.chars().take(4).collect();
    format!("{begin}…({length})")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_lets_anybody_in_is_never_shown() {
        let mut secrets = Secrets::default();
        secrets.add("correct horse");
        secrets.add("123456");
        let shown = secrets.json(&json!({
            "username": "anna@example.test", "password": "x", "note": "is correct horse", "code": "123456", "n": 123_456,
            "csrfToken": "short", "response": { "signature": "YQ", "userHandle": "YQ" },
            "id": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "title": "Passkey isn't found",
        }));
        assert_eq!(
            shown,
            json!({
                "username": "anna@example.test", "password": "***", "note": "is ***", "code": "***", "n": "***",
                "csrfToken": "***", "response": { "signature": "***", "userHandle": "***" },
                "id": "AAAA…(36)", "title": "Passkey isn't found",
            })
        );
    }

    #[test]
    fn a_machine_code_is_shown_in_full_and_a_key_is_not() {
        let secrets = Secrets::default();
        for word in ["code_tries_exhausted", "FAILED_TO_VERIFY_REGISTRATION", "username_password_mismatch"] {
            assert_eq!(secrets.text(word), word);
        }
        assert_eq!(secrets.text("3q2_7wAAAAAAAAAAAAAAAAAAAAAAA"), "3q2_…(29)");
    }

    #[test]
    fn a_form_is_masked_as_json_is_and_a_query_too() {
        let request = Request {
            method: "POST".to_owned(),
            url: "http://localhost/api/result?flow=AAAAAAAAAAAAAAAAAAAAAAAAAA&token=a".to_owned(),
            headers: Vec::new(),
            body: Some("data=%7B%22signature%22%3A%22YQ%22%7D&password=x".to_owned()),
        };
        let (line, body) = Secrets::default().request(&request, "http://localhost/api");
        assert_eq!(line, "POST /result?flow=AAAA…(26)&token=***");
        assert_eq!(body, Some(json!({ "data": { "signature": "***" }, "password": "***" })));
    }
}
