//! Elements as assistive technology names them: by role and accessible name, both computed by the browser.

use serde_json::json;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{By, WebElement};

use crate::browser::Browser;
use crate::runtime::block_on;

/// A role, with the selector of the elements that can have it.
pub(crate) struct Role {
    /// Its name in WAI-ARIA.
    pub(crate) name: &'static str,
    selector: &'static str,
}

pub(crate) const BUTTON: Role = Role {
    name: "button",
    selector: "button, summary, input[type=submit], input[type=button], [role=button]",
};
pub(crate) const LINK: Role = Role { name: "link", selector: "a[href], [role=link]" };
pub(crate) const CHECKBOX: Role =
    Role { name: "checkbox", selector: "input[type=checkbox], [role=checkbox]" };
pub(crate) const RADIO: Role = Role { name: "radio", selector: "input[type=radio], [role=radio]" };
pub(crate) const SWITCH: Role = Role { name: "switch", selector: "[role=switch]" };
pub(crate) const TAB: Role = Role { name: "tab", selector: "[role=tab]" };
pub(crate) const MENU_ITEM: Role = Role { name: "menuitem", selector: "[role=menuitem]" };
pub(crate) const TEXT_BOX: Role = Role {
    name: "textbox",
    selector: "textarea, [role=textbox], input:not([type=checkbox], [type=radio], [type=submit], [type=button], \
               [type=hidden])",
};
pub(crate) const HEADING: Role = Role { name: "heading", selector: "h1, h2, h3, h4, h5, h6, [role=heading]" };

/// What a person can press.
pub(crate) const PRESSABLE: &[Role] = &[BUTTON, LINK, CHECKBOX, RADIO, SWITCH, TAB, MENU_ITEM];

impl Browser {
    /// The shown elements of one of these roles and of this accessible name.
    pub(crate) fn try_find(&self, roles: &[Role], name: &str) -> WebDriverResult<Vec<WebElement>> {
        let mut found = Vec::new();
        for role in roles {
            for element in self.elements(role)? {
                // In this order: WebKit has no names for what isn't shown.
                if block_on(element.is_displayed())? && self.name_of(&element)? == name {
                    found.push(element);
                }
            }
        }
        Ok(found)
    }

    /// The elements that can have a role, in the document or in the shadow tree that is looked into.
    fn elements(&self, role: &Role) -> WebDriverResult<Vec<WebElement>> {
        let Some(host) = &*self.shadow_host.borrow() else {
            return block_on(self.session().find_all(By::Css(role.selector)));
        };
        let within = "return [...(document.querySelector(arguments[0])?.shadowRoot?.querySelectorAll(arguments[1]) ?? [])]";
        let arguments = vec![json!(host), json!(role.selector)];
        block_on(self.session().execute(within, arguments))?.elements()
    }

    /// The names of all shown elements of these roles, to say what was there instead.
    pub(crate) fn names(&self, roles: &[Role]) -> Vec<String> {
        let mut names = Vec::new();
        for role in roles {
            for element in self.elements(role).unwrap_or_default() {
                if block_on(element.is_displayed()).unwrap_or_default()
                    && let Ok(name) = self.name_of(&element)
                {
                    names.push(format!("{} “{name}”", role.name));
                }
            }
        }
        names
    }

    /// The accessible name, as the browser computes it, with its white space collapsed.
    pub(crate) fn name_of(&self, element: &WebElement) -> WebDriverResult<String> {
        Ok(collapse(&self.computed(element, "computedlabel")?))
    }

    /// The role, as the browser computes it.
    pub(crate) fn role_of(&self, element: &WebElement) -> WebDriverResult<String> {
        self.computed(element, "computedrole")
    }

    fn computed(&self, element: &WebElement, what: &str) -> WebDriverResult<String> {
        let value = self.try_command("GET", &format!("element/{}/{what}", element.element_id()), None)?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }
}

/// Collapses white space, as a browser does where it shows text.
pub(crate) fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
