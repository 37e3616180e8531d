//! Ceremonies by themselves: everything that one can reach, and what holds in every state.

mod support;

pub(in crate::flow) use support::{Reply, Told, is_quiet, is_stale, is_stuck, under_way};

use super::{
    Assertion, Attestation, Command, Event, Kind, Outcome, Pending, Prefetched, Prompt, Request, Stage,
    Surroundings,
};
use crate::classify::{Mediation, Stage as Call};
use crate::flow::Flow;
use crate::flow::explorer::{Transition, attempts_of, elapsed, explore, one_at_a_time, rename, wander};
use crate::flow::set_up::tests::{creation_options, credential};
use crate::flow::sign_in::tests::{
    PRESENT, VERIFIED, assertion, ceremony_failure, flow_id, outage, request_options,
};
use crate::flow::target::Target;
use crate::problem::{Operation, Problem};
use crate::wire::{CreationOptions, CredentialParameters};
use crate::{Attempts, Device};

/// A ceremony on a page of its own.
#[derive(Clone, Debug, PartialEq)]
struct Alone<K: Kind> {
    prompt: Prompt<K>,
    attempts: Attempts,
    page: Page,
    /// What came of the last event.
    outcome: Outcome<K>,
}

/// What the page is like.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Page {
    device: Device,
    prefetches: bool,
    conditional: bool,
}

/// What can happen: to the ceremony, or by the flow around it.
#[derive(Clone, Debug, PartialEq)]
enum Act<K: Kind> {
    Happened(Event<K>),
    Prefetch,
    Refetch,
    Offer,
    AskImmediately,
    Choose,
    Open(Target),
    Cancel,
    Close,
    SetAside,
    Abandon,
    PageIs(Page),
}

impl<K: Kind> Flow for Alone<K> {
    type Event = Act<K>;
    type Command = Command<K>;

    fn update(&mut self, act: Act<K>) -> Vec<Command<K>> {
        let Page { device, prefetches, conditional } = self.page;
        let around = &mut Surroundings { device, prefetches, conditional, attempts: &mut self.attempts };
        let prompt = &mut self.prompt;
        let (outcome, commands) = match act {
            Act::Happened(event) => prompt.update(event, around),
            Act::Prefetch => (Outcome::Nothing, prompt.prefetch(around)),
            Act::Refetch => (Outcome::Nothing, prompt.refetch(around)),
            Act::Offer => (Outcome::Nothing, prompt.offer(around)),
            Act::AskImmediately => (Outcome::Nothing, prompt.ask_immediately(around)),
            Act::Choose => (Outcome::Nothing, prompt.choose(around)),
            Act::Open(target) => prompt.open(target, around),
            Act::Cancel => prompt.cancel(),
            Act::Close => (Outcome::Nothing, prompt.close()),
            Act::SetAside => (Outcome::Nothing, prompt.set_aside()),
            Act::Abandon => (Outcome::Nothing, prompt.abandon()),
            Act::PageIs(page) => {
                self.page = page;
                (Outcome::Nothing, Vec::new())
            }
        };
        self.outcome = outcome;
        commands
    }
}

/// A kind with everything that the browser and the backend can answer.
trait Explored: Kind {
    fn replies() -> Vec<Reply<Self>>;
}

fn failures<K: Kind>() -> Vec<Reply<K>> {
    ["NotAllowedError", "OperationError", "AbortError", "QuantumError"]
        .map(|name| Reply::Ended(Err(ceremony_failure(name))))
        .into_iter()
        .chain([Reply::Options(Err(outage(Call::Options)))])
        .collect()
}

impl Explored for Assertion {
    fn replies() -> Vec<Reply<Self>> {
        let mut replies = failures();
        replies.extend([
            Reply::Options(Ok((Some(flow_id()), request_options()))),
            Reply::Options(Ok((None, request_options()))),
            Reply::Ended(Ok(assertion(VERIFIED))),
            Reply::Ended(Ok(assertion(PRESENT))),
        ]);
        replies
    }
}

impl Explored for Attestation {
    fn replies() -> Vec<Reply<Self>> {
        let unusable = CreationOptions {
            pub_key_cred_params: vec![CredentialParameters { kind: "quantum-key".to_owned(), alg: -7 }],
            ..*creation_options()
        };
        let mut replies = failures();
        replies.extend([
            Reply::Options(Ok((Some(flow_id()), creation_options()))),
            Reply::Options(Ok((None, Box::new(unusable)))),
            Reply::Ended(Ok(credential())),
        ]);
        replies
    }
}

fn pages() -> Vec<Page> {
    let immediate = Device { immediate_get: Some(true), ..Device::UNKNOWN };
    [(true, true), (true, false), (false, false)]
        .into_iter()
        .flat_map(|(prefetches, conditional)| {
            [Device::UNKNOWN, immediate].map(|device| Page { device, prefetches, conditional })
        })
        .collect()
}

