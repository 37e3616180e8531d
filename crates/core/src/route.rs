//! The app's addresses. They are parsed and printed only here.

mod base;
mod user_query;

pub use base::Base;
pub(crate) use user_query::percent_encode;
pub use user_query::{LONGEST_SEARCH, SortOrder, UserQuery, UserSort};

use serde::{Deserialize, Serialize};

/// The sign-in page.
pub const SIGN_IN: &str = "/";
/// The page on which a passkey is set up.
pub const SET_UP: &str = "/set-up";
/// The signed-in page.
pub const ACCOUNT: &str = "/account";
/// The user's own passkeys.
pub const SECURITY: &str = "/account/security";
/// The accounts, for administrators.
pub const USERS: &str = "/admin/users";
/// The designers' gallery.
pub const GALLERY: &str = "/gallery";

/// Returns the address of an account's Security tab, for administrators. The ID is a single segment of the
/// path.
pub fn user_security(id: &str) -> String {
    let mut address = [USERS, "/"].concat();
    percent_encode(id, &mut address);
    address.push_str("/security");
    address
}

/// Returns whether a path belongs to the signed-in pages. They are a separate program, so that a visitor who
/// signs in loads none of it.
pub fn is_portal(path: &str) -> bool {
    is_below(path, ACCOUNT) || is_below(path, "/admin")
}

/// Returns whether a path is that of sign-in or set-up, the pages that another page may frame.
pub fn is_sign_in(path: &str) -> bool {
    path == SIGN_IN || path == SET_UP
}

/// Returns whether a path belongs to the designers' gallery, which is a separate program as well.
pub fn is_gallery(path: &str) -> bool {
    is_below(path, GALLERY)
}

fn is_below(path: &str, root: &str) -> bool {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    path[..end].strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The length of a flow ID in characters: 128 bits as base64url.
const FLOW_ID_LENGTH: usize = 22;
/// The maximum length, in bytes, of an address to return to.
const RETURN_TO_LIMIT: usize = 2048;

/// The ID of one pass through sign-in or set-up.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FlowId(String);

impl FlowId {
    /// Returns the ID as it appears in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the address of a call within this flow. The address may have a query, but no fragment.
    pub fn added_to(&self, address: &str) -> String {
        let separator = if address.contains('?') { "&" } else { "?" };
        [address, separator, "flow=", &self.0].concat()
    }
}

impl TryFrom<String> for FlowId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let well_formed = text.len() == FLOW_ID_LENGTH
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        if well_formed { Ok(Self(text)) } else { Err("not a flow id") }
    }
}

impl From<FlowId> for String {
    fn from(id: FlowId) -> Self {
        id.0
    }
}

/// The `flow` parameter of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum FlowParameter {
    /// There is no such parameter.
    #[default]
    Absent,
    /// The value could be a flow ID; only the backend knows whether it is.
    WellFormed(FlowId),
    /// The value can't be a flow ID: the address was altered or damaged.
    Malformed,
}

impl FlowParameter {
    /// Reads the parameter's decoded value.
    pub fn parse(value: Option<String>) -> Self {
        match value.map(FlowId::try_from) {
            None => Self::Absent,
            Some(Ok(id)) => Self::WellFormed(id),
            Some(Err(_)) => Self::Malformed,
        }
    }
}

/// Where to go after signing in: a path on the same origin, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReturnTo(String);

impl ReturnTo {
    /// Accepts `/path?query#fragment`. Refuses anything that a browser could take for another origin: a
    /// scheme, `//host`, a backslash (which browsers read as a slash), control characters (which they drop).
    pub fn parse(value: &str) -> Option<Self> {
        let safe = value.starts_with('/')
            && !value.starts_with("//")
            && value.len() <= RETURN_TO_LIMIT
            && !value.chars().any(|character| character == '\\' || character.is_control());
        safe.then(|| Self(value.to_owned()))
    }

    /// Returns the path, with its query and fragment.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for ReturnTo {
    fn default() -> Self {
        Self(ACCOUNT.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_id_is_22_base64url_characters() {
        for (value, expected_well_formed) in [
            ("AAAAAAAAAAAAAAAAAAAAAA", true),
            ("abcXYZ0123456789-_abcd", true),
            ("", false),
            ("AAAAAAAAAAAAAAAAAAAAA", false),
            ("AAAAAAAAAAAAAAAAAAAAAAA", false),
            ("AAAAAAAAAAAAAAAAAAAAA=", false),
            ("AAAAAAAAAAAAAAAAAAAA/A", false),
            ("<script>alert(1)</scri", false),
        ] {
            let parsed = FlowParameter::parse(Some(value.to_owned()));
            assert_eq!(matches!(parsed, FlowParameter::WellFormed(_)), expected_well_formed, "{value}");
            assert_eq!(matches!(parsed, FlowParameter::Malformed), !expected_well_formed, "{value}");
        }
        assert_eq!(FlowParameter::parse(None), FlowParameter::Absent);
    }

    #[test]
    fn a_flow_is_added_to_an_address_with_and_without_a_query() {
        let flow = FlowId::try_from("A".repeat(22)).expect("a flow's ID");
        let added =
            ["/auth/sign-in/identify", "/auth/call?name=identify"].map(|address| flow.added_to(address));
        assert_eq!(added[0], "/auth/sign-in/identify?flow=AAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!(added[1], "/auth/call?name=identify&flow=AAAAAAAAAAAAAAAAAAAAAA");
    }

    #[test]
    fn the_pages_of_who_is_signed_in_are_told_by_their_paths() {
        for (path, portal) in [
            ("/account", true),
            ("/account/security", true),
            ("/account?tab=1", true),
            ("/admin/users/17/security#audit", true),
            ("/", false),
            ("/set-up", false),
            ("/accounting", false),
            ("/inbox?return=/account", false),
        ] {
            assert_eq!(is_portal(path), portal, "{path}");
        }
        assert!(is_gallery("/gallery") && is_gallery("/gallery/A1?frame=1") && !is_gallery("/galleries"));
    }

    #[test]
    fn an_account_stays_one_segment_of_its_address_whatever_it_is_called() {
        assert_eq!(user_security("17"), "/admin/users/17/security");
        assert_eq!(user_security("../a?b#c"), "/admin/users/..%2Fa%3Fb%23c/security");
    }

    #[test]
    fn only_paths_of_the_same_origin_are_returned_to() {
        for (value, accepted) in [
            ("/", true),
            ("/account", true),
            ("/inbox?folder=1#top", true),
            ("", false),
            ("account", false),
            ("//evil.example", false),
            ("/\\evil.example", false),
            ("/\t/evil.example", false),
            ("https://evil.example", false),
            ("javascript:alert(1)", false),
            ("/a\\b", false),
        ] {
            assert_eq!(ReturnTo::parse(value).is_some(), accepted, "{value:?}");
        }
        assert!(ReturnTo::parse(&format!("/{}", "a".repeat(3000))).is_none());
    }
}
