//! The look of the page of the user's own passkeys, and what can be pressed there.

use super::{Content, Event, Security, Task};
use crate::example::{passkeys, press, suffix, ways_on};
use crate::flow::SignedInPage as _;
use crate::flow::account::Details;
use crate::flow::guarded::Guarded;
use crate::message::Words;
use crate::{Message, PortalMessage};

pub(super) fn look(flow: &Security) -> String {
    let look = match (&flow.list.content, &flow.task) {
        (Content::Loading, _) => "-loading".to_owned(),
        (Content::SignedOut, _) => "-signing-out".to_owned(),
        (Content::Failed(problem), _) => ["-", problem.id()].concat(),
        (Content::Refused(never), _) => match *never {},
        (Content::Loaded { details, is_stale }, Task::None) => {
            look_of_list(details, flow.notice.as_ref(), *is_stale)
        }
        (Content::Loaded { .. }, Task::Renaming { error, .. }) => {
            ["-renaming", &suffix(error.as_ref())].concat()
        }
        (Content::Loaded { .. }, Task::SavingName { .. }) => "-saving-name".to_owned(),
        (Content::Loaded { .. }, Task::Confirming { id, acknowledged, error }) => {
            look_of_confirmation(flow, id, *acknowledged, error.as_ref())
        }
        (Content::Loaded { .. }, Task::Rechecking { id } | Task::Removing { id, .. }) => {
            if flow.is_last(id) { "-removing-last" } else { "-removing" }.to_owned()
        }
        (Content::Loaded { .. }, Task::Adding | Task::Leaving(_)) => "-adding".to_owned(),
        (Content::Loaded { .. }, Task::LimitReached) => "-R6".to_owned(),
        (Content::Loaded { .. }, Task::Verifying(Guarded { verification, .. })) => {
            ["-", &verification.look()].concat()
        }
    };
    ["security", &look].concat()
}

/// With a notice shown, the passkeys don't change the look; nor, while one of them is being renamed, does a
/// list that is out of date.
fn look_of_list(details: &Details, notice: Option<&PortalMessage>, is_stale: bool) -> String {
    if is_stale || notice.is_some() {
        return [suffix(notice).as_str(), if is_stale { "-stale" } else { "" }].concat();
    }
    let limit = usize::try_from(details.passkeys.limit).unwrap_or(usize::MAX);
    match details.passkeys.passkeys.len() {
        0 => "-empty",
        1 => "-one",
        count if count >= limit => "-five",
        _ => "",
    }
    .to_owned()
}

/// With an error shown, neither the checkbox nor where the passkey is kept changes the look.
fn look_of_confirmation(
    flow: &Security,
    id: &str,
    acknowledged: bool,
    error: Option<&PortalMessage>,
) -> String {
    let is_last = flow.is_last(id);
    let of_passkey = if is_last { "-confirming-last" } else { "-confirming" };
    let is_synced = flow.passkey(id).is_some_and(|passkey| passkey.backed_up);
    let further = match error {
        Some(error) => &suffix(Some(error)),
        None if is_last && acknowledged => "-acknowledged",
        None if !is_last && is_synced => "-synced",
        None => "",
    };
    [of_passkey, further].concat()
}

pub(super) fn presses(flow: &Security) -> Vec<(String, Event)> {
    let cancel = || press(&Message::Cancel, Event::CancelChosen);
    match (&flow.list.content, &flow.task) {
        (Content::Failed(_), _) | (Content::Loaded { .. }, Task::LimitReached) => {
            ways_on(flow.recoveries(), Security::of_recovery)
        }
        (Content::Loading, _) => vec![cancel()],
        // The app is moving to sign-in.
        (Content::SignedOut, _) => Vec::new(),
        (Content::Refused(never), _) => match *never {},
        (Content::Loaded { details, .. }, Task::None | Task::Renaming { .. }) => {
            presses_of_list(flow, details)
        }
        (Content::Loaded { .. }, Task::Confirming { id, acknowledged, error }) => {
            let tick = Event::Acknowledged(!acknowledged);
            let tick = flow.is_last(id).then(|| press(&PortalMessage::RemoveLastAcknowledged, tick));
            // Until the box is ticked, the button only shows the same error again.
            let removes = *error != Some(PortalMessage::AcknowledgeFirst);
            let remove = removes.then(|| press(&PortalMessage::RemovePasskey, Event::RemovalConfirmed));
            tick.into_iter().chain(remove).chain([cancel()]).collect()
        }
        (Content::Loaded { .. }, Task::Verifying(Guarded { verification, .. })) => {
            let presses = verification.presses().into_iter();
            presses.map(|(label, event)| (label, Event::Verification(event))).collect()
        }
        // While a name is being saved, nothing else on the list does anything.
        (
            Content::Loaded { .. },
            Task::SavingName { .. }
            | Task::Rechecking { .. }
            | Task::Removing { .. }
            | Task::Adding
            | Task::Leaving(_),
        ) => vec![cancel()],
    }
}

fn presses_of_list(flow: &Security, details: &Details) -> Vec<(String, Event)> {
    let mut presses = Vec::new();
    if flow.is_stale() {
        presses.push(press(&PortalMessage::LoadAgain, Event::ReloadChosen));
    }
    for passkey in &details.passkeys.passkeys {
        if flow.renaming() == Some(&passkey.id) {
            let submitted = Event::NameSubmitted(passkeys::NEW_PASSKEY_NAME.to_owned());
            presses.push(press(&PortalMessage::Save, submitted));
            presses.push(press(&Message::Cancel, Event::CancelChosen));
        } else {
            let of = |words: &dyn Words| [&words.english(), ": ", &passkey.name].concat();
            presses.push((of(&PortalMessage::Rename), Event::RenameChosen(passkey.id.clone())));
            presses.push((of(&PortalMessage::RemovePasskey), Event::RemoveChosen(passkey.id.clone())));
        }
    }
    presses.push(press(&PortalMessage::AddPasskey, Event::AddChosen));
    presses
}
