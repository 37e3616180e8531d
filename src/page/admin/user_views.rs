//! The views of an account's Security tab.

use latchkey_core::flow::UserSecurity;
use latchkey_core::flow::user_security::{Event, Which};
use latchkey_core::wire::{AdminUser, Passkey};
use latchkey_core::{Message, PortalMessage, route};
use leptos::prelude::*;

use super::audit::audit_view;
use super::user_security::Flow;
use super::{breadcrumb, role_name, wide};
use crate::app::text;
use crate::edge::base;
use crate::view::button::{Weight, button, submit};
use crate::view::element::{
    actions, badge, dynamic, error, group, list, paragraph, row, section, span, subheading,
};
use crate::view::field::{Purpose, quiet_field};
use crate::view::form::form;
use crate::view::heading::heading;
use crate::view::icon::Icon;
use crate::view::passkey_card::{passkey_card, passkey_heading};
use crate::view::plain::{plain, plain_text};
use crate::view::waiting::waiting;

/// The ID of the text that explains why nothing can be removed.
const WHY_NOT: &str = "may-not-remove";

pub(super) fn security_view(flow: Flow) -> AnyView {
    let Some(user) = flow.with_untracked(|flow| Some(flow.details()?.security.user.clone())) else {
        return section(vec![heading(&PortalMessage::Security)]);
    };
    let notice = Memo::new(move |_| flow.with(|flow| flow.notice.clone()));
    let stale = Memo::new(move |_| flow.with(UserSecurity::is_stale));
    let may_remove = Memo::new(move |_| flow.with(UserSecurity::may_remove));
    let audit = Memo::new(move |_| {
        flow.with(|flow| flow.details().map(|details| details.security.audit.clone()).unwrap_or_default())
    });
    let why_not = move || {
        let words = text(&PortalMessage::RoleMayNotRemove);
        (!may_remove.get()).then(|| plain_text("p", &[("class", "note"), ("id", WHY_NOT)], words))
    };
    let notice = move || {
        // What the role allows is on the page anyway.
        let notice = notice.get().filter(|notice| *notice != PortalMessage::RoleMayNotRemove)?;
        Some(paragraph("note", &notice))
    };
    let stale = move || {
        stale.get().then(|| {
            let load = button(&PortalMessage::LoadAgain, Weight::Quiet, flow.sends(|| Event::ReloadChosen));
            group("note", vec![paragraph("note__text", &PortalMessage::Stale), load])
        })
    };
    let who = [user.name.clone(), text(&role_name(user.role))].join(" · ");
    wide(vec![
        breadcrumb(Some(&user.display_name)),
        heading(&PortalMessage::UserTitle { name: user.display_name.clone() }),
        span("lead", who),
        tabs(&user),
        dynamic(notice),
        dynamic(stale),
        dynamic(why_not),
        passkeys_view(flow),
        dynamic(move || Some(audit.with(|audit| audit_view(audit)))),
    ])
}

/// Shows what the app has for this user. The rest of a user's pages aren't the app's.
fn tabs(user: &AdminUser) -> AnyView {
    let label = PortalMessage::UserSections { name: user.display_name.clone() };
    let address = base::address(&route::user_security(&user.id));
    let attributes = [("class", "tabs__link"), ("href", &*address), ("aria-current", "page")];
    let link = plain_text("a", &attributes, text(&PortalMessage::Security));
    let tabs = plain("ul", &[("class", "tabs__list")], vec![plain("li", &[], vec![link])]);
    plain("nav", &[("class", "tabs"), ("aria-label", &text(&label))], vec![tabs])
}

fn passkeys_view(flow: Flow) -> AnyView {
    let limit = flow.with_untracked(|flow| flow.details().map_or(0, |details| details.security.limit));
    let passkeys = Memo::new(move |_| {
        flow.with(|flow| flow.details().map(|details| details.security.passkeys.clone()).unwrap_or_default())
    });
    let count = move || {
        let count = passkeys.with(Vec::len).to_string();
        text(&PortalMessage::PasskeyCount { count, limit: limit.to_string() })
    };
    let cards = move || {
        let passkeys = passkeys.get();
        Some(if passkeys.is_empty() {
            paragraph("note", &PortalMessage::UserHasNoPasskeys)
        } else {
            list("passkeys", passkeys.iter().map(|passkey| card(flow, passkey)).collect())
        })
    };
    let all = move || {
        let words = text(&PortalMessage::RemoveAll);
        passkeys.with(|passkeys| !passkeys.is_empty()).then(|| {
            let button = remove_button(flow, Which::All, "button button--secondary", &words, words.clone());
            actions(vec![button])
        })
    };
    let title = subheading("section__title", &PortalMessage::Passkeys);
    let count = dynamic(move || Some(span("section__count", count())));
    group("what", vec![group("section", vec![title, count]), dynamic(cards), dynamic(all)])
}

