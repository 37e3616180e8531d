//! The look of an account's Security tab, and what can be pressed there.

use super::{Content, Details, Event, Refusal, Removal, Task, UserSecurity, Which};
use crate::example::{press, suffix, ways_on};
use crate::flow::SignedInPage as _;
use crate::flow::guarded::Guarded;
use crate::{Message, PortalMessage};

/// The reason given in the examples.
pub(super) const REASON: &str = "The laptop was lost.";

pub(super) fn look(flow: &UserSecurity) -> String {
    let look = match (&flow.list.content, &flow.task) {
        (Content::Loading, _) => "-loading".to_owned(),
        (Content::SignedOut, _) => "-signing-out".to_owned(),
        (Content::Failed(problem), _) => ["-", problem.id()].concat(),
        (Content::Refused(Refusal::Forbidden), _) => "-forbidden".to_owned(),
        (Content::Refused(Refusal::NotFound), _) => "-not-found".to_owned(),
        (Content::Loaded { details, is_stale }, Task::None) => {
            look_of_passkeys(details, flow.notice.as_ref(), *is_stale)
        }
        (Content::Loaded { .. }, Task::Confirming { which, error }) => {
            ["-confirming", of(which), &suffix(error.as_ref())].concat()
        }
        (Content::Loaded { .. }, Task::Removing(Removal { which, .. })) => ["-removing", of(which)].concat(),
        (Content::Loaded { .. }, Task::Verifying(Guarded { verification, .. })) => {
            ["-", &verification.look()].concat()
        }
    };
    ["user", &look].concat()
}

fn of(which: &Which) -> &'static str {
    match which {
        Which::One(_) => "-one",
        Which::All => "-all",
    }
}

/// With a notice shown, or if nothing may be removed, the passkeys and the history don't change the look.
fn look_of_passkeys(details: &Details, notice: Option<&PortalMessage>, is_stale: bool) -> String {
    let security = &details.security;
    // The page says what the role allows in any case.
    let notice = notice.filter(|notice| **notice != PortalMessage::RoleMayNotRemove);
    if notice.is_some() || is_stale || !security.may_remove {
        let viewer = if notice.is_none() && !security.may_remove { "-viewer" } else { "" };
        return [suffix(notice).as_str(), viewer, if is_stale { "-stale" } else { "" }].concat();
    }
    let limit = usize::try_from(security.limit).unwrap_or(usize::MAX);
    let passkeys = match security.passkeys.len() {
        0 => "-none",
        count if count >= limit => "-five",
        _ => "",
    };
    [passkeys, if security.audit.is_empty() { "-no-history" } else { "" }].concat()
}

pub(super) fn presses(flow: &UserSecurity) -> Vec<(String, Event)> {
    let cancel = || press(&Message::Cancel, Event::CancelChosen);
    match (&flow.list.content, &flow.task) {
        (Content::Loading, _) | (Content::Loaded { .. }, Task::Removing { .. }) => vec![cancel()],
        (Content::Failed(_), _) => ways_on(flow.recoveries(), UserSecurity::of_recovery),
        // There are only links, or the app is moving to sign-in.
        (Content::Refused(_) | Content::SignedOut, _) => Vec::new(),
        (Content::Loaded { details, .. }, Task::None) => presses_of_passkeys(flow, details),
        (Content::Loaded { .. }, Task::Confirming { which, .. }) => {
            let remove = match which {
                Which::One(_) => PortalMessage::RemovePasskey,
                Which::All => PortalMessage::RemoveAll,
            };
            vec![press(&remove, Event::RemovalConfirmed(REASON.to_owned())), cancel()]
        }
        (Content::Loaded { .. }, Task::Verifying(Guarded { verification, .. })) => {
            let presses = verification.presses().into_iter();
            presses.map(|(label, event)| (label, Event::Verification(event))).collect()
        }
    }
}

fn presses_of_passkeys(flow: &UserSecurity, details: &Details) -> Vec<(String, Event)> {
    let mut presses = Vec::new();
    if flow.is_stale() {
        presses.push(press(&PortalMessage::LoadAgain, Event::ReloadChosen));
    }
    // If the role doesn't allow removal, the buttons do nothing.
    if !flow.may_remove() {
        return presses;
    }
    let passkeys = &details.security.passkeys;
    presses.extend(passkeys.iter().map(|passkey| {
        let label = [&PortalMessage::RemovePasskey.english(), ": ", &passkey.name].concat();
        (label, Event::RemoveChosen(Which::One(passkey.id.clone())))
    }));
    if !passkeys.is_empty() {
        presses.push(press(&PortalMessage::RemoveAll, Event::RemoveChosen(Which::All)));
    }
    presses
}
