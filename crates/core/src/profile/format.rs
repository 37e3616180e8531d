//! The format of a profile.

use super::pointer::is_pointer;
use super::shape::{Format, Member, Shape};
use crate::Problem;
use crate::call::PROFILE_NAMES;

/// The machine codes that a failure can be given: those of the documented states and those of the forms.
pub(super) const CODES: [&str; 20] = [
    "auth_unavailable",
    "credential_unknown",
    "user_verification_failed",
    "registration_unavailable",
    "credential_exists",
    "device_activation_failed",
    "passkey_limit_reached",
    "session_expired",
    "not_supported",
    "verification_failed",
    "password_incorrect",
    "code_incorrect",
    "code_expired",
    "code_tries_exhausted",
    "resend_too_soon",
    "rate_limited",
    "verification_required",
    "role_insufficient",
    "request_invalid",
    "not_found",
];

/// Returns whether a code belongs to the forms and pages themselves and names no documented state.
pub fn is_code_of_a_form(code: &str) -> bool {
    CODES.contains(&code) && !Problem::ALL.into_iter().any(|problem| problem.code() == Some(code))
}

const STATES: [&str; 16] =
    ["A1", "A2", "A3", "A4", "A5", "R1", "R2", "R3", "R4", "R5", "R6", "B1", "B2", "B3", "B4", "B5"];

static TEXT: Shape =
    Shape::Text(&Format { expected: "a non-empty string", pattern: ".", fits: |text| !text.is_empty() });
static ANY_TEXT: Shape = Shape::Text(&Format { expected: "a string", pattern: "", fits: |_| true });
static ID: Shape = Shape::Text(&Format {
    expected: "a name of lowercase letters, digits and hyphens",
    pattern: "^[a-z0-9-]+$",
    fits: |text| {
        let of_a_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        !text.is_empty() && text.bytes().all(of_a_name)
    },
});
static PATH: Shape = Shape::Text(&Format {
    expected: "a path that begins with / and has no query",
    pattern: "^/[^?#]*$",
    fits: |text| text.starts_with('/') && !text.contains(['?', '#']),
});
static BASE: Shape = Shape::Text(&Format {
    expected: "a path such as /api, an origin with a path, or nothing",
    pattern: "^((https?:)?//?[^?#]*[^?#/])?$",
    fits: |text| {
        let begins_well = ["/", "https://", "http://"].iter().any(|begin| text.starts_with(begin));
        text.is_empty() || (begins_well && !text.ends_with('/') && !text.contains(['?', '#']))
    },
});
static POINTER: Shape = Shape::Text(&Format {
    expected: "a JSON Pointer, which is empty or begins with /",
    pattern: "^(/([^~]|~[01])*)?$",
    fits: is_pointer,
});
static HEADER: Shape = Shape::Text(&Format {
    expected: "the name of a header",
    pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$",
    fits: |text| {
        let of_a_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        !text.is_empty() && text.bytes().all(of_a_token)
    },
});
static STATUS: Shape = Shape::List(&Shape::Whole(100, 599));
static SCALAR: Shape = Shape::Either(&ANY_TEXT, &Shape::Either(&Shape::Boolean, &Shape::Whole(0, u32::MAX)));
static POINTERS: Shape = Shape::Either(&POINTER, &Shape::List(&POINTER));
static TEXTS: Shape = Shape::Map(&ANY_TEXT);
static CODE: Shape = Shape::Choice(&CODES);

static ABOUT: Shape = Shape::Object(&[
    Member::required("docs", &TEXT),
    Member::required("versions", &TEXT),
    Member::required("run", &Shape::Choice(&["run", "not run"])),
    Member::optional("notes", &Shape::List(&TEXT)),
]);

static CSRF: Shape = Shape::Object(&[
    Member::required("header", &HEADER),
    Member::optional("cookie", &TEXT),
    Member::optional("meta", &TEXT),
    Member::optional("answerHeader", &HEADER),
    Member::optional("member", &POINTER),
    Member::optional(
        "prime",
        &Shape::Object(&[
            Member::required("method", &Shape::Choice(&["GET", "POST"])),
            Member::required("path", &PATH),
        ]),
    ),
]);

static BEARER: Shape = Shape::Object(&[
    Member::required("at", &POINTERS),
    Member::required("header", &HEADER),
    Member::optional("prefix", &ANY_TEXT),
]);

