//! The look of the signed-in page, and what can be pressed there.

use super::{Account, Event, Step};
use crate::example::{passkeys, press, suffix, ways_on};
use crate::problem::Recovery;
use crate::{Message, PortalMessage};

impl Event {
    /// Returns the event that a recovery's button sends; `None` for recoveries not offered here.
    pub fn of_recovery(recovery: Recovery) -> Option<Self> {
        match recovery {
            Recovery::Retry => Some(Self::RetryChosen),
            Recovery::Restart => Some(Self::RestartChosen),
            Recovery::Password
            | Recovery::SetUpLater
            | Recovery::AnotherDevice
            | Recovery::ManagePasskeys => None,
        }
    }
}

/// With a notice shown, whether there are passkeys doesn't change the look.
pub(super) fn look(flow: &Account) -> String {
    let look = match &flow.step {
        Step::Loading => "-loading".to_owned(),
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
        Step::Loading | Step::SavingName(_) | Step::SigningOut => vec![cancel()],
        Step::SignedIn(_) => vec![
            press(&PortalMessage::ChangeName, Event::NameChosen),
            press(&PortalMessage::SignOut, Event::SignOutChosen),
        ],
        Step::Naming { .. } => {
            vec![press(&PortalMessage::Save, Event::NameSubmitted(passkeys::NEW_NAME.to_owned())), cancel()]
        }
        Step::Failed { .. } => ways_on(flow.recoveries(), Event::of_recovery),
        // The app is moving to sign-in.
        Step::SignedOut => Vec::new(),
    }
}
