//! The page of a site whose profile can't be used.

use latchkey_core::Message;
use leptos::prelude::*;

use super::element::{badge, group, lead, list, row, section};
use super::heading::heading;
use super::icon::Icon;

/// Shows the page; `lines` tell the site's operator what is wrong and where.
pub(crate) fn not_set_up_view(lines: Vec<String>) -> AnyView {
    let rows = lines.into_iter().map(|line| row("line", vec![line.into_any()])).collect();
    section(vec![
        badge("badge badge--problem", Icon::Problem),
        heading(&Message::NotSetUpTitle),
        lead(&Message::NotSetUpLead),
        group("causes", vec![list("causes__list", rows)]),
    ])
}
