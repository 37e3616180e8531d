//! String formats in the contract. These types represent them in the description and are never constructed.

use latchkey_core::{Problem as State, user_agent};
use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{Object, ObjectBuilder, RefOr, Schema, SchemaFormat, Type},
};

use crate::{accounts, flows::FlowId, passwords, typed_text};

/// Base64url without padding, in the one canonical encoding of the bytes (RFC 4648 §3.5).
const BASE64URL: &str = "^([A-Za-z0-9_-]{4})*([A-Za-z0-9_-][AQgw]|[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048])?$";
/// The same, for 16 bytes.
const BASE64URL_OF_16: &str = "^[A-Za-z0-9_-]{21}[AQgw]$";
/// At least one character that isn't white space.
const SOMETHING: &str = r"\S";
/// The same, and no control characters.
const ONE_LINE: &str =
    r"^[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f]*$";

/// The outcome of a call in the shape of the FIDO conformance Server API.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Verdict {
    /// Success. Any other outcome is described by a problem document.
    Ok,
}

fn text(description: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).description(Some(description))
}

fn one_of<'a>(description: &str, codes: impl IntoIterator<Item = &'a str>) -> Object {
    text(description).enum_values(Some(codes)).build()
}

/// Defines a string format: the type that represents it, and its schema.
macro_rules! form {
    ($(#[$doc:meta])* $name:ident, $schema:expr) => {
        $(#[$doc])*
        pub(crate) enum $name {}
        form!($name is $schema);
    };
    ($name:ident is $schema:expr) => {
        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                RefOr::T(Schema::Object($schema))
            }
        }
        impl ToSchema for $name {}
    };
}

form!(FlowId is text("One pass through sign-in or set-up.").pattern(Some(BASE64URL_OF_16)).build());
form!(
    /// Binary data.
    Base64Url,
    text("Bytes as base64url without padding.").pattern(Some(BASE64URL)).build()
);
form!(
    /// An account name, as typed.
    TypedName,
    text("An account name; case and surrounding spaces are ignored.")
        .pattern(Some(SOMETHING))
        .max_length(Some(accounts::MAX_NAME))
        .build()
);
form!(
    /// A password, as typed.
    TypedPassword,
    text("A password.").min_length(Some(1)).max_length(Some(passwords::MAX_PASSWORD)).build()
);
form!(
    /// A display name, or the name of a passkey.
    OneLine,
    text("One line; surrounding spaces are ignored.")
        .pattern(Some(ONE_LINE))
        .max_length(Some(typed_text::MAX_NAME))
        .build()
);
form!(
    /// Why an administrator removes passkeys.
    Reason,
    text("The reason, in the administrator's words; surrounding spaces are ignored.")
        .pattern(Some(SOMETHING))
        .max_length(Some(typed_text::MAX_REASON))
        .build()
);
form!(
    /// An authenticator's model.
    Aaguid,
    text("The authenticator's model, as a UUID.")
        .format(Some(SchemaFormat::Custom("uuid".to_owned())))
        .build()
);
form!(
    /// The ID of a documented state.
    DocumentedState,
    one_of("The ID of a documented state.", State::ALL.map(State::id))
);
form!(
    /// A browser family.
    BrowserCode,
    one_of("A browser family.", user_agent::Browser::ALL.map(user_agent::Browser::code))
);
form!(
    /// An operating system.
    SystemCode,
    one_of("An operating system.", user_agent::System::ALL.map(user_agent::System::code))
);
form!(
    /// An authenticator's attachment.
    Attachment,
    one_of("In the device or separate from it (WebAuthn Level 3 §5.4.5).", ["platform", "cross-platform"])
);
