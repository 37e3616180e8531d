//! A browser that a test drives, in a session of its own with a fresh profile.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Display;
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Capabilities, RequestData, SessionId, WebDriver};

use crate::bidi::BiDi;
use crate::console::ConsoleEntry;
use crate::driver::Driver;
use crate::installed::evidence_folder;
use crate::runtime::block_on;
use crate::setup::{Kind, Setup};
use crate::wait::wait_for;

/// An open browser; it closes when this is dropped.
pub struct Browser {
    kind: Kind,
    session: Option<WebDriver>,
    pub(crate) bidi: Option<BiDi>,
    pub(crate) console: RefCell<Vec<ConsoleEntry>>,
    pub(crate) expected: RefCell<Vec<String>>,
    pub(crate) origin: RefCell<String>,
    pub(crate) shadow_host: RefCell<Option<String>>,
    // After the session: what a browser needs outlives it.
    driver: Driver,
    _folder: TempDir,
}

/// A command that is not one of the library's own.
#[derive(Debug)]
struct RawCommand<'a> {
    method: &'a str,
    path: Cow<'a, str>,
    body: Option<Value>,
}

impl FormatRequestData for RawCommand<'_> {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let method = self.method.parse().expect("the method should be one of HTTP's");
        let request = RequestData::new(method, format!("session/{session}/{}", self.path));
        match &self.body {
            Some(body) => request.add_body(body.clone()),
            None => request,
        }
    }
}

impl Browser {
    /// Opens a browser.
    ///
    /// # Panics
    /// Where the browser or its driver is missing or doesn't start.
    pub fn open(kind: Kind, setup: &Setup) -> Self {
        let folder =
            TempDir::with_prefix("latchkey-browser-").expect("a temporary folder should be writable");
        let profile = folder.path().join("profile");
        let temporary = folder.path().join("tmp");
        fs::create_dir(&temporary).expect("the temporary folder should be writable");
        let driver = Driver::start(kind, &temporary);
        let Value::Object(capabilities) = setup.capabilities(kind, &profile) else {
            unreachable!("capabilities are an object")
        };
        let session = block_on(WebDriver::new(driver.url(), Capabilities::from(capabilities)))
            .unwrap_or_else(|error| panic!("{kind} doesn't start: {error}\n{}", driver.log()));
        let socket = session.handle().capabilities().get("webSocketUrl").and_then(Value::as_str);
        let bidi = socket.map(BiDi::connect);
        let browser = Self {
            kind,
            session: Some(session),
            bidi,
            console: RefCell::default(),
            expected: RefCell::default(),
            origin: RefCell::default(),
            shadow_host: RefCell::default(),
            driver,
            _folder: folder,
        };
        browser.watch_console();
        browser
    }

    /// Which browser this is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The session, for commands that no helper covers.
    ///
    /// # Panics
    /// Never while the browser is open.
    pub fn session(&self) -> &WebDriver {
        self.session.as_ref().expect("the session is there until the browser is dropped")
    }

    /// What the driver printed.
    pub(crate) fn driver_log(&self) -> String {
        self.driver.log()
    }

    /// Goes to an address; a path is taken relative to the origin that [`Browser::at`] set.
    ///
    /// # Panics
    /// Where the page doesn't load.
    #[track_caller]
    pub fn opens(&self, address: &str) {
        let url = if address.starts_with('/') {
            format!("{}{address}", self.origin.borrow())
        } else {
            address.to_owned()
        };
        self.before_leaving_page();
        self.must(&format!("open {url}"), block_on(self.session().goto(url.as_str())));
        self.watch_console_of_page();
    }

    /// Says which origin the paths given to [`Browser::opens`] belong to.
    pub fn at(&self, origin: &str) {
        origin.clone_into(&mut self.origin.borrow_mut());
    }

    /// Looks into the only frame of the page, which is waited for, and no longer around it.
    ///
    /// # Panics
    /// Where there is none.
    #[track_caller]
    pub fn enters_frame(&self) {
        wait_for("the frame", || block_on(self.session().enter_frame(0)).ok());
    }

    /// Looks at the whole page again.
    ///
    /// # Panics
    /// Where the browser doesn't answer.
    #[track_caller]
    pub fn leaves_frame(&self) {
        self.must("leave the frame", block_on(self.session().enter_default_frame()));
    }

    /// Looks from now on into the shadow tree of the element of this selector, and at nothing around it.
    pub fn looks_into(&self, selector: &str) {
        self.shadow_host.replace(Some(selector.to_owned()));
    }

    /// Loads the page anew.
    ///
    /// # Panics
    /// Where it doesn't load.
    #[track_caller]
    pub fn reload(&self) {
        self.before_leaving_page();
        self.must("reload", block_on(self.session().refresh()));
        self.watch_console_of_page();
    }

