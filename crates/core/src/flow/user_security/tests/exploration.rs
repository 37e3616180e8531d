//! All states the page can reach, and what holds in every one of them.

use super::*;
use crate::Attempts;
use crate::classify::{BrowserError, OwnEnd};
use crate::example::Exemplified;
use crate::example::accounts::history;
use crate::flow::ceremony::{CeremonyFailure, Pending};
use crate::flow::explorer::{Transition, all_have_examples, elapsed, every_press_leads_on, explore, wander};
use crate::flow::prefetched::Prefetched;
use crate::flow::secret::Secret;
use crate::flow::verification::Step;
use crate::problem::{Operation, Problem};
use crate::route::FlowId;
use crate::wire::{AssertionResponse, AuthenticationResponse, Base64Url, CredentialType, RequestOptions};

/// What users do and what happens by itself.
fn choices() -> Vec<Event> {
    let mut events = vec![
        Event::Opened,
        Event::DeviceKnown(Device { webauthn: false, ..DEVICE }),
        Event::RefreshDue,
        Event::RemoveChosen(one("a")),
        Event::RemoveChosen(Which::All),
        Event::RemovalConfirmed(String::new()),
        Event::RemovalConfirmed("n".repeat(201)),
        Event::RemovalConfirmed("lost".to_owned()),
        Event::CancelChosen,
        Event::RetryChosen,
        Event::RestartChosen,
        Event::SessionExpired,
    ];
    let password = |text: &str| verification::Event::PasswordSubmitted(Secret::new(text.to_owned()));
    events.extend(
        [
            verification::Event::PasskeyChosen,
            verification::Event::PasswordChosen,
            verification::Event::RetryChosen,
            verification::Event::RestartChosen,
            verification::Event::CancelChosen,
            password(""),
            password("correct horse"),
        ]
        .map(Event::Verification),
    );
    events
}

/// The account with and without a passkey, and as a viewer sees it.
fn few_accounts() -> Vec<Details> {
    vec![*details(&["a"], true), *details(&[], true), *details(&["a"], false)]
}

/// The same, also with as many passkeys as allowed and with a history.
fn accounts() -> Vec<Details> {
    let mut accounts = few_accounts();
    let mut full = *details(&["a", "b"], true);
    full.security.limit = 2;
    accounts.push(full);
    accounts.extend(accounts.clone().into_iter().filter(|account| account.security.may_remove).map(
        |mut account| {
            account.security.audit.extend(history().into_iter().next());
            account
        },
    ));
    accounts
}

fn answers(accounts: Vec<Details>) -> Vec<Answer> {
    let mut answers: Vec<_> =
        accounts.into_iter().map(|account| Answer::Fetched(Ok(Box::new(account)))).collect();
    answers.push(Answer::Removed(Ok(())));
    for failure in
        [outage(), session_expired(), role_insufficient(), verification_required(), refused(404, "not_found")]
    {
        answers.push(Answer::Fetched(Err(failure.clone())));
        answers.push(Answer::Removed(Err(failure)));
    }
    answers
}

fn verification_answers() -> Vec<verification::Answer> {
    let options = RequestOptions {
        challenge: Base64Url::encode(&[7]),
        timeout: None,
        rp_id: Some("example.com".to_owned()),
        allow_credentials: Vec::new(),
        user_verification: Some("required".to_owned()),
        hints: Vec::new(),
        extensions: None,
    };
    let flow = FlowId::try_from("A".repeat(22)).unwrap();
    let mut data = vec![0; 32];
    data.push(0x05);
    let assertion = AuthenticationResponse {
        id: Base64Url::encode(b"id"),
        raw_id: Base64Url::encode(b"id"),
        response: AssertionResponse {
            client_data_json: Base64Url::encode(b"{}"),
            authenticator_data: Base64Url::encode(&data),
            signature: Base64Url::encode(b"signature"),
            user_handle: None,
        },
        authenticator_attachment: None,
        client_extension_results: serde_json::Map::new(),
        kind: CredentialType::PublicKey,
    };
    let ended = |name: &str, ended_by| CeremonyFailure {
        error: BrowserError { name: name.to_owned(), message: String::new() },
        ended_by,
        elapsed_ms: 5_000,
        timeout_ms: 60_000,
        activated: true,
    };
    vec![
        verification::Answer::Options(Ok((Some(flow), Box::new(options)))),
        verification::Answer::Options(Err(outage())),
        verification::Answer::Options(Err(session_expired())),
        verification::Answer::Asserted(Ok(Box::new(assertion))),
        verification::Answer::Asserted(Err(ended("NotAllowedError", None))),
        verification::Answer::Asserted(Err(ended("AbortError", Some(OwnEnd::Superseded)))),
        verification::Answer::Checked(Ok(())),
        verification::Answer::Checked(Err(refused(401, "password_incorrect"))),
        verification::Answer::Checked(Err(refused(400, "verification_failed"))),
        verification::Answer::Checked(Err(session_expired())),
    ]
}

