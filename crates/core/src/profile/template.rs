//! Templates: values in which a string that starts with `$` stands for a variable as a whole.

use super::json::{Json, Kind};
use super::shape::below;
use crate::route;

/// A string of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Text {
    /// The string itself.
    Literal(String),
    /// The value of a variable.
    Variable {
        name: String,
        /// Whether it is left out if there is no such variable.
        optional: bool,
    },
}

impl Text {
    pub(super) fn read(text: &str) -> Self {
        match text.strip_prefix('$') {
            None => Self::Literal(text.to_owned()),
            Some(rest) if rest.starts_with('$') => Self::Literal(rest.to_owned()),
            Some(name) => {
                let needed = name.strip_suffix('?');
                Self::Variable { name: needed.unwrap_or(name).to_owned(), optional: needed.is_some() }
            }
        }
    }
}

/// The name of a variable that a template needs and that isn't there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingVariable(pub String);

/// Fills a template. An optional variable that isn't there yields nothing.
pub(super) fn fill<J: Json>(template: &J, variables: &J) -> Result<Option<J>, MissingVariable> {
    match template.kind() {
        Kind::Text => fill_text(&template.text().unwrap_or_default(), variables),
        Kind::Object => {
            let mut filled = J::object();
            for name in template.names() {
                if let Some(inner) = template.member(&name)
                    && let Some(value) = fill(&inner, variables)?
                {
                    filled.set(&name, value);
                }
            }
            Ok(Some(filled))
        }
        Kind::List => {
            let mut filled = J::list();
            for entry in template.entries() {
                if let Some(value) = fill(&entry, variables)? {
                    filled.push(value);
                }
            }
            Ok(Some(filled))
        }
        Kind::Null | Kind::Boolean | Kind::Number => Ok(Some(template.clone())),
    }
}

fn fill_text<J: Json>(text: &str, variables: &J) -> Result<Option<J>, MissingVariable> {
    match Text::read(text) {
        Text::Literal(text) => Ok(Some(J::from_text(&text))),
        Text::Variable { name, optional } => match variables.member(&name) {
            None if !optional => Err(MissingVariable(name)),
            value => Ok(value),
        },
    }
}

/// Returns a value as a string: anything that isn't a string is written as JSON.
pub(super) fn as_text<J: Json>(value: &J) -> String {
    value.text().unwrap_or_else(|| value.to_json())
}

/// Fills a path. A segment may be a variable, which is encoded so that it stays one segment.
pub(super) fn fill_path<J: Json>(path: &str, variables: &J) -> Result<String, MissingVariable> {
    let mut filled = String::new();
    for (index, segment) in path.split('/').enumerate() {
        if index > 0 {
            filled.push('/');
        }
        match Text::read(segment) {
            Text::Literal(text) => filled.push_str(&text),
            Text::Variable { .. } => {
                let value = fill_text(segment, variables)?;
                route::percent_encode(&value.iter().map(as_text).collect::<String>(), &mut filled);
            }
        }
    }
    Ok(filled)
}

/// Fills names and values as in a form or a query (URL Standard, `application/x-www-form-urlencoded`).
pub(super) fn fill_form<J: Json>(template: &J, variables: &J) -> Result<String, MissingVariable> {
    let mut form = String::new();
    for name in template.names() {
        let Some(inner) = template.member(&name) else { continue };
        if let Some(value) = fill(&inner, variables)? {
            if !form.is_empty() {
                form.push('&');
            }
            route::percent_encode(&name, &mut form);
            form.push('=');
            route::percent_encode(&as_text(&value), &mut form);
        }
    }
    Ok(form)
}

/// Returns the variables of a template, each with the pointer to its location. `at` is the template's own
/// pointer.
pub(super) fn variables_of<J: Json>(template: &J, at: &str) -> Vec<(String, Text)> {
    if let Some(text) = template.text() {
        // In a path, variables are segments; elsewhere, a string either is one or has none.
        let variables = if at.ends_with("/path") {
            text.split('/').map(Text::read).collect()
        } else {
            vec![Text::read(&text)]
        };
        let only = |text: &Text| matches!(text, Text::Variable { .. });
        return variables.into_iter().filter(only).map(|text| (at.to_owned(), text)).collect();
    }
    let inside =
        template.names().into_iter().filter_map(|name| Some((below(at, &name), template.member(&name)?)));
    let entries = template.entries().into_iter().enumerate();
    let entries = entries.map(|(index, entry)| (below(at, &index.to_string()), entry));
    inside.chain(entries).flat_map(|(at, inner)| variables_of(&inner, &at)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn variables() -> Value {
        json!({ "username": "a b/c@example.test", "credential": { "id": "YQ" }, "count": 3 })
    }

    #[test]
    fn a_whole_text_stands_for_a_variable_of_any_kind_and_what_is_optional_is_left_out() {
        let template = json!({
            "response": "$credential", "price": "$$5", "note": "to $username", "deep": [{ "n": "$count" }, "$gone?"],
            "gone": "$gone?", "no": null
        });
        let filled = fill(&template, &variables()).expect("all are set");
        assert_eq!(
            filled,
            Some(json!({
                "response": { "id": "YQ" }, "price": "$5", "note": "to $username", "deep": [{ "n": 3 }], "no": null
            }))
        );
        assert_eq!(fill(&json!({ "a": ["$gone"] }), &variables()), Err(MissingVariable("gone".to_owned())));
    }

    #[test]
    fn a_variable_stays_one_segment_of_a_path_and_one_value_of_a_form() {
        assert_eq!(
            fill_path("/register_start/$username/x", &variables()).expect("all are set"),
            "/register_start/a%20b%2Fc%40example.test/x"
        );
        let form = json!({ "a user": "$username", "json": "$credential", "gone": "$gone?" });
        assert_eq!(
            fill_form(&form, &variables()).expect("all are set"),
            "a%20user=a%20b%2Fc%40example.test&json=%7B%22id%22%3A%22YQ%22%7D"
        );
    }
}
