//! The documented states.

use super::{AGAIN, CREATE, KEY, PHONE, at_offer, example};
use crate::example::steps::{A_MINUTE, CANCEL, SILENT, Steps, backend_refuses, browser_fails, fault};
use crate::example::{Example, Notes, prompts};
use crate::flow::SetUp;
use crate::flow::prompt::Prompt;
use crate::flow::set_up::{Retry, Step};
use crate::flow::target::Target;
use crate::problem::Problem;

pub(super) fn all() -> Vec<Example<SetUp>> {
    let mut examples = Vec::new();
    for problem in Problem::ALL {
        examples.extend(plain(problem));
        examples.extend(after_another_device(problem));
    }
    examples
}

fn failed(problem: Problem, retry: Retry, notes: Notes) -> Example<SetUp> {
    example(Step::Failed { problem, retry }, Prompt::default(), notes)
}

/// The documented state after a prompt for any device; `None` for those of sign-in.
fn plain(problem: Problem) -> Option<Example<SetUp>> {
    let prompted = Retry::Prompt(Target::Any);
    let (retry, reach): (_, Steps) = match problem {
        Problem::SetUpUnavailable => {
            (prompted, at_offer!([fault!("attestation.options", "unavailable")], CREATE))
        }
        Problem::SetUpCanceled => (prompted, at_offer!([SILENT], CREATE, CANCEL)),
        Problem::SetUpTimedOut => (prompted, at_offer!([SILENT], CREATE, A_MINUTE)),
        Problem::AlreadyRegistered => (prompted, at_offer!([], CREATE, "Press “Continue”.", AGAIN, CREATE)),
        Problem::ActivationFailed => {
            (prompted, at_offer!([fault!("attestation.result", "unavailable")], CREATE))
        }
        Problem::LimitReached => (
            Retry::Offer,
            at_offer!(
                [],
                "Create five passkeys, with an authenticator of its own for each: remove the last one in the tab “WebAuthn”, add another, and open http://localhost:8080/set-up again.",
                AGAIN
            ),
        ),
        Problem::SessionExpired => {
            (Retry::Offer, at_offer!([fault!("attestation.options", "session-expired")],))
        }
        Problem::NotSupported => {
            (prompted, at_offer!([fault!("attestation.options", "unknown-algorithms")], CREATE))
        }
        Problem::NotCompleted => {
            (prompted, at_offer!([], browser_fails!("create", "NotReadableError", ""), CREATE))
        }
        Problem::NoCompatibleDevice => {
            (prompted, at_offer!([], browser_fails!("create", "ConstraintError", ""), CREATE))
        }
        Problem::VerificationFailed => {
            (prompted, at_offer!([], backend_refuses!(401, "verification_failed"), CREATE))
        }
        Problem::SignInUnavailable
        | Problem::NotFoundOrCanceled
        | Problem::SignInTimedOut
        | Problem::NotOnThisDevice
        | Problem::UserNotVerified => return None,
    };
    Some(failed(problem, retry, Notes { sees: problem.sees(), cause: problem.cause(), reach }))
}

/// The same after a prompt for a phone and for a security key. Browsers don't say why those didn't answer.
fn after_another_device(problem: Problem) -> Vec<Example<SetUp>> {
    let reach: [(Problem, [Steps; 2]); 4] = [
        (Problem::SetUpCanceled, [at_offer!([SILENT], PHONE, CANCEL), at_offer!([SILENT], KEY, CANCEL)]),
        (Problem::SetUpTimedOut, [at_offer!([SILENT], PHONE, A_MINUTE), at_offer!([SILENT], KEY, A_MINUTE)]),
        (
            Problem::NotCompleted,
            [
                at_offer!([], browser_fails!("create", "NotReadableError", ""), PHONE),
                at_offer!([], browser_fails!("create", "NotReadableError", ""), KEY),
            ],
        ),
        (
            Problem::NoCompatibleDevice,
            [
                at_offer!([], browser_fails!("create", "ConstraintError", ""), PHONE),
                at_offer!([], browser_fails!("create", "ConstraintError", ""), KEY),
            ],
        ),
    ];
    let Some((_, [phone, key])) = reach.into_iter().find(|(of, _)| *of == problem) else { return Vec::new() };
    vec![
        failed(problem, Retry::Prompt(Target::Phone), prompts::phone_failed(phone)),
        failed(problem, Retry::Prompt(Target::SecurityKey), prompts::key_failed(key)),
    ]
}
