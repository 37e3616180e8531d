//! The integrator's configuration: a JSON data block in index.html, so that it costs no request.

use std::ops::RangeInclusive;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::shadow_tree;

/// Minimum and maximum time for a prompt, in seconds.
const PROMPT_TIMEOUT_RANGE_S: RangeInclusive<u32> = 15..=600;
/// Minimum and maximum idle time of the pages, in minutes.
const IDLE_TIMEOUT_RANGE_MIN: RangeInclusive<u32> = 5..=15;

/// The integrator's settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct Configuration {
    /// The application's name.
    pub(crate) brand: String,
    /// The path that the app's addresses are below; the edge reads it as [`super::base`].
    base: IgnoredAny,
    /// Where the backend's calls are, if not at `/api` or where the profile says.
    pub(crate) api: Option<String>,
    /// Where to go after sign-in if the address doesn't say: a path on the same origin.
    pub(crate) home: Option<String>,
    /// Seconds after which a passkey prompt is given up: 15 to 600.
    pub(crate) prompt_timeout_s: u32,
    /// Minutes of inactivity after which the session ends: 5 to 15.
    pub(crate) idle_timeout_min: u32,
    /// Whether to report the documented states that users are shown to the backend.
    pub(crate) report_problems: bool,
    /// The origins whose pages may frame the app; `boot.js` reads them.
    frame_ancestors: IgnoredAny,
    /// Strings that override those of the catalogs; the edge reads them as [`super::texts::Texts`].
    messages: IgnoredAny,
    /// Style tokens; `boot.js` has set them already.
    theme: IgnoredAny,
    /// The profile for talking to the backend, and the settings that it leaves to the integrator; the edge
    /// reads both as [`super::profile`].
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
    /// Reads the data block. If it can't be read, that is reported to the developer in the console, and the
    /// defaults apply.
    pub(crate) fn read() -> Self {
        let mut configuration: Self = serde_json::from_str(&block()).unwrap_or_else(|error| {
            leptos::logging::error!("latchkey-configuration is not valid: {error}");
            Self::default()
        });
        configuration.prompt_timeout_s = within(PROMPT_TIMEOUT_RANGE_S, configuration.prompt_timeout_s);
        configuration.idle_timeout_min = within(IDLE_TIMEOUT_RANGE_MIN, configuration.idle_timeout_min);
        configuration
    }

    /// Returns where the native contract's calls are.
    pub(crate) fn native_api(&self) -> &str {
        self.api.as_deref().unwrap_or("/api")
    }

    /// Returns the milliseconds after which a passkey prompt is given up.
    pub(crate) fn prompt_timeout_ms(&self) -> u32 {
        self.prompt_timeout_s * 1000
    }

    /// Returns the milliseconds of inactivity after which the session ends.
    pub(crate) fn idle_timeout_ms(&self) -> u64 {
        u64::from(self.idle_timeout_min) * 60_000
    }
}

/// Returns the data block's text.
pub(super) fn block() -> String {
    let block = shadow_tree::find("#latchkey-configuration");
    block.and_then(|block| block.text_content()).unwrap_or_default()
}

fn within(range: RangeInclusive<u32>, value: u32) -> u32 {
    value.clamp(*range.start(), *range.end())
}
