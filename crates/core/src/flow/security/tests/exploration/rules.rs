//! What holds for every transition.

mod changes;

use super::*;
use crate::Attempts;
use crate::flow::SignedInPage as _;
use crate::flow::explorer::{Transition, one_at_a_time};
use crate::flow::guarded::Guarded;
use crate::flow::prompt::Request;
use crate::flow::verification::Verification;
use crate::flow::verification::tests::{is_stale, under_way as under_way_in};

type Step<'a> = Transition<'a, Security>;

pub(super) fn check(step: &Step<'_>) {
    one_ceremony_at_a_time(step);
    attempts_are_new(step);
    stale_events_do_nothing(step);
    one_fetch_at_a_time(step);
    there_is_a_way_on(step);
    the_end_of_the_session_wins(step);
    changes::check(step);
}

fn context(step: &Step<'_>) -> String {
    let Transition { before, event, after, commands } = step;
    format!("{event:?}\n  before: {before:?}\n  after: {after:?}\n  commands: {commands:?}")
}

fn verification(flow: &Security) -> Option<&Verification> {
    if let Task::Verifying(Guarded { verification, .. }) = &flow.task { Some(verification) } else { None }
}

/// Whether this answers the state's last request, worked out independently of the code under test.
fn is_awaited(flow: &Security, attempt: Attempt, answer: &Answer) -> bool {
    match answer {
        Answer::Fetched(_) => flow.list.fetching == Some(attempt),
        Answer::Renamed(_) => {
            matches!(flow.task, Task::SavingName { .. }) && flow.attempts.awaited == attempt
        }
        Answer::Removed(_) => matches!(flow.task, Task::Removing { .. }) && flow.attempts.awaited == attempt,
    }
}

/// Returns the event's answer, if it was being waited for.
fn answer<'a>(step: &Step<'a>) -> Option<&'a Answer> {
    let Event::Answered(attempt, answer) = step.event else { return None };
    is_awaited(step.before, *attempt, answer).then_some(answer)
}

fn ids(flow: &Security) -> Vec<&str> {
    flow.details()
        .map_or(Vec::new(), |details| details.passkeys.passkeys.iter().map(|key| key.id.as_str()).collect())
}

/// Returns what is under way and not being ended yet.
fn under_way(flow: &Security) -> Vec<Attempt> {
    let mut attempts: Vec<_> = flow.list.fetching.into_iter().collect();
    if matches!(flow.task, Task::SavingName { .. } | Task::Removing { .. }) {
        attempts.push(flow.attempts.awaited);
    }
    attempts.extend(verification(flow).map(under_way_in).unwrap_or_default());
    attempts
}

/// Holds across verifications too: a request of the last one may still be ending when the next one starts.
fn one_ceremony_at_a_time(step: &Step<'_>) {
    let Transition { before, event, after, commands } = step;
    let answered = if let Event::Verification(inner) = event
        && let verifying::Event::Prompt(prompt::Event::Ended(attempt, _)) = inner
    {
        Some(*attempt)
    } else {
        None
    };
    let asked = commands.iter().filter_map(|command| {
        if let Command::Verify(verifying::Command::Request(Request { attempt, .. })) = command {
            Some(*attempt)
        } else {
            None
        }
    });
    let browser = one_at_a_time(before.held, answered, asked);
    assert_eq!(browser, after.held.attempt(), "loses track of a ceremony: {}", context(step));
    let inner = verification(after).map(|verification| verification.prompt.pending);
    assert!(inner.is_none_or(|inner| inner == after.held), "they differ: {}", context(step));
    let open = verification(after).is_none() && matches!(after.held, Pending::Modal(_));
    assert!(!open, "a prompt stays open: {}", context(step));
}

/// No attempt is ever handed out twice, by the page or by the verification within it.
fn attempts_are_new(step: &Step<'_>) {
    let mut last = step.before.attempts.last;
    for attempt in step.commands.iter().filter_map(attempt_of) {
        assert!(attempt > last, "an attempt repeats: {}", context(step));
        last = attempt;
    }
    assert_eq!(step.after.attempts.last, last, "{}", context(step));
    let inner = verification(step.after).map(|verification| verification.attempts);
    assert!(inner.is_none_or(|inner| inner == step.after.attempts), "they differ: {}", context(step));
}

fn stale_events_do_nothing(step: &Step<'_>) {
    let is_stale = if let Event::Answered(attempt, answer) = step.event {
        !is_awaited(step.before, *attempt, answer)
    } else if let Event::Verification(event) = step.event {
        match (event, verification(step.before)) {
            (verifying::Event::Prompt(prompt::Event::Ended(attempt, _)), None) => {
                step.before.held.attempt() != Some(*attempt)
            }
            (event, Some(verification)) => is_stale(verification, event),
            (_, None) => true,
        }
    } else {
        false
    };
    let nothing = step.before == step.after && step.commands.is_empty();
    assert!(!is_stale || nothing, "stale, but changed something: {}", context(step));
}

