//! The required shape of an integrator's document, as data: it checks the document, and the JSON Schema is
//! generated from it.

use super::json::{Json, Kind};

/// The requirements on a value.
#[derive(Debug)]
pub(super) enum Shape {
    /// Anything at all.
    Any,
    /// A whole number in a range, including both bounds.
    Whole(u32, u32),
    /// `true` or `false`.
    Boolean,
    /// A string that fits the format.
    Text(&'static Format),
    /// One of these strings.
    Choice(&'static [&'static str]),
    /// An object with these members and no others.
    Object(&'static [Member]),
    /// An object with members of any name.
    Map(&'static Shape),
    /// An object whose members have some of these names.
    Named(&'static [&'static str], &'static Shape),
    /// A list with at least one entry.
    List(&'static Shape),
    /// The first shape or, if the value is of another kind, the second.
    Either(&'static Shape, &'static Shape),
}

/// The requirements on a string.
#[derive(Debug)]
pub(super) struct Format {
    /// The requirements in words, as in 'expected …'.
    pub(super) expected: &'static str,
    /// The same, as a regular expression for JSON Schema.
    pub(super) pattern: &'static str,
    /// Returns whether a string fits.
    pub(super) fits: fn(&str) -> bool,
}

/// A member of an object.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) required: bool,
    pub(super) shape: &'static Shape,
}

impl Member {
    pub(super) const fn required(name: &'static str, shape: &'static Shape) -> Self {
        Self { name, required: true, shape }
    }

    pub(super) const fn optional(name: &'static str, shape: &'static Shape) -> Self {
        Self { name, required: false, shape }
    }
}

/// A mistake in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The location of the mistake, as a JSON Pointer; empty for the document itself.
    pub at: String,
    /// What was expected at that location.
    pub expected: String,
}

impl Refusal {
    /// Creates a refusal of what is at the pointer `at`.
    pub(super) fn new(at: &str, expected: impl Into<String>) -> Self {
        Self { at: at.to_owned(), expected: expected.into() }
    }
}

/// Returns the pointer to the member `name` of what is at `at`.
pub(super) fn below(at: &str, name: &str) -> String {
    [at, "/", &name.replace('~', "~0").replace('/', "~1")].concat()
}

impl Shape {
    /// Checks `value`, which is at the pointer `at`, and adds what is wrong with it.
    pub(super) fn check<J: Json>(&self, value: &J, at: &str, refusals: &mut Vec<Refusal>) {
        if !self.is_of_the_kind(value) || !self.fits(value) {
            return refusals.push(Refusal::new(at, self.expected()));
        }
        match self {
            Self::Any | Self::Boolean | Self::Whole(..) | Self::Text(_) | Self::Choice(_) => {}
            Self::Object(members) => check_members(members, value, at, refusals),
            Self::Map(shape) => {
                for (name, inner) in members_of(value) {
                    shape.check(&inner, &below(at, &name), refusals);
                }
            }
            Self::Named(known, shape) => {
                for (name, inner) in members_of(value) {
                    let at = below(at, &name);
                    if known.contains(&name.as_str()) {
                        shape.check(&inner, &at, refusals);
                    } else {
                        refusals.push(Refusal::new(&at, one_of(known)));
                    }
                }
            }
            Self::List(shape) => {
                for (index, entry) in value.entries().iter().enumerate() {
                    shape.check(entry, &below(at, &index.to_string()), refusals);
                }
            }
            Self::Either(first, second) => {
                let shape = if first.is_of_the_kind(value) { first } else { second };
                shape.check(value, at, refusals);
            }
        }
    }

    /// Returns whether a value of the right kind is as required, aside from what is below it.
    fn fits<J: Json>(&self, value: &J) -> bool {
        let is_text = |fits: &dyn Fn(&str) -> bool| value.text().is_some_and(|text| fits(&text));
        match self {
            Self::Whole(least, most) => value.number().is_some_and(|number| {
                number.fract() == 0.0 && f64::from(*least) <= number && number <= f64::from(*most)
            }),
            Self::Text(format) => is_text(&|text| (format.fits)(text)),
            Self::Choice(texts) => is_text(&|text| texts.contains(&text)),
            Self::List(_) => !value.entries().is_empty(),
            Self::Any
            | Self::Boolean
            | Self::Object(_)
            | Self::Map(_)
            | Self::Named(..)
            | Self::Either(..) => true,
        }
    }

    fn is_of_the_kind<J: Json>(&self, value: &J) -> bool {
        let kind = value.kind();
        match self {
            Self::Any => true,
            Self::Boolean => kind == Kind::Boolean,
            Self::Whole(..) => kind == Kind::Number,
            Self::Text(_) | Self::Choice(_) => kind == Kind::Text,
            Self::Object(_) | Self::Map(_) | Self::Named(..) => kind == Kind::Object,
            Self::List(_) => kind == Kind::List,
            Self::Either(first, second) => first.is_of_the_kind(value) || second.is_of_the_kind(value),
        }
    }

    /// Returns the requirements in words, as in 'expected …'.
    pub(super) fn expected(&self) -> String {
        match self {
            Self::Any => "any value".to_owned(),
            Self::Boolean => "true or false".to_owned(),
            Self::Whole(least, most) => {
                ["a whole number from ", &least.to_string(), " to ", &most.to_string()].concat()
            }
            Self::Text(format) => format.expected.to_owned(),
            Self::Choice(texts) => one_of(texts),
            Self::Object(members) => {
                let required: Vec<_> =
                    members.iter().filter(|member| member.required).map(|member| member.name).collect();
                if required.is_empty() {
                    "an object".to_owned()
                } else {
                    ["an object with ", &required.join(", ")].concat()
                }
            }
            Self::Map(_) | Self::Named(..) => "an object".to_owned(),
            Self::List(shape) => ["a list, each entry ", &shape.expected()].concat(),
            Self::Either(first, second) => [&first.expected(), ", or ", &second.expected()].concat(),
        }
    }
}

fn members_of<J: Json>(value: &J) -> impl Iterator<Item = (String, J)> {
    value.names().into_iter().filter_map(|name| value.member(&name).map(|inner| (name, inner)))
}

fn check_members<J: Json>(members: &[Member], value: &J, at: &str, refusals: &mut Vec<Refusal>) {
    for (name, inner) in members_of(value) {
        let at = below(at, &name);
        match members.iter().find(|member| member.name == name) {
            Some(member) => member.shape.check(&inner, &at, refusals),
            None => refusals.push(Refusal::new(&at, one_of(&names(members)))),
        }
    }
    for member in members.iter().filter(|member| member.required) {
        if value.member(member.name).is_none() {
            refusals.push(Refusal::new(&below(at, member.name), member.shape.expected()));
        }
    }
}

fn names(members: &[Member]) -> Vec<&'static str> {
    members.iter().map(|member| member.name).collect()
}

/// Returns 'one of' these strings.
pub(super) fn one_of(texts: &[&str]) -> String {
    ["one of ", &texts.join(", ")].concat()
}
