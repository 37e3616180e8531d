//! Strings that replace the catalogs' own: an integrator's wording, or another language.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Message, PortalMessage, placeholders};
use crate::Refused;

/// Replacement strings by message name, sorted. A name that is in both catalogs applies to both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides(Vec<(String, String)>);

impl Overrides {
    /// Parses a file of messages, which is a JSON object, and reports the entries that are invalid.
    pub fn parse(file: &str) -> (Self, Vec<Refused>) {
        let (mut accepted, mut refused) = (Self::default(), Vec::new());
        let Ok(messages) = serde_json::from_str::<Map<String, Value>>(file) else {
            refused.push(Refused::new("messages", "a JSON object of texts"));
            return (accepted, refused);
        };
        for (name, text) in messages {
            match (Message::named(&name).or_else(|| PortalMessage::named(&name)), text) {
                (None, _) => refused.push(Refused::new(&name, "the name of a message")),
                (Some(template), Value::String(text)) if same_placeholders(template, &text) => {
                    accepted.0.push((name, text));
                }
                (Some(template), _) => {
                    let expected = format!("a text with the placeholders of '{template}'");
                    refused.push(Refused::new(&name, expected));
                }
            }
        }
        (accepted, refused)
    }

    /// Replaces a message's string.
    pub fn set(&mut self, name: &str, text: &str) {
        self.reset(name);
        self.0.push((name.to_owned(), text.to_owned()));
        self.0.sort();
    }

    /// Restores a message's own string.
    pub fn reset(&mut self, name: &str) {
        self.0.retain(|(other, _)| other != name);
    }

    /// Returns the replacement for a message's string, if there is one.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find_map(|(other, text)| (other == name).then_some(text))
    }

    /// Returns the names and their strings.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Returns the strings as a file of messages.
    pub fn to_json(&self) -> String {
        let messages = self.iter().map(|(name, text)| (name.to_owned(), Value::from(text)));
        format!("{:#}\n", Value::Object(messages.collect()))
    }
}

impl FromIterator<(String, String)> for Overrides {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(texts: T) -> Self {
        // If a name has two strings, the later one is used.
        Self(texts.into_iter().collect::<BTreeMap<_, _>>().into_iter().collect())
    }
}

/// Returns whether a string has each placeholder of the template once, and no others.
pub fn same_placeholders(template: &str, text: &str) -> bool {
    placeholders(text).count() == placeholders(template).count()
        && placeholders(template).all(|expected| placeholders(text).any(|found| found == expected))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Words as _;

    /// Returns what is reported for a file with only this entry.
    fn refusal(entry: &str) -> String {
        let (accepted, refused) = Overrides::parse(&format!("{{{entry}}}"));
        assert_eq!(accepted, Overrides::default());
        assert_eq!(refused.len(), 1, "{refused:?}");
        refused[0].to_string()
    }

    #[test]
    fn a_text_stands_in_the_place_of_the_catalogues_own() {
        let (texts, refused) =
            Overrides::parse(r#"{"SignInTitle": "Welcome to {brand}", "GoToUsers": "All users"}"#);
        assert_eq!(refused, []);
        let title = Message::SignInTitle { brand: "Acme".into() };
        assert_eq!(title.fill(texts.get(title.name()).unwrap()), "Welcome to Acme");
        assert_eq!(texts.get("GoToUsers"), Some("All users"));
        assert_eq!(texts.get("Continue"), None);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_name_and_what_was_expected() {
        assert_eq!(refusal(r#""Contineu": "Go on""#), "Contineu: expected the name of a message");
        assert_eq!(
            refusal(r#""Continue": 1"#),
            "Continue: expected a text with the placeholders of 'Continue'"
        );
        assert_eq!(
            refusal(r#""Continue": "Go on {name}""#),
            "Continue: expected a text with the placeholders of 'Continue'"
        );
        for text in
            ["{digits} digits", "{to} {digits} {name}", "{to} {to} {digits}", "{to} {digit}", "{to} {digits"]
        {
            assert_eq!(
                refusal(&format!(r#""CodeSent": "{text}""#)),
                "CodeSent: expected a text with the placeholders of 'We sent a {digits}-digit code to {to}.'"
            );
        }
    }

    #[test]
    fn what_is_right_beside_something_wrong_holds() {
        let (texts, refused) = Overrides::parse(r#"{"Continue": "Go on", "Cancel": null}"#);
        assert_eq!(texts.iter().collect::<Vec<_>>(), [("Continue", "Go on")]);
        assert_eq!(refused.len(), 1);
    }

    #[test]
    fn a_file_that_is_no_object_is_refused_as_a_whole() {
        for file in ["[]", "", "{\"Continue\": \"Go on\""] {
            let (texts, refused) = Overrides::parse(file);
            assert_eq!(texts, Overrides::default());
            assert_eq!(refused, [Refused::new("messages", "a JSON object of texts")]);
        }
    }

    #[test]
    fn the_texts_in_english_are_a_file_of_messages() {
        let english = Message::all().chain(PortalMessage::all());
        let texts: Overrides = english.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        assert_eq!(Overrides::parse(&texts.to_json()), (texts, Vec::new()));
    }
}
