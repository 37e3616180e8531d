//! The pages in front of a backend that the app speaks to through a profile. It is the reference backend, so
//! that only the profile decides what it lacks.

use std::fs;

use latchkey_tests::{AuthenticatorKind, Stage, journey, wait_until};
use serde_json::{Value, json};

use crate::states::NOT_FOUND_OR_CANCELED;
use crate::steps::{
    CREATED, IDENTIFIER, PASSKEY, SET_UP, SIGNED_IN, USER, answers_prompts, at_sign_in,
    at_sign_in_hesitantly, creates_passkey, gets_to_passkey_page, gets_to_set_up, has_passkey, opens_sign_in,
    says_who, signs_in_with_password, signs_out,
};

/// Uses the bundled profile of the native contract, altered by `change`, under its own ID, so that it really
/// is read and interpreted.
fn speaks_by_profile(stage: &Stage, change: impl FnOnce(&mut Value)) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../public/profiles/latchkey.json");
    let text = fs::read_to_string(path).unwrap();
    let mut profile: Value = serde_json::from_str(&text).unwrap();
    profile["id"] = json!("own");
    change(&mut profile);
    stage.alters_page("\"api\": \"/api\"", &format!("\"profile\": {profile}"));
}

/// Removes operations from a profile.
fn lacks(profile: &mut Value, operations: &[&str]) {
    let known = profile["operations"].as_object_mut().unwrap();
    for operation in operations {
        known.remove(*operation).unwrap();
    }
}

journey!(by_its_profile_the_reference_backend_does_all_that_it_does_without in chromium, firefox);
fn by_its_profile_the_reference_backend_does_all_that_it_does_without(stage: &Stage) {
    speaks_by_profile(stage, |_| {});
    let browser = stage.browser();
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    opens_sign_in(&browser);
    has_passkey(stage, &browser, &device);
    gets_to_passkey_page(&browser);
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser.sees_heading(SIGNED_IN);
    browser.press("Manage passkeys");
    browser.press("Rename: This device");
    browser.type_into("Name of the passkey", "Blue laptop");
    browser.press("Save");
    browser.can_press("Rename: Blue laptop");
}

journey!(without_a_list_of_passkeys_there_is_no_security_tab in chromium);
fn without_a_list_of_passkeys_there_is_no_security_tab(stage: &Stage) {
    speaks_by_profile(stage, |profile| {
        lacks(profile, &["passkeys.list", "passkeys.rename", "passkeys.delete"]);
    });
    let browser = stage.browser();
    browser.add_authenticator(AuthenticatorKind::PLATFORM);
    opens_sign_in(&browser);
    gets_to_set_up(stage, &browser);
    creates_passkey(&browser);
    browser.cannot_press("Security");
    browser.cannot_press("Manage passkeys");
    browser.press("Your account");
    browser.can_press("Settings");
    browser.cannot_press("Security");
}

journey!(without_a_password_step_nobody_is_sent_to_one in chromium);
fn without_a_password_step_nobody_is_sent_to_one(stage: &Stage) {
    speaks_by_profile(stage, |profile| {
        lacks(profile, &["sign-in.password", "sign-in.code", "sign-in.code.resend", "sign-in.identify"]);
    });
    let browser = at_sign_in_hesitantly(stage);
    says_who(&browser, USER);
    browser.sees_heading(PASSKEY);
    browser.cannot_press("Use password instead");
    browser.press("Log in with passkey");
    browser.press("Cancel");
    NOT_FOUND_OR_CANCELED.is_seen_in(&browser);
    browser.can_press("Try again");
    browser.cannot_press("Use password instead");
}

journey!(where_options_need_a_name_the_passkey_is_offered_once_it_is_said in chromium);
fn where_options_need_a_name_the_passkey_is_offered_once_it_is_said(stage: &Stage) {
    speaks_by_profile(stage, |profile| {
        profile["operations"]["assertion.options"]["body"] = json!({ "username": "$username" });
    });
    let browser = at_sign_in(stage);
    browser.cannot_press("Log in with passkey");
    browser.type_into(IDENTIFIER, USER);
    browser.can_press("Continue");
}

