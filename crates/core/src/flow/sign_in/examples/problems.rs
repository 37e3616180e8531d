//! The documented states.

use super::{KEY, LOG_IN, PHONE, example, on, with_passkey};
use crate::Device;
use crate::example::steps::{
    A_MINUTE, ANSWERS, AUTHENTICATOR, CANCEL, ENTER_NAME, ENTER_PASSWORD, NO_WEBAUTHN, NOT_VERIFIED, OPEN,
    SILENT, Steps, backend_refuses, browser_fails, demo, fault,
};
use crate::example::{Example, Notes, prompts};
use crate::flow::SignIn;
use crate::flow::prompt::Prompt;
use crate::flow::sign_in::{Retry, Step};
use crate::flow::target::Target;
use crate::problem::Problem;

pub(super) fn all() -> Vec<Example<SignIn>> {
    let mut examples = Vec::new();
    for problem in Problem::ALL {
        examples.extend(plain(problem));
        examples.extend(after_another_device(problem));
        examples.extend(on_the_password_way(problem));
        examples.extend(without_passkeys(problem));
    }
    examples
}

fn failed(problem: Problem, retry: Retry, notes: Notes) -> Example<SignIn> {
    example(Step::Failed { problem, retry }, Prompt::default(), notes)
}

/// The documented state after a prompt for any device; `None` for those of set-up.
fn plain(problem: Problem) -> Option<Example<SignIn>> {
    let prompted = Retry::Prompt(Target::Any);
    let (retry, reach): (_, Steps) = match problem {
        Problem::SignInUnavailable => {
            (Retry::LookUp, &[OPEN, fault!("sign-in.identify", "unavailable"), ENTER_NAME])
        }
        Problem::NotFoundOrCanceled => (prompted, &[AUTHENTICATOR, OPEN, LOG_IN]),
        Problem::SignInTimedOut => (prompted, &[AUTHENTICATOR, SILENT, OPEN, LOG_IN, A_MINUTE]),
        Problem::NotOnThisDevice => (
            prompted,
            with_passkey!([], demo!("DELETE" "passkeys?username=user@example.test"), ANSWERS, LOG_IN),
        ),
        Problem::UserNotVerified => (
            prompted,
            with_passkey!(
                [NOT_VERIFIED, fault!("assertion.options", "verification-discouraged")],
                ANSWERS,
                LOG_IN
            ),
        ),
        Problem::SessionExpired => (
            Retry::Identifier,
            &[OPEN, ENTER_NAME, demo!("PUT" "clock" "{ \"advanceS\": 1860 }"), ENTER_PASSWORD],
        ),
        Problem::NotSupported => (Retry::Identifier, &[NO_WEBAUTHN, OPEN, LOG_IN]),
        Problem::NotCompleted => (prompted, &[OPEN, browser_fails!("get", "NotReadableError", ""), LOG_IN]),
        Problem::NoCompatibleDevice => (
            prompted,
            &[OPEN, browser_fails!("get", "NotSupportedError", "Device must have a screen lock"), LOG_IN],
        ),
        Problem::VerificationFailed => {
            (prompted, with_passkey!([fault!("assertion.result", "tampered")], ANSWERS, LOG_IN))
        }
        Problem::SetUpUnavailable
        | Problem::SetUpCanceled
        | Problem::SetUpTimedOut
        | Problem::AlreadyRegistered
        | Problem::ActivationFailed
        | Problem::LimitReached => return None,
    };
    Some(failed(problem, retry, Notes { sees: problem.sees(), cause: problem.cause(), reach }))
}

/// The steps to a prompt for a phone and one for a security key, both of which fail by themselves.
macro_rules! both_fail {
    ($error:literal, $message:literal) => {
        [
            &[AUTHENTICATOR, SILENT, OPEN, LOG_IN, browser_fails!("get", $error, $message), PHONE],
            &[AUTHENTICATOR, SILENT, OPEN, LOG_IN, browser_fails!("get", $error, $message), KEY],
        ]
    };
}

