//! JSON Pointers (RFC 6901) to what is being looked for in an answer.

use serde_json::Value;

/// How deep answers are searched.
const DEEPEST: usize = 5;

/// Returns the pointer to the match nearest to the root.
pub(super) fn find(value: &Value, fits: &dyn Fn(&Value) -> bool) -> Option<String> {
    let mut level = vec![(String::new(), value)];
    for _ in 0..DEEPEST {
        if let Some((at, _)) = level.iter().find(|(_, value)| fits(value)) {
            return Some(at.clone());
        }
        level = level.iter().flat_map(|(at, value)| children(at, value)).collect();
    }
    None
}

/// Returns all values with nothing below them, nearest to the root first.
pub(super) fn scalars(value: &Value) -> Vec<(String, &Value)> {
    let (mut found, mut level) = (Vec::new(), vec![(String::new(), value)]);
    for _ in 0..DEEPEST {
        let below: Vec<_> = level.iter().flat_map(|(at, value)| children(at, value)).collect();
        found.extend(below.iter().filter(|(_, value)| !value.is_object() && !value.is_array()).cloned());
        level = below;
    }
    found
}

/// Returns the first of several pointers in a profile that resolves to a non-null value here.
pub(super) fn first_of(pointers: &Value, answer: &Value) -> Option<String> {
    let several = pointers.as_array()?.iter().filter_map(Value::as_str);
    let mut there = several.filter(|at| answer.pointer(at).is_some_and(|value| !value.is_null()));
    there.next().map(str::to_owned)
}

/// Returns the pointer to a string next to what is at `at`, under the first of these names that has one.
pub(super) fn sibling(answer: &Value, at: &str, names: &[&str]) -> Option<String> {
    let (holder, own) = at.rsplit_once('/')?;
    let there = |name: &&&str| answer.pointer(&format!("{holder}/{name}")).is_some_and(Value::is_string);
    names.iter().filter(|name| **name != own).find(there).map(|name| format!("{holder}/{name}"))
}

fn children<'a>(at: &str, value: &'a Value) -> Vec<(String, &'a Value)> {
    let below = |name: &str| format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
    match value {
        Value::Object(members) => members.iter().map(|(name, value)| (below(name), value)).collect(),
        Value::Array(entries) => {
            entries.iter().enumerate().map(|(index, value)| (below(&index.to_string()), value)).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_nearest_to_the_root_is_found_first() {
        let answer = json!({ "a/b": [{ "challenge": "x" }], "data": { "challenge": "y", "user": { "name": "n", "email": "e" } } });
        assert_eq!(find(&answer, &|value| value.get("challenge").is_some()).as_deref(), Some("/data"));
        let texts: Vec<_> = scalars(&answer).into_iter().map(|(at, _)| at).collect();
        assert_eq!(texts[..2], ["/data/challenge", "/a~1b/0/challenge"]);
        assert!(texts[2..].contains(&"/data/user/name".to_owned()), "{texts:?}");
        assert_eq!(
            sibling(&answer, "/data/user/email", &["display", "name"]).as_deref(),
            Some("/data/user/name")
        );
        assert_eq!(first_of(&json!(["/x", "/data/user", ""]), &answer).as_deref(), Some("/data/user"));
    }
}
