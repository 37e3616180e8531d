//! Takes pictures of states in a Chromium that always draws the same thing the same way.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use latchkey_core::gallery::Appearance;
use latchkey_core::gallery::axes::{Brand, Theme};
use serde_json::json;

use crate::browser::Browser;
use crate::picture::axes::frame;
use crate::runtime::block_on;
use crate::wait::PATIENCE;

/// Goes to a state, waits until it no longer changes, and returns the height of the page.
const SETTLE: &str = include_str!("settle.js");

/// The minimum height of a picture, that of a small window, in CSS pixels.
const LEAST_HEIGHT: u32 = 640;

/// The typeface of the pictures, which is installed along with the browsers.
const FONT: &str = "\"DejaVu Sans\"";

/// A browser in which pictures are taken. It has to be set up with
/// [`Setup::for_pictures`](crate::Setup::for_pictures), and its origin has to be set.
pub struct Studio<'a> {
    browser: &'a Browser,
    appearance: Appearance,
    height: u32,
    loaded: bool,
}

impl<'a> Studio<'a> {
    /// Prepares a browser for an appearance of states.
    ///
    /// # Panics
    /// If the browser isn't Chromium, or refuses.
    #[track_caller]
    pub fn new(browser: &'a Browser, appearance: Appearance) -> Self {
        let theme = appearance.theme;
        let when =
            |holds: bool, then: &'static str, otherwise: &'static str| if holds { then } else { otherwise };
        browser.emulate_media(&[
            ("prefers-color-scheme", when(theme == Theme::Dark, "dark", "light")),
            ("prefers-contrast", when(theme == Theme::HighContrast, "more", "no-preference")),
            ("forced-colors", when(theme == Theme::ForcedColors, "active", "none")),
            ("prefers-reduced-motion", "reduce"),
        ]);
        browser.cdp("Emulation.setTimezoneOverride", &json!({ "timezoneId": "UTC" }));
        browser.viewport(appearance.width.pixels(), LEAST_HEIGHT);
        Self { browser, appearance, height: LEAST_HEIGHT, loaded: false }
    }

    /// Shows a state.
    ///
    /// # Errors
    /// If the gallery doesn't show the state in time: what it shows instead.
    ///
    /// # Panics
    /// If the page doesn't load.
    #[track_caller]
    pub fn shows(&mut self, id: &str) -> Result<(), String> {
        self.resizes(LEAST_HEIGHT);
        let path = frame(id, self.appearance);
        if !self.loaded {
            self.browser.opens(&path);
            self.loaded = true;
        }
        let font = (self.appearance.brand == Brand::Latchkey).then_some(FONT);
        let patience = PATIENCE.as_millis().to_string();
        let arguments = vec![json!(id), json!(path), json!(font), json!(patience)];
        let settled = block_on(self.browser.session().execute_async(SETTLE, arguments));
        let answer = settled.map_err(|error| error.to_string())?.json().clone();
        let Some(height) = answer.as_u64().and_then(|height| u32::try_from(height).ok()) else {
            // Start with a new document, so that the failure doesn't affect the next state.
            self.loaded = false;
            return Err(format!("{path} isn't shown: {answer}"));
        };
        self.resizes(height.max(LEAST_HEIGHT));
        Ok(())
    }

    /// Takes a picture of the whole page, as PNG.
    ///
    /// # Panics
    /// If the browser doesn't take one.
    #[track_caller]
    pub fn picture(&self) -> Vec<u8> {
        let taken = self.browser.cdp("Page.captureScreenshot", &json!({ "format": "png" }));
        let data = taken["data"].as_str().expect("a picture should have data");
        BASE64_STANDARD.decode(data).expect("a picture should be in base64")
    }

    fn resizes(&mut self, height: u32) {
        if self.height != height {
            self.browser.viewport(self.appearance.width.pixels(), height);
            self.height = height;
        }
    }
}
