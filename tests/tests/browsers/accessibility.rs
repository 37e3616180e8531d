//! Whether everybody can use what each state shows: no finding of axe-core in any.

use latchkey_core::gallery::axes::{Theme, Width};
use latchkey_core::gallery::{PageState, states};
use latchkey_tests::picture::{Studio, plain};
use latchkey_tests::{Setup, Stage, journey};
use serde_json::json;

/// In all states but the page without scripts, in which axe-core, a script, can't run.
#[track_caller]
fn every_state_has_no_finding(stage: &Stage, theme: Theme) {
    let browser = stage.browser_with(&Setup::for_pictures());
    let mut studio = Studio::new(&browser, plain(Width::Phone, theme));
    let mut findings = Vec::new();
    for state in states().into_iter().filter(|state| state.id != PageState::NoScript.id()) {
        studio.shows(&state.id).unwrap();
        findings.extend(
            browser.accessibility_findings().into_iter().map(|finding| format!("{}: {finding}", state.id)),
        );
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

// axe-core looks at the page's structure and colours, which are the same in every browser.
journey!(every_state_can_be_used_by_everybody_by_day in chromium);
fn every_state_can_be_used_by_everybody_by_day(stage: &Stage) {
    every_state_has_no_finding(stage, Theme::Light);
}

journey!(every_state_can_be_used_by_everybody_by_night in chromium);
fn every_state_can_be_used_by_everybody_by_night(stage: &Stage) {
    every_state_has_no_finding(stage, Theme::Dark);
}

journey!(text_that_is_too_faint_is_found in chromium);
fn text_that_is_too_faint_is_found(stage: &Stage) {
    let browser = stage.browser_with(&Setup::for_pictures());
    let mut studio = Studio::new(&browser, plain(Width::Phone, Theme::Light));
    studio.shows("A1").unwrap();
    assert_eq!(browser.accessibility_findings(), Vec::<String>::new());
    let fade = "[...document.querySelectorAll('h1')].find(h1 => h1.checkVisibility()).style.color = '#ccc'; return true";
    assert_eq!(browser.script(fade, &[]), json!(true));
    let findings = browser.accessibility_findings();
    assert!(findings.len() == 1 && findings[0].contains("color-contrast"), "{findings:?}");
}
