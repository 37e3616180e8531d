//! A framed document and the one around it, of the same origin.

use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MessageEvent;

use super::js;

/// Returns whether there is a document around this one.
pub(crate) fn is_framed() -> bool {
    let own: &JsValue = &window();
    window().parent().ok().flatten().is_some_and(|parent| JsValue::from(parent) != *own)
}

/// Tells the document around this one, if it has the same origin.
pub(crate) fn tell_parent(text: &str) {
    if let (Ok(Some(parent)), Ok(origin)) = (window().parent(), window().location().origin()) {
        let _ = parent.post_message(&text.into(), &origin);
    }
}

/// Returns what the documents in frames of this class show: for each, the frame's title, its text line by
/// line, and whether it overflows its viewport horizontally.
pub(crate) fn shown(class: &str) -> Vec<(String, String, bool)> {
    let frames = document().get_elements_by_class_name(class);
    let frames = (0..frames.length()).filter_map(|at| frames.item(at));
    let read = |frame: web_sys::Element| {
        let inside = js::member(&frame, "contentDocument")?;
        let root = js::member(&inside, "documentElement")?;
        let size = |name| js::member(&root, name).and_then(|size| size.as_f64()).unwrap_or_default();
        // It belongs to another document, so it has another type, too.
        let text = js::text(&js::member(&inside, "body")?, "innerText")?;
        Some((frame.get_attribute("title")?, text, size("scrollWidth") > size("clientWidth")))
    };
    frames.filter_map(read).collect()
}

/// Listens to documents in frames, until dropped.
pub(crate) struct Hearing(Closure<dyn Fn(MessageEvent)>);

/// Calls back with what documents in frames tell this one.
pub(crate) fn hear_frames(callback: impl Fn(String) + 'static) -> Hearing {
    let heard = Closure::new(move |event: MessageEvent| {
        if window().location().origin().is_ok_and(|origin| origin == event.origin())
            && let Some(text) = event.data().as_string()
        {
            callback(text);
        }
    });
    let hearing = Hearing(heard);
    let _ = window().add_event_listener_with_callback("message", hearing.0.as_ref().unchecked_ref());
    hearing
}

impl Drop for Hearing {
    fn drop(&mut self) {
        let _ = window().remove_event_listener_with_callback("message", self.0.as_ref().unchecked_ref());
    }
}
