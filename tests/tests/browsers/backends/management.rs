//! One's own passkeys, where the backend lists them.

use latchkey_tests::{Browser, Site, ThirdParty, with_backends};

use super::ways::{at_set_up, authenticator, creates_passkey, signed_in};
use crate::security::{SECURITY, renames};

with_backends!(a_person_sees_their_passkeys ("list") with
    with_better_auth: BetterAuth,
    with_django_allauth: DjangoAllauth,
);
fn a_person_sees_their_passkeys(site: &Site<'_>) {
    let browser = at_set_up(site);
    let _device = authenticator(site, &browser);
    gets_to_security(site, &browser);
    browser.sees("1 of 5");
    browser.sees("Created ");
}

fn gets_to_security(site: &Site<'_>, browser: &Browser) {
    creates_passkey(browser);
    browser.press("Continue");
    browser.sees_heading(signed_in(site));
    browser.press("Manage passkeys");
    browser.sees_heading(SECURITY);
}

with_backends!(a_person_renames_a_passkey ("rename") with
    with_better_auth: BetterAuth,
    with_django_allauth: DjangoAllauth,
);
fn a_person_renames_a_passkey(site: &Site<'_>) {
    let browser = at_set_up(site);
    let _device = authenticator(site, &browser);
    gets_to_security(site, &browser);
    renames(&browser, first_name(site), "Blue laptop");
    browser.hears("The passkey is now called Blue laptop.");
    browser.reload();
    browser.sees_heading("Blue laptop");
}

with_backends!(a_person_removes_a_passkey ("remove") with
    with_better_auth: BetterAuth,
    with_django_allauth: DjangoAllauth,
);
fn a_person_removes_a_passkey(site: &Site<'_>) {
    let browser = at_set_up(site);
    let _device = authenticator(site, &browser);
    gets_to_security(site, &browser);
    browser.press(&format!("Remove passkey: {}", first_name(site)));
    browser.press("I can sign in with my password and a code");
    browser.press("Remove passkey");
    browser.sees("0 of 5");
    browser.reload();
    browser.sees("You have no passkey yet.");
}

/// What a passkey is called that nobody has given a name.
fn first_name(site: &Site<'_>) -> &'static str {
    match site.backend() {
        ThirdParty::DjangoAllauth => "Master key",
        ThirdParty::BetterAuth
        | ThirdParty::PythonFido2
        | ThirdParty::SimpleWebAuthn
        | ThirdParty::WebauthnRsTutorial => "Passkey without a name",
    }
}
