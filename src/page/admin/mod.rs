//! The administrators' pages.

mod audit;
mod counts;
mod user_security;
mod user_table;
mod user_views;
mod users;

use latchkey_core::wire::Role;
use latchkey_core::{PortalMessage, Words, route};
use leptos::prelude::*;

pub(crate) use self::user_security::{UserSecurityPage, user_security_view};
pub(crate) use self::users::{UsersPage, users_view};
use crate::app::text;
use crate::edge::{base, date};
use crate::view::element::{actions, lead, section};
use crate::view::heading::heading;
use crate::view::plain::{plain, plain_text};

/// Builds a view for a page with more in it than a card holds.
fn wide(children: Vec<AnyView>) -> AnyView {
    view! { <section class="view view--wide">{children}</section> }.into_any()
}

/// Shows where the page is: below the phone system and, for a user's page, below the users.
fn breadcrumb(user: Option<&str>) -> AnyView {
    let here = |name: &str| plain_text("li", &[("aria-current", "page")], name.to_owned());
    let users = text(&PortalMessage::Users);
    let mut steps = vec![plain_text("li", &[], text(&PortalMessage::PhoneSystem))];
    match user {
        None => steps.push(here(&users)),
        Some(name) => {
            let link = plain_text(
                "a",
                &[("class", "breadcrumb__link"), ("href", &base::address(route::USERS))],
                users,
            );
            steps.extend([plain("li", &[], vec![link]), here(name)]);
        }
    }
    let steps = plain("ol", &[("class", "breadcrumb")], steps);
    plain("nav", &[("aria-label", &text(&PortalMessage::Breadcrumb))], vec![steps])
}

/// Shows a time in the page's language and the user's time zone.
fn time(at: &str) -> AnyView {
    plain_text("time", &[("datetime", at)], date::moment(at))
}

fn role_name(role: Role) -> PortalMessage {
    match role {
        Role::User => PortalMessage::RoleUser,
        Role::SuperUser => PortalMessage::RoleSuperUser,
        Role::Viewer => PortalMessage::RoleViewer,
    }
}

/// Says that the user's role doesn't let them see the page.
fn forbidden_view() -> AnyView {
    dead_end(
        &PortalMessage::ForbiddenTitle,
        &PortalMessage::ForbiddenLead,
        (&PortalMessage::GoToAccount, route::ACCOUNT),
    )
}

/// Says what isn't available, and links to where to go instead.
fn dead_end(title: &dyn Words, words: &dyn Words, (label, href): (&dyn Words, &'static str)) -> AnyView {
    let link =
        plain_text("a", &[("class", "button button--primary"), ("href", &base::address(href))], text(label));
    section(vec![heading(title), lead(words), actions(vec![link])])
}
