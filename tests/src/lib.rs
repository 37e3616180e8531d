//! Journeys through Latchkey in real browsers, and the harness they run on.
//!
//! A journey is a plain function that takes a [`Stage`] and says what a user does and sees; [`journey!`]
//! makes one test per browser out of it. The real server runs behind it ([`Backend`]), the browser is driven
//! through WebDriver ([`Browser`]), and passkeys live in virtual authenticators ([`Authenticator`]). What
//! only other platforms report is played in the page ([`Script`]).
//!
//! Everything here blocks, and fails by panicking at the caller's line, because a journey can't continue after a
//! failure.
#![expect(clippy::panic, clippy::expect_used, reason = "a harness reports what is wrong by failing the test")]

mod accessibility;
mod authenticator;
mod backend;
mod browser;
mod command;
mod console;
mod driver;
mod failure;
mod fault;
mod front;
mod installed;
mod instance;
mod network;
mod person;
pub mod picture;
mod pointer;
mod pool;
mod process;
mod record;
mod roles;
mod runtime;
mod scripted_authenticator;
mod setup;
mod site;
mod slot;
mod socket;
mod stage;
mod third_party;
mod time;
mod visitor;
mod wait;

pub use authenticator::{Authenticator, AuthenticatorKind, Credential};
pub use backend::Backend;
pub use browser::Browser;
pub use console::{ConsoleEntry, Source};
pub use fault::Fault;
pub use front::{Alteration, Exchange, POLICY};
pub use installed::from_environment;
pub use latchkey_core::call::Operation;
pub use reqwest::Method;
pub use scripted_authenticator::{Capabilities, OnAbort, Script, ToJson};
pub use setup::{Kind, Setup};
pub use site::{Site, play};
pub use stage::{Stage, built_app, run};
pub use third_party::ThirdParty;
pub use thirtyfour::Key;
pub use time::Tab;
pub use visitor::{Answer, Visitor};
pub use wait::{PATIENCE, wait_for, wait_long_until, wait_until};

/// Makes one test per third-party backend out of a journey, which is a function that takes a [`&Site`](Site).
///
/// `with_backends!(somebody_signs_in with with_better_auth: BetterAuth);` makes the test
/// `somebody_signs_in::with_better_auth`.
#[macro_export]
macro_rules! with_backends {
    ($name:ident with $($test:ident: $backend:ident),+ $(,)?) => {
        mod $name {
            $(
                #[test]
                fn $test() {
                    let test = concat!(module_path!(), "::", stringify!($test));
                    $crate::play($crate::ThirdParty::$backend, test, super::$name);
                }
            )+
        }
    };
}

/// Makes one test per browser out of a journey, which is a function that takes a [`&Stage`](Stage).
///
/// `journey!(somebody_signs_in in chromium, firefox);` makes the tests `somebody_signs_in::in_chromium` and
/// `somebody_signs_in::in_firefox`.
#[macro_export]
macro_rules! journey {
    ($name:ident in $($browser:ident),+ $(,)?) => {
        mod $name {
            $($crate::journey!(@test $name $browser);)+
        }
    };
    (@test $name:ident chromium) => {
        #[test]
        fn in_chromium() {
            $crate::run($crate::Kind::Chromium, module_path!(), super::$name);
        }
    };
    (@test $name:ident firefox) => {
        #[test]
        fn in_firefox() {
            $crate::run($crate::Kind::Firefox, module_path!(), super::$name);
        }
    };
    (@test $name:ident webkit) => {
        #[test]
        fn in_webkit() {
            $crate::run($crate::Kind::WebKit, module_path!(), super::$name);
        }
    };
}
