//! Setting up a passkey.

use latchkey_core::Problem;
use latchkey_core::call::Operation;
use serde_json::{Value, json};

use super::{Check, verification};
use crate::authenticator::{Authenticator, random};
use crate::inspect;
use crate::judge::{Expected, Verdict};
use crate::tamper;
use crate::visitor::{Visitor, nothing};

/// A passkey created by the check.
pub(super) struct Created {
    /// Its ID in the answer, which calls may use to name it.
    pub(super) id: String,
}

/// Wrong in a way that no browser is: the passkey isn't activated, or the reason is named.
const NOT_ACTIVATED: Expected = Expected::States(&[Problem::ActivationFailed, Problem::VerificationFailed]);
/// The same, or the challenge doesn't exist.
const NOT_ASKED_FOR: Expected =
    Expected::States(&[Problem::ActivationFailed, Problem::VerificationFailed, Problem::SessionExpired]);
const GONE: Expected = Expected::States(&[Problem::SessionExpired]);
const THERE_ALREADY: Expected = Expected::States(&[Problem::AlreadyRegistered]);

/// Creates a passkey in the authenticator and, before and after that, tries what must not succeed.
pub(super) fn ceremonies(
    check: &mut Check,
    person: &mut Visitor,
    authenticator: &mut Authenticator,
) -> Option<Created> {
    if !check.has(Operation::AttestationOptions) {
        return None;
    }
    if !first_options(check, person) {
        check.skip(Operation::AttestationResult, "", "there are no options");
        return None;
    }
    let origin = check.site.origin.clone();
    forged(check, person);
    let options = options_again(check, person)?;
    let credential = match authenticator.create(&options) {
        Ok(credential) => credential,
        Err(why) => {
            check.note(Operation::AttestationOptions, "used by an authenticator", Verdict::Finding(why));
            return None;
        }
    };
    let given = json!({ "credential": credential });
    let meaning = check.expect(person, Operation::AttestationResult, "good", given, Expected::Success);
    let created = Created { id: meaning.answer()?.pointer("/passkey/id")?.as_str()?.to_owned() };
    if let Ok(other) = Authenticator::new(&origin).create(&options) {
        let given = json!({ "credential": other });
        check.expect(person, Operation::AttestationResult, "a used challenge", given, GONE);
    }
    excluded(check, person, authenticator, &credential);
    Some(created)
}

/// Checks the first options, in a session that may have to be made fresh for them.
fn first_options(check: &mut Check, person: &mut Visitor) -> bool {
    let operation = Operation::AttestationOptions;
    let expected = Expected::SuccessOr(&["verification_required"]);
    let mut meaning = check.expect(person, operation, "good", nothing(), expected);
    if meaning.is_code("verification_required") && verification::refreshed(check, person) {
        meaning = check.expect(person, operation, "after a verification", nothing(), Expected::Success);
    }
    let Some(options) = meaning.answer() else { return false };
    let wrong = inspect::of_creation(options, &check.site.host());
    if !wrong.is_empty() {
        check.add(Verdict::Finding(wrong.join("; ")));
    }
    true
}

fn options_again(check: &mut Check, person: &mut Visitor) -> Option<Value> {
    check.step(person, Operation::AttestationOptions, "for another try", nothing())
}

fn forged(check: &mut Check, person: &mut Visitor) {
    type Forgery = fn(&Value) -> Value;
    let forgeries: [(&str, Forgery, Expected); 3] = [
        (
            "a made-up challenge",
            |credential| tamper::client_data(credential, "challenge", &random()),
            NOT_ASKED_FOR,
        ),
        (
            "another origin",
            |credential| tamper::client_data(credential, "origin", "https://phishing.example"),
            NOT_ACTIVATED,
        ),
        ("a tampered attestation", tamper::attestation, NOT_ACTIVATED),
    ];
    for (case, forge, expected) in forgeries {
        let Some(options) = options_again(check, person) else { return };
        let Ok(credential) = Authenticator::new(&check.site.origin).create(&options) else { return };
        let given = json!({ "credential": forge(&credential) });
        check.expect(person, Operation::AttestationResult, case, given, expected);
    }
}

/// Tries the same authenticator a second time: browsers refuse that if the options exclude the credential,
/// and the backend refuses what arrives all the same.
fn excluded(check: &mut Check, person: &mut Visitor, authenticator: &mut Authenticator, credential: &Value) {
    let Some(options) = options_again(check, person) else { return };
    let listed =
        authenticator.credential_id().is_some_and(|id| inspect::lists(&options, "excludeCredentials", &id));
    let verdict = if listed {
        Verdict::Good
    } else {
        let words =
            "excludeCredentials lacks the new passkey: the browser can't show R4, and creates a second one";
        Verdict::Finding(words.to_owned())
    };
    check.note(Operation::AttestationOptions, "the same authenticator", verdict);
    let challenge = options["challenge"].as_str().unwrap_or_default();
    // Without an attestation, nothing is signed, so the same credential can answer another challenge.
    let again = json!({ "credential": tamper::client_data(credential, "challenge", challenge) });
    let meaning =
        check.expect(person, Operation::AttestationResult, "the same credential", again, THERE_ALREADY);
    if meaning.answer().is_some() {
        let words = "it is stored a second time: R4 is left to the browser".to_owned();
        let excused = check.cannot_tell.iter().any(|id| id == Problem::AlreadyRegistered.id());
        check.instead(if excused { Verdict::Note(words) } else { Verdict::Finding(words) });
    }
}
