//! Tests of the exceptions that browsers throw, in their own words.

use super::{in_both, set_up, sign_in, thrown};
use crate::Device;
use crate::classify::Context;

const NOT_ALLOWED: &str = "The operation either timed out or was not allowed. \
    See: https://www.w3.org/TR/webauthn-2/#sctn-privacy-considerations-client.";

#[test]
fn chromium_and_safari_say_not_allowed_where_a_person_cancels() {
    assert_eq!(in_both("NotAllowedError", NOT_ALLOWED, |context| context), ["A2", "R2"]);
    let safari = "This request has been cancelled by the user.";
    assert_eq!(in_both("NotAllowedError", safari, |context| context), ["A2", "R2"]);
}

#[test]
fn firefox_says_abort_where_a_person_cancels() {
    assert_eq!(in_both("AbortError", "The operation was aborted.", |context| context), ["A2", "R2"]);
}

#[test]
fn ios_throws_a_bare_object_where_a_request_is_aborted() {
    assert_eq!(in_both("", "", |context| context), ["A2", "R2"]);
}

#[test]
fn a_browser_that_knows_opt_out_says_so_where_a_person_cancels() {
    assert_eq!(in_both("OptOutError", "", |context| context), ["A2", "R2"]);
}

#[test]
fn a_timeout_error_is_a3_or_r3_however_early() {
    for elapsed_ms in [0, 30_000, 60_000] {
        let at = |context| Context { elapsed_ms, ..context };
        assert_eq!(in_both("TimeoutError", "signal timed out", at), ["A3", "R3"], "{elapsed_ms} ms");
    }
}

#[test]
fn not_allowed_from_95_percent_of_the_timeout_on_means_that_time_ran_out() {
    for (elapsed_ms, timeout_ms, expected) in [
        (56_999, 60_000, ["A2", "R2"]),
        (57_000, 60_000, ["A3", "R3"]),
        (60_000, 60_000, ["A3", "R3"]),
        (90_000, 60_000, ["A3", "R3"]),
        (94, 100, ["A2", "R2"]),
        (95, 100, ["A3", "R3"]),
        (u32::MAX, u32::MAX, ["A3", "R3"]),
        (u32::MAX / 2, u32::MAX, ["A2", "R2"]),
    ] {
        let at = |context| Context { elapsed_ms, timeout_ms, ..context };
        let shown = in_both("NotAllowedError", NOT_ALLOWED, at);
        assert_eq!(shown, expected, "{elapsed_ms} of {timeout_ms} ms");
    }
}

#[test]
fn webkit_says_that_no_credential_matched() {
    let message = "No matched credentials are found in the platform attached authenticator.";
    assert_eq!(thrown("NotAllowedError", message, &sign_in()), "A4");
    assert_eq!(thrown("NotAllowedError", message, &set_up()), "R2", "it doesn't mention set-up");
}

#[test]
fn chromium_names_the_policy_that_forbids_passkeys() {
    for message in [
        "The 'publickey-credentials-get' feature is not enabled in this document. Permissions Policy may be used \
         to delegate Web Authentication capabilities to cross-origin child frames.",
        "WebAuthn is not supported on sites with TLS certificate errors.",
        "The origin of the document is an opaque origin.",
    ] {
        assert_eq!(in_both("NotAllowedError", message, |context| context), ["A1", "R1"], "{message}");
        let late = |context| Context { elapsed_ms: 60_000, ..context };
        assert_eq!(in_both("NotAllowedError", message, late), ["A1", "R1"], "{message}");
    }
}

/// Returns the circumstances of an immediate refusal on a device that reports no authenticator to ask.
fn without_authenticator(context: Context) -> Context {
    let device =
        Device { platform_authenticator: Some(false), hybrid_transport: Some(false), ..Device::UNKNOWN };
    Context { elapsed_ms: 100, device, ..context }
}

#[test]
fn a_refusal_at_once_without_any_authenticator_is_b4() {
    assert_eq!(in_both("NotAllowedError", "", without_authenticator), ["B4", "B4"]);
}

#[test]
fn a_refusal_counts_as_at_once_for_less_than_250_ms() {
    for (elapsed_ms, expected) in [(0, "B4"), (249, "B4"), (250, "A2"), (2_000, "A2")] {
        let context = Context { elapsed_ms, ..without_authenticator(sign_in()) };
        assert_eq!(thrown("NotAllowedError", "", &context), expected, "{elapsed_ms} ms");
    }
}

