//! The page around the app, if the app is part of another page: it is told what happens, and decides where to
//! go.

use js_sys::Object;
use wasm_bindgen::JsValue;

use super::{js, shadow_tree};

/// What the embedder is told. The names are those of the events.
#[derive(Clone, Copy)]
pub(crate) enum News {
    /// The user is signed in.
    SignedIn,
    /// The user is shown a documented state.
    Problem,
    /// A passkey was created.
    PasskeyCreated,
    /// Set-up was put off.
    Deferred,
    /// The user is done here.
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

/// Returns whether the app is part of another page, which decides where to go.
pub(crate) fn is_there() -> bool {
    embedder().is_some()
}

/// Tells the embedder, if there is one.
pub(crate) fn tell(news: News, detail: &[(&str, JsValue)]) {
    let Some(embedder) = embedder() else { return };
    let told = Object::new();
    for (name, value) in detail {
        js::set(&told, name, value);
    }
    js::call(&embedder, "tell", &[news.name().into(), told.into()]);
}

/// Returns the element that the app is in, or what `boot.js` provides for the page that frames this one.
fn embedder() -> Option<JsValue> {
    shadow_tree::host().map(JsValue::from).or_else(|| js::global("latchkeyHost"))
}
