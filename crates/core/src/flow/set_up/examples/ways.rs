//! From the offer to the passkey, or past it.

use super::{CREATE, KEY, PHONE, at_offer, example};
use crate::Device;
use crate::classify::Mediation;
use crate::example::steps::{
    AUTHENTICATOR, ENTER_CODE, ENTER_NAME, ENTER_PASSWORD, NO_BLUETOOTH, OPEN, SILENT, Steps, at_each_wait,
    fault,
};
use crate::example::{Example, Notes, prompts, sample};
use crate::flow::SetUp;
use crate::flow::prompt::Prompt;
use crate::flow::set_up::Step;
use crate::flow::signal::Signal;
use crate::flow::target::Target;
use crate::flow::wait::Wait;
use crate::wire::NewPasskey;

pub(super) fn all() -> Vec<Example<SetUp>> {
    let mut examples = offers();
    examples.extend(opened(
        Target::Any,
        at_offer!([fault!("attestation.options", "hang")], CREATE),
        at_each_wait!(AUTHENTICATOR, SILENT, OPEN, ENTER_NAME, ENTER_PASSWORD, ENTER_CODE, CREATE),
    ));
    examples.extend(opened(
        Target::Phone,
        at_offer!([fault!("attestation.options", "hang")], PHONE),
        at_each_wait!(AUTHENTICATOR, SILENT, OPEN, ENTER_NAME, ENTER_PASSWORD, ENTER_CODE, PHONE),
    ));
    examples.extend(opened(
        Target::SecurityKey,
        at_offer!([fault!("attestation.options", "hang")], KEY),
        at_each_wait!(AUTHENTICATOR, SILENT, OPEN, ENTER_NAME, ENTER_PASSWORD, ENTER_CODE, KEY),
    ));
    examples.extend(ends());
    examples
}

fn offers() -> Vec<Example<SetUp>> {
    let options = || sample::fetched(sample::creation_options());
    let another_device = |sees, cause, reach| {
        let choosing = sample::choosing(sample::creation_options());
        example(Step::Prompt, choosing, Notes { sees, cause, reach })
    };
    let here = example(
        Step::Offered,
        options(),
        Notes {
            sees: "They are offered a passkey on this device, since they used another one to sign in.",
            cause: "They signed in with a passkey of another device, and there is room for one of this device.",
            reach: at_offer!([], "Open http://localhost:8080/set-up?on=this-device."),
        },
    );
    let unreachable = another_device(
        "They choose between a phone, which the browser says it can’t reach, and a security key.",
        "The browser says that it has no way to a phone (hybridTransport).",
        at_offer!([NO_BLUETOOTH], "Press “Use another device”."),
    );
    let without_phones = Device { hybrid_transport: Some(false), ..sample::DEVICE };
    vec![
        example(
            Step::Offered,
            options(),
            Notes {
                sees: "They are offered a passkey, with reasons for one, and can do it later.",
                cause: "They signed in with the password, and the account has no passkey.",
                reach: at_offer!([],),
            },
        ),
        Example { flow: SetUp { offer: Target::ThisDevice, ..here.flow }, ..here },
        another_device(
            "They choose between a phone and a security key, with what each needs.",
            "They pressed “Use another device”.",
            at_offer!([], "Press “Use another device”."),
        ),
        Example { flow: SetUp { device: without_phones, ..unreachable.flow }, ..unreachable },
    ]
}

/// From the press to the deadline.
fn opened(target: Target, preparing: Steps, waiting: [Steps; 4]) -> Vec<Example<SetUp>> {
    let preparing = prompts::preparing(preparing);
    let mut examples = vec![example(Step::Prompt, sample::opening(target), preparing)];
    examples.extend(Wait::LOOKS.into_iter().zip(waiting).map(|(wait, reach)| {
        let prompt = sample::prompting(target, sample::creation_options(), wait);
        example(Step::Prompt, prompt, prompts::open(target, wait, reach))
    }));
    examples
}

fn ends() -> Vec<Example<SetUp>> {
    let if_refused = Signal::UnknownCredential { rp_id: None, credential_id: String::new() };
    let end = |step, sees, cause, reach| example(step, Prompt::default(), Notes { sees, cause, reach });
    vec![
        end(
            Step::Activating { mediation: Mediation::Modal, if_refused },
            "They are told that their passkey is being saved.",
            "The new passkey is on its way to the service, which activates it.",
            at_offer!([fault!("attestation.result", "hang")], CREATE),
        ),
        end(
            Step::Created(NewPasskey { id: "new".to_owned() }),
            "They are told that there is a passkey now, and that the password still works.",
            "The service has activated the new passkey.",
            at_offer!([], CREATE),
        ),
        end(
            Step::Deferring,
            "They are told to wait a moment, while they go on without a passkey.",
            "They pressed “I'll do this later”, or the next page is loading.",
            at_offer!([fault!("passkeys.deferral", "hang")], "Press “I'll do this later”."),
        ),
    ]
}
