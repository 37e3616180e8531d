//! Every state of an account's Security tab.

mod passkeys;
mod removals;

use super::{Content, Details, Event, Refusal, Removal, Task, UserSecurity, Which, look};
use crate::example::accounts::{account, administrator, history};
use crate::example::passkeys::{LAPTOP, LIMIT, three};
use crate::example::sample::DEVICE;
use crate::example::signed_in_steps::{
    IDLE, OPEN_URSULA, OPEN_USER, RESTART, SIGN_IN, SIGN_IN_AS_SUPER, SIGN_IN_AS_VIEWER,
};
use crate::example::steps::fault;
use crate::example::{Drawn, Example, Exemplified, Notes};
use crate::flow::fetched::Fetched;
use crate::flow::guarded::Guarded;
use crate::flow::{Flow, Verification};
use crate::problem::Problem;
use crate::wire::{self, Passkey};

impl Exemplified for UserSecurity {
    fn examples() -> Vec<Example<Self>> {
        let mut examples = vec![loading()];
        examples.extend(passkeys::examples());
        examples.extend(removals::examples());
        examples.extend(Verification::examples_on_a_page().map(verifying));
        examples.extend(refusals());
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

fn example(content: Content, task: Task, notes: Notes) -> Example<UserSecurity> {
    let user = account(0).id;
    Example {
        flow: UserSecurity { list: Fetched::of(content), task, ..UserSecurity::new(user, DEVICE) },
        notes,
    }
}

/// An account with these passkeys and a history, as seen by an administrator who may remove them.
fn details(passkeys: Vec<Passkey>) -> Details {
    let security = wire::UserSecurity {
        user: account(passkeys.len()),
        passkeys,
        limit: LIMIT,
        may_remove: true,
        audit: history(),
    };
    Details { session: administrator(), security }
}

fn loaded(details: Details) -> Content {
    Content::Loaded { details: Box::new(details), is_stale: false }
}

/// Applies `event` to the example, so that what it waits for is under way.
fn after(mut example: Example<UserSecurity>, event: Event) -> Example<UserSecurity> {
    example.flow.update(event);
    example
}

fn loading() -> Example<UserSecurity> {
    let notes = Notes {
        sees: "A quiet indicator in the place of the account.",
        cause: "The page was opened and the service has not answered yet.",
        reach: &[SIGN_IN_AS_SUPER, fault!("admin.user", "hang"), OPEN_USER],
    };
    after(example(Content::Loading, Task::None, notes), Event::Opened)
}

fn verifying(Example { flow: verification, notes }: Example<Verification>) -> Example<UserSecurity> {
    let (attempts, held) = (verification.attempts, verification.prompt.pending);
    let mut details = details(three());
    if !verification.offers_passkey {
        details.session.passkeys = 0;
    }
    let action = Removal { which: Which::One(LAPTOP.to_owned()), reason: look::REASON.to_owned() };
    let task = Task::Verifying(Guarded { action, verification: Box::new(verification) });
    let mut example = example(loaded(details), task, notes);
    (example.flow.attempts, example.flow.held) = (attempts, held);
    example
}

fn refusals() -> [Example<UserSecurity>; 2] {
    [
        example(
            Content::Refused(Refusal::Forbidden),
            Task::None,
            Notes {
                sees: "That the page is for administrators, and the way to their own account.",
                cause: "Their role doesn’t let them see the account.",
                reach: &[SIGN_IN, "Open http://localhost:8080/admin/users/1/security."],
            },
        ),
        example(
            Content::Refused(Refusal::NotFound),
            Task::None,
            Notes {
                sees: "That there is no such user, and the way to the list.",
                cause: "The account was removed, or the address is wrong.",
                reach: &[SIGN_IN_AS_VIEWER, "Open http://localhost:8080/admin/users/999999/security."],
            },
        ),
    ]
}

fn ends() -> [Example<UserSecurity>; 3] {
    let end = |content, notes| example(content, Task::None, notes);
    [
        end(
            Content::Failed(Problem::SignInUnavailable),
            Notes {
                sees: "That the service is unavailable, in the place of the account.",
                cause: "The service failed or did not answer while the account was loaded; or they cancelled the loading.",
                reach: &[SIGN_IN_AS_SUPER, fault!("admin.user", "unavailable"), OPEN_USER],
            },
        ),
        end(
            Content::Failed(Problem::SessionExpired),
            Notes {
                sees: "That the session has ended, in the place of the page.",
                cause: "Nobody is signed in any more: the service ended the session, or the page was left alone for too long.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_URSULA, IDLE],
            },
        ),
        end(
            Content::SignedOut,
            Notes {
                sees: "A quiet indicator for a moment, before the sign-in page.",
                cause: "They pressed “Restart” after the session had ended.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_URSULA, IDLE, RESTART],
            },
        ),
    ]
}