static CREDENTIAL: Shape = Shape::Object(&[
    Member::optional("extensionResults", &TEXT),
    Member::optional("mediation", &Shape::Boolean),
]);

static LIMITS: Shape = Shape::Object(&[Member::optional("passkeys", &Shape::Whole(1, 1000))]);

static CONDITION: Shape = Shape::Object(&[
    Member::required("at", &POINTER),
    Member::optional("is", &SCALAR),
    Member::optional("has", &Shape::Map(&SCALAR)),
]);

static PASSKEY: Shape = Shape::Object(&[
    Member::required("id", &POINTERS),
    Member::optional("credentialId", &POINTERS),
    Member::optional("name", &POINTERS),
    Member::optional("createdAt", &POINTERS),
    Member::optional("lastUsedAt", &POINTERS),
    Member::optional("transports", &POINTERS),
    Member::optional("attachment", &POINTERS),
    Member::optional("backupEligible", &POINTERS),
    Member::optional("backedUp", &POINTERS),
    Member::optional("aaguid", &POINTERS),
    Member::optional("where", &Shape::List(&CONDITION)),
]);

static CODE_SENT: Shape = Shape::Object(&[
    Member::optional("sentTo", &POINTERS),
    Member::optional("digits", &Shape::Either(&POINTERS, &Shape::Whole(4, 12))),
]);

static GIVES: Shape = Shape::Object(&[
    Member::optional("native", &POINTER),
    Member::optional("options", &POINTERS),
    Member::optional("flow", &POINTERS),
    Member::optional("next", &POINTERS),
    Member::optional("name", &POINTERS),
    Member::optional("displayName", &POINTERS),
    Member::optional("role", &POINTERS),
    Member::optional("offerSetUp", &POINTERS),
    Member::optional("code", &CODE_SENT),
    Member::optional("passkeys", &POINTERS),
    Member::optional("passkey", &PASSKEY),
    Member::optional("limit", &POINTERS),
]);

static CALL: Shape = Shape::Object(&[
    Member::required("method", &Shape::Choice(&["GET", "POST", "PUT", "PATCH", "DELETE"])),
    Member::required("path", &PATH),
    Member::optional("query", &TEXTS),
    Member::optional("headers", &TEXTS),
    Member::optional("encode", &Shape::Choice(&["json", "form"])),
    Member::optional("body", &Shape::Any),
    Member::optional(
        "ok",
        &Shape::Object(&[
            Member::optional("status", &STATUS),
            Member::optional("where", &Shape::List(&CONDITION)),
        ]),
    ),
    Member::optional(
        "partial",
        &Shape::List(&Shape::Object(&[
            Member::required("next", &Shape::Choice(&["code", "application"])),
            Member::optional("status", &STATUS),
            Member::optional("where", &Shape::List(&CONDITION)),
        ])),
    ),
    Member::optional(
        "failures",
        &Shape::List(&Shape::Object(&[
            Member::required("gives", &CODE),
            Member::optional("status", &STATUS),
            Member::optional("where", &Shape::List(&CONDITION)),
            Member::optional("text", &TEXT),
        ])),
    ),
    Member::optional("codeAt", &POINTER),
    Member::optional("retryAfterSAt", &POINTER),
    Member::optional("triesLeftAt", &POINTER),
    Member::optional("otherwise", &CODE),
    Member::optional(
        "keep",
        &Shape::Map(&Shape::Either(&POINTER, &Shape::Object(&[Member::required("header", &HEADER)]))),
    ),
    Member::optional("gives", &GIVES),
]);

/// The shape of a profile.
pub(super) static PROFILE: Shape = Shape::Object(&[
    Member::optional("$schema", &TEXT),
    Member::required("id", &ID),
    Member::required("title", &TEXT),
    Member::required("about", &ABOUT),
    Member::required("base", &BASE),
    Member::optional("settings", &TEXTS),
    Member::optional("headers", &TEXTS),
    Member::optional("csrf", &CSRF),
    Member::optional("bearer", &BEARER),
    Member::optional("session", &Shape::Map(&POINTERS)),
    Member::optional("credential", &CREDENTIAL),
    Member::optional("limits", &LIMITS),
    Member::optional("cannotTell", &Shape::List(&Shape::Choice(&STATES))),
    Member::required("operations", &Shape::Named(PROFILE_NAMES, &Shape::Either(&CALL, &Shape::List(&CALL)))),
]);
