//! The browser and the system that a `User-Agent` header names (RFC 9110 §10.1.5), as far as users care.
//!
//! It is a hint for users who look at their passkeys, never evidence: anyone can send any header.

use crate::by_code::serde_by_code;

/// A browser that users know by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Browser {
    /// Microsoft Edge.
    Edge,
    /// Opera.
    Opera,
    /// Samsung Internet.
    SamsungInternet,
    /// Chrome, and anything that can't be distinguished from it.
    Chrome,
    /// Firefox.
    Firefox,
    /// Safari.
    Safari,
    /// Any other browser.
    Other,
}

impl Browser {
    /// All browsers.
    pub const ALL: [Self; 7] = [
        Self::Edge,
        Self::Opera,
        Self::SamsungInternet,
        Self::Chrome,
        Self::Firefox,
        Self::Safari,
        Self::Other,
    ];

    /// Returns the browser that a `User-Agent` names.
    pub fn of(user_agent: &str) -> Self {
        // Most also call themselves Chrome or Safari, so those two come last. The marks on iOS are different.
        const MARKS: [(&str, Browser); 18] = [
            ("Edg/", Browser::Edge),
            ("EdgA/", Browser::Edge),
            ("EdgiOS/", Browser::Edge),
            ("Edge/", Browser::Edge),
            ("OPR/", Browser::Opera),
            ("OPT/", Browser::Opera),
            ("OPiOS/", Browser::Opera),
            ("OPX/", Browser::Opera),
            ("SamsungBrowser/", Browser::SamsungInternet),
            ("YaBrowser/", Browser::Other),
            ("Vivaldi/", Browser::Other),
            ("DuckDuckGo/", Browser::Other),
            ("Ddg/", Browser::Other),
            ("FxiOS/", Browser::Firefox),
            ("Firefox/", Browser::Firefox),
            ("CriOS/", Browser::Chrome),
            ("Chrome/", Browser::Chrome),
            ("Chromium/", Browser::Chrome),
        ];
        if let Some((_, browser)) = MARKS.into_iter().find(|(mark, _)| user_agent.contains(mark)) {
            return browser;
        }
        // WebKitGTK and the old Android browser say 'Version' and 'Safari' too.
        let safari = ["Version/", "Safari/", "Mac OS X"].into_iter().all(|mark| user_agent.contains(mark));
        if safari { Self::Safari } else { Self::Other }
    }

    /// Returns the code in JSON and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Edge => "edge",
            Self::Opera => "opera",
            Self::SamsungInternet => "samsung-internet",
            Self::Chrome => "chrome",
            Self::Firefox => "firefox",
            Self::Safari => "safari",
            Self::Other => "other",
        }
    }

    /// Returns the proper name, which is the same in every language; `None` for [`Browser::Other`].
    pub fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Edge => "Edge",
            Self::Opera => "Opera",
            Self::SamsungInternet => "Samsung Internet",
            Self::Chrome => "Chrome",
            Self::Firefox => "Firefox",
            Self::Safari => "Safari",
            Self::Other => return None,
        })
    }
}

/// An operating system that users know by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum System {
    /// Windows.
    Windows,
    /// macOS, and iPads whose browser requests desktop pages, which can't be distinguished from it.
    Macos,
    /// iOS and iPadOS.
    Ios,
    /// Android.
    Android,
    /// `ChromeOS`.
    Chromeos,
    /// Linux.
    Linux,
    /// Any other system.
    Other,
}

impl System {
    /// All systems.
    pub const ALL: [Self; 7] =
        [Self::Windows, Self::Macos, Self::Ios, Self::Android, Self::Chromeos, Self::Linux, Self::Other];

