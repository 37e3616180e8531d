//! The look of the sign-in pages, and what can be pressed there.

use super::{Event, SignIn, Step};
use crate::Message;
use crate::example::{press, sample, with_error};
use crate::flow::secret::Secret;
use crate::flow::target::Target;
use crate::problem::{Operation, Problem, Recovery};

pub(super) fn look(flow: &SignIn) -> String {
    match &flow.step {
        Step::Identifier { error } => with_error("identifier", error.as_ref()),
        Step::LookingUp => "looking-up".to_owned(),
        Step::Passkey => "passkey".to_owned(),
        Step::Prompt => flow.prompt.look(flow.device),
        Step::Verifying { .. } => "checking-passkey".to_owned(),
        Step::Password { error } => with_error("password", error.as_ref()),
        Step::CheckingPassword => "checking-password".to_owned(),
        Step::Code { error, sent_again, .. } => {
            let form = if *sent_again { "code-sent-again" } else { "code" };
            with_error(form, error.as_ref())
        }
        Step::CheckingCode(_) => "checking-code".to_owned(),
        Step::ResendingCode(_) => "sending-code".to_owned(),
        Step::SignedIn { .. } => "signed-in".to_owned(),
        Step::Failed { problem, .. } => failed(flow, *problem),
    }
}

/// Returns the look of a documented state, with what its page adds or lacks.
fn failed(flow: &SignIn, problem: Problem) -> String {
    let offered = flow.recoveries();
    let lacks =
        |recovery| problem.recoveries(Operation::SignIn).contains(&recovery) && !offered.contains(&recovery);
    let on_the_password_way =
        if lacks(Recovery::Password) || flow.detail().is_some() { "-on-the-password-way" } else { "" };
    let without_passkeys = if lacks(Recovery::AnotherDevice) { "-without-passkeys" } else { "" };
    let causes = prompted(flow).filter(|_| flow.usual_causes().is_some()).map(Target::usual_causes_look);
    [problem.id(), causes.unwrap_or_default(), on_the_password_way, without_passkeys].concat()
}

/// Returns what the prompt before the documented state was for.
fn prompted(flow: &SignIn) -> Option<Target> {
    if let Step::Failed { retry: super::Retry::Prompt(target), .. } = flow.step { Some(target) } else { None }
}

pub(super) fn presses(flow: &SignIn) -> Vec<(String, Event)> {
    let another_account = || press(&Message::UseAnotherAccount, Event::AccountChangeChosen);
    let go_on = |event| press(&Message::Continue, event);
    match flow.step {
        Step::Identifier { .. } => vec![
            go_on(Event::IdentifierSubmitted(sample::NAME.to_owned())),
            press(&Message::LogInWithPasskey, Event::PasskeyChosen),
        ],
        Step::Passkey => vec![
            another_account(),
            press(&Message::LogInWithPasskey, Event::PasskeyChosen),
            press(&Message::UsePassword, Event::PasswordChosen),
            press(&Message::UseAnotherDevice, Event::AnotherDeviceChosen),
        ],
        Step::Prompt => flow.prompt.presses(Event::Prompt, Event::CancelChosen),
        Step::Password { .. } => {
            vec![another_account(), go_on(Event::PasswordSubmitted(sample::password()))]
        }
        Step::Code { .. } => vec![
            another_account(),
            go_on(Event::CodeSubmitted(Secret::new(sample::CODE.to_owned()))),
            press(&Message::SendNewCode, Event::ResendChosen),
        ],
        Step::LookingUp | Step::Verifying { .. } => vec![press(&Message::Cancel, Event::CancelChosen)],
        // The form is still on the page, waiting.
        Step::CheckingPassword | Step::CheckingCode(_) | Step::ResendingCode(_) => {
            vec![another_account(), press(&Message::Cancel, Event::CancelChosen)]
        }
        Step::SignedIn { .. } => Vec::new(),
        Step::Failed { .. } => {
            let recoveries = flow.recoveries().into_iter();
            recoveries
                .filter_map(|recovery| Some(press(&recovery.label(), Event::of_recovery(recovery)?)))
                .collect()
        }
    }
}
