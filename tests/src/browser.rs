//! A browser that a journey drives, in its own user context.

use std::cell::{Cell, RefCell};
use std::fmt::Display;
use std::path::PathBuf;
use std::thread;

use serde_json::{Value, json};
use thirtyfour::WebDriver;
use thirtyfour::error::WebDriverResult;

use crate::command;
use crate::console::ConsoleEntry;
use crate::installed::evidence_folder;
use crate::instance::{Instance, UserContext};
use crate::pool;
use crate::runtime::block_on;
use crate::setup::{Kind, Setup};
use crate::wait::wait_for;

/// A browser as one journey sees it, with nothing that an earlier journey left behind. When this is dropped,
/// the browser stays open for the next journey, unless this one broke it.
pub struct Browser {
    instance: Option<Instance>,
    pub(crate) context: RefCell<UserContext>,
    broken: Cell<bool>,
    pub(crate) console: RefCell<Vec<ConsoleEntry>>,
    pub(crate) expected: RefCell<Vec<String>>,
    pub(crate) origin: RefCell<String>,
    pub(crate) shadow_host: RefCell<Option<String>>,
}

impl Browser {
    /// Opens a browser.
    ///
    /// # Panics
    /// If the browser or its driver is missing or doesn't start.
    pub fn open(kind: Kind, setup: &Setup) -> Self {
        let mut instance = pool::take(kind, setup);
        let context = instance.makes_context();
        let browser = Self {
            instance: Some(instance),
            context: RefCell::new(context),
            broken: Cell::new(false),
            console: RefCell::default(),
            expected: RefCell::default(),
            origin: RefCell::default(),
            shadow_host: RefCell::default(),
        };
        // What the browser reported about earlier pages isn't this journey's concern.
        browser.clear_console();
        browser
    }

    /// Returns which browser this is.
    pub fn kind(&self) -> Kind {
        self.instance().kind()
    }

    /// Returns the address of its driver, which identifies the browser process.
    pub fn process(&self) -> String {
        self.instance().driver_url().to_owned()
    }

    pub(crate) fn instance(&self) -> &Instance {
        self.instance.as_ref().expect("the browser is there until this is dropped")
    }

    /// Returns the session, for commands that no helper covers.
    pub fn session(&self) -> &WebDriver {
        self.instance().session()
    }

    /// Marks this browser as broken, so that no other journey uses it.
    pub(crate) fn is_broken(&self) {
        self.broken.set(true);
    }

    /// Goes to an address. A path is relative to the origin that [`Browser::at`] set.
    ///
    /// # Panics
    /// If the page doesn't load.
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

    /// Sets the origin that paths given to [`Browser::opens`] are relative to.
    pub fn at(&self, origin: &str) {
        origin.clone_into(&mut self.origin.borrow_mut());
    }

    /// Waits for the page's only frame, and from then on looks into it and no longer around it.
    ///
    /// # Panics
    /// If there is none.
    #[track_caller]
    pub fn enters_frame(&self) {
        wait_for("the frame", || block_on(self.session().enter_frame(0)).ok());
    }

    /// Looks at the whole page again.
    ///
    /// # Panics
    /// If the browser doesn't answer.
    #[track_caller]
    pub fn leaves_frame(&self) {
        self.must("leave the frame", block_on(self.session().enter_default_frame()));
    }

    /// From now on looks into the shadow tree of the element with this selector, and no longer around it.
    pub fn looks_into(&self, selector: &str) {
        self.shadow_host.replace(Some(selector.to_owned()));
    }

    /// Reloads the page.
    ///
    /// # Panics
    /// If it doesn't load.
    #[track_caller]
    pub fn reload(&self) {
        self.before_leaving_page();
        self.must("reload", block_on(self.session().refresh()));
        self.watch_console_of_page();
    }

    /// Grants a permission of the Permissions API, such as `geolocation`, to an origin. Not in `WebKitGTK`.
    ///
    /// # Panics
    /// If the browser refuses.
    #[track_caller]
    pub fn grants(&self, permission: &str, origin: &str) {
        self.instance().grants(&self.context.borrow(), permission, origin);
    }

