//! Steps that reach a state for real, with the demo backend of `cargo xtask serve` and the browser's own
//! tools.

/// Calls a part of the demo backend that isn't in the contract, from the console of one of the app's pages.
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

/// Switches on a fault of the demo backend.
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

/// Makes the next ceremonies fail the way a platform that isn't at hand does.
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

/// Answers the page's calls in a way the demo backend never does.
macro_rules! backend_refuses {
    ($status:literal, $code:literal) => {
        concat!(
            "In the console: window.fetch = async () => new Response('{ \"code\": \"",
            $code,
            "\" }', { status: ",
            $status,
            ", headers: { 'content-type': 'application/problem+json' } })"
        )
    };
}
pub(crate) use backend_refuses;

/// The steps to a prompt in each [look of the wait](crate::flow::wait::Wait::LOOKS), in that order.
macro_rules! at_each_wait {
    ($($step:expr),*) => {{
        let reach: [$crate::example::steps::Steps; 4] = [
            &[$($step),*],
            &[$($step,)* $crate::example::steps::TEN_SECONDS],
            &[$($step,)* $crate::example::steps::FIFTY_SECONDS],
            &[$crate::example::steps::SHORT_DEADLINE, $($step,)* $crate::example::steps::FIVE_SECONDS],
        ];
        reach
    }};
}
pub(crate) use at_each_wait;

/// Steps to take, in order.
pub(crate) type Steps = &'static [&'static str];

/// Adds a virtual authenticator.
pub(crate) const AUTHENTICATOR: &str = "In Chromium’s DevTools, tab “WebAuthn”: enable the virtual authenticator environment, and add an authenticator: ctap2, internal, with resident keys and user verification.";
/// Stops the authenticator from confirming anything, even in autofill.
pub(crate) const SILENT: &str = "In the DevTools’ protocol monitor, with the id that the tab “WebAuthn” shows: WebAuthn.setAutomaticPresenceSimulation { authenticatorId, enabled: false }.";
/// Lets the authenticator confirm again.
pub(crate) const ANSWERS: &str =
    "In the protocol monitor: WebAuthn.setAutomaticPresenceSimulation { authenticatorId, enabled: true }.";
/// Makes user verification fail.
pub(crate) const NOT_VERIFIED: &str =
    "In the protocol monitor: WebAuthn.setUserVerified { authenticatorId, isUserVerified: false }.";
/// Uses a browser that reports it can't reach a phone.
pub(crate) const NO_BLUETOOTH: &str = "Use Chromium on a computer without Bluetooth.";
/// Uses a browser without WebAuthn.
pub(crate) const NO_WEBAUTHN: &str = "In Firefox, set security.webauth.webauthn to false at about:config.";
/// Sets a deadline so short that its last ten seconds start before the first ten have passed.
pub(crate) const SHORT_DEADLINE: &str = "Set promptTimeoutS to 15 in index.html, and start again.";
pub(crate) const FIVE_SECONDS: &str = "Leave the prompt alone for five seconds.";
pub(crate) const TEN_SECONDS: &str = "Leave the prompt alone for ten seconds.";
pub(crate) const FIFTY_SECONDS: &str = "Leave the prompt alone for fifty seconds.";
/// Waits for the prompt's deadline of one minute.
pub(crate) const A_MINUTE: &str = "Leave the prompt alone for a minute.";
/// Cancels on the page, not in the prompt.
pub(crate) const CANCEL: &str = "Press “Cancel”.";
/// Opens the sign-in page.
pub(crate) const OPEN: &str = "Open http://localhost:8080/.";
pub(crate) const ENTER_NAME: &str = "Enter user@example.test, and press “Continue”.";
pub(crate) const ENTER_PASSWORD: &str = "Enter correct horse battery staple, and press “Continue”.";
pub(crate) const ENTER_CODE: &str =
    "Enter the code that http://localhost:8080/dev/outbox shows first, and press “Continue”.";