/// The same after a prompt for a phone and for a security key. Browsers don't say why those didn't answer.
fn after_another_device(problem: Problem) -> Vec<Example<SignIn>> {
    let reach: [(Problem, [Steps; 2]); 5] = [
        (
            Problem::NotFoundOrCanceled,
            [
                &[AUTHENTICATOR, SILENT, OPEN, LOG_IN, PHONE, CANCEL],
                &[AUTHENTICATOR, SILENT, OPEN, LOG_IN, KEY, CANCEL],
            ],
        ),
        (
            Problem::SignInTimedOut,
            [
                &[AUTHENTICATOR, SILENT, OPEN, LOG_IN, PHONE, A_MINUTE],
                &[AUTHENTICATOR, SILENT, OPEN, LOG_IN, KEY, A_MINUTE],
            ],
        ),
        (Problem::NotOnThisDevice, both_fail!("InvalidStateError", "")),
        (Problem::NotCompleted, both_fail!("NotReadableError", "")),
        (Problem::NoCompatibleDevice, both_fail!("NotSupportedError", "Device must have a screen lock")),
    ];
    let Some((_, [phone, key])) = reach.into_iter().find(|(of, _)| *of == problem) else { return Vec::new() };
    vec![
        failed(problem, Retry::Prompt(Target::Phone), prompts::phone_failed(phone)),
        failed(problem, Retry::Prompt(Target::SecurityKey), prompts::key_failed(key)),
    ]
}

/// The same as the answer to the password or the code.
fn on_the_password_way(problem: Problem) -> Option<Example<SignIn>> {
    let reach: [(Problem, Steps); 5] = [
        (
            Problem::SignInUnavailable,
            &[OPEN, ENTER_NAME, fault!("sign-in.password", "unavailable"), ENTER_PASSWORD],
        ),
        (
            Problem::NotOnThisDevice,
            &[OPEN, ENTER_NAME, backend_refuses!(404, "credential_unknown"), ENTER_PASSWORD],
        ),
        (
            Problem::UserNotVerified,
            &[OPEN, ENTER_NAME, backend_refuses!(401, "user_verification_failed"), ENTER_PASSWORD],
        ),
        (Problem::NotSupported, &[OPEN, ENTER_NAME, backend_refuses!(422, "not_supported"), ENTER_PASSWORD]),
        (
            Problem::VerificationFailed,
            &[OPEN, ENTER_NAME, backend_refuses!(401, "verification_failed"), ENTER_PASSWORD],
        ),
    ];
    let (_, reach) = reach.into_iter().find(|(of, _)| *of == problem)?;
    let notes = if problem == Problem::SignInUnavailable {
        Notes {
            sees: "They are told besides that what they typed is kept; the password is no way on, as they are on it.",
            cause: "The service is down, can’t be reached or answers with a failure, while it checks password or code.",
            reach,
        }
    } else {
        Notes {
            sees: "They are told the same, without the password among the ways on, as they are on it.",
            cause: "The service answers a password or a code with a state of passkeys. The demo backend never does.",
            reach,
        }
    };
    Some(failed(problem, Retry::Password, notes))
}

/// The same in a browser without passkeys, which can't ask another device.
fn without_passkeys(problem: Problem) -> Vec<Example<SignIn>> {
    let reach: [(Problem, [Steps; 2]); 2] = [
        (
            Problem::NotOnThisDevice,
            [
                &[NO_WEBAUTHN, OPEN, backend_refuses!(404, "credential_unknown"), ENTER_NAME],
                &[NO_WEBAUTHN, OPEN, ENTER_NAME, backend_refuses!(404, "credential_unknown"), ENTER_PASSWORD],
            ],
        ),
        (
            Problem::UserNotVerified,
            [
                &[NO_WEBAUTHN, OPEN, backend_refuses!(401, "user_verification_failed"), ENTER_NAME],
                &[
                    NO_WEBAUTHN,
                    OPEN,
                    ENTER_NAME,
                    backend_refuses!(401, "user_verification_failed"),
                    ENTER_PASSWORD,
                ],
            ],
        ),
    ];
    let Some((_, reach)) = reach.into_iter().find(|(of, _)| *of == problem) else { return Vec::new() };
    let notes = |reach| Notes {
        sees: "They are told the same, without another device among the ways on.",
        cause: "The browser has no WebAuthn, and the service answers with a state of passkeys. The demo backend never does.",
        reach,
    };
    [Retry::LookUp, Retry::Password]
        .into_iter()
        .zip(reach)
        .map(|(retry, reach)| on(Device::WITHOUT_PASSKEYS, failed(problem, retry, notes(reach))))
        .collect()
}
