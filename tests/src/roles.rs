//! Finds elements as assistive technology does, by role and accessible name, both of which the browser computes.

use serde_json::json;
use thirtyfour::WebElement;
use thirtyfour::error::WebDriverResult;

use crate::browser::Browser;
use crate::runtime::block_on;

/// A WAI-ARIA role, as the selector of the elements that can have it.
pub(crate) struct Role {
    selector: &'static str,
}

pub(crate) const BUTTON: Role =
    Role { selector: "button, summary, input[type=submit], input[type=button], [role=button]" };
pub(crate) const LINK: Role = Role { selector: "a[href], [role=link]" };
pub(crate) const CHECKBOX: Role = Role { selector: "input[type=checkbox], [role=checkbox]" };
pub(crate) const RADIO: Role = Role { selector: "input[type=radio], [role=radio]" };
pub(crate) const SWITCH: Role = Role { selector: "[role=switch]" };
pub(crate) const TAB: Role = Role { selector: "[role=tab]" };
pub(crate) const MENU_ITEM: Role = Role { selector: "[role=menuitem]" };
pub(crate) const TEXT_BOX: Role = Role {
    selector: "textarea, [role=textbox], input:not([type=checkbox], [type=radio], [type=submit], [type=button], \
               [type=hidden])",
};
pub(crate) const HEADING: Role = Role { selector: "h1, h2, h3, h4, h5, h6, [role=heading]" };

/// The roles of controls that a user can press.
pub(crate) const PRESSABLE: &[Role] = &[BUTTON, LINK, CHECKBOX, RADIO, SWITCH, TAB, MENU_ITEM];

/// Finds the shown elements that can have one of the roles and may have the name, because all of its words
/// are in what names are made of. The browser then computes the names of only these, which takes longer.
const CANDIDATES: &str = include_str!("candidates.js");

impl Browser {
    /// Returns the shown elements with one of these roles and this accessible name.
    pub(crate) fn try_find(&self, roles: &[Role], name: &str) -> WebDriverResult<Vec<WebElement>> {
        let mut found = self.candidates(roles, name)?;
        let mut named = Vec::new();
        for element in found.drain(..) {
            if self.name_of(&element)? == name {
                named.push(element);
            }
        }
        Ok(named)
    }

    /// Returns the shown elements that can have one of these roles and this name (any name, if it is empty), in
    /// the document or in the shadow tree that is looked into.
    fn candidates(&self, roles: &[Role], name: &str) -> WebDriverResult<Vec<WebElement>> {
        let selectors: Vec<&str> = roles.iter().map(|role| role.selector).collect();
        let arguments = vec![json!(*self.shadow_host.borrow()), json!(selectors.join(", ")), json!(name)];
        block_on(self.session().execute(CANDIDATES, arguments))?.elements()
    }

    /// Returns the roles and names of all shown elements with one of these roles, for messages that say what
    /// was there instead.
    pub(crate) fn names(&self, roles: &[Role]) -> Vec<String> {
        let shown = self.candidates(roles, "").unwrap_or_default();
        let described =
            |element| Some(format!("{} “{}”", self.role_of(element).ok()?, self.name_of(element).ok()?));
        shown.iter().filter_map(described).collect()
    }

    /// Returns the accessible name as the browser computes it, with white space collapsed.
    pub(crate) fn name_of(&self, element: &WebElement) -> WebDriverResult<String> {
        Ok(collapse(&self.computed(element, "computedlabel")?))
    }

    /// Returns the role as the browser computes it.
    pub(crate) fn role_of(&self, element: &WebElement) -> WebDriverResult<String> {
        self.computed(element, "computedrole")
    }

    fn computed(&self, element: &WebElement, what: &str) -> WebDriverResult<String> {
        let value = self.try_command("GET", &format!("element/{}/{what}", element.element_id()), None)?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }
}

/// Collapses white space, as a browser does when it shows text.
pub(crate) fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
