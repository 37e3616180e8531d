//! The stage of one journey: its server, its browsers, and the evidence that is kept if it fails.

use std::cell::{Cell, OnceCell, RefCell};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::rc::Rc;

use tempfile::TempDir;

use crate::backend::Backend;
use crate::browser::Browser;
use crate::failure::catch_failure;
use crate::installed::{evidence_folder, from_environment};
use crate::pool;
use crate::record::Record;
use crate::runtime::block_on;
use crate::setup::{Kind, Setup};
use crate::slot;

/// What a journey is played on. The server and the browsers start when they are first needed.
pub struct Stage {
    kind: Kind,
    browsers: RefCell<Vec<Rc<Browser>>>,
    backend: OnceCell<Backend>,
    users: Cell<u32>,
    options: RefCell<Vec<String>>,
    app: RefCell<Option<PathBuf>>,
    // Dropped after the server, which reads it.
    altered: RefCell<Option<TempDir>>,
}

impl Stage {
    /// Returns which browser the journey is played in.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Returns this journey's server, and starts it on the first call.
    ///
    /// # Panics
    /// If it doesn't start.
    pub fn backend(&self) -> &Backend {
        self.backend.get_or_init(|| match &*self.altered.borrow() {
            Some(dist) => Backend::start(dist.path(), self.users.get(), &self.options.borrow()),
            None => Backend::start(&self.app(), self.users.get(), &self.options.borrow()),
        })
    }

    /// Gives this journey's server this many accounts in addition to those that journeys sign in with. Call
    /// it before the server starts.
    ///
    /// # Panics
    /// If the server is already running.
    pub fn seeds_users(&self, users: u32) {
        assert!(self.backend.get().is_none(), "the server is already running");
        self.users.set(users);
    }

    /// Adds a command-line option to this journey's server. Call it before the server starts.
    ///
    /// # Panics
    /// If the server is already running.
    pub fn serves_with(&self, option: &str, value: &str) {
        assert!(self.backend.get().is_none(), "the server is already running");
        self.options.borrow_mut().extend([option.to_owned(), value.to_owned()]);
    }

    /// Serves the app that is built for a path of the origin, at that path. Call it before the server starts
    /// and before the app is altered.
    ///
    /// # Panics
    /// If the environment doesn't say where that app is.
    pub fn serves_below(&self, path: &str) {
        self.serves_with("--prefix", path);
        let moved = from_environment("LATCHKEY_DIST_BELOW", "the folder of the app that is built for a path");
        self.app.replace(Some(moved));
    }

    /// Adds a page of an application to this journey's app. Call it before the server starts.
    ///
    /// # Panics
    /// If the server is already running.
    pub fn adds_page(&self, name: &str, page: &str) {
        fs::write(self.own_app().join(name), page).expect("the copy should be writable");
    }

    /// Replaces `from` with `to` in the pages of this journey's app. Call it before the server starts.
    ///
    /// # Panics
    /// If the server is already running, or a page doesn't contain `from`.
    pub fn alters_page(&self, from: &str, to: &str) {
        for name in ["index.html", "portal.html"] {
            self.alters_app("", name, |page| {
                let page = String::from_utf8(page).expect("the page should be UTF-8");
                assert!(page.contains(from), "{from} is not in {page}");
                Some(page.replace(from, to).into_bytes())
            });
        }
    }

    /// Alters a file of this journey's app, given by the start and the end of its name. If `alter` returns `None`,
    /// the file is removed. Call it before the server starts.
    ///
    /// # Panics
    /// If the server is already running, or there is no such file.
    pub fn alters_app(&self, begin: &str, end: &str, alter: impl FnOnce(Vec<u8>) -> Option<Vec<u8>>) {
        let dist = self.own_app();
        let files = built_files();
        let name = files
            .iter()
            .find(|name| name.starts_with(begin) && name.ends_with(end))
            .expect("the app should have the file");
        let path = dist.join(name);
        let content = fs::read(&path).expect("the copy should be readable");
        // The compressed copies, which the server would send instead, as well as the file itself.
        for file in files.iter().filter(|file| file.starts_with(name.as_str())) {
            let _ = fs::remove_file(dist.join(file));
        }
        if let Some(content) = alter(content) {
            fs::write(path, content).expect("the copy should be writable");
        }
    }

    /// Makes the pages of this journey's app run a script before their own. Call it before the server starts.
    ///
    /// # Panics
    /// If the server is already running.
    pub(crate) fn adds_script_to_page(&self, name: &str, script: &str) {
        fs::write(self.own_app().join(name), script).expect("the copy should be writable");
        self.alters_page("</title>", &format!("</title><script src=/{name}></script>"));
    }

    /// Returns the folder of the app that this journey's server serves, unless it is altered.
    fn app(&self) -> PathBuf {
        self.app.borrow().clone().unwrap_or_else(built_app)
    }

    /// Returns the folder of this journey's own copy of the app, and makes that copy on the first call.
    pub(crate) fn own_app(&self) -> PathBuf {
        assert!(self.backend.get().is_none(), "the server is already running");
        let mut altered = self.altered.borrow_mut();
        altered.get_or_insert_with(copy_of_the_app).path().to_owned()
    }

    /// Reverts [`Stage::alters_app`]: from now on, the server serves the app as it was built.
    ///
    /// # Panics
    /// If the app wasn't altered.
    pub fn restores_app(&self) {
        let dist = self.altered.borrow();
        let dist = dist.as_ref().expect("the app should have been altered");
        for file in built_files() {
            fs::copy(built_app().join(&file), dist.path().join(&file)).expect("the copy should be writable");
        }
    }

