//! The backend, and the calls to it that are running.

use std::cell::RefCell;
use std::future::ready;
use std::rc::Rc;

use futures::FutureExt;
use futures::future::{LocalBoxFuture, try_join};
use latchkey_core::call::{Call, Parts};
use latchkey_core::classify::BackendFailure;
use latchkey_core::{Attempt, Features};
use web_sys::AbortController;

use super::native;
use super::profile_engine::ProfileEngine;

/// A running call, boxed so that the code that awaits it is compiled only once.
pub(crate) type Pending<T> = LocalBoxFuture<'static, Result<T, BackendFailure>>;

/// How to talk to the backend.
#[derive(Clone)]
enum Contract {
    /// By the native contract, with the calls under this path.
    Native(Rc<str>),
    /// Through a profile.
    Profile(Rc<ProfileEngine>),
}

/// The backend, and the calls to it that are running.
#[derive(Clone)]
pub(crate) struct Backend {
    contract: Contract,
    running: Rc<RefCell<Vec<(Attempt, AbortController)>>>,
}

impl Backend {
    /// Creates the backend of a profile or, without one, that which speaks the native contract with its calls
    /// under `base`.
    pub(crate) fn new(engine: Option<Rc<ProfileEngine>>, base: &str) -> Self {
        let contract = engine.map_or_else(|| Contract::Native(base.into()), Contract::Profile);
        Self { contract, running: Rc::default() }
    }

    /// Returns what the backend can do.
    pub(crate) fn features(&self) -> Features {
        match &self.contract {
            Contract::Native(_) => Features::ALL,
            Contract::Profile(engine) => engine.features(),
        }
    }

    /// Returns whether the backend takes reports of the documented states that users are shown.
    pub(crate) fn takes_reports(&self) -> bool {
        matches!(self.contract, Contract::Native(_))
    }

    /// Ends this attempt's call, if there is one.
    pub(crate) fn abort(&self, attempt: Attempt) {
        self.running
            .borrow()
            .iter()
            .filter(|(running, _)| *running == attempt)
            .for_each(|(_, call)| call.abort());
    }

    /// Makes a call and reads its answer. The call can be ended by its attempt.
    pub(crate) fn ask<C: Call>(&self, attempt: Attempt, call: C) -> Pending<C::Answer> {
        let stage = C::OPERATION.stage();
        let text = self.start(attempt, call.parts());
        async move { C::read(&text.await?).map_err(|_| BackendFailure::Malformed(stage)) }.boxed_local()
    }

    /// Makes two calls at once, and waits for both answers.
    pub(crate) fn ask_both<A: Call, B: Call>(
        &self,
        attempt: Attempt,
        (one, other): (A, B),
    ) -> Pending<(A::Answer, B::Answer)> {
        try_join(self.ask(attempt, one), self.ask(attempt, other)).boxed_local()
    }

    fn start(&self, attempt: Attempt, parts: Parts) -> Pending<String> {
        let Ok(abort) = AbortController::new() else {
            return ready(Err(BackendFailure::Unreachable(parts.operation.stage()))).boxed_local();
        };
        self.running.borrow_mut().push((attempt, abort.clone()));
        let Self { contract, running } = self.clone();
        async move {
            let signal = abort.signal();
            let result = match contract {
                Contract::Native(base) => native::ask(parts, &base, &signal).await,
                Contract::Profile(engine) => engine.ask(parts, &signal).await,
            };
            running.borrow_mut().retain(|(_, running)| *running != abort);
            result
        }
        .boxed_local()
    }
}
