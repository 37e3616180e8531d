//! What is wrong with what was typed: shown at the field, with the text left as it is.

use crate::Message;
use crate::classify::BackendFailure;

/// The message for a refusal that concerns what was typed, and not the service; `None` for all others.
pub fn form_error(failure: &BackendFailure) -> Option<Message> {
    let BackendFailure::Refused { code: Some(code), retry_after_s, tries_left, .. } = failure else {
        return None;
    };
    let wait = || in_words(retry_after_s.unwrap_or(60));
    match code.as_str() {
        "password_incorrect" => Some(Message::PasswordIncorrect),
        "code_incorrect" => Some(Message::CodeIncorrect { tries: tries_in_words(tries_left.unwrap_or(1)) }),
        "code_expired" => Some(Message::CodeExpired),
        "code_tries_exhausted" => Some(Message::CodeExhausted),
        "resend_too_soon" => Some(Message::ResendTooSoon { wait: wait() }),
        "rate_limited" => Some(Message::TooManyTries { wait: wait() }),
        _ => None,
    }
}

fn tries_in_words(tries: u32) -> String {
    match tries {
        1 => Message::OneTry,
        count => Message::Tries { count: count.to_string() },
    }
    .english()
    .into_owned()
}

/// A wait, rounded up to whole minutes from two minutes on.
fn in_words(seconds: u32) -> String {
    match seconds {
        0..=1 => Message::OneSecond,
        2..=59 => Message::Seconds { count: seconds.to_string() },
        60 => Message::OneMinute,
        _ => Message::Minutes { count: seconds.div_ceil(60).to_string() },
    }
    .english()
    .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::Stage;

    fn refused(code: &str, retry_after_s: Option<u32>, tries_left: Option<u32>) -> BackendFailure {
        BackendFailure::Refused {
            stage: Stage::Options,
            status: 401,
            code: Some(code.to_owned()),
            retry_after_s,
            tries_left,
        }
    }

    #[test]
    fn a_person_reads_how_long_to_wait_and_how_many_tries_are_left() {
        for (failure, text) in [
            (refused("rate_limited", Some(1), None), "Too many tries. Wait one second, then try again."),
            (refused("rate_limited", Some(59), None), "Too many tries. Wait 59 seconds, then try again."),
            (refused("rate_limited", Some(61), None), "Too many tries. Wait 2 minutes, then try again."),
            (refused("resend_too_soon", Some(60), None), "You can ask for a new code in one minute."),
            (
                refused("code_incorrect", None, Some(4)),
                "That code isn’t right. 4 tries left before you need a new one.",
            ),
            (
                refused("code_incorrect", None, Some(1)),
                "That code isn’t right. One try left before you need a new one.",
            ),
        ] {
            assert_eq!(form_error(&failure).expect("a message").english(), text);
        }
    }

    #[test]
    fn a_failure_of_the_service_is_not_blamed_on_what_was_typed() {
        assert_eq!(form_error(&refused("session_expired", None, None)), None);
        assert_eq!(form_error(&BackendFailure::Unreachable(Stage::Options)), None);
    }
}
