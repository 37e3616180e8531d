//! Authenticators of other platforms, played in the page: what Safari, iOS, Windows, Android or a password manager
//! answers stands in place of `navigator.credentials`.
//!
//! A successful answer is always a real one, of the browser's virtual authenticator, so that the server verifies what
//! it would verify from the platform that is played.

use std::rc::Rc;

use serde::Serialize;
use serde_json::json;

use crate::browser::Browser;
use crate::setup::Kind;
use crate::stage::Stage;

const SCRIPTED: &str = include_str!("scripted_authenticator.js");

/// How one request with a prompt ends, in place of the browser's own way.
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

/// What the `toJSON()` of a look-alike does.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ToJson {
    /// There is none.
    Missing,
    /// It throws, as the browser's own does on an object that is not its own.
    Throws,
    /// It gives an empty object.
    Empty,
}

/// What a pending request makes of its `AbortSignal`.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum OnAbort {
    /// It rejects with the signal's reason, as in Chromium and Firefox.
    Reason,
    /// It rejects with an `AbortError` of its own, as in Safari.
    AbortError,
    /// It rejects with an object that has neither name nor message, as in some versions of iOS.
    BareObject,
    /// It goes on, as password managers do.
    Nothing,
}

/// What the browser says of itself, in `getClientCapabilities()`.
#[derive(Clone, Copy, Debug)]
pub enum Capabilities {
    /// What it always says. `WebKitGTK`, which has no passkeys, says what Safari does.
    Own,
    /// Neither an authenticator that is built in nor a way to a phone.
    NoAuthenticator,
}

impl Script {
    /// The next `navigator.credentials.get()`. Without more it is answered by a look-alike of a credential, with
    /// [`ToJson::Missing`].
    pub const fn get() -> Self {
        Self::next(Method::Get)
    }

    /// As [`Script::get`], of `create()`.
    pub const fn create() -> Self {
        Self::next(Method::Create)
    }

    const fn next(method: Method) -> Self {
        Self {
            method,
            ending: Ending::Answers(LookAlike { to_json: ToJson::Missing, user_verified: true }),
            on_abort: OnAbort::Reason,
            // Long enough for a person to have seen a prompt.
            elapsed_ms: 5_000,
        }
    }

    /// It rejects with an exception: a `TypeError` or `RangeError`, and any other name as a `DOMException`.
    #[must_use]
    pub const fn rejects(self, name: &'static str, message: &'static str) -> Self {
        Self { ending: Ending::Rejects { name, message }, ..self }
    }

    /// It rejects with `{}`.
    #[must_use]
    pub const fn rejects_with_bare_object(self) -> Self {
        Self { ending: Ending::RejectsWithBareObject, ..self }
    }

    /// It never ends by itself.
    #[must_use]
    pub const fn hangs(self) -> Self {
        Self { ending: Ending::Hangs, ..self }
    }

    /// It is answered when [`Browser::hands_out_late_answer`] says so, whatever the app has done meanwhile.
    #[must_use]
    pub const fn answers_late(self) -> Self {
        let answer = LookAlike { to_json: ToJson::Missing, user_verified: true };
        Self { ending: Ending::AnswersLate(answer), on_abort: OnAbort::Nothing, ..self }
    }

    /// It is answered by an object that is no `PublicKeyCredential` but holds the data of a real one.
    #[must_use]
    pub const fn returns_look_alike(self, to_json: ToJson) -> Self {
        Self { ending: Ending::Answers(LookAlike { to_json, user_verified: true }), ..self }
    }

    /// `get()` is answered by a look-alike whose authenticator data say that nobody was verified.
    #[must_use]
    pub const fn returns_unverified(self) -> Self {
        let answer = LookAlike { to_json: ToJson::Missing, user_verified: false };
        Self { ending: Ending::Answers(answer), ..self }
    }

    /// The page's clock has gone so far when it ends, without anybody's waiting; without this it is five seconds.
    #[must_use]
    pub const fn after_ms(self, elapsed_ms: u32) -> Self {
        Self { elapsed_ms, ..self }
    }

    /// It ends before anybody can have seen a prompt.
    #[must_use]
    pub const fn at_once(self) -> Self {
        self.after_ms(0)
    }

    /// What it makes of the app's ending it; without this it is [`OnAbort::Reason`].
    #[must_use]
    pub const fn on_abort(self, on_abort: OnAbort) -> Self {
        Self { on_abort, ..self }
    }
}

impl Stage {
    /// A further browser whose prompts follow what [`Browser::plays`] says. In `WebKitGTK` it has to be the journey's
    /// first call: the script comes with the page there.
    ///
    /// # Panics
    /// Where the browser doesn't start.
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
    /// Says how the next request of the script's method ends; several are played one after the other. The page that
    /// makes the request has to be open already.
    ///
    /// # Panics
    /// Where the browser is not a [`Stage::scripted_browser`].
    #[track_caller]
    pub fn plays(&self, script: Script) {
        self.script("scriptedAuthenticator.plays(arguments[0])", &[json!(script)]);
    }

    /// Waits until every script was played.
    ///
    /// # Panics
    /// Where one isn't.
    #[track_caller]
    pub fn has_played(&self) {
        self.script_gives("return scriptedAuthenticator.left()", &json!(0));
    }

    /// Hands out the answer of [`Script::answers_late`], and returns when the page has taken note of it.
    ///
    /// # Panics
    /// Where there is none.
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
