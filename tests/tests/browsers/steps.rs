//! Steps that many journeys share.

use std::rc::Rc;

use latchkey_tests::{Authenticator, AuthenticatorKind, Browser, Kind, Setup, Stage, wait_for};

use crate::states::{NO_COMPATIBLE_DEVICE, NOT_FOUND_OR_CANCELED, SET_UP_CANCELED, State};

/// A demo account…
pub(crate) const USER: &str = "user@example.test";
/// …the heading that it sees when it is signed in…
pub(crate) const SIGNED_IN: &str = "You are signed in, Ursula User";
/// …and the password of all demo accounts.
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

/// Opens a browser on the sign-in page.
#[track_caller]
pub(crate) fn at_sign_in(stage: &Stage) -> Rc<Browser> {
    let browser = stage.browser();
    opens_sign_in(&browser);
    browser
}

/// Opens a browser on the sign-in page whose prompts wait. Chromium's virtual authenticators can be told to.
/// Firefox's always answer at once, but without any authenticator it waits for a security key.
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

/// Signs in from the sign-in page with the password, with an account that has no passkey yet.
#[track_caller]
pub(crate) fn signs_in_with_password(stage: &Stage, browser: &Browser) {
    says_who(browser, USER);
    gives_password(browser, PASSWORD);
    gives_code(stage, browser);
}

/// Goes from the sign-in page to the set-up page.
#[track_caller]
pub(crate) fn gets_to_set_up(stage: &Stage, browser: &Browser) {
    signs_in_with_password(stage, browser);
    browser.sees_heading(SET_UP);
}

/// Goes from the set-up page to the signed-in page, and creates a passkey. There has to be an authenticator.
#[track_caller]
pub(crate) fn creates_passkey(browser: &Browser) {
    browser.press("Create a passkey");
    browser.sees_heading(CREATED);
    browser.press("Continue");
    browser.sees_heading(SIGNED_IN);
}

/// Goes from the sign-in page to the passkey page, with an account that has a passkey.
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

/// Makes every prompt wait from now on, including the autofill's. Firefox's autofill waits anyway, and its
/// prompts are always answered.
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

/// Signs in, creates a passkey and signs out again. Afterwards no prompt is answered by itself, not even the
/// autofill's.
#[track_caller]
pub(crate) fn has_passkey(stage: &Stage, browser: &Browser, device: &Authenticator<'_>) {
    gets_to_set_up(stage, browser);
    creates_passkey(browser);
    lets_prompts_wait(browser, device);
    signs_out(browser);
}

/// Tries again until the browser refuses at once, which shows that there is no authenticator to ask: on a
/// busy machine, even an immediate refusal may take as long as a user's.
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
        // If the same state comes again, it goes away in between, because the refusal takes a while.
        browser.does_not_see(told.title);
    }
    NO_COMPATIBLE_DEVICE.is_seen_in(browser);
}

/// Breaks the function that every new view is made with, as a foreign script might. The app doesn't expect this, and
/// stops at the next view.
pub(crate) fn breaks_the_app(browser: &Browser) {
    browser.expects_in_console("panicked at");
    browser.expects_in_console("unreachable");
    browser.script("Node.prototype.cloneNode = () => { throw new TypeError('broken by the test'); }", &[]);
}

/// Makes every page start with an empty list in the window's property `name`, except that `/account`, which
/// is another document, starts with the list of the page before it.
pub(crate) fn keeps_for_the_account(browser: &Browser, name: &str) {
    // A page that isn't from the server, such as an empty one, has no storage.
    browser.before_every_page(&format!(
        "window.{name} = location.pathname === '/account' ? JSON.parse(sessionStorage.{name} ?? '[]') : []; \
         if (location.host) addEventListener('pagehide', \
           () => {{ sessionStorage.{name} = JSON.stringify(window.{name}); }});"
    ));
}

/// Opens a prompt by a button and cancels it on the page, which leads to this state.
#[track_caller]
pub(crate) fn cancels_prompt(browser: &Browser, button: &str, state: &State) {
    browser.press(button);
    browser.sees_heading(PROMPT);
    browser.press("Cancel");
    state.is_seen_in(browser);
}
