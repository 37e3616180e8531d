//! A browser process with its driver, and the user contexts that isolate its journeys from each other.
//!
//! Like a private window, a user context has its own cookies, storage, caches, permissions, service workers and
//! channels. In Chromium it is a browser context of the `DevTools` protocol, in Firefox a user context of WebDriver
//! `BiDi`. `WebKitGTK` has no such thing, so each of its journeys gets its own session, which is a browser process
//! without a profile.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver, WindowHandle};

use crate::command;
use crate::driver::Driver;
use crate::runtime::block_on;
use crate::setup::{Kind, Setup};
use crate::socket::Socket;

/// A running browser. It closes when this is dropped.
pub(crate) struct Instance {
    kind: Kind,
    setup: Setup,
    session: Option<WebDriver>,
    socket: Option<Socket>,
    /// The page that stays open between journeys, so that the browser stays open, too.
    home: Option<WindowHandle>,
    // After the session: a browser needs its driver and its folder until it has closed.
    driver: Driver,
    folder: TempDir,
}

/// The part of a browser that belongs to one journey.
#[derive(Debug, Default)]
pub(crate) struct UserContext {
    /// Its ID in the browser's own protocol; `None` in `WebKitGTK`.
    id: Option<String>,
    /// The IDs of its virtual authenticators, which in Firefox belong to the browser and not to the page.
    pub(crate) authenticators: Vec<String>,
    /// The IDs, in `BiDi`, of the scripts that run before every page.
    pub(crate) preload_scripts: Vec<Value>,
}

impl Instance {
    /// Starts a browser and its driver.
    ///
    /// # Panics
    /// If one of them is missing or doesn't start.
    pub(crate) fn start(kind: Kind, setup: &Setup) -> Self {
        let folder =
            TempDir::with_prefix("latchkey-browser-").expect("a temporary folder should be writable");
        let temporary = folder.path().join("tmp");
        fs::create_dir(&temporary).expect("the temporary folder should be writable");
        let driver = Driver::start(kind, &temporary);
        let mut instance =
            Self { kind, setup: setup.clone(), session: None, socket: None, home: None, driver, folder };
        if kind != Kind::WebKit {
            instance.opens_session();
        }
        instance
    }

    /// Whether it is a browser of this kind and setup.
    pub(crate) fn is(&self, kind: Kind, setup: &Setup) -> bool {
        self.kind == kind && self.setup == *setup
    }

    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    pub(crate) fn session(&self) -> &WebDriver {
        self.session.as_ref().expect("a browser in use should have a session")
    }

    /// Returns the connection for WebDriver `BiDi`, in Firefox only.
    pub(crate) fn bidi(&self) -> Option<&Socket> {
        self.socket.as_ref().filter(|_| self.kind == Kind::Firefox)
    }

    /// Returns the address that the driver listens on.
    pub(crate) fn driver_url(&self) -> &str {
        self.driver.url()
    }

    /// Returns everything that the driver has printed.
    pub(crate) fn driver_log(&self) -> String {
        self.driver.log()
    }

    /// Creates a user context with one empty page, and switches to that page.
    pub(crate) fn makes_context(&mut self) -> UserContext {
        if self.kind == Kind::WebKit {
            self.opens_session();
            return UserContext::default();
        }
        let (command, answer) = match self.kind {
            Kind::Chromium => ("Target.createBrowserContext", "browserContextId"),
            Kind::Firefox | Kind::WebKit => ("browser.createUserContext", "userContext"),
        };
        let id = self.socket().send(command, &json!({}))[answer].as_str().map(str::to_owned);
        let context = UserContext { id, ..UserContext::default() };
        self.turns_to(&self.opens_page(&context)).expect("a new page should be there");
        context
    }

    /// Opens another empty page in a user context.
    pub(crate) fn opens_page(&self, context: &UserContext) -> WindowHandle {
        let page = match self.kind {
            Kind::Chromium => {
                let page = json!({ "url": "about:blank", "browserContextId": context.id });
                self.socket().send("Target.createTarget", &page)["targetId"].take()
            }
            Kind::Firefox => {
                let page = json!({ "type": "tab", "userContext": context.id });
                self.socket().send("browsingContext.create", &page)["context"].take()
            }
            Kind::WebKit => {
                return block_on(self.session().new_tab()).expect("the browser should open a tab");
            }
        };
        // In both drivers, a window handle is the ID that the browser's own protocol gives to the page.
        WindowHandle::from(page.as_str().expect("a page's ID should be a string").to_owned())
    }

