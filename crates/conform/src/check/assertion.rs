//! Signing in with a passkey, each time in a separate browser.

use latchkey_core::Problem;
use latchkey_core::call::Operation;
use serde_json::{Value, json};

use super::Check;
use crate::authenticator::{Authenticator, random};
use crate::inspect;
use crate::judge::{Expected, Verdict};
use crate::tamper;
use crate::visitor::{Visitor, nothing};

const UNKNOWN: Expected = Expected::States(&[Problem::NotOnThisDevice]);
const NOT_VERIFIED: Expected = Expected::States(&[Problem::VerificationFailed]);
const NOT_ASKED_FOR: Expected = Expected::States(&[Problem::VerificationFailed, Problem::SessionExpired]);
const NOBODY_THERE: Expected = Expected::States(&[Problem::UserNotVerified, Problem::VerificationFailed]);
const GONE: Expected = Expected::States(&[Problem::SessionExpired]);

/// What is wrong with an assertion.
#[derive(Clone, Copy)]
enum Forgery {
    Signature,
    Challenge,
    Origin,
    Unverified,
}

/// Signs in, correctly and incorrectly.
pub(super) fn ceremonies(check: &mut Check, authenticator: &mut Authenticator) {
    if !check.has(Operation::AssertionOptions) {
        return;
    }
    let discoverable = check.profile.features().discoverable;
    if discoverable {
        good(check, authenticator, nothing(), "without a name");
    } else {
        let words = "without a name: the autofill has no passkeys".to_owned();
        check.note(Operation::AssertionOptions, "discoverable", Verdict::Note(words));
    }
    let by_name = check.profile.takes_name();
    match check.name() {
        Some(name) if by_name => good(check, authenticator, json!({ "username": name }), "by name"),
        None if by_name => check.skip(Operation::AssertionOptions, "by name", "requires --account"),
        Some(_) | None => {}
    }
    let variables = if discoverable { nothing() } else { check.named() };
    unknown(check, &variables);
    let forgeries = [
        ("a tampered signature", Forgery::Signature, NOT_VERIFIED),
        ("a made-up challenge", Forgery::Challenge, NOT_ASKED_FOR),
        ("another origin", Forgery::Origin, NOT_VERIFIED),
        ("no user verification", Forgery::Unverified, NOBODY_THERE),
    ];
    for (case, forgery, expected) in forgeries {
        let mut visitor = Visitor::new();
        let Some(options) = options(check, &mut visitor, &variables) else { return };
        if matches!(forgery, Forgery::Unverified) && options["userVerification"] != "required" {
            let words = "the options don't require it: without it, a passkey is only one factor".to_owned();
            check.note(Operation::AssertionResult, case, Verdict::Note(words));
            continue;
        }
        if let Ok(credential) = forged(authenticator, forgery, &options) {
            result(check, &mut visitor, case, &credential, expected);
        }
    }
    elsewhere(check, authenticator, &variables);
}

/// Completes a sign-in, then replays it as an eavesdropper would.
fn good(check: &mut Check, authenticator: &mut Authenticator, variables: Value, case: &str) {
    let mut visitor = Visitor::new();
    let operation = Operation::AssertionOptions;
    let is_named = variables.get("username").is_some();
    let meaning = check.expect(&mut visitor, operation, case, variables, Expected::Success);
    let Some(options) = meaning.answer() else { return };
    let mut wrong = inspect::of_request(options, &check.site.host());
    let id = authenticator.credential_id().unwrap_or_default();
    let lists_any = options["allowCredentials"].as_array().is_some_and(|list| !list.is_empty());
    if !is_named && lists_any && !inspect::lists(options, "allowCredentials", &id) {
        wrong.push("allowCredentials names only other credentials".to_owned());
    }
    if is_named && lists_any && !inspect::lists(options, "allowCredentials", &id) {
        wrong.push("allowCredentials lacks the account's passkey: the browser doesn't offer it".to_owned());
    }
    if !wrong.is_empty() {
        check.add(Verdict::Finding(wrong.join("; ")));
    }
    let credential = match authenticator.get(options) {
        Ok(credential) => credential,
        Err(why) => {
            check.add(Verdict::Finding(why));
            return;
        }
    };
    let mut thief = visitor.copied(&check.site);
    let meaning = result(check, &mut visitor, case, &credential, Expected::Success);
    if !meaning {
        return;
    }
    if check.has(Operation::Session) {
        let case = format!("after a sign-in {case}");
        check.expect(&mut visitor, Operation::Session, &case, nothing(), Expected::Success);
    }
    result(check, &mut thief, "a replayed answer", &credential, GONE);
    if check.has(Operation::EndSession) {
        check.step(&mut visitor, Operation::EndSession, "after a sign-in", nothing());
    }
}

