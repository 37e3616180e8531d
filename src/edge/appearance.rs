//! The document's appearance, overriding the browser's preferences so that pictures can be taken of it.

use latchkey_core::gallery::Appearance;
use latchkey_core::gallery::axes::{Axis, Direction, Language, Motion, Theme};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::js;

/// Whether an appearance asks for a media feature.
type Asks = fn(Appearance) -> bool;

/// Media features that the style sheets query, and which appearances turn them on.
const FEATURES: [(&str, Asks); 3] = [
    ("prefers-contrast: more", |appearance| appearance.theme == Theme::HighContrast),
    ("prefers-reduced-motion: reduce", |appearance| appearance.motion == Motion::Reduced),
    ("forced-colors: active", |appearance| appearance.theme == Theme::ForcedColors),
];

/// What is needed to change the document's appearance and to restore it.
pub(crate) struct Looks {
    /// The media list of each rule that queries one of the features, with its original text.
    media: Vec<(JsValue, String)>,
    /// The custom properties that are set, with their previous values; empty if there was none.
    properties: Vec<(String, String)>,
}

impl Looks {
    /// Reads the document's style sheets.
    pub(crate) fn read() -> Self {
        let mut media = Vec::new();
        let sheets = js::member(&document(), "styleSheets");
        for sheet in sheets.iter().flat_map(items) {
            collect_media(&sheet, &mut media);
        }
        Self { media, properties: Vec::new() }
    }

    /// Applies an appearance to the document, and custom properties to its root.
    pub(crate) fn apply(&mut self, appearance: Appearance, properties: Vec<(String, String)>) {
        for (media, original) in &self.media {
            let is_on =
                FEATURES.iter().any(|(feature, wants)| original.contains(feature) && wants(appearance));
            js::set(media, "mediaText", &if is_on { "all" } else { original }.into());
        }
        let Some(root) = document().document_element() else { return };
        let direction = appearance.direction == Direction::RightToLeft;
        let language = if appearance.language == Language::Pseudo { "en-XA" } else { "en" };
        for (name, value) in [
            ("dir", if direction { "rtl" } else { "ltr" }),
            ("lang", language),
            ("data-theme", appearance.theme.code()),
        ] {
            let _ = root.set_attribute(name, value);
        }
        let Some(root) = root.dyn_ref::<HtmlElement>() else { return };
        let style = root.style();
        let scheme = match appearance.theme {
            Theme::Light | Theme::HighContrast => "light",
            Theme::Dark | Theme::ForcedColors => "dark",
        };
        let _ = style.set_property("color-scheme", scheme);
        let _ = style.set_property("font-size", &[appearance.text.code(), "%"].concat());
        // In reverse order: a property may have been set twice.
        while let Some((name, before)) = self.properties.pop() {
            let _ = style.set_property(&name, &before);
        }
        for (name, value) in properties {
            let before = style.get_property_value(&name).unwrap_or_default();
            let _ = style.set_property(&name, &value);
            self.properties.push((name, before));
        }
    }
}

/// Returns the entries of an array-like object.
fn items(list: &JsValue) -> Vec<JsValue> {
    js_sys::Array::from(list).iter().collect()
}

/// Collects the media lists that query one of the features. Rules can be nested in layers and in other rules.
fn collect_media(parent: &JsValue, found: &mut Vec<(JsValue, String)>) {
    let rules = js::member(parent, "cssRules");
    for rule in rules.iter().flat_map(items) {
        if let Some(media) = js::member(&rule, "media")
            && let Some(text) = js::text(&media, "mediaText")
            && FEATURES.iter().any(|(feature, _)| text.contains(feature))
        {
            found.push((media, text));
        }
        collect_media(&rule, found);
    }
}

/// Keeps a framed document from taking the focus from the document around it, until its state is shown and
/// has tried to take the focus without success.
pub(crate) fn keep_focus_out() {
    if let Some(body) = document().body()
        && super::frames::is_framed()
    {
        let _ = body.set_attribute("inert", "");
    }
}

/// Once the state is shown, records its ID on the document's root, for whatever takes pictures.
pub(crate) async fn tell_shown(id: String) {
    for _ in 0..2 {
        let frame = js_sys::Promise::new(&mut |resolve, _| {
            let _ = leptos::prelude::window().request_animation_frame(&resolve);
        });
        let _ = wasm_bindgen_futures::JsFuture::from(frame).await;
    }
    if let (Some(root), Some(body)) = (document().document_element(), document().body()) {
        let _ = body.remove_attribute("inert");
        let _ = root.set_attribute("data-shown", &id);
    }
}
