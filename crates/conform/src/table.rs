//! The report as a table.

use std::fmt::{self, Display, Formatter};

use comfy_table::{Cell, ContentArrangement, Table, presets};
use serde_json::Value;

use crate::report::{Report, Row, Shown};

/// Columns of a terminal that doesn't say how many it has.
const WIDTH: u16 = 160;
/// Characters shown of a body. The JSON has all of it.
const LONGEST_BODY: usize = 150;
/// Characters shown of a string in a body.
const LONGEST_TEXT: usize = 28;
/// Levels shown of a body, below its root.
const DEEPEST: u8 = 1;

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} at {}, pages at {}\n", self.profile, self.base, self.origin)?;
        let mut table = Table::new();
        table.load_preset(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(width());
        table.set_header(["", "operation", "case", "sent", "came back", "what users are shown"]);
        for row in &self.rows {
            table.add_row(cells(row));
        }
        writeln!(f, "{table}")?;
        if !self.missing.is_empty() {
            writeln!(f, "\nNot in the profile:")?;
            for (operation, without) in &self.missing {
                writeln!(f, "  {:<22} {without}", operation.name())?;
            }
        }
        if !self.cannot_tell.is_empty() {
            writeln!(f, "\nThe backend can't tell:")?;
            for id in &self.cannot_tell {
                let instead = self.shown_instead(id);
                let instead = if instead.is_empty() {
                    "not encountered here".to_owned()
                } else {
                    format!("users are shown {} instead", instead.join(", "))
                };
                writeln!(f, "  {id}  {instead}")?;
            }
        }
        for words in &self.left_behind {
            writeln!(f, "\nLeft behind: {words}")?;
        }
        let findings = self.findings();
        let tried = self.rows.iter().filter(|row| row.means.is_some()).count();
        match findings {
            0 => writeln!(f, "\nAll {tried} are as the profile says."),
            1 => writeln!(f, "\n1 finding in {tried}:"),
            _ => writeln!(f, "\n{findings} findings in {tried}:"),
        }?;
        for row in self.rows.iter().filter(|row| row.verdict.fails()) {
            let words = row.verdict.words().unwrap_or_default();
            let means = row.means.as_deref().map(|means| format!(" ({means})")).unwrap_or_default();
            writeln!(f, "  {} {}, {}: {words}{means}", row.verdict.word(), row.operation.name(), row.case)?;
            if let Some(advice) = &row.advice {
                writeln!(f, "    {advice}")?;
            }
        }
        Ok(())
    }
}

fn cells(row: &Row) -> [Cell; 6] {
    let lines = |line: fn(&Shown) -> String| row.calls.iter().map(line).collect::<Vec<_>>().join("\n");
    let mut shown = row.means.clone().unwrap_or_default();
    if let Some(words) = row.verdict.words() {
        shown = if shown.is_empty() { words } else { format!("{shown}\n{words}") };
    }
    if let Some(advice) = &row.advice {
        shown = format!("{shown}\n{advice}");
    }
    [
        Cell::new(row.verdict.word()),
        Cell::new(row.operation.name()),
        Cell::new(&row.case),
        Cell::new(lines(sent)),
        Cell::new(lines(came)),
        Cell::new(shown),
    ]
}

fn sent(call: &Shown) -> String {
    match &call.body {
        Some(body) => format!("{} {}", call.sent, short(body)),
        None => call.sent.clone(),
    }
}

fn came(call: &Shown) -> String {
    match (call.status, &call.answer) {
        (Some(status), Some(answer)) => format!("{status} {}", short(answer)),
        (Some(status), None) => status.to_string(),
        (None, _) => "nothing".to_owned(),
    }
}

/// Returns a body in a line or two: enough to recognize it.
fn short(body: &Value) -> String {
    cut(&outline(body, 0), LONGEST_BODY)
}

fn outline(value: &Value, depth: u8) -> String {
    match value {
        Value::Object(members) if depth > DEEPEST && !members.is_empty() => "{…}".to_owned(),
        Value::Object(members) => {
            let members =
                members.iter().map(|(name, value)| format!("{name}: {}", outline(value, depth + 1)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        Value::Array(entries) => match entries.as_slice() {
            [] => "[]".to_owned(),
            [only] if depth <= DEEPEST => format!("[{}]", outline(only, depth + 1)),
            _ => format!("[{} entries]", entries.len()),
        },
        Value::String(text) => cut(text, LONGEST_TEXT),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    text.chars().take(longest).chain(['…']).collect()
}

fn width() -> u16 {
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(WIDTH)
}
