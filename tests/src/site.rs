//! A site: the app in front of a backend of others, with that backend's profile.

use std::cell::RefCell;
use std::fs;
use std::path::PathBuf;
use std::rc::Rc;
use std::thread;

use serde_json::Value;

use crate::browser::Browser;
use crate::front::{Alteration, Exchange, Front};
use crate::installed::target_folder;
use crate::setup::{Kind, Setup};
use crate::stage::{Stage, built_app, run};
use crate::third_party::{Running, ThirdParty};

/// A page of the application that people sign in to.
const HOME: &str =
    "<!doctype html><html lang=en><title>Home</title><link rel=icon href=/favicon.svg><h1>Welcome</h1>";

/// The site of one journey; it ends when this is dropped.
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
    /// Where it doesn't start.
    pub fn start(stage: &'a Stage, kind: ThirdParty) -> Self {
        // The profile says itself where the calls go.
        let mut configured = format!("\"profile\": \"{kind}\"");
        if !has(&profile(kind), "session.get") {
            // Nobody can tell the app who is signed in, so that people go on to the application's own page.
            configured.push_str(", \"home\": \"/home.html\"");
        }
        stage.alters_page("\"api\": \"/api\"", &configured);
        let app = stage.own_app();
        fs::write(app.join("home.html"), HOME).expect("the copy should be writable");
        let site = Self { stage, front: Front::start(&app), kind, backend: RefCell::default() };
        site.restarts_backend();
        site
    }

    /// Ends the backend and starts it anew, with nothing that it knew.
    ///
    /// # Panics
    /// Where it doesn't start.
    pub fn restarts_backend(&self) {
        let backend = self.kind.start(self.front.origin());
        self.front.leads_to(&backend.address);
        self.backend.replace(Some(backend));
    }

    /// Which backend it is.
    pub fn backend(&self) -> ThirdParty {
        self.kind
    }

    /// A browser with a fresh profile, on the site's origin.
    ///
    /// # Panics
    /// Where it doesn't start.
    pub fn browser(&self) -> Rc<Browser> {
        let browser = self.stage.browser_anywhere(&Setup::default());
        browser.at(self.front.origin());
        browser
    }

    /// The path of an operation's last call, as the profile has it.
    ///
    /// # Panics
    /// Where the profile has no such operation.
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

    /// Whether the profile says that the backend can't tell a documented state, `A4`, apart from others.
    pub fn cannot_tell(&self, state: &str) -> bool {
        let profile = profile(self.kind);
        profile["cannotTell"].as_array().is_some_and(|states| states.iter().any(|listed| listed == state))
    }

    /// All calls that the backend got so far.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.front.exchanges()
    }

    /// The backend gets the next call of this path altered.
    pub fn alters_next(&self, path: &str, alteration: Alteration) {
        self.front.alters_next(path, alteration);
    }
}

/// The bundled profile of a backend.
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
            eprintln!("calls of {}: {:#?}\nits output:\n{log}", self.kind, self.exchanges());
        }
    }
}

/// Plays a journey in Chromium, with a backend. Tests are made of it by [`with_backends!`](crate::with_backends). What
/// came of it is left in the folder `backends` of what is built, for `cargo xtask test`, which shows a table of it.
///
/// # Panics
/// Where the journey fails, or the browser's console isn't clean at its end.
pub fn play(backend: ThirdParty, operation: &str, test: &str, journey: fn(&Site<'_>)) {
    let outcome = Outcome::begin(backend, operation);
    run(Kind::Chromium, test, |stage| journey(&Site::start(stage, backend)));
    outcome.passed();
}

/// The file that has what came of an operation with a backend.
struct Outcome(PathBuf);

impl Outcome {
    /// It counts as failed until it is known to be good.
    fn begin(backend: ThirdParty, operation: &str) -> Self {
        let folder = target_folder().join("backends").join(backend.name());
        fs::create_dir_all(&folder).expect("the folder of the outcomes should be writable");
        let profile = profile(backend);
        let versions = profile["about"]["versions"].as_str().unwrap_or_default();
        fs::write(folder.join("versions"), versions).expect("an outcome should be writable");
        let outcome = Self(folder.join(operation));
        outcome.write("failed");
        outcome
    }

    fn passed(self) {
        self.write("passed");
    }

    fn write(&self, word: &str) {
        fs::write(&self.0, word).expect("an outcome should be writable");
    }
}
