//! Password managers that take the browser's place, and browsers that lack newer features.

use latchkey_tests::{AuthenticatorKind, Capabilities, Script, Stage, ToJson, journey};
use serde_json::json;

use crate::steps::{
    SIGNED_IN, answers_prompts, creates_passkey, gets_to_passkey_page, gets_to_set_up, has_passkey,
    lets_prompts_wait, opens_sign_in, signs_out,
};

/// Makes the browser like those that predate JSON in WebAuthn.
const BEFORE_JSON: &str = "
if (window.PublicKeyCredential) {
  delete PublicKeyCredential.parseRequestOptionsFromJSON;
  delete PublicKeyCredential.parseCreationOptionsFromJSON;
  delete PublicKeyCredential.getClientCapabilities;
  delete PublicKeyCredential.prototype.toJSON;
}";

journey!(a_browser_from_before_json_creates_and_uses_a_passkey in chromium, firefox);
fn a_browser_from_before_json_creates_and_uses_a_passkey(stage: &Stage) {
    let browser = stage.browser();
    browser.before_every_page(BEFORE_JSON);
    opens_sign_in(&browser);
    let gone = "return !('parseRequestOptionsFromJSON' in PublicKeyCredential) \
                && !('toJSON' in PublicKeyCredential.prototype)";
    assert_eq!(browser.script(gone, &[]), json!(true));
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    has_passkey(stage, &browser, &device);
    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser.sees_heading(SIGNED_IN);
}

/// Creates a passkey and signs in with it; the two requests follow these scripts.
fn creates_and_uses_a_passkey(stage: &Stage, creation: Script, assertion: Script) {
    let browser = stage.scripted_browser(Capabilities::Own);
    opens_sign_in(&browser);
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_set_up(stage, &browser);
    browser.plays(creation);
    creates_passkey(&browser);
    browser.has_played();
    lets_prompts_wait(&browser, &device);
    signs_out(&browser);
    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    browser.plays(assertion);
    browser.press("Log in with passkey");
    browser.sees_heading(SIGNED_IN);
    browser.has_played();
    assert_eq!(device.credentials().len(), 1);
}

fn hands_out_look_alikes(stage: &Stage, to_json: ToJson) {
    creates_and_uses_a_passkey(
        stage,
        Script::create().returns_look_alike(to_json),
        Script::get().returns_look_alike(to_json),
    );
}

journey!(a_credential_whose_json_throws_still_counts in chromium, firefox);
fn a_credential_whose_json_throws_still_counts(stage: &Stage) {
    hands_out_look_alikes(stage, ToJson::Throws);
}

journey!(a_credential_whose_json_is_empty_still_counts in chromium, firefox);
fn a_credential_whose_json_is_empty_still_counts(stage: &Stage) {
    hands_out_look_alikes(stage, ToJson::Empty);
}

journey!(a_request_that_meets_another_one_is_tried_again_by_itself in chromium, firefox);
fn a_request_that_meets_another_one_is_tried_again_by_itself(stage: &Stage) {
    let pending = "A request is already pending.";
    creates_and_uses_a_passkey(
        stage,
        Script::create().rejects("OperationError", pending),
        Script::get().rejects("OperationError", pending),
    );
}
