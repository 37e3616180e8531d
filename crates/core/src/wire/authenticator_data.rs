//! The flags of the authenticator data.

use super::Base64Url;

/// The offset of the flags, after the 32 bytes of the hash of the relying party's ID (WebAuthn Level 3 §6.1).
const FLAGS_OFFSET: usize = 32;
/// UV, bit 2: the authenticator verified the user.
const USER_VERIFIED: u8 = 0x04;

/// Returns whether the authenticator says that it verified the user. Data too short to say so counts as 'no'.
pub fn user_verified(authenticator_data: &Base64Url) -> bool {
    authenticator_data.decode().get(FLAGS_OFFSET).is_some_and(|flags| flags & USER_VERIFIED != 0)
}
