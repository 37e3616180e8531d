//! What a person does and notices. Every action waits until it is possible, every look until it is so.

use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Key, WebElement};

use crate::browser::Browser;
use crate::roles::{HEADING, PRESSABLE, Role, TEXT_BOX, collapse};
use crate::runtime::block_on;
use crate::wait::{PATIENCE, poll};

const VISIBLE_TEXT: &str = include_str!("visible_text.js");

const FOCUSED_WITHIN: &str =
    "return document.activeElement.shadowRoot?.activeElement ?? document.activeElement";

const ANNOUNCED: &str = "return [...document.querySelectorAll(\
    '[aria-live=polite], [aria-live=assertive], [role=status], [role=alert], [role=log], output')]\
    .map(region => region.textContent).join('\\n')";

impl Browser {
    /// Presses the button, link, check box or the like of this name.
    ///
    /// # Panics
    /// Where there is none, or not one alone, or it can't be pressed.
    #[track_caller]
    pub fn press(&self, name: &str) {
        let mut last = String::new();
        let pressed = poll(|| {
            let tried = self.try_one(PRESSABLE, name).and_then(|element| {
                if !block_on(element.is_enabled()).map_err(|error| error.to_string())? {
                    return Err(format!("“{name}” is disabled"));
                }
                block_on(element.click()).map_err(|error| error.to_string())
            });
            tried.map_err(|error| last = error).ok()
        });
        if pressed.is_none() {
            self.fails(&format!("to press “{name}” ({last})"), PRESSABLE);
        }
    }

    /// Types into the text field of this label, in place of what is in it.
    ///
    /// # Panics
    /// Where there is no such field.
    #[track_caller]
    pub fn type_into(&self, label: &str, text: &str) {
        let mut last = String::new();
        let typed = poll(|| {
            let tried = self.try_one(&[TEXT_BOX], label).and_then(|field| {
                let done: WebDriverResult<()> = block_on(async {
                    field.click().await?;
                    if field.value().await?.is_some_and(|value| !value.is_empty()) {
                        // As a person does: a value that is cleared from outside fires other events.
                        field.send_keys(Key::Control + "a").await?;
                    }
                    field.send_keys(text).await
                });
                done.map_err(|error| error.to_string())
            });
            tried.map_err(|error| last = error).ok()
        });
        if typed.is_none() {
            self.fails(&format!("to type into “{label}” ({last})"), &[TEXT_BOX]);
        }
    }

    /// What is in the text field of this label.
    ///
    /// # Panics
    /// Where there is no such field.
    #[track_caller]
    pub fn value_of(&self, label: &str) -> String {
        match poll(|| block_on(self.try_one(&[TEXT_BOX], label).ok()?.value()).ok()?) {
            Some(value) => value,
            None => self.fails(&format!("to read “{label}”"), &[TEXT_BOX]),
        }
    }

    /// Presses keys, one after the other, wherever the focus is.
    ///
    /// # Panics
    /// Where the browser doesn't take them.
    #[track_caller]
    pub fn press_keys(&self, keys: &[Key]) {
        for key in keys {
            let pressed = block_on(self.session().action_chain().send_keys(key.clone()).perform());
            self.must("press a key", pressed);
        }
    }

    /// Types with the keyboard, wherever the focus is.
    ///
    /// # Panics
    /// Where the browser doesn't take it.
    #[track_caller]
    pub fn types(&self, text: &str) {
        self.must("type", block_on(self.session().action_chain().send_keys(text).perform()));
    }

    /// Waits until this text is in sight. White space is collapsed; a text goes from one block to the next only
    /// where a line break is given.
    ///
    /// # Panics
    /// Where it doesn't come.
    #[track_caller]
    pub fn sees(&self, text: &str) {
        if poll(|| self.try_visible_text().ok()?.contains(text).then_some(())).is_none() {
            self.fails(&format!("to see “{text}”"), &[HEADING]);
        }
    }

    /// Waits until this text is not in sight, or not any more. So it says nothing of what may come later: first
    /// wait for what marks the end of the wait.
    ///
    /// # Panics
    /// Where it stays.
    #[track_caller]
    pub fn does_not_see(&self, text: &str) {
        if poll(|| (!self.try_visible_text().ok()?.contains(text)).then_some(())).is_none() {
            self.fails(&format!("no longer to see “{text}”"), &[HEADING]);
        }
    }

    /// Waits until there is a heading of this text.
    ///
    /// # Panics
    /// Where it doesn't come.
    #[track_caller]
    pub fn sees_heading(&self, text: &str) {
        if poll(|| self.try_one(&[HEADING], text).ok()).is_none() {
            self.fails(&format!("to see the heading “{text}”"), &[HEADING]);
        }
    }

    /// Waits until there is something of this name to press.
    ///
    /// # Panics
    /// Where it doesn't come.
    #[track_caller]
    pub fn can_press(&self, name: &str) {
        let enabled = || block_on(self.try_one(PRESSABLE, name).ok()?.is_enabled()).ok()?.then_some(());
        if poll(enabled).is_none() {
            self.fails(&format!("to be able to press “{name}”"), PRESSABLE);
        }
    }

