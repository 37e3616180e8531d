//! What is around the app, where it is a part of another page: it is told what happens, and decides where to go.

use js_sys::{Array, Object};
use leptos::prelude::window;
use wasm_bindgen::JsValue;

use super::configuration::block;
use super::{frames, js, root};

/// What is told. The names are those of the events.
#[derive(Clone, Copy)]
pub(crate) enum News {
    /// Somebody is signed in.
    SignedIn,
    /// A person is shown a documented state.
    Problem,
    /// A passkey was created.
    PasskeyCreated,
    /// Set-up was put off.
    Deferred,
    /// The person is done here.
    Finished,
}

impl News {
    fn name(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::Problem => "problem",
            Self::PasskeyCreated => "passkey-created",
            Self::Deferred => "deferred",
            Self::Finished => "finished",
        }
    }
}

/// Whether the app is a part of another page, which decides where to go.
pub(crate) fn is_there() -> bool {
    root::host().is_some() || !listeners().is_empty()
}

/// Tells it. Without a page around the app nobody is told.
pub(crate) fn tell(news: News, detail: &[(&str, JsValue)]) {
    let told = Object::new();
    for (name, value) in detail {
        js::set(&told, name, value);
    }
    if let Some(element) = root::host() {
        // It makes an event of it.
        js::call(&element, "tell", &[news.name().into(), told.into()]);
        return;
    }
    let listeners = listeners();
    if listeners.is_empty() {
        return;
    }
    let message = Object::new();
    js::set(&message, "type", &"latchkey".into());
    js::set(&message, "event", &news.name().into());
    js::set(&message, "detail", &told);
    if let Ok(Some(parent)) = window().parent() {
        for origin in &listeners {
            // The browser delivers it to a page of this origin alone.
            let _ = parent.post_message(&message, origin);
        }
    }
}

/// The origins that hear of it: those that may frame the app. Where the browser says which one does, it is that one.
fn listeners() -> Vec<String> {
    if !frames::is_framed() {
        return Vec::new();
    }
    let configured = js::parse_json(&block()).and_then(|block| js::member(&block, "frameAncestors"));
    let mut origins: Vec<String> =
        configured.iter().flat_map(Array::from).filter_map(|origin| origin.as_string()).collect();
    let ancestors = js::member(&window().location(), "ancestorOrigins");
    if let Some(parent) = ancestors.and_then(|ancestors| js::text(&ancestors, "0")) {
        if !origins.contains(&parent) {
            leptos::logging::error!(
                "latchkey-configuration: frameAncestors: expected {parent}, which frames this page"
            );
        }
        origins.retain(|origin| *origin == parent);
    }
    origins
}