#[test]
fn the_hint_of_a_moment_needs_all_of_its_conditions() {
    let base = without_authenticator(sign_in());
    let device = base.device;
    for (what, context) in [
        ("no press before it", Context { activated: false, ..base }),
        ("a platform authenticator", {
            Context { device: Device { platform_authenticator: Some(true), ..device }, ..base }
        }),
        ("perhaps a platform authenticator", {
            Context { device: Device { platform_authenticator: None, ..device }, ..base }
        }),
        ("a phone", Context { device: Device { hybrid_transport: Some(true), ..device }, ..base }),
        ("perhaps a phone", Context { device: Device { hybrid_transport: None, ..device }, ..base }),
    ] {
        assert_eq!(thrown("NotAllowedError", "", &context), "A2", "{what}");
    }
}

#[test]
fn firefox_says_invalid_state_where_a_security_key_lacks_the_credential() {
    let message = "An attempt was made to use an object that is not, or is no longer, usable";
    assert_eq!(thrown("InvalidStateError", message, &sign_in()), "A4");
}

#[test]
fn an_excluded_credential_is_r4() {
    let context = Context { excludes_credentials: true, ..set_up() };
    let message = "The user attempted to register an authenticator that contains one of the credentials already registered with the relying party.";
    assert_eq!(thrown("InvalidStateError", message, &context), "R4");
}

#[test]
fn firefox_on_windows_says_invalid_state_for_not_supported() {
    assert_eq!(thrown("InvalidStateError", "", &set_up()), "B2");
}

#[test]
fn not_supported_is_b2() {
    let message = "None of the algorithms specified in `pubKeyCredParams` are supported by this device.";
    assert_eq!(in_both("NotSupportedError", message, |context| context), ["B2", "B2"]);
}

#[test]
fn android_without_a_screen_lock_is_b4() {
    for message in ["Screen lock missing", "The device has no screen lock set up."] {
        assert_eq!(in_both("NotSupportedError", message, |context| context), ["B4", "B4"], "{message}");
    }
}

#[test]
fn constraints_of_set_up_that_no_authenticator_meets_are_b4() {
    let free = Context { user_verification_required: false, resident_key_required: false, ..set_up() };
    for (context, expected) in [
        (Context { user_verification_required: true, ..free }, "B4"),
        (Context { resident_key_required: true, ..free }, "B4"),
        (free, "B3"),
    ] {
        assert_eq!(thrown("ConstraintError", "", &context), expected);
    }
}

#[test]
fn user_verification_that_did_not_happen_in_sign_in_is_a5() {
    assert_eq!(thrown("ConstraintError", "", &sign_in()), "A5");
    let free = Context { user_verification_required: false, ..sign_in() };
    assert_eq!(thrown("ConstraintError", "", &free), "B3");
}

#[test]
fn options_that_a_browser_cannot_use_are_a1_or_r1() {
    for name in ["SecurityError", "TypeError", "EncodingError", "RangeError"] {
        assert_eq!(in_both(name, "", |context| context), ["A1", "R1"], "{name}");
    }
}

#[test]
fn chromium_with_a_request_pending_is_tried_again_once_and_then_b3() {
    let message = "A request is already pending.";
    assert_eq!(in_both("OperationError", message, |context| context), ["another try", "another try"]);
    let retried = |context| Context { retried: true, ..context };
    assert_eq!(in_both("OperationError", message, retried), ["B3", "B3"]);
}

#[test]
fn only_a_pending_request_is_tried_again() {
    for name in ["NotAllowedError", "NotReadableError", "UnknownError", "AbortError", "SomethingNewError"] {
        assert!(!in_both(name, "", |context| context).contains(&"another try"), "{name}");
    }
}

#[test]
fn android_firefox_and_webkit_report_broken_authenticators_as_b3() {
    for (name, message) in [
        ("NotReadableError", "An unknown error occurred while talking to the credential manager."),
        ("UnknownError", "The operation failed for an unknown transient reason"),
    ] {
        assert_eq!(in_both(name, message, |context| context), ["B3", "B3"], "{name}");
    }
}

#[test]
fn safari_says_hierarchy_request_where_its_time_ran_out() {
    for (elapsed_ms, expected) in [(56_999, ["B3", "B3"]), (57_000, ["A3", "R3"]), (60_000, ["A3", "R3"])] {
        let at = |context| Context { elapsed_ms, ..context };
        assert_eq!(in_both("HierarchyRequestError", "", at), expected, "{elapsed_ms} ms");
    }
}

#[test]
fn a_name_that_nobody_knows_is_b1() {
    for name in ["QuantumError", "notallowederror", "Error", "PasskeyError", "DataError"] {
        assert_eq!(in_both(name, "", |context| context), ["B1", "B1"], "{name}");
    }
}
