//! Plays authenticators of other platforms in the page: instead of `navigator.credentials`, a script answers
//! as Safari, iOS, Windows, Android or a password manager does.
//!
//! A successful answer is always a real one from the browser's virtual authenticator, so that the server
//! verifies what it would verify if it came from the platform that is played.

use std::rc::Rc;

use serde::Serialize;
use serde_json::json;

use crate::browser::Browser;
use crate::setup::Kind;
use crate::stage::Stage;

const SCRIPTED: &str = include_str!("scripted_authenticator.js");

/// How a request with a prompt ends, instead of as the browser would end it.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Script {
    method: Method,
    ending: Ending,
    on_abort: OnAbort,
    elapsed_ms: u32,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
enum Method {
    Get,
    Create,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase", tag = "is")]
enum Ending {
    Rejects { name: &'static str, message: &'static str },
    RejectsWithBareObject,
    Hangs,
    Answers(LookAlike),
    AnswersLate(LookAlike),
}

/// A plain object with the members of a credential.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LookAlike {
    to_json: ToJson,
    user_verified: bool,
}

/// The behavior of a look-alike's `toJSON()`.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ToJson {
    /// It doesn't exist.
    Missing,
    /// It throws, as the browser's own `toJSON()` does when it is called on a foreign object.
    Throws,
    /// It returns an empty object.
    Empty,
}

/// How a pending request reacts to its `AbortSignal`.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum OnAbort {
    /// It rejects with the signal's reason, as in Chromium and Firefox.
    Reason,
    /// It rejects with its own `AbortError`, as in Safari.
    AbortError,
    /// It rejects with an object that has neither name nor message, as in some versions of iOS.
    BareObject,
    /// It continues, as password managers do.
    Nothing,
}

/// What the browser reports in `getClientCapabilities()`.
#[derive(Clone, Copy, Debug)]
pub enum Capabilities {
    /// Its own capabilities. `WebKitGTK`, which has no passkeys, reports what Safari does.
    Own,
    /// Neither a platform authenticator nor a way to use a phone.
    NoAuthenticator,
}

impl Script {
    /// Starts a script for the next `navigator.credentials.get()`. By default it is answered with a look-alike of a
    /// credential, with [`ToJson::Missing`].
    pub const fn get() -> Self {
        Self::next(Method::Get)
    }

    /// Like [`Script::get`], for `create()`.
    pub const fn create() -> Self {
        Self::next(Method::Create)
    }

    const fn next(method: Method) -> Self {
        Self {
            method,
            ending: Ending::Answers(LookAlike { to_json: ToJson::Missing, user_verified: true }),
            on_abort: OnAbort::Reason,
            // Long enough for a user to have seen a prompt.
            elapsed_ms: 5_000,
        }
    }

    /// Rejects with an exception: a `TypeError`, a `RangeError`, or a `DOMException` with any other name.
    #[must_use]
    pub const fn rejects(self, name: &'static str, message: &'static str) -> Self {
        Self { ending: Ending::Rejects { name, message }, ..self }
    }

    /// Rejects with `{}`.
    #[must_use]
    pub const fn rejects_with_bare_object(self) -> Self {
        Self { ending: Ending::RejectsWithBareObject, ..self }
    }

    /// Never ends by itself.
    #[must_use]
    pub const fn hangs(self) -> Self {
        Self { ending: Ending::Hangs, ..self }
    }

    /// Answers when [`Browser::hands_out_late_answer`] says so, whatever the app has done in the meantime.
    #[must_use]
    pub const fn answers_late(self) -> Self {
        let answer = LookAlike { to_json: ToJson::Missing, user_verified: true };
        Self { ending: Ending::AnswersLate(answer), on_abort: OnAbort::Nothing, ..self }
    }

    /// Answers with an object that isn't a `PublicKeyCredential` but holds the data of a real one.
    #[must_use]
    pub const fn returns_look_alike(self, to_json: ToJson) -> Self {
        Self { ending: Ending::Answers(LookAlike { to_json, user_verified: true }), ..self }
    }

    /// Answers `get()` with a look-alike whose authenticator data says that the user wasn't verified.
    #[must_use]
    pub const fn returns_unverified(self) -> Self {
        let answer = LookAlike { to_json: ToJson::Missing, user_verified: false };
        Self { ending: Ending::Answers(answer), ..self }
    }

    /// Moves the page's clock forward by this much when the request starts, without any waiting. The default is five
    /// seconds.
    #[must_use]
    pub const fn after_ms(self, elapsed_ms: u32) -> Self {
        Self { elapsed_ms, ..self }
    }

    /// Ends before a user can have seen a prompt.
    #[must_use]
    pub const fn at_once(self) -> Self {
        self.after_ms(0)
    }

    /// Sets how it reacts when the app aborts it. The default is [`OnAbort::Reason`].
    #[must_use]
    pub const fn on_abort(self, on_abort: OnAbort) -> Self {
        Self { on_abort, ..self }
    }
}

impl Stage {
    /// Opens another browser, whose prompts follow the scripts given to [`Browser::plays`]. In `WebKitGTK`
    /// this has to be the journey's first call, because there the script is part of the page.
    ///
    /// # Panics
    /// If the browser doesn't start.
    pub fn scripted_browser(&self, capabilities: Capabilities) -> Rc<Browser> {
        let capabilities = match capabilities {
            Capabilities::Own => json!(null),
            Capabilities::NoAuthenticator => {
                json!({ "userVerifyingPlatformAuthenticator": false, "hybridTransport": false })
            }
        };
        let script = SCRIPTED.replace("CAPABILITIES", &capabilities.to_string());
        if self.kind() == Kind::WebKit {
            self.adds_script_to_page("scripted-authenticator.js", &script);
            self.browser()
        } else {
            let browser = self.browser();
            browser.before_every_page(&script);
            browser
        }
    }
}

impl Browser {
    /// Makes the next request with the script's method end as the script says. Several scripts are played one
    /// after the other. The page that makes the request has to be open already.
    ///
    /// # Panics
    /// If the browser is not a [`Stage::scripted_browser`].
    #[track_caller]
    pub fn plays(&self, script: Script) {
        self.script("scriptedAuthenticator.plays(arguments[0])", &[json!(script)]);
    }

    /// Waits until every script has been played.
    ///
    /// # Panics
    /// If one isn't played.
    #[track_caller]
    pub fn has_played(&self) {
        self.script_gives("return scriptedAuthenticator.left()", &json!(0));
    }

    /// Gives the page the answer of [`Script::answers_late`], and returns when the page has handled it.
    ///
    /// # Panics
    /// If there is none.
    #[track_caller]
    pub fn hands_out_late_answer(&self) {
        self.script_gives("return scriptedAuthenticator.kept()", &json!(1));
        self.script(
            "window.answered = false; scriptedAuthenticator.handsOut(); setTimeout(() => { window.answered = true; })",
            &[],
        );
        self.script_gives("return window.answered", &json!(true));
    }
}
