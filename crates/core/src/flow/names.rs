//! Names that users give themselves and their passkeys.

use crate::PortalMessage;

/// Maximum length of a name, in characters.
const LONGEST: usize = 64;

/// Returns the name without surrounding spaces, or what is wrong with it.
pub(super) fn checked(typed: &str) -> Result<&str, PortalMessage> {
    let name = typed.trim();
    match name.chars().count() {
        0 => Err(PortalMessage::NameMissing),
        1..=LONGEST => Ok(name),
        _ => Err(PortalMessage::NameTooLong { longest: LONGEST.to_string() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_to_sixty_four_characters_however_many_bytes_they_are() {
        assert_eq!(checked("  My phone "), Ok("My phone"));
        assert_eq!(checked(" \t"), Err(PortalMessage::NameMissing));
        let longest = "ß".repeat(LONGEST);
        assert_eq!(checked(&longest), Ok(&*longest));
        assert!(checked(&(longest + "x")).is_err());
    }
}
