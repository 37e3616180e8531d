//! The page itself: its address, its title, its focus.

use latchkey_core::route::{self, FlowId, ReturnTo};
use leptos::html::ElementType;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::base;
use super::embedder::{self, News};
use super::shadow_tree::{self, Within};

/// Puts the flow in the address, or removes it, without a new history entry. An element has no address.
pub(crate) fn show_flow(flow: Option<&FlowId>) {
    if shadow_tree::host().is_some() {
        return;
    }
    let location = window().location();
    let Ok(url) = location.href().and_then(|href| web_sys::Url::new(&href)) else { return };
    match flow {
        Some(flow) => url.search_params().set("flow", flow.as_str()),
        None => url.search_params().delete("flow"),
    }
    if let Ok(history) = window().history() {
        // Browsers limit how often this may be called; the flow works without it.
        let _ = history.replace_state_with_url(&history.state().unwrap_or_default(), "", Some(&url.href()));
    }
}

/// Returns the site's name as browsers show it.
pub(crate) fn host() -> String {
    window().location().hostname().unwrap_or_default()
}

/// Sets the document's title, unless it belongs to another page.
pub(crate) fn set_title(title: &str) {
    if shadow_tree::host().is_none() {
        document().set_title(title);
    }
}

/// Returns whether the page has the focus and its user activation, if the browser reports it, is still
/// active.
pub(crate) fn is_activated() -> bool {
    let active = super::js::global("navigator")
        .and_then(|navigator| super::js::member(&navigator, "userActivation"))
        .and_then(|activation| super::js::member(&activation, "isActive"))
        .and_then(|active| active.as_bool());
    document().has_focus().unwrap_or(false) && active != Some(false)
}

/// Moves the focus to the element, which is what a new view is about, once it is in the page.
pub(crate) fn focus_on_load<E>(element: NodeRef<E>)
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + Into<web_sys::Element> + 'static,
{
    element.on_load(|element| focus(&element.into()));
}

/// Moves the focus to the element.
pub(crate) fn focus(element: &web_sys::Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>()
        && shadow_tree::may_focus()
    {
        let _ = element.focus();
    }
}

/// Returns a function that goes to a path of the app, replacing the current history entry. The app's other
/// program is another document.
pub(crate) fn navigator() -> impl Fn(&str) + Clone + 'static {
    let within = use_context::<Within>();
    let navigate = within.is_none().then(use_navigate);
    move |path| {
        if let Some(Within(shown)) = within
            && !route::is_portal(path)
        {
            return shown.set(path.to_owned());
        }
        let location = window().location();
        let here = base::path_of(&location.pathname().unwrap_or_default()).unwrap_or_default();
        if route::is_portal(path) && embedder::is_there() {
            embedder::tell(News::Finished, &[]);
        } else if route::is_portal(path) == route::is_portal(&here) {
            if let Some(navigate) = &navigate {
                navigate(path, NavigateOptions { replace: true, ..NavigateOptions::default() });
            }
        } else {
            let _ = location.replace(&base::address(path));
        }
    }
}

/// Returns a function that goes to a path of this program the way a link does: 'Back' leads here again. The
/// scroll position stays.
pub(crate) fn visitor() -> impl Fn(&str) + Clone + 'static {
    let navigate = use_navigate();
    move |path| navigate(path, NavigateOptions { scroll: false, ..NavigateOptions::default() })
}

/// Goes to where the user wanted to be. The application behind the app is another document. If the app is
/// part of a page, that page knows where to go.
pub(crate) fn leave_to(return_to: &ReturnTo) {
    if embedder::is_there() {
        return embedder::tell(News::Finished, &[]);
    }
    let location = window().location();
    let is_portal = base::path_of(return_to.as_str()).is_some_and(|path| route::is_portal(&path));
    let _ =
        if is_portal { location.replace(return_to.as_str()) } else { location.assign(return_to.as_str()) };
}
