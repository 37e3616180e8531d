//! What is typed: the email or username, the password and the code.

use super::{example, on, options, with_passkey};
use crate::classify::Mediation;
use crate::example::steps::{ENTER_CODE, ENTER_NAME, ENTER_PASSWORD, NO_BLUETOOTH, OPEN, Steps, demo, fault};
use crate::example::{Example, Notes, sample};
use crate::flow::SignIn;
use crate::flow::prompt::{Pending, Prompt};
use crate::flow::sign_in::Step;
use crate::wire::{SignedIn, User};
use crate::{Attempt, Device, Message};

const CONTINUE: &str = "Press “Continue”.";
const WRONG_PASSWORD: &str =
    "Enter another password than correct horse battery staple, and press “Continue”.";
const TEN_TIMES: &str = "Do the same ten times more.";
const WRONG_CODE: &str =
    "Enter another code than http://localhost:8080/dev/outbox shows, and press “Continue”.";
const NEW_CODE: &str = "Press “Send a new code”.";
const PAST_RESEND: &str = demo!("PUT" "clock" "{ \"advanceS\": 31 }");
const TWENTY_CODES: &str = "Do both nineteen times more: the twenty-first code of an hour isn’t sent.";
const REST_OF_THE_HOUR: &str = "Move the clock on in the same way, by 1700 seconds at most and with “Send a new code” in between, until half a minute is left of the hour.";

/// The steps from the password form of an account without a passkey.
macro_rules! at_password {
    ($($step:expr),*) => { &[OPEN, ENTER_NAME, $($step),*] };
}

/// The steps from the code form.
macro_rules! at_code {
    ($($step:expr),*) => { &[OPEN, ENTER_NAME, ENTER_PASSWORD, $($step),*] };
}

/// Examples up to the passkey page and the choice of another device.
pub(super) fn who() -> Vec<Example<SignIn>> {
    let asked = |error, sees, cause, reach| {
        let quiet =
            Prompt { pending: Pending::Quiet(Attempt::default(), Mediation::Conditional), ..options() };
        let example = example(Step::Identifier { error }, quiet, Notes { sees, cause, reach });
        Example { flow: SignIn { identifier: String::new(), ..example.flow }, ..example }
    };
    let another_device = || {
        let notes = Notes {
            sees: "They choose between a phone and a security key, with what each needs.",
            cause: "They pressed “Use another device”.",
            reach: with_passkey!([], "Press “Use another device”."),
        };
        example(Step::Prompt, sample::choosing(sample::request_options()), notes)
    };
    let unreachable = Notes {
        sees: "They choose between a phone, which the browser says it can’t reach, and a security key.",
        cause: "The browser says that it has no way to a phone (hybridTransport).",
        reach: with_passkey!([NO_BLUETOOTH], "Press “Use another device”."),
    };
    let without_phones = Device { hybrid_transport: Some(false), ..sample::DEVICE };
    vec![
        asked(
            None,
            "They are asked who they are; a passkey can be chosen among the field’s suggestions.",
            "The page was opened.",
            &[OPEN],
        ),
        asked(
            Some(Message::IdentifierMissing),
            "They are asked who they are, and told that it is missing.",
            "The form was sent with an empty field.",
            &[OPEN, CONTINUE],
        ),
        asked(
            Some(Message::InputRefused),
            "They are asked who they are, and told to check what they typed.",
            "The service refused what was typed: no name has that form.",
            &[OPEN, "Enter more than 256 characters, and press “Continue”."],
        ),
        example(
            Step::LookingUp,
            Prompt::default(),
            Notes {
                sees: "They are told that their account is looked up.",
                cause: "The service is asked how the account signs in.",
                reach: &[OPEN, fault!("sign-in.identify", "hang"), ENTER_NAME],
            },
        ),
        example(
            Step::Passkey,
            options(),
            Notes {
                sees: "They are asked for their passkey, and can take the password or another device instead.",
                cause: "The account has a passkey.",
                reach: with_passkey!([],),
            },
        ),
        another_device(),
        on(without_phones, Example { notes: unreachable, ..another_device() }),
    ]
}

