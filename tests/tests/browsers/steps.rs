//! What a person does in many journeys.

use std::rc::Rc;

use latchkey_tests::{Authenticator, AuthenticatorKind, Browser, Kind, Setup, Stage, wait_for};

use crate::states::{NO_COMPATIBLE_DEVICE, NOT_FOUND_OR_CANCELED, SET_UP_CANCELED};

/// An account of the demonstration…
pub(crate) const USER: &str = "user@example.test";
/// …whose name this is, shown when they are signed in…
pub(crate) const SIGNED_IN: &str = "You are signed in, Ursula User";
/// …and the password of all of them.
pub(crate) const PASSWORD: &str = "correct horse battery staple";

pub(crate) const SIGN_IN: &str = "Sign in to Latchkey";
pub(crate) const PASSKEY: &str = "Log in with your passkey";
pub(crate) const PROMPT: &str = "Continue in the passkey prompt";
pub(crate) const ENTER_PASSWORD: &str = "Enter your password";
pub(crate) const ENTER_CODE: &str = "Enter your code";
pub(crate) const SET_UP: &str = "Create a passkey";
pub(crate) const CREATED: &str = "Passkey created";

pub(crate) const IDENTIFIER: &str = "Email or username";
pub(crate) const CODE: &str = "Verification code";

/// A browser on the sign-in page.
#[track_caller]
pub(crate) fn at_sign_in(stage: &Stage) -> Rc<Browser> {
    let browser = stage.browser();
    opens_sign_in(&browser);
    browser
}

/// A browser on the sign-in page whose prompts wait. Chromium's virtual authenticators can be told so. Firefox's
/// always answer at once, but it waits for a security key where it knows of no authenticator.
pub(crate) fn at_sign_in_hesitantly(stage: &Stage) -> Rc<Browser> {
    let browser = match stage.kind() {
        Kind::Chromium | Kind::WebKit => stage.browser(),
        Kind::Firefox => stage.browser_with(&Setup::awaiting_security_key()),
    };
    if stage.kind() == Kind::Chromium {
        browser.add_authenticator(AuthenticatorKind::PLATFORM).set_person_answers(false);
    }
    opens_sign_in(&browser);
    browser
}

#[track_caller]
pub(crate) fn opens_sign_in(browser: &Browser) {
    browser.opens("/");
    browser.sees_heading(SIGN_IN);
}

#[track_caller]
pub(crate) fn says_who(browser: &Browser, name: &str) {
    browser.type_into(IDENTIFIER, name);
    browser.press("Continue");
}

#[track_caller]
pub(crate) fn gives_password(browser: &Browser, password: &str) {
    browser.type_into("Password", password);
    browser.press("Continue");
}

#[track_caller]
pub(crate) fn gives_code(stage: &Stage, browser: &Browser) {
    browser.sees_heading(ENTER_CODE);
    browser.type_into(CODE, &stage.backend().latest_code(USER));
    browser.press("Continue");
}

/// From the sign-in page with the password, of an account that has no passkey yet.
#[track_caller]
pub(crate) fn signs_in_with_password(stage: &Stage, browser: &Browser) {
    says_who(browser, USER);
    gives_password(browser, PASSWORD);
    gives_code(stage, browser);
}

/// From the sign-in page to the set-up page.
#[track_caller]
pub(crate) fn gets_to_set_up(stage: &Stage, browser: &Browser) {
    signs_in_with_password(stage, browser);
    browser.sees_heading(SET_UP);
}

/// From the set-up page to the signed-in page. There must be an authenticator.
#[track_caller]
pub(crate) fn creates_passkey(browser: &Browser) {
    browser.press("Create a passkey");
    browser.sees_heading(CREATED);
    browser.press("Continue");
    browser.sees_heading(SIGNED_IN);
}

/// From the sign-in page to the passkey page, of an account that has a passkey.
#[track_caller]
pub(crate) fn gets_to_passkey_page(browser: &Browser) {
    says_who(browser, USER);
    browser.sees_heading(PASSKEY);
}

#[track_caller]
pub(crate) fn signs_out(browser: &Browser) {
    browser.press("Sign out");
    browser.sees_heading(SIGN_IN);
}

/// Lets every prompt wait from now on, that of the autofill too. Firefox's autofill waits anyway, and its prompts
/// are always answered.
#[track_caller]
pub(crate) fn lets_prompts_wait(browser: &Browser, device: &Authenticator<'_>) {
    if browser.kind() == Kind::Chromium {
        device.set_person_answers(false);
    }
}

/// Ends [`lets_prompts_wait`].
#[track_caller]
pub(crate) fn answers_prompts(browser: &Browser, device: &Authenticator<'_>) {
    if browser.kind() == Kind::Chromium {
        device.set_person_answers(true);
    }
}

/// Signs up for a passkey and out again. No prompt is answered by itself afterwards, not even by the autofill.
#[track_caller]
pub(crate) fn has_passkey(stage: &Stage, browser: &Browser, device: &Authenticator<'_>) {
    gets_to_set_up(stage, browser);
    creates_passkey(browser);
    lets_prompts_wait(browser, device);
    signs_out(browser);
}

/// Tries again until the browser refuses at once, so that there can be no authenticator to ask: on a busy machine even
/// an immediate refusal may take as long as a person's.
#[track_caller]
pub(crate) fn tries_until_refused_at_once(browser: &Browser) {
    for _ in 0..5 {
        let told = wait_for("the prompt to be refused", || {
            let text = browser.visible_text();
            let states = [NO_COMPATIBLE_DEVICE, NOT_FOUND_OR_CANCELED, SET_UP_CANCELED];
            states.into_iter().find(|state| text.lines().any(|line| line == state.title))
        });
        if told.id == NO_COMPATIBLE_DEVICE.id {
            break;
        }
        browser.press("Try again");
        // Where the same state comes again, its end can be seen: the refusal took its time.
        browser.does_not_see(told.title);
    }
    NO_COMPATIBLE_DEVICE.is_seen_in(browser);
}

/// Breaks what every new view is made by, as a script from elsewhere can. The app doesn't expect it, and stops at the
/// next view.
pub(crate) fn breaks_the_app(browser: &Browser) {
    browser.expects_in_console("panicked at");
    browser.expects_in_console("unreachable");
    browser.script("Node.prototype.cloneNode = () => { throw new TypeError('broken by the test'); }", &[]);
}

/// Has every page begin with an empty list under this name of the window; that of the page before `/account`, which is
/// another document, is still there on that one.
pub(crate) fn keeps_for_the_account(browser: &Browser, name: &str) {
    // What is no page of the server, as an empty one, has no storage.
    browser.before_every_page(&format!(
        "window.{name} = location.pathname === '/account' ? JSON.parse(sessionStorage.{name} ?? '[]') : []; \
         if (location.host) addEventListener('pagehide', \
           () => {{ sessionStorage.{name} = JSON.stringify(window.{name}); }});"
    ));
}