/// Returns every attempt that is or was waited for.
fn known(flow: &UserSecurity) -> Vec<Attempt> {
    let mut known = vec![Attempt::default(), flow.attempts.awaited, flow.attempts.last];
    known.extend(flow.fetching);
    known.extend(flow.held.attempt());
    if let Task::Verifying { verification, .. } = &flow.task {
        known.extend(verification.ceremony.pending.attempt());
        if let Prefetched::Fetching(attempt) | Prefetched::Ready(attempt, _) = verification.ceremony.options {
            known.push(attempt);
        }
    }
    known.sort();
    known.dedup();
    known
}

/// Every choice, and every answer to every attempt that is or was waited for.
fn events(flow: &UserSecurity, accounts: fn() -> Vec<Details>) -> Vec<Event> {
    let mut events = choices();
    for attempt in known(flow) {
        events.extend(answers(accounts()).into_iter().map(|answer| Event::Answered(attempt, answer)));
        let verification = verification_answers()
            .into_iter()
            .map(|answer| verification::Event::Answered(attempt, answer))
            .chain(elapsed().map(|elapsed| verification::Event::Waited(attempt, elapsed)))
            .chain([verification::Event::OptionsExpired(attempt)]);
        events.extend(verification.map(Event::Verification));
    }
    events
}

/// Renames the attempts to the lowest ones in the same order. Merges accounts that differ only in what
/// decides nothing and doesn't change the look below a notice or during a removal: their history, and further
/// passkeys.
fn normalize(mut flow: UserSecurity) -> UserSecurity {
    let in_order = known(&flow);
    let rename = |attempt: &mut Attempt| {
        let rank = in_order.iter().take_while(|other| **other < *attempt).count();
        *attempt = (0..rank).fold(Attempt::default(), |number, _| number.next());
    };
    let rename_pending = |pending: &mut Pending| match pending {
        Pending::None => {}
        Pending::Quiet(attempt) | Pending::Modal(attempt) | Pending::Ending(attempt) => rename(attempt),
    };
    let rename_all = |Attempts { awaited, last }: &mut Attempts| [awaited, last].map(rename);
    rename_all(&mut flow.attempts);
    flow.fetching.iter_mut().for_each(rename);
    rename_pending(&mut flow.held);
    if let Task::Verifying { verification, .. } = &mut flow.task {
        rename_all(&mut verification.attempts);
        rename_pending(&mut verification.ceremony.pending);
        if let Prefetched::Fetching(attempt) | Prefetched::Ready(attempt, _) =
            &mut verification.ceremony.options
        {
            rename(attempt);
        }
    }
    let is_plain = flow.task == Task::None && flow.notice.is_none() && !flow.is_stale();
    if let (Listing::Loaded { details, .. }, false) = (&mut flow.listing, is_plain) {
        details.security.audit.clear();
        details.security.passkeys.truncate(1);
    }
    flow
}

/// Returns the attempt of a command that requests something; `None` for those that end something. No command
/// signals anything to authenticators: one that did would have to be listed here.
fn asked(command: &Command) -> Option<Attempt> {
    match command {
        Command::Fetch { attempt, .. } | Command::Remove { attempt, .. } => Some(*attempt),
        Command::Verify(
            verification::Command::FetchOptions { attempt, .. }
            | verification::Command::Get { attempt, .. }
            | verification::Command::SendAssertion { attempt, .. }
            | verification::Command::CheckPassword { attempt, .. },
        ) => Some(*attempt),
        Command::Verify(verification::Command::Abort(_)) | Command::Abort(_) => None,
    }
}

fn held(flow: &UserSecurity) -> Option<Attempt> {
    flow.verification().map_or(flow.held, |verification| verification.ceremony.pending).attempt()
}

