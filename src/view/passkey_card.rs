//! A passkey: its name, what keeps it, where it was used, and what can be done with it.

use latchkey_core::passkey_kind::Kind;
use latchkey_core::wire::{Passkey, UsedOn};
use latchkey_core::{PortalMessage, provider};
use leptos::prelude::*;

use super::element::{group, list, row, span};
use super::icon::{Icon, glyph};
use crate::app::text;
use crate::edge::date;

/// Shows the passkey. `name` is shown as its name; `used_here` tells that it was used in this browser.
pub(crate) fn passkey_card(passkey: &Passkey, used_here: bool, name: AnyView, actions: AnyView) -> AnyView {
    let kind = Kind::of(passkey.attachment.as_deref(), &passkey.transports);
    let mut badges = vec![badge(&sync(passkey))];
    if used_here {
        badges.push(badge(&PortalMessage::UsedHere));
    }
    let created = passkey.created_at.as_deref().map(date::day);
    let created = created.map(|date| fact(&PortalMessage::PasskeyCreated { date }));
    // Many passkeys are named after what keeps them.
    let kept_by = Some(kept_by(passkey, kind, used_here)).filter(|keeper| *keeper != passkey.name);
    let kept_by = kept_by.map(|keeper| span("passkey__provider", keeper));
    let children = vec![
        glyph(icon(kind)),
        group("passkey__what", vec![name, kept_by.into_any(), list("badges", badges)]),
        list("passkey__facts", vec![created.into_any(), fact(&last_used(passkey))]),
        actions,
    ];
    group("passkey", children)
}

/// Returns a passkey's name, or a substitute if the backend has none.
pub(crate) fn called(passkey: &Passkey) -> String {
    if passkey.name.is_empty() { text(&PortalMessage::UnnamedPasskey) } else { passkey.name.clone() }
}

/// Shows the name of a passkey in a list.
pub(crate) fn passkey_heading(passkey: &Passkey) -> AnyView {
    let name = called(passkey);
    view! { <h3 class="passkey__name">{name}</h3> }.into_any()
}

/// Shows the name of a passkey that is the only one on the page.
pub(crate) fn passkey_name(passkey: &Passkey) -> AnyView {
    let name = called(passkey);
    view! { <p class="passkey__name">{name}</p> }.into_any()
}

fn fact(message: &PortalMessage) -> AnyView {
    row("line", vec![text(message).into_any()])
}

fn badge(message: &PortalMessage) -> AnyView {
    row("tag", vec![text(message).into_any()])
}

fn icon(kind: Kind) -> Icon {
    match kind {
        Kind::Device | Kind::Phone => Icon::Device,
        Kind::SecurityKey | Kind::Unknown => Icon::Passkey,
    }
}

/// Returns the passkey's provider and its kind; only its kind if the provider is unknown.
fn kept_by(passkey: &Passkey, kind: Kind, used_here: bool) -> String {
    let kind = text(&match kind {
        Kind::Device if used_here && !passkey.backed_up => PortalMessage::KindThisDevice,
        Kind::Device => PortalMessage::KindDevice,
        Kind::Phone => PortalMessage::KindPhone,
        Kind::SecurityKey => PortalMessage::KindSecurityKey,
        Kind::Unknown => PortalMessage::KindUnknown,
    });
    match passkey.aaguid.as_deref().and_then(provider::name) {
        Some(provider) => [provider, " · ", &kind].concat(),
        None => kind,
    }
}

/// Interprets the backup flags of WebAuthn Level 3 §6.1.3.
fn sync(passkey: &Passkey) -> PortalMessage {
    match (passkey.backup_eligible, passkey.backed_up) {
        (_, true) => PortalMessage::Synced,
        (true, false) => PortalMessage::NotSyncedYet,
        (false, false) => PortalMessage::OneDeviceOnly,
    }
}

fn last_used(passkey: &Passkey) -> PortalMessage {
    let Some(at) = &passkey.last_used_at else { return PortalMessage::NeverUsed };
    let date = date::moment(at);
    match passkey.last_used_on.and_then(place) {
        Some(place) => PortalMessage::LastUsedWith { date, place },
        None => PortalMessage::LastUsed { date },
    }
}

fn place(used_on: UsedOn) -> Option<String> {
    match (used_on.browser.name(), used_on.system.name()) {
        (Some(browser), Some(system)) => {
            let (browser, system) = (browser.to_owned(), system.to_owned());
            Some(text(&PortalMessage::BrowserOnSystem { browser, system }))
        }
        (name, None) | (None, name) => name.map(str::to_owned),
    }
}
