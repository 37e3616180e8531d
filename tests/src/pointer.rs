//! Presses with the pointer.

use serde_json::json;
use thirtyfour::WebElement;

use crate::browser::Browser;
use crate::runtime::block_on;

const MIDDLE: &str = include_str!("middle.js");

impl Browser {
    /// Presses an element in its middle, as a mouse does. WebDriver's own click makes Chromium's driver run a dozen
    /// scripts first, which takes twice as long. In a frame it is used all the same.
    ///
    /// Fails if the element is disabled, out of sight or covered.
    pub(crate) fn point_at_and_press(&self, element: &WebElement) -> Result<(), String> {
        let told = |error: thirtyfour::error::WebDriverError| error.to_string();
        let place = self.try_script(MIDDLE, &[element.to_json().map_err(told)?]).map_err(told)?;
        if let Some(reason) = place["refused"].as_str() {
            return Err(format!("it {reason}"));
        }
        if place["x"].is_null() {
            return block_on(element.click()).map_err(told);
        }
        let moved = json!({ "type": "pointerMove", "x": place["x"], "y": place["y"], "duration": 0 });
        let actions = [
            moved,
            json!({ "type": "pointerDown", "button": 0 }),
            json!({ "type": "pointerUp", "button": 0 }),
        ];
        let mouse = json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": actions });
        self.try_command("POST", "actions", Some(json!({ "actions": [mouse] }))).map_err(told)?;
        Ok(())
    }
}
