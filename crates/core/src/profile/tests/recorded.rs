//! Tests of backends that aren't run here: what they are sent and what they answer, as their documentation
//! and sources show it.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::bundled::bundled;
use super::read;
use crate::Problem;
use crate::call::Operation;
use crate::profile::template::as_text;
use crate::profile::{Json, Memory, Outcome, Profile, Refused, Response, Token};

/// The states that a status gives, together with the call it answers, if a profile says nothing about it.
const BY_STATUS: [&str; 4] = ["A1", "R1", "R5", "B1"];

/// A profile with its exchanges, in the order in which they would happen.
struct Recorded {
    id: String,
    profile: Profile<Value>,
    exchanges: Vec<Value>,
}

fn recorded() -> Vec<Recorded> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/profile/tests/recorded");
    let mut recorded = Vec::new();
    for (id, document) in bundled() {
        let Ok(text) = fs::read_to_string(folder.join(&id).with_extension("json")) else { continue };
        let exchanges: Value = serde_json::from_str(&text).expect("JSON");
        let exchanges = exchanges["exchanges"].as_array().expect("a list").clone();
        recorded.push(Recorded { id, profile: read(document), exchanges });
    }
    let files = fs::read_dir(&folder).expect("the recordings should be there").count();
    assert_eq!(recorded.len(), files, "each recording should have a profile");
    recorded
}

/// Returns an exchange's operation and the index of its call.
fn call_of(exchange: &Value) -> (Operation, usize) {
    let name = exchange["operation"].as_str().expect("an operation");
    let index = exchange["call"].as_u64().unwrap_or(0);
    (Operation::named(name).expect(name), usize::try_from(index).expect("a small number"))
}

/// Returns what the profile would send in an exchange, in the form that recordings have.
fn sent(profile: &Profile<Value>, exchange: &Value, memory: &Memory<Value>) -> Value {
    let (operation, index) = call_of(exchange);
    let request = profile
        .request(&profile.calls(operation)[index], &profile.base(), &exchange["variables"], memory)
        .expect("all should be there");
    let look = |_: &_| exchange["token"].as_str().map(str::to_owned);
    let mut headers = request.headers.clone();
    if let (false, Token::Header(name, value)) = (request.is_safe(), profile.token("", memory, &look)) {
        headers.push((name, value));
    }
    let mut sent = json!({ "method": request.method, "url": request.url });
    let is_form = headers.iter().any(|(_, value)| value == "application/x-www-form-urlencoded");
    headers.retain(|(name, _)| name != "content-type");
    if !headers.is_empty() {
        sent["headers"] = headers.into_iter().collect();
    }
    match request.body {
        // The order doesn't matter, as with members of objects.
        Some(body) if is_form => {
            let mut pairs: Vec<_> = body.split('&').collect();
            pairs.sort_unstable();
            sent["form"] = json!(pairs.join("&"));
        }
        Some(body) => sent["body"] = serde_json::from_str(&body).expect("JSON"),
        None => {}
    }
    sent
}

/// Returns how the profile interprets an answer, and what is remembered afterward.
fn made_of(
    profile: &Profile<Value>,
    exchange: &Value,
    answer: &Value,
    mut memory: Memory<Value>,
) -> (Option<Outcome<Value>>, Memory<Value>) {
    let (operation, index) = call_of(exchange);
    let calls = profile.calls(operation);
    let body = &answer["body"];
    let text = if body.is_null() { String::new() } else { as_text(body) };
    let header = |name: &str| answer["headers"][name].as_str().map(str::to_owned);
    let response = Response {
        status: answer["status"].as_u64().and_then(|status| u16::try_from(status).ok()).expect("a status"),
        header: &header,
        text: &text,
        json: serde_json::from_str(&text).ok(),
    };
    let (last, variables) = (index + 1 == calls.len(), &exchange["variables"]);
    let outcome = profile.interpret(operation, &calls[index], last, variables, &mut memory, &response);
    (outcome, memory)
}

