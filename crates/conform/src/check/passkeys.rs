//! The list of passkeys, and what can be done with one.

use latchkey_core::call::Operation;
use serde_json::{Value, json};

use super::attestation::Created;
use super::{Check, assertion};
use crate::authenticator::Authenticator;
use crate::judge::{Expected, Verdict};
use crate::visitor::{Visitor, nothing};

const NAME: &str = "Conformance check";
const NOT_THERE: Expected = Expected::Codes(&["not_found"]);

/// Returns the IDs of the account's passkeys, if there is a list.
pub(super) fn ids(check: &mut Check, person: &mut Visitor) -> Option<Vec<String>> {
    if !check.has(Operation::Passkeys) {
        return None;
    }
    let list = check.step(person, Operation::Passkeys, "on the way", nothing())?;
    Some(entries(&list).iter().filter_map(id_of).collect())
}

/// Renames and removes the created passkey; what was there before is left alone.
pub(super) fn managed(
    check: &mut Check,
    person: &mut Visitor,
    authenticator: &mut Authenticator,
    created: &Created,
    before: Option<&[String]>,
) {
    let id = listed(check, person, authenticator, created, before);
    let unknown = altered(&id);
    for operation in [Operation::RenamePasskey, Operation::RemovePasskey] {
        if check.has(operation) {
            let given = json!({ "id": unknown, "name": NAME });
            check.expect(person, operation, "one that doesn't exist", given, NOT_THERE);
        }
    }
    if check.has(Operation::RenamePasskey) {
        let given = json!({ "id": id, "name": NAME });
        let meaning = check.expect(person, Operation::RenamePasskey, "good", given, Expected::Success);
        if meaning.answer().is_some() {
            named(check, person, &id);
        }
    }
    if !check.has(Operation::RemovePasskey) {
        return;
    }
    let given = json!({ "id": id });
    let meaning = check.expect(person, Operation::RemovePasskey, "good", given, Expected::Success);
    if meaning.answer().is_none() {
        return;
    }
    if ids(check, person).is_some_and(|left| left.contains(&id)) {
        check.instead(Verdict::Broken("the passkey is still in the list".to_owned()));
    }
    // The backend may have stored the same credential under another ID as well.
    clean_up(check, person, Some(created), before);
    assertion::removed(check, authenticator);
}

/// Returns the new passkey's ID in the list.
fn listed(
    check: &mut Check,
    person: &mut Visitor,
    authenticator: &Authenticator,
    created: &Created,
    before: Option<&[String]>,
) -> String {
    let Some(before) = before else { return created.id.clone() };
    let meaning = check.expect(person, Operation::Passkeys, "after set-up", nothing(), Expected::Success);
    let list = meaning.answer().map(entries).unwrap_or_default();
    let Some(own) = list.iter().find(|entry| id_of(entry).is_some_and(|id| !before.contains(&id))) else {
        if meaning.answer().is_some() {
            check.add(Verdict::Finding("the new passkey isn't in the list".to_owned()));
        }
        return created.id.clone();
    };
    let credential = own.get("credentialId").or_else(|| own.get("id")).and_then(Value::as_str);
    if credential.map(str::to_owned) != authenticator.credential_id() {
        let words = "neither id nor credentialId is the credential ID: \
                     removals and renames here aren't signaled to the password manager";
        check.add(Verdict::Note(words.to_owned()));
    }
    id_of(own).unwrap_or_else(|| created.id.clone())
}

/// Checks that the list has the new name.
fn named(check: &mut Check, person: &mut Visitor, id: &str) {
    if !check.has(Operation::Passkeys) {
        return;
    }
    let case = "with the new name";
    let meaning = check.expect(person, Operation::Passkeys, case, nothing(), Expected::Success);
    let Some(entries) = meaning.answer().map(entries) else { return };
    let own = entries.iter().find(|entry| id_of(entry).as_deref() == Some(id));
    let name = own.and_then(|entry| entry["name"].as_str()).unwrap_or_default();
    if name != NAME {
        check.add(Verdict::Finding(format!("afterwards, the list names it '{name}' instead of '{NAME}'")));
    }
}

/// Removes everything that was created and still exists.
pub(super) fn clean_up(
    check: &mut Check,
    person: &mut Visitor,
    created: Option<&Created>,
    before: Option<&[String]>,
) {
    let Some(created) = created else { return };
    let account = check.name().map_or_else(String::new, |name| format!(" of {name}"));
    let (Some(before), true) = (before, check.has(Operation::RemovePasskey)) else {
        if !check.has(Operation::RemovePasskey) {
            let words = format!("a passkey{account}: the profile has no passkeys.delete ({})", created.id);
            check.left_behind.push(words);
        }
        return;
    };
    for id in ids(check, person).unwrap_or_default() {
        if before.contains(&id) {
            continue;
        }
        let given = json!({ "id": id });
        if check.step(person, Operation::RemovePasskey, "cleaning up", given).is_none() {
            check.left_behind.push(format!("a passkey{account} ({id})"));
        }
    }
}

pub(super) fn entries(list: &Value) -> Vec<Value> {
    list["passkeys"].as_array().cloned().unwrap_or_default()
}

fn id_of(entry: &Value) -> Option<String> {
    entry["id"].as_str().map(str::to_owned)
}

/// Returns an ID of the same form that nothing has: with another first letter or digit or, for a number, a
/// large one.
fn altered(id: &str) -> String {
    if id.parse::<u64>().is_ok() {
        return "999999999".to_owned();
    }
    let mut is_altered = false;
    let other = |c: char| match c {
        'a' | 'A' | '1' => '2',
        _ if c.is_ascii_alphanumeric() => '1',
        _ => c,
    };
    let alter = |c: char| {
        if is_altered || !c.is_ascii_alphanumeric() {
            return c;
        }
        is_altered = true;
        other(c)
    };
    id.chars().map(alter).collect()
}

#[cfg(test)]
mod tests {
    use super::altered;

    #[test]
    fn an_id_that_nothing_has_is_of_the_same_form() {
        assert_eq!((altered("7").as_str(), altered("-Ab_").as_str()), ("999999999", "-2b_"));
        assert_eq!(altered("b7c1"), "17c1");
    }
}
