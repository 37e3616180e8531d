//! The part of the look that an integrator may set: the semantic and component tokens of `style/tokens.css`.
//!
//! The app itself reads a theme in `boot.js`, by the same rules and with the browser's knowledge of CSS. This
//! module is for the tools that make themes.

#[cfg(test)]
mod built_in;
mod pairs;
mod tokens;

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

pub use pairs::{PAIRS, Pair};
pub use tokens::{Kind, TOKENS, Token};

use crate::Refused;

/// The value that a token is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The same value in both schemes, as CSS.
    Same(String),
    /// A color for each scheme, as CSS.
    Schemes {
        /// The color in light.
        light: String,
        /// The color in dark.
        dark: String,
    },
}

impl Value {
    /// Returns the value of the custom property.
    pub fn css(&self) -> String {
        match self {
            Self::Same(value) => value.clone(),
            Self::Schemes { light, dark } => format!("light-dark({light}, {dark})"),
        }
    }

    fn read(kind: Kind, json: &Json) -> Option<Self> {
        let text =
            |json: &Json| json.as_str().map(str::trim).filter(|text| kind.takes(text)).map(str::to_owned);
        match json {
            Json::Object(schemes) if kind == Kind::Colour && schemes.len() == 2 => {
                Some(Self::Schemes { light: text(schemes.get("light")?)?, dark: text(schemes.get("dark")?)? })
            }
            Json::String(_) => text(json).map(Self::Same),
            Json::Object(_) | Json::Array(_) | Json::Null | Json::Bool(_) | Json::Number(_) => None,
        }
    }

    fn json(&self) -> Json {
        match self {
            Self::Same(value) => Json::from(value.as_str()),
            Self::Schemes { light, dark } => {
                let scheme = |name: &str, colour: &str| (name.to_owned(), Json::from(colour));
                Json::Object(Map::from_iter([scheme("light", light), scheme("dark", dark)]))
            }
        }
    }
}

/// The tokens that are set, by name. The others keep their built-in values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme(BTreeMap<&'static str, Value>);

impl Theme {
    /// Parses a theme, which is a JSON object, and reports the entries that are invalid.
    pub fn parse(file: &str) -> (Self, Vec<Refused>) {
        let (mut theme, mut refused) = (Self::default(), Vec::new());
        let Ok(entries) = serde_json::from_str::<Map<String, Json>>(file) else {
            refused.push(Refused::new("theme", "a JSON object of tokens"));
            return (theme, refused);
        };
        for (name, json) in entries {
            let Some(token) = Token::named(&name) else {
                refused.push(Refused::new(&name, "the name of a token, without hyphens before it"));
                continue;
            };
            match Value::read(token.kind, &json) {
                Some(value) => theme.set(token, value),
                None => refused.push(Refused::new(&name, token.kind.expected())),
            }
        }
        (theme, refused)
    }

    /// Sets a token.
    pub fn set(&mut self, token: &Token, value: Value) {
        self.0.insert(token.name, value);
    }

    /// Restores a token's built-in value.
    pub fn reset(&mut self, token: &Token) {
        self.0.remove(token.name);
    }

    /// Returns the value that a token is set to, if it is set.
    pub fn get(&self, token: &Token) -> Option<&Value> {
        self.0.get(token.name)
    }

    /// Returns the custom properties that are set, including their hyphens, and their values.
    pub fn properties(&self) -> impl Iterator<Item = (String, String)> {
        self.0.iter().map(|(name, value)| (format!("--{name}"), value.css()))
    }

    /// Returns the theme as a file.
    pub fn to_json(&self) -> String {
        let entries = self.0.iter().map(|(name, value)| ((*name).to_owned(), value.json()));
        format!("{:#}\n", Json::Object(entries.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what is reported for a theme with only this entry.
    fn refusal(entry: &str) -> String {
        let (theme, refused) = Theme::parse(&format!("{{{entry}}}"));
        assert_eq!(theme, Theme::default());
        assert_eq!(refused.len(), 1, "{refused:?}");
        refused[0].to_string()
    }

    #[test]
    fn a_theme_sets_properties_for_both_schemes_or_for_each() {
        let file = r##"{"accent": {"light": "#7a1fa2", "dark": "#e1a8ff"}, "button-radius": "4px", "font": "Inter, sans-serif"}"##;
        let (theme, refused) = Theme::parse(file);
        assert_eq!(refused, []);
        let expected = [
            ("--accent", "light-dark(#7a1fa2, #e1a8ff)"),
            ("--button-radius", "4px"),
            ("--font", "Inter, sans-serif"),
        ];
        assert_eq!(
            theme.properties().collect::<Vec<_>>(),
            expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
        assert_eq!(Theme::parse(&theme.to_json()), (theme, Vec::new()));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_name_and_what_was_expected() {
        let colour = "accent: expected a colour, or {\"light\": …, \"dark\": …} with two of them";
        for value in [
            "1",
            "\"\"",
            "\"#12\"",
            "\"red; color: blue\"",
            "\"rgb(1, 2\"",
            "{}",
            "{\"light\": \"#fff\"}",
            "{\"light\": \"#fff\", \"dark\": 0}",
        ] {
            assert_eq!(refusal(&format!("\"accent\": {value}")), colour, "{value}");
        }
        assert_eq!(
            refusal("\"acent\": \"#fff\""),
            "acent: expected the name of a token, without hyphens before it"
        );
        assert_eq!(refusal("\"blue-40\": \"#fff\"").split_once(':').unwrap().0, "blue-40");
        assert_eq!(refusal("\"target\": \"wide\""), "target: expected a length, such as 44px");
        assert_eq!(
            refusal("\"shadow\": {\"light\": \"none\", \"dark\": \"none\"}"),
            "shadow: expected a shadow as 'box-shadow' has it"
        );
    }

    #[test]
    fn what_is_no_object_is_refused_as_a_whole() {
        for file in ["", "[]", "{\"accent\": "] {
            assert_eq!(
                Theme::parse(file),
                (Theme::default(), vec![Refused::new("theme", "a JSON object of tokens")])
            );
        }
    }

    #[test]
    fn a_token_can_be_set_and_reset() {
        let accent = Token::named("accent").unwrap();
        let mut theme = Theme::default();
        theme.set(accent, Value::Same("rebeccapurple".into()));
        assert_eq!(theme.get(accent).unwrap().css(), "rebeccapurple");
        theme.reset(accent);
        assert_eq!(theme.get(accent), None);
    }
}
