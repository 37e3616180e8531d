//! The kinds of browsers, and how they are set up.

use std::fmt;
use std::path::Path;

use serde_json::{Value, json};

use crate::installed::{mini_browser, program};

/// A kind of browser, named after its engine if it isn't the engine's main browser.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Chromium with `ChromeDriver`.
    Chromium,
    /// Firefox with `geckodriver`.
    Firefox,
    /// `WebKitGTK`'s `MiniBrowser` with `WebKitWebDriver`. It has no passkeys.
    WebKit,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        })
    }
}

/// Options for starting a browser, in addition to those that every test needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Setup {
    arguments: Vec<String>,
    preferences: Vec<(String, Value)>,
}

impl Setup {
    /// Returns a setup in which the user has turned WebAuthn off. `WebKitGTK` doesn't have it anyway.
    #[must_use]
    pub fn without_webauthn() -> Self {
        Self::default()
            .argument("--disable-blink-features=WebAuth")
            .preference("security.webauth.webauthn", json!(false))
    }

    /// Returns a setup without any built-in authenticator or security key that would answer or ask.
    #[must_use]
    pub fn without_authenticators() -> Self {
        Self::default().preference("security.webauth.webauthn_enable_softtoken", json!(false))
    }

    /// Returns a setup in which Firefox knows no authenticator, and therefore waits for a security key to be
    /// plugged in. The other browsers are as usual.
    #[must_use]
    pub fn awaiting_security_key() -> Self {
        Self::without_authenticators().preference("security.webauth.webauthn_enable_usbtoken", json!(true))
    }

    /// Sets the browser's language, as a BCP 47 tag.
    #[must_use]
    pub fn language(self, tag: &str) -> Self {
        self.argument(&format!("--accept-lang={tag}")).preference("intl.accept_languages", json!(tag))
    }

    /// Makes the browser prefer dark pages. In Chromium,
    /// [`Browser::emulate_media`](crate::Browser::emulate_media) can also change this later.
    #[must_use]
    pub fn dark(self) -> Self {
        self.argument("--blink-settings=preferredColorScheme=0")
            .preference("layout.css.prefers-color-scheme.content-override", json!(0))
    }

    /// Returns a setup in which Chromium draws letters and colors the same on every screen.
    #[must_use]
    pub fn for_pictures() -> Self {
        let arguments = [
            "--font-render-hinting=none",
            "--disable-lcd-text",
            "--force-color-profile=srgb",
            "--hide-scrollbars",
            // If only a part is redrawn, its edges depend on what was there before.
            "--disable-partial-raster",
        ];
        arguments.iter().fold(Self::default(), |setup, argument| setup.argument(argument)).language("en-US")
    }

    /// Adds a command-line argument. Chromium only.
    #[must_use]
    pub fn argument(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }

    /// Adds a preference. Firefox only.
    #[must_use]
    pub fn preference(mut self, name: &str, value: Value) -> Self {
        self.preferences.push((name.to_owned(), value));
        self
    }

    /// Returns the capabilities to request from the driver. Chromium's profile goes into the folder
    /// `profile`; the other two create new ones by themselves.
    pub(crate) fn capabilities(&self, kind: Kind, profile: &Path) -> Value {
        match kind {
            Kind::Chromium => self.chromium(profile),
            Kind::Firefox => self.firefox(),
            Kind::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": mini_browser(), "args": ["--automation"] },
            }),
        }
    }

    fn chromium(&self, profile: &Path) -> Value {
        const ARGUMENTS: [&str; 11] = [
            "--headless",
            // The sandbox needs privileges that containers rarely grant.
            "--no-sandbox",
            // In containers, /dev/shm is often too small.
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-quic",
            "--disable-sync",
            "--disable-background-networking",
            "--disable-component-update",
            // Internal pages that every new window would prepare, and a spare process for a page that may be opened.
            "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,PreloadTopChromeWebUI,\
             SpareRendererForSitePerProcess",
            "--no-first-run",
            "--no-default-browser-check",
        ];
        let mut arguments: Vec<String> = ARGUMENTS.iter().map(ToString::to_string).collect();
        arguments.push(format!("--user-data-dir={}", profile.display()));
        arguments.extend(self.arguments.iter().cloned());
        json!({
            "browserName": "chrome",
            "goog:chromeOptions": {
                "binary": program(&["chromium", "chromium-browser", "google-chrome"]),
                "args": arguments,
            },
            "goog:loggingPrefs": { "browser": "ALL" },
            "unhandledPromptBehavior": "ignore",
        })
    }

    fn firefox(&self) -> Value {
        let mut preferences = json!({
            "security.webauth.webauthn_enable_softtoken": true,
            "security.webauth.webauthn_enable_usbtoken": false,
            // Only one page is open at a time, so no process is kept ready for the next one.
            "dom.ipc.processCount": 1,
            "dom.ipc.processPrelaunch.enabled": false,
            // Nor does any site need a process of its own, which would be a new one for every journey.
            "fission.autostart": false,
            // Otherwise every program is compiled twice on every page, the second time for a speed that no journey
            // needs.
            "javascript.options.wasm_optimizingjit": false,
            "extensions.installDistroAddons": false,
            "browser.startup.page": 0,
            "permissions.isolateBy.userContext": true,
            // No network traffic other than the test's own.
            "app.update.disabledForTesting": true,
            "browser.safebrowsing.malware.enabled": false,
            "browser.safebrowsing.phishing.enabled": false,
            "datareporting.policy.dataSubmissionEnabled": false,
            "network.captive-portal-service.enabled": false,
            "network.connectivity-service.enabled": false,
            "services.settings.server": "data:,#remote-settings-dummy/v1",
            "toolkit.telemetry.server": "",
        });
        for (name, value) in &self.preferences {
            preferences[name] = value.clone();
        }
        json!({
            "browserName": "firefox",
            "moz:firefoxOptions": {
                "binary": program(&["firefox-esr", "firefox"]),
                "args": ["-headless"],
                "prefs": preferences,
            },
            "webSocketUrl": true,
            "unhandledPromptBehavior": "ignore",
        })
    }
}
