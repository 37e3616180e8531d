//! How a user gets through each site.

use std::rc::Rc;

use latchkey_tests::{Authenticator, AuthenticatorKind, Browser, Site, ThirdParty};

use crate::steps::{CREATED, ENTER_PASSWORD, PASSKEY, SET_UP, gives_password, opens_sign_in, says_who};

pub(super) const PASSWORD: &str = "correct horse battery";

/// Returns the name that a site's account signs in with.
pub(super) fn username(site: &Site<'_>) -> &'static str {
    match site.backend() {
        ThirdParty::BetterAuth | ThirdParty::SimpleWebAuthn => "ada@example.com",
        ThirdParty::DjangoAllauth | ThirdParty::WebauthnRsTutorial => "ada",
        ThirdParty::PythonFido2 => "a_user",
    }
}

/// Returns the heading that a signed-in user sees: that of the account or, if the backend doesn't say who is
/// signed in, that of the application.
pub(super) fn signed_in(site: &Site<'_>) -> &'static str {
    match site.backend() {
        ThirdParty::BetterAuth => "You are signed in, Ada Lovelace",
        ThirdParty::DjangoAllauth => "You are signed in, ada",
        ThirdParty::PythonFido2 | ThirdParty::SimpleWebAuthn | ThirdParty::WebauthnRsTutorial => "Welcome",
    }
}

/// Adds an authenticator that the backend accepts: python-fido2's example requires one that isn't part of the device.
pub(super) fn authenticator<'a>(site: &Site<'_>, browser: &'a Browser) -> Authenticator<'a> {
    browser.add_authenticator(match site.backend() {
        ThirdParty::PythonFido2 => AuthenticatorKind::SECURITY_KEY,
        ThirdParty::BetterAuth
        | ThirdParty::DjangoAllauth
        | ThirdParty::SimpleWebAuthn
        | ThirdParty::WebauthnRsTutorial => AuthenticatorKind::PLATFORM,
    })
}

/// Opens a browser on the set-up page, with an account that has no passkey.
#[track_caller]
pub(super) fn at_set_up(site: &Site<'_>) -> Rc<Browser> {
    let browser = site.browser();
    // The other backends let anyone set up a passkey.
    if site.has("sign-in.password") {
        opens_sign_in(&browser);
        signs_in_with_password(site, &browser);
    } else {
        browser.opens("/set-up");
    }
    browser.sees_heading(SET_UP);
    browser
}

#[track_caller]
pub(super) fn signs_in_with_password(site: &Site<'_>, browser: &Browser) {
    gets_to_passkey_page(site, browser);
    browser.press("Use password instead");
    browser.sees_heading(ENTER_PASSWORD);
    gives_password(browser, PASSWORD);
}

/// Goes from the sign-in page to the passkey page.
#[track_caller]
pub(super) fn gets_to_passkey_page(site: &Site<'_>, browser: &Browser) {
    says_who(browser, username(site));
    browser.sees_heading(PASSKEY);
}

/// Goes from the set-up page to 'Passkey created'.
#[track_caller]
pub(super) fn creates_passkey(browser: &Browser) {
    browser.press("Create a passkey");
    browser.sees_heading(CREATED);
}

/// Goes from 'Passkey created' to the passkey page, without a session. Prompts wait from now on.
#[track_caller]
pub(super) fn comes_back(site: &Site<'_>, browser: &Browser, device: &Authenticator<'_>) {
    device.set_person_answers(false);
    browser.loses_cookies();
    opens_sign_in(browser);
    gets_to_passkey_page(site, browser);
}
