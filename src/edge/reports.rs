//! Failure reports, by `navigator.sendBeacon()`: they outlive the page, and nothing waits for them.

use js_sys::Array;
use latchkey_core::problem::{Operation, Problem};
use latchkey_core::report::{ElapsedBucket, Report};
use latchkey_core::user_agent::Browser;
use web_sys::{Blob, BlobPropertyBag};

use super::js;

/// Reports to the backend, whose calls are under `api`, which state the user is shown after `elapsed_ms`
/// milliseconds. If the browser can't send it, there is no report.
pub(crate) fn send(api: &str, state: Problem, operation: Operation, elapsed_ms: u64) {
    let Some(navigator) = js::global("navigator") else { return };
    let browser = Browser::of(&js::text(&navigator, "userAgent").unwrap_or_default());
    let elapsed = ElapsedBucket::of(elapsed_ms);
    let report = Report { state, browser, ceremony: operation.into(), elapsed };
    let body = Array::of1(&serde_json::to_string(&report).unwrap_or_default().into());
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    if let Ok(body) = Blob::new_with_str_sequence_and_options(&body, &kind) {
        js::call(&navigator, "sendBeacon", &[format!("{api}/reports").into(), body.into()]);
    }
}
