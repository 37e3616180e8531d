//! The table of causes: what leads to each documented state, in which browser, and whether the cause is real
//! or played.
//!
//! Every row is also a test. `cargo xtask test the_table_of_causes` prints the table.

mod both;
mod played;
mod played_both;
mod played_set_up;
mod played_sign_in;
mod set_up;
mod sign_in;
mod steps;
mod table;

use std::collections::BTreeMap;

use latchkey_tests::Kind;

use crate::states;

const BROWSERS: [Kind; 3] = [Kind::Chromium, Kind::Firefox, Kind::WebKit];

/// All rows of all files.
const TABLE: [&[table::Row]; 6] =
    [sign_in::ROWS, set_up::ROWS, both::ROWS, played_sign_in::ROWS, played_set_up::ROWS, played_both::ROWS];

/// States that have no real cause in a browser.
struct OutOfReach {
    browser: Kind,
    states: &'static [&'static str],
    because: &'static str,
}

const OUT_OF_REACH: [OutOfReach; 1] = [OutOfReach {
    browser: Kind::WebKit,
    states: &["A2", "A3", "A4", "A5", "R2", "R3", "R4", "R5", "R6", "B4", "B5"],
    because: "WebKitGTK has no passkeys, so no prompts",
}];

/// Returns the position of a state in the documentation.
fn place_of(id: &str) -> usize {
    states::ALL.iter().position(|state| state.id.eq_ignore_ascii_case(id)).unwrap()
}

#[test]
fn every_state_has_a_real_cause_in_every_browser_or_a_reason_why_not() {
    for browser in BROWSERS {
        for state in &states::ALL {
            let caused = TABLE.into_iter().flatten().any(|row| {
                row.kind == "real"
                    && row.state.eq_ignore_ascii_case(state.id)
                    && row.browsers.contains(&browser)
            });
            let reasons = OUT_OF_REACH
                .iter()
                .filter(|reason| reason.browser == browser && reason.states.contains(&state.id));
            assert_eq!(reasons.count(), usize::from(!caused), "reasons why {browser} lacks {}", state.id);
        }
    }
}

#[test]
fn the_table_of_causes_says_of_each_cell_whether_it_is_real_or_played() {
    let mut rows = BTreeMap::<_, [&str; 3]>::new();
    for row in TABLE.into_iter().flatten() {
        assert!(["real", "played"].contains(&row.kind), "{} is {}", row.cause, row.kind);
        let cells = rows.entry((place_of(row.state), row.cause.replace('_', " "))).or_default();
        for (cell, browser) in cells.iter_mut().zip(BROWSERS) {
            if row.browsers.contains(&browser) {
                assert!(cell.is_empty(), "{} leads to {} twice in {browser}", row.cause, row.state);
                *cell = row.kind;
            }
        }
    }
    println!("| state | cause | {} |", BROWSERS.map(|browser| browser.to_string()).join(" | "));
    println!("| --- | --- | --- | --- | --- |");
    for ((place, cause), cells) in rows {
        println!("| {} | {cause} | {} |", states::ALL[place].id, cells.join(" | "));
    }
    println!("\nWithout a real cause:");
    for OutOfReach { browser, states, because } in OUT_OF_REACH {
        println!("- {browser}: {}: {because}.", states.join(", "));
    }
}
