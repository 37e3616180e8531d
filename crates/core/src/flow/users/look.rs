//! The look of the page of accounts, and what can be pressed there.

use super::{Content, Counting, Event, Users};
use crate::example::{press, ways_on};
use crate::flow::SignedInPage as _;
use crate::route::{UserQuery, UserSort};
use crate::{Message, PortalMessage};

/// While other accounts are on their way, or there are no counts, the rows don't change the look; nor do
/// their order and the search term.
pub(super) fn look(flow: &Users) -> String {
    let look = match (&flow.list.content, &flow.counting) {
        (Content::Loading | Content::SignedOut, _) => "-loading",
        (Content::Refused(_), _) => "-forbidden",
        (Content::Failed(problem), _) => return ["users-", problem.id()].concat(),
        (Content::Loaded { .. }, _) if flow.is_refreshing() => "-refreshing",
        (Content::Loaded { .. }, Counting::Loading(_)) => "-counting",
        (Content::Loaded { .. }, Counting::Failed) => "-counts-failed",
        (Content::Loaded { .. }, Counting::Loaded(counts)) if counts.failures.is_empty() => "-no-failures",
        (Content::Loaded { details, .. }, Counting::Loaded(_)) => {
            let page = &details.page;
            match (page.users.is_empty(), flow.previous().is_some(), flow.next().is_some()) {
                (false, false, true) => "",
                (false, true, true) => "-middle-page",
                (false, true, false) => "-last-page",
                (false, false, false) => "-one-page",
                (true, false, _) => "-none-found",
                (true, true, _) => "-past-the-end",
            }
        }
    };
    ["users", look].concat()
}

pub(super) fn presses(flow: &Users) -> Vec<(String, Event)> {
    let cancel = || press(&Message::Cancel, Event::CancelChosen);
    match &flow.list.content {
        Content::Loading => vec![cancel()],
        Content::Loaded { details, .. } => {
            let page = &details.page;
            let mut presses = vec![press(&PortalMessage::Search, asks(flow.query.searching("grace")))];
            if page.users.is_empty() {
                presses.push(press(&PortalMessage::ClearSearch, asks(UserQuery::default())));
            } else {
                presses.extend(heads(&flow.query));
            }
            let previous = flow.previous().map(|query| press(&PortalMessage::Previous, asks(query)));
            let next = flow.next().map(|query| press(&PortalMessage::Next, asks(query)));
            presses.extend(previous.into_iter().chain(next));
            if flow.is_refreshing() {
                presses.push(cancel());
            }
            presses
        }
        Content::Failed(_) => ways_on(flow.recoveries(), Users::of_recovery),
        Content::Refused(_) | Content::SignedOut => Vec::new(),
    }
}

/// The headers of the sortable columns.
fn heads(query: &UserQuery) -> [(String, Event); 4] {
    [
        (PortalMessage::ColumnDisplayName, UserSort::DisplayName),
        (PortalMessage::ColumnName, UserSort::Name),
        (PortalMessage::Passkeys, UserSort::Passkeys),
        (PortalMessage::ColumnLastSignIn, UserSort::LastSignIn),
    ]
    .map(|(head, sort)| press(&head, asks(query.sorted_by(sort))))
}

/// In the app the address changes first; this is the event that follows.
fn asks(query: UserQuery) -> Event {
    Event::QueryChanged(query)
}
