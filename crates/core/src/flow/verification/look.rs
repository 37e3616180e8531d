//! The look of a verification, and what can be pressed there.

use super::{Event, Step, Verification};
use crate::example::{Drawn, press, sample, suffix};
use crate::{Message, PortalMessage};

impl Verification {
    /// Returns an ID for what is on the page, without the part of the enclosing flow; see
    /// [`Exemplified::look`](crate::Exemplified::look).
    pub fn look(&self) -> String {
        let question = if self.offers_passkey { "verification" } else { "verification-without-passkey" };
        match &self.step {
            Step::Asked { error } => [question, &suffix(error.as_ref())].concat(),
            Step::CheckingPassword => [question, "-checking-password"].concat(),
            Step::Prompt => ["verification-", &self.prompt.look(self.device)].concat(),
            Step::CheckingPasskey => "verification-checking-passkey".to_owned(),
            Step::Failed { problem, .. } => ["verification-", problem.id()].concat(),
            // The enclosing flow continues at once, so these are never seen.
            Step::Verified => "verification-verified".to_owned(),
            Step::Canceled => "verification-canceled".to_owned(),
            Step::SignedOut => "verification-signed-out".to_owned(),
        }
    }

    /// Returns what the user can press, and the event each press sends.
    pub fn presses(&self) -> Vec<(String, Event)> {
        match self.step {
            Step::Asked { .. } => {
                let passkey = press(&PortalMessage::ConfirmWithPasskey, Event::PasskeyChosen);
                let mut presses = if self.offers_passkey { vec![passkey] } else { Vec::new() };
                presses.push(press(&PortalMessage::Confirm, Event::PasswordSubmitted(sample::password())));
                presses.push(press(&Message::Cancel, Event::CancelChosen));
                presses
            }
            Step::Prompt => self.prompt.presses(Event::Prompt, Event::CancelChosen),
            Step::CheckingPassword | Step::CheckingPasskey => {
                vec![press(&Message::Cancel, Event::CancelChosen)]
            }
            Step::Failed { .. } => {
                let recoveries = self.recoveries().into_iter();
                recoveries
                    .filter_map(|recovery| Some(press(&recovery.label(), Event::of_recovery(recovery)?)))
                    .collect()
            }
            Step::Verified | Step::Canceled | Step::SignedOut => Vec::new(),
        }
    }

    /// Returns what the browser draws over the page; `None` if nothing.
    pub fn drawn(&self) -> Option<Drawn> {
        self.prompt.drawn()
    }
}
