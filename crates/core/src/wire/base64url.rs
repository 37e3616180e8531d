//! Binary values in JSON.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Serialize};

/// Bytes as base64url without padding (RFC 4648 §5), the `Base64URLString` of WebAuthn Level 3 §5.1.8.
/// Parsing refuses anything else except padding, which some backends add.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Base64Url(String);

impl Base64Url {
    /// Encodes `bytes`.
    pub fn encode(bytes: &[u8]) -> Self {
        Self(Base64UrlUnpadded::encode_string(bytes))
    }

    /// Returns the decoded bytes.
    pub fn decode(&self) -> Vec<u8> {
        // Anything that was parsed or encoded can be decoded.
        Base64UrlUnpadded::decode_vec(&self.0).unwrap_or_default()
    }

    /// Returns the encoded string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Base64Url {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let unpadded = text.trim_end_matches('=');
        match Base64UrlUnpadded::decode_vec(unpadded) {
            Ok(_) => Ok(Self(unpadded.to_owned())),
            Err(_) => Err("not base64url"),
        }
    }
}

impl From<Base64Url> for String {
    fn from(value: Base64Url) -> Self {
        value.0
    }
}
