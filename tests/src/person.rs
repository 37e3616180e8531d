//! What a user does and notices. Every action waits until it is possible, and every check until it holds.

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
    /// Presses the button, link, check box or similar control with this name.
    ///
    /// # Panics
    /// If there isn't exactly one, or it can't be pressed.
    #[track_caller]
    pub fn press(&self, name: &str) {
        let mut last = String::new();
        let pressed = poll(|| {
            let tried = self.try_one(PRESSABLE, name).and_then(|element| self.point_at_and_press(&element));
            tried.map_err(|error| last = error).ok()
        });
        if pressed.is_none() {
            self.fails(&format!("to press “{name}” ({last})"), PRESSABLE);
        }
    }

    /// Types into the text field with this label, replacing its content.
    ///
    /// # Panics
    /// If there is no such field.
    #[track_caller]
    pub fn type_into(&self, label: &str, text: &str) {
        let mut last = String::new();
        let typed = poll(|| {
            let tried = self.try_one(&[TEXT_BOX], label).and_then(|field| {
                self.point_at_and_press(&field)?;
                let done: WebDriverResult<()> = block_on(async {
                    if field.value().await?.is_some_and(|value| !value.is_empty()) {
                        // As a user would: clearing the value through WebDriver fires other events.
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

    /// Returns the content of the text field with this label.
    ///
    /// # Panics
    /// If there is no such field.
    #[track_caller]
    pub fn value_of(&self, label: &str) -> String {
        match poll(|| block_on(self.try_one(&[TEXT_BOX], label).ok()?.value()).ok()?) {
            Some(value) => value,
            None => self.fails(&format!("to read “{label}”"), &[TEXT_BOX]),
        }
    }

    /// Presses keys one after the other, wherever the focus is.
    ///
    /// # Panics
    /// If the browser doesn't take them.
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
    /// If the browser doesn't take it.
    #[track_caller]
    pub fn types(&self, text: &str) {
        self.must("type", block_on(self.session().action_chain().send_keys(text).perform()));
    }

    /// Waits until this text is visible. White space is collapsed; text that spans several blocks matches only if the
    /// blocks are separated by line breaks.
    ///
    /// # Panics
    /// If it doesn't come.
    #[track_caller]
    pub fn sees(&self, text: &str) {
        if poll(|| self.try_visible_text().ok()?.contains(text).then_some(())).is_none() {
            self.fails(&format!("to see “{text}”"), &[HEADING]);
        }
    }

    /// Waits until this text isn't visible, or no longer is. It can't rule out that the text appears later,
    /// so first wait for something that is shown afterwards.
    ///
    /// # Panics
    /// If it stays.
    #[track_caller]
    pub fn does_not_see(&self, text: &str) {
        if poll(|| (!self.try_visible_text().ok()?.contains(text)).then_some(())).is_none() {
            self.fails(&format!("no longer to see “{text}”"), &[HEADING]);
        }
    }

    /// Waits until there is a heading with this text.
    ///
    /// # Panics
    /// If it doesn't come.
    #[track_caller]
    pub fn sees_heading(&self, text: &str) {
        if poll(|| self.try_one(&[HEADING], text).ok()).is_none() {
            self.fails(&format!("to see the heading “{text}”"), &[HEADING]);
        }
    }

    /// Waits until there is an enabled control with this name.
    ///
    /// # Panics
    /// If it doesn't come.
    #[track_caller]
    pub fn can_press(&self, name: &str) {
        let enabled = || block_on(self.try_one(PRESSABLE, name).ok()?.is_enabled()).ok()?.then_some(());
        if poll(enabled).is_none() {
            self.fails(&format!("to be able to press “{name}”"), PRESSABLE);
        }
    }

    /// Waits until there is no enabled control with this name.
    ///
    /// # Panics
    /// If it stays.
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

    /// Returns all visible text, with a line per block.
    ///
    /// # Panics
    /// If the browser doesn't answer.
    #[track_caller]
    pub fn visible_text(&self) -> String {
        // While one document replaces another, there is nothing to read.
        poll(|| self.try_visible_text().ok())
            .unwrap_or_else(|| self.must("read the page", self.try_visible_text()))
    }

    pub(crate) fn try_visible_text(&self) -> WebDriverResult<String> {
        let text = self.try_script(VISIBLE_TEXT, &[json!(*self.shadow_host.borrow())])?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Returns the accessible name of the focused element, or an empty string if that is the body.
    ///
    /// # Panics
    /// If the browser doesn't answer.
    #[track_caller]
    pub fn focused(&self) -> String {
        self.must("read the focus", self.try_focused().map(|(_, name)| name))
    }

    /// Waits until the focus is on an element with this name.
    ///
    /// # Panics
    /// If it doesn't get there.
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

    /// Returns the text of the page's live regions, which screen readers read out.
    ///
    /// # Panics
    /// If the browser doesn't answer.
    #[track_caller]
    pub fn announced(&self) -> String {
        collapse(self.script(ANNOUNCED, &[]).as_str().unwrap_or_default())
    }

    /// Waits until the live regions contain this text.
    ///
    /// # Panics
    /// If they don't.
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

    /// Returns the value of an attribute of the text field with this label.
    ///
    /// # Panics
    /// If there is no such field.
    #[track_caller]
    pub fn field_attribute(&self, label: &str, attribute: &str) -> Option<String> {
        match poll(|| block_on(self.try_one(&[TEXT_BOX], label).ok()?.attr(attribute)).ok()) {
            Some(value) => value,
            None => self.fails(&format!("to find “{label}”"), &[TEXT_BOX]),
        }
    }

    /// Whether the page is wider than the viewport, so that users have to scroll sideways.
    ///
    /// # Panics
    /// If the browser doesn't answer.
    #[track_caller]
    pub fn scrolls_sideways(&self) -> bool {
        let root = "const root = document.scrollingElement; return root.scrollWidth > root.clientWidth";
        self.script(root, &[]) == Value::Bool(true)
    }

    /// Runs a script in the page until it returns the wanted value.
    ///
    /// # Panics
    /// If it doesn't.
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
            "waited {} s {what} in {}, without success. There are {}.\nIn sight:\n{}",
            PATIENCE.as_secs(),
            self.kind(),
            self.names(roles).join(", "),
            self.try_visible_text().unwrap_or_default(),
        );
    }
}
