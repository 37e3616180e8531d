//! Which message a line of a page shows.

/// Returns whether a line is this template, with its placeholders filled in any way.
pub fn reads(template: &str, line: &str) -> bool {
    let mut parts = template.split('{').enumerate().map(|(position, part)| {
        // There is no placeholder before the first brace.
        if position == 0 { part } else { part.split_once('}').map_or(part, |(_, text)| text) }
    });
    let Some(mut rest) = parts.next().and_then(|start| line.strip_prefix(start)) else { return false };
    let mut last = None;
    for part in parts {
        if let Some(before) = last.replace(part) {
            let Some((_, after)) = rest.split_once(before) else { return false };
            rest = after;
        }
    }
    last.map_or(rest.is_empty(), |end| rest.len() > end.len() && rest.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reads_a_template_whatever_fills_it() {
        for (template, line, expected) in [
            ("Continue", "Continue", true),
            ("Continue", "Continue as Ada", false),
            ("or", "or", true),
            ("Sign in to {brand}", "Sign in to Latchkey", true),
            ("Sign in to {brand}", "Sign in to ", false),
            ("{count} of {limit}", "3 of 5", true),
            ("{count} of {limit}", "3 or 5", false),
            ("We sent a {digits}-digit code to {to}.", "We sent a 6-digit code to •••• 42.", true),
            ("We sent a {digits}-digit code to {to}.", "We sent a code to •••• 42.", false),
        ] {
            assert_eq!(reads(template, line), expected, "{template} / {line}");
        }
    }
}
