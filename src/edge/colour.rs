//! CSS colors, as the browser resolves them.

use latchkey_core::contrast::Colour;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Returns the color as shown in a scheme, `light` or `dark`; `None` if it is not one.
pub(crate) fn resolve(css: &str, scheme: &str) -> Option<Colour> {
    let probe = document().create_element("span").ok()?.dyn_into::<HtmlElement>().ok()?;
    let style = probe.style();
    style.set_property("color-scheme", scheme).ok()?;
    style.set_property("color", css).ok()?;
    if style.get_property_value("color").ok()?.is_empty() {
        return None;
    }
    let body = document().body()?;
    body.append_child(&probe).ok()?;
    let shown = window().get_computed_style(&probe).ok().flatten()?.get_property_value("color").ok();
    probe.remove();
    Colour::parse(&shown?)
}

/// Returns whether the browser accepts the value for this property.
pub(crate) fn supports(property: &str, value: &str) -> bool {
    let css = super::js::global("CSS");
    css.and_then(|css| super::js::call(&css, "supports", &[property.into(), value.into()]))
        .and_then(|answer| answer.as_bool())
        .unwrap_or(false)
}

/// Returns the value of a custom property on the document's root.
pub(crate) fn property_of_root(name: &str) -> String {
    let style =
        document().document_element().and_then(|root| window().get_computed_style(&root).ok().flatten());
    style.and_then(|style| style.get_property_value(name).ok()).unwrap_or_default().trim().to_owned()
}