/// Examples of the password form.
pub(super) fn passwords() -> Vec<Example<SignIn>> {
    let password = |error, sees, cause, reach| form(Step::Password { error }, sees, cause, reach);
    vec![
        password(
            None,
            "They are asked for their password.",
            "The account has no passkey, or they want to use the password.",
            at_password!(),
        ),
        password(
            Some(Message::PasswordMissing),
            "They are told that the password is missing.",
            "The form was sent with an empty field.",
            at_password!(CONTINUE),
        ),
        password(
            Some(Message::PasswordIncorrect),
            "They are told that name and password don’t match; the password still stands in its field.",
            "The password is wrong, or there is no such account: nobody is told which.",
            at_password!(WRONG_PASSWORD),
        ),
        password(
            Some(minutes()),
            "They are told in how many minutes they can try again.",
            "The password was wrong ten times within 15 minutes.",
            at_password!(WRONG_PASSWORD, TEN_TIMES),
        ),
        password(
            Some(seconds()),
            "They are told in how many seconds they can try again.",
            "The password was wrong ten times within 15 minutes, of which less than one is left.",
            at_password!(WRONG_PASSWORD, TEN_TIMES, demo!("PUT" "clock" "{ \"advanceS\": 845 }"), CONTINUE),
        ),
        password(
            Some(Message::InputRefused),
            "They are told to check what they typed.",
            "The service refused what was typed: no password has that form.",
            at_password!("Enter more than 1024 characters, and press “Continue”."),
        ),
        form(
            Step::CheckingPassword,
            "They are told that their password is checked.",
            "The password is on its way to the service.",
            at_password!(fault!("sign-in.password", "hang"), ENTER_PASSWORD),
        ),
    ]
}

/// Examples of the code form and what follows it.
pub(super) fn codes() -> Vec<Example<SignIn>> {
    let code = |error, sees, cause, reach| {
        form(Step::Code { sent: sample::code_sent(), error, sent_again: false }, sees, cause, reach)
    };
    vec![
        code(
            None,
            "They are asked for the code, and told where it was sent.",
            "The password was right.",
            at_code!(),
        ),
        code(
            Some(Message::CodeMalformed { digits: "6".to_owned() }),
            "They are told how many digits the code has.",
            "What was typed can’t be a code; it isn’t sent.",
            at_code!("Enter 123, and press “Continue”."),
        ),
        code(
            Some(Message::CodeIncorrect { tries: "4".to_owned() }),
            "They are told that the code is wrong, and how many tries are left.",
            "The code is wrong.",
            at_code!(WRONG_CODE),
        ),
        code(
            Some(Message::CodeExpired),
            "They are told that the code has expired.",
            "The code was sent more than five minutes ago.",
            at_code!(demo!("PUT" "clock" "{ \"advanceS\": 301 }"), ENTER_CODE),
        ),
        code(
            Some(Message::CodeExhausted),
            "They are told to ask for a new code.",
            "A fifth wrong code was sent.",
            at_code!(WRONG_CODE, "Do the same four times more."),
        ),
        code(
            Some(Message::ResendTooSoon { seconds: "30".to_owned() }),
            "They are told when they can ask for a new code.",
            "A new code was asked for within 30 seconds of the last one.",
            at_code!(NEW_CODE),
        ),
        code(
            Some(minutes()),
            "They are told in how many minutes they can try again.",
            "Twenty codes were sent within an hour, and none was entered.",
            at_code!(PAST_RESEND, NEW_CODE, TWENTY_CODES),
        ),
        code(
            Some(seconds()),
            "They are told in how many seconds they can try again.",
            "Twenty codes were sent within an hour, of which less than a minute is left.",
            at_code!(PAST_RESEND, NEW_CODE, TWENTY_CODES, REST_OF_THE_HOUR, NEW_CODE),
        ),
        form(
            Step::Code { sent: sample::code_sent(), error: None, sent_again: true },
            "They are told that a new code is on its way.",
            "They pressed “Send a new code”.",
            at_code!(PAST_RESEND, NEW_CODE),
        ),
        form(
            Step::CheckingCode(sample::code_sent()),
            "They are told that their code is checked.",
            "The code is on its way to the service.",
            at_code!(fault!("sign-in.code", "hang"), ENTER_CODE),
        ),
        form(
            Step::ResendingCode(sample::code_sent()),
            "They are told that a new code is being sent.",
            "The service is asked for a new code.",
            at_code!(fault!("sign-in.code.resend", "hang"), NEW_CODE),
        ),
        form(
            signed_in(),
            "They are told that they are being signed in, while the next page loads.",
            "The passkey or the code was right.",
            at_code!(
                "With the connection throttled in the DevTools, enter the code from /dev/outbox.",
                CONTINUE
            ),
        ),
    ]
}

fn form(step: Step, sees: &'static str, cause: &'static str, reach: Steps) -> Example<SignIn> {
    example(step, Prompt::default(), Notes { sees, cause, reach })
}

fn signed_in() -> Step {
    let user = User { name: sample::NAME.to_owned(), display_name: sample::DISPLAY_NAME.to_owned() };
    Step::SignedIn { signed_in: SignedIn { user, offer_set_up: false }, from_another_device: false }
}

fn seconds() -> Message {
    Message::TooManyTriesSeconds { seconds: "30".to_owned() }
}

fn minutes() -> Message {
    Message::TooManyTriesMinutes { minutes: "15".to_owned() }
}
