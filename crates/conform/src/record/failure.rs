//! How to recognize a failure by its answer.

use serde_json::{Value, json};

use super::pointers::scalars;
use crate::exchange::Came;

/// Members with a machine-readable reason, the likeliest first.
const REASONS: [&str; 7] = ["code", "errorCode", "error_code", "error", "reason", "type", "id"];
/// Members with a human-readable one.
const WORDS: [&str; 5] = ["error", "message", "detail", "title", "description"];
/// Maximum length of the text that a rule looks for.
const LONGEST: usize = 60;

/// A rule of a profile's `failures`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    status: u16,
    code: Option<(String, String)>,
    text: Option<String>,
    pub(super) gives: &'static str,
}

impl Rule {
    pub(super) fn of(came: &Came, gives: &'static str) -> Self {
        let code = came.json.as_ref().and_then(reason);
        let text = if code.is_some() { None } else { words(came) };
        Self { status: came.status, code, text, gives }
    }

    /// Returns whether both match the same answers.
    pub(super) fn fits_the_same(&self, other: &Self) -> bool {
        (self.status, &self.code, &self.text) == (other.status, &other.code, &other.text)
    }

    /// Returns whether it looks at more than the status.
    pub(super) fn is_particular(&self) -> bool {
        self.code.is_some() || self.text.is_some()
    }

    /// Returns where the answer has the very code that this state has in the native contract.
    pub(super) fn native_code_at(&self) -> Option<String> {
        self.code.as_ref().filter(|(_, code)| code == self.gives).map(|(at, _)| at.clone())
    }

    pub(super) fn to_json(&self) -> Value {
        let mut rule = json!({ "status": [self.status], "gives": self.gives });
        if let Some((at, code)) = &self.code {
            rule["where"] = json!([{ "at": at, "is": code }]);
        }
        if let Some(text) = &self.text {
            rule["text"] = json!(text);
        }
        rule
    }
}

fn reason(answer: &Value) -> Option<(String, String)> {
    let scalars = scalars(answer);
    let is_code = |text: &str| {
        let of_a_code = |c: char| c.is_ascii_alphanumeric() || "_-.:".contains(c);
        !text.is_empty() && text.len() <= LONGEST && text.chars().all(of_a_code)
    };
    REASONS.iter().find_map(|wanted| {
        scalars.iter().find_map(|(at, value)| {
            let text = value.as_str().filter(|text| is_code(text))?;
            (at.rsplit('/').next() == Some(*wanted)).then(|| (at.clone(), text.to_owned()))
        })
    })
}

/// Returns the words up to the first one that may differ the next time.
fn words(came: &Came) -> Option<String> {
    let text = match &came.json {
        Some(answer) => {
            let scalars = scalars(answer);
            WORDS.iter().find_map(|wanted| {
                let found = scalars.iter().find(|(at, _)| at.rsplit('/').next() == Some(*wanted));
                found.and_then(|(_, value)| value.as_str()).map(str::to_owned)
            })?
        }
        None if came.content_type == "text/plain" => came.text.trim().to_owned(),
        None => return None,
    };
    let mut begin = String::new();
    for word in text.split(' ') {
        let is_plain = word.chars().all(|c| c.is_alphabetic() || ",.'-".contains(c));
        if !is_plain || begin.len() + word.len() > LONGEST {
            break;
        }
        if !begin.is_empty() {
            begin.push(' ');
        }
        begin.push_str(word);
    }
    (!begin.is_empty()).then_some(begin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(status: u16, body: &str) -> Value {
        let came = Came {
            status,
            content_type: "text/plain".to_owned(),
            text: body.to_owned(),
            json: serde_json::from_str(body).ok(),
        };
        Rule::of(&came, "credential_unknown").to_json()
    }

    #[test]
    fn a_failure_is_known_again_by_its_code_or_else_its_words_or_else_its_status() {
        let gives = "credential_unknown";
        assert_eq!(
            rule(401, r#"{"message":"No such","code":"PASSKEY_NOT_FOUND"}"#),
            json!({ "status": [401], "where": [{ "at": "/code", "is": "PASSKEY_NOT_FOUND" }], "gives": gives })
        );
        assert_eq!(
            rule(400, r#"{"errors":[{"param":"credential","code":"incorrect_code"}]}"#),
            json!({ "status": [400], "where": [{ "at": "/errors/0/code", "is": "incorrect_code" }], "gives": gives })
        );
        assert_eq!(
            rule(400, r#"{"error":"Could not find passkey 7-Qx for user ada"}"#),
            json!({ "status": [400], "text": "Could not find passkey", "gives": gives })
        );
        assert_eq!(
            rule(500, "User Not Found"),
            json!({ "status": [500], "text": "User Not Found", "gives": gives })
        );
        assert_eq!(rule(400, ""), json!({ "status": [400], "gives": gives }));
    }
}
