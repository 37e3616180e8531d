//! Connects a flow, which is pure, to the views that show it and to the edge.

use std::cell::RefCell;
use std::rc::Rc;

use futures::future::LocalBoxFuture;
use latchkey_core::Attempt;
use latchkey_core::flow::Flow;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// A flow running on a page. Views read its state; events come in by call, since a signal would merge them.
pub(crate) struct Running<F: Flow>(StoredValue<Rc<Runner<F>>, LocalStorage>);

impl<F: Flow> Copy for Running<F> {}

#[expect(clippy::expl_impl_clone_on_copy, reason = "a derived one would require the flow to be Copy")]
impl<F: Flow> Clone for Running<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: Flow> Running<F> {
    /// Starts `flow`. `carry_out` executes the flow's commands, and sends the outcomes to the runner.
    pub(crate) fn start(flow: F, carry_out: impl Fn(F::Command, Rc<Runner<F>>) + 'static) -> Self {
        let (state, carry_out) = (RefCell::new(flow), Box::new(carry_out));
        Self(StoredValue::new_local(Rc::new(Runner { state, changed: Trigger::new(), carry_out })))
    }

    /// Returns what `read` finds in the state. A reactive caller runs again when the state changes.
    pub(crate) fn with<T>(self, read: impl FnOnce(&F) -> T) -> T {
        let runner = self.0.get_value();
        runner.changed.track();
        read(&runner.state.borrow())
    }

    /// Returns what `read` finds in the state as it is now.
    pub(crate) fn with_untracked<T>(self, read: impl FnOnce(&F) -> T) -> T {
        let runner = self.0.get_value();
        read(&runner.state.borrow())
    }

    pub(crate) fn send(self, event: F::Event) {
        if let Some(runner) = self.0.try_get_value() {
            runner.send(event);
        }
    }

    /// Returns a callback that sends an event.
    pub(crate) fn sends(self, event: fn() -> F::Event) -> Callback<()> {
        Callback::new(move |()| self.send(event()))
    }

    /// Returns the runner itself, for work in the background.
    pub(crate) fn runner(self) -> Rc<Runner<F>> {
        self.0.get_value()
    }
}

/// What answers are sent to. It may outlive its page, as a browser's prompt can; events then do nothing.
pub(crate) struct Runner<F: Flow> {
    state: RefCell<F>,
    changed: Trigger,
    carry_out: Box<dyn Fn(F::Command, Rc<Self>)>,
}

impl<F: Flow> Runner<F> {
    pub(crate) fn send(self: &Rc<Self>, event: F::Event) {
        if self.changed.is_disposed() {
            return;
        }
        let commands = self.state.borrow_mut().update(event);
        self.changed.notify();
        for command in commands {
            (self.carry_out)(command, Rc::clone(self));
        }
    }

    /// Sends a command's outcome, once there is one, as the answer to its attempt.
    pub(crate) fn answer<T: 'static, A: 'static>(
        self: Rc<Self>,
        attempt: Attempt,
        result: LocalBoxFuture<'static, T>,
        answer: fn(T) -> A,
        event: fn(Attempt, A) -> F::Event,
    ) {
        spawn_local(async move { self.send(event(attempt, answer(result.await))) });
    }
}
