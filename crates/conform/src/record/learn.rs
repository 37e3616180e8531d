//! After the check: guesses are replaced with where something was found, and failures are named by what their
//! answers have.

use latchkey_core::Problem;
use latchkey_core::call::Operation;
use serde_json::{Map, Value, json};

use super::complete::last_call;
use super::failure::Rule;
use super::pointers::{find, first_of, scalars, sibling};
use crate::exchange::Came;
use crate::judge::{Expected, Verdict};
use crate::report::Row;

/// Names that lists use for the facts about a passkey, by the fact's name in a profile.
const FACTS: [(&str, &[&str]); 8] = [
    ("name", &["name", "label", "nickname", "friendlyName", "friendly_name", "displayName"]),
    ("createdAt", &["createdAt", "created_at", "created", "creationDate"]),
    ("lastUsedAt", &["lastUsedAt", "last_used_at", "lastUsed", "last_used"]),
    ("credentialId", &["credentialId", "credentialID", "credential_id"]),
    ("transports", &["transports"]),
    ("backedUp", &["backedUp", "backed_up", "backupState", "backup_state"]),
    ("backupEligible", &["backupEligible", "backup_eligible"]),
    ("aaguid", &["aaguid"]),
];
/// Names that answers use for a user's display name, next to the account's name.
const DISPLAY_NAMES: [&str; 5] = ["displayName", "display_name", "display", "fullName", "name"];
/// Strings next to the options that say how the call went.
const NOT_KEPT: [&str; 6] = ["status", "errorMessage", "message", "flow", "code", "error"];

/// Returns the profile completed with what the rows show.
pub(crate) fn learned(mut document: Value, rows: &[Row], account: Option<&str>) -> Value {
    let mut untold = Vec::new();
    if let Some(operations) = document.get_mut("operations").and_then(Value::as_object_mut) {
        for (name, calls) in operations.iter_mut() {
            let rows: Vec<&Row> = rows.iter().filter(|row| row.operation.name() == name).collect();
            if let (Some(call), Some(operation)) = (last_call(calls), Operation::named(name)) {
                learn_success(call, operation, &rows, account);
                untold.extend(learn_failures(call, &rows));
            }
        }
    }
    let told = document.to_string();
    let cannot_tell = untold
        .into_iter()
        .filter(|state| state.code().is_none_or(|code| !told.contains(&format!("\"gives\":\"{code}\""))));
    for state in cannot_tell.collect::<Vec<_>>() {
        let Some(profile) = document.as_object_mut() else { break };
        let listed = profile.entry("cannotTell").or_insert_with(|| json!([]));
        if let Some(listed) = listed.as_array_mut()
            && !listed.contains(&json!(state.id()))
        {
            listed.push(json!(state.id()));
        }
    }
    document
}

fn came(row: &Row) -> Option<&Came> {
    row.raw.last()?.came.as_ref()
}

fn learn_success(call: &mut Map<String, Value>, operation: Operation, rows: &[&Row], account: Option<&str>) {
    let good = rows
        .iter()
        .filter(|row| row.succeeded && matches!(row.wanted, Expected::Success | Expected::SuccessOr(_)));
    let Some(answer) = good.filter_map(|row| came(row)?.json.as_ref()).next_back() else { return };
    let bad = rows
        .iter()
        .filter(|row| matches!(row.verdict, Verdict::Broken(_)))
        .find_map(|row| came(row)?.json.as_ref());
    if let Some(bad) = bad
        && let Some(condition) = turned(answer, bad).or_else(|| there_alone(answer, bad))
    {
        call.insert("ok".to_owned(), json!({ "where": [condition] }));
    }
    let mut kept = Map::new();
    let Some(gives) = call.get_mut("gives").and_then(Value::as_object_mut) else { return };
    narrow(gives, answer);
    if gives.get("flow").is_some_and(Value::is_array) {
        gives.remove("flow");
    }
    let is_options = |value: &Value| value.get("challenge").is_some_and(Value::is_string);
    if gives.contains_key("options")
        && let Some(at) = find(answer, &is_options)
    {
        kept = beside(answer, &at);
        gives.insert("options".to_owned(), json!(at));
    }
    if operation == Operation::Session {
        learn_session(gives, answer, account);
    }
    if operation == Operation::Passkeys {
        learn_list(gives, answer);
    }
    if !kept.is_empty() {
        call.entry("keep").or_insert(Value::Object(kept));
    }
}

/// Replaces several pointers with the first that resolves to a non-null value.
fn narrow(pointers: &mut Map<String, Value>, answer: &Value) {
    for pointers in pointers.values_mut() {
        if let Some(found) = first_of(pointers, answer) {
            *pointers = json!(found);
        }
    }
}