fn acts<K: Explored>(alone: &Alone<K>) -> Vec<Act<K>> {
    let mut acts = vec![
        Act::Prefetch,
        Act::Refetch,
        Act::Offer,
        Act::AskImmediately,
        Act::Choose,
        Act::Open(Target::Any),
        Act::Open(Target::Phone),
        Act::Cancel,
        Act::Close,
        Act::SetAside,
        Act::Abandon,
        Act::Happened(Event::TargetChosen(Target::SecurityKey)),
        Act::Happened(Event::BackChosen),
    ];
    acts.extend(pages().into_iter().map(Act::PageIs));
    for attempt in attempts_of(alone.attempts, &alone.prompt) {
        acts.extend(K::replies().into_iter().map(|reply| Act::Happened(reply.to(attempt))));
        acts.extend(elapsed().map(|elapsed| Act::Happened(Event::Waited(attempt, elapsed))));
        acts.push(Act::Happened(Event::OptionsExpired(attempt)));
    }
    acts
}

fn normalize<K: Kind>(mut alone: Alone<K>) -> Alone<K> {
    rename(&mut alone.attempts, &mut alone.prompt);
    alone.outcome = Outcome::Nothing;
    alone
}

fn start<K: Kind>() -> Alone<K> {
    let page = Page { device: Device::UNKNOWN, prefetches: true, conditional: true };
    Alone { prompt: Prompt::default(), attempts: Attempts::default(), page, outcome: Outcome::Nothing }
}

fn check<K: Explored>(transition: &Transition<'_, Alone<K>>) {
    one_request_at_a_time(transition);
    waits_only_for_what_comes(transition);
    nothing_stale_counts(transition);
    a_credential_counts_once(transition);
    a_challenge_is_used_once(transition);
    an_end_is_one(transition);
}

fn context<K: Kind>(transition: &Transition<'_, Alone<K>>) -> String {
    let Transition { before, event, after, commands } = transition;
    format!("{event:?}\n  before: {before:?}\n  after: {after:?}\n  commands: {commands:?}")
}

fn requests<K: Kind>(commands: &[Command<K>]) -> impl Iterator<Item = &Request<K>> {
    commands.iter().filter_map(
        |command| {
            if let Command::Request(request) = command { Some(request) } else { None }
        },
    )
}

/// Invariant 1: there is never more than one request, and the machine knows which.
fn one_request_at_a_time<K: Kind>(transition: &Transition<'_, Alone<K>>) {
    let Transition { before, event, after, commands } = transition;
    let answered = if let Act::Happened(Event::Ended(attempt, _)) = event { Some(*attempt) } else { None };
    let asked = requests(commands).map(|request| request.attempt);
    let held = one_at_a_time(before.prompt.pending, answered, asked);
    assert_eq!(held, after.prompt.pending.attempt(), "loses track of it: {}", context(transition));
}

/// Invariant 2: what is waited for comes, has a deadline, and can be canceled.
fn waits_only_for_what_comes<K: Kind>(transition: &Transition<'_, Alone<K>>) {
    let Transition { before, event, after, .. } = transition;
    assert!(!is_stuck(&after.prompt, after.attempts), "waits forever: {}", context(transition));
    if **event == Act::Cancel && before.prompt.waiting_for().is_some() {
        let canceled = Problem::canceled(K::OPERATION);
        let said = matches!(after.outcome, Outcome::Failed(problem, _) if problem == canceled);
        assert!(said && is_quiet(&after.prompt), "no way out: {}", context(transition));
    }
    if let Act::Happened(Event::Waited(attempt, elapsed)) = event
        && before.prompt.pending == Pending::Modal(*attempt)
        && elapsed.elapsed_ms >= elapsed.timeout_ms
    {
        let timed_out = Problem::timed_out(K::OPERATION);
        let said = matches!(after.outcome, Outcome::Failed(problem, _) if problem == timed_out);
        let given_up = after.prompt.pending == Pending::Ending(*attempt) && after.attempts == before.attempts;
        assert!(said && given_up, "no deadline: {}", context(transition));
    }
}

/// Invariants 3 and 6: what is stale or out of place changes nothing.
fn nothing_stale_counts<K: Kind>(transition: &Transition<'_, Alone<K>>) {
    let Transition { before, event, after, commands } = transition;
    if let Act::Happened(event) = event
        && is_stale(&before.prompt, event)
    {
        let same = before.prompt == after.prompt && before.attempts == after.attempts;
        let nothing = after.outcome == Outcome::Nothing && commands.is_empty();
        assert!(same && nothing, "stale, and changed something: {}", context(transition));
    }
}