/// Signs in with a passkey that the backend has never heard of.
fn unknown(check: &mut Check, variables: &Value) {
    let mut visitor = Visitor::new();
    let Some(options) = options(check, &mut visitor, variables) else { return };
    let rp_id = options["rpId"].as_str().map_or_else(|| check.site.host(), str::to_owned);
    let stranger = Authenticator::with_unknown_passkey(&check.site.origin, &rp_id);
    if let Ok(mut stranger) = stranger
        && let Ok(credential) = stranger.get(&options)
    {
        result(check, &mut visitor, "an unknown passkey", &credential, UNKNOWN);
    }
}

/// Signs in with a passkey that was removed only at the backend.
pub(super) fn removed(check: &mut Check, authenticator: &mut Authenticator) {
    if !check.has(Operation::AssertionOptions) {
        return;
    }
    let mut visitor = Visitor::new();
    let variables = if check.profile.features().discoverable { nothing() } else { check.named() };
    let (called, meaning) = check.call(&mut visitor, Operation::AssertionOptions, variables);
    if let Some(options) = meaning.answer() {
        if let Ok(credential) = authenticator.get(options) {
            result(check, &mut visitor, "a removed passkey", &credential, UNKNOWN);
        }
    } else {
        // A user without passkeys may be told so right away.
        let verdict = crate::judge::judge(&meaning, UNKNOWN, &check.cannot_tell);
        check.keep(Operation::AssertionOptions, "a removed passkey", called, &meaning, UNKNOWN, verdict);
    }
}

/// Submits a good assertion from a browser that never asked for it: its session is lost.
fn elsewhere(check: &mut Check, authenticator: &mut Authenticator, variables: &Value) {
    let mut visitor = Visitor::new();
    let Some(options) = options(check, &mut visitor, variables) else { return };
    let Ok(credential) = authenticator.get(&options) else { return };
    let mut other = visitor.without_cookies();
    if result(check, &mut other, "a lost session", &credential, GONE) {
        let words =
            "accepted: the challenge belongs to no session, so anyone can submit its answer".to_owned();
        check.instead(Verdict::Note(words));
    }
}

fn forged(authenticator: &mut Authenticator, forgery: Forgery, options: &Value) -> Result<Value, String> {
    match forgery {
        Forgery::Signature => Ok(tamper::signature(&authenticator.get(options)?)),
        Forgery::Challenge => {
            let mut options = options.clone();
            options["challenge"] = random().into();
            authenticator.get(&options)
        }
        Forgery::Origin => authenticator.get_from("https://phishing.example", options),
        Forgery::Unverified => authenticator.get_unverified(options),
    }
}

fn options(check: &mut Check, visitor: &mut Visitor, variables: &Value) -> Option<Value> {
    check.step(visitor, Operation::AssertionOptions, "for another try", variables.clone())
}

/// Submits an assertion. Returns whether it was accepted.
fn result(
    check: &mut Check,
    visitor: &mut Visitor,
    case: &str,
    credential: &Value,
    expected: Expected,
) -> bool {
    let given = json!({ "credential": credential });
    check.expect(visitor, Operation::AssertionResult, case, given, expected).answer().is_some()
}
