//! A passkey is created and used, prompts are canceled, and the backend refuses what it should.

use latchkey_tests::{Alteration, Site, with_backends};

use super::refusals::{cookie_of_challenge, tamper, told};
use super::ways::{at_set_up, authenticator, comes_back, signed_in};
use crate::states::{
    NOT_FOUND_OR_CANCELED, NOT_ON_THIS_DEVICE, SESSION_EXPIRED, SET_UP_CANCELED, VERIFICATION_FAILED,
};
use crate::steps::{CREATED, cancels_prompt};

with_backends!(a_person_creates_and_uses_a_passkey_that_is_then_refused with
    with_better_auth: BetterAuth,
    with_django_allauth: DjangoAllauth,
    with_python_fido2: PythonFido2,
    with_simplewebauthn: SimpleWebAuthn,
    with_webauthn_rs_tutorial: WebauthnRsTutorial,
);
fn a_person_creates_and_uses_a_passkey_that_is_then_refused(site: &Site<'_>) {
    let browser = at_set_up(site);
    let device = authenticator(site, &browser);
    let log_in = || {
        device.set_person_answers(true);
        browser.press("Log in with passkey");
    };
    site.tries("cancel", || {
        device.set_person_answers(false);
        cancels_prompt(&browser, "Create a passkey", &SET_UP_CANCELED);
    });
    site.tries("create", || {
        device.set_person_answers(true);
        browser.press("Try again");
        browser.sees_heading(CREATED);
        assert_eq!(device.credentials().len(), 1);
    });
    site.tries("sign in", || {
        comes_back(site, &browser, &device);
        log_in();
        browser.sees_heading(signed_in(site));
    });
    site.tries("cancel", || {
        comes_back(site, &browser, &device);
        cancels_prompt(&browser, "Log in with passkey", &NOT_FOUND_OR_CANCELED);
        device.set_person_answers(true);
        browser.press("Try again");
        browser.sees_heading(signed_in(site));
    });
    let result = site.path_of("assertion.result");
    site.tries("tampered signature", || {
        comes_back(site, &browser, &device);
        site.alters_next(&result, Alteration::Body(tamper));
        log_in();
        VERIFICATION_FAILED.is_seen_in(&browser);
    });
    site.tries("expired challenge", || {
        comes_back(site, &browser, &device);
        site.alters_next(&result, Alteration::WithoutCookie(cookie_of_challenge(site)));
        log_in();
        told(site, &SESSION_EXPIRED).is_seen_in(&browser);
    });
    site.tries("unknown passkey", || {
        site.restarts_backend();
        comes_back(site, &browser, &device);
        log_in();
        told(site, &NOT_ON_THIS_DEVICE).is_seen_in(&browser);
    });
}
