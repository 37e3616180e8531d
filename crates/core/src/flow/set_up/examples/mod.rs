//! Every view of set-up, as a value, with its causes.

mod problems;
mod ways;

use super::{Event, SetUp, Step, look};
use crate::Attempts;
use crate::Features;
use crate::example::{Drawn, Example, Exemplified, Notes, sample};
use crate::flow::prompt::{Attestation, Prompt};
use crate::flow::target::Target;

const CREATE: &str = "Press “Create a passkey”.";
const PHONE: &str = "Press “Use another device” and “Use a phone or tablet”.";
const KEY: &str = "Press “Use another device” and “Use a security key”.";
const AGAIN: &str = "Open http://localhost:8080/set-up.";

/// The steps from the page of an account without a passkey; those in brackets precede it.
macro_rules! at_offer {
    ([$($before:expr),*], $($step:expr),*) => {
        &[
            $crate::example::steps::AUTHENTICATOR,
            $($before,)*
            $crate::example::steps::OPEN,
            $crate::example::steps::ENTER_NAME,
            $crate::example::steps::ENTER_PASSWORD,
            $crate::example::steps::ENTER_CODE,
            $($step),*
        ]
    };
}
use at_offer;

impl Exemplified for SetUp {
    fn examples() -> Vec<Example<Self>> {
        let mut examples = ways::all();
        examples.extend(problems::all());
        examples
    }

    fn look(&self) -> String {
        look::look(self)
    }

    fn presses(&self) -> Vec<(String, Event)> {
        look::presses(self)
    }

    fn drawn(&self) -> Option<Drawn> {
        self.prompt.drawn()
    }
}

fn example(step: Step, prompt: Prompt<Attestation>, notes: Notes) -> Example<SetUp> {
    let flow = SetUp {
        features: Features::ALL,
        step,
        device: sample::DEVICE,
        flow: None,
        offer: Target::Any,
        prompt,
        attempts: Attempts::default(),
    };
    Example { flow, notes }
}
