//! Every state of the signed-in page.

use super::{Account, Details, Event, Step, look};
use crate::example::passkeys::{NEW_NAME, list, session, three};
use crate::example::signed_in_steps::{
    CREATE_PASSKEY, IDLE, OPEN_ACCOUNT, PASSKEYS_GONE, SAVE, SIGN_IN, TOO_LONG_NAME, TYPE_NAME,
};
use crate::example::steps::{AUTHENTICATOR, fault};
use crate::example::{Example, Exemplified, Notes};
use crate::problem::Problem;
use crate::wire::Passkey;
use crate::{Attempt, PortalMessage};

const CHANGE_NAME: &str = "Press “Change your name”.";
const SIGN_OUT: &str = "Press “Sign out”.";

impl Exemplified for Account {
    fn examples() -> Vec<Example<Self>> {
        let mut examples = vec![loading()];
        examples.extend(signed_in());
        examples.extend(naming());
        examples.push(signing_out());
        examples.extend(failed());
        examples
    }

    fn look(&self) -> String {
        look::look(self)
    }

    fn presses(&self) -> Vec<(String, Event)> {
        look::presses(self)
    }
}

fn details(passkeys: Vec<Passkey>) -> Details {
    Details { session: session(&passkeys), passkeys: list(passkeys) }
}

fn example(step: Step, notes: Notes) -> Example<Account> {
    Example { flow: Account { step, notice: None, attempt: Attempt::default().next() }, notes }
}

fn loading() -> Example<Account> {
    example(
        Step::Loading,
        Notes {
            sees: "A quiet indicator, while the service is asked who is signed in.",
            cause: "The page was opened and the service has not answered yet.",
            reach: &[SIGN_IN, fault!("session.get", "hang"), OPEN_ACCOUNT],
        },
    )
}

fn signed_in() -> [Example<Account>; 3] {
    let with_passkeys = example(
        Step::SignedIn(Box::new(details(three()))),
        Notes {
            sees: "Who they are, how many passkeys they have, and the way out.",
            cause: "They are signed in and have passkeys.",
            reach: &[AUTHENTICATOR, SIGN_IN, CREATE_PASSKEY, OPEN_ACCOUNT],
        },
    );
    let without = example(
        Step::SignedIn(Box::new(details(Vec::new()))),
        Notes {
            sees: "Who they are, and that they have no passkey yet.",
            cause: "They are signed in and have no passkey.",
            reach: &[SIGN_IN, PASSKEYS_GONE, OPEN_ACCOUNT],
        },
    );
    let mut changed = example(
        Step::SignedIn(Box::new(details(three()))),
        Notes {
            sees: "Their new name, and a note that it is theirs now.",
            cause: "The service has saved their new name.",
            reach: &[SIGN_IN, OPEN_ACCOUNT, CHANGE_NAME, TYPE_NAME, SAVE],
        },
    );
    changed.flow.notice = Some(PortalMessage::NameChanged { name: NEW_NAME.to_owned() });
    if let Step::SignedIn(details) = &mut changed.flow.step {
        NEW_NAME.clone_into(&mut details.session.user.display_name);
    }
    [with_passkeys, without, changed]
}

fn naming() -> [Example<Account>; 5] {
    let naming = |error| Step::Naming { details: Box::new(details(three())), error };
    [
        example(
            naming(None),
            Notes {
                sees: "A field for another name.",
                cause: "They want to be called something else.",
                reach: &[SIGN_IN, OPEN_ACCOUNT, CHANGE_NAME],
            },
        ),
        example(
            naming(Some(PortalMessage::NameMissing)),
            Notes {
                sees: "At the field, that a name is missing.",
                cause: "They saved an empty name.",
                reach: &[SIGN_IN, OPEN_ACCOUNT, CHANGE_NAME, "Empty the field.", SAVE],
            },
        ),
        example(
            naming(Some(PortalMessage::NameTooLong { longest: "64".to_owned() })),
            Notes {
                sees: "At the field, how long a name can be.",
                cause: "They saved a name of more than 64 characters.",
                reach: &[SIGN_IN, OPEN_ACCOUNT, CHANGE_NAME, TOO_LONG_NAME, SAVE],
            },
        ),
        example(
            naming(Some(PortalMessage::DidNotWork)),
            Notes {
                sees: "At the field, that the name could not be saved; what they typed is still there.",
                cause: "The service failed while it saved the name.",
                reach: &[
                    SIGN_IN,
                    OPEN_ACCOUNT,
                    fault!("account.rename", "unavailable"),
                    CHANGE_NAME,
                    TYPE_NAME,
                    SAVE,
                ],
            },
        ),
        example(
            Step::SavingName(Box::new(details(three()))),
            Notes {
                sees: "The field, and below it that the name is being saved.",
                cause: "They saved a name and the service has not answered yet.",
                reach: &[
                    SIGN_IN,
                    OPEN_ACCOUNT,
                    fault!("account.rename", "hang"),
                    CHANGE_NAME,
                    TYPE_NAME,
                    SAVE,
                ],
            },
        ),
    ]
}

fn signing_out() -> Example<Account> {
    example(
        Step::SigningOut,
        Notes {
            sees: "A quiet indicator, while the session is ended.",
            cause: "They signed out and the service has not answered yet.",
            reach: &[SIGN_IN, OPEN_ACCOUNT, fault!("session.end", "hang"), SIGN_OUT],
        },
    )
}

fn failed() -> [Example<Account>; 2] {
    let failed = |problem| Step::Failed { problem, signing_out: false };
    [
        example(
            failed(Problem::SignInUnavailable),
            Notes {
                sees: "That the service is unavailable, in place of the page.",
                cause: "The service failed or did not answer, while the page was loaded or while they signed out; or they cancelled the loading.",
                reach: &[SIGN_IN, fault!("session.get", "unavailable"), OPEN_ACCOUNT],
            },
        ),
        example(
            failed(Problem::SessionExpired),
            Notes {
                sees: "That the session has ended, in place of the page.",
                cause: "Nobody is signed in any more: the service ended the session, or the page was left alone for too long.",
                reach: &[SIGN_IN, OPEN_ACCOUNT, IDLE],
            },
        ),
    ]
}
