//! What the gallery shows.

use latchkey_core::gallery::{State, states};
use latchkey_core::{Message, Problem};
use latchkey_tests::{Browser, Kind, Stage, journey, wait_for};
use serde_json::{Value, json};

use super::{HEADING, picture_gives};

/// Goes to the picture of a state within the document.
#[track_caller]
fn shows(browser: &Browser, id: &str) {
    let go = "history.pushState(null, '', arguments[0]); dispatchEvent(new PopStateEvent('popstate'))";
    browser.script(go, &[json!(format!("/gallery/{id}?frame=1"))]);
    browser.script_gives("return document.documentElement.dataset.shown", &json!(id));
}

journey!(the_sixteen_states_are_shown_to_the_letter in chromium, firefox, webkit);
fn the_sixteen_states_are_shown_to_the_letter(stage: &Stage) {
    let browser = stage.browser();
    for problem in Problem::ALL {
        browser.opens(&format!("/gallery/{}?frame=1", problem.id()));
        browser.sees_heading(&problem.title().english());
        let body = "return [...document.querySelectorAll('.card [role=alert]')].find(body => body.checkVisibility())?.textContent";
        browser.script_gives(body, &json!(problem.body().english()));
    }
}

journey!(as_many_states_are_shown_as_there_are_examples in chromium);
fn as_many_states_are_shown_as_there_are_examples(stage: &Stage) {
    let browser = stage.browser();
    browser.opens("/gallery");
    let all = states();
    browser.sees(&format!("{0} of {0} states", all.len()));
    let ids = "return [...document.querySelectorAll('.sheet__id')].filter(id => id.checkVisibility()).map(id => id.textContent)";
    let expected: Vec<&str> = all.iter().map(|state| state.id.as_str()).collect();
    browser.script_gives(ids, &json!(expected));
    // The last picture is of a page without scripts, which Chromium reports.
    if browser.kind() == Kind::Chromium {
        browser.expects_in_console("the document's frame is sandboxed");
    }
    // The pictures that are in view are loaded.
    let last = all.last().unwrap();
    for id in [&all[0].id, &last.id] {
        let shown = "const card = [...document.querySelectorAll('.sheet__card')]
            .find(card => card.querySelector('.sheet__id').textContent === arguments[0]);
            card.scrollIntoView(); return card.querySelector('iframe')?.contentDocument?.documentElement?.dataset.shown";
        wait_for(&format!("the picture of {id}"), || {
            (browser.script(shown, &[json!(id)]) == json!(id)).then_some(())
        });
    }
}

/// Returns the names of the buttons that a user can press, and of nothing else.
const BUTTONS: &str = "return [...document.querySelectorAll('.card .button, dialog .button')]
    .filter(button => button.checkVisibility() && !button.closest('a') && button.getAttribute('aria-disabled') !== 'true')
    .map(button => button.getAttribute('aria-label') ?? button.textContent)";

