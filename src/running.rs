//! Joins a flow, which is pure, to the views that show it and to the edge.

use std::cell::RefCell;
use std::rc::Rc;

use latchkey_core::flow::Flow;
use leptos::prelude::*;

/// A flow that runs on a page. Views read its state; events come in by call, since a signal would merge them.
pub(crate) struct Running<F: Flow>(StoredValue<Rc<Runner<F>>, LocalStorage>);

impl<F: Flow> Copy for Running<F> {}

#[expect(clippy::expl_impl_clone_on_copy, reason = "a derived one would ask that the flow is Copy")]
impl<F: Flow> Clone for Running<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: Flow> Running<F> {
    /// Starts `flow`. `carry_out` does what the flow commands, and sends what comes of it to the runner.
    pub(crate) fn start(flow: F, carry_out: impl Fn(F::Command, Rc<Runner<F>>) + 'static) -> Self {
        let (state, carry_out) = (RefCell::new(flow), Box::new(carry_out));
        Self(StoredValue::new_local(Rc::new(Runner { state, changed: Trigger::new(), carry_out })))
    }

    /// What `read` finds in the state. Whatever calls this runs again when the state changes.
    pub(crate) fn with<T>(self, read: impl FnOnce(&F) -> T) -> T {
        let runner = self.0.get_value();
        runner.changed.track();
        read(&runner.state.borrow())
    }

    /// What `read` finds in the state as it is now.
    pub(crate) fn with_untracked<T>(self, read: impl FnOnce(&F) -> T) -> T {
        let runner = self.0.get_value();
        read(&runner.state.borrow())
    }

    /// Sends an event.
    pub(crate) fn send(self, event: F::Event) {
        if let Some(runner) = self.0.try_get_value() {
            runner.send(event);
        }
    }

    /// A callback that sends an event.
    pub(crate) fn sends(self, event: fn() -> F::Event) -> Callback<()> {
        Callback::new(move |()| self.send(event()))
    }

    /// The runner itself, for what goes on in the background.
    pub(crate) fn runner(self) -> Rc<Runner<F>> {
        self.0.get_value()
    }
}

/// What answers are sent to. It may outlive its page, as a browser's prompt can: then nothing happens.
pub(crate) struct Runner<F: Flow> {
    state: RefCell<F>,
    changed: Trigger,
    carry_out: Box<dyn Fn(F::Command, Rc<Self>)>,
}

impl<F: Flow> Runner<F> {
    /// Sends an event.
    pub(crate) fn send(self: &Rc<Self>, event: F::Event) {
        if self.changed.is_disposed() {
            return;
        }
        let flow = self.state.borrow().clone();
        let (flow, commands) = flow.update(event);
        self.state.replace(flow);
        self.changed.notify();
        for command in commands {
            (self.carry_out)(command, Rc::clone(self));
        }
    }
}