journey!(what_the_backend_does_not_remember_this_browser_does_without_a_name in chromium, firefox);
fn what_the_backend_does_not_remember_this_browser_does_without_a_name(stage: &Stage) {
    speaks_by_profile(stage, |profile| {
        lacks(profile, &["passkeys.deferral"]);
        // The backend doesn't say when to offer set-up, either.
        for operation in ["assertion.result", "sign-in.password", "sign-in.code"] {
            let gives = &mut profile["operations"][operation]["gives"];
            *gives = json!({ "name": "/signedIn/user/name", "displayName": "/signedIn/user/displayName" });
        }
        let password = &mut profile["operations"]["sign-in.password"];
        password["partial"] = json!([{ "where": [{ "at": "/code" }], "next": "code" }]);
        password["gives"] =
            json!({ "flow": "/flow", "code": { "sentTo": "/code/sentTo", "digits": "/code/digits" } });
    });
    let browser = at_sign_in(stage);
    gets_to_set_up(stage, &browser);
    browser.press("I'll do this later");
    browser.sees_heading(SIGNED_IN);
    signs_out(&browser);
    // The account isn't asked at the next nine sign-ins, and is asked again at the tenth.
    for _ in 1..10 {
        signs_in_with_password(stage, &browser);
        browser.sees_heading(SIGNED_IN);
        signs_out(&browser);
    }
    signs_in_with_password(stage, &browser);
    browser.sees_heading(SET_UP);
    let kept = browser.script("return JSON.stringify(localStorage)", &[]);
    let kept = kept.as_str().unwrap();
    assert!(
        kept.contains("latchkey-deferral-") && !kept.contains("user") && !kept.contains("Ursula"),
        "{kept}"
    );
}

journey!(a_profile_with_mistakes_is_refused_with_their_places in chromium);
fn a_profile_with_mistakes_is_refused_with_their_places(stage: &Stage) {
    speaks_by_profile(stage, |profile| {
        profile["operations"]["assertion.options"]["method"] = json!("post");
        profile["operations"]["assertion.result"]["gives"] = json!({ "native": "signedIn" });
        profile["limit"] = json!(5);
    });
    let browser = stage.browser();
    for page in ["/", "/account"] {
        browser.opens(page);
        browser.sees_heading("This page isn’t set up right");
        for line in [
            "profile: /operations/assertion.options/method: expected one of GET, POST, PUT, PATCH, DELETE",
            "profile: /operations/assertion.result/gives/native: expected a JSON Pointer, which is empty or begins with /",
            "profile: /limit: expected one of ",
        ] {
            browser.sees(line);
        }
        wait_until("the console to say so", || {
            browser.console().iter().any(|entry| entry.text.contains("profile: /limit: expected"))
        });
    }
}

journey!(a_profile_that_is_not_there_is_named in chromium);
fn a_profile_that_is_not_there_is_named(stage: &Stage) {
    stage.alters_page("\"api\": \"/api\"", "\"profile\": \"own\"");
    let browser = stage.browser();
    browser.opens("/");
    browser.sees("profile: own: expected a profile at /profiles/own.json");
}

journey!(who_signed_in_goes_to_the_page_that_is_configured in chromium);
fn who_signed_in_goes_to_the_page_that_is_configured(stage: &Stage) {
    stage.alters_page("\"api\": \"/api\"", "\"api\": \"/api\", \"home\": \"/account/security\"");
    let browser = at_sign_in(stage);
    browser.add_authenticator(AuthenticatorKind::PLATFORM);
    gets_to_set_up(stage, &browser);
    browser.press("Create a passkey");
    browser.sees_heading(CREATED);
    browser.press("Continue");
    browser.sees_heading("Security");
}
