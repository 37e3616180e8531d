//! How a person gets through each site.

use std::rc::Rc;

use latchkey_tests::{Authenticator, AuthenticatorKind, Browser, Site, ThirdParty};

use crate::steps::{CREATED, ENTER_PASSWORD, PASSKEY, SET_UP, gives_password, opens_sign_in, says_who};

pub(super) const PASSWORD: &str = "correct horse battery";

/// What the account of a site is signed in with.
pub(super) fn username(site: &Site<'_>) -> &'static str {
    match site.backend() {
        ThirdParty::BetterAuth | ThirdParty::SimpleWebAuthn => "ada@example.com",
        ThirdParty::DjangoAllauth | ThirdParty::WebauthnRsTutorial => "ada",
        ThirdParty::PythonFido2 => "a_user",
    }
}

/// What somebody who has signed in sees: the account, or where the backend doesn't tell whose it is, the application.
pub(super) fn signed_in(site: &Site<'_>) -> &'static str {
    match site.backend() {
        ThirdParty::BetterAuth => "You are signed in, Ada Lovelace",
        ThirdParty::DjangoAllauth => "You are signed in, ada",
        ThirdParty::PythonFido2 | ThirdParty::SimpleWebAuthn | ThirdParty::WebauthnRsTutorial => "Welcome",
    }
}

/// An authenticator that the backend takes: the example of python-fido2 wants one that isn't part of the device.
pub(super) fn authenticator<'a>(site: &Site<'_>, browser: &'a Browser) -> Authenticator<'a> {
    browser.add_authenticator(match site.backend() {
        ThirdParty::PythonFido2 => AuthenticatorKind::SECURITY_KEY,
        ThirdParty::BetterAuth
        | ThirdParty::DjangoAllauth
        | ThirdParty::SimpleWebAuthn
        | ThirdParty::WebauthnRsTutorial => AuthenticatorKind::PLATFORM,
    })
}

/// A browser on the page that offers to set a passkey up, of an account that has none.
#[track_caller]
pub(super) fn at_set_up(site: &Site<'_>) -> Rc<Browser> {
    let browser = site.browser();
    // Elsewhere whoever comes may set one up.
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

/// From the sign-in page to that of the passkey.
#[track_caller]
pub(super) fn gets_to_passkey_page(site: &Site<'_>, browser: &Browser) {
    says_who(browser, username(site));
    browser.sees_heading(PASSKEY);
}

/// From the offer to 'Passkey created'.
#[track_caller]
pub(super) fn creates_passkey(browser: &Browser) {
    browser.press("Create a passkey");
    browser.sees_heading(CREATED);
}

/// From 'Passkey created' to the page of the passkey, in no session any more; no prompt is answered by itself.
#[track_caller]
pub(super) fn comes_back(site: &Site<'_>, browser: &Browser, device: &Authenticator<'_>) {
    device.set_person_answers(false);
    browser.loses_cookies();
    opens_sign_in(browser);
    gets_to_passkey_page(site, browser);
}

/// A browser on the page of the passkey, with a passkey on its only authenticator, whose prompts wait.
pub(super) struct Returning<'a> {
    pub(super) browser: &'a Browser,
    pub(super) device: Authenticator<'a>,
}

impl<'a> Returning<'a> {
    #[track_caller]
    pub(super) fn to(site: &Site<'_>, browser: &'a Browser) -> Self {
        let device = authenticator(site, browser);
        creates_passkey(browser);
        comes_back(site, browser, &device);
        Self { browser, device }
    }

    /// The same, but the backend has forgotten the passkey meanwhile.
    #[track_caller]
    pub(super) fn to_backend_that_forgot(site: &Site<'_>, browser: &'a Browser) -> Self {
        let device = authenticator(site, browser);
        creates_passkey(browser);
        site.restarts_backend();
        comes_back(site, browser, &device);
        Self { browser, device }
    }

    /// Presses the button, and answers the prompt.
    #[track_caller]
    pub(super) fn uses_passkey(&self) {
        self.device.set_person_answers(true);
        self.browser.press("Log in with passkey");
    }
}
