//! The look of the set-up page, and what can be pressed there.

use super::{Event, Retry, SetUp, Step};
use crate::Message;
use crate::example::press;
use crate::flow::target::Target;
use crate::problem::{Operation, Problem, Recovery};

pub(super) fn look(flow: &SetUp) -> String {
    match &flow.step {
        Step::Offered => match flow.offer {
            Target::ThisDevice => "set-up-on-this-device".to_owned(),
            Target::Any | Target::Phone | Target::SecurityKey => "set-up".to_owned(),
        },
        Step::Prompt => ["set-up-", &flow.prompt.look(flow.device)].concat(),
        Step::Activating { .. } => "set-up-activating".to_owned(),
        Step::Created(_) => "set-up-created".to_owned(),
        Step::Deferring | Step::Left(_) => "set-up-leaving".to_owned(),
        Step::Failed { problem, retry } => failed(flow, *problem, *retry),
    }
}

/// Returns the look of a documented state, with what its page adds or lacks. States that occur only in set-up
/// need no prefix.
fn failed(flow: &SetUp, problem: Problem, retry: Retry) -> String {
    let flow_name = if problem.occurs_in(Operation::SignIn) { "set-up-" } else { "" };
    let causes = match retry {
        Retry::Prompt(target) if flow.usual_causes().is_some() => target.usual_causes_look(),
        Retry::Prompt(_) | Retry::Offer => "",
    };
    let lacks_another_device = problem.recoveries(Operation::SetUp).contains(&Recovery::AnotherDevice)
        && !flow.recoveries().contains(&Recovery::AnotherDevice);
    let without_passkeys = if lacks_another_device { "-without-passkeys" } else { "" };
    [flow_name, problem.id(), causes, without_passkeys].concat()
}

pub(super) fn presses(flow: &SetUp) -> Vec<(String, Event)> {
    match flow.step {
        Step::Offered => vec![
            press(&Message::CreatePasskey, Event::CreateChosen),
            press(&Message::DoThisLater, Event::LaterChosen),
            press(&Message::UseAnotherDevice, Event::AnotherDeviceChosen),
        ],
        Step::Prompt => flow.prompt.presses(Event::Prompt, Event::CancelChosen),
        Step::Activating { .. } | Step::Deferring => vec![press(&Message::Cancel, Event::CancelChosen)],
        Step::Created(_) => vec![press(&Message::Continue, Event::ContinueChosen)],
        Step::Left(_) => Vec::new(),
        Step::Failed { .. } => {
            let recoveries = flow.recoveries().into_iter();
            recoveries
                .filter_map(|recovery| Some(press(&recovery.label(), Event::of_recovery(recovery)?)))
                .collect()
        }
    }
}
