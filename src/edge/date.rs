//! Times as the browser writes them for the language of the page.

use js_sys::{Date, Object};
use leptos::prelude::document;
use wasm_bindgen::JsValue;

use super::js;

/// The day of an RFC 3339 time, in the person's time zone.
pub(crate) fn day(rfc3339: &str) -> String {
    written(rfc3339, &["dateStyle"])
}

/// The day and the minute of an RFC 3339 time, in the person's time zone.
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
    // `toLocaleString` with a style for the day alone leaves the time out.
    js::call(&date, "toLocaleString", &[language(), options.into()])
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| rfc3339.to_owned())
}

/// The language of the page, as `Intl` takes it.
pub(super) fn language() -> JsValue {
    let language = document().document_element().and_then(|root| root.get_attribute("lang"));
    language.map_or(JsValue::UNDEFINED, JsValue::from)
}
