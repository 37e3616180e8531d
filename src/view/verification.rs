//! The question of who the user is, before something is changed.

use latchkey_core::flow::secret::Secret;
use latchkey_core::flow::target::Target;
use latchkey_core::flow::verification::{Event, Step};
use latchkey_core::flow::{Flow, Verification};
use latchkey_core::problem::{Operation, Problem};
use latchkey_core::{Message, PortalMessage};
use leptos::prelude::*;

use super::button::{Weight, button, submit};
use super::element::{actions, badge, dynamic, lead, paragraph, section};
use super::field::{Purpose, field};
use super::form::form;
use super::heading::quiet_heading;
use super::icon::Icon;
use super::problem::{Explanation, problem_view};
use super::prompt::prompt_view;
use super::waiting::waiting;
use crate::app::text;
use crate::running::Running;

/// A verification within an enclosing flow.
pub(crate) struct Verifying<F: Flow> {
    /// The enclosing flow.
    pub(crate) flow: Running<F>,
    /// Finds the verification in that flow.
    pub(crate) read: fn(&F) -> Option<&Verification>,
    /// Wraps a verification's event for that flow.
    pub(crate) tell: fn(Event) -> F::Event,
}

impl<F: Flow> Copy for Verifying<F> {}

#[expect(clippy::expl_impl_clone_on_copy, reason = "a derived one would require the flow to be Copy")]
impl<F: Flow> Clone for Verifying<F> {
    fn clone(&self) -> Self {
        *self
    }
}

/// The view that shows a step.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Question,
    Prompt,
    Failed(Problem),
}

fn shown(step: &Step) -> Option<Shown> {
    Some(match step {
        Step::Asked { .. } | Step::CheckingPassword => Shown::Question,
        Step::Prompt | Step::CheckingPasskey => Shown::Prompt,
        Step::Failed { problem, .. } => Shown::Failed(*problem),
        Step::Verified | Step::Canceled | Step::SignedOut => return None,
    })
}

impl<F: Flow> Verifying<F> {
    fn with<T: Default>(self, read: impl FnOnce(&Verification) -> T) -> T {
        self.flow.with(|flow| (self.read)(flow).map(read).unwrap_or_default())
    }

    fn sends(self, event: fn() -> Event) -> Callback<()> {
        Callback::new(move |()| self.flow.send((self.tell)(event())))
    }
}

/// Shows the question, the prompt, or what went wrong. `password` is what was typed; it outlives every step.
pub(crate) fn verification_view<F: Flow>(it: Verifying<F>, password: RwSignal<String>) -> AnyView {
    let view = Memo::new(move |_| it.with(|verification| shown(&verification.step)));
    dynamic(move || {
        Some(match view.get()? {
            Shown::Question => question(it, password),
            Shown::Prompt => {
                let message = Memo::new(move |_| it.with(Verification::waiting_for));
                let wait = Memo::new(move |_| it.with(Verification::wait));
                prompt_view(Operation::SignIn, Target::Any, message, wait, it.sends(|| Event::CancelChosen))
            }
            Shown::Failed(problem) => failed(it, problem),
        })
    })
}

fn question<F: Flow>(it: Verifying<F>, password: RwSignal<String>) -> AnyView {
    let offers_passkey = it.with(|verification| verification.offers_passkey);
    let offers_password = it.with(|verification| verification.offers_password);
    let busy = Signal::derive(move || it.with(|verification| verification.waiting_for().is_some()));
    let error = Signal::derive(move || it.with(|verification| verification.error().map(|words| text(words))));
    let passkey = offers_passkey.then(|| {
        let confirm = it.sends(|| Event::PasskeyChosen);
        let or = offers_password.then(|| paragraph("or", &Message::Or));
        actions(vec![button(&PortalMessage::ConfirmWithPasskey, Weight::Primary, confirm), or.into_any()])
    });
    let name = it.with(|verification| verification.username.clone());
    // For password managers, which want to know whose password it is.
    let username = view! {
        <input class="visually-hidden" type="text" name="username" autocomplete="username" tabindex="-1" aria-hidden="true" readonly prop:value=name />
    };
    let on_submit = move || {
        let password = Secret::new(password.get_untracked());
        it.flow.send((it.tell)(Event::PasswordSubmitted(password)));
    };
    let weight = if offers_passkey { Weight::Secondary } else { Weight::Primary };
    let fields = vec![
        username.into_any(),
        field(Purpose::Password, &Message::Password, password, error, busy),
        submit(&PortalMessage::Confirm, weight, busy),
    ];
    let cancel = it.sends(|| Event::CancelChosen);
    let below = move || {
        Some(if busy.get() {
            waiting(&Message::CheckingPassword, cancel)
        } else {
            actions(vec![button(&Message::Cancel, Weight::Quiet, cancel)])
        })
    };
    section(vec![
        badge("badge", Icon::Shield),
        quiet_heading(&PortalMessage::VerificationTitle),
        lead(&PortalMessage::VerificationLead),
        passkey.into_any(),
        offers_password.then(|| form(on_submit, fields)).into_any(),
        dynamic(below),
    ])
}

fn failed<F: Flow>(it: Verifying<F>, problem: Problem) -> AnyView {
    let recoveries = it.with(Verification::recoveries);
    let on_recovery = move |recovery| {
        if let Some(event) = Event::of_recovery(recovery) {
            it.flow.send((it.tell)(event));
        }
    };
    problem_view(problem, recoveries, Explanation::default(), Callback::new(on_recovery))
}
