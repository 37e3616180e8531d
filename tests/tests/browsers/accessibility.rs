//! Accessibility: axe-core finds nothing wrong in any state.

use latchkey_core::gallery::axes::{Theme, Width};
use latchkey_core::gallery::{PageState, states};
use latchkey_tests::picture::{Studio, plain};
use latchkey_tests::{Browser, Setup, Stage, journey};
use serde_json::json;

/// Checks all states except the page without scripts, in which axe-core can't run, because it is a script.
#[track_caller]
fn every_state_has_no_finding(stage: &Stage, theme: Theme, findings_of: fn(&Browser) -> Vec<String>) {
    let browser = stage.browser_with(&Setup::for_pictures());
    let mut studio = Studio::new(&browser, plain(Width::Phone, theme));
    let mut findings = Vec::new();
    for state in states().into_iter().filter(|state| state.id != PageState::NoScript.id()) {
        studio.shows(&state.id).unwrap();
        findings.extend(findings_of(&browser).into_iter().map(|finding| format!("{}: {finding}", state.id)));
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

// axe-core checks the page's structure and colors, which are the same in every browser.
journey!(every_state_can_be_used_by_everybody_by_day in chromium);
fn every_state_can_be_used_by_everybody_by_day(stage: &Stage) {
    every_state_has_no_finding(stage, Theme::Light, Browser::accessibility_findings);
}

// Structure and names are the same in the dark theme; only the colors differ.
journey!(every_state_can_be_used_by_everybody_by_night in chromium);
fn every_state_can_be_used_by_everybody_by_night(stage: &Stage) {
    every_state_has_no_finding(stage, Theme::Dark, Browser::color_findings);
}

journey!(text_that_is_too_faint_is_found in chromium);
fn text_that_is_too_faint_is_found(stage: &Stage) {
    let browser = stage.browser_with(&Setup::for_pictures());
    let mut studio = Studio::new(&browser, plain(Width::Phone, Theme::Light));
    studio.shows("A1").unwrap();
    assert_eq!(browser.accessibility_findings(), Vec::<String>::new());
    let fade = "[...document.querySelectorAll('h1')].find(h1 => h1.checkVisibility()).style.color = '#ccc'; return true";
    assert_eq!(browser.script(fade, &[]), json!(true));
    for findings in [browser.accessibility_findings(), browser.color_findings()] {
        assert!(findings.len() == 1 && findings[0].contains("color-contrast"), "{findings:?}");
    }
}
