//! Conversion of a backend's answer to that of the native contract (`crates/server/CONTRACT.md`).

use super::call::{Response, all_hold, whole};
use super::date::rfc3339;
use super::json::{Json, Kind};
use super::pointer::{any_null, first, resolve};
use super::template::as_text;
use super::{Operation, Profile};

/// The members of a passkey that are passed on unchanged.
const FACTS: [&str; 7] =
    ["id", "credentialId", "transports", "attachment", "backupEligible", "backedUp", "aaguid"];

/// What a profile's pointers find in an answer.
struct Found<'a, J> {
    gives: Option<J>,
    body: Option<&'a J>,
    variables: &'a J,
}

impl<J: Json> Found<'_, J> {
    fn at(&self, name: &str) -> Option<J> {
        first(self.body?, &self.gives.as_ref()?.member(name)?)
    }

    /// Returns a string, which a backend may write as a number.
    fn text(&self, name: &str) -> Option<J> {
        self.at(name).map(|value| J::from_text(&as_text(&value)))
    }

    /// Returns who is signed in, according to the answer or, failing that, to what was typed.
    fn user(&self) -> J {
        let name = self.text("name").or_else(|| self.variables.member("username"));
        let name = name.unwrap_or_else(|| J::from_text(""));
        let display_name = self.text("displayName").or_else(|| self.variables.member("displayName"));
        object([("displayName", display_name.unwrap_or_else(|| name.clone())), ("name", name)])
    }

    /// Returns what the answer says about a code that was sent.
    fn code(&self) -> J {
        let said = self.gives.as_ref().and_then(|gives| gives.member("code"));
        let mut code = J::object();
        for name in said.iter().flat_map(Json::names) {
            let Some(source) = said.as_ref().and_then(|said| said.member(&name)) else { continue };
            let is_constant = source.kind() == Kind::Number;
            let value =
                if is_constant { Some(source) } else { self.body.and_then(|body| first(body, &source)) };
            if let Some(value) = value {
                code.set(&name, value);
            }
        }
        code
    }

    /// Returns the passkeys of a list, each with what is known about it. Null is an empty list, which is how
    /// some languages write one.
    fn passkeys(&self) -> Option<J> {
        let (gives, body) = (self.gives.as_ref()?, self.body?);
        let (pointers, how) = (gives.member("passkeys")?, gives.member("passkey")?);
        let mut passkeys = J::list();
        match first(body, &pointers) {
            Some(found) if found.kind() == Kind::List => {
                for entry in found.entries().iter().filter(|entry| all_hold(&how, Some(*entry))) {
                    passkeys.push(passkey(entry, &how)?);
                }
                Some(passkeys)
            }
            None if any_null(body, &pointers) => Some(passkeys),
            Some(_) | None => None,
        }
    }
}

/// Returns the answer of an operation; `None` if it isn't what the profile says. `next` is the step that is
/// pending.
pub(super) fn native<J: Json>(
    profile: &Profile<J>,
    operation: Operation,
    call: &J,
    next: Option<&str>,
    variables: &J,
    response: &Response<'_, J>,
) -> Option<J> {
    let found = Found { gives: call.member("gives"), body: response.json.as_ref(), variables };
    if let Some(at) = found.gives.as_ref().and_then(|gives| gives.text_of("native")) {
        return match &response.json {
            Some(body) => resolve(body, &at),
            // A success without a body.
            None => Some(J::object()),
        };
    }
    let mut answer = match operation {
        Operation::AssertionOptions | Operation::AttestationOptions | Operation::VerificationOptions => {
            found.at("options").filter(|options| options.text_of("challenge").is_some())?
        }
        Operation::AssertionResult | Operation::Password | Operation::Code => {
            if next == Some("code") {
                object([("code", found.code())])
            } else {
                let mut signed_in = object([("user", found.user())]);
                // A step that is pending elsewhere comes before an offer.
                let elsewhere = (next == Some("application")).then(|| J::from_truth(false));
                if let Some(offers) = elsewhere.or_else(|| found.at("offerSetUp")) {
                    signed_in.set("offerSetUp", offers);
                }
                object([("signedIn", signed_in)])
            }
        }
        Operation::AttestationResult => {
            let own = || variables.member("credential")?.member("id");
            let passkey = found.gives.as_ref().and_then(|gives| gives.member("passkey")?.member("id"));
            let id = passkey.and_then(|pointers| first(found.body?, &pointers)).or_else(own)?;
            object([("passkey", object([("id", J::from_text(&as_text(&id)))]))])
        }
        Operation::Identify => object([("next", found.at("next")?)]),
        Operation::ResendCode => object([("code", found.code())]),
        Operation::Session => {
            // Backends that answer 'nobody is signed in' with a success have no name there.
            found.text("name")?;
            let mut session = object([("user", found.user())]);
            session.set("freshForS", J::from_whole(profile.fresh_for_s()));
            if let Some(role) = found.at("role") {
                session.set("role", role);
            }
            session
        }
        Operation::RenameAccount => object([("user", found.user())]),
        Operation::RenamePasskey => object([("name", variables.member("name")?)]),
        Operation::Passkeys => {
            let limit = found.at("limit").filter(|limit| whole(limit).is_some());
            let mut list = object([("passkeys", found.passkeys()?)]);
            if let Some(limit) = limit.or_else(|| profile.member("limits")?.member("passkeys")) {
                list.set("limit", limit);
            }
            list
        }
        Operation::Users | Operation::User | Operation::Counts => response.json.clone()?,
        Operation::EndSession
        | Operation::Deferral
        | Operation::RemovePasskey
        | Operation::VerifyByPassword
        | Operation::VerifyByPasskey
        | Operation::RemovePasskeyOf
        | Operation::RemoveAllPasskeysOf
        | Operation::Report => J::object(),
    };
    if let Some(flow) = found.at("flow") {
        answer.set("flow", flow);
    }
    Some(answer)
}

/// Converts a passkey of a list; `None` without the ID that names it in calls.
fn passkey<J: Json>(entry: &J, how: &J) -> Option<J> {
    let found = |name: &str| first(entry, &how.member(name)?);
    let mut passkey = J::object();
    for name in FACTS {
        if let Some(value) = found(name) {
            passkey.set(name, if name == "transports" { texts(value) } else { value });
        }
    }
    passkey.set("id", J::from_text(&as_text(&found("id")?)));
    passkey.set("name", found("name").unwrap_or_else(|| J::from_text("")));
    for name in ["createdAt", "lastUsedAt"] {
        if let Some(time) = found(name).as_ref().and_then(rfc3339) {
            passkey.set(name, J::from_text(&time));
        }
    }
    Some(passkey)
}

/// Returns a list of strings, which some backends write as a single string with commas.
fn texts<J: Json>(value: J) -> J {
    let Some(text) = value.text() else { return value };
    let mut list = J::list();
    text.split(',').filter(|part| !part.is_empty()).for_each(|part| list.push(J::from_text(part)));
    list
}

fn object<J: Json, const N: usize>(members: [(&str, J); N]) -> J {
    let mut object = J::object();
    for (name, value) in members {
        object.set(name, value);
    }
    object
}
