//! JSON Pointers (RFC 6901).

use super::Json;
use super::json::Kind;

/// Returns whether a string is a pointer: empty, or segments that each start with `/`, with `~` only in `~0`
/// and `~1` (§3).
pub(super) fn is_pointer(text: &str) -> bool {
    let escapes_are_whole = || text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
    text.is_empty() || (text.starts_with('/') && escapes_are_whole())
}

/// Returns what a pointer resolves to (§4). Null counts as absent, since backends write it for what isn't
/// there.
pub(super) fn resolve<J: Json>(value: &J, pointer: &str) -> Option<J> {
    look(value, pointer).filter(|value| value.kind() != Kind::Null)
}

/// Returns what a pointer resolves to, including null.
fn look<J: Json>(value: &J, pointer: &str) -> Option<J> {
    pointer.split('/').skip(1).try_fold(value.clone(), |value, segment| {
        let name = segment.replace("~1", "/").replace("~0", "~");
        match value.kind() {
            Kind::Object => value.member(&name),
            Kind::List => value.entries().into_iter().nth(name.parse().ok()?),
            Kind::Null | Kind::Boolean | Kind::Number | Kind::Text => None,
        }
    })
}

/// Returns whether any of one or several pointers resolves to null.
pub(super) fn any_null<J: Json>(value: &J, pointers: &J) -> bool {
    let pointers = pointers.text().map_or_else(|| pointers.entries(), |pointer| vec![J::from_text(&pointer)]);
    let found = pointers.iter().filter_map(|pointer| look(value, &pointer.text()?));
    found.into_iter().any(|value| value.kind() == Kind::Null)
}

/// Returns what one or several pointers resolve to. If several are given, the first that resolves to a
/// non-null value is used.
pub(super) fn first<J: Json>(value: &J, pointers: &J) -> Option<J> {
    match pointers.text() {
        Some(pointer) => resolve(value, &pointer),
        None => pointers.entries().iter().find_map(|pointer| resolve(value, &pointer.text()?)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn pointers_resolve_as_in_the_examples_of_the_standard() {
        let document = json!({
            "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8
        });
        for (pointer, expected) in [
            ("", document.clone()),
            ("/foo", json!(["bar", "baz"])),
            ("/foo/0", json!("bar")),
            ("/", json!(0)),
            ("/a~1b", json!(1)),
            ("/c%d", json!(2)),
            ("/e^f", json!(3)),
            ("/g|h", json!(4)),
            ("/i\\j", json!(5)),
            ("/k\"l", json!(6)),
            ("/ ", json!(7)),
            ("/m~0n", json!(8)),
        ] {
            assert!(is_pointer(pointer), "{pointer}");
            assert_eq!(resolve(&document, pointer), Some(expected), "{pointer}");
        }
        for nothing in ["/bar", "/foo/2", "/foo/-", "/foo/bar", "/foo/0/x"] {
            assert_eq!(resolve(&document, nothing), None, "{nothing}");
        }
        for no_pointer in ["foo", "/a~2", "/a~", "foo/bar"] {
            assert!(!is_pointer(no_pointer), "{no_pointer}");
        }
    }

    #[test]
    fn the_first_that_leads_to_something_counts_and_null_is_nothing() {
        let answer = json!({ "publicKey": null, "options": { "publicKey": { "challenge": "YQ" } } });
        let pointers = json!(["/publicKey", "/options/publicKey", ""]);
        assert_eq!(first(&answer, &pointers), Some(json!({ "challenge": "YQ" })));
        assert_eq!(first::<Value>(&answer, &json!("/publicKey")), None);
        assert!(any_null(&answer, &json!(["/other", "/publicKey"])) && !any_null(&answer, &json!("/other")));
    }
}
