//! The app below a path of the origin, next to an application's own pages.

use latchkey_tests::{AuthenticatorKind, Browser, Stage, journey};
use serde_json::json;

use super::pages;
use crate::states::SESSION_EXPIRED;
use crate::steps::{
    CREATED, PASSKEY, SET_UP, SIGN_IN, SIGNED_IN, USER, answers_prompts, lets_prompts_wait, says_who,
    signs_in_with_password, signs_out,
};

fn serves_beside_a_shop(stage: &Stage) -> String {
    stage.serves_below("/auth/");
    stage.serves_with("--site", pages().to_str().unwrap());
    stage.backend().origin().to_owned()
}

#[track_caller]
fn is_at(browser: &Browser, path: &str) {
    browser.script_gives("return location.pathname.replace(/\\/$/, '')", &json!(path));
}

journey!(a_person_signs_in_below_a_path_and_comes_back_to_the_application in chromium, firefox);
fn a_person_signs_in_below_a_path_and_comes_back_to_the_application(stage: &Stage) {
    let origin = serves_beside_a_shop(stage);
    let browser = stage.browser();
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    browser.opens("/below-a-path.html");
    browser.press("Sign in");
    browser.sees_heading(SIGN_IN);
    is_at(&browser, "/auth");
    signs_in_with_password(stage, &browser);
    browser.sees_heading(SET_UP);
    is_at(&browser, "/auth/set-up");
    browser.press("Create a passkey");
    browser.sees_heading(CREATED);
    browser.press("Continue");
    browser.sees_heading("Shop");
    assert_eq!(browser.url(), format!("{origin}/below-a-path.html"));

    browser.press("Your account");
    browser.sees_heading(SIGNED_IN);
    is_at(&browser, "/auth/account");
    lets_prompts_wait(&browser, &device);
    signs_out(&browser);
    is_at(&browser, "/auth");
    says_who(&browser, USER);
    browser.sees_heading(PASSKEY);
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser.sees_heading(SIGNED_IN);
    assert_eq!(browser.url(), format!("{origin}/auth/account"));
}

journey!(the_pages_of_who_is_signed_in_lead_to_each_other_below_a_path in chromium, firefox);
fn the_pages_of_who_is_signed_in_lead_to_each_other_below_a_path(stage: &Stage) {
    serves_beside_a_shop(stage);
    let browser = stage.browser();
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    browser.opens("/auth/account/security");
    SESSION_EXPIRED.is_seen_in(&browser);
    browser.press("Restart");
    browser.sees_heading(SIGN_IN);
    is_at(&browser, "/auth");
    says_who(&browser, "super@example.test");
    crate::steps::gives_password(&browser, crate::steps::PASSWORD);
    browser.sees_heading(crate::steps::ENTER_CODE);
    browser.type_into(crate::steps::CODE, &stage.backend().latest_code("super@example.test"));
    browser.press("Continue");
    browser.sees_heading(SET_UP);
    browser.press("Create a passkey");
    browser.press("Continue");
    // They are back where they wanted to be.
    browser.sees_heading("Security");
    is_at(&browser, "/auth/account/security");
    assert_eq!(device.credentials().len(), 1);

    browser.press("Account");
    browser.sees_heading("You are signed in, Stella Super");
    is_at(&browser, "/auth/account");
    browser.press("Your account");
    browser.press("Users");
    browser.sees_heading("Users");
    is_at(&browser, "/auth/admin/users");
    browser.press("Ursula User");
    browser.sees("Ursula User");
    browser.script_gives("return /^.auth.admin.users.[^/]+.security$/.test(location.pathname)", &json!(true));
    browser.reload();
    browser.sees("Ursula User");
    browser.goes_back();
    browser.sees_heading("Users");
}

journey!(nothing_of_the_app_is_beside_its_path in chromium);
fn nothing_of_the_app_is_beside_its_path(stage: &Stage) {
    serves_beside_a_shop(stage);
    let visitor = stage.backend().visitor();
    for path in ["/", "/set-up", "/account", "/authors", "/gallery", "/index.html"] {
        assert_eq!(visitor.gets(path).status.as_u16(), 404, "{path}");
    }
    let browser = stage.browser();
    browser.opens("/auth/nowhere");
    browser.sees_heading("This page doesn’t exist");
    browser.press("Go to sign-in");
    browser.sees_heading(SIGN_IN);
    is_at(&browser, "/auth");
    // The gallery works there, too, with each picture in it.
    browser.opens("/auth/gallery/A1");
    browser.sees("A1");
    browser.script_gives(
        "return [...document.querySelectorAll('iframe')].every((frame) => frame.contentDocument?.querySelector('[data-state=A1]'))",
        &json!(true),
    );
}
