//! Notes on the page beside the browser's prompt, whatever the prompt is for.

use super::Notes;
use super::steps::Steps;
use crate::flow::target::Target;
use crate::flow::wait::Wait;

/// Notes for while the options are on their way.
pub(crate) fn preparing(reach: Steps) -> Notes {
    Notes {
        sees: "They are told that the passkey request is being made ready.",
        cause: "The options of the request are on their way, or the browser hasn’t let go of an earlier request yet.",
        reach,
    }
}

/// Notes for while the prompt is open.
pub(crate) fn open(target: Target, wait: Wait, reach: Steps) -> Notes {
    let (sees, cause) = match (wait.is_long, wait.seconds_left) {
        (false, None) => (
            match target {
                Target::Any | Target::ThisDevice => {
                    "Beside the browser’s prompt they are told to go on there."
                }
                Target::Phone => {
                    "Beside the browser’s QR code stand the steps that follow on the phone or tablet."
                }
                Target::SecurityKey => "Beside the browser’s prompt stand the steps with the security key.",
            },
            "The browser’s prompt is open.",
        ),
        (true, None) => (
            "They are told besides where a prompt may be that isn’t in sight.",
            "The prompt has been open for ten seconds.",
        ),
        (true, Some(_)) => (
            "They are told besides how many seconds are left.",
            "No more than ten seconds are left to answer the prompt.",
        ),
        (false, Some(_)) => (
            "They are told how many seconds are left, and nothing of prompts that aren’t in sight.",
            "Prompts have so short a deadline that its last ten seconds begin before the first ten have passed.",
        ),
    };
    Notes { sees, cause, reach }
}

/// Notes for while the browser's answer is on its way to the backend.
pub(crate) fn checking(reach: Steps) -> Notes {
    Notes {
        sees: "They are told that the passkey is being checked.",
        cause: "What the passkey signed is on its way to the service.",
        reach,
    }
}

/// Notes for after a prompt for a phone that ended without a reason from the browser.
pub(crate) fn phone_failed(reach: Steps) -> Notes {
    Notes {
        sees: "They are told besides what usually keeps a phone from answering, and what to try next.",
        cause: "The same, in a prompt for a phone or tablet: browsers don’t say why it didn’t answer.",
        reach,
    }
}

/// Notes for after a prompt for a security key that ended without a reason from the browser.
pub(crate) fn key_failed(reach: Steps) -> Notes {
    Notes {
        sees: "They are told besides what usually keeps a security key from answering, and what to try next.",
        cause: "The same, in a prompt for a security key: browsers don’t say why it didn’t answer.",
        reach,
    }
}
