//! The accounts as a table, with search, sorting and paging.

use latchkey_core::flow::Users;
use latchkey_core::flow::users::Event;
use latchkey_core::route::{self, UserQuery, UserSort};
use latchkey_core::wire::AdminUser;
use latchkey_core::{PortalMessage, Words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::users::Flow;
use super::{role_name, time};
use crate::app::text;
use crate::edge::base;
use crate::view::button::{Weight, button, submit};
use crate::view::element::{dynamic, group, paragraph};
use crate::view::field::{Purpose, quiet_field};
use crate::view::plain::{plain, plain_text};
use crate::view::waiting::waiting;

/// The list, and what outlives its views.
#[derive(Clone, Copy)]
pub(super) struct List {
    flow: Flow,
    /// The search being typed.
    typed: RwSignal<String>,
    /// Goes to another query.
    go: Callback<UserQuery>,
    cancel: Callback<()>,
}

impl List {
    pub(super) fn new(flow: Flow, go: Callback<UserQuery>, stay: Callback<UserQuery>) -> Self {
        let typed = RwSignal::new(String::new());
        let search = Memo::new(move |_| flow.with(|flow| flow.query.search.clone()));
        Effect::new(move |_| typed.set(search.get()));
        let cancel = Callback::new(move |()| {
            flow.send(Event::CancelChosen);
            stay.run(flow.with_untracked(|flow| flow.query.clone()));
        });
        Self { flow, typed, go, cancel }
    }

    pub(super) fn cancels(self) -> Callback<()> {
        self.cancel
    }

    /// Returns a callback that goes to a query derived from the last one.
    fn asks(self, other: impl Fn(&UserQuery) -> UserQuery + Send + Sync + 'static) -> Callback<()> {
        Callback::new(move |()| self.go.run(self.flow.with_untracked(|flow| other(&flow.query))))
    }
}

pub(super) fn list_view(it: List) -> AnyView {
    let flow = it.flow;
    let users = Memo::new(move |_| flow.with(|flow| flow.page().map(|page| page.users.clone())));
    let refreshing = Memo::new(move |_| flow.with(Users::is_refreshing));
    let rows = move || Some(users.get()?.into_iter().map(user_row).collect::<Vec<_>>().into_any());
    let found = Memo::new(move |_| users.with(|users| users.as_ref().is_some_and(|users| !users.is_empty())));
    let table = move || {
        if !found.get() {
            let clear = it.asks(|_| UserQuery::default());
            let clear = button(&PortalMessage::ClearSearch, Weight::Secondary, clear);
            return Some(group("nobody", vec![paragraph("note", &PortalMessage::NoUsersFound), clear]));
        }
        let body = vec![
            plain("thead", &[("role", "rowgroup")], vec![plain("tr", &[("role", "row")], columns(it))]),
            plain("tbody", &[("role", "rowgroup")], vec![dynamic(rows)]),
        ];
        // The elements' own roles, made explicit because the table is laid out as something else on phones.
        let table = view! {
            <table class="users" role="table" aria-busy=move || refreshing.get().then_some("true")>
                {body}
            </table>
        };
        Some(table.into_any())
    };
    let wait = move || refreshing.get().then(|| waiting(&PortalMessage::LoadingUsers, it.cancel));
    group("listing", vec![search(it), dynamic(table), pages(it), dynamic(wait)])
}

fn search(it: List) -> AnyView {
    let ask = it.asks(move |query| query.searching(&it.typed.get_untracked()));
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        ask.run(());
    };
    let (no_error, busy) = (Signal::stored(None), Signal::stored(false));
    let field = quiet_field(Purpose::Search, &PortalMessage::SearchUsers, it.typed, no_error, busy);
    view! {
        <form class="search" role="search" on:submit=on_submit>
            {field}
            {submit(&PortalMessage::Search, Weight::Secondary, busy)}
        </form>
    }
    .into_any()
}

fn columns(it: List) -> Vec<AnyView> {
    let role = text(&PortalMessage::ColumnRole);
    vec![
        sortable(it, UserSort::DisplayName, &PortalMessage::ColumnDisplayName),
        sortable(it, UserSort::Name, &PortalMessage::ColumnName),
        plain_text("th", &[("role", "columnheader"), ("scope", "col"), ("class", "users__column")], role),
        sortable(it, UserSort::Passkeys, &PortalMessage::Passkeys),
        sortable(it, UserSort::LastSignIn, &PortalMessage::ColumnLastSignIn),
    ]
}

/// Builds the header of a column that the list can be sorted by.
fn sortable(it: List, sort: UserSort, name: &dyn Words) -> AnyView {
    let order =
        Memo::new(move |_| it.flow.with(|flow| (flow.query.sort == sort).then(|| flow.query.order.code())));
    let turn = it.asks(move |query| query.sorted_by(sort));
    view! {
        <th role="columnheader" scope="col" aria-sort=move || order.get()>
            <button type="button" class="users__sort" on:click=move |_| turn.run(())>{text(name)}</button>
        </th>
    }
    .into_any()
}

fn user_row(user: AdminUser) -> AnyView {
    let last = user.last_sign_in_at.as_deref();
    let last = last.map_or_else(|| text(&PortalMessage::NeverSignedIn).into_any(), time);
    let address = base::address(&route::user_security(&user.id));
    let link = plain_text("a", &[("class", "users__name"), ("href", &address)], user.display_name);
    let cells = vec![
        plain("th", &[("role", "rowheader"), ("scope", "row")], vec![link]),
        cell(&PortalMessage::ColumnName, user.name.into_any()),
        cell(&PortalMessage::ColumnRole, text(&role_name(user.role)).into_any()),
        cell(&PortalMessage::Passkeys, user.passkeys.to_string().into_any()),
        cell(&PortalMessage::ColumnLastSignIn, last),
    ];
    plain("tr", &[("role", "row"), ("class", "users__row")], cells)
}

/// Builds a cell. On a phone, where there is no column header above it, the column's name precedes it.
fn cell(column: &dyn Words, content: AnyView) -> AnyView {
    plain("td", &[("role", "cell"), ("data-column", &text(column))], vec![content])
}

/// Builds the paging controls. A button that leads nowhere stays in place, so that it keeps the focus.
fn pages(it: List) -> AnyView {
    let flow = it.flow;
    let range = Memo::new(move |_| flow.with(Users::range));
    let turn = move |name: &dyn Words, target: fn(&Users) -> Option<UserQuery>| {
        let off = Memo::new(move |_| flow.with(target).is_none());
        let press = move |_| {
            if let Some(query) = flow.with_untracked(target) {
                it.go.run(query);
            }
        };
        view! {
            <button
                type="button"
                class="button button--secondary"
                aria-disabled=move || off.get().then_some("true")
                on:click=press
            >
                {text(name)}
            </button>
        }
        .into_any()
    };
    let shown = move || range.get().map(|range| text(&range));
    view! {
        <nav class="pages" aria-label=text(&PortalMessage::Pages)>
            {turn(&PortalMessage::Previous, Users::previous)}
            <span class="pages__range">{shown}</span>
            {turn(&PortalMessage::Next, Users::next)}
        </nav>
    }
    .into_any()
}
