//! Renaming a passkey in place.

use latchkey_tests::{AuthenticatorKind, Fault, Operation, Stage, journey};

use super::{gets_to_security, renames};
use crate::states::SESSION_EXPIRED;
use crate::steps::at_sign_in;

journey!(a_passkey_gets_another_name_in_its_place in chromium, firefox);
fn a_passkey_gets_another_name_in_its_place(stage: &Stage) {
    let browser = at_sign_in(stage);
    let _device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    browser.press("Rename: This device");
    browser.has_focus_on("Name of the passkey");
    assert_eq!(browser.value_of("Name of the passkey"), "This device");
    browser.press("Cancel");
    browser.has_focus_on("Rename: This device");

    renames(&browser, "This device", "  Ursula’s laptop ");
    browser.hears("The passkey is now called Ursula’s laptop.");
    browser.sees_heading("Ursula’s laptop");
    browser.has_focus_on("Rename: Ursula’s laptop");
    browser.reload();
    browser.sees_heading("Ursula’s laptop");
}

journey!(a_name_that_cannot_be_is_said_where_it_was_typed in chromium);
fn a_name_that_cannot_be_is_said_where_it_was_typed(stage: &Stage) {
    let browser = at_sign_in(stage);
    let _device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    renames(&browser, "This device", "   ");
    browser.hears("Enter a name.");
    browser.has_focus_on("Name of the passkey");
    let long = "n".repeat(65);
    browser.type_into("Name of the passkey", &long);
    browser.press("Save");
    browser.hears("A name can have 64 characters at most.");
    assert_eq!(browser.value_of("Name of the passkey"), long);
    assert_eq!(stage.backend().calls(Operation::RenamePasskey), 0);
}

journey!(a_name_that_could_not_be_saved_goes_back_and_what_was_typed_stays in chromium);
fn a_name_that_could_not_be_saved_goes_back_and_what_was_typed_stays(stage: &Stage) {
    let browser = at_sign_in(stage);
    let _device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    for fault in [Fault::Unavailable, Fault::Drop] {
        stage.backend().fault(Operation::RenamePasskey, fault, Some(1));
        renames(&browser, "This device", "Green laptop");
        browser.hears("That didn’t work: the service didn’t answer as it should. Try again.");
        assert_eq!(browser.value_of("Name of the passkey"), "Green laptop");
        browser.press("Cancel");
        browser.sees_heading("This device");
    }
    stage.backend().fault(Operation::RenamePasskey, Fault::Unavailable, Some(1));
    renames(&browser, "This device", "Green laptop");
    browser.hears("Try again.");
    browser.press("Save");
    browser.sees_heading("Green laptop");

    stage.backend().fault(Operation::RenamePasskey, Fault::SessionExpired, Some(1));
    renames(&browser, "Green laptop", "Red laptop");
    SESSION_EXPIRED.is_seen_in(&browser);
}

journey!(the_name_stands_in_the_list_while_it_is_being_saved in chromium);
fn the_name_stands_in_the_list_while_it_is_being_saved(stage: &Stage) {
    let browser = at_sign_in(stage);
    let _device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    stage.backend().fault(Operation::RenamePasskey, Fault::Hang, Some(1));
    renames(&browser, "This device", "Slow laptop");
    browser.sees_heading("Slow laptop");
    browser.hears("Saving the name…");
    browser.press("Cancel");
    browser.sees_heading("This device");
    browser.can_press("Add a passkey");
}
