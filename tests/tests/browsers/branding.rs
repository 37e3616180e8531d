//! Configured theme and words.

use latchkey_tests::{Browser, Kind, Setup, Stage, journey};
use serde_json::{Value, json};

use crate::steps::{SIGN_IN, USER, breaks_the_app, says_who};

/// Returns the background of the page's main button.
const MAIN_BUTTON: &str = "return getComputedStyle([...document.querySelectorAll('.button--primary')] \
    .find(button => button.checkVisibility())).backgroundColor";

/// Adds a theme and words to the configuration in the pages.
fn configures(stage: &Stage, theme: &Value, messages: &Value) {
    let default = "\"reportProblems\": true";
    stage.alters_page(default, &format!("{default}, \"theme\": {theme}, \"messages\": {messages}"));
}

#[track_caller]
fn says_in_console(browser: &Browser, text: &str) {
    let console = browser.console();
    assert!(console.iter().any(|entry| entry.text.contains(text)), "{text} is not in {console:#?}");
}

journey!(the_pages_have_the_colours_and_words_that_are_configured in chromium, firefox);
fn the_pages_have_the_colours_and_words_that_are_configured(stage: &Stage) {
    let theme = json!({
        "accent": { "light": "#7a1fa2", "dark": "#e1a8ff" },
        "on-accent": { "light": "white", "dark": "rgb(51 0 77)" },
        "font": "Inter, sans-serif",
        "button-radius": "4px",
        "shadow": "0 1px 3px #0003",
        "focus-ring": "3px solid var(--accent)",
    });
    let messages = json!({
        "SignInTitle": "Welcome to {brand}",
        "B3Title": "This page has stopped",
        "B3Body": "Load it again.",
        "NotFoundTitle": "Nothing is here",
        "YourAccount": "You",
    });
    configures(stage, &theme, &messages);
    for (setup, colour) in
        [(Setup::default(), "rgb(122, 31, 162)"), (Setup::default().dark(), "rgb(225, 168, 255)")]
    {
        let browser = stage.browser_with(&setup);
        browser.opens("/");
        browser.sees_heading("Welcome to Latchkey");
        browser.script_gives(MAIN_BUTTON, &json!(colour));
        let radius = "return getComputedStyle(document.querySelector('.button--primary')).borderRadius";
        browser.script_gives(radius, &json!("4px"));

        // The page of a stopped app uses both, too.
        breaks_the_app(&browser);
        says_who(&browser, USER);
        browser.sees_heading("This page has stopped");
        browser.sees("Load it again.");
        browser.script_gives(MAIN_BUTTON, &json!(colour));

        // The other program gets both from the same configuration.
        browser.opens("/account/nowhere");
        browser.sees_heading("Nothing is here");
        browser.script_gives(MAIN_BUTTON, &json!(colour));
        let wrong: Vec<_> = browser
            .console()
            .into_iter()
            .filter(|entry| entry.text.contains("latchkey-configuration"))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

journey!(the_app_does_without_what_is_wrong_and_says_so_to_the_developer in chromium, firefox);
fn the_app_does_without_what_is_wrong_and_says_so_to_the_developer(stage: &Stage) {
    let theme = json!({
        "acent": "#ffffff",
        "accent": "blu",
        "blue-40": "#ff0000",
        "target": { "light": "#ffffff", "dark": "#000000" },
        "text": 1,
    });
    let messages = json!({ "SignInTitle": "Welcome", "Continue": 1, "Contineu": "Go on" });
    configures(stage, &theme, &messages);
    let browser = stage.browser();
    browser.opens("/");
    browser.sees_heading(SIGN_IN);
    browser.can_press("Continue");
    browser.script_gives(MAIN_BUTTON, &json!("rgb(29, 78, 216)"));
    for said in [
        "theme: acent: expected the name of a token",
        "theme: blue-40: expected the name of a token",
        "theme: accent: expected a value of CSS for 'color'",
        "theme: target: expected a value of CSS for 'width'",
        "theme: text: expected a value of CSS for 'color'",
        "messages: SignInTitle: expected a text with the placeholders of Sign in to {brand}",
        "messages: Continue: expected a text with the placeholders of Continue",
    ] {
        says_in_console(&browser, said);
    }
    // The program of the signed-in pages knows all message names.
    browser.opens("/account/nowhere");
    browser.can_press("Go to sign-in");
    says_in_console(&browser, "messages: Contineu: expected the name of a message");
}

// Only Chromium can be given these preferences while it is running.
journey!(whoever_asks_for_more_contrast_gets_it_whatever_the_theme in chromium);
fn whoever_asks_for_more_contrast_gets_it_whatever_the_theme(stage: &Stage) {
    assert_eq!(stage.kind(), Kind::Chromium);
    configures(stage, &json!({ "accent": "#ffcc00", "text-muted": "#bbbbbb" }), &json!({}));
    let browser = stage.browser();
    browser.opens("/");
    browser.script_gives(MAIN_BUTTON, &json!("rgb(255, 204, 0)"));
    browser.emulate_media(&[("prefers-contrast", "more")]);
    browser.script_gives(MAIN_BUTTON, &json!("rgb(26, 67, 189)"));
    let lead = "return getComputedStyle(document.querySelector('main:not(#stopped main) .lead')).color";
    browser.script_gives(lead, &json!("rgb(16, 21, 28)"));

    // In forced colors, the main button still stands out.
    browser.emulate_media(&[("forced-colors", "active")]);
    let stands_out = "const button = getComputedStyle([...document.querySelectorAll('.button--primary')].at(-1)); \
        const probe = document.body.appendChild(document.createElement('i')); \
        probe.style.color = 'Highlight'; \
        probe.style.forcedColorAdjust = 'none'; \
        const highlight = getComputedStyle(probe).color; \
        probe.remove(); \
        return button.backgroundColor === highlight";
    browser.script_gives(stands_out, &json!(true));
}
