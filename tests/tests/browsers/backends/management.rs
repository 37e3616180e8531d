//! Managing one's own passkeys, with the backends that list them.

use latchkey_tests::{Site, ThirdParty, with_backends};

use super::ways::{at_set_up, authenticator, creates_passkey, signed_in};
use crate::security::{SECURITY, renames};

with_backends!(a_person_sees_renames_and_removes_a_passkey with
    with_better_auth: BetterAuth,
    with_django_allauth: DjangoAllauth,
);
fn a_person_sees_renames_and_removes_a_passkey(site: &Site<'_>) {
    let browser = at_set_up(site);
    let _device = authenticator(site, &browser);
    creates_passkey(&browser);
    browser.press("Continue");
    browser.sees_heading(signed_in(site));
    site.tries("list", || {
        browser.press("Manage passkeys");
        browser.sees_heading(SECURITY);
        browser.sees("1 of 5");
        browser.sees("Created ");
    });
    site.tries("rename", || {
        renames(&browser, first_name(site), "Blue laptop");
        browser.hears("The passkey is now called Blue laptop.");
        browser.reload();
        browser.sees_heading("Blue laptop");
    });
    site.tries("remove", || {
        browser.press("Remove passkey: Blue laptop");
        browser.press("I can sign in with my password and a code");
        browser.press("Remove passkey");
        browser.sees("0 of 5");
        browser.reload();
        browser.sees("You have no passkey yet.");
    });
}

/// Returns the default name of a passkey.
fn first_name(site: &Site<'_>) -> &'static str {
    match site.backend() {
        ThirdParty::DjangoAllauth => "Master key",
        ThirdParty::BetterAuth
        | ThirdParty::PythonFido2
        | ThirdParty::SimpleWebAuthn
        | ThirdParty::WebauthnRsTutorial => "Passkey without a name",
    }
}