/// Returns how an answer ends the operation according to its recording; `None` if the next call follows.
fn expected(answer: &Value) -> Option<Outcome<Value>> {
    let means = &answer["means"];
    if let Some(at) = means["answerAt"].as_str() {
        let options = answer["body"].pointer(at).expect("the options should be there");
        return Some(Outcome::Answer(options.clone()));
    }
    Some(match means.as_object().and_then(|means| means.iter().next()).expect("a meaning") {
        (kind, answer) if kind == "answer" => Outcome::Answer(answer.clone()),
        (kind, code) if kind == "refused" => Outcome::Refused(Refused {
            status: answer["status"]
                .as_u64()
                .and_then(|status| u16::try_from(status).ok())
                .expect("a status"),
            code: code.as_str().map(str::to_owned),
            ..Refused::default()
        }),
        (kind, _) if kind == "goesOn" => return None,
        (kind, _) => {
            assert_eq!(kind, "malformed");
            Outcome::Malformed
        }
    })
}

#[test]
fn what_is_sent_is_what_the_backend_documents_and_its_answers_mean_what_they_say() {
    for Recorded { id, profile, exchanges } in recorded() {
        let mut memory = Memory::default();
        for exchange in &exchanges {
            let (operation, index) = call_of(exchange);
            if index == 0 {
                memory.begin(operation);
            }
            let place = format!("{id}: {} {index}", operation.name());
            assert!(
                exchange["source"].as_str().is_some_and(|source| source.starts_with("https://")),
                "{place}"
            );
            assert_eq!(sent(&profile, exchange, &memory), exchange["sends"], "{place}");
            let mut after = None;
            for answer in exchange["answers"].as_array().expect("answers") {
                let (outcome, then) = made_of(&profile, exchange, answer, memory.clone());
                assert_eq!(outcome, expected(answer), "{place}: {answer}");
                if matches!(outcome, None | Some(Outcome::Answer(_))) {
                    after.get_or_insert(then);
                }
            }
            memory = after.expect("some answer should be valid");
        }
    }
}

#[test]
fn every_call_of_a_profile_and_every_code_that_it_gives_is_in_a_recording() {
    for Recorded { id, profile, exchanges } in recorded() {
        let codes = |call: &Value| {
            let listed =
                call.entries_of("failures").into_iter().filter_map(|failure| failure.text_of("gives"));
            listed.chain(call.text_of("otherwise")).collect::<BTreeSet<_>>()
        };
        let mut seen = BTreeSet::new();
        for exchange in &exchanges {
            let (operation, index) = call_of(exchange);
            seen.insert((operation.name(), index, None));
            for answer in exchange["answers"].as_array().expect("answers") {
                let code = answer["means"]["refused"].as_str().map(str::to_owned);
                seen.insert((operation.name(), index, code));
            }
        }
        for operation in Operation::of_profiles() {
            if profile.has(operation) && operation != Operation::VerificationOptions {
                for (index, call) in profile.calls(operation).iter().enumerate() {
                    for code in codes(call).into_iter().map(Some).chain([None]) {
                        let place = (operation.name(), index, code);
                        assert!(seen.contains(&place), "{id}: {place:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_state_that_a_backend_never_names_is_said_not_to_be_told() {
    for Recorded { id, profile, .. } in recorded() {
        let calls: Vec<_> = Operation::of_profiles().flat_map(|operation| profile.calls(operation)).collect();
        let given: BTreeSet<_> = calls
            .iter()
            .flat_map(|call| call.entries_of("failures"))
            .filter_map(|failure| failure.text_of("gives"))
            .collect();
        for problem in Problem::ALL {
            let Some(code) = problem.code() else { continue };
            let told = given.contains(code) || BY_STATUS.contains(&problem.id());
            let said = profile.cannot_tell().iter().any(|state| state == problem.id());
            assert!(told || said, "{id}: {} is never given", problem.id());
        }
    }
}

/// Access to the entries of a member.
trait Entries {
    fn entries_of(&self, name: &str) -> Vec<Value>;
}

impl Entries for Value {
    fn entries_of(&self, name: &str) -> Vec<Value> {
        self.get(name).map(Json::entries).unwrap_or_default()
    }
}
