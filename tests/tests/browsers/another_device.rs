//! Phones, tablets and security keys: what users read before, during and after their use.

use latchkey_tests::{Authenticator, AuthenticatorKind, Browser, Kind, Stage, journey};
use serde_json::json;

use crate::states::{NOT_FOUND_OR_CANCELED, SET_UP_CANCELED};
use crate::steps::{
    CREATED, PASSKEY, SET_UP, SIGN_IN, SIGNED_IN, answers_prompts, at_sign_in, at_sign_in_hesitantly,
    gets_to_passkey_page, gets_to_set_up, has_passkey, lets_prompts_wait, opens_sign_in, signs_out,
};

const ANOTHER_DEVICE: &str = "Use another device";
const PHONE_PROMPT: &str = "Continue on your phone or tablet";
const KEY_PROMPT: &str = "Use your security key";
const SET_UP_HERE: &str = "Create a passkey on this device";

/// Records what each prompt was requested with.
const NOTES: &str = "window.asked = []; \
    for (const method of navigator.credentials ? ['get', 'create'] : []) { \
      const original = navigator.credentials[method].bind(navigator.credentials); \
      navigator.credentials[method] = options => { \
        const { hints, allowCredentials, authenticatorSelection } = options.publicKey; \
        if (!options.mediation && !options.uiMode) window.asked.push({ method, hints: hints ?? [], \
          hybrid: (allowCredentials ?? []).every(({ transports }) => !transports?.length || transports.includes('hybrid')), \
          attachment: authenticatorSelection?.authenticatorAttachment ?? null }); \
        return original(options); }; }";

#[track_caller]
fn was_asked(browser: &Browser, method: &str, hint: &str, attachment: Option<&str>) {
    browser.script_gives(
        "const last = window.asked.at(-1); return [last.method, last.hints.join(), last.hybrid, last.attachment]",
        &json!([method, hint, true, attachment]),
    );
}

/// Changes a capability that the browser reports. Without Bluetooth, Chromium reports that it can't reach a
/// phone, and Firefox reports that its virtual authenticators aren't there.
fn says(browser: &Browser, capability: &str, there: bool) {
    browser.before_every_page(&format!(
        "if (window.PublicKeyCredential) {{ \
           const ask = PublicKeyCredential.getClientCapabilities.bind(PublicKeyCredential); \
           PublicKeyCredential.getClientCapabilities = async () => ({{ ...await ask(), {capability}: {there} }}); }}"
    ));
}

/// Signs in from the sign-in page with another device.
#[track_caller]
fn signs_in_with(browser: &Browser, device: &Authenticator<'_>, choice: &str) {
    gets_to_passkey_page(browser);
    answers_prompts(browser, device);
    browser.press("Use another device");
    browser.press(choice);
}

journey!(a_person_signs_in_with_a_phone_and_is_offered_a_passkey_on_this_device in chromium, firefox);
fn a_person_signs_in_with_a_phone_and_is_offered_a_passkey_on_this_device(stage: &Stage) {
    let browser = at_sign_in(stage);
    browser.before_every_page(NOTES);
    says(&browser, "userVerifyingPlatformAuthenticator", true);
    let phone = browser.add_authenticator(AuthenticatorKind::PHONE);
    has_passkey(stage, &browser, &phone);
    opens_sign_in(&browser);
    gets_to_passkey_page(&browser);
    browser.press("Use another device");
    browser.sees_heading(ANOTHER_DEVICE);
    browser.press("Back");
    browser.sees_heading(PASSKEY);

    opens_sign_in(&browser);
    signs_in_with(&browser, &phone, "Use a phone or tablet");
    browser.sees_heading(SET_UP_HERE);
    was_asked(&browser, "get", "hybrid", None);
    browser.sees("With a passkey here you won’t need it next time.");
    phone.remove();
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    browser.press("Create a passkey");
    was_asked(&browser, "create", "client-device", Some("platform"));
    match stage.kind() {
        Kind::Chromium | Kind::WebKit => {
            browser.sees_heading(CREATED);
            assert_eq!(device.credentials().len(), 1);
            browser.press("Continue");
            browser.sees("2 of 5");
        }
        // It has no virtual platform authenticators.
        Kind::Firefox => {
            SET_UP_CANCELED.is_seen_in(&browser);
            browser.press("Set it up later");
            browser.sees("1 of 5");
        }
    }
}

