//! Joins a flow, which is pure, to a signal and to the edge.

use std::rc::Rc;

use latchkey_core::flow::Flow;
use leptos::prelude::*;

/// A flow that runs on a page. State goes out by signal; events come in by call, since a signal would merge them.
pub(crate) struct Running<F: Flow + Send + Sync> {
    /// The state.
    pub(crate) state: ReadSignal<F>,
    runner: StoredValue<Rc<Runner<F>>, LocalStorage>,
}

impl<F: Flow + Send + Sync> Copy for Running<F> {}

#[expect(clippy::expl_impl_clone_on_copy, reason = "a derived one would ask `F` to be `Copy`")]
impl<F: Flow + Send + Sync> Clone for Running<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: Flow + Send + Sync> Running<F> {
    /// Starts `flow`. `carry_out` does what the flow commands, and sends what comes of it to the runner.
    pub(crate) fn start(flow: F, carry_out: impl Fn(F::Command, Rc<Runner<F>>) + 'static) -> Self {
        let (state, set_state) = signal(flow);
        let runner = Rc::new(Runner { state, set_state, carry_out: Box::new(carry_out) });
        Self { state, runner: StoredValue::new_local(runner) }
    }

    /// Sends an event.
    pub(crate) fn send(self, event: F::Event) {
        if let Some(runner) = self.runner.try_get_value() {
            runner.send(event);
        }
    }

    /// The runner itself, for what goes on in the background.
    pub(crate) fn runner(self) -> Rc<Runner<F>> {
        self.runner.get_value()
    }
}

/// What answers are sent to. It may outlive its page, as a browser's prompt can: then nothing happens.
pub(crate) struct Runner<F: Flow + Send + Sync> {
    state: ReadSignal<F>,
    set_state: WriteSignal<F>,
    carry_out: Box<dyn Fn(F::Command, Rc<Self>)>,
}

impl<F: Flow + Send + Sync> Runner<F> {
    /// Sends an event.
    pub(crate) fn send(self: &Rc<Self>, event: F::Event) {
        let Some(flow) = self.state.try_get_untracked() else { return };
        let (flow, commands) = flow.update(event);
        if self.set_state.try_set(flow).is_some() {
            return;
        }
        for command in commands {
            (self.carry_out)(command, Rc::clone(self));
        }
    }
}