    /// Goes back in the history, as with the browser's button.
    ///
    /// # Panics
    /// Where the page doesn't load.
    #[track_caller]
    pub fn goes_back(&self) {
        self.before_leaving_page();
        self.must("go back", block_on(self.session().back()));
    }

    /// Loses all cookies of the page's origin, as when they have expired.
    ///
    /// # Panics
    /// Where the browser refuses.
    #[track_caller]
    pub fn loses_cookies(&self) {
        self.command("DELETE", "cookie", None);
    }

    /// The page's address.
    ///
    /// # Panics
    /// Where the browser doesn't answer.
    #[track_caller]
    pub fn url(&self) -> String {
        self.must("read the address", block_on(self.session().current_url())).to_string()
    }

    /// Runs a function body in the page and hands back what it returns. `arguments` holds what is given.
    ///
    /// # Panics
    /// Where it throws.
    #[track_caller]
    pub fn script(&self, body: &str, arguments: &[Value]) -> Value {
        self.must("run a script", self.try_script(body, arguments))
    }

    pub(crate) fn try_script(&self, body: &str, arguments: &[Value]) -> WebDriverResult<Value> {
        let session = self.session();
        block_on(session.execute(body, Vec::from(arguments))).map(|answer| answer.json().clone())
    }

    /// Runs a script in every document from the next one on, before the page's own scripts. Not in `WebKitGTK`.
    ///
    /// # Panics
    /// In `WebKitGTK`.
    #[track_caller]
    pub fn before_every_page(&self, script: &str) {
        if self.kind == Kind::Chromium {
            self.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
        } else if let Some(bidi) = &self.bidi {
            let function = format!("() => {{ {script} }}");
            bidi.send("script.addPreloadScript", &json!({ "functionDeclaration": function }));
        } else {
            panic!("{} runs no script before the page's", self.kind);
        }
    }

    /// Gives the page a viewport of exactly this size in CSS pixels (in `WebKitGTK`, its window).
    ///
    /// # Panics
    /// Where the browser refuses.
    #[track_caller]
    pub fn viewport(&self, width: u32, height: u32) {
        if self.kind == Kind::Chromium {
            let metrics =
                json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.cdp("Emulation.setDeviceMetricsOverride", &metrics);
        } else if let Some(bidi) = &self.bidi {
            let tree = bidi.send("browsingContext.getTree", &json!({ "maxDepth": 0 }));
            let page = &tree["contexts"][0]["context"];
            let size = json!({ "context": page, "viewport": { "width": width, "height": height } });
            bidi.send("browsingContext.setViewport", &size);
        } else {
            self.must("resize", block_on(self.session().set_window_rect(0, 0, width, height)));
        }
    }

    /// Lets the page believe in media features, such as `("prefers-color-scheme", "dark")`. In Chromium alone.
    ///
    /// # Panics
    /// In another browser.
    #[track_caller]
    pub fn emulate_media(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.cdp("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    /// Sends a command of Chromium's `DevTools` protocol.
    ///
    /// # Panics
    /// Where it fails, and in another browser.
    #[track_caller]
    pub fn cdp(&self, command: &str, params: &Value) -> Value {
        assert!(self.kind == Kind::Chromium, "{} has no DevTools protocol", self.kind);
        self.command("POST", "goog/cdp/execute", Some(json!({ "cmd": command, "params": params })))
    }

    /// Sends a `WebDriver` command by its path below the session's.
    ///
    /// # Panics
    /// Where it fails.
    #[track_caller]
    pub(crate) fn command(&self, method: &str, path: &str, body: Option<Value>) -> Value {
        self.must(path, self.try_command(method, path, body))
    }

    pub(crate) fn try_command(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> WebDriverResult<Value> {
        let command = RawCommand { method, path: path.into(), body };
        block_on(self.session().handle().cmd(command))?.value()
    }

    /// Keeps a picture of what is in view, as `<name>.png` among the screenshots.
    ///
    /// # Panics
    /// Where it can't be taken or written.
    #[track_caller]
    pub fn screenshot(&self, name: &str) -> PathBuf {
        let path = evidence_folder().join(format!("{name}.png"));
        self.must("take a screenshot", block_on(self.session().screenshot(&path)));
        path
    }

    #[track_caller]
    pub(crate) fn must<T, E: Display>(&self, what: &str, done: Result<T, E>) -> T {
        match done {
            Ok(value) => value,
            Err(error) => panic!("{} couldn't {what}: {error}", self.kind),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            // Where the browser has died already, its driver is killed all the same.
            let _ = block_on(session.quit());
        }
    }
}
