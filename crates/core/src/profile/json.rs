//! JSON values, whoever holds them.

use serde_json::{Map, Value};

/// What kind of value it is (RFC 8259 §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`, and whatever JSON doesn't know.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

/// A JSON value. The app has the browser's own, which it needs not carry a parser for, all others `serde_json`'s.
pub trait Json: Clone {
    /// An object without members.
    fn object() -> Self;
    /// A list without entries.
    fn list() -> Self;
    /// A text.
    fn from_text(text: &str) -> Self;
    /// A whole number.
    fn from_whole(number: u32) -> Self;
    /// `true` or `false`.
    fn from_truth(truth: bool) -> Self;
    /// Which kind it is.
    fn kind(&self) -> Kind;
    /// The text, if it is one.
    fn text(&self) -> Option<String>;
    /// The number, if it is one.
    fn number(&self) -> Option<f64>;
    /// The names of an object's own members; of anything else none.
    fn names(&self) -> Vec<String>;
    /// An object's own member.
    fn member(&self, name: &str) -> Option<Self>;
    /// A list's entries; of anything else none.
    fn entries(&self) -> Vec<Self>;
    /// Sets an object's member.
    fn set(&mut self, name: &str, value: Self);
    /// Adds an entry to a list.
    fn push(&mut self, entry: Self);
    /// Written as JSON.
    fn to_json(&self) -> String;

    /// The text in a member.
    fn text_of(&self, name: &str) -> Option<String> {
        self.member(name)?.text()
    }

    /// Whether both are the same text, number or truth.
    fn is(&self, other: &Self) -> bool {
        self.to_json() == other.to_json()
    }
}

impl Json for Value {
    fn object() -> Self {
        Self::Object(Map::new())
    }

    fn list() -> Self {
        Self::Array(Vec::new())
    }

    fn from_text(text: &str) -> Self {
        Self::String(text.to_owned())
    }

    fn from_whole(number: u32) -> Self {
        Self::from(number)
    }

    fn from_truth(truth: bool) -> Self {
        Self::Bool(truth)
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Null => Kind::Null,
            Self::Bool(_) => Kind::Boolean,
            Self::Number(_) => Kind::Number,
            Self::String(_) => Kind::Text,
            Self::Array(_) => Kind::List,
            Self::Object(_) => Kind::Object,
        }
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn names(&self) -> Vec<String> {
        self.as_object().into_iter().flat_map(|members| members.keys().cloned()).collect()
    }

    fn member(&self, name: &str) -> Option<Self> {
        self.as_object()?.get(name).cloned()
    }

    fn entries(&self) -> Vec<Self> {
        self.as_array().cloned().unwrap_or_default()
    }

    fn set(&mut self, name: &str, value: Self) {
        if let Self::Object(members) = self {
            members.insert(name.to_owned(), value);
        }
    }

    fn push(&mut self, entry: Self) {
        if let Self::Array(entries) = self {
            entries.push(entry);
        }
    }

    fn to_json(&self) -> String {
        self.to_string()
    }
}
