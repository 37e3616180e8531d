//! What the tests of the flows with a verification inside need, too.

use crate::Attempt;
use crate::flow::prompt;
use crate::flow::verification::{Event, Step, Verification};

/// Whether the event is about something that isn't there any more, worked out independently of the code under
/// test.
pub(in crate::flow) fn is_stale(flow: &Verification, event: &Event) -> bool {
    match event {
        Event::Prompt(event) => prompt::tests::is_stale(&flow.prompt, event),
        Event::Checked(attempt, _) => {
            let checks = matches!(flow.step, Step::CheckingPasskey | Step::CheckingPassword);
            !checks || flow.attempts.awaited != *attempt
        }
        Event::PasskeyChosen
        | Event::PasswordSubmitted(_)
        | Event::PasswordChosen
        | Event::RetryChosen
        | Event::RestartChosen
        | Event::CancelChosen => false,
    }
}

/// Returns what is under way and not being ended yet.
pub(in crate::flow) fn under_way(flow: &Verification) -> Vec<Attempt> {
    let mut attempts = prompt::tests::under_way(&flow.prompt);
    if matches!(flow.step, Step::CheckingPasskey | Step::CheckingPassword) {
        attempts.push(flow.attempts.awaited);
    }
    attempts
}
