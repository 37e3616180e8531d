//! The session of a page whose flow needs one: its idle clock, and who is signed in.

use std::cell::RefCell;
use std::rc::Rc;

use futures::{FutureExt, TryFutureExt};
use latchkey_core::call::{GetSession, ListPasskeys};
use latchkey_core::flow::account::Details;
use latchkey_core::flow::session_clock::{Command, Event};
use latchkey_core::flow::{SessionClock, SignedInPage};
use latchkey_core::problem::{Operation, Problem};
use latchkey_core::{Attempt, Words};
use leptos::prelude::*;

use crate::app::{portal, shared};
use crate::edge::backend::{Backend, Pending};
use crate::edge::dialog;
use crate::edge::events::{Listener, on_window};
use crate::edge::js::monotonic_whole_ms as now;
use crate::edge::page;
use crate::edge::tabs::{Subject, Tabs};
use crate::edge::timers::{Ticker, every_second};
use crate::page::address;
use crate::page::reporting::report_problems;
use crate::running::Running;
use crate::view::announcer::announce;
use crate::view::element::group;
use crate::view::problem::{Explanation, problem_view};
use crate::view::session_warning::session_warning;

/// Events that show that the user is there. Mere mouse movement doesn't.
const ACTIVITY: &[&str] = &["keydown", "pointerdown", "input", "wheel", "touchstart"];

/// Fetches who is signed in, and their passkeys.
pub(crate) fn details(backend: &Backend, attempt: Attempt) -> Pending<Box<Details>> {
    let both = backend.ask_both(attempt, (GetSession, ListPasskeys));
    both.map_ok(|(session, passkeys)| Box::new(Details { session, passkeys })).boxed_local()
}

/// Opens the page of a signed-in user: it fetches what it shows, tells the frame around it who that is, and goes to
/// sign-in when the session is over.
pub(crate) fn open<F>(flow: Running<F>, view: AnyView) -> AnyView
where
    F: SignedInPage<Announcement: Words + Clone + PartialEq + Send + Sync>,
{
    flow.send(F::OPENED);
    let navigate = page::navigator();
    Effect::new(move |_| {
        if flow.with(F::is_signed_out) {
            navigate(&address::sign_in(&address::back_to(&flow.with_untracked(F::address))));
        }
    });
    announce(Memo::new(move |_| flow.with(F::announcement)));
    let problem = Memo::new(move |_| flow.with(F::problem));
    for operation in Operation::ALL {
        // A problem that can occur in both operations occurs here while the user is asked for their passkey.
        let belongs =
            move |problem: &Problem| problem.occurs_in(Operation::SignIn) == (operation == Operation::SignIn);
        report_problems(operation, move || problem.get().filter(belongs));
    }
    let role = portal().role;
    Effect::new(move |_| {
        if let Some(known) = flow.with(|flow| flow.session().map(|session| session.role)) {
            role.set(Some(known));
        }
    });
    let warning = watch_session(move || flow.with(F::is_over), move || flow.send(F::SESSION_EXPIRED));
    group("session", vec![view, warning])
}

/// Shows a documented state of such a page.
pub(crate) fn failed_view<F: SignedInPage>(flow: Running<F>, problem: Problem) -> AnyView {
    let recoveries = flow.with_untracked(F::recoveries);
    let on_recovery = move |recovery| {
        if let Some(event) = F::of_recovery(recovery) {
            flow.send(event);
        }
    };
    problem_view(problem, recoveries, Explanation::default(), Callback::new(on_recovery))
}

/// Calls `expire` when all pages of a session have been idle for too long, and asks the user first. The clock
/// is stopped while the session is `over`. Returns the question, to be put on the page.
pub(crate) fn watch_session(over: impl Fn() -> bool + 'static, expire: impl Fn() + 'static) -> AnyView {
    watch(Box::new(over), Box::new(expire))
}

fn watch(over: Box<dyn Fn() -> bool>, expire: Box<dyn Fn()>) -> AnyView {
    let open = Rc::new(RefCell::new(None::<Open>));
    let opened = Rc::clone(&open);
    let clock = SessionClock::new(shared().configuration.idle_timeout_ms(), now());
    let clock = Running::start(clock, move |command, _| match command {
        Command::Ask => dialog::show(),
        Command::Withdraw => dialog::close(),
        Command::ShareActivity => {
            if let Some(Open { tabs: Some(tabs), .. }) = &*open.borrow() {
                tabs.tell();
            }
        }
        Command::Expire => expire(),
    });
    let stay = move || clock.send(Event::StayChosen(now()));
    // The clock holds it, and ends with the page.
    opened.replace(Some(Open {
        tabs: Tabs::open(Subject::Activity, move || clock.send(Event::ActedElsewhere(now()))),
        _ticker: every_second(move || clock.send(Event::Ticked(now()))),
        _closing: dialog::on_close(stay),
        _activity: on_window(ACTIVITY, move || clock.send(Event::ActedHere(now()))),
    }));
    Effect::new(move |_| clock.send(if over() { Event::Ended } else { Event::Restarted(now()) }));
    session_warning(clock, Callback::new(move |()| stay()))
}

/// What the clock listens with, as long as its page exists.
struct Open {
    tabs: Option<Tabs>,
    _ticker: Ticker,
    _closing: Listener,
    _activity: Listener,
}
