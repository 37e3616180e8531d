//! Numbers, formatted by the browser for the page's language.

use super::{date, js};

/// Formats a whole number with its digits grouped.
pub(crate) fn grouped(number: u32) -> String {
    let written = js::call(&number.into(), "toLocaleString", &[date::language()]);
    written.and_then(|text| text.as_string()).unwrap_or_else(|| number.to_string())
}
