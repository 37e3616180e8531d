//! What a profile must say beyond its shape.

use super::json::{Json, Kind};
use super::operation::Operation;
use super::shape::{Refusal, below, one_of};
use super::template::{Text, variables_of};
use super::{CODES, Profile};
use crate::Problem;

/// Where a token against forged requests can be.
const SOURCES: [&str; 4] = ["cookie", "meta", "answerHeader", "member"];
/// Who is signed in, as answers said.
const OF_THE_USER: [&str; 2] = ["account", "person"];
/// The parts of a call that are templates.
const TEMPLATES: [&str; 4] = ["path", "query", "headers", "body"];

/// Operations of which one is of no use without the other.
const PAIRS: [(Operation, Operation); 5] = [
    (Operation::AssertionOptions, Operation::AssertionResult),
    (Operation::AssertionResult, Operation::AssertionOptions),
    (Operation::AttestationOptions, Operation::AttestationResult),
    (Operation::AttestationResult, Operation::AttestationOptions),
    (Operation::ResendCode, Operation::Code),
];

pub(super) fn check<J: Json>(profile: &Profile<J>, refusals: &mut Vec<Refusal>) {
    check_pairs(profile, refusals);
    check_csrf(profile, refusals);
    let remembered = remembered(profile);
    for operation in Operation::ALL {
        let Some(own) = profile.member("operations").and_then(|all| all.member(operation.name())) else {
            continue;
        };
        let (calls, is_list) = (profile.calls(operation), own.kind() == Kind::List);
        let at = below("/operations", operation.name());
        for (index, call) in calls.iter().enumerate() {
            let at = if is_list { below(&at, &index.to_string()) } else { at.clone() };
            check_variables(operation, call, &remembered, &at, refusals);
            check_failures(profile, call, &at, refusals);
            check_body(call, &at, refusals);
            if index + 1 == calls.len() {
                check_answer(operation, call, &at, refusals);
            }
        }
    }
}

fn check_pairs<J: Json>(profile: &Profile<J>, refusals: &mut Vec<Refusal>) {
    for (one, other) in PAIRS {
        if profile.has(one) && !profile.has(other) {
            let expected = ["a call, since there is ", one.name()].concat();
            refusals.push(Refusal::new(&below("/operations", other.name()), expected));
        }
    }
    let signs_in = [Operation::AssertionOptions, Operation::Password];
    if !signs_in.into_iter().any(|operation| profile.has(operation)) {
        let expected = "a way to sign in: assertion.options with assertion.result, or sign-in.password";
        refusals.push(Refusal::new("/operations", expected));
    }
}

fn check_csrf<J: Json>(profile: &Profile<J>, refusals: &mut Vec<Refusal>) {
    let Some(csrf) = profile.member("csrf") else { return };
    if SOURCES.iter().filter(|source| csrf.member(source).is_some()).count() != 1 {
        refusals.push(Refusal::new("/csrf", ["exactly ", &one_of(&SOURCES)].concat()));
    }
}

/// All names that any answer or the integrator may bring: which answer comes before which is the person's choice.
fn remembered<J: Json>(profile: &Profile<J>) -> Vec<String> {
    let calls = Operation::ALL.into_iter().flat_map(|operation| profile.calls(operation));
    let names = calls.filter_map(|call| call.member("keep")).flat_map(|keep| keep.names());
    let kept = names.map(|name| name.strip_suffix('?').unwrap_or(&name).to_owned());
    let lasting = ["settings", "session"].into_iter().filter_map(|part| profile.member(part));
    kept.chain(lasting.flat_map(|part| part.names())).chain(OF_THE_USER.map(str::to_owned)).collect()
}

fn check_variables<J: Json>(
    operation: Operation,
    call: &J,
    remembered: &[String],
    at: &str,
    refusals: &mut Vec<Refusal>,
) {
    let own = operation.variables();
    let is_known = |name: &str| own.contains(&name) || remembered.iter().any(|known| known == name);
    for part in TEMPLATES {
        let Some(template) = call.member(part) else { continue };
        for (at, variable) in variables_of(&template, &below(at, part)) {
            let Text::Variable { name, .. } = variable else { continue };
            if !is_known(&name) {
                let known: Vec<&str> =
                    own.iter().copied().chain(remembered.iter().map(String::as_str)).collect();
                let expected = ["a variable that there is here, ", &one_of(&known)].concat();
                refusals.push(Refusal::new(&at, expected));
            }
        }
    }
}

/// A state that the backend is said not to tell apart must not be given.
fn check_failures<J: Json>(profile: &Profile<J>, call: &J, at: &str, refusals: &mut Vec<Refusal>) {
    let cannot_tell = profile.cannot_tell();
    let mut check = |code: Option<String>, at: String| {
        let told =
            code.and_then(|code| state_of(&code)).filter(|state| cannot_tell.iter().any(|id| id == state));
        if let Some(state) = told {
            let expected = ["a code of another state than ", state, ", which is in cannotTell"].concat();
            refusals.push(Refusal::new(&at, expected));
        }
    };
    let failures = call.member("failures").map(|failures| failures.entries()).unwrap_or_default();
    for (index, failure) in failures.iter().enumerate() {
        let at = below(&below(&below(at, "failures"), &index.to_string()), "gives");
        check(failure.text_of("gives"), at);
    }
    check(call.text_of("otherwise"), below(at, "otherwise"));
}

/// The id of the documented state that a code names.
fn state_of(code: &str) -> Option<&'static str> {
    debug_assert!(CODES.contains(&code) || !code.is_empty());
    Problem::ALL.into_iter().find(|problem| problem.code() == Some(code)).map(Problem::id)
}

fn check_body<J: Json>(call: &J, at: &str, refusals: &mut Vec<Refusal>) {
    let Some(body) = call.member("body") else { return };
    if call.text_of("method").as_deref() == Some("GET") {
        refusals.push(Refusal::new(&below(at, "body"), "nothing, since the method is GET"));
    } else if call.text_of("encode").as_deref() == Some("form") && body.kind() != Kind::Object {
        refusals.push(Refusal::new(&below(at, "body"), "an object, since it is a form"));
    }
}

/// What the page must be told by the operation's answer.
fn check_answer<J: Json>(operation: Operation, call: &J, at: &str, refusals: &mut Vec<Refusal>) {
    let gives = call.member("gives");
    let says = |name: &str| gives.as_ref().is_some_and(|gives| gives.member(name).is_some());
    if says("native") {
        return;
    }
    let needed: &[&str] = match operation {
        Operation::AssertionOptions | Operation::AttestationOptions | Operation::VerificationOptions => {
            &["options"]
        }
        Operation::Identify => &["next"],
        Operation::Session => &["name"],
        Operation::Passkeys => &["passkeys", "passkey"],
        Operation::Users | Operation::User | Operation::Counts => &["native"],
        Operation::AssertionResult
        | Operation::AttestationResult
        | Operation::Password
        | Operation::Code
        | Operation::ResendCode
        | Operation::EndSession
        | Operation::RenameAccount
        | Operation::Deferral
        | Operation::RenamePasskey
        | Operation::RemovePasskey
        | Operation::VerifyByPassword
        | Operation::VerifyByPasskey
        | Operation::RemovePasskeyOf
        | Operation::RemoveAllPasskeysOf => &[],
    };
    for name in needed {
        if !says(name) {
            let at = below(&below(at, "gives"), name);
            refusals.push(Refusal::new(&at, "a JSON Pointer to it in the answer"));
        }
    }
}
