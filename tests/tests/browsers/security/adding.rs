//! Adding a passkey, through set-up and back.

use latchkey_tests::{AuthenticatorKind, Fault, Operation, Stage, journey};

use super::{SECURITY, adds_passkey, at_security_without_passkeys, gets_to_security};
use crate::states::LIMIT_REACHED;
use crate::steps::{SET_UP, at_sign_in};

journey!(a_passkey_is_added_by_way_of_the_set_up in chromium, firefox);
fn a_passkey_is_added_by_way_of_the_set_up(stage: &Stage) {
    let browser = at_security_without_passkeys(stage);
    adds_passkey(&browser, AuthenticatorKind::PLATFORM);
    assert_eq!(browser.url(), format!("{}/account/security", stage.backend().origin()));
    browser.sees("1 of 5");
    browser.press("Add a passkey");
    browser.sees_heading(SET_UP);
    browser.press("I'll do this later");
    browser.sees_heading(SECURITY);
    browser.sees("1 of 5");
}

journey!(at_five_passkeys_adding_says_that_it_is_the_most in chromium);
fn at_five_passkeys_adding_says_that_it_is_the_most(stage: &Stage) {
    let browser = at_sign_in(stage);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_security(stage, &browser);
    device.remove();
    for number in 2..=5 {
        // Each passkey is on a separate device, because a device can't be registered twice.
        adds_passkey(&browser, AuthenticatorKind::PLATFORM).remove();
        browser.sees(&format!("{number} of 5"));
    }
    browser.press("Add a passkey");
    LIMIT_REACHED.is_seen_in(&browser);
    browser.press("Manage passkeys");
    browser.sees_heading(SECURITY);
    browser.sees("5 of 5");
}

journey!(an_outage_before_adding_leaves_the_list_where_it_is in chromium);
fn an_outage_before_adding_leaves_the_list_where_it_is(stage: &Stage) {
    let browser = at_security_without_passkeys(stage);
    stage.backend().fault(Operation::Session, Fault::Unavailable, None);
    browser.press("Add a passkey");
    browser.hears("That didn’t work: the service didn’t answer as it should. Try again.");
    browser.sees("0 of 5");
    stage.backend().clear_faults();
    browser.press("Add a passkey");
    browser.sees_heading(SET_UP);
}
