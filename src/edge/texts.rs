//! The integrator's strings: the member `messages` of the configuration. They stay a JavaScript object, which
//! costs the app less than reading them at startup.

use js_sys::Reflect;
use latchkey_core::message::same_placeholders;
use latchkey_core::{Message, PortalMessage, Words};
use wasm_bindgen::JsValue;

use super::configuration::block;
use super::js;

/// Strings by message name.
pub(crate) struct Texts(JsValue);

impl Texts {
    /// Reads them, if there are any.
    pub(crate) fn read() -> Option<Self> {
        js::member(&js::parse_json(&block())?, "messages").map(Self)
    }

    /// Reads them from a JSON object.
    pub(crate) fn parse(json: &str) -> Option<Self> {
        js::parse_json(json).map(Self)
    }

    /// Returns all of them as JSON.
    pub(crate) fn to_json(&self) -> String {
        js::to_json(&self.0).unwrap_or_default()
    }

    /// Returns the string that overrides a message's own. If it doesn't fit, that is reported to the
    /// developer in the console, and the message's own is used.
    pub(crate) fn text(&self, message: &dyn Words) -> Option<String> {
        let text = js::member(&self.0, message.name())?.as_string();
        let fitting = text.filter(|text| same_placeholders(message.template(), text));
        if fitting.is_none() {
            refuse(message.name(), "a text with the placeholders of", message.template());
        }
        Some(message.fill(&fitting?).into_owned())
    }

    /// Reports names that no message has.
    pub(crate) fn report_unknown(&self) {
        let Ok(names) = Reflect::own_keys(&self.0) else {
            return refuse("", "an object of texts", "");
        };
        for name in names.iter().filter_map(|name| name.as_string()) {
            if Message::named(&name).or_else(|| PortalMessage::named(&name)).is_none() {
                refuse(&name, "the name of a message", "");
            }
        }
    }
}

fn refuse(name: &str, expected: &str, template: &str) {
    leptos::logging::error!("latchkey-configuration: messages: {name}: expected {expected} {template}");
}