fn card(flow: Flow, passkey: &Passkey) -> AnyView {
    let shown = text(&PortalMessage::RemovePasskey);
    // The accessible name starts with the visible text, for users of speech input (WCAG 2.2, 2.5.3).
    let label = [&shown, ": ", &passkey.name].concat();
    let which = Which::One(passkey.id.clone());
    let remove = remove_button(flow, which, "button button--quiet button--small", &label, shown);
    let remove = group("passkey__actions", vec![remove]);
    row("passkeys__row", vec![passkey_card(passkey, false, passkey_heading(passkey), remove)])
}

/// Builds a button for removal. If the role doesn't allow it, the button stays, says so, and does nothing.
fn remove_button(flow: Flow, which: Which, class: &'static str, label: &str, shown: String) -> AnyView {
    let off = Memo::new(move |_| !flow.with(UserSecurity::may_remove));
    view! {
        <button
            type="button"
            class=class
            aria-label=label.to_owned()
            aria-disabled=move || off.get().then_some("true")
            aria-describedby=move || off.get().then_some(WHY_NOT)
            on:click=move |_| flow.send(Event::RemoveChosen(which.clone()))
        >
            {shown}
        </button>
    }
    .into_any()
}

/// Shows the consequences of a removal, its reason, and the removal itself. `reason` is what was typed; no
/// error loses it.
pub(super) fn confirmation_view(flow: Flow, which: &Which, reason: RwSignal<String>) -> AnyView {
    let Some(user) = flow.with_untracked(|flow| Some(flow.details()?.security.user.clone())) else {
        return section(vec![heading(&PortalMessage::Security)]);
    };
    let removing = Memo::new(move |_| flow.with(UserSecurity::is_removing));
    let busy = Signal::derive(move || removing.get());
    let wrong = Memo::new(move |_| flow.with(|flow| flow.error().cloned()));
    // An error in the reason appears at its field; one from elsewhere doesn't.
    let of_reason = |wrong: &PortalMessage| *wrong != PortalMessage::DidNotWork;
    let error_of_reason = Signal::derive(move || {
        wrong.with(|wrong| wrong.as_ref().filter(|wrong| of_reason(wrong)).map(|wrong| text(wrong)))
    });
    let failed = move || wrong.get().filter(|wrong| !of_reason(wrong)).map(|wrong| error(&wrong));
    let (title, removal) = match which {
        Which::One(id) => {
            let passkey = flow.with_untracked(|flow| flow.passkey(id).map(|passkey| passkey.name.clone()));
            let title = PortalMessage::RemoveOneTitle { passkey: passkey.unwrap_or_default() };
            (title, (PortalMessage::RemovePasskey, PortalMessage::Removing))
        }
        Which::All => {
            let count = flow.with_untracked(|flow| flow.details().map_or(0, |it| it.security.passkeys.len()));
            let title = PortalMessage::RemoveAllTitle { count: count.to_string() };
            (title, (PortalMessage::RemoveAll, PortalMessage::RemovingAll))
        }
    };
    let follows = [
        PortalMessage::RemovalMeans { name: user.display_name },
        PortalMessage::RemovalOffersSetUp,
        PortalMessage::RemovalIsKept,
    ];
    let follows = follows.iter().map(|message| row("line", vec![text(message).into_any()])).collect();
    let (label, waits) = removal;
    let fields = vec![
        quiet_field(Purpose::Reason, &PortalMessage::Reason, reason, error_of_reason, busy),
        dynamic(failed),
        submit(&label, Weight::Danger, busy),
    ];
    let below = move || {
        let cancel = flow.sends(|| Event::CancelChosen);
        Some(if removing.get() {
            waiting(&waits, cancel)
        } else {
            actions(vec![button(&Message::Cancel, Weight::Secondary, cancel)])
        })
    };
    section(vec![
        badge("badge badge--problem", Icon::Passkey),
        heading(&title),
        list("follows", follows),
        form(move || flow.send(Event::RemovalConfirmed(reason.get_untracked())), fields),
        dynamic(below),
    ])
}
