//! Short strings that users type.

use crate::problem::Problem;

/// The longest name of a user or a passkey, in characters.
pub(crate) const MAX_NAME: usize = 64;
/// The longest reason, in characters.
pub(crate) const MAX_REASON: usize = 200;

/// Trims a name; `request_invalid` if it is empty, too long or more than one line.
pub(crate) fn name(typed: &str) -> Result<String, Problem> {
    let name = text(typed, MAX_NAME)?;
    if name.chars().any(char::is_control) { Err(Problem::RequestInvalid) } else { Ok(name) }
}

/// Trims a reason; `request_invalid` if it is empty or too long.
pub(crate) fn reason(typed: &str) -> Result<String, Problem> {
    text(typed, MAX_REASON)
}

fn text(typed: &str, longest: usize) -> Result<String, Problem> {
    let trimmed = typed.trim();
    if trimmed.is_empty() || trimmed.chars().count() > longest {
        return Err(Problem::RequestInvalid);
    }
    Ok(trimmed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_1_to_64_characters_between_its_spaces() {
        let longest = "ü".repeat(64);
        assert_eq!(name(&format!("  {longest} ")), Ok(longest.clone()));
        for bad in [String::new(), "  ".to_owned(), format!("{longest}ü"), "two\nlines".to_owned()] {
            assert_eq!(name(&bad), Err(Problem::RequestInvalid), "{bad:?}");
        }
    }

    #[test]
    fn a_reason_has_1_to_200_characters_and_may_have_lines() {
        assert_eq!(reason(" lost\nher phone "), Ok("lost\nher phone".to_owned()));
        assert_eq!(reason(&"r".repeat(201)), Err(Problem::RequestInvalid));
        assert_eq!(reason(" "), Err(Problem::RequestInvalid));
    }
}
