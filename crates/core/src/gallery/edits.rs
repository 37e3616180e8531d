//! What a designer has changed, kept until it is exported.

use serde_json::{Map, Value};

use crate::message::Overrides;
use crate::theme::Theme;

/// Tokens and words that replace the built-in ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// The changed tokens.
    pub theme: Theme,
    /// The changed words.
    pub messages: Overrides,
}

impl Edits {
    /// Reads the output of [`Edits::to_json`]. Anything no longer valid, for example after an update, is left
    /// out.
    pub fn parse(kept: &str) -> Self {
        let kept: Map<String, Value> = serde_json::from_str(kept).unwrap_or_default();
        let part = |name: &str| kept.get(name).map_or_else(|| "{}".to_owned(), Value::to_string);
        Self { theme: Theme::parse(&part("theme")).0, messages: Overrides::parse(&part("messages")).0 }
    }

    /// Serializes both into one JSON string.
    pub fn to_json(&self) -> String {
        let part = |json: &str| serde_json::from_str(json).unwrap_or_default();
        let parts: [(&str, Value); 2] =
            [("theme", part(&self.theme.to_json())), ("messages", part(&self.messages.to_json()))];
        Value::Object(parts.map(|(name, part)| (name.to_owned(), part)).into_iter().collect()).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{Token, Value as TokenValue};

    #[test]
    fn what_was_changed_is_kept_as_it_is() {
        let mut edits = Edits::default();
        assert_eq!(Edits::parse(""), edits);
        assert_eq!(Edits::parse("{\"theme\": 3}"), edits);
        let accent = Token::named("accent").unwrap();
        edits.theme.set(accent, TokenValue::Schemes { light: "#123456".into(), dark: "#abcdef".into() });
        edits.messages.set("SignInTitle", "Welcome to {brand}");
        assert_eq!(Edits::parse(&edits.to_json()), edits);
    }
}
