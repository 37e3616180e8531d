//! The integrator's configuration: a JSON data block in index.html, so that it costs no request.

use std::ops::RangeInclusive;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::root;

/// Seconds that a prompt may take, at least and at most.
const PROMPT_TIMEOUT_RANGE_S: RangeInclusive<u32> = 15..=600;
/// Minutes that the pages may be left alone, at least and at most.
const IDLE_TIMEOUT_RANGE_MIN: RangeInclusive<u32> = 5..=15;

/// What an integrator sets.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct Configuration {
    /// The name of the application.
    pub(crate) brand: String,
    /// The path that the app's addresses stand below: the edge reads it as [`super::base`].
    base: IgnoredAny,
    /// Where the backend's calls are: `/api`, or what the profile says, unless something else is said here.
    pub(crate) api: Option<String>,
    /// Where to go after signing in, if no address says it: a path of the same origin.
    pub(crate) home: Option<String>,
    /// Seconds after which a passkey prompt is given up: 15 to 600.
    pub(crate) prompt_timeout_s: u32,
    /// Minutes after which the session of pages that were left alone ends: 5 to 15.
    pub(crate) idle_timeout_min: u32,
    /// Whether the backend is told of the documented states that people are shown.
    pub(crate) report_problems: bool,
    /// The origins whose pages may frame the app: `boot.js` reads them.
    frame_ancestors: IgnoredAny,
    /// Texts in the place of the catalogues' own: the edge reads them as [`super::texts::Texts`].
    messages: IgnoredAny,
    /// Tokens of the styles: `boot.js` has set them.
    theme: IgnoredAny,
    /// How the backend is spoken to, and what the profile leaves to the integrator: the edge reads both as
    /// [`super::profile`].
    profile: IgnoredAny,
    profile_settings: IgnoredAny,
}

impl Default for Configuration {
    fn default() -> Self {
        Self {
            brand: "Latchkey".to_owned(),
            base: IgnoredAny,
            api: None,
            home: None,
            prompt_timeout_s: 60,
            idle_timeout_min: 10,
            report_problems: true,
            frame_ancestors: IgnoredAny,
            messages: IgnoredAny,
            theme: IgnoredAny,
            profile: IgnoredAny,
            profile_settings: IgnoredAny,
        }
    }
}

impl Configuration {
    /// Reads the data block. What can't be read is reported to the developer in the console, and the defaults hold.
    pub(crate) fn read() -> Self {
        let mut configuration: Self = serde_json::from_str(&block()).unwrap_or_else(|error| {
            leptos::logging::error!("latchkey-configuration is not valid: {error}");
            Self::default()
        });
        configuration.prompt_timeout_s = within(PROMPT_TIMEOUT_RANGE_S, configuration.prompt_timeout_s);
        configuration.idle_timeout_min = within(IDLE_TIMEOUT_RANGE_MIN, configuration.idle_timeout_min);
        configuration
    }

    /// Where the calls of the native contract are.
    pub(crate) fn native_api(&self) -> &str {
        self.api.as_deref().unwrap_or("/api")
    }

    /// Milliseconds after which a passkey prompt is given up.
    pub(crate) fn prompt_timeout_ms(&self) -> u32 {
        self.prompt_timeout_s * 1000
    }

    /// Milliseconds after which the session of pages that were left alone ends.
    pub(crate) fn idle_timeout_ms(&self) -> u64 {
        u64::from(self.idle_timeout_min) * 60_000
    }
}

/// The text of the data block.
pub(super) fn block() -> String {
    let block = root::find("#latchkey-configuration");
    block.and_then(|block| block.text_content()).unwrap_or_default()
}

fn within(range: RangeInclusive<u32>, value: u32) -> u32 {
    value.clamp(*range.start(), *range.end())
}
