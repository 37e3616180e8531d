//! What is around the app, where it is a part of another page: it is told what happens, and decides where to go.

use js_sys::Object;
use wasm_bindgen::JsValue;

use super::{js, root};

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
    host().is_some()
}

/// Tells it. Without a page around the app nobody is told.
pub(crate) fn tell(news: News, detail: &[(&str, JsValue)]) {
    let Some(host) = host() else { return };
    let told = Object::new();
    for (name, value) in detail {
        js::set(&told, name, value);
    }
    js::call(&host, "tell", &[news.name().into(), told.into()]);
}

/// The element that the app is in, or what `boot.js` has for the page that frames this one.
fn host() -> Option<JsValue> {
    root::host().map(JsValue::from).or_else(|| js::global("latchkeyHost"))
}
