//! Requirements on a profile beyond its shape.

use super::json::{Json, Kind};
use super::shape::{Refusal, below, one_of};
use super::template::{Text, variables_of};
use super::{Operation, Profile};
use crate::Problem;

/// Where a CSRF token can be.
const SOURCES: [&str; 4] = ["cookie", "meta", "answerHeader", "member"];
/// The variables for who is signed in, as answers said.
const OF_THE_USER: [&str; 2] = ["account", "person"];
/// What a ceremony may be refused with, in addition to the documented states.
const BESIDE_STATES: [&str; 2] = ["rate_limited", "verification_required"];
/// The parts of a call that are templates.
const TEMPLATES: [&str; 4] = ["path", "query", "headers", "body"];

/// Operations that are of no use without their counterpart.
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
    for operation in Operation::of_profiles() {
        let Some(own) = profile.member("operations").and_then(|all| all.member(operation.name())) else {
            continue;
        };
        let (calls, is_list) = (profile.calls(operation), own.kind() == Kind::List);
        let at = below("/operations", operation.name());
        for (index, call) in calls.iter().enumerate() {
            let at = if is_list { below(&at, &index.to_string()) } else { at.clone() };
            check_variables(operation, call, &remembered, &at, refusals);
            check_failures(profile, operation, call, &at, refusals);
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
            let expected = ["a call, since the profile has ", one.name()].concat();
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

/// Returns all names that any answer or the integrator may provide: which answer comes before which is the
/// user's choice.
fn remembered<J: Json>(profile: &Profile<J>) -> Vec<String> {
    let calls = Operation::of_profiles().flat_map(|operation| profile.calls(operation));
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
                let expected = ["a variable available here, ", &one_of(&known)].concat();
                refusals.push(Refusal::new(&at, expected));
            }
        }
    }
}

/// Checks that the pages can show what a failure gives.
fn check_failures<J: Json>(
    profile: &Profile<J>,
    operation: Operation,
    call: &J,
    at: &str,
    refusals: &mut Vec<Refusal>,
) {
    let failures = call.member("failures").map(|failures| failures.entries()).unwrap_or_default();
    let listed = failures.iter().enumerate().map(|(index, failure)| {
        (below(&below(&below(at, "failures"), &index.to_string()), "gives"), failure.text_of("gives"))
    });
    for (at, code) in listed.chain([(below(at, "otherwise"), call.text_of("otherwise"))]) {
        let expected = code.and_then(|code| instead_of(&code, profile, operation));
        refusals.extend(expected.map(|expected| Refusal::new(&at, expected)));
    }
}

/// Returns what is expected instead of a code that can't be given; `None` if it can be.
fn instead_of<J: Json>(code: &str, profile: &Profile<J>, operation: Operation) -> Option<String> {
    let problem = Problem::ALL.into_iter().find(|problem| problem.code() == Some(code));
    let untold = problem.map(Problem::id).filter(|state| profile.cannot_tell().iter().any(|id| id == state));
    if let Some(state) = untold {
        return Some(["a code of a state other than ", state, ", which is in cannotTell"].concat());
    }
    let verifies = [Operation::VerifyByPassword, Operation::VerifyByPasskey];
    if code == "verification_required" && !verifies.into_iter().any(|way| profile.has(way)) {
        return Some("another code, since the profile can't verify users".to_owned());
    }
    let ceremony = operation.ceremony()?;
    let is_shown =
        BESIDE_STATES.contains(&code) || problem.is_some_and(|problem| problem.occurs_in(ceremony));
    (!is_shown).then(|| ["the code of a state that this ceremony has, or ", &one_of(&BESIDE_STATES)].concat())
}

fn check_body<J: Json>(call: &J, at: &str, refusals: &mut Vec<Refusal>) {
    let Some(body) = call.member("body") else { return };
    if call.text_of("method").as_deref() == Some("GET") {
        refusals.push(Refusal::new(&below(at, "body"), "no body, since the method is GET"));
    } else if call.text_of("encode").as_deref() == Some("form") && body.kind() != Kind::Object {
        refusals.push(Refusal::new(&below(at, "body"), "an object, since the body is a form"));
    }
}

/// Checks that the operation's answer tells the page what it must know.
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
        | Operation::RemoveAllPasskeysOf
        | Operation::Report => &[],
    };
    for name in needed {
        if !says(name) {
            let at = below(&below(at, "gives"), name);
            refusals.push(Refusal::new(&at, "a JSON Pointer to it in the answer"));
        }
    }
}
