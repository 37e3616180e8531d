//! The look of the signed-in page, and what can be pressed there.

use super::{Account, Event, Step};
use crate::example::{passkeys, press, suffix, ways_on};
use crate::flow::SignedInPage as _;
use crate::{Message, PortalMessage};

/// With a notice shown, whether there are passkeys doesn't change the look.
pub(super) fn look(flow: &Account) -> String {
    let look = match &flow.step {
        Step::Loading | Step::Creating(_) | Step::Leaving(_) => "-loading".to_owned(),
        Step::SignedIn(details) => match &flow.notice {
            Some(notice) => suffix(Some(notice)),
            None if details.passkeys.passkeys.is_empty() => "-no-passkey".to_owned(),
            None => String::new(),
        },
        Step::Naming { error, .. } => ["-naming", &suffix(error.as_ref())].concat(),
        Step::SavingName(_) => "-saving-name".to_owned(),
        Step::SigningOut | Step::SignedOut => "-signing-out".to_owned(),
        Step::Failed { problem, .. } => ["-", problem.id()].concat(),
    };
    ["account", &look].concat()
}

pub(super) fn presses(flow: &Account) -> Vec<(String, Event)> {
    let cancel = || press(&Message::Cancel, Event::CancelChosen);
    match flow.step {
        Step::Loading | Step::SavingName(_) | Step::Creating(_) | Step::SigningOut => vec![cancel()],
        Step::SignedIn(_) => vec![
            press(&Message::CreatePasskey, Event::CreateChosen),
            press(&PortalMessage::ChangeName, Event::NameChosen),
            press(&PortalMessage::SignOut, Event::SignOutChosen),
        ],
        Step::Naming { .. } => {
            vec![press(&PortalMessage::Save, Event::NameSubmitted(passkeys::NEW_NAME.to_owned())), cancel()]
        }
        Step::Failed { .. } => ways_on(flow.recoveries(), Account::of_recovery),
        // The app is moving to another page.
        Step::Leaving(_) | Step::SignedOut => Vec::new(),
    }
}