/// Invariant 5: only the answer to a request that isn't being ended makes a credential, and it does so once.
fn a_credential_counts_once<K: Kind>(transition: &Transition<'_, Alone<K>>) {
    let Transition { before, event, after, commands } = transition;
    if let Outcome::Credential { mediation, .. } = after.outcome {
        let Act::Happened(Event::Ended(attempt, Ok(_))) = event else {
            panic!("from nowhere: {}", context(transition))
        };
        let asked = match before.prompt.pending {
            Pending::Modal(modal) if modal == *attempt => Mediation::Modal,
            Pending::Quiet(quiet, mediation) if quiet == *attempt => mediation,
            Pending::None | Pending::Modal(_) | Pending::Quiet(..) | Pending::Ending(_) => {
                panic!("not asked for: {}", context(transition))
            }
        };
        assert_eq!(mediation, asked, "{}", context(transition));
        assert!(is_quiet(&after.prompt) && commands.is_empty(), "continues: {}", context(transition));
        assert_eq!(after.prompt.pending, Pending::None, "{}", context(transition));
    }
}

/// A prompt uses up its options, and a quiet request keeps them until it is over. No request is made with
/// options that are about to expire.
fn a_challenge_is_used_once<K: Kind>(transition: &Transition<'_, Alone<K>>) {
    let Transition { before, event, after, commands } = transition;
    for request in requests(commands) {
        let kept = matches!(after.prompt.options, Prefetched::Ready(..));
        assert_eq!(kept, request.mediation != Mediation::Modal, "{}", context(transition));
        let were_ready = matches!(before.prompt.options, Prefetched::Ready(..));
        let arrived = matches!(event, Act::Happened(Event::OptionsFetched(_, Ok(_))));
        let again = matches!(after.prompt.stage, Stage::Open { retried: true, .. });
        assert!(were_ready || arrived || again, "options from nowhere: {}", context(transition));
    }
    if let Pending::Quiet(..) = after.prompt.pending {
        let kept = matches!(after.prompt.options, Prefetched::Ready(..));
        assert!(kept && after.prompt.stage == Stage::Closed, "{}", context(transition));
    }
    if let Act::Happened(Event::OptionsExpired(attempt)) = event {
        assert!(!after.prompt.options.fetched_under(*attempt), "an old challenge: {}", context(transition));
    }
}

/// Invariant 4, for its part: after the flow around it has ended it, the machine asks for nothing, and aborts
/// all that it had asked for.
fn an_end_is_one<K: Kind>(transition: &Transition<'_, Alone<K>>) {
    let Transition { before, event, after, commands } = transition;
    if **event == Act::Abandon {
        assert!(is_quiet(&after.prompt), "continues: {}", context(transition));
        let aborts: Vec<_> = under_way(&before.prompt).into_iter().map(Command::Abort).collect();
        let all = aborts.iter().all(|abort| commands.contains(abort));
        assert!(all && aborts.len() == commands.len(), "leaves something: {}", context(transition));
    }
}

fn keeps_the_rules<K: Explored>(name: &str, at_least: usize) {
    let explored = explore([start::<K>()], acts, normalize, check);
    eprintln!("{name}: {} states, {} transitions", explored.states, explored.transitions);
    assert!(explored.states > at_least, "only {} states: the alphabet lost events", explored.states);
    wander([start::<K>()], acts, check);
}

#[test]
fn every_reachable_state_of_using_a_passkey_keeps_the_rules() {
    keeps_the_rules::<Assertion>("assertion", 100);
}

#[test]
fn every_reachable_state_of_creating_one_keeps_the_rules() {
    keeps_the_rules::<Attestation>("attestation", 100);
}

/// Returns the problem that a prompt ends in when the browser's answer is `reply`.
fn ends_in<K: Explored>(reply: Reply<K>, options: Box<K::Options>) -> Problem {
    let (opened, _) = start::<K>().after(Act::Open(Target::Any));
    let Prefetched::Fetching(fetching) = opened.prompt.options else { panic!("nothing is fetched") };
    let (asked, _) = opened.after(Act::Happened(Reply::Options(Ok((None, options))).to(fetching)));
    let Pending::Modal(prompt) = asked.prompt.pending else { panic!("no prompt") };
    let (ended, _) = asked.after(Act::Happened(reply.to(prompt)));
    let Outcome::Failed(problem, Target::Any) = ended.outcome else { panic!("{:?}", ended.outcome) };
    problem
}

#[test]
fn a_failure_is_classified_by_what_the_options_required() {
    let constraint = || ceremony_failure("ConstraintError");
    assert_eq!(
        ends_in(Reply::<Assertion>::Ended(Err(constraint())), request_options()),
        Problem::UserNotVerified
    );
    assert_eq!(
        ends_in(Reply::<Attestation>::Ended(Err(constraint())), creation_options()),
        Problem::NoCompatibleDevice
    );
    let lax = Box::new(CreationOptions { authenticator_selection: None, ..*creation_options() });
    assert_eq!(ends_in(Reply::<Attestation>::Ended(Err(constraint())), lax), Problem::NotCompleted);
    let gone = || ceremony_failure("NotAllowedError");
    for operation in [Operation::SignIn, Operation::SetUp] {
        let problem = match operation {
            Operation::SignIn => ends_in(Reply::<Assertion>::Ended(Err(gone())), request_options()),
            Operation::SetUp => ends_in(Reply::<Attestation>::Ended(Err(gone())), creation_options()),
        };
        assert_eq!(problem, Problem::canceled(operation));
    }
}