    /// Opens another browser with a fresh profile, on the server's origin.
    ///
    /// # Panics
    /// If it doesn't start.
    pub fn browser(&self) -> Rc<Browser> {
        self.browser_with(&Setup::default())
    }

    /// Like [`Stage::browser`], with a setup.
    ///
    /// # Panics
    /// If it doesn't start.
    pub fn browser_with(&self, setup: &Setup) -> Rc<Browser> {
        let browser = self.browser_anywhere(setup);
        browser.at(self.backend().origin());
        browser
    }

    /// Opens a browser without starting the server.
    ///
    /// # Panics
    /// If it doesn't start.
    pub fn browser_anywhere(&self, setup: &Setup) -> Rc<Browser> {
        let browser = Rc::new(Browser::open(self.kind, setup));
        self.browsers.borrow_mut().push(Rc::clone(&browser));
        browser
    }

    fn keep_evidence(&self, stem: &str) {
        for (number, browser) in self.browsers.borrow().iter().enumerate() {
            let stem = format!("{stem}-{number}");
            let picture = evidence_folder().join(format!("{stem}.png"));
            // A browser that has crashed provides no evidence, and mustn't hide why the test failed.
            let _ = block_on(browser.session().screenshot(&picture));
            let console = catch_unwind(AssertUnwindSafe(|| browser.console())).unwrap_or_default();
            let report = format!(
                "{}\n\n{}\n\nConsole: {console:#?}\n\nServer:\n{}\n\nDriver:\n{}",
                block_on(browser.session().current_url()).map(String::from).unwrap_or_default(),
                browser.try_visible_text().unwrap_or_default(),
                self.backend.get().map(Backend::log).unwrap_or_default(),
                browser.instance().driver_log(),
            );
            let path = evidence_folder().join(format!("{stem}.txt"));
            if fs::write(&path, report).is_ok() {
                eprintln!(
                    "what {} last showed is in {} and {}",
                    self.kind,
                    path.display(),
                    picture.display()
                );
            }
        }
    }
}

/// The folder of the profiles in the built app.
const PROFILES: &str = "profiles";

/// Copies the built app.
fn copy_of_the_app() -> TempDir {
    let copy = TempDir::with_prefix("latchkey-dist-").expect("a temporary folder should be writable");
    fs::create_dir(copy.path().join(PROFILES)).expect("the copy should be writable");
    for file in built_files() {
        fs::copy(built_app().join(&file), copy.path().join(&file)).expect("the copy should be writable");
    }
    copy
}

/// Plays a journey in a browser; [`journey!`](crate::journey) makes tests that call this. A journey that
/// fails is played once more, in a browser and with a server that have just started. If that succeeds the
/// test passes, but the record of the run names the journey and what went wrong the first time.
///
/// # Panics
/// If the journey fails both times. It also fails if a browser's console isn't clean at its end.
pub fn run(kind: Kind, test: &str, journey: impl Fn(&Stage)) {
    let _slot = slot::take();
    // `browsers::sign_in::somebody_signs_in` without the name of the test binary.
    let name = test.split_once("::").map_or(test, |(_, name)| name);
    let evidence = format!("failed-{}-{kind}", name.replace("::", "-"));
    forget_evidence(&evidence);
    let mut record = Record::begin(name, kind);
    let Err(first) = play(kind, &evidence, &journey) else { return record.passed() };
    record.retries(&first);
    pool::clear();
    match play(kind, &format!("{evidence}-again"), &journey) {
        Ok(()) => record.passed(),
        Err(again) => {
            record.failed(&again);
            panic!("{again}");
        }
    }
}

/// Plays a journey once. If it fails, keeps evidence and returns why.
fn play(kind: Kind, evidence: &str, journey: impl Fn(&Stage)) -> Result<(), String> {
    let stage = Stage {
        kind,
        browsers: RefCell::default(),
        backend: OnceCell::new(),
        users: Cell::default(),
        options: RefCell::default(),
        app: RefCell::default(),
        altered: RefCell::default(),
    };
    let played = catch_failure(|| {
        journey(&stage);
        for browser in stage.browsers.borrow().iter() {
            browser.assert_console_clean();
        }
    });
    if played.is_err() {
        stage.keep_evidence(evidence);
        stage.browsers.borrow().iter().for_each(|browser| browser.is_broken());
    }
    played
}

/// Returns the folder of the built app.
///
/// # Panics
/// If the environment doesn't say where it is.
pub fn built_app() -> PathBuf {
    from_environment("LATCHKEY_DIST", "the folder of the built app")
}

/// Lists the built app's files, without the folder of the gallery's addresses, which is for plain file servers.
fn built_files() -> Vec<String> {
    files_in("").chain(files_in(PROFILES)).collect()
}

/// Lists the files in a folder of the built app, by their paths in the app.
fn files_in(folder: &str) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(built_app().join(folder)).expect("the built app should be readable");
    let files = entries.flatten().filter(|entry| entry.path().is_file());
    let path = move |name: String| if folder.is_empty() { name } else { format!("{folder}/{name}") };
    files.map(move |entry| path(entry.file_name().to_string_lossy().into_owned()))
}

/// Removes what an earlier run left, so that it isn't mistaken for evidence of this one.
fn forget_evidence(stem: &str) {
    for entry in fs::read_dir(evidence_folder()).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(stem) {
            // If it can't be removed, it will be overwritten.
            let _ = fs::remove_file(entry.path());
        }
    }
}
