//! A site: the app in front of a backend of others, with that backend's profile.

use std::cell::RefCell;
use std::thread;

use crate::front::{Alteration, Exchange, Front};
use crate::stage::Stage;
use crate::third_party::{Running, ThirdParty};

/// The site of one journey; it ends when this is dropped.
pub struct Site {
    front: Front,
    kind: ThirdParty,
    backend: RefCell<Option<Running>>,
}

impl Site {
    /// Puts the app in front of a backend, which starts with a new database.
    ///
    /// # Panics
    /// Where it doesn't start.
    pub fn start(stage: &Stage, kind: ThirdParty) -> Self {
        // The profile says itself where the calls go.
        stage.alters_page("\"api\": \"/api\"", &format!("\"profile\": \"{kind}\""));
        let front = Front::start(&stage.own_app());
        let site = Self { front, kind, backend: RefCell::default() };
        site.restarts_backend();
        site
    }

    /// Ends the backend and starts it anew, with nothing that it knew.
    ///
    /// # Panics
    /// Where it doesn't start.
    pub fn restarts_backend(&self) {
        let backend = self.kind.start(self.origin());
        self.front.leads_to(&backend.address);
        self.backend.replace(Some(backend));
    }

    /// The origin of app and backend, `http://localhost:N`.
    pub fn origin(&self) -> &str {
        self.front.origin()
    }

    /// All calls that the backend got so far.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.front.exchanges()
    }

    /// The backend gets another body in the next call of this path.
    pub fn alters_next(&self, path: &str, alteration: Alteration) {
        self.front.alters_next(path, alteration);
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if thread::panicking() {
            let log = self.backend.borrow().as_ref().map(Running::log).unwrap_or_default();
            eprintln!("calls of {}: {:#?}\nits output:\n{log}", self.kind, self.exchanges());
        }
    }
}
