//! Dates and times, formatted by the browser for the page's language.

use js_sys::{Date, Object};
use leptos::prelude::document;
use wasm_bindgen::JsValue;

use super::js;

/// Formats the day of an RFC 3339 time, in the user's time zone.
pub(crate) fn day(rfc3339: &str) -> String {
    written(rfc3339, &["dateStyle"])
}

/// Formats an RFC 3339 time to the minute, in the user's time zone.
pub(crate) fn moment(rfc3339: &str) -> String {
    written(rfc3339, &["dateStyle", "timeStyle"])
}

fn written(rfc3339: &str, styles: &[&str]) -> String {
    let date = Date::new(&rfc3339.into());
    if date.get_time().is_nan() {
        return rfc3339.to_owned();
    }
    let options = Object::new();
    for (style, length) in styles.iter().zip(["medium", "short"]) {
        js::set(&options, style, &length.into());
    }
    // With only a date style, `toLocaleString` omits the time.
    js::call(&date, "toLocaleString", &[language(), options.into()])
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| rfc3339.to_owned())
}

/// Returns the page's language, in the form that `Intl` takes.
pub(super) fn language() -> JsValue {
    let language = document().document_element().and_then(|root| root.get_attribute("lang"));
    language.map_or(JsValue::UNDEFINED, JsValue::from)
}
