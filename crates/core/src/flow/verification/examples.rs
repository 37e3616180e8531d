//! Every view of a verification, as a value, with its causes.

use super::{Step, Verification};
use crate::example::steps::{
    A_MINUTE, AUTHENTICATOR, NOT_VERIFIED, SILENT, Steps, at_each_wait, browser_fails, demo, fault,
};
use crate::example::{Example, Notes, prompts, sample};
use crate::flow::prompt::{Assertion, Prompt};
use crate::flow::target::Target;
use crate::flow::wait::Wait;
use crate::problem::Problem;
use crate::{Attempts, Message};

const WITH_PASSKEY: &str =
    "Sign in as super@example.test with the password and the code from /dev/outbox, and create a passkey.";
const WITHOUT_PASSKEY: &str = "Sign in as super@example.test with the password and the code from /dev/outbox, and choose “I'll do this later”.";
const LATER: &str = demo!("PUT" "clock" "{ \"advanceS\": 960 }");
const CHANGE: &str =
    "Rename your passkey on the page “Security”, or remove one of another account, under “Users”.";
const CHANGE_WITHOUT: &str =
    "Press “Add a passkey” on the page “Security”, or remove a passkey of another account, under “Users”.";
const WRONG_PASSWORD: &str =
    "Type another password than “correct horse battery staple”, and press “Confirm”.";
const CONFIRM: &str = "Type “correct horse battery staple”, and press “Confirm”.";
const PASSKEY: &str = "Press “Confirm with passkey”.";
const TOO_OFTEN: &str = "Do the same ten times more.";

/// The steps to a question, for an account with a passkey and one without.
macro_rules! reach_both {
    ($($step:expr),*) => {
        [
            &[AUTHENTICATOR, WITH_PASSKEY, LATER, CHANGE, $($step),*],
            &[WITHOUT_PASSKEY, LATER, CHANGE_WITHOUT, $($step),*],
        ]
    };
}

/// The steps to what follows the question, for an account with a passkey.
macro_rules! reach {
    ($($step:expr),*) => {
        &[AUTHENTICATOR, WITH_PASSKEY, LATER, CHANGE, $($step),*]
    };
}

impl Verification {
    /// Returns every view the user can distinguish from the others, in the order they occur.
    pub fn examples() -> Vec<Example<Self>> {
        let mut examples: Vec<_> = [true, false].into_iter().flat_map(questions).collect();
        examples.extend(around_the_prompt());
        examples.extend(Problem::ALL.into_iter().filter_map(failed));
        examples
    }

    /// Returns those seen within a page. If the session ends, it is the page that says so.
    pub(crate) fn examples_on_a_page() -> impl Iterator<Item = Example<Self>> {
        let examples = Self::examples().into_iter();
        examples.filter(|example| example.flow.problem() != Some(Problem::SessionExpired))
    }
}

fn example(
    step: Step,
    offers_passkey: bool,
    prompt: Prompt<Assertion>,
    notes: Notes,
) -> Example<Verification> {
    let flow = Verification {
        step,
        username: sample::NAME.to_owned(),
        offers_passkey,
        offers_password: true,
        device: sample::DEVICE,
        flow: None,
        prompt,
        attempts: Attempts::default(),
    };
    Example { flow, notes }
}

/// A form of the question: its step, what is seen, why, and the steps to it with and without a passkey.
type Row = (Step, &'static str, &'static str, [Steps; 2]);

