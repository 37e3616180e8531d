//! What is wrong with the user's input: shown at the field, with the input left as it is.

use crate::Message;
use crate::classify::BackendFailure;

/// Returns the message for a refusal that concerns the user's input rather than the service; `None` for all
/// others.
pub fn form_error(failure: &BackendFailure) -> Option<Message> {
    let BackendFailure::Refused { code: Some(code), retry_after_s, tries_left, .. } = failure else {
        return None;
    };
    match code.as_str() {
        "password_incorrect" => Some(Message::PasswordIncorrect),
        "code_incorrect" => Some(Message::CodeIncorrect { tries: tries_left.unwrap_or(1).to_string() }),
        "code_expired" => Some(Message::CodeExpired),
        "code_tries_exhausted" => Some(Message::CodeExhausted),
        "resend_too_soon" => {
            Some(Message::ResendTooSoon { seconds: retry_after_s.unwrap_or(60).to_string() })
        }
        "rate_limited" => Some(too_many_tries(retry_after_s.unwrap_or(60))),
        "request_invalid" => Some(Message::InputRefused),
        _ => None,
    }
}

/// Gives waits of a minute or more in minutes, rounded up.
fn too_many_tries(seconds: u32) -> Message {
    match seconds {
        0..=59 => Message::TooManyTriesSeconds { seconds: seconds.to_string() },
        _ => Message::TooManyTriesMinutes { minutes: seconds.div_ceil(60).to_string() },
    }
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
            (refused("rate_limited", Some(1), None), "Too many tries. Try again in 1 s."),
            (refused("rate_limited", Some(59), None), "Too many tries. Try again in 59 s."),
            (refused("rate_limited", Some(60), None), "Too many tries. Try again in 1 min."),
            (refused("rate_limited", Some(61), None), "Too many tries. Try again in 2 min."),
            (refused("resend_too_soon", Some(30), None), "You can ask for a new code in 30 s."),
            (refused("code_incorrect", None, Some(4)), "That code isn’t right. Tries left: 4."),
            (refused("request_invalid", None, None), "That can’t be right. Check what you typed."),
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
