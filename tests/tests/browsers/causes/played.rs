//! Failures that only other platforms report, in the browsers' words. They are played because the
//! authenticators aren't available here.

use latchkey_tests::{Browser, OnAbort, Script};

use crate::states::State;
use crate::steps::{PROMPT, SET_UP, SIGN_IN};

/// A name for the failure, such as who reports it, and how it ends a request.
pub(super) type Failure = (&'static str, fn(Script) -> Script);

pub(super) const CANCELS: [Failure; 5] = [
    ("Windows Hello", |request| {
        let message = "The operation either timed out or was not allowed. See: \
                       https://www.w3.org/TR/webauthn-2/#sctn-privacy-considerations-client.";
        request.rejects("NotAllowedError", message)
    }),
    ("Safari", |request| request.rejects("NotAllowedError", "This request has been cancelled by the user.")),
    ("Firefox", |request| request.rejects("AbortError", "The operation was aborted. ")),
    ("proposed", |request| request.rejects("OptOutError", "The user opted out of the ceremony.")),
    ("iOS", Script::rejects_with_bare_object),
];

pub(super) const REFUSED_OPTIONS: [Failure; 4] = [
    ("another domain", |request| {
        let message =
            "The relying party ID is not a registrable domain suffix of, nor equal to the current domain.";
        request.rejects("SecurityError", message)
    }),
    ("a missing member", |request| request.rejects("TypeError", "Type error")),
    ("an encoding", |request| request.rejects("EncodingError", "'challenge' could not be decoded")),
    ("a number", |request| request.rejects("RangeError", "The value is out of range")),
];

pub(super) const FORBIDDEN_PROMPTS: [Failure; 3] = [
    ("the permissions policy", |request| {
        let message = "The 'publickey-credentials-get' feature is not enabled in this document. Permissions Policy \
                       may be used to delegate Web Authentication capabilities to cross-origin child frames.";
        request.rejects("NotAllowedError", message)
    }),
    ("the certificate", |request| {
        request.rejects("NotAllowedError", "WebAuthn is not supported on sites with TLS certificate errors.")
    }),
    ("an opaque origin", |request| {
        let message = "The current origin is an opaque origin and hence not allowed to access 'PublicKeyCredential' \
                       objects.";
        request.rejects("NotAllowedError", message)
    }),
];

/// Timeouts of prompts, which have 60 s.
pub(super) const TIMEOUTS: [Failure; 3] = [
    ("proposed", PROPOSED_TIMEOUT),
    ("Chromium", |request| {
        request
            .rejects("NotAllowedError", "The operation either timed out or was not allowed.")
            .after_ms(57_500)
    }),
    ("Safari", |request| request.rejects("HierarchyRequestError", IMPOSSIBLE_TREE).after_ms(60_000)),
];

pub(super) const PROPOSED_TIMEOUT: fn(Script) -> Script =
    |request| request.rejects("TimeoutError", "The operation timed out.");

pub(super) const UNKNOWN_FAILURES: [Failure; 3] = [
    ("Android", |request| {
        let message = "An unknown error occurred while talking to the credential manager.";
        request.rejects("NotReadableError", message)
    }),
    ("Firefox", |request| {
        request.rejects("UnknownError", "The operation failed for an unknown transient reason")
    }),
    ("Safari", |request| request.rejects("HierarchyRequestError", IMPOSSIBLE_TREE)),
];

const IMPOSSIBLE_TREE: &str = "The operation would yield an incorrect node tree.";

/// As Firefox reports it for security keys and on Windows.
pub(super) const INVALID_STATE: fn(Script) -> Script = |request| {
    let message = "An attempt was made to use an object that is not, or is no longer, usable";
    request.rejects("InvalidStateError", message)
};

/// As Firefox reports it on macOS.
pub(super) const CONSTRAINT: fn(Script) -> Script = |request| {
    let message = "A mutation operation in a transaction failed because a constraint was not satisfied.";
    request.rejects("ConstraintError", message)
};

/// The page that opens a prompt.
#[derive(Clone, Copy)]
pub(super) enum Prompt {
    SignIn,
    /// Set-up, for which a user has to be signed in already.
    SetUp,
}

impl Prompt {
    /// Plays failures one after the other, and checks that each leads to this state.
    #[track_caller]
    pub(super) fn fails(self, browser: &Browser, failures: &[Failure], state: &State) {
        for (name, failure) in failures {
            println!("{name}:");
            self.opens(browser, &[failure(self.request())]);
            browser.has_played();
            state.is_seen_in(browser);
        }
    }

    /// Plays requests that the page's 'Cancel' ends, and checks that each leads to this state.
    #[track_caller]
    pub(super) fn is_cancelled(self, browser: &Browser, state: &State) {
        for (name, on_abort) in [
            ("Safari", OnAbort::AbortError),
            ("iOS", OnAbort::BareObject),
            ("a password manager that continues", OnAbort::Nothing),
        ] {
            println!("{name}:");
            self.opens(browser, &[self.request().hangs().on_abort(on_abort)]);
            browser.sees_heading(PROMPT);
            browser.press("Cancel");
            state.is_seen_in(browser);
        }
    }

    /// Opens the page again, so that nothing of an earlier failure is visible, and then the prompt.
    #[track_caller]
    pub(super) fn opens(self, browser: &Browser, scripts: &[Script]) {
        let (address, heading, button) = match self {
            Self::SignIn => ("/", SIGN_IN, "Log in with passkey"),
            Self::SetUp => ("/set-up", SET_UP, "Create a passkey"),
        };
        browser.opens(address);
        browser.sees_heading(heading);
        for script in scripts {
            browser.plays(*script);
        }
        browser.press(button);
    }

    fn request(self) -> Script {
        match self {
            Self::SignIn => Script::get(),
            Self::SetUp => Script::create(),
        }
    }
}
