//! What an answer means to the pages, and whether that is what it should mean.

use latchkey_core::Problem;
use latchkey_core::call::Operation;
use latchkey_core::classify::{BackendFailure, Stage, classify_backend};
use latchkey_core::problem::Operation as Ceremony;
use latchkey_core::profile::{Outcome, Refused, is_code_of_a_form};
use serde_json::Value;

use crate::exchange::{Called, Trouble};

/// The outcome of an operation.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// It succeeded; the answer is in the native contract's form.
    Answer(Value),
    /// It was refused.
    Refused {
        /// What the user is shown, unless a form handles the code.
        state: Problem,
        /// The machine code, if there is one.
        code: Option<String>,
    },
    /// It succeeded, but not as the profile says; the user is shown this state.
    Malformed(Problem),
    /// There was no answer, for this reason; the user is shown this state.
    NoAnswer(Problem, String),
    /// It couldn't be sent for lack of this variable.
    Unsent(String),
}

impl Meaning {
    pub(crate) fn of(operation: Operation, called: &Called) -> Self {
        let (ceremony, stage) = place(operation);
        let shown = |failure: &BackendFailure| classify_backend(failure, ceremony);
        match &called.outcome {
            Ok(Outcome::Answer(answer)) => Self::Answer(answer.clone()),
            Ok(Outcome::Malformed) => Self::Malformed(shown(&BackendFailure::Malformed(stage))),
            Ok(Outcome::Unsent(missing)) => Self::Unsent(missing.0.clone()),
            Ok(Outcome::Refused(Refused { status, code, retry_after_s, tries_left })) => {
                let failure = BackendFailure::Refused {
                    stage,
                    status: *status,
                    code: code.clone(),
                    retry_after_s: *retry_after_s,
                    tries_left: *tries_left,
                };
                Self::Refused { state: shown(&failure), code: code.clone() }
            }
            Err(Trouble::TimedOut) => {
                Self::NoAnswer(shown(&BackendFailure::TimedOut(stage)), "no answer within 15 s".to_owned())
            }
            Err(Trouble::TooLarge) => {
                Self::NoAnswer(shown(&BackendFailure::Malformed(stage)), "more than 256 KiB".to_owned())
            }
            Err(Trouble::Unreachable(why)) => {
                Self::NoAnswer(shown(&BackendFailure::Unreachable(stage)), why.clone())
            }
        }
    }

    /// Returns the answer, if it is one.
    pub(crate) fn answer(&self) -> Option<&Value> {
        match self {
            Self::Answer(answer) => Some(answer),
            Self::Refused { .. } | Self::Malformed(_) | Self::NoAnswer(..) | Self::Unsent(_) => None,
        }
    }

    /// Returns whether it is a refusal with this code.
    pub(crate) fn is_code(&self, wanted: &str) -> bool {
        matches!(self, Self::Refused { code: Some(code), .. } if code == wanted)
    }

    /// Returns the state that the user is shown, if any.
    pub fn state(&self) -> Option<Problem> {
        match self {
            Self::Refused { code: Some(code), .. } if is_code_of_a_form(code) => None,
            Self::Refused { state, .. } | Self::Malformed(state) | Self::NoAnswer(state, _) => Some(*state),
            Self::Answer(_) | Self::Unsent(_) => None,
        }
    }

    /// Describes the outcome in words.
    pub fn words(&self) -> String {
        let named = |state: Problem| format!("{} {}", state.id(), state.title().english());
        match self {
            Self::Answer(_) => "succeeds".to_owned(),
            Self::Refused { code: Some(code), .. } if is_code_of_a_form(code) => code.clone(),
            Self::Refused { state, .. } => named(*state),
            Self::Malformed(state) => format!("a success that doesn't fit the profile: {}", named(*state)),
            Self::NoAnswer(state, why) => format!("{why}: {}", named(*state)),
            Self::Unsent(variable) => format!("not sent: there is no ${variable}"),
        }
    }
}

/// Returns which of the two ceremonies an operation belongs to, and at which stage.
fn place(operation: Operation) -> (Ceremony, Stage) {
    let sets_up = matches!(operation, Operation::AttestationOptions | Operation::AttestationResult);
    let is_result = matches!(
        operation,
        Operation::AttestationResult | Operation::AssertionResult | Operation::VerifyByPasskey
    );
    let ceremony = if sets_up { Ceremony::SetUp } else { Ceremony::SignIn };
    let stage = if is_result { Stage::Result } else { Stage::Options };
    (ceremony, stage)
}

/// The outcome that an operation should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    Success,
    /// One of these documented states. Accepting it instead is a fault of the backend.
    States(&'static [Problem]),
    /// One of these codes, which forms handle.
    Codes(&'static [&'static str]),
    /// Success or one of these codes; either is good.
    SuccessOr(&'static [&'static str]),
}

impl Expected {
    /// Describes the expected outcome in words.
    pub(crate) fn words(self) -> String {
        match self {
            Self::Success => "succeeds".to_owned(),
            Self::States(states) => states.iter().map(|state| state.id()).collect::<Vec<_>>().join(" or "),
            Self::Codes(codes) => codes.join(" or "),
            Self::SuccessOr(codes) => format!("succeeds, or {}", codes.join(" or ")),
        }
    }
}