    /// Goes back in the history, as with the browser's back button.
    ///
    /// # Panics
    /// If the page doesn't load.
    #[track_caller]
    pub fn goes_back(&self) {
        self.before_leaving_page();
        self.must("go back", block_on(self.session().back()));
    }

    /// Deletes all cookies of the page's origin, as if they had expired.
    ///
    /// # Panics
    /// If the browser refuses.
    #[track_caller]
    pub fn loses_cookies(&self) {
        self.command("DELETE", "cookie", None);
    }

    /// Returns the page's address.
    ///
    /// # Panics
    /// If the browser doesn't answer.
    #[track_caller]
    pub fn url(&self) -> String {
        self.must("read the address", block_on(self.session().current_url())).to_string()
    }

    /// Runs a function body in the page, with `arguments`, and returns its result.
    ///
    /// # Panics
    /// If it throws.
    #[track_caller]
    pub fn script(&self, body: &str, arguments: &[Value]) -> Value {
        self.must("run a script", self.try_script(body, arguments))
    }

    pub(crate) fn try_script(&self, body: &str, arguments: &[Value]) -> WebDriverResult<Value> {
        let session = self.session();
        block_on(session.execute(body, Vec::from(arguments))).map(|answer| answer.json().clone())
    }

    /// Makes every document from the next one on run a script before its own scripts. Not in `WebKitGTK`.
    ///
    /// # Panics
    /// In `WebKitGTK`.
    #[track_caller]
    pub fn before_every_page(&self, script: &str) {
        if self.kind() == Kind::Chromium {
            self.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
        } else if let Some(bidi) = self.instance().bidi() {
            let function = format!("() => {{ {script} }}");
            let mut added = bidi.send("script.addPreloadScript", &json!({ "functionDeclaration": function }));
            self.context.borrow_mut().preload_scripts.push(added["script"].take());
        } else {
            panic!("{} runs no script before the page's", self.kind());
        }
    }

    /// Sets the size of the viewport in CSS pixels; in `WebKitGTK`, the size of the window.
    ///
    /// # Panics
    /// If the browser refuses.
    #[track_caller]
    pub fn viewport(&self, width: u32, height: u32) {
        if self.kind() == Kind::Chromium {
            let metrics =
                json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.cdp("Emulation.setDeviceMetricsOverride", &metrics);
        } else if let Some(bidi) = self.instance().bidi() {
            let size = json!({ "context": self.page(), "viewport": { "width": width, "height": height } });
            bidi.send("browsingContext.setViewport", &size);
        } else {
            self.must("resize", block_on(self.session().set_window_rect(0, 0, width, height)));
        }
    }

    /// Emulates media features, such as `("prefers-color-scheme", "dark")`. Chromium only.
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
    /// If it fails, or in another browser.
    #[track_caller]
    pub fn cdp(&self, command: &str, params: &Value) -> Value {
        assert!(self.kind() == Kind::Chromium, "{} has no DevTools protocol", self.kind());
        self.command("POST", "goog/cdp/execute", Some(json!({ "cmd": command, "params": params })))
    }

    /// Sends a WebDriver command, given by its path below the session's.
    ///
    /// # Panics
    /// If it fails.
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
        command::send(self.session(), method, path, body)
    }

    /// Returns the ID of the current page in WebDriver `BiDi`.
    pub(crate) fn page(&self) -> String {
        self.must("name its page", block_on(self.session().window())).to_string()
    }

    /// Saves a picture of the viewport as `<name>.png` among the screenshots, and returns its path.
    ///
    /// # Panics
    /// If it can't be taken or written.
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
            Err(error) => panic!("{} couldn't {what}: {error}", self.kind()),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let Some(mut instance) = self.instance.take() else { return };
        if self.broken.get() || thread::panicking() {
            return;
        }
        match instance.removes_context(&self.context.borrow()) {
            Ok(()) => pool::give_back(instance),
            Err(error) => println!("{} is not used again: {error}", instance.kind()),
        }
    }
}