/// Returns the strings next to the options, which a result may have to repeat.
fn beside(answer: &Value, options: &str) -> Map<String, Value> {
    let members = answer.as_object().filter(|_| !options.is_empty());
    let texts = members.into_iter().flatten().filter(|(_, value)| value.is_string());
    let texts = texts.filter(|(name, _)| !NOT_KEPT.contains(&name.as_str()));
    texts.map(|(name, _)| (name.clone(), json!(format!("/{name}")))).collect()
}

fn learn_session(gives: &mut Map<String, Value>, answer: &Value, account: Option<&str>) {
    let scalars = scalars(answer);
    let named = scalars.iter().find(|(_, value)| account.is_some() && value.as_str() == account);
    let Some((at, _)) = named else { return };
    if let Some(display) = sibling(answer, at, &DISPLAY_NAMES) {
        gives.entry("displayName").or_insert(json!(display));
    }
    gives.insert("name".to_owned(), json!(at));
}

fn learn_list(gives: &mut Map<String, Value>, answer: &Value) {
    let list = gives.get("passkeys").and_then(Value::as_str).and_then(|at| answer.pointer(at));
    let Some(entry) = list.and_then(|list| list.get(0)).cloned() else { return };
    let Some(passkey) = gives.get_mut("passkey").and_then(Value::as_object_mut) else { return };
    narrow(passkey, &entry);
    for (fact, names) in FACTS {
        if let Some(name) = names.iter().find(|name| entry.get(**name).is_some()) {
            let at = format!("/{name}");
            if passkey.get("id").is_none_or(|id| *id != at) {
                passkey.entry(fact).or_insert(json!(at));
            }
        }
    }
}

/// Returns where a good answer has true and a bad one false.
fn turned(good: &Value, bad: &Value) -> Option<Value> {
    let is_turned = |at: &str| bad.pointer(at) == Some(&json!(false));
    let scalars = scalars(good);
    let (at, _) = scalars.iter().find(|(at, value)| **value == true && is_turned(at))?;
    Some(json!({ "at": at, "is": true }))
}

/// Returns what a good answer has and a bad one lacks.
fn there_alone(good: &Value, bad: &Value) -> Option<Value> {
    let members = good.as_object()?.iter().filter(|(_, value)| !value.is_null());
    let mut alone = members.map(|(name, _)| format!("/{name}")).filter(|at| bad.pointer(at).is_none());
    alone.next().map(|at| json!({ "at": at }))
}

/// Names failures by their answers. Returns the states that have no answer of their own.
fn learn_failures(call: &mut Map<String, Value>, rows: &[&Row]) -> Vec<Problem> {
    let mut rules: Vec<Rule> = Vec::new();
    // Once the profile says what a success is, what was mistaken for one is known not to be.
    let says_ok = call.contains_key("ok");
    let mut untold = Vec::new();
    // If nothing ever succeeds, the call itself may be wrong; only an answer with the native contract's code
    // is believed.
    let is_known_to_work = rows.iter().any(|row| row.succeeded);
    for row in rows.iter().filter(|row| matches!(row.verdict, Verdict::Finding(_) | Verdict::Broken(_))) {
        let Some((gives, state)) = wanted(row) else { continue };
        if row.succeeded && matches!(row.verdict, Verdict::Finding(_)) {
            // It accepts what others refuse, and that harms nobody.
            untold.extend(state);
            continue;
        }
        let is_failure = |came: &&Came| says_ok || !row.succeeded || !(200..300).contains(&came.status);
        let Some(came) = came(row).filter(is_failure) else { continue };
        let rule = Rule::of(came, gives);
        if !is_known_to_work && rule.native_code_at().is_none() {
            continue;
        }
        match rules.iter().find(|known| known.fits_the_same(&rule)) {
            Some(known) if known.gives == rule.gives => {}
            Some(_) => untold.extend(state),
            None => rules.push(rule),
        }
    }
    if let Some(at) = rules.iter().find_map(Rule::native_code_at) {
        call.entry("codeAt").or_insert(json!(at));
        rules.retain(|rule| rule.native_code_at().is_none());
    }
    if !rules.is_empty() {
        // More specific rules come first: the first match wins.
        rules.sort_by_key(|rule| !rule.is_particular());
        let known = call.get("failures").and_then(Value::as_array).cloned().unwrap_or_default();
        let failures = rules.iter().filter(|rule| rule.is_particular()).map(Rule::to_json);
        let broad = rules.iter().filter(|rule| !rule.is_particular()).map(Rule::to_json);
        let failures: Vec<Value> = failures.chain(known).chain(broad).collect();
        call.insert("failures".to_owned(), Value::Array(failures));
    }
    untold
}

/// Returns a row's expected outcome: a machine code, and the state that it names.
fn wanted(row: &Row) -> Option<(&'static str, Option<Problem>)> {
    match row.wanted {
        Expected::States(states) => states.iter().find_map(|state| Some((state.code()?, Some(*state)))),
        Expected::Codes(codes) | Expected::SuccessOr(codes) => codes.first().map(|code| (*code, None)),
        Expected::Success => None,
    }
}