    /// Grants a permission to an origin in a user context.
    pub(crate) fn grants(&self, context: &UserContext, permission: &str, origin: &str) {
        let (command, params) = match self.kind {
            Kind::Chromium => (
                "Browser.grantPermissions",
                json!({ "browserContextId": context.id, "origin": origin, "permissions": [permission] }),
            ),
            Kind::Firefox | Kind::WebKit => (
                "permissions.setPermission",
                json!({
                    "userContext": context.id,
                    "origin": origin,
                    "descriptor": { "name": permission },
                    "state": "granted",
                }),
            ),
        };
        self.socket().send(command, &params);
    }

    /// Switches to a page.
    pub(crate) fn turns_to(&self, page: &WindowHandle) -> Result<(), String> {
        block_on(self.session().switch_to_window(page.clone())).map_err(|error| error.to_string())
    }

    /// Removes a user context with everything in it, so that nothing of its journey is left.
    ///
    /// # Errors
    /// If something may be left, in which case the browser must not be used again.
    pub(crate) fn removes_context(&mut self, context: &UserContext) -> Result<(), String> {
        let Some(home) = &self.home else {
            // In WebKitGTK, everything that a journey leaves ends with its session.
            return match self.session.take() {
                Some(session) => block_on(session.quit()).map_err(|error| error.to_string()),
                None => Ok(()),
            };
        };
        self.turns_to(home)?;
        match self.kind {
            Kind::Chromium => {
                let ended = json!({ "browserContextId": context.id });
                self.socket().try_send("Target.disposeBrowserContext", &ended)?;
            }
            Kind::Firefox | Kind::WebKit => {
                for id in &context.authenticators {
                    let path = format!("webauthn/authenticator/{id}");
                    command::send(self.session(), "DELETE", &path, None)
                        .map_err(|error| error.to_string())?;
                }
                for script in &context.preload_scripts {
                    self.socket().try_send("script.removePreloadScript", &json!({ "script": script }))?;
                }
                self.socket().try_send("browser.removeUserContext", &json!({ "userContext": context.id }))?;
            }
        }
        let left = block_on(self.session().windows()).map_err(|error| error.to_string())?;
        if left == [home.clone()] { Ok(()) } else { Err(format!("pages are left: {left:?}")) }
    }

    fn opens_session(&mut self) {
        let profile = self.folder.path().join("profile");
        let Value::Object(capabilities) = self.setup.capabilities(self.kind, &profile) else {
            unreachable!("capabilities are an object")
        };
        let started = block_on(WebDriver::new(self.driver.url(), Capabilities::from(capabilities)));
        let session = started
            .unwrap_or_else(|error| panic!("{} doesn't start: {error}\n{}", self.kind, self.driver.log()));
        self.socket = address(&session, self.kind).as_deref().map(Socket::connect);
        if let Some(bidi) = self.bidi() {
            bidi.send("session.subscribe", &json!({ "events": ["log.entryAdded"] }));
        }
        if self.kind != Kind::WebKit {
            self.home = Some(block_on(session.window()).expect("a new browser should have a window"));
        }
        self.session = Some(session);
    }

    fn socket(&self) -> &Socket {
        self.socket.as_ref().expect("the browser should have its own connection")
    }
}

/// Returns the address of a browser's own protocol, if it has one.
fn address(session: &WebDriver, kind: Kind) -> Option<String> {
    let capabilities = session.handle().capabilities();
    match kind {
        Kind::Chromium => {
            let host = capabilities.get("goog:chromeOptions")?["debuggerAddress"].as_str()?.to_owned();
            let version = block_on(async {
                reqwest::get(format!("http://{host}/json/version")).await?.json::<Value>().await
            });
            Some(version.ok()?["webSocketDebuggerUrl"].as_str()?.to_owned())
        }
        Kind::Firefox => Some(capabilities.get("webSocketUrl")?.as_str()?.to_owned()),
        Kind::WebKit => None,
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            // If the browser has died already, its driver is killed all the same.
            let _ = block_on(session.quit());
        }
    }
}
