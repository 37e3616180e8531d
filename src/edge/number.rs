//! Numbers as the browser writes them for the language of the page.

use super::{date, js};

/// A whole number, with its digits in groups.
pub(crate) fn grouped(number: u32) -> String {
    let written = js::call(&number.into(), "toLocaleString", &[date::language()]);
    written.and_then(|text| text.as_string()).unwrap_or_else(|| number.to_string())
}
