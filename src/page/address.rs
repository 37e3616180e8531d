//! What the pages read from their address, and the addresses that they lead to.

use latchkey_core::flow::target::Target;
use latchkey_core::route::{self, FlowParameter, ReturnTo, UserQuery};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};
use web_sys::UrlSearchParams;

use crate::app::shared;
use crate::edge::base;
use crate::edge::shadow_tree::Within;

/// The value of `on` that asks for a passkey on this device.
const THIS_DEVICE: &str = "this-device";

/// Returns which accounts the address of their list asks for; `None` while the address is another page's.
pub(crate) fn user_query() -> Memo<Option<UserQuery>> {
    let location = use_location();
    Memo::new(move |_| {
        let path = base::path_of(location.pathname.get().trim_end_matches('/'));
        (path.as_deref() == Some(route::USERS))
            .then(|| location.query.with(|query| UserQuery::parse(|name| query.get(name))))
    })
}

/// Returns the account named in the address of its page.
pub(crate) fn user() -> Memo<Option<String>> {
    let parameters = use_params_map();
    Memo::new(move |_| parameters.with(|parameters| parameters.get("id")))
}

/// Returns the `flow` parameter.
pub(crate) fn flow() -> FlowParameter {
    FlowParameter::parse(parameter("flow"))
}

/// Returns where to go afterwards: `return_to` if it is a path on this origin, the application's own page
/// otherwise.
pub(crate) fn return_to() -> ReturnTo {
    parameter("return_to").as_deref().and_then(ReturnTo::parse).unwrap_or_else(home)
}

/// Returns where to go if no address says so: to the configured path, or else to the signed-in page.
fn home() -> ReturnTo {
    let configured = shared().configuration.home;
    configured.as_deref().and_then(ReturnTo::parse).unwrap_or_else(|| back_to(route::ACCOUNT))
}

/// Returns a path of the app as somewhere to come back to.
pub(crate) fn back_to(path: &str) -> ReturnTo {
    ReturnTo::parse(&base::address(path)).unwrap_or_default()
}

/// Returns where the offered passkey is to be kept.
pub(crate) fn offer() -> Target {
    if parameter("on").as_deref() == Some(THIS_DEVICE) { Target::ThisDevice } else { Target::Any }
}

/// Returns the address of the set-up page.
pub(crate) fn set_up(target: Target, return_to: &ReturnTo) -> String {
    let on = (target == Target::ThisDevice).then_some(["on=", THIS_DEVICE].concat());
    with_parameters(route::SET_UP, on.into_iter().chain(parameter_of(return_to)))
}

/// Returns the address of the sign-in page.
pub(crate) fn sign_in(return_to: &ReturnTo) -> String {
    with_parameters(route::SIGN_IN, parameter_of(return_to).into_iter())
}

fn parameter_of(return_to: &ReturnTo) -> Option<String> {
    if *return_to == home() {
        return None;
    }
    let value: String = js_sys::encode_uri_component(return_to.as_str()).into();
    Some(["return_to=", &value].concat())
}

fn with_parameters(page: &str, parameters: impl Iterator<Item = String>) -> String {
    let query: Vec<String> = parameters.collect();
    if query.is_empty() { page.to_owned() } else { [page, "?", &query.join("&")].concat() }
}

fn parameter(name: &str) -> Option<String> {
    if let Some(Within(shown)) = use_context() {
        let shown = shown.get_untracked();
        let query = shown.split_once('?').map_or("", |(_, query)| query);
        return UrlSearchParams::new_with_str(query).ok()?.get(name);
    }
    use_query_map().with_untracked(|query| query.get(name))
}
