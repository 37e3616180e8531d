//! The page beside the browser's prompt, for each kind of device.

use super::{KEY, LOG_IN, PHONE, example, with_passkey};
use crate::example::steps::{ANSWERS, AUTHENTICATOR, OPEN, SILENT, Steps, at_each_wait, fault};
use crate::example::{Example, prompts, sample};
use crate::flow::SignIn;
use crate::flow::prompt::Prompt;
use crate::flow::sign_in::Step;
use crate::flow::signal::Signal;
use crate::flow::target::Target;
use crate::flow::wait::Wait;

pub(super) fn all() -> Vec<Example<SignIn>> {
    let mut examples = opened(
        Target::Any,
        &[AUTHENTICATOR, fault!("assertion.options", "hang"), OPEN, LOG_IN],
        at_each_wait!(AUTHENTICATOR, SILENT, OPEN, LOG_IN),
    );
    examples.extend(opened(
        Target::Phone,
        &[AUTHENTICATOR, SILENT, OPEN, LOG_IN, fault!("assertion.options", "hang"), PHONE],
        at_each_wait!(AUTHENTICATOR, SILENT, OPEN, LOG_IN, PHONE),
    ));
    examples.extend(opened(
        Target::SecurityKey,
        &[AUTHENTICATOR, SILENT, OPEN, LOG_IN, fault!("assertion.options", "hang"), KEY],
        at_each_wait!(AUTHENTICATOR, SILENT, OPEN, LOG_IN, KEY),
    ));
    examples.push(checking());
    examples
}

/// From the press to the deadline.
fn opened(target: Target, preparing: Steps, waiting: [Steps; 4]) -> Vec<Example<SignIn>> {
    let preparing = prompts::preparing(preparing);
    let mut examples = vec![example(Step::Prompt, sample::opening(target), preparing)];
    examples.extend(Wait::LOOKS.into_iter().zip(waiting).map(|(wait, reach)| {
        let prompt = sample::prompting(target, sample::request_options(), wait);
        example(Step::Prompt, prompt, prompts::open(target, wait, reach))
    }));
    examples
}

fn checking() -> Example<SignIn> {
    let if_unknown = Signal::UnknownCredential { rp_id: None, credential_id: String::new() };
    let step = Step::Verifying { from_another_device: false, if_unknown };
    let reach = with_passkey!([fault!("assertion.result", "hang")], ANSWERS, LOG_IN);
    example(step, Prompt::default(), prompts::checking(reach))
}
