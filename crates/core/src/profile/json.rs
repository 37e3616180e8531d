//! JSON values, independent of what holds them.

use serde_json::{Map, Value};

/// The kind of a value (RFC 8259 §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`, and anything that JSON doesn't know.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A string.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

/// A JSON value. The app uses the browser's own, for which it needn't carry a parser; everything else uses
/// `serde_json`'s.
pub trait Json: Clone {
    /// Returns an object without members.
    fn object() -> Self;
    /// Returns a list without entries.
    fn list() -> Self;
    /// Returns a string as a value.
    fn from_text(text: &str) -> Self;
    /// Returns a whole number as a value.
    fn from_whole(number: u32) -> Self;
    /// Returns `true` or `false` as a value.
    fn from_truth(truth: bool) -> Self;
    /// Returns the value's kind.
    fn kind(&self) -> Kind;
    /// Returns the string, if it is one.
    fn text(&self) -> Option<String>;
    /// Returns the number, if it is one.
    fn number(&self) -> Option<f64>;
    /// Returns the names of an object's own members; none for anything else.
    fn names(&self) -> Vec<String>;
    /// Returns an object's own member, if it has one of this name.
    fn member(&self, name: &str) -> Option<Self>;
    /// Returns a list's entries; none for anything else.
    fn entries(&self) -> Vec<Self>;
    /// Sets an object's member.
    fn set(&mut self, name: &str, value: Self);
    /// Adds an entry to a list.
    fn push(&mut self, entry: Self);
    /// Returns the value as JSON text.
    fn to_json(&self) -> String;

    /// Returns the string in a member, if there is one.
    fn text_of(&self, name: &str) -> Option<String> {
        self.member(name)?.text()
    }

    /// Returns whether both are the same string, number or boolean.
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
