//! Everything that is parsed: the wire's JSON, base64url, authenticator data, and addresses.

use latchkey_core::report::Report;
use latchkey_core::route::{FlowId, FlowParameter, ReturnTo};
use latchkey_core::wire::{
    AttestationResultAnswer, AuthenticationResponse, Base64Url, CodeAnswer, CodeRequest, Counts,
    CreationOptions, FlowAnswer, IdentifyAnswer, IdentifyRequest, OptionsRequest, PasskeyList,
    PasswordRequest, ProblemDetails, RegistrationResponse, RequestOptions, Session, SignInAnswer, UserAnswer,
    UserPage, UserSecurity, user_verified,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use url::Url;

/// Feeds `bytes` to every parser.
///
/// # Panics
///
/// If a parser panics, if what was parsed is parsed differently once it has been written, or if an address
/// leads to another origin.
pub fn wire(bytes: &[u8]) {
    round_trip::<CreationOptions>(bytes);
    round_trip::<RequestOptions>(bytes);
    round_trip::<RegistrationResponse>(bytes);
    round_trip::<AuthenticationResponse>(bytes);
    round_trip::<AttestationResultAnswer>(bytes);
    round_trip::<FlowAnswer>(bytes);
    round_trip::<OptionsRequest>(bytes);
    round_trip::<IdentifyRequest>(bytes);
    round_trip::<IdentifyAnswer>(bytes);
    round_trip::<PasswordRequest>(bytes);
    round_trip::<CodeRequest>(bytes);
    round_trip::<CodeAnswer>(bytes);
    round_trip::<SignInAnswer>(bytes);
    round_trip::<Session>(bytes);
    round_trip::<PasskeyList>(bytes);
    round_trip::<UserAnswer>(bytes);
    round_trip::<UserPage>(bytes);
    round_trip::<UserSecurity>(bytes);
    round_trip::<Counts>(bytes);
    round_trip::<Report>(bytes);
    round_trip::<ProblemDetails>(bytes);
    encoded(bytes);
    if let Ok(text) = str::from_utf8(bytes) {
        decoded(text);
        flow_parameter(text);
        return_to(text);
    }
}

/// Checks that whatever can be parsed is written as something that is parsed the same way.
fn round_trip<T: Serialize + DeserializeOwned + PartialEq>(bytes: &[u8]) {
    let Ok(value) = serde_json::from_slice::<T>(bytes) else { return };
    let written = serde_json::to_string(&value).expect("parsed values should serialize");
    let again: T = serde_json::from_str(&written).expect("serialized values should parse");
    assert!(value == again, "{written}");
}

/// Checks that bytes survive base64url, and that only the one bit means that the user was verified.
fn encoded(bytes: &[u8]) {
    let encoded = Base64Url::encode(bytes);
    assert_eq!(encoded.decode(), bytes);
    let flags = bytes.get(32).copied().unwrap_or_default();
    assert_eq!(user_verified(&encoded), flags & 0b100 != 0);
}

/// Checks that a string accepted as base64url is the encoding of its bytes, apart from padding.
fn decoded(text: &str) {
    let Ok(value) = Base64Url::try_from(text.to_owned()) else { return };
    assert_eq!(value.as_str(), text.trim_end_matches('='));
    assert_eq!(Base64Url::encode(&value.decode()), value);
}

/// Checks that a flow in an address is 22 characters that need no escaping, or isn't one.
fn flow_parameter(text: &str) {
    match FlowParameter::parse(Some(text.to_owned())) {
        FlowParameter::Absent => panic!("a parameter that is present isn't absent"),
        FlowParameter::Malformed => assert!(FlowId::try_from(text.to_owned()).is_err()),
        FlowParameter::WellFormed(flow) => {
            assert_eq!(flow.as_str(), text);
            let mut url = Url::parse("https://app.example/").expect("an address");
            url.query_pairs_mut().append_pair("flow", text);
            assert_eq!(url.query(), Some(["flow=", text].concat().as_str()));
        }
    }
}

/// Checks that, wherever the app is, the place to return to has the app's origin.
fn return_to(text: &str) {
    let Some(path) = ReturnTo::parse(text) else { return };
    assert_eq!(path.as_str(), text);
    for page in ["https://app.example/?flow=AAAAAAAAAAAAAAAAAAAAAA#top", "http://localhost:8080/set-up"] {
        let page = Url::parse(page).expect("an address");
        let target = page.join(path.as_str()).expect("a path should resolve");
        assert_eq!(target.origin(), page.origin(), "{target}");
        assert_eq!((target.username(), target.password()), ("", None));
    }
}
