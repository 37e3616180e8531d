//! Files that a user saves and opens.

use js_sys::Array;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

use super::js;

/// Saves a string as a file of this name, wherever the browser puts downloads.
pub(crate) fn save_json(name: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options) else {
        return;
    };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else { return };
    if let Ok(link) = document().create_element("a")
        && let Ok(link) = link.dyn_into::<HtmlElement>()
    {
        let _ = link.set_attribute("href", &address);
        let _ = link.set_attribute("download", name);
        link.click();
    }
    let _ = Url::revoke_object_url(&address);
}

/// Returns the text of the file chosen in a field; `None` if there is none, or it can't be read.
pub(crate) async fn chosen_text(field: JsValue) -> Option<String> {
    let file = js::member(&js::member(&field, "files")?, "0")?;
    js::call_async(&file, "text", &[]).await?.as_string()
}
