//! What is done to reach a state for real, with the demo backend of `cargo xtask serve` and the browser's own tools.

/// Sends what the demo backend takes besides the contract, from the console of one of the app's pages.
macro_rules! demo {
    ($method:literal $path:literal $($body:literal)?) => {
        concat!(
            "In the console: await fetch('/dev/", $path, "', { method: '", $method, "'",
            $(", headers: { 'content-type': 'application/json' }, body: '", $body, "'",)?
            " })"
        )
    };
}
pub(crate) use demo;

/// Switches a fault of the demo backend on.
macro_rules! fault {
    ($operation:literal, $fault:literal) => {
        concat!(
            "In the console: await fetch('/dev/faults', { method: 'PUT', headers: { 'content-type': ",
            "'application/json' }, body: '{ \"operation\": \"",
            $operation,
            "\", \"fault\": \"",
            $fault,
            "\" }' })"
        )
    };
}
pub(crate) use fault;

/// Lets the next ceremonies fail as a platform does that isn't at hand.
macro_rules! browser_fails {
    ($method:literal, $error:literal, $message:literal) => {
        concat!(
            "In the console: navigator.credentials.",
            $method,
            " = () => Promise.reject(new DOMException('",
            $message,
            "', '",
            $error,
            "'))"
        )
    };
}
pub(crate) use browser_fails;

/// Has an authenticator without hardware.
pub(crate) const AUTHENTICATOR: &str = "In Chromium’s DevTools, tab “WebAuthn”: enable the virtual authenticator environment and add an authenticator: ctap2, internal, with resident keys and user verification.";
/// Makes the browser's own prompt wait.
pub(crate) const REAL_PROMPT: &str = "Switch the virtual authenticator environment off again, so that the browser shows its own prompt and waits.";
/// Lets the virtual authenticator stay silent.
pub(crate) const LEAVE_OPEN: &str = "Leave the prompt alone.";
/// Lets ten seconds pass.
pub(crate) const TEN_SECONDS: &str = "Leave the prompt alone for ten seconds.";
/// Lets fifty seconds pass.
pub(crate) const FIFTY_SECONDS: &str = "Leave the prompt alone for fifty seconds.";
/// Lets the prompt's minute pass.
pub(crate) const A_MINUTE: &str = "Leave the prompt alone for a minute.";
/// Has a deadline so short that it is counted down before anything else is said.
pub(crate) const SHORT_DEADLINE: &str = "Set promptTimeoutS to 15, in the configuration of the page.";
/// Lets five seconds pass.
pub(crate) const FIVE_SECONDS: &str = "Leave the prompt alone for five seconds.";
/// Cancels in the browser.
pub(crate) const CANCEL_PROMPT: &str = "Cancel the browser’s prompt.";
/// Lets the virtual authenticator's user fail to be verified.
pub(crate) const NOT_VERIFIED: &str = "In the DevTools’ protocol monitor: WebAuthn.setUserVerified { authenticatorId, isUserVerified: false }, with the id that the tab “WebAuthn” shows.";
/// Opens the sign-in page.
pub(crate) const OPEN: &str = "Open http://localhost:8080/.";