    /// Waits until there is nothing of this name to press: it is gone or disabled.
    ///
    /// # Panics
    /// Where it stays.
    #[track_caller]
    pub fn cannot_press(&self, name: &str) {
        let gone = || {
            let found = self.try_find(PRESSABLE, name).ok()?;
            let any = found.iter().any(|element| block_on(element.is_enabled()).unwrap_or_default());
            (!any).then_some(())
        };
        if poll(gone).is_none() {
            self.fails(&format!("to be unable to press “{name}”"), PRESSABLE);
        }
    }

    /// All the text in sight, a line per block.
    ///
    /// # Panics
    /// Where the browser doesn't answer.
    #[track_caller]
    pub fn visible_text(&self) -> String {
        // While one document takes the place of another there is nothing to read.
        poll(|| self.try_visible_text().ok())
            .unwrap_or_else(|| self.must("read the page", self.try_visible_text()))
    }

    pub(crate) fn try_visible_text(&self) -> WebDriverResult<String> {
        let text = self.try_script(VISIBLE_TEXT, &[json!(*self.shadow_host.borrow())])?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The accessible name of the element that has the focus; of the page's body it is empty.
    ///
    /// # Panics
    /// Where the browser doesn't answer.
    #[track_caller]
    pub fn focused(&self) -> String {
        self.must("read the focus", self.try_focused().map(|(_, name)| name))
    }

    /// Waits until the focus is on the element of this name.
    ///
    /// # Panics
    /// Where it doesn't get there.
    #[track_caller]
    pub fn has_focus_on(&self, name: &str) {
        let mut last = String::new();
        let focused = poll(|| {
            let (role, focused) = self.try_focused().ok()?;
            last = format!("{role} “{focused}”");
            (focused == name).then_some(())
        });
        if focused.is_none() {
            self.fails(&format!("to have the focus on “{name}”; it is on {last}"), &[HEADING]);
        }
    }

    fn try_focused(&self) -> WebDriverResult<(String, String)> {
        let mut element = block_on(self.session().active_element())?;
        if self.shadow_host.borrow().is_some() {
            let inner = block_on(self.session().execute(FOCUSED_WITHIN, Vec::new()))?;
            element = inner.element()?;
        }
        if block_on(element.tag_name())?.eq_ignore_ascii_case("body") {
            return Ok(("body".to_owned(), String::new()));
        }
        Ok((self.role_of(&element)?, self.name_of(&element)?))
    }

    /// What stands in the page's live regions, which a screen reader reads out.
    ///
    /// # Panics
    /// Where the browser doesn't answer.
    #[track_caller]
    pub fn announced(&self) -> String {
        collapse(self.script(ANNOUNCED, &[]).as_str().unwrap_or_default())
    }

    /// Waits until a live region says this.
    ///
    /// # Panics
    /// Where none does.
    #[track_caller]
    pub fn hears(&self, text: &str) {
        let said = || {
            let announced = self.try_script(ANNOUNCED, &[]).ok()?;
            collapse(announced.as_str().unwrap_or_default()).contains(text).then_some(())
        };
        if poll(said).is_none() {
            self.fails(&format!("to hear “{text}”"), &[HEADING]);
        }
    }

    /// The value of an attribute of the text field of this label.
    ///
    /// # Panics
    /// Where there is no such field.
    #[track_caller]
    pub fn field_attribute(&self, label: &str, attribute: &str) -> Option<String> {
        match poll(|| block_on(self.try_one(&[TEXT_BOX], label).ok()?.attr(attribute)).ok()) {
            Some(value) => value,
            None => self.fails(&format!("to find “{label}”"), &[TEXT_BOX]),
        }
    }

    /// Whether the page is wider than the viewport, so that a person has to scroll sideways.
    ///
    /// # Panics
    /// Where the browser doesn't answer.
    #[track_caller]
    pub fn scrolls_sideways(&self) -> bool {
        let root = "const root = document.scrollingElement; return root.scrollWidth > root.clientWidth";
        self.script(root, &[]) == Value::Bool(true)
    }

    /// Asks the page for a value until it is this one.
    ///
    /// # Panics
    /// Where it doesn't become this one.
    #[track_caller]
    pub fn script_gives(&self, body: &str, wanted: &Value) {
        let mut last = json!(null);
        let given = poll(|| {
            last = self.try_script(body, &[]).ok()?;
            (last == *wanted).then_some(())
        });
        assert!(given.is_some(), "{body:?} gave {last}, not {wanted}");
    }

    fn try_one(&self, roles: &[Role], name: &str) -> Result<WebElement, String> {
        let mut found = self.try_find(roles, name).map_err(|error| error.to_string())?;
        match (found.pop(), found.is_empty()) {
            (Some(element), true) => Ok(element),
            (Some(_), false) => Err(format!("there are {} of “{name}”", found.len() + 1)),
            (None, _) => Err(format!("there is no “{name}”")),
        }
    }

    #[track_caller]
    fn fails(&self, what: &str, roles: &[Role]) -> ! {
        panic!(
            "waited {} s in vain {what} in {}. There are {}.\nIn sight:\n{}",
            PATIENCE.as_secs(),
            self.kind(),
            self.names(roles).join(", "),
            self.try_visible_text().unwrap_or_default(),
        );
    }
}
