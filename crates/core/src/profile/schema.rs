//! The JSON Schema of profiles (draft 2020-12), generated from the same shape that checks them.

use std::ptr;

use serde_json::{Map, Value, json};

use super::format::PROFILE;
use super::shape::{Member, Shape};

/// A description of each member for authors of profiles: by its name, or by its holder's name and its own if
/// that isn't enough.
const ABOUT: &str = include_str!("about.txt");

/// Returns the JSON Schema of profiles.
pub fn json_schema() -> Value {
    let mut definitions = Definitions::default();
    definitions.of(&PROFILE, "profile");
    let definitions: Map<_, _> = definitions.0.into_iter().map(|(_, name, schema)| (name, schema)).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Latchkey profile: how to talk to a backend",
        "$ref": "#/$defs/profile",
        "$defs": definitions,
    })
}

/// The schemas of objects, each written only once: the members, the name and the schema.
#[derive(Default)]
struct Definitions(Vec<(&'static [Member], String, Value)>);

impl Definitions {
    /// Returns the schema for the value of the member `holder`.
    fn of(&mut self, shape: &'static Shape, holder: &str) -> Value {
        match shape {
            Shape::Any => json!({}),
            Shape::Boolean => json!({ "type": "boolean" }),
            Shape::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
            Shape::Text(format) if format.pattern.is_empty() => json!({ "type": "string" }),
            Shape::Text(format) => json!({ "type": "string", "pattern": format.pattern }),
            Shape::Choice(texts) => json!({ "enum": texts }),
            Shape::Map(shape) => json!({ "type": "object", "additionalProperties": self.of(shape, holder) }),
            Shape::List(shape) => json!({ "type": "array", "minItems": 1, "items": self.of(shape, holder) }),
            Shape::Either(first, second) => {
                json!({ "anyOf": [self.of(first, holder), self.of(second, holder)] })
            }
            Shape::Named(names, shape) => {
                let inner = self.of(shape, holder);
                json!({ "type": "object", "propertyNames": { "enum": names }, "additionalProperties": inner })
            }
            Shape::Object(members) => json!({ "$ref": format!("#/$defs/{}", self.define(members, holder)) }),
        }
    }

    /// Returns the name of an object's schema, which is that of the first member to have one. Writes the
    /// schema if it is new.
    fn define(&mut self, members: &'static [Member], holder: &str) -> String {
        if let Some((_, name, _)) = self.0.iter().find(|(known, ..)| ptr::eq(*known, members)) {
            return name.clone();
        }
        let namesakes = self.0.iter().filter(|(_, name, _)| name.trim_end_matches('\'') == holder).count();
        let name = [holder, &"'".repeat(namesakes)].concat();
        let index = self.0.len();
        self.0.push((members, name.clone(), Value::Null));
        let mut properties = Map::new();
        for member in members {
            let mut inner = self.of(member.shape, member.name);
            if let (Value::Object(inner), Some(about)) = (&mut inner, about(holder, member.name)) {
                inner.insert("description".to_owned(), json!(about));
            }
            properties.insert(member.name.to_owned(), inner);
        }
        let required = members.iter().filter(|member| member.required).map(|member| member.name);
        let required: Vec<_> = required.collect();
        if let Some((.., schema)) = self.0.get_mut(index) {
            *schema = json!({
                "type": "object", "additionalProperties": false, "properties": properties, "required": required
            });
        }
        name
    }
}

/// Returns the description of a member, from a line of the form `holder/name: text` or `name: text`.
pub(super) fn about(holder: &str, name: &str) -> Option<&'static str> {
    let line = |key: &str| ABOUT.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
    line(&[holder, "/", name].concat()).or_else(|| line(name))
}
