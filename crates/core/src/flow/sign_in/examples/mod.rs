//! Every view of sign-in, as a value, with its causes.

mod forms;
mod problems;
mod prompts;

use super::{Event, SignIn, Step, look};
use crate::Features;
use crate::classify::Mediation;
use crate::example::{Drawn, Example, Exemplified, Notes, sample};
use crate::flow::prompt::{Assertion, Pending, Prompt};
use crate::{Attempts, Device};

/// Creates a passkey, and leaves the user signed in.
const HAS_PASSKEY: &str = "Sign in as user@example.test with the password and the code from /dev/outbox, create a passkey, and press “Continue”.";
const SIGN_OUT: &str = "Press “Sign out”.";
const LOG_IN: &str = "Press “Log in with passkey”.";
const PHONE: &str = "Press “Cancel”, “Use another device” and “Use a phone or tablet”.";
const KEY: &str = "Press “Cancel”, “Use another device” and “Use a security key”.";

/// The steps from the passkey page of an account that has a passkey. The authenticator is silent during the
/// look-up: the browser would offer the passkey, and a virtual authenticator would accept the offer at once.
macro_rules! with_passkey {
    ([$($before:expr),*], $($step:expr),*) => {
        &[
            $crate::example::steps::AUTHENTICATOR,
            $crate::flow::sign_in::examples::HAS_PASSKEY,
            $crate::example::steps::SILENT,
            $crate::flow::sign_in::examples::SIGN_OUT,
            $($before,)*
            $crate::example::steps::ENTER_NAME,
            $($step),*
        ]
    };
}
use with_passkey;

impl Exemplified for SignIn {
    fn examples() -> Vec<Example<Self>> {
        let mut examples = forms::who();
        examples.extend(prompts::all());
        examples.extend(forms::passwords());
        examples.extend(forms::codes());
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
        let offers = matches!(self.prompt.pending, Pending::Quiet(_, Mediation::Conditional));
        self.prompt.drawn().or(offers.then_some(Drawn::Autofill))
    }
}

/// The flow in this step.
fn flow(step: Step, prompt: Prompt<Assertion>) -> SignIn {
    SignIn {
        step,
        identifier: sample::NAME.to_owned(),
        device: sample::DEVICE,
        features: Features::ALL,
        flow: None,
        prompt,
        prefers_password: false,
        attempts: Attempts::default(),
    }
}

fn example(step: Step, prompt: Prompt<Assertion>, notes: Notes) -> Example<SignIn> {
    Example { flow: flow(step, prompt), notes }
}

/// The same example in a browser with other capabilities.
fn on(device: Device, example: Example<SignIn>) -> Example<SignIn> {
    Example { flow: SignIn { device, ..example.flow }, ..example }
}

/// The options are ready, for autofill and the next press.
fn options() -> Prompt<Assertion> {
    sample::fetched(sample::request_options())
}
