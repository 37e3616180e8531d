//! The look of a ceremony, and what can be pressed there.

use super::{Event, Kind, Prompt, Stage};
use crate::example::{Drawn, press};
use crate::flow::target::Target;
use crate::{Device, Message};

impl<K: Kind> Prompt<K> {
    /// Returns the part of a look ID that says what is on the page; see
    /// [`Exemplified::look`](crate::Exemplified::look).
    pub(in crate::flow) fn look(&self, device: Device) -> String {
        match self.stage {
            Stage::Closed => String::new(),
            Stage::Choosing if device.hybrid_transport == Some(false) => {
                "another-device-phone-unreachable".to_owned()
            }
            Stage::Choosing => "another-device".to_owned(),
            Stage::Opening(target) => [target.prompt_look(), "-preparing"].concat(),
            Stage::Open { target, wait, .. } => [target.prompt_look(), wait.suffix()].concat(),
        }
    }

    /// Returns what the user can press. `of` makes the enclosing flow's events, and `cancel` is its event for
    /// 'Cancel'.
    pub(in crate::flow) fn presses<E>(&self, of: fn(Event<K>) -> E, cancel: E) -> Vec<(String, E)> {
        match self.stage {
            Stage::Closed => Vec::new(),
            Stage::Choosing => vec![
                press(&Message::UsePhone, of(Event::TargetChosen(Target::Phone))),
                press(&Message::UseSecurityKey, of(Event::TargetChosen(Target::SecurityKey))),
                press(&Message::Back, of(Event::BackChosen)),
            ],
            Stage::Opening(_) | Stage::Open { .. } => vec![press(&Message::Cancel, cancel)],
        }
    }

    /// Returns what the browser draws over the page; `None` if nothing.
    pub(in crate::flow) fn drawn(&self) -> Option<Drawn> {
        let (target, _) = self.waits()?;
        Some(Drawn::Prompt(K::OPERATION, target))
    }
}
