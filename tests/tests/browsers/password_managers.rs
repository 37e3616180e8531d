//! Password managers that stand in for the browser, and browsers that lack what newer ones have.

use latchkey_tests::{AuthenticatorKind, Stage, journey};
use serde_json::json;

use crate::steps::{
    SIGN_IN, SIGNED_IN, answers_prompts, creates_passkey, gets_to_passkey_page, gets_to_set_up,
    lets_prompts_wait, signs_out,
};

/// Hands out objects that only look like credentials, around real ones, as password managers do. `TO_JSON` is theirs.
const IN_PLACE_OF_THE_BROWSER: &str = "
const copy = (from, names) => Object.fromEntries(names.map(name => [name, from[name]]));
for (const method of navigator.credentials ? ['get', 'create'] : []) {
  const original = navigator.credentials[method].bind(navigator.credentials);
  navigator.credentials[method] = async options => {
    const real = await original(options);
    const parts = ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle', 'attestationObject'];
    return {
      ...copy(real, ['id', 'type', 'rawId', 'authenticatorAttachment']),
      response: copy(real.response, parts.filter(part => part in real.response)),
      getClientExtensionResults: () => ({}),
      toJSON() { TO_JSON },
    };
  };
}";

/// What browsers had before JSON came to WebAuthn.
const BEFORE_JSON: &str = "
if (window.PublicKeyCredential) {
  delete PublicKeyCredential.parseRequestOptionsFromJSON;
  delete PublicKeyCredential.parseCreationOptionsFromJSON;
  delete PublicKeyCredential.getClientCapabilities;
  delete PublicKeyCredential.prototype.toJSON;
}";

fn creates_and_uses_a_passkey(stage: &Stage, script: &str, proof: &str) {
    let browser = stage.browser();
    browser.before_every_page(script);
    browser.opens("/");
    browser.sees_heading(SIGN_IN);
    assert_eq!(browser.script(proof, &[]), json!(true));
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_set_up(stage, &browser);
    creates_passkey(&browser);
    lets_prompts_wait(&browser, &device);
    signs_out(&browser);
    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser.sees_heading(SIGNED_IN);
}

const REPLACED: &str = "return !/native code/.test(navigator.credentials.get)";

journey!(a_credential_whose_json_throws_still_counts in chromium, firefox);
fn a_credential_whose_json_throws_still_counts(stage: &Stage) {
    let script = IN_PLACE_OF_THE_BROWSER.replace("TO_JSON", "throw new TypeError('Illegal invocation')");
    creates_and_uses_a_passkey(stage, &script, REPLACED);
}

journey!(a_credential_whose_json_is_empty_still_counts in chromium, firefox);
fn a_credential_whose_json_is_empty_still_counts(stage: &Stage) {
    let script = IN_PLACE_OF_THE_BROWSER.replace("TO_JSON", "return {}");
    creates_and_uses_a_passkey(stage, &script, REPLACED);
}

journey!(a_browser_from_before_json_creates_and_uses_a_passkey in chromium, firefox);
fn a_browser_from_before_json_creates_and_uses_a_passkey(stage: &Stage) {
    let gone = "return !('parseRequestOptionsFromJSON' in PublicKeyCredential) \
                && !('toJSON' in PublicKeyCredential.prototype)";
    creates_and_uses_a_passkey(stage, BEFORE_JSON, gone);
}
