//! The designers' gallery.

mod editing;
mod looking;
mod showing;

use latchkey_tests::{Browser, wait_for};
use serde_json::{Value, json};

/// What `body` gives of the document in the picture of this number, once it stands there; `inside` is that document.
#[track_caller]
fn in_picture(browser: &Browser, number: usize, body: &str) -> Value {
    let script = format!(
        "const inside = document.querySelectorAll('.picture__frame')[arguments[0]]?.contentDocument; \
         if (!inside?.documentElement?.dataset.shown) return null; {body}"
    );
    wait_for(&format!("picture {number}"), || {
        let given = browser.script(&script, &[json!(number)]);
        (!given.is_null()).then_some(given)
    })
}

/// Waits until `body` gives what is wanted of the document in the picture of this number.
#[track_caller]
fn picture_gives(browser: &Browser, number: usize, body: &str, wanted: &Value) {
    wait_for(&format!("{wanted} in picture {number}"), || {
        (in_picture(browser, number, body) == *wanted).then_some(())
    });
}

/// The heading in a picture.
const HEADING: &str = "return [...inside.querySelectorAll('h1')].find(h1 => h1.checkVisibility())?.innerText";
/// The background of the first button of a picture.
const BUTTON: &str =
    "return inside.defaultView.getComputedStyle(inside.querySelector('.button--primary')).backgroundColor";