journey!(every_state_is_shown_with_the_buttons_that_its_map_has in chromium);
fn every_state_is_shown_with_the_buttons_that_its_map_has(stage: &Stage) {
    let browser = stage.browser();
    browser.opens("/gallery/identifier?frame=1");
    let mut wrong = Vec::new();
    for state in states().iter().filter(|state| state.problem().is_some() && state.id != "page-B3") {
        shows(&browser, &state.id);
        let buttons = browser.script(BUTTONS, &[]);
        let leads: Vec<&str> = state.leads.iter().map(|lead| lead.label.as_str()).collect();
        if buttons != json!(leads) {
            wrong.push(format!("{}: {buttons} on the page, {leads:?} in the map", state.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns everything on a page, and the content of its fields.
const PAGE: &str = "return document.body.innerHTML + [...document.querySelectorAll('input')]
    .map(input => [input.value, input.checked, input.readOnly])";

journey!(every_state_has_something_to_read in chromium);
fn every_state_has_something_to_read(stage: &Stage) {
    let browser = stage.browser();
    browser.opens("/gallery/identifier?frame=1");
    let mut seen: Vec<(&State, Value)> = Vec::new();
    let states = states();
    for state in states.iter().filter(|state| state.id != "page-no-script") {
        let id = &state.id;
        shows(&browser, id);
        let heading =
            "return [...document.querySelectorAll('h1')].find(h1 => h1.checkVisibility())?.textContent";
        let heading = browser.script(heading, &[]);
        assert!(heading.as_str().is_some_and(|heading| !heading.is_empty()), "{id}: {heading}");
        let page = browser.script(PAGE, &[]);
        // Two states that look the same and lead to the same states would be one.
        let is_alike = |(other, known): &&(&State, Value)| {
            other.group == state.group && other.leads == state.leads && *known == page
        };
        let alike = seen.iter().find(is_alike);
        assert!(alike.is_none(), "{id} looks like {}", alike.unwrap().0.id);
        seen.push((state, page));
    }
}

journey!(what_is_searched_for_is_found_by_its_words_cause_or_code in chromium);
fn what_is_searched_for_is_found_by_its_words_cause_or_code(stage: &Stage) {
    let browser = stage.browser();
    browser.opens("/gallery");
    let ids = "return [...document.querySelectorAll('.sheet__id')].filter(id => id.checkVisibility()).map(id => id.textContent)";
    for (words, id) in [
        ("passkey_limit_reached", "R6"),
        ("biometric input", "A5"),
        ("A1 password way", "A1-on-the-password-way"),
    ] {
        browser.type_into("Find states by name, words, cause or code", words);
        let found = wait_for("fewer states", || {
            let found = browser.script(ids, &[]);
            let found: Vec<String> = serde_json::from_value(found).unwrap();
            (found.len() < states().len() && found.iter().any(|found| found == id)).then_some(found)
        });
        assert!(found.len() < states().len() / 2, "{words}: {found:?}");
    }
    browser.type_into("Find states by name, words, cause or code", "zzzz");
    browser.sees("No state has that in it.");
}

journey!(beside_a_state_stands_what_there_is_to_know_and_the_map_leads_on in chromium, firefox);
fn beside_a_state_stands_what_there_is_to_know_and_the_map_leads_on(stage: &Stage) {
    let browser = stage.browser();
    browser.opens("/gallery/R6?theme=dark");
    browser.sees("passkey_limit_reached");
    browser.sees(Problem::LimitReached.cause());
    browser.sees("How to reach it for real");
    browser.sees("Where each button leads");
    let lead = "const way = [...document.querySelectorAll('.map__way')]
        .find(way => way.querySelector('.map__press').textContent === arguments[0]);
        way.querySelector('a').click(); return way.querySelector('a').textContent";
    let label = Message::SetItUpLater.english();
    let to = browser.script(lead, &[json!(label)]);
    wait_for("the other state", || {
        let url = browser.url();
        url.ends_with(&format!("/gallery/{}?theme=dark", to.as_str()?)).then_some(())
    });
    picture_gives(&browser, 0, "return inside.documentElement.dataset.shown", &to);
    browser.goes_back();
    browser.sees("passkey_limit_reached");
}

journey!(a_press_in_a_picture_leads_to_the_next_state_in_all_of_them in chromium, firefox);
fn a_press_in_a_picture_leads_to_the_next_state_in_all_of_them(stage: &Stage) {
    let browser = stage.browser();
    browser.opens("/gallery/A2?theme=light,dark");
    picture_gives(&browser, 1, HEADING, &json!(Message::A2Title.english()));
    let press = "[...inside.querySelectorAll('button')].find(button => button.textContent === 'Use password instead').click(); return true";
    picture_gives(&browser, 0, press, &json!(true));
    for number in [0, 1] {
        picture_gives(&browser, number, HEADING, &json!(Message::PasswordTitle.english()));
    }
    assert!(browser.url().ends_with("/gallery/password?theme=light,dark"), "{}", browser.url());
}

journey!(the_sign_in_page_loads_nothing_of_the_gallery in chromium);
fn the_sign_in_page_loads_nothing_of_the_gallery(stage: &Stage) {
    let browser = stage.browser();
    browser.opens("/");
    browser.sees_heading(&Message::SignInTitle { brand: "Latchkey".into() }.english());
    let loaded =
        browser.script("return performance.getEntriesByType('resource').map(entry => entry.name)", &[]);
    let loaded: Vec<String> = serde_json::from_value(loaded).unwrap();
    assert!(loaded.iter().any(|name| name.contains("_bg.wasm")), "{loaded:?}");
    assert!(!loaded.iter().any(|name| name.contains("gallery")), "{loaded:?}");
}