    /// Returns the system that a `User-Agent` names.
    pub fn of(user_agent: &str) -> Self {
        // iOS says 'like Mac OS X', and Android says 'Linux'.
        const MARKS: [(&str, System); 8] = [
            ("Windows", System::Windows),
            ("iPhone", System::Ios),
            ("iPad", System::Ios),
            ("iPod", System::Ios),
            ("Android", System::Android),
            ("CrOS", System::Chromeos),
            ("Macintosh", System::Macos),
            ("Linux", System::Linux),
        ];
        let named = MARKS.into_iter().find(|(mark, _)| user_agent.contains(mark));
        named.map_or(Self::Other, |(_, system)| system)
    }

    /// Returns the code in JSON and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Windows => "windows",
            Self::Macos => "macos",
            Self::Ios => "ios",
            Self::Android => "android",
            Self::Chromeos => "chromeos",
            Self::Linux => "linux",
            Self::Other => "other",
        }
    }

    /// Returns the proper name, which is the same in every language; `None` for [`System::Other`].
    pub fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Windows => "Windows",
            Self::Macos => "macOS",
            Self::Ios => "iOS",
            Self::Android => "Android",
            Self::Chromeos => "ChromeOS",
            Self::Linux => "Linux",
            Self::Other => return None,
        })
    }
}

serde_by_code!(Browser, code);
serde_by_code!(System, code);

#[cfg(test)]
mod tests {
    use super::*;

    const SEEN: [(&str, Browser, System); 21] = [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36",
            Browser::Chrome,
            System::Windows,
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0",
            Browser::Edge,
            System::Windows,
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 OPR/134.0.0.0",
            Browser::Opera,
            System::Windows,
        ),
        (
            "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36",
            Browser::Chrome,
            System::Chromeos,
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36",
            Browser::Chrome,
            System::Android,
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36 EdgA/150.0.0.0",
            Browser::Edge,
            System::Android,
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36",
            Browser::SamsungInternet,
            System::Android,
        ),
        (
            "Mozilla/5.0 (Android 16; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0",
            Browser::Firefox,
            System::Android,
        ),
        (
            "Mozilla/5.0 (Linux; U; Android 4.0.3; de-de) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30",
            Browser::Other,
            System::Android,
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
            Browser::Safari,
            System::Macos,
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:153.0) Gecko/20100101 Firefox/153.0",
            Browser::Firefox,
            System::Macos,
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
            Browser::Safari,
            System::Ios,
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/150.0.0.0 Mobile/15E148 Safari/604.1",
            Browser::Chrome,
            System::Ios,
        ),
        (
            "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/153.0 Mobile/15E148 Safari/605.1.15",
            Browser::Firefox,
            System::Ios,
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 EdgiOS/150.0.0.0 Mobile/15E148 Safari/604.1",
            Browser::Edge,
            System::Ios,
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0",
            Browser::Firefox,
            System::Linux,
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
            Browser::Other,
            System::Linux,
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/150.0.0.0 Safari/537.36",
            Browser::Chrome,
            System::Linux,
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Vivaldi/8.0",
            Browser::Other,
            System::Linux,
        ),
        ("curl/8.14.1", Browser::Other, System::Other),
        ("", Browser::Other, System::Other),
    ];

    #[test]
    fn a_person_reads_the_browser_and_the_system_that_they_used() {
        for (user_agent, browser, system) in SEEN {
            assert_eq!((Browser::of(user_agent), System::of(user_agent)), (browser, system), "{user_agent}");
        }
    }

    #[test]
    fn each_is_written_as_its_code_and_read_from_nothing_else() {
        for browser in Browser::ALL {
            let text = serde_json::to_string(&browser).unwrap();
            assert_eq!(text, format!("\"{}\"", browser.code()));
            assert_eq!(serde_json::from_str::<Browser>(&text).unwrap(), browser);
        }
        for system in System::ALL {
            let text = serde_json::to_string(&system).unwrap();
            assert_eq!(text, format!("\"{}\"", system.code()));
            assert_eq!(serde_json::from_str::<System>(&text).unwrap(), system);
        }
        assert!(serde_json::from_str::<Browser>("\"Chrome\"").is_err());
        assert!(serde_json::from_str::<System>("7").is_err());
    }
}
