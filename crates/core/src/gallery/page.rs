//! What a user can see of the app outside any flow.

use crate::example::Notes;

/// A state of the app outside any flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageState {
    /// There is no network.
    Offline,
    /// The address leads nowhere.
    NotFound,
    /// The app stopped, or couldn't start.
    Stopped,
    /// The profile named in the configuration can't be used.
    NotSetUp,
    /// The browser runs no JavaScript.
    NoScript,
}

impl PageState {
    /// All of these states.
    pub const ALL: [Self; 5] = [Self::Offline, Self::NotFound, Self::Stopped, Self::NotSetUp, Self::NoScript];

    /// Returns the state's ID, as it appears in an address.
    pub fn id(self) -> &'static str {
        match self {
            Self::Offline => "page-offline",
            Self::NotFound => "page-not-found",
            Self::Stopped => "page-B3",
            Self::NotSetUp => "page-not-set-up",
            Self::NoScript => "page-no-script",
        }
    }

    /// Returns the notes on the state, for designers.
    pub fn notes(self) -> Notes {
        match self {
            Self::Offline => Notes {
                sees: "Above the page stands that there is no network, and that the page goes on by itself.",
                cause: "The browser says that it is offline.",
                reach: &[
                    "Open the sign-in page.",
                    "Switch the network off, or choose 'Offline' in the browser’s tools.",
                ],
            },
            Self::NotFound => Notes {
                sees: "The page doesn’t exist; a button leads to sign-in.",
                cause: "The address was mistyped, or is out of date.",
                reach: &["Open http://localhost:8080/nowhere."],
            },
            Self::Stopped => Notes {
                sees: "Something went wrong, and a button that loads the page again.",
                cause: "The app stopped by an error of its own, or its files couldn’t be loaded.",
                reach: &[
                    "Open the sign-in page with its WebAssembly file blocked in the browser’s tools.",
                    "Or enter dispatchEvent(new Event(\"stopped\")) in the console.",
                ],
            },
            Self::NotSetUp => Notes {
                sees: "Nobody can sign in here yet; for whoever runs the site, what is wrong and where.",
                cause: "The profile isn’t there, or has a mistake.",
                reach: &[
                    "Name a profile in the configuration of index.html that there isn’t, as in \"profile\": \"own\".",
                    "Open the sign-in page.",
                ],
            },
            Self::NoScript => Notes {
                sees: "JavaScript is off, and signing in needs it.",
                cause: "The browser runs no JavaScript on this page.",
                reach: &["Switch JavaScript off in the browser’s tools.", "Load the sign-in page."],
            },
        }
    }
}