/// Whether the outcome is the expected one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Good,
    /// It isn't, and the profile says so: this state can't be told.
    CannotTell(Problem),
    /// Nothing is wrong, but this is worth knowing.
    Note(String),
    /// The profile and the backend don't match in this way.
    Finding(String),
    /// The backend accepts what it must refuse.
    Broken(String),
    /// It wasn't tried, for this reason.
    Skipped(String),
}

impl Verdict {
    /// Returns whether it makes the check fail.
    pub fn fails(&self) -> bool {
        matches!(self, Self::Finding(_) | Self::Broken(_))
    }

    /// Returns the verdict in a word or two.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::CannotTell(_) => "can't tell",
            Self::Note(_) => "note",
            Self::Finding(_) => "FINDING",
            Self::Broken(_) => "BROKEN",
            Self::Skipped(_) => "not tried",
        }
    }

    /// Returns what else there is to say.
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Good => None,
            Self::CannotTell(state) => Some(format!("{} is in cannotTell", state.id())),
            Self::Note(words) | Self::Finding(words) | Self::Broken(words) | Self::Skipped(words) => {
                Some(words.clone())
            }
        }
    }
}

/// Judges an operation's outcome. `cannot_tell` lists the IDs of the states that the profile excuses.
pub(crate) fn judge(meaning: &Meaning, expected: Expected, cannot_tell: &[String]) -> Verdict {
    let excused = |state: &Problem| cannot_tell.iter().any(|id| id == state.id());
    let other = || Verdict::Finding(format!("expected: {}", expected.words()));
    if let Meaning::Unsent(variable) = meaning {
        return Verdict::Skipped(format!("no call gives ${variable}"));
    }
    if meaning.is_code("rate_limited") && !matches!(expected, Expected::Codes(_)) {
        return Verdict::Finding("the backend is rate-limiting: wait, then check again".to_owned());
    }
    match (expected, meaning) {
        (Expected::Success | Expected::SuccessOr(_), Meaning::Answer(_)) => Verdict::Good,
        (Expected::States(_) | Expected::Codes(_), Meaning::Answer(_) | Meaning::Malformed(_)) => {
            Verdict::Broken(format!("accepted, but must be refused; expected: {}", expected.words()))
        }
        (Expected::Codes(codes) | Expected::SuccessOr(codes), Meaning::Refused { code: Some(code), .. })
            if codes.contains(&code.as_str()) =>
        {
            Verdict::Good
        }
        (Expected::States(states), Meaning::Refused { .. }) => match meaning.state() {
            Some(state) if states.contains(&state) && excused(&state) => {
                Verdict::Note(format!("{} is in cannotTell, but is reported here", state.id()))
            }
            Some(state) if states.contains(&state) => Verdict::Good,
            _ => states.iter().copied().find(excused).map_or_else(other, Verdict::CannotTell),
        },
        (
            Expected::Success | Expected::SuccessOr(_) | Expected::States(_) | Expected::Codes(_),
            Meaning::Refused { .. } | Meaning::Malformed(_) | Meaning::NoAnswer(..) | Meaning::Unsent(_),
        ) => other(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const B5: Expected = Expected::States(&[Problem::VerificationFailed]);

    fn refused(state: Problem) -> Meaning {
        Meaning::Refused { state, code: state.code().map(str::to_owned) }
    }

    #[test]
    fn a_failure_of_another_state_is_a_finding_unless_the_profile_says_that_it_cannot_tell() {
        let (other, b5) = (refused(Problem::SignInUnavailable), ["B5".to_owned()]);
        assert_eq!(judge(&refused(Problem::VerificationFailed), B5, &[]), Verdict::Good);
        assert!(matches!(judge(&other, B5, &[]), Verdict::Finding(_)));
        assert_eq!(judge(&other, B5, &b5), Verdict::CannotTell(Problem::VerificationFailed));
        assert!(matches!(judge(&refused(Problem::VerificationFailed), B5, &b5), Verdict::Note(_)));
    }

    #[test]
    fn what_must_be_refused_and_is_accepted_is_never_excused() {
        for accepted in [Meaning::Answer(Value::Null), Meaning::Malformed(Problem::SignInUnavailable)] {
            assert!(matches!(judge(&accepted, B5, &["B5".to_owned()]), Verdict::Broken(_)));
        }
    }

    #[test]
    fn a_wrong_password_is_the_matter_of_its_form() {
        let wrong =
            Meaning::Refused { state: Problem::SessionExpired, code: Some("password_incorrect".to_owned()) };
        assert_eq!((wrong.state(), wrong.words().as_str()), (None, "password_incorrect"));
        assert_eq!(judge(&wrong, Expected::Codes(&["password_incorrect"]), &[]), Verdict::Good);
        assert!(
            judge(&refused(Problem::SessionExpired), Expected::Codes(&["password_incorrect"]), &[]).fails()
        );
    }

    #[test]
    fn waiting_is_asked_for_by_name() {
        let limited =
            Meaning::Refused { state: Problem::SignInUnavailable, code: Some("rate_limited".to_owned()) };
        let Verdict::Finding(words) = judge(&limited, Expected::Success, &[]) else { panic!("a finding") };
        assert!(words.contains("wait"), "{words}");
    }
}
