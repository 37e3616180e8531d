//! The path that the app's addresses start with: the member `base` of the configuration, which the build
//! writes.

use latchkey_core::route::Base;

use super::configuration::block;
use super::js;

thread_local! {
    static BASE: Base = read();
}

/// Returns the address of a path of the app.
pub(crate) fn address(path: &str) -> String {
    BASE.with(|base| base.address(path))
}

/// Returns the path of the app that an address leads to; `None` if the address isn't the app's.
pub(crate) fn path_of(address: &str) -> Option<String> {
    BASE.with(|base| base.path_of(address).map(str::to_owned))
}

/// Returns the base path for the router.
pub(crate) fn router_base() -> String {
    BASE.with(|base| base.as_str().to_owned())
}

fn read() -> Base {
    let configured = js::parse_json(&block()).and_then(|block| js::text(&block, "base"));
    let Some(configured) = configured else { return Base::default() };
    Base::parse(&configured).unwrap_or_else(|| {
        leptos::logging::error!("latchkey-configuration: base: expected a path such as /auth/");
        Base::default()
    })
}
