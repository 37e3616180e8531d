//! What an administrator's role doesn't allow.

use latchkey_tests::{AuthenticatorKind, Method, Stage, journey};
use serde_json::{Value, json};

use super::{VIEWER, at_users, opens_user, signed_in, user_creates_passkey};
use crate::screens::fits;
use crate::steps::{PASSWORD, SIGNED_IN, USER, at_sign_in};

const WHY_NOT: &str = "Your role lets you look at passkeys, but not remove them.";

/// Returns, for each button that removes something, whether it is disabled and why.
const BUTTONS: &str = "return [...document.querySelectorAll('main button')] \
    .filter(button => button.textContent.startsWith('Remove')) \
    .map(button => [button.ariaDisabled, \
        document.getElementById(button.getAttribute('aria-describedby'))?.textContent])";

journey!(a_viewer_sees_everything_and_removes_nothing in chromium, firefox);
fn a_viewer_sees_everything_and_removes_nothing(stage: &Stage) {
    let user = at_sign_in(stage);
    let _device = user.add_authenticator(AuthenticatorKind::PLATFORM);
    user_creates_passkey(stage, &user);
    let browser = at_users(stage, VIEWER);
    browser.sees("Users with a passkey\n1 of 3");
    opens_user(&browser);
    browser.sees("1 of 5");
    browser.sees("Ursula User created This device");
    browser.sees(WHY_NOT);
    assert_eq!(browser.script(BUTTONS, &[]), json!([["true", WHY_NOT], ["true", WHY_NOT]]));
    for button in ["Remove passkey: This device", "Remove all"] {
        browser.press(button);
        browser.has_focus_on(button);
        browser.sees("1 of 5");
    }

    // Calls that bypass the page are refused by the service.
    let address = browser.url();
    let id = address.rsplit('/').nth(1).unwrap();
    let calls = [format!("/admin/users/{id}/passkeys"), {
        let passkeys = stage.backend().visitor();
        passkeys.signs_in(VIEWER, PASSWORD);
        let answer = passkeys.call(Method::GET, &format!("/admin/users/{id}"), None).json();
        let passkey = answer["passkeys"][0]["id"].as_str().unwrap().to_owned();
        format!("/admin/users/{id}/passkeys/{passkey}")
    }];
    let visitor = stage.backend().visitor();
    visitor.signs_in(VIEWER, PASSWORD);
    let forged = "return fetch('/api' + arguments[0], { method: 'DELETE', \
        headers: { 'content-type': 'application/json' }, body: JSON.stringify({ reason: 'because' }) }) \
        .then(async answer => [answer.status, (await answer.json()).code])";
    for call in &calls {
        assert_eq!(browser.script(forged, &[json!(call)]), json!([403, "role_insufficient"]), "{call}");
        let answer = visitor.call(Method::DELETE, call, Some(&json!({ "reason": "because" })));
        assert_eq!(answer.status.as_u16(), 403, "{call}: {}", answer.text);
        assert_eq!(answer.json()["code"], "role_insufficient");
    }
    browser.reload();
    browser.sees("1 of 5");
    browser.sees("Ursula User created This device");
    let history = "return document.querySelectorAll('.history__entry').length";
    assert_eq!(browser.script(history, &[]), json!(1));
    if stage.kind() == latchkey_tests::Kind::Chromium {
        fits(&browser, "viewer");
    }
}

journey!(whoever_administers_nothing_is_told_so in chromium);
fn whoever_administers_nothing_is_told_so(stage: &Stage) {
    let browser = signed_in(stage, USER);
    for page in ["/admin/users", "/admin/users/1/security", "/admin/users/999999/security"] {
        browser.opens(page);
        browser.sees_heading("This page is for administrators");
        browser.has_focus_on("This page is for administrators");
        browser.cannot_press("Remove all");
        browser.press("Go to your account");
        browser.sees_heading(SIGNED_IN);
    }
    let visitor = stage.backend().visitor();
    visitor.signs_in(USER, PASSWORD);
    for call in ["/admin/users", "/admin/users/1", "/admin/counts"] {
        let answer = visitor.call(Method::GET, call, None);
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["code"]),
            (403, &Value::from("role_insufficient"))
        );
    }
}

journey!(a_user_whom_nobody_knows_is_told_and_leads_to_the_users in chromium);
fn a_user_whom_nobody_knows_is_told_and_leads_to_the_users(stage: &Stage) {
    let browser = signed_in(stage, VIEWER);
    for id in ["999999", "..%2F..%2Fsession", "%3Fa", "x"] {
        browser.opens(&format!("/admin/users/{id}/security"));
        browser.sees_heading("There is no such user");
    }
    browser.press("Go to the users");
    browser.sees("1–3 of 3");
}

journey!(nobody_administers_without_a_session in chromium);
fn nobody_administers_without_a_session(stage: &Stage) {
    let browser = stage.browser();
    for page in ["/admin/users?sort=passkeys", "/admin/users/1/security"] {
        browser.opens(page);
        browser.sees_heading("Session Expired");
        browser.press("Restart");
        browser.sees_heading("Sign in to Latchkey");
    }
}
