//! All states the page can reach, and what holds in every one of them.

use super::*;
use crate::example::Exemplified;
use crate::example::accounts::history;
use crate::flow::SignedInPage as _;
use crate::flow::explorer::{
    Transition, all_have_examples, attempts_of_page, elapsed, every_press_leads_on, explore, in_order,
    one_at_a_time, rename_all, wander,
};
use crate::flow::prompt::{self, Pending, Request};
use crate::flow::secret::Secret;
use crate::flow::verification::Step;
use crate::flow::verification::tests::{Told, asserted, ceremony_failed, no_options, options};
use crate::problem::{Operation, Problem};

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

fn verification_answers() -> Vec<Told> {
    vec![
        options(),
        no_options(outage()),
        no_options(session_expired()),
        asserted(),
        ceremony_failed("NotAllowedError"),
        Told::Checked(Ok(())),
        Told::Checked(Err(refused(401, "password_incorrect"))),
        Told::Checked(Err(refused(400, "verification_failed"))),
        Told::Checked(Err(session_expired())),
    ]
}

/// Returns every attempt that the page knows.
fn attempts_of(flow: &mut UserSecurity) -> Vec<&mut Attempt> {
    let guarded = if let Task::Verifying(guarded) = &mut flow.task { Some(guarded) } else { None };
    attempts_of_page(&mut flow.attempts, &mut flow.list, &mut flow.held, guarded)
}

/// Every choice, and every answer to every attempt that is or was waited for.
fn events(flow: &UserSecurity, accounts: fn() -> Vec<Details>) -> Vec<Event> {
    let mut known = flow.clone();
    let attempts = in_order(attempts_of(&mut known).into_iter().map(|attempt| *attempt));
    let mut events = choices();
    for attempt in attempts {
        events.extend(answers(accounts()).into_iter().map(|answer| Event::Answered(attempt, answer)));
        let verification = verification_answers()
            .into_iter()
            .map(|answer| answer.to(attempt))
            .chain(
                elapsed().map(|elapsed| verification::Event::Prompt(prompt::Event::Waited(attempt, elapsed))),
            )
            .chain([verification::Event::Prompt(prompt::Event::OptionsExpired(attempt))]);
        events.extend(verification.map(Event::Verification));
    }
    events
}

/// Renames the attempts to the lowest ones in the same order. Merges accounts that differ only in what
/// decides nothing and doesn't change the look below a notice or during a removal: their history, and further
/// passkeys.
fn normalize(mut flow: UserSecurity) -> UserSecurity {
    rename_all(attempts_of(&mut flow));
    let is_plain = flow.task == Task::None && flow.notice.is_none() && !flow.is_stale();
    if let (Content::Loaded { details, .. }, false) = (&mut flow.list.content, is_plain) {
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
            | verification::Command::Request(Request { attempt, .. })
            | verification::Command::SendAssertion { attempt, .. }
            | verification::Command::CheckPassword { attempt, .. },
        ) => Some(*attempt),
        Command::Verify(verification::Command::Abort(_)) | Command::Abort(_) => None,
    }
}

fn held(flow: &UserSecurity) -> Pending {
    flow.verification().map_or(flow.held, |verification| verification.prompt.pending)
}

fn check(transition: &Transition<'_, UserSecurity>) {
    let Transition { before, event, after, commands } = transition;
    let context = || format!("{event:?}\n  before: {before:?}\n  after: {after:?}\n  {commands:?}");
    let asks = commands.iter().any(|command| asked(command).is_some());
    let removals = commands.iter().filter(|command| matches!(command, Command::Remove { .. })).count();

    if let Event::Answered(attempt, answer) = event {
        let awaited = match answer {
            Answer::Fetched(_) => before.list.fetching == Some(*attempt),
            Answer::Removed(_) => before.is_removing() && before.attempts.awaited == *attempt,
        };
        assert!(awaited || (before == after && commands.is_empty()), "a stale answer: {}", context());
    }
    // Nothing is removed without confirmation, and nothing is removed twice.
    let confirmed = matches!(event, Event::RemovalConfirmed(typed) if !typed.is_empty())
        && matches!(before.task, Task::Confirming { .. });
    let verified = matches!(event, Event::Verification(verification::Event::Checked(_, Ok(()))))
        && matches!(before.task, Task::Verifying { .. });
    assert!(removals == 0 || (removals == 1 && (confirmed || verified)), "removes: {}", context());
    assert!(removals == 0 || before.may_remove(), "without the right: {}", context());
    assert_eq!(removals == 1, after.is_removing() && !before.is_removing(), "{}", context());

    one_ceremony_at_a_time(transition);
    if let (Some(given_up), true) = (before.list.fetching, before.list.fetching != after.list.fetching) {
        let answered = matches!(event, Event::Answered(attempt, Answer::Fetched(_)) if *attempt == given_up);
        assert!(answered || commands.contains(&Command::Abort(given_up)), "continues: {}", context());
    }
    if **event == Event::SessionExpired && before.list.content != Content::SignedOut {
        assert_eq!(after.problem(), Some(Problem::SessionExpired), "the session continued: {}", context());
        assert!(
            !asks && after.task == Task::None && after.list.fetching.is_none(),
            "continues: {}",
            context()
        );
        assert!(matches!(after.held, Pending::None | Pending::Ending(_)), "the prompt stays: {}", context());
    }
    if before.is_over() {
        assert!(!asks && after.is_over() && after.task == Task::None, "continues: {}", context());
    }
    let waits =
        before.is_removing() || before.list.content == Content::Loading && before.list.fetching.is_some();
    if waits && **event == Event::CancelChosen {
        assert!(!after.is_removing() && after.list.content != Content::Loading, "no way out: {}", context());
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
        && let verification::Event::Prompt(prompt::Event::Ended(attempt, _)) = event
    {
        Some(*attempt)
    } else {
        None
    };
    let asked = transition.commands.iter().filter_map(|command| {
        if let Command::Verify(verification::Command::Request(Request { attempt, .. })) = command {
            Some(*attempt)
        } else {
            None
        }
    });
    let now = one_at_a_time(held(transition.before), answered, asked);
    let known = held(transition.after).attempt();
    assert_eq!(known, now, "{:?}: {:?}", transition.event, transition.before);
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
