//! The history of an account's passkeys.

use latchkey_core::PortalMessage;
use latchkey_core::wire::{AuditAction, AuditEntry};
use leptos::prelude::*;

use super::time;
use crate::app::text;
use crate::view::element::{group, list, paragraph, row, span, subheading};

/// Shows who did what, when and why, newest first.
pub(super) fn audit_view(entries: &[AuditEntry]) -> AnyView {
    let entries = if entries.is_empty() {
        paragraph("note", &PortalMessage::NoHistory)
    } else {
        list("history", entries.iter().map(entry_view).collect())
    };
    let title = subheading("section__title", &PortalMessage::HistoryTitle);
    group("past", vec![group("section", vec![title]), entries])
}

fn entry_view(entry: &AuditEntry) -> AnyView {
    let (by, passkey) = (entry.by.clone(), entry.passkey.clone());
    let passkey = passkey.unwrap_or_else(|| text(&PortalMessage::KindUnknown));
    let what = match entry.action {
        AuditAction::Created => PortalMessage::DidCreate { by, passkey },
        AuditAction::Renamed => PortalMessage::DidRename { by, passkey },
        AuditAction::Removed => PortalMessage::DidRemove { by, passkey },
        AuditAction::RemovedAll => PortalMessage::DidRemoveAll { by },
    };
    let reason =
        entry.reason.clone().map(|reason| paragraph("history__why", &PortalMessage::BecauseOf { reason }));
    let when = vec![time(&entry.at), span("history__account", entry.by_name.clone())];
    row(
        "history__entry",
        vec![paragraph("history__what", &what), reason.into_any(), group("history__when", when)],
    )
}
