//! Statistics over all accounts: three figures, and how often each failure occurred.

use latchkey_core::PortalMessage;
use latchkey_core::flow::users::Counting;
use latchkey_core::problem::Problem;
use latchkey_core::wire::{Counts, FailureCount};
use leptos::prelude::*;

use super::users::Flow;
use crate::app::text;
use crate::edge::number::grouped;
use crate::view::element::{dynamic, group, paragraph, subheading};
use crate::view::plain::{plain, plain_text};

pub(super) fn counts_view(flow: Flow) -> AnyView {
    let counting = Memo::new(move |_| flow.with(|flow| flow.counting.clone()));
    dynamic(move || {
        Some(match counting.get() {
            Counting::Loading(_) => paragraph("counts__wait", &PortalMessage::LoadingCounts),
            Counting::Failed => paragraph("note", &PortalMessage::CountsFailed),
            Counting::Loaded(counts) => figures(&counts),
        })
    })
}

fn figures(counts: &Counts) -> AnyView {
    let days = counts.days.to_string();
    let part =
        |part: u32, whole: u32| text(&PortalMessage::PartOf { part: grouped(part), whole: grouped(whole) });
    let sign_ins = PortalMessage::CountSignInsWithPasskey { days: days.clone() };
    let figures = vec![
        figure(&PortalMessage::CountUsers, grouped(counts.users)),
        figure(&PortalMessage::CountUsersWithPasskey, part(counts.users_with_passkey, counts.users)),
        figure(&sign_ins, part(counts.sign_ins_with_passkey, counts.sign_ins)),
    ];
    let failures = if counts.failures.is_empty() {
        paragraph("note", &PortalMessage::NoFailures { days })
    } else {
        let title = subheading("section__title", &PortalMessage::FailuresTitle { days });
        group("failures", vec![title, chart(&counts.failures), table(&counts.failures)])
    };
    group("counts", vec![plain("dl", &[("class", "figures")], figures), failures])
}

fn figure(name: &PortalMessage, value: String) -> AnyView {
    let value = plain_text("dd", &[("class", "figures__value")], value);
    group("figures__one", vec![plain_text("dt", &[], text(name)), value])
}

/// Lengths in the chart's units: the height of a row and of its bar, where the bar starts, the longest bar,
/// the gap between a bar and its number, and the width of the chart.
const ROW: u32 = 18;
const BAR: u32 = 12;
const BAR_AT: u32 = 32;
const LONGEST: u32 = 240;
const GAP: u32 = 8;
const WIDTH: u32 = 320;

/// Shows a bar for each state. Its text alternative is a summary: the figures are in the table.
fn chart(failures: &[FailureCount]) -> AnyView {
    let most = failures.iter().max_by_key(|failure| failure.count);
    let name = most.map(|most| {
        let total: u64 = failures.iter().map(|failure| u64::from(failure.count)).sum();
        text(&PortalMessage::FailuresChart {
            states: failures.len().to_string(),
            total: total.to_string(),
            most: title(&most.state),
            count: grouped(most.count),
        })
    });
    let highest = most.map_or(1, |most| most.count.max(1));
    let rows = || (0_u32..).map(|row| row * ROW).zip(failures);
    let lengths = || rows().map(|(top, failure)| (top, length(failure.count, highest)));
    let bar = |(top, length)| format!("M{BAR_AT} {top}h{length}v{BAR}h-{length}z");
    let bars = lengths().map(bar).collect::<Vec<_>>().concat();
    let names = rows().map(|(top, failure)| label(0, top, failure.state.clone()));
    let counts = lengths().zip(failures);
    let counts =
        counts.map(|((top, length), failure)| label(BAR_AT + length + GAP, top, grouped(failure.count)));
    let labels: Vec<_> = names.chain(counts).collect();
    let height = u32::try_from(failures.len()).unwrap_or(0) * ROW;
    view! {
        <svg class="chart" role="img" aria-label=name viewBox=format!("0 0 {WIDTH} {height}")>
            <path class="chart__bars" d=bars />
            {labels}
        </svg>
    }
    .into_any()
}

fn length(count: u32, highest: u32) -> u32 {
    let share = u64::from(count) * u64::from(LONGEST) / u64::from(highest);
    // Even the rarest has to be visible.
    u32::try_from(share).unwrap_or(LONGEST).max(2)
}

fn label(x: u32, top: u32, words: String) -> AnyView {
    view! { <text x=x.to_string() y=(top + BAR - 1).to_string()>{words}</text> }.into_any()
}

fn table(failures: &[FailureCount]) -> AnyView {
    const NUMBER: (&str, &str) = ("class", "numbers__number");
    let head = |attributes: &[_], name: &PortalMessage| plain_text("th", attributes, text(name));
    let heads = vec![
        head(&[("scope", "col")], &PortalMessage::ColumnState),
        head(&[("scope", "col")], &PortalMessage::ColumnStateTitle),
        head(&[("scope", "col"), NUMBER], &PortalMessage::ColumnCount),
    ];
    let rows = failures.iter().map(|failure| {
        let cells = vec![
            plain_text("th", &[("scope", "row")], failure.state.clone()),
            plain_text("td", &[], title(&failure.state)),
            plain_text("td", &[NUMBER], grouped(failure.count)),
        ];
        plain("tr", &[], cells)
    });
    let body = vec![plain("thead", &[], vec![plain("tr", &[], heads)]), plain("tbody", &[], rows.collect())];
    let open = plain_text("summary", &[("class", "numbers__open")], text(&PortalMessage::ShowAsTable));
    plain(
        "details",
        &[("class", "numbers")],
        vec![open, plain("table", &[("class", "numbers__table")], body)],
    )
}

/// Returns the title that users see in this state; its ID if the backend counts one that this version doesn't
/// know.
fn title(state: &str) -> String {
    let known = Problem::ALL.into_iter().find(|problem| problem.id() == state);
    known.map_or_else(|| state.to_owned(), |problem| text(&problem.title()))
}
