//! How the table of causes is written, and what each of its rows has to show.

use latchkey_tests::{Browser, Kind, wait_until};

use crate::states;
use crate::steps::{ENTER_PASSWORD, SIGN_IN, SIGNED_IN};

/// A cause of a state.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    /// The state's ID, `a1` to `b5`.
    pub(crate) state: &'static str,
    /// What leads to it: the name of the function.
    pub(crate) cause: &'static str,
    /// `real` if the browser and the server get there by themselves; `played` if a script takes the place of an
    /// authenticator that isn't available here.
    pub(crate) kind: &'static str,
    /// The browsers in which it happens.
    pub(crate) browsers: &'static [Kind],
}

/// Makes rows of the table, and one test per row and browser.
///
/// `causes! { a1 real { the_service_is_down in chromium, firefox; } }` needs a function
/// `the_service_is_down(&Stage) -> Rc<Browser>`, which leads a browser to the state A1. It makes the tests
/// `a1::real::the_service_is_down::chromium` and `…::firefox`, which call it and then [`shows`], and a row of the
/// constant `ROWS`. A file calls this once, with each pair of state and kind at most once.
macro_rules! causes {
    ($($state:ident $kind:ident { $($cause:ident in $($browser:ident),+;)+ })+) => {
        pub(crate) const ROWS: &[$crate::causes::table::Row] = &[$($($crate::causes::table::Row {
            state: stringify!($state),
            cause: stringify!($cause),
            kind: stringify!($kind),
            browsers: &[$($crate::causes::table::causes!(@browser $browser)),+],
        },)+)+];
        $(mod $state {
            mod $kind {
                $(mod $cause {
                    $(#[test]
                    fn $browser() {
                        let browser = $crate::causes::table::causes!(@browser $browser);
                        latchkey_tests::run(browser, module_path!(), |stage| {
                            let browser = super::super::super::$cause(stage);
                            $crate::causes::table::shows(&browser, stringify!($state));
                        });
                    })+
                })+
            }
        })+
    };
    (@browser chromium) => { latchkey_tests::Kind::Chromium };
    (@browser firefox) => { latchkey_tests::Kind::Firefox };
    (@browser webkit) => { latchkey_tests::Kind::WebKit };
}
pub(crate) use causes;

/// The buttons that lead away from a state, whatever its cause.
const WAYS_ON: [&str; 4] = ["Use password instead", "Set it up later", "Restart", "Load the page again"];

/// Waits until a user sees exactly this state, and checks that a button leads away from it.
#[track_caller]
pub(crate) fn shows(browser: &Browser, id: &str) {
    let state = states::ALL.into_iter().find(|state| state.id.eq_ignore_ascii_case(id)).unwrap();
    state.is_seen_in(browser);
    let text = browser.visible_text();
    let way_on = WAYS_ON.into_iter().find(|way| text.lines().any(|line| line == *way));
    assert!(way_on.is_some(), "there is no way to continue in\n{text}");
    // In WebKit, what a page wrote to the console is lost with the page.
    browser.console();
    browser.press(way_on.unwrap());
    wait_until("the way to continue to open a page", || {
        let text = browser.visible_text();
        let is_there = |title: &str| text.lines().any(|line| line == title);
        !is_there(state.title) && [SIGN_IN, ENTER_PASSWORD, SIGNED_IN].into_iter().any(is_there)
    });
}
