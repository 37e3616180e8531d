//! Words and tokens that are changed in the gallery and used by the app.

use latchkey_core::message::pseudo;
use latchkey_tests::{Browser, Setup, Stage, built_app, journey, wait_for};
use serde_json::{Value, json};

use super::{BUTTON, HEADING, in_picture, picture_gives};
use crate::file_server::serve_files;

/// Captures what is saved as a file, which the page passes to the browser as a blob.
const HOOK: &str = "const create = URL.createObjectURL; URL.createObjectURL = blob => { \
    blob.text().then(text => { window.saved = text }); return create.call(URL, blob) }";

#[track_caller]
fn opens_editor(browser: &Browser, address: &str) {
    browser.before_every_page(HOOK);
    browser.opens(address);
    in_picture(browser, 0, "return true");
    browser.script("document.querySelector('.editor__open').click()", &[]);
}

/// Presses a button, and returns what it saves.
#[track_caller]
fn saves(browser: &Browser, button: &str) -> Value {
    browser.script("delete window.saved", &[]);
    browser.press(button);
    let saved =
        wait_for("the file", || browser.script("return window.saved", &[]).as_str().map(str::to_owned));
    serde_json::from_str(&saved).unwrap()
}

/// Opens a file with this content through the field with this name.
#[track_caller]
fn opens_file(browser: &Browser, field: &str, content: &str) {
    let open = "const label = [...document.querySelectorAll('label')].find(label => label.textContent === arguments[0]);
        const files = new DataTransfer(); files.items.add(new File([arguments[1]], 'file.json'));
        const input = label.querySelector('input'); input.files = files.files;
        input.dispatchEvent(new Event('change', { bubbles: true }))";
    browser.script(open, &[json!(field), json!(content)]);
}

journey!(what_is_changed_shows_in_all_pictures_at_once_and_outlives_a_reload in chromium, firefox);
fn what_is_changed_shows_in_all_pictures_at_once_and_outlives_a_reload(stage: &Stage) {
    let browser = stage.browser();
    opens_editor(&browser, "/gallery/A1?width=320,360&theme=light,dark");
    browser.type_into("A1Title", "No passkeys for now");
    browser.type_into("accent, light", "#7a1fa2");
    for number in 0..4 {
        picture_gives(&browser, number, HEADING, &json!("No passkeys for now"));
    }
    let dark = in_picture(&browser, 2, BUTTON);
    for (number, colour) in [(0, json!("rgb(122, 31, 162)")), (1, json!("rgb(122, 31, 162)")), (3, dark)] {
        picture_gives(&browser, number, BUTTON, &colour);
    }
    browser.reload();
    picture_gives(&browser, 0, HEADING, &json!("No passkeys for now"));
    // An error in another language uses these words, too.
    browser.opens("/gallery/A1?language=pseudo");
    picture_gives(&browser, 0, HEADING, &json!(pseudo("No passkeys for now")));
}

journey!(a_theme_edited_in_the_gallery_is_seen_on_the_sign_in_page in chromium, firefox);
fn a_theme_edited_in_the_gallery_is_seen_on_the_sign_in_page(stage: &Stage) {
    let designer = stage.browser_anywhere(&Setup::default());
    designer.at(&serve_files(built_app()));
    opens_editor(&designer, "/gallery/identifier/");
    designer.type_into("accent, light", "#7a1fa2");
    designer.type_into("accent, dark", "#e1a8ff");
    designer.type_into("button-radius", "3px");
    designer.type_into("SignInTitle", "Welcome to {brand}");
    picture_gives(&designer, 0, HEADING, &json!("Welcome to Latchkey"));
    let theme = saves(&designer, "Save theme.json");
    let messages = saves(&designer, "Save messages.json");
    assert_eq!(messages, json!({ "SignInTitle": "Welcome to {brand}" }));

    let default = "\"reportProblems\": true";
    stage.alters_page(default, &format!("{default}, \"theme\": {theme}, \"messages\": {messages}"));
    for (setup, colour) in
        [(Setup::default(), "rgb(122, 31, 162)"), (Setup::default().dark(), "rgb(225, 168, 255)")]
    {
        let browser = stage.browser_with(&setup);
        browser.opens("/");
        browser.sees_heading("Welcome to Latchkey");
        let style = "const style = getComputedStyle(document.querySelector('.button--primary')); return [style.backgroundColor, style.borderRadius]";
        browser.script_gives(style, &json!([colour, "3px"]));
    }

    // The files can be opened again.
    designer.press("Take all changes back");
    picture_gives(&designer, 0, HEADING, &json!("Sign in to Latchkey"));
    opens_file(&designer, "Open a theme.json", &theme.to_string());
    picture_gives(&designer, 0, BUTTON, &json!("rgb(122, 31, 162)"));
    opens_file(&designer, "Open a messages.json", &messages.to_string());
    picture_gives(&designer, 0, HEADING, &json!("Welcome to Latchkey"));
    assert_eq!(saves(&designer, "Save theme.json"), theme);
}

journey!(contrast_and_length_are_said_while_somebody_types in chromium);
fn contrast_and_length_are_said_while_somebody_types(stage: &Stage) {
    let browser = stage.browser();
    opens_editor(&browser, "/gallery/A1?width=320");
    browser.sees("Light: 6.70 : 1 with on-accent, needs 4.5 : 1");
    browser.type_into("accent, light", "#9db8ff");
    browser.sees("with on-accent, too little, needs 4.5 : 1");
    browser.sees("Characters: 19, built in: 19.");
    browser.type_into("A1Title", "Signing in with a passkey is not possible");
    browser.sees("Characters: 41, built in: 19. That is more than two fifths longer");
}

journey!(what_can_not_be_used_stays_as_it_was_typed_and_says_why in chromium);
fn what_can_not_be_used_stays_as_it_was_typed_and_says_why(stage: &Stage) {
    let browser = stage.browser();
    opens_editor(&browser, "/gallery/identifier");
    browser.type_into("SignInTitle", "Welcome to {brnd}");
    browser.sees("It isn’t used: expected a text with the placeholders of 'Sign in to {brand}'.");
    assert_eq!(browser.value_of("SignInTitle"), "Welcome to {brnd}");
    browser.type_into("accent, light", "no colour");
    browser.sees("It isn’t used: expected a colour");
    assert_eq!(browser.value_of("accent, light"), "no colour");
    picture_gives(&browser, 0, HEADING, &json!("Sign in to Latchkey"));
    picture_gives(&browser, 0, BUTTON, &json!("rgb(29, 78, 216)"));
    // The last valid value is used, and the invalid one stays in the field.
    browser.type_into("accent, light", "#12345");
    picture_gives(&browser, 0, BUTTON, &json!("rgba(17, 34, 51, 0.267)"));
    assert_eq!(browser.value_of("accent, light"), "#12345");
    opens_file(&browser, "Open a theme.json", r#"{ "accnt": "red", "accent": "green" }"#);
    browser.sees("Taken over: 1.");
    browser.sees("Not taken over: accnt: expected the name of a token");
    picture_gives(&browser, 0, BUTTON, &json!("rgb(0, 128, 0)"));
}
