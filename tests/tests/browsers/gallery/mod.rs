//! The designers' gallery.

mod editing;
mod looking;
mod showing;

use latchkey_tests::{Browser, wait_for, wait_until};
use serde_json::{Value, json};

/// Returns the result of `body` in the picture with this number, or null until the picture is there. In `body`,
/// `inside` is the picture's document.
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

/// Waits until `body` returns the wanted value in the picture with this number.
#[track_caller]
fn picture_gives(browser: &Browser, number: usize, body: &str, wanted: &Value) {
    wait_for(&format!("{wanted} in picture {number}"), || {
        (in_picture(browser, number, body) == *wanted).then_some(())
    });
}

/// Waits until all pictures are there. If Firefox leaves a page earlier, it reports the files that it stopped
/// loading as damaged.
#[track_caller]
fn all_pictures_stand(browser: &Browser) {
    let all = "const frames = [...document.querySelectorAll('.picture__frame')];
        return frames.length > 0 && frames.every(frame => frame.contentDocument?.documentElement?.dataset.shown)";
    wait_until("all pictures to be loaded", || browser.script(all, &[]) == json!(true));
}

/// Returns the heading in a picture.
const HEADING: &str = "return [...inside.querySelectorAll('h1')].find(h1 => h1.checkVisibility())?.innerText";
/// Returns the background of the first button in a picture.
const BUTTON: &str =
    "return inside.defaultView.getComputedStyle(inside.querySelector('.button--primary')).backgroundColor";
