//! Changing the account's display name.

use latchkey_tests::{AuthenticatorKind, Fault, Kind, Operation, Stage, journey, wait_until};

use crate::states::SESSION_EXPIRED;
use crate::steps::{SIGNED_IN, at_sign_in, creates_passkey, gets_to_set_up};

journey!(a_new_name_is_shown_and_told_to_whoever_keeps_the_passkeys in chromium, firefox);
fn a_new_name_is_shown_and_told_to_whoever_keeps_the_passkeys(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_set_up(stage, &browser);
    creates_passkey(&browser);
    if stage.kind() == Kind::Chromium {
        assert_eq!(device.display_names(), ["Ursula User"]);
    }
    browser.press("Change your name");
    browser.has_focus_on("Your name");
    assert_eq!(browser.value_of("Your name"), "Ursula User");
    browser.type_into("Your name", " Uschi User ");
    browser.press("Save");
    browser.sees_heading("You are signed in, Uschi User");
    browser.hears("You are now called Uschi User.");
    if stage.kind() == Kind::Chromium {
        wait_until("the authenticator to know the name", || device.display_names() == ["Uschi User"]);
    }
    browser.reload();
    browser.sees_heading("You are signed in, Uschi User");
}

journey!(a_name_that_is_not_saved_stays_where_it_was_typed in chromium);
fn a_name_that_is_not_saved_stays_where_it_was_typed(stage: &Stage) {
    let browser = at_sign_in(stage);
    gets_to_set_up(stage, &browser);
    browser.press("I'll do this later");
    browser.press("Change your name");
    browser.type_into("Your name", "  ");
    browser.press("Save");
    browser.hears("Enter a name.");
    stage.backend().fault(Operation::RenameAccount, Fault::Unavailable, Some(1));
    browser.type_into("Your name", "Uschi User");
    browser.press("Save");
    browser.hears("That didn’t work: the service didn’t answer as it should. Try again.");
    assert_eq!(browser.value_of("Your name"), "Uschi User");
    stage.backend().fault(Operation::RenameAccount, Fault::Hang, Some(1));
    browser.press("Save");
    browser.sees("Saving the name…");
    browser.press("Cancel");
    browser.sees_heading(SIGNED_IN);
    browser.press("Change your name");
    stage.backend().fault(Operation::RenameAccount, Fault::SessionExpired, Some(1));
    browser.type_into("Your name", "Uschi User");
    browser.press("Save");
    SESSION_EXPIRED.is_seen_in(&browser);
}
