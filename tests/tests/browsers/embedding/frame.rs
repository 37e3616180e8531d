//! Sign-in in a frame in a page of another origin.

use std::fs;
use std::rc::Rc;

use latchkey_tests::{AuthenticatorKind, Browser, Kind, Setup, Stage, journey};
use serde_json::json;
use tempfile::TempDir;

use super::pages;
use crate::file_server::serve_files;
use crate::states::{SESSION_EXPIRED, SIGN_IN_UNAVAILABLE};
use crate::steps::{
    CREATED, PASSWORD, SET_UP, SIGN_IN, USER, answers_prompts, gives_password, lets_prompts_wait, says_who,
    signs_in_with_password,
};

/// A shop whose page frames the sign-in page of this journey's server.
struct Shop {
    folder: TempDir,
    origin: String,
}

impl Shop {
    /// Opens a shop on this host, which may frame the sign-in page.
    fn opens(stage: &Stage, host: &str) -> Self {
        let folder = TempDir::with_prefix("latchkey-shop-").unwrap();
        let origin = serve_files(folder.path().to_owned()).replace("localhost", host);
        stage.serves_with("--frame-ancestor", &origin);
        let ancestors = format!(
            "\"reportProblems\": true, \"frameAncestors\": [\"https://other.example\", \"{origin}\"]"
        );
        stage.alters_page("\"reportProblems\": true", &ancestors);
        Self { folder, origin }
    }

    /// Opens a browser on the documentation's page, which is unchanged except for the address of sign-in and
    /// that `from` is replaced with `to`.
    fn shows(&self, stage: &Stage, from: &str, to: &str) -> Rc<Browser> {
        let page = fs::read_to_string(pages().join("frame.html")).unwrap();
        assert!(page.contains(from) && page.contains("https://id.example.com"), "{page}");
        let page = page.replace(from, to).replace("https://id.example.com", stage.backend().origin());
        fs::write(self.folder.path().join("frame.html"), page).unwrap();
        // If another site's frame has its own process, the commands that compute names and roles can't reach it.
        let setup = Setup::default().argument("--disable-site-isolation-trials");
        let browser = stage.browser_with(&setup);
        browser.opens(&format!("{}/frame.html", self.origin));
        browser
    }
}

journey!(a_person_signs_in_and_creates_a_passkey_in_a_frame in chromium, firefox);
fn a_person_signs_in_and_creates_a_passkey_in_a_frame(stage: &Stage) {
    let shop = Shop::opens(stage, "localhost");
    let browser = shop.shows(stage, "", "");
    let device = browser.add_authenticator(AuthenticatorKind::PLATFORM);
    browser.sees("Not signed in.");
    browser.enters_frame();
    browser.sees_heading(SIGN_IN);
    signs_in_with_password(stage, &browser);
    browser.sees_heading(SET_UP);
    browser.leaves_frame();
    browser.sees("Welcome, Ursula User.");
    browser.enters_frame();
    browser.press("Create a passkey");
    browser.sees_heading(CREATED);
    assert_eq!(device.credentials().len(), 1);
    browser.press("Continue");
    browser.leaves_frame();
    browser.sees("Welcome, Ursula User. You have a passkey now.");
    browser.script_gives("return document.querySelectorAll('iframe').length", &json!(0));
    // The page around the frame has stayed where it was.
    assert_eq!(browser.url(), format!("{}/frame.html", shop.origin));

    lets_prompts_wait(&browser, &device);
    browser.reload();
    browser.enters_frame();
    browser.sees_heading(SIGN_IN);
    answers_prompts(&browser, &device);
    browser.press("Log in with passkey");
    browser.leaves_frame();
    browser.sees("Welcome, Ursula User.");
    browser.script_gives("return document.querySelectorAll('iframe').length", &json!(0));
}

journey!(a_passkey_can_wait_in_a_frame in chromium);
fn a_passkey_can_wait_in_a_frame(stage: &Stage) {
    let browser = Shop::opens(stage, "localhost").shows(stage, "", "");
    browser.enters_frame();
    signs_in_with_password(stage, &browser);
    browser.press("I'll do this later");
    browser.leaves_frame();
    browser.sees("Welcome, Ursula User. A passkey can wait.");
    browser.script_gives("return document.querySelectorAll('iframe').length", &json!(0));
}

journey!(a_frame_without_leave_for_passkeys_says_what_is_missing in chromium, firefox);
fn a_frame_without_leave_for_passkeys_says_what_is_missing(stage: &Stage) {
    let allow = "allow=\"publickey-credentials-get *; publickey-credentials-create *\"";
    let browser = Shop::opens(stage, "localhost").shows(stage, allow, "");
    browser.add_authenticator(AuthenticatorKind::PLATFORM);
    browser.enters_frame();
    browser.sees_heading(SIGN_IN);
    browser.press("Log in with passkey");
    browser.sees("For developers: the page around this one doesn’t let it use passkeys.");
    browser.sees(allow);
    let header =
        format!("Permissions-Policy: publickey-credentials-get=(self \"{}\")", stage.backend().origin());
    browser.sees(&header);
    let said = browser.console();
    assert!(said.iter().any(|entry| entry.text.contains("publickey-credentials-get=(self")), "{said:#?}");
    if stage.kind() == Kind::Chromium {
        SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    }
    browser.press("Use password instead");
    browser.sees_heading(SIGN_IN);
    browser.leaves_frame();
    browser.sees("Not signed in (");

    // The password still works.
    browser.enters_frame();
    says_who(&browser, USER);
    gives_password(&browser, PASSWORD);
    crate::steps::gives_code(stage, &browser);
    browser.leaves_frame();
    browser.sees("Welcome, Ursula User.");
}

journey!(a_frame_in_a_page_of_another_site_says_why_it_keeps_no_session in chromium, firefox);
fn a_frame_in_a_page_of_another_site_says_why_it_keeps_no_session(stage: &Stage) {
    let browser = Shop::opens(stage, "127.0.0.1").shows(stage, "", "");
    if stage.kind() == Kind::Firefox {
        browser.expects_in_console("has been rejected because it is in a cross-site context");
    }
    browser.enters_frame();
    browser.sees_heading(SIGN_IN);
    says_who(&browser, USER);
    SESSION_EXPIRED.is_seen_in(&browser);
    browser.sees("Put both on one site, such as shop.example.com and id.example.com.");
}

journey!(a_page_that_is_not_allowed_to_cannot_frame_sign_in in chromium, firefox);
fn a_page_that_is_not_allowed_to_cannot_frame_sign_in(stage: &Stage) {
    let shop = Shop::opens(stage, "localhost");
    let other = serve_files(shop.folder.path().to_owned());
    let browser = shop.shows(stage, "", "");
    browser.enters_frame();
    browser.sees_heading(SIGN_IN);
    browser.leaves_frame();
    browser.expects_in_console("frame-ancestors");
    browser.opens(&format!("{other}/frame.html"));
    browser.enters_frame();
    browser.script_gives("return document.querySelector('#stopped') === null", &json!(true));

    // Nor can the shop frame the signed-in pages or the API.
    let visitor = stage.backend().visitor();
    for (path, ancestors) in [
        ("/", shop.origin.as_str()),
        ("/set-up", &shop.origin),
        ("/account", "'none'"),
        ("/admin/users", "'none'"),
        ("/gallery", "'self'"),
        ("/api/session", "'none'"),
    ] {
        let answer = visitor.gets(path);
        let policy = answer.header("content-security-policy");
        assert!(policy.contains(&format!("frame-ancestors {ancestors};")), "{path}: {policy}");
    }
}
