//! What keeps the app from working in another page's frame, and what is missing there.

use crate::Message;
use crate::problem::{Operation, Problem};

/// Returns the Permissions Policy feature that controls a ceremony (WebAuthn Level 3 §5.9).
pub fn feature(operation: Operation) -> &'static str {
    match operation {
        Operation::SignIn => "publickey-credentials-get",
        Operation::SetUp => "publickey-credentials-create",
    }
}

/// What is known about the page around this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Framing {
    /// Whether there is a page around this one, of another origin.
    pub is_framed: bool,
    /// Whether the Permissions Policy refuses this ceremony.
    pub refuses_ceremony: bool,
    /// Whether the browser refuses to keep a `SameSite=Strict` cookie of this page: the page around it
    /// belongs to another site.
    pub refuses_cookie: bool,
}

/// Returns what to tell a developer about a documented state that was caused by the page around this one or
/// by a header; `None` if neither caused it. `origin` is this page's origin.
pub fn explanation(
    framing: Framing,
    problem: Problem,
    operation: Operation,
    origin: &str,
) -> Option<Message> {
    match problem {
        Problem::SessionExpired if framing.refuses_cookie => Some(Message::FrameOfAnotherSite),
        // The states that browsers' answers lead to if the policy refuses a ceremony.
        Problem::SignInUnavailable
        | Problem::SetUpUnavailable
        | Problem::NotFoundOrCanceled
        | Problem::SetUpCanceled
        | Problem::NotSupported
        | Problem::NotCompleted
        | Problem::NoCompatibleDevice
            if framing.refuses_ceremony =>
        {
            Some(missing(framing, operation, origin))
        }
        Problem::SignInUnavailable
        | Problem::NotFoundOrCanceled
        | Problem::SignInTimedOut
        | Problem::NotOnThisDevice
        | Problem::UserNotVerified
        | Problem::SetUpUnavailable
        | Problem::SetUpCanceled
        | Problem::SetUpTimedOut
        | Problem::AlreadyRegistered
        | Problem::ActivationFailed
        | Problem::LimitReached
        | Problem::SessionExpired
        | Problem::NotSupported
        | Problem::NotCompleted
        | Problem::NoCompatibleDevice
        | Problem::VerificationFailed => None,
    }
}

/// Returns what has to be present for this ceremony, in terms of HTML and HTTP.
pub fn missing(framing: Framing, operation: Operation, origin: &str) -> Message {
    let feature = feature(operation);
    if framing.is_framed {
        let both = Operation::ALL.map(|operation| [self::feature(operation), " *"].concat()).join("; ");
        Message::FrameLacksPermission {
            attribute: ["allow=\"", &both, "\""].concat(),
            header: ["Permissions-Policy: ", feature, "=(self \"", origin, "\")"].concat(),
        }
    } else {
        Message::PageLacksPermission { header: ["Permissions-Policy: ", feature, "=(self)"].concat() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://id.example.test";
    const NOTHING: Framing = Framing { is_framed: true, refuses_ceremony: false, refuses_cookie: false };

    fn told(framing: Framing, problem: Problem, operation: Operation) -> Option<String> {
        explanation(framing, problem, operation, ORIGIN).map(|message| message.english().into_owned())
    }

    #[test]
    fn a_frame_without_leave_for_passkeys_names_attribute_and_header() {
        let refused = Framing { refuses_ceremony: true, ..NOTHING };
        let text = told(refused, Problem::SignInUnavailable, Operation::SignIn).unwrap_or_default();
        assert!(
            text.contains("allow=\"publickey-credentials-get *; publickey-credentials-create *\""),
            "{text}"
        );
        let header = "Permissions-Policy: publickey-credentials-get=(self \"https://id.example.test\")";
        assert!(text.contains(header), "{text}");
        let text = told(refused, Problem::SetUpUnavailable, Operation::SetUp).unwrap_or_default();
        assert!(text.contains("publickey-credentials-create=(self \"https://id.example.test\")"), "{text}");
        assert_eq!(told(refused, Problem::VerificationFailed, Operation::SignIn), None);
    }

    #[test]
    fn a_page_that_refuses_itself_names_its_own_header() {
        let refused = Framing { is_framed: false, refuses_ceremony: true, refuses_cookie: false };
        let text = told(refused, Problem::SignInUnavailable, Operation::SignIn).unwrap_or_default();
        assert!(text.contains("Permissions-Policy: publickey-credentials-get=(self)"), "{text}");
        assert!(!text.contains("allow="), "{text}");
    }

    #[test]
    fn a_session_that_is_lost_in_a_frame_of_another_site_says_why() {
        let refused = Framing { refuses_cookie: true, ..NOTHING };
        assert!(told(refused, Problem::SessionExpired, Operation::SignIn).is_some());
        assert_eq!(told(refused, Problem::NotFoundOrCanceled, Operation::SignIn), None);
    }

    #[test]
    fn nothing_is_said_where_nothing_is_missing() {
        for problem in Problem::ALL {
            assert_eq!(told(NOTHING, problem, Operation::SignIn), None, "{problem:?}");
        }
    }
}
