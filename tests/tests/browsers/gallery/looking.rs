//! The ways of looking at the gallery's states.

use latchkey_core::Message;
use latchkey_tests::{Browser, Stage, journey, wait_until};
use serde_json::json;

use super::{BUTTON, HEADING, all_pictures_stand, in_picture, picture_gives};

/// Returns a property of the computed style of the element that a selector finds in the open frame.
#[track_caller]
fn style(browser: &Browser, selector: &str, property: &str) -> String {
    let script = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]";
    browser.script(script, &[json!(selector), json!(property)]).as_str().unwrap_or_default().to_owned()
}

#[track_caller]
fn opens_frame(browser: &Browser, id: &str, axes: &str) {
    browser.opens(&format!("/gallery/{id}?frame=1{axes}"));
    browser.script_gives("return document.documentElement.dataset.shown", &json!(id));
}

journey!(a_frame_looks_as_its_address_says in chromium, firefox);
fn a_frame_looks_as_its_address_says(stage: &Stage) {
    let browser = stage.browser();
    opens_frame(&browser, "A1", "");
    let (light, size) = (style(&browser, "html", "backgroundColor"), style(&browser, "h1", "fontSize"));
    let button = style(&browser, ".button--primary", "backgroundColor");

    opens_frame(&browser, "A1", "&theme=dark&text=200&direction=rtl");
    assert_ne!(style(&browser, "html", "backgroundColor"), light);
    let pixels = |size: &str| size.trim_end_matches("px").parse::<f64>().unwrap();
    assert!((pixels(&style(&browser, "h1", "fontSize")) - 2.0 * pixels(&size)).abs() < 0.5);
    assert_eq!(style(&browser, "h1", "direction"), "rtl");

    opens_frame(&browser, "A1", "&brand=meadow");
    assert_ne!(style(&browser, ".button--primary", "backgroundColor"), button);

    opens_frame(&browser, "A1", "&theme=high-contrast");
    assert_ne!(style(&browser, ".lead", "color"), {
        opens_frame(&browser, "A1", "");
        style(&browser, ".lead", "color")
    });

    opens_frame(&browser, "A1", "&theme=forced-colors");
    assert_eq!(style(&browser, ".button--primary", "backgroundColor"), "rgb(0, 0, 0)");

    opens_frame(&browser, "looking-up", "");
    let moves =
        "return getComputedStyle(document.querySelector('.waiting__bar'), '::after').animationDuration";
    assert_ne!(browser.script(moves, &[]), json!("0s"));
    opens_frame(&browser, "looking-up", "&motion=reduced");
    assert_eq!(browser.script(moves, &[]), json!("0s"));
}

journey!(in_the_pseudo_locale_every_word_is_strange in chromium);
fn in_the_pseudo_locale_every_word_is_strange(stage: &Stage) {
    let browser = stage.browser();
    for id in ["A2", "identifier", "code", "security", "users", "clock-60s"] {
        opens_frame(&browser, id, "&language=pseudo");
        // What isn't translated: names, addresses, dates, and the name of the application.
        let plain = "return [...document.querySelectorAll('h1, h2, .button, label, .lead, th[scope=col]')]
            .filter(element => element.checkVisibility() && element.textContent.trim())
            .map(element => element.textContent).filter(text => !text.includes('⟦'))";
        let plain: Vec<String> = serde_json::from_value(browser.script(plain, &[])).unwrap();
        let names = ["Ada Lovelace", "Ada’s", "@example", "laptop", "key", "phone", "tablet", "desktop"];
        let left: Vec<&String> = plain
            .iter()
            .filter(|text| !names.iter().any(|name| text.to_lowercase().contains(&name.to_lowercase())))
            .collect();
        assert!(left.is_empty(), "{id}: {left:?}");
    }
}

journey!(pictures_stand_side_by_side_with_the_widths_that_are_asked_for in chromium, firefox);
fn pictures_stand_side_by_side_with_the_widths_that_are_asked_for(stage: &Stage) {
    let browser = stage.browser();
    browser.viewport(1400, 900);
    browser.opens("/gallery/A1?theme=light,dark&width=320,768");
    for (number, (width, dark)) in
        [(320, false), (768, false), (320, true), (768, true)].into_iter().enumerate()
    {
        let given = "const scheme = inside.documentElement.style.colorScheme; return [inside.defaultView.innerWidth, scheme === 'dark']";
        picture_gives(&browser, number, given, &json!([width, dark]));
    }
    // The check boxes add pictures, and the address has the choice.
    browser.press("1280 px");
    wait_until("six pictures", || {
        browser.script("return document.querySelectorAll('.picture__frame').length", &[]) == json!(6)
    });
    assert!(browser.url().ends_with("/gallery/A1?theme=light,dark&width=320,768,1280"), "{}", browser.url());
    assert!(!browser.scrolls_sideways());
}

journey!(what_the_browser_draws_is_sketched_only_when_asked_and_says_whose_it_is in chromium);
fn what_the_browser_draws_is_sketched_only_when_asked_and_says_whose_it_is(stage: &Stage) {
    let browser = stage.browser();
    let said = "this is the browser’s, not ours";
    for (id, sketch) in [
        ("identifier", "Passkey for ada@example.com"),
        ("prompt", "Use your passkey for localhost"),
        ("phone-prompt", "Scan this code with your phone"),
        ("key-prompt-10s", "Touch your security key"),
        ("set-up-prompt", "Save a passkey for localhost"),
    ] {
        opens_frame(&browser, id, "");
        browser.does_not_see(said);
        opens_frame(&browser, id, "&drawn=on");
        browser.sees(said);
        browser.sees(sketch);
    }
    opens_frame(&browser, "password", "&drawn=on");
    browser.does_not_see(said);
}

journey!(pictures_take_no_focus_from_the_page_around_them in chromium, firefox);
fn pictures_take_no_focus_from_the_page_around_them(stage: &Stage) {
    let browser = stage.browser();
    browser.opens("/gallery/identifier?width=320,360");
    in_picture(&browser, 0, "return true");
    in_picture(&browser, 1, "return true");
    assert_eq!(browser.script("return document.activeElement.tagName", &[]), json!("H1"));
}

journey!(the_gallery_works_from_files_alone in chromium, firefox);
fn the_gallery_works_from_files_alone(stage: &Stage) {
    let browser = stage.browser_anywhere(&latchkey_tests::Setup::default());
    browser.at(&crate::file_server::serve_files(latchkey_tests::built_app()));
    browser.opens("/gallery/");
    browser.sees("states");
    all_pictures_stand(&browser);
    browser.opens("/gallery/security/?theme=light");
    picture_gives(&browser, 0, HEADING, &json!("Security"));
    picture_gives(&browser, 0, BUTTON, &json!("rgb(29, 78, 216)"));
    browser.opens("/gallery/A1?frame=1");
    browser.sees_heading(&Message::A1Title.english());
}
