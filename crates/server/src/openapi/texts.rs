//! The forms that texts have in the contract. The types stand for them in the description and are never made.

use latchkey_core::{Problem as State, user_agent};
use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{Object, ObjectBuilder, RefOr, Schema, SchemaFormat, Type},
};

use crate::{accounts, flows::FlowId, passwords, typed_text};

/// Base64url without padding, in the one way that there is to write given bytes (RFC 4648 §3.5).
const BASE64URL: &str = "^([A-Za-z0-9_-]{4})*([A-Za-z0-9_-][AQgw]|[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048])?$";
/// The same, of 16 bytes.
const BASE64URL_OF_16: &str = "^[A-Za-z0-9_-]{21}[AQgw]$";
/// Anything but white space alone.
const SOMETHING: &str = r"\S";
/// The same, and no control character.
const ONE_LINE: &str =
    r"^[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f]*$";

/// How a call of the FIDO conformance Server API went.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Verdict {
    /// Well. Of the others a problem document says more.
    Ok,
}

fn text(description: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).description(Some(description))
}

fn one_of<'a>(description: &str, codes: impl IntoIterator<Item = &'a str>) -> Object {
    text(description).enum_values(Some(codes)).build()
}

/// Names a form: the type that stands for it, and its schema.
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

form!(FlowId is text("One way through sign-in or set-up.").pattern(Some(BASE64URL_OF_16)).build());
form!(
    /// Binary.
    Base64Url,
    text("Bytes as base64url without padding.").pattern(Some(BASE64URL)).build()
);
form!(
    /// The name of an account.
    TypedName,
    text("The name of an account; spaces around it and capitals don't count.")
        .pattern(Some(SOMETHING))
        .max_length(Some(accounts::MAX_NAME))
        .build()
);
form!(
    /// A password.
    TypedPassword,
    text("A password.").min_length(Some(1)).max_length(Some(passwords::MAX_PASSWORD)).build()
);
form!(
    /// The name of a person or a passkey.
    OneLine,
    text("One line; spaces around it don't count.")
        .pattern(Some(ONE_LINE))
        .max_length(Some(typed_text::MAX_NAME))
        .build()
);
form!(
    /// Why an administrator does what they do.
    Reason,
    text("Why, in the administrator's words; spaces around it don't count.")
        .pattern(Some(SOMETHING))
        .max_length(Some(typed_text::MAX_REASON))
        .build()
);
form!(
    /// The model of an authenticator.
    Aaguid,
    text("The model of an authenticator, as a UUID.")
        .format(Some(SchemaFormat::Custom("uuid".to_owned())))
        .build()
);
form!(
    /// A documented state.
    DocumentedState,
    one_of("The id of a documented state.", State::ALL.map(State::id))
);
form!(
    /// A browser.
    BrowserCode,
    one_of("The family of a browser.", user_agent::Browser::ALL.map(user_agent::Browser::code))
);
form!(
    /// A system.
    SystemCode,
    one_of("A system.", user_agent::System::ALL.map(user_agent::System::code))
);
form!(
    /// Where an authenticator is.
    Attachment,
    one_of("In the device or beside it (WebAuthn Level 3 §5.4.5).", ["platform", "cross-platform"])
);
