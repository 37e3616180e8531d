//! Every state of the page of the user's own passkeys.

mod lists;
mod removals;
mod renamings;

use super::{Action, Content, Event, Security, Task, look};
use crate::Features;
use crate::example::passkeys::{LAPTOP, NEW_PASSKEY_NAME, five, list, session, three};
use crate::example::sample::DEVICE;
use crate::example::signed_in_steps::{
    ADD, CREATE_FOUR_MORE, CREATE_PASSKEY, IDLE, OPEN_SECURITY, RESTART, SIGN_IN,
};
use crate::example::steps::{AUTHENTICATOR, fault};
use crate::example::{Drawn, Example, Exemplified, Notes};
use crate::flow::account::Details;
use crate::flow::fetched::Fetched;
use crate::flow::guarded::Guarded;
use crate::flow::{Flow, Verification};
use crate::problem::Problem;
use crate::wire::Passkey;

/// The steps to the page with one passkey, followed by further ones.
macro_rules! reach {
    ($($step:expr),*) => {
        &[AUTHENTICATOR, SIGN_IN, CREATE_PASSKEY, OPEN_SECURITY, $($step),*]
    };
}
use reach;

impl Exemplified for Security {
    fn examples() -> Vec<Example<Self>> {
        let mut examples = vec![loading()];
        examples.extend(lists::examples());
        examples.extend(renamings::examples());
        examples.extend(removals::examples());
        examples.extend([adding(), limit_reached()]);
        examples.extend(Verification::examples_on_a_page().map(verifying));
        examples.extend(ends());
        examples
    }

    fn look(&self) -> String {
        look::look(self)
    }

    fn presses(&self) -> Vec<(String, Event)> {
        look::presses(self)
    }

    fn drawn(&self) -> Option<Drawn> {
        self.verification().and_then(Verification::drawn)
    }
}

fn example(content: Content, task: Task, notes: Notes) -> Example<Security> {
    Example {
        flow: Security { list: Fetched::of(content), task, ..Security::new(DEVICE, Features::ALL) },
        notes,
    }
}

fn loaded(passkeys: Vec<Passkey>) -> Content {
    let details = Details { session: session(&passkeys), passkeys: list(passkeys) };
    Content::Loaded { details: Box::new(details), is_stale: false }
}

/// Applies `event` to the example, so that what it waits for is under way.
fn after(mut example: Example<Security>, event: Event) -> Example<Security> {
    example.flow.update(event);
    example
}

fn loading() -> Example<Security> {
    let notes = Notes {
        sees: "A quiet indicator in the place of the list.",
        cause: "The page was opened and the service has not answered yet.",
        reach: &[SIGN_IN, fault!("passkeys.list", "hang"), OPEN_SECURITY],
    };
    after(example(Content::Loading, Task::None, notes), Event::Opened)
}

fn adding() -> Example<Security> {
    let notes = Notes {
        sees: "A quiet indicator in the place of the list.",
        cause: "They want to add a passkey, and the service is asked whether that may begin.",
        reach: reach!(fault!("session.get", "hang"), ADD),
    };
    after(example(loaded(three()), Task::None, notes), Event::AddChosen)
}

fn limit_reached() -> Example<Security> {
    example(
        loaded(five()),
        Task::LimitReached,
        Notes {
            sees: "That there are as many passkeys as there may be, and the way back to the list.",
            cause: "They want to add a sixth passkey.",
            reach: reach!(CREATE_FOUR_MORE, ADD),
        },
    )
}

/// Embeds the verification, followed by an action that fits: a rename if there is a passkey, adding one
/// otherwise.
fn verifying(Example { flow: verification, notes }: Example<Verification>) -> Example<Security> {
    let (passkeys, action) = if verification.offers_passkey {
        (three(), Action::Rename { id: LAPTOP.to_owned(), name: NEW_PASSKEY_NAME.to_owned() })
    } else {
        (Vec::new(), Action::Add)
    };
    let (attempts, held) = (verification.attempts, verification.prompt.pending);
    let task = Task::Verifying(Guarded { action, verification: Box::new(verification) });
    let mut example = example(loaded(passkeys), task, notes);
    (example.flow.attempts, example.flow.held) = (attempts, held);
    example
}

fn ends() -> [Example<Security>; 3] {
    let end = |content, notes| example(content, Task::None, notes);
    [
        end(
            Content::Failed(Problem::SignInUnavailable),
            Notes {
                sees: "That the service is unavailable, in the place of the list.",
                cause: "The service failed or did not answer while the list was loaded; or they cancelled the loading.",
                reach: &[SIGN_IN, fault!("passkeys.list", "unavailable"), OPEN_SECURITY],
            },
        ),
        end(
            Content::Failed(Problem::SessionExpired),
            Notes {
                sees: "That the session has ended, in the place of the page.",
                cause: "Nobody is signed in any more: the service ended the session, or the page was left alone for too long.",
                reach: &[SIGN_IN, OPEN_SECURITY, IDLE],
            },
        ),
        end(
            Content::SignedOut,
            Notes {
                sees: "A quiet indicator for a moment, before the sign-in page.",
                cause: "They pressed “Restart” after the session had ended.",
                reach: &[SIGN_IN, OPEN_SECURITY, IDLE, RESTART],
            },
        ),
    ]
}