fn one_fetch_at_a_time(step: &Step<'_>) {
    let mut fetching = step.before.list.fetching;
    if matches!(answer(step), Some(Answer::Fetched(_))) {
        fetching = None;
    }
    for command in step.commands {
        if let Command::Fetch(attempt) = command {
            assert_eq!(fetching, None, "fetches twice: {}", context(step));
            fetching = Some(*attempt);
        } else if fetching.is_some_and(|fetching| *command == Command::Abort(fetching)) {
            fetching = None;
        }
    }
    assert_eq!(fetching, step.after.list.fetching, "loses track of a fetch: {}", context(step));
}

/// Whatever is waited for arrives or can be canceled, and every documented state has buttons that do
/// something.
fn there_is_a_way_on(step: &Step<'_>) {
    let Transition { before, event, after, commands } = step;
    let on = |event: Event| after.after(event).0;
    let unopened = after.attempts == Attempts::default();
    let waits = after.list.content == Content::Loading
        || matches!(after.task, Task::Adding | Task::Rechecking { .. });
    assert!(
        !waits || unopened || after.list.fetching.is_some(),
        "doesn't wait for a list: {}",
        context(step)
    );
    let on_a_list = matches!(after.list.content, Content::Loaded { .. });
    assert!(on_a_list || after.task == Task::None, "has a task without a list: {}", context(step));
    if let Task::Renaming { id, .. }
    | Task::SavingName { id, .. }
    | Task::Confirming { id, .. }
    | Task::Rechecking { id }
    | Task::Removing { id, .. } = &after.task
    {
        assert!(ids(after).contains(&id.as_str()), "changes a passkey that isn't listed: {}", context(step));
    }
    if after.problem().is_some() {
        let leads_on = |recovery| {
            let (ours, inner) = match recovery {
                Recovery::Retry => (Event::RetryChosen, verifying::Event::RetryChosen),
                Recovery::Restart => (Event::RestartChosen, verifying::Event::RestartChosen),
                Recovery::Password => (Event::ManageChosen, verifying::Event::PasswordChosen),
                Recovery::ManagePasskeys => (Event::ManageChosen, verifying::Event::CancelChosen),
                Recovery::SetUpLater | Recovery::AnotherDevice => return false,
            };
            on(ours) != **after || on(Event::Verification(inner)) != **after
        };
        let recoveries = after.recoveries();
        assert!(!recoveries.is_empty(), "a dead end: {}", context(step));
        assert!(recoveries.into_iter().all(leads_on), "a dead button: {}", context(step));
    }
    let waited = before.list.content == Content::Loading && before.list.fetching.is_some()
        || matches!(
            before.task,
            Task::SavingName { .. } | Task::Removing { .. } | Task::Adding | Task::Rechecking { .. }
        );
    if **event == Event::CancelChosen && waited {
        let left = before.list.content != after.list.content || after.task == Task::None;
        assert!(left && after.task == Task::None, "no way out: {}", context(step));
        let ends = before.list.fetching.filter(|_| before.list.content == Content::Loading);
        assert!(ends.is_none_or(|ends| commands.contains(&Command::Abort(ends))), "{}", context(step));
    }
    if let (Event::Verification(inner), Some(earlier)) = (event, verification(before)) {
        let asked = earlier.waiting_for().is_none();
        if *inner == verifying::Event::CancelChosen {
            assert!(after.waiting_for().is_none(), "no way out: {}", context(step));
            assert_eq!(verification(after).is_none(), asked, "{}", context(step));
        }
        if let verifying::Event::Prompt(prompt::Event::Waited(attempt, _)) = inner
            && earlier.prompt.pending == Pending::Modal(*attempt)
        {
            assert_eq!(after.problem(), Some(Problem::SignInTimedOut), "no deadline: {}", context(step));
        }
    }
}

fn the_end_of_the_session_wins(step: &Step<'_>) {
    let Transition { before, event, after, commands } = step;
    let only_aborts =
        commands.iter().all(|command| attempt_of(command).is_none() && *command != Command::TellTabs);
    let inner = verification(after).and_then(Verification::problem);
    assert_ne!(inner, Some(Problem::SessionExpired), "the page continues: {}", context(step));
    if before.is_over() {
        let restarts = **event == Event::RestartChosen && before.list.content != Content::SignedOut;
        let listing = if restarts { &Content::SignedOut } else { &before.list.content };
        let same = after.list.content == *listing && after.task == before.task;
        assert!(same && commands.is_empty() && after.list.fetching.is_none(), "continues: {}", context(step));
        return;
    }
    if **event == Event::SessionExpired {
        assert!(after.is_over(), "the session continued: {}", context(step));
    }
    if after.list.content == Content::Failed(Problem::SessionExpired) {
        assert_eq!(after.task, Task::None, "continues: {}", context(step));
        assert!(only_aborts, "sends a request without a session: {}", context(step));
        let answered = if let Event::Answered(attempt, _)
        | Event::Verification(
            verifying::Event::Checked(attempt, _)
            | verifying::Event::Prompt(
                prompt::Event::OptionsFetched(attempt, _) | prompt::Event::Ended(attempt, _),
            ),
        ) = event
        {
            Some(*attempt)
        } else {
            None
        };
        let ended = aborted(commands);
        let ends = |attempt: &Attempt| answered == Some(*attempt) || ended.contains(attempt);
        assert!(under_way(before).iter().all(ends), "isn't ended: {}", context(step));
    }
}