journey!(a_person_who_wants_no_passkey_here_yet_is_not_asked_at_the_next_sign_in in chromium);
fn a_person_who_wants_no_passkey_here_yet_is_not_asked_at_the_next_sign_in(stage: &Stage) {
    let browser = at_sign_in(stage);
    says(&browser, "userVerifyingPlatformAuthenticator", true);
    let key = browser.add_authenticator(AuthenticatorKind::SECURITY_KEY);
    has_passkey(stage, &browser, &key);
    for offered in [true, false] {
        opens_sign_in(&browser);
        signs_in_with(&browser, &key, "Use a security key");
        if offered {
            browser.sees_heading(SET_UP_HERE);
            browser.press("I'll do this later");
        }
        browser.sees_heading(SIGNED_IN);
        lets_prompts_wait(&browser, &key);
        signs_out(&browser);
    }
}

journey!(a_device_that_can_hold_no_passkey_is_not_offered_one in chromium);
fn a_device_that_can_hold_no_passkey_is_not_offered_one(stage: &Stage) {
    let browser = at_sign_in(stage);
    let key = browser.add_authenticator(AuthenticatorKind::SECURITY_KEY);
    has_passkey(stage, &browser, &key);
    opens_sign_in(&browser);
    signs_in_with(&browser, &key, "Use a security key");
    browser.sees_heading(SIGNED_IN);
}

journey!(a_person_reads_what_another_device_needs_what_to_do_and_what_usually_goes_wrong in chromium, firefox);
fn a_person_reads_what_another_device_needs_what_to_do_and_what_usually_goes_wrong(stage: &Stage) {
    let browser = at_sign_in_hesitantly(stage);
    browser.press("Log in with passkey");
    browser.press("Cancel");
    browser.press("Use another device");
    browser.has_focus_on(ANOTHER_DEVICE);
    browser.sees("Use one that is set up for this account.");

    browser.press("Use a phone or tablet");
    browser.has_focus_on(PHONE_PROMPT);
    browser.sees(
        "If your browser asks, choose a phone or tablet.\n\
         Scan the QR code with the phone’s camera and open what it offers.\n\
         Confirm on the phone with your fingerprint, face or PIN.\n\
         This device signs in by itself.",
    );
    browser.press("Cancel");
    NOT_FOUND_OR_CANCELED.is_seen_in(&browser);
    browser.sees("Bluetooth is off on one of the two.");
    browser.sees("If it doesn’t work, a security key or your password will.");
    browser.can_press("Use password instead");

    browser.press("Use another device");
    browser.press("Use a security key");
    browser.has_focus_on(KEY_PROMPT);
    browser.sees("Plug the key in, or hold it to this device.");
    browser.press("Cancel");
    NOT_FOUND_OR_CANCELED.is_seen_in(&browser);
    browser.sees("The key wasn’t touched in time, or not fully plugged in.");
    browser.press("Use another device");
    browser.press("Back");
    browser.sees_heading(SIGN_IN);
}

journey!(a_passkey_can_be_kept_on_a_phone_or_a_security_key in chromium, firefox);
fn a_passkey_can_be_kept_on_a_phone_or_a_security_key(stage: &Stage) {
    let browser = at_sign_in(stage);
    browser.before_every_page(NOTES);
    let key = browser.add_authenticator(AuthenticatorKind::SECURITY_KEY);
    opens_sign_in(&browser);
    gets_to_set_up(stage, &browser);
    browser.press("Use another device");
    browser.sees("Use one that can hold passkeys and has room.");
    browser.press("Use a security key");
    browser.sees_heading(CREATED);
    was_asked(&browser, "create", "security-key", Some("cross-platform"));
    assert_eq!(key.credentials().len(), 1);
    key.remove();
    browser.press("Continue");
    browser.press("Create a passkey");

    let phone = browser.add_authenticator(AuthenticatorKind::PHONE);
    browser.sees_heading(SET_UP);
    browser.press("Use another device");
    browser.press("Use a phone or tablet");
    browser.sees_heading(CREATED);
    was_asked(&browser, "create", "hybrid", Some("cross-platform"));
    assert_eq!(phone.credentials().len(), 1);
}

journey!(a_phone_that_the_browser_cannot_reach_is_explained_and_not_hidden in chromium, firefox);
fn a_phone_that_the_browser_cannot_reach_is_explained_and_not_hidden(stage: &Stage) {
    let browser = at_sign_in_hesitantly(stage);
    if stage.kind() == Kind::Firefox {
        says(&browser, "hybridTransport", false);
        opens_sign_in(&browser);
    }
    gets_to_set_up(stage, &browser);
    browser.press("Use another device");
    browser.sees(
        "Your browser says that it can’t reach a phone now. Turn Bluetooth on here, or try another browser.",
    );
    browser.can_press("Use a security key");
    // The browser may be wrong.
    browser.press("Use a phone or tablet");
    browser.sees_heading(PHONE_PROMPT);
    browser.press("Cancel");
    SET_UP_CANCELED.is_seen_in(&browser);
}
