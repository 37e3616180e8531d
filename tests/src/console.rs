//! Collects what is reported to the console, and checks that nothing in it is alarming.

use serde::Deserialize;
use serde_json::Value;

use crate::browser::Browser;
use crate::runtime::block_on;
use crate::setup::Kind;

/// An entry of the console.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct ConsoleEntry {
    pub source: Source,
    pub text: String,
}

/// Who wrote an entry of the console.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The page, through `console`.
    Page,
    /// An uncaught exception, or an unhandled rejection of a promise.
    Uncaught,
    /// The browser, about a violation of the content security policy.
    Policy,
    /// The browser, about anything else, such as a response with an error status.
    Browser,
}

impl ConsoleEntry {
    /// Whether it reports a panic, an uncaught error or a violation of the content security policy. A
    /// response with an error status isn't alarming: journeys provoke them.
    pub fn is_alarming(&self) -> bool {
        match self.source {
            Source::Uncaught | Source::Policy => true,
            Source::Page => self.text.contains("panicked at"),
            Source::Browser => false,
        }
    }
}

/// Collects console entries in the page, because `WebKitWebDriver` has no log for them. It misses what came
/// before it.
const COLLECT: &str = include_str!("console_collect.js");

impl Browser {
    /// Returns everything that was written to the console since the browser was opened. In `WebKitGTK`, what
    /// a page wrote while it was loading is missing.
    ///
    /// # Panics
    /// If the browser doesn't answer.
    #[track_caller]
    pub fn console(&self) -> Vec<ConsoleEntry> {
        let new = match self.kind() {
            Kind::Chromium => self.chromium_console(),
            Kind::Firefox => self.firefox_console(),
            Kind::WebKit => self.webkit_console(),
        };
        let mut console = self.console.borrow_mut();
        console.extend(new);
        console.clone()
    }

    /// Expects the page to report something alarming that contains this text, ignoring case. The journey
    /// fails if the page doesn't, and still fails if it reports anything else that is alarming.
    pub fn expects_in_console(&self, text: &str) {
        self.expected.borrow_mut().push(text.to_lowercase());
    }

    /// Checks that there was no alarming entry other than those that were expected, and that those were there. It is
    /// called at the end of every journey.
    ///
    /// # Panics
    /// If the console isn't clean, or lacks what was expected.
    #[track_caller]
    pub fn assert_console_clean(&self) {
        let alarming: Vec<_> = self.console().into_iter().filter(ConsoleEntry::is_alarming).collect();
        let expected = self.expected.borrow();
        let says = |entry: &ConsoleEntry, text: &String| entry.text.to_lowercase().contains(text);
        for text in expected.iter() {
            let said = alarming.iter().any(|entry| says(entry, text));
            assert!(said, "{}'s console lacks “{text}”, but has {alarming:#?}", self.kind());
        }
        let unexpected: Vec<_> =
            alarming.iter().filter(|entry| !expected.iter().any(|text| says(entry, text))).collect();
        assert!(unexpected.is_empty(), "{}'s console has {unexpected:#?}", self.kind());
    }

    /// Forgets what the console has so far, for a test that provoked it on purpose.
    pub fn clear_console(&self) {
        self.console();
        self.console.borrow_mut().clear();
    }

    pub(crate) fn watch_console_of_page(&self) {
        if self.kind() == Kind::WebKit {
            self.script(COLLECT, &[]);
        }
    }

    /// Saves what the page has collected before it is left.
    pub(crate) fn before_leaving_page(&self) {
        if self.kind() == Kind::WebKit {
            self.console();
        }
    }

    #[track_caller]
    fn chromium_console(&self) -> Vec<ConsoleEntry> {
        let entries = self.must("read the console", block_on(self.session().browser_log()));
        entries
            .into_iter()
            .map(|entry| ConsoleEntry {
                source: match (entry.source.as_deref(), entry.level.as_str()) {
                    (Some("console-api"), _) => Source::Page,
                    (Some("javascript"), "SEVERE") => Source::Uncaught,
                    (Some("security"), "SEVERE") => Source::Policy,
                    _ => Source::Browser,
                },
                text: entry.message,
            })
            .collect()
    }

    #[track_caller]
    fn firefox_console(&self) -> Vec<ConsoleEntry> {
        let Some(bidi) = self.instance().bidi() else { return Vec::new() };
        bidi.take_events()
            .into_iter()
            .map(|entry| ConsoleEntry {
                source: match (entry["type"].as_str(), entry["level"].as_str()) {
                    (Some("console"), _) => Source::Page,
                    (Some("javascript"), Some("error")) => uncaught_or_policy(&entry),
                    _ => Source::Browser,
                },
                text: entry["text"].as_str().unwrap_or_default().to_owned(),
            })
            .collect()
    }

    fn webkit_console(&self) -> Vec<ConsoleEntry> {
        // Before the first page there is nothing that could be asked.
        let taken = self.try_script("return (window.collectedConsole ?? []).splice(0)", &[]);
        taken.ok().and_then(|entries: Value| serde_json::from_value(entries).ok()).unwrap_or_default()
    }
}

/// Distinguishes uncaught errors from reports about the policy, which Firefox logs as if a script had failed.
fn uncaught_or_policy(entry: &Value) -> Source {
    match entry["text"].as_str() {
        Some(text) if text.starts_with("Content-Security-Policy") => Source::Policy,
        _ => Source::Uncaught,
    }
}