fn check(transition: &Transition<'_, UserSecurity>) {
    let Transition { before, event, after, commands } = transition;
    let context = || format!("{event:?}\n  before: {before:?}\n  after: {after:?}\n  {commands:?}");
    let asks = commands.iter().any(|command| asked(command).is_some());
    let removals = commands.iter().filter(|command| matches!(command, Command::Remove { .. })).count();

    if let Event::Answered(attempt, answer) = event {
        let awaited = match answer {
            Answer::Fetched(_) => before.fetching == Some(*attempt),
            Answer::Removed(_) => before.is_removing() && before.attempts.awaited == *attempt,
        };
        assert!(awaited || (before == after && commands.is_empty()), "a stale answer: {}", context());
    }
    // Nothing is removed without confirmation, and nothing is removed twice.
    let confirmed = matches!(event, Event::RemovalConfirmed(typed) if !typed.is_empty())
        && matches!(before.task, Task::Confirming { .. });
    let verified = matches!(
        event,
        Event::Verification(verification::Event::Answered(_, verification::Answer::Checked(Ok(()))))
    ) && matches!(before.task, Task::Verifying { .. });
    assert!(removals == 0 || (removals == 1 && (confirmed || verified)), "removes: {}", context());
    assert!(removals == 0 || before.may_remove(), "without the right: {}", context());
    assert_eq!(removals == 1, after.is_removing() && !before.is_removing(), "{}", context());

    one_ceremony_at_a_time(transition);
    if let (Some(given_up), true) = (before.fetching, before.fetching != after.fetching) {
        let answered = matches!(event, Event::Answered(attempt, Answer::Fetched(_)) if *attempt == given_up);
        assert!(answered || commands.contains(&Command::Abort(given_up)), "continues: {}", context());
    }
    if **event == Event::SessionExpired && before.listing != Listing::SignedOut {
        assert_eq!(after.problem(), Some(Problem::SessionExpired), "the session continued: {}", context());
        assert!(!asks && after.task == Task::None && after.fetching.is_none(), "continues: {}", context());
        assert!(matches!(after.held, Pending::None | Pending::Ending(_)), "the prompt stays: {}", context());
    }
    if before.is_over() {
        assert!(!asks && after.is_over() && after.task == Task::None, "continues: {}", context());
    }
    let waits = before.is_removing() || before.listing == Listing::Loading && before.fetching.is_some();
    if waits && **event == Event::CancelChosen {
        assert!(!after.is_removing() && after.listing != Listing::Loading, "no way out: {}", context());
    }
    if before.waiting_for().is_some()
        && before.verification().is_some()
        && **event == Event::Verification(verification::Event::CancelChosen)
    {
        assert_eq!(after.waiting_for(), None, "no way out: {}", context());
    }
    let dead_end = after.problem().is_some() && after.recoveries().is_empty();
    assert!(!dead_end, "a dead end: {}", context());
    let confirms_nothing = after.removing().is_some_and(|which| !after.has(which));
    assert!(!confirms_nothing || after.is_removing(), "asks to remove what is already gone: {}", context());
    let shown = after.verification().map(|verification| &verification.step);
    let over = matches!(
        shown,
        Some(
            Step::Verified
                | Step::Canceled
                | Step::SignedOut
                | Step::Failed { problem: Problem::SessionExpired, .. }
        )
    );
    assert!(!over, "keeps a finished verification: {}", context());
    if let Some(problem) = after.problem() {
        assert!(problem.occurs_in(Operation::SignIn), "{problem:?}: {}", context());
    }
}

/// Judges only by the requests to the browser.
fn one_ceremony_at_a_time(transition: &Transition<'_, UserSecurity>) {
    let answered = if let Event::Verification(event) = transition.event
        && let verification::Event::Answered(attempt, verification::Answer::Asserted(_)) = event
    {
        Some(*attempt)
    } else {
        None
    };
    let mut now = held(transition.before).filter(|held| answered != Some(*held));
    for command in transition.commands {
        if let Command::Verify(verification::Command::Get { attempt, .. }) = command {
            assert_eq!(now, None, "two ceremonies at once: {:?}", transition.before);
            now = Some(*attempt);
        }
    }
    assert_eq!(held(transition.after), now, "{:?}: {:?}", transition.event, transition.before);
}

fn start() -> UserSecurity {
    UserSecurity::new("17".to_owned(), DEVICE)
}

#[test]
fn every_reachable_state_keeps_the_rules() {
    let explored = explore([start()], |flow| events(flow, accounts), normalize, check);
    eprintln!("user security: {} states, {} transitions", explored.states, explored.transitions);
    assert!(explored.states > 300, "only {} states: the alphabet lost events", explored.states);
    let mut reached = explored.reached;
    let looks: Vec<_> = reached.iter().map(UserSecurity::look).collect();
    for first in ["user-verification", "user-verification-without-passkey"] {
        assert!(looks.iter().any(|look| look == first), "{first} is never started");
    }
    // From here the verification goes through all of its own states, which are explored separately.
    let examples = UserSecurity::examples().into_iter().map(|example| example.flow);
    reached.extend(examples.filter(|flow| flow.verification().is_some()));
    all_have_examples(&reached);
    every_press_leads_on::<UserSecurity>();
}

#[test]
fn every_random_way_keeps_the_rules() {
    wander([start()], |flow| events(flow, few_accounts), check);
}