/// The forms of the question; `offers_passkey` if the account has a passkey.
fn questions(offers_passkey: bool) -> Vec<Example<Verification>> {
    let asked = |error| Step::Asked { error };
    let sees = if offers_passkey {
        "They are asked to confirm who they are, with a passkey or the password."
    } else {
        "They are asked to confirm who they are, with the password alone."
    };
    let seconds = Message::TooManyTriesSeconds { seconds: "30".to_owned() };
    let minutes = Message::TooManyTriesMinutes { minutes: "15".to_owned() };
    let rows: [Row; 7] = [
        (
            asked(None),
            sees,
            "Something was to be changed more than 15 minutes after the sign-in or the last confirmation.",
            reach_both!(),
        ),
        (
            asked(Some(Message::PasswordMissing)),
            "The question says that the password is missing.",
            "The form was sent without a password.",
            reach_both!("Press “Confirm”."),
        ),
        (
            asked(Some(Message::PasswordIncorrect)),
            "The question says that the password doesn’t match; it still stands in the field.",
            "The password was wrong.",
            reach_both!(WRONG_PASSWORD),
        ),
        (
            asked(Some(minutes)),
            "The question says in how many minutes the password can be tried again.",
            "The password was wrong ten times within 15 minutes.",
            reach_both!(WRONG_PASSWORD, TOO_OFTEN),
        ),
        (
            asked(Some(seconds)),
            "The question says in how many seconds the password can be tried again.",
            "The password was wrong ten times within 15 minutes, and less than a minute of them is left.",
            reach_both!(
                WRONG_PASSWORD,
                TOO_OFTEN,
                demo!("PUT" "clock" "{ \"advanceS\": 845 }"),
                WRONG_PASSWORD
            ),
        ),
        (
            asked(Some(Message::InputRefused)),
            "The question says that this can’t be a password.",
            "What was typed is longer than a password can be.",
            reach_both!("Type more than a thousand characters as the password, and press “Confirm”."),
        ),
        (
            Step::CheckingPassword,
            "The form waits, with “Cancel” below it.",
            "The password is being checked.",
            reach_both!(fault!("verification.password", "hang"), CONFIRM),
        ),
    ];
    let prompt =
        || if offers_passkey { sample::fetched(sample::request_options()) } else { Prompt::default() };
    let row = |(step, sees, cause, [with, without]): Row| {
        let reach = if offers_passkey { with } else { without };
        example(step, offers_passkey, prompt(), Notes { sees, cause, reach })
    };
    rows.into_iter().map(row).collect()
}

fn around_the_prompt() -> Vec<Example<Verification>> {
    let preparing = prompts::preparing(&[
        AUTHENTICATOR,
        WITH_PASSKEY,
        LATER,
        fault!("assertion.options", "hang"),
        CHANGE,
        PASSKEY,
    ]);
    let mut examples = vec![example(Step::Prompt, true, sample::opening(Target::Any), preparing)];
    let waits = at_each_wait!(AUTHENTICATOR, WITH_PASSKEY, LATER, CHANGE, SILENT, PASSKEY);
    examples.extend(Wait::LOOKS.into_iter().zip(waits).map(|(wait, reach): (Wait, Steps)| {
        let prompt = sample::prompting(Target::Any, sample::request_options(), wait);
        example(Step::Prompt, true, prompt, prompts::open(Target::Any, wait, reach))
    }));
    let checking = prompts::checking(reach!(fault!("verification.passkey", "hang"), PASSKEY));
    examples.push(example(Step::CheckingPasskey, true, Prompt::default(), checking));
    examples
}

/// The documented state; `None` for those of set-up.
fn failed(problem: Problem) -> Option<Example<Verification>> {
    let reach: Steps = match problem {
        Problem::SignInUnavailable => reach!(fault!("verification.passkey", "unavailable"), PASSKEY),
        Problem::NotFoundOrCanceled => reach!(NOT_VERIFIED, PASSKEY),
        Problem::SignInTimedOut => reach!(SILENT, PASSKEY, A_MINUTE),
        Problem::NotOnThisDevice => {
            reach!(demo!("DELETE" "passkeys?username=super@example.test"), PASSKEY)
        }
        Problem::UserNotVerified => &[
            AUTHENTICATOR,
            WITH_PASSKEY,
            LATER,
            fault!("assertion.options", "verification-discouraged"),
            NOT_VERIFIED,
            CHANGE,
            PASSKEY,
        ],
        Problem::SessionExpired => reach!(fault!("verification.password", "session-expired"), CONFIRM),
        Problem::NotSupported => reach!(browser_fails!("get", "NotSupportedError", ""), PASSKEY),
        Problem::NotCompleted => reach!(browser_fails!("get", "NotReadableError", ""), PASSKEY),
        Problem::NoCompatibleDevice => {
            reach!(browser_fails!("get", "NotSupportedError", "No screen lock is set up."), PASSKEY)
        }
        Problem::VerificationFailed => reach!(fault!("verification.passkey", "tampered"), PASSKEY),
        Problem::SetUpUnavailable
        | Problem::SetUpCanceled
        | Problem::SetUpTimedOut
        | Problem::AlreadyRegistered
        | Problem::ActivationFailed
        | Problem::LimitReached => return None,
    };
    let notes = Notes { sees: problem.sees(), cause: problem.cause(), reach };
    Some(example(Step::Failed { problem, with_password: false }, true, Prompt::default(), notes))
}
