//! What the pages read from their address, and the addresses that they lead to.

use latchkey_core::route::{self, FlowParameter, ReturnTo};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The `flow` parameter.
pub(crate) fn flow() -> FlowParameter {
    FlowParameter::parse(parameter("flow"))
}

/// Where to go afterwards: `return_to` if it is a path of this origin, the signed-in page otherwise.
pub(crate) fn return_to() -> ReturnTo {
    parameter("return_to").as_deref().and_then(ReturnTo::parse).unwrap_or_default()
}

/// The address of `page`, with where to go afterwards.
pub(crate) fn with_return_to(page: &str, return_to: &ReturnTo) -> String {
    if *return_to == ReturnTo::default() {
        return page.to_owned();
    }
    let value: String = js_sys::encode_uri_component(return_to.as_str()).into();
    [page, "?return_to=", &value].concat()
}

/// The address of the page on which a passkey is set up.
pub(crate) fn set_up(return_to: &ReturnTo) -> String {
    with_return_to(route::SET_UP, return_to)
}

/// The address of the sign-in page.
pub(crate) fn sign_in(return_to: &ReturnTo) -> String {
    with_return_to(route::SIGN_IN, return_to)
}

fn parameter(name: &str) -> Option<String> {
    use_query_map().with_untracked(|query| query.get(name))
}
