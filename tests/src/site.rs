//! A site: the app in front of a third-party backend, with that backend's profile.

use std::cell::RefCell;
use std::fs;
use std::rc::Rc;
use std::thread;

use serde_json::Value;

use crate::browser::Browser;
use crate::front::{Alteration, Exchange, Front};
use crate::installed::target_folder;
use crate::setup::{Kind, Setup};
use crate::stage::{Stage, built_app, run};
use crate::third_party::{Running, ThirdParty};

/// A page of the application that users sign in to.
const HOME: &str =
    "<!doctype html><html lang=en><title>Home</title><link rel=icon href=/favicon.svg><h1>Welcome</h1>";

/// The site of one journey. It ends when this is dropped.
pub struct Site<'a> {
    stage: &'a Stage,
    front: Front,
    kind: ThirdParty,
    backend: RefCell<Option<Running>>,
}

impl<'a> Site<'a> {
    /// Puts the app in front of a backend, which starts with a new database.
    ///
    /// # Panics
    /// If it doesn't start.
    pub fn start(stage: &'a Stage, kind: ThirdParty) -> Self {
        // The profile itself says where the calls go.
        let mut configured = format!("\"profile\": \"{kind}\"");
        if !has(&profile(kind), "session.get") {
            // The app can't find out who is signed in, so users go straight to the application's own page.
            configured.push_str(", \"home\": \"/home.html\"");
        }
        stage.alters_page("\"api\": \"/api\"", &configured);
        let app = stage.own_app();
        fs::write(app.join("home.html"), HOME).expect("the copy should be writable");
        let site = Self { stage, front: Front::start(&app), kind, backend: RefCell::default() };
        let versions = profile(kind)["about"]["versions"].as_str().unwrap_or_default().to_owned();
        write_down(kind, "versions", &versions);
        site.restarts_backend();
        site
    }

    /// Restarts the backend, which forgets everything it knew.
    ///
    /// # Panics
    /// If it doesn't start.
    pub fn restarts_backend(&self) {
        let backend = self.kind.start(self.front.origin());
        self.front.leads_to(&backend.address);
        self.backend.replace(Some(backend));
    }

    /// Returns which backend this is.
    pub fn backend(&self) -> ThirdParty {
        self.kind
    }

    /// Opens a browser with a fresh profile, on the site's origin.
    ///
    /// # Panics
    /// If it doesn't start.
    pub fn browser(&self) -> Rc<Browser> {
        let browser = self.stage.browser_anywhere(&Setup::default());
        browser.at(self.front.origin());
        browser
    }

    /// Returns the path of an operation's last call, according to the profile.
    ///
    /// # Panics
    /// If the profile has no such operation.
    pub fn path_of(&self, operation: &str) -> String {
        let profile = profile(self.kind);
        let calls = &profile["operations"][operation];
        let call = calls.as_array().and_then(|calls| calls.last()).unwrap_or(calls);
        let path = call["path"].as_str().expect("the profile should have the operation");
        format!("{}{path}", profile["base"].as_str().unwrap_or_default())
    }

    /// Whether the profile has an operation.
    pub fn has(&self, operation: &str) -> bool {
        has(&profile(self.kind), operation)
    }

    /// Whether the profile says that the backend can't distinguish a documented state, such as `A4`, from others.
    pub fn cannot_tell(&self, state: &str) -> bool {
        let profile = profile(self.kind);
        profile["cannotTell"].as_array().is_some_and(|states| states.iter().any(|listed| listed == state))
    }

    /// Tries an operation, which is a row of the table that the tests leave behind. It counts as failed until it
    /// has succeeded.
    ///
    /// # Panics
    /// If it fails.
    #[track_caller]
    pub fn tries(&self, operation: &str, part: impl FnOnce()) {
        write_down(self.kind, operation, "failed");
        part();
        write_down(self.kind, operation, "passed");
    }

    /// Returns all calls that the backend has received so far.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.front.exchanges()
    }

    /// Alters the next call of this path before the backend receives it.
    pub fn alters_next(&self, path: &str, alteration: Alteration) {
        self.front.alters_next(path, alteration);
    }
}

/// Reads the bundled profile of a backend.
fn profile(kind: ThirdParty) -> Value {
    let path = built_app().join("profiles").join(format!("{kind}.json"));
    let text = fs::read_to_string(path).expect("the profile should be part of the app");
    serde_json::from_str(&text).expect("the profile should be JSON")
}

fn has(profile: &Value, operation: &str) -> bool {
    !profile["operations"][operation].is_null()
}

impl Drop for Site<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            let log = self.backend.borrow().as_ref().map(Running::log).unwrap_or_default();
            eprintln!("calls to {}: {:#?}\nits output:\n{log}", self.kind, self.exchanges());
        }
    }
}

/// Plays a journey in Chromium with a backend; [`with_backends!`](crate::with_backends) makes tests that call this.
///
/// # Panics
/// If the journey fails. It also fails if the browser's console isn't clean at its end.
pub fn play(backend: ThirdParty, test: &str, journey: fn(&Site<'_>)) {
    run(Kind::Chromium, test, |stage| journey(&Site::start(stage, backend)));
}

/// Records the outcome of an operation with a backend, in the folder `backends` of the build folder. From these,
/// `cargo xtask test` makes a table.
fn write_down(backend: ThirdParty, operation: &str, word: &str) {
    let folder = target_folder().join("backends").join(backend.name());
    fs::create_dir_all(&folder).expect("the folder of the outcomes should be writable");
    fs::write(folder.join(operation), word).expect("an outcome should be writable");
}
