//! A passkey is created and used, and prompts are cancelled.

use latchkey_tests::{Site, with_backends};

use super::ways::{Returning, at_set_up, authenticator, comes_back, creates_passkey, signed_in};
use crate::states::{NOT_FOUND_OR_CANCELED, SET_UP_CANCELED};
use crate::steps::{CREATED, PROMPT};

with_backends!(a_person_creates_a_passkey ("create") with
    with_better_auth: BetterAuth,
    with_django_allauth: DjangoAllauth,
    with_python_fido2: PythonFido2,
    with_simplewebauthn: SimpleWebAuthn,
    with_webauthn_rs_tutorial: WebauthnRsTutorial,
);
fn a_person_creates_a_passkey(site: &Site<'_>) {
    let browser = at_set_up(site);
    let device = authenticator(site, &browser);
    creates_passkey(&browser);
    assert_eq!(device.credentials().len(), 1);
}

with_backends!(a_person_signs_in_with_a_passkey ("sign in") with
    with_better_auth: BetterAuth,
    with_django_allauth: DjangoAllauth,
    with_python_fido2: PythonFido2,
    with_simplewebauthn: SimpleWebAuthn,
    with_webauthn_rs_tutorial: WebauthnRsTutorial,
);
fn a_person_signs_in_with_a_passkey(site: &Site<'_>) {
    let browser = at_set_up(site);
    let returning = Returning::to(site, &browser);
    returning.uses_passkey();
    browser.sees_heading(signed_in(site));
}

with_backends!(a_person_cancels_and_tries_again ("cancel") with
    with_better_auth: BetterAuth,
    with_django_allauth: DjangoAllauth,
    with_python_fido2: PythonFido2,
    with_simplewebauthn: SimpleWebAuthn,
    with_webauthn_rs_tutorial: WebauthnRsTutorial,
);
fn a_person_cancels_and_tries_again(site: &Site<'_>) {
    let browser = at_set_up(site);
    let device = authenticator(site, &browser);
    device.set_person_answers(false);
    browser.press("Create a passkey");
    browser.sees_heading(PROMPT);
    browser.press("Cancel");
    SET_UP_CANCELED.is_seen_in(&browser);
    device.set_person_answers(true);
    browser.press("Try again");
    browser.sees_heading(CREATED);

    comes_back(site, &browser, &device);
    browser.press("Log in with passkey");
    browser.sees_heading(PROMPT);
    browser.press("Cancel");
    NOT_FOUND_OR_CANCELED.is_seen_in(&browser);
    device.set_person_answers(true);
    browser.press("Try again");
    browser.sees_heading(signed_in(site));
}
