//! Profiles: how to talk to a backend, as data.
//!
//! For every operation, a profile says which calls it takes, what they send, where the answer has what the
//! page needs, and which documented state a failure means. It has no expressions: a variable takes the place
//! of a whole value, and locations are JSON Pointers (RFC 6901). A backend's answer is turned into that of
//! the native contract, so that only this module knows that there are other backends.

mod answer;
mod call;
mod calls;
mod check;
mod date;
mod format;
mod json;
mod pointer;
mod run;
mod schema;
mod shape;
mod template;
#[cfg(test)]
mod tests;

pub use call::{Memory, Outcome, Refused, Request, Response};
pub use calls::{Calls, Client, Next};
pub use format::is_code_of_a_form;
pub use json::{Json, Kind};
pub use run::{Event, Run, Step};
pub use schema::json_schema;
pub use shape::Refusal;
pub use template::MissingVariable;

use format::PROFILE;
use template::Text;

use crate::call::Operation;
use crate::features::Features;

/// How long a session counts as fresh, in seconds, if the user can't be verified again: long enough for any
/// page.
const FRESH_S: u32 = 86_400;

/// A profile that has been checked.
#[derive(Clone, Debug)]
pub struct Profile<J>(J);

/// Where the page or its cookies may hold a CSRF token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenSource {
    /// In the cookie of this name.
    Cookie(String),
    /// In the `meta` element of this name.
    Meta(String),
}

/// What a call that may change something needs against request forgery.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// No token: the call needs none, or there is none.
    None,
    /// A header with this name and value.
    Header(String, String),
    /// A call that brings the token.
    Prime(Request),
}

impl<J: Json> Profile<J> {
    /// Reads a profile. All mistakes are reported at once, each with its location.
    pub fn read(document: J) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Vec::new();
        PROFILE.check(&document, "", &mut refusals);
        let profile = Self(document);
        if refusals.is_empty() {
            check::check(&profile, &mut refusals);
        }
        if refusals.is_empty() { Ok(profile) } else { Err(refusals) }
    }

    /// Returns the profile's ID.
    pub fn id(&self) -> String {
        self.0.text_of("id").unwrap_or_default()
    }

    /// Returns the prefix of all paths.
    pub fn base(&self) -> String {
        self.0.text_of("base").unwrap_or_default()
    }

    /// Returns the profile with the given settings in place of its own. Settings that it doesn't have are
    /// refused.
    pub fn with_settings(mut self, settings: &J) -> Result<Self, Vec<Refusal>> {
        let mut own = self.member("settings").unwrap_or_else(J::object);
        let known = own.names();
        let refused = settings.names().into_iter().filter(|name| !known.contains(name));
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let refusals: Vec<_> =
            refused.map(|name| Refusal::new(&shape::below("", &name), shape::one_of(&known))).collect();
        if !refusals.is_empty() {
            return Err(refusals);
        }
        for name in settings.names() {
            if let Some(value) = settings.member(&name) {
                own.set(&name, value);
            }
        }
        self.0.set("settings", own);
        Ok(self)
    }

    /// Returns the calls of an operation, in order; none if the backend doesn't have it. If a profile has no
    /// options of its own for verifying the signed-in user, those of sign-in are used.
    fn calls(&self, operation: Operation) -> Vec<J> {
        let calls = self.member("operations").and_then(|all| all.member(operation.name()));
        match calls {
            Some(calls) if calls.kind() == Kind::List => calls.entries(),
            Some(call) => vec![call],
            None if operation == Operation::VerificationOptions => self.calls(Operation::AssertionOptions),
            None => Vec::new(),
        }
    }

    /// Returns whether the backend has an operation.
    pub fn has(&self, operation: Operation) -> bool {
        !self.calls(operation).is_empty()
    }

    /// Returns the IDs of the documented states that the backend can't distinguish or never names.
    pub fn cannot_tell(&self) -> Vec<String> {
        self.member("cannotTell").iter().flat_map(Json::entries).filter_map(|state| state.text()).collect()
    }

    /// Returns what the pages can offer with this backend.
    pub fn features(&self) -> Features {
        Features {
            passkey: self.has(Operation::AssertionOptions),
            discoverable: self.has(Operation::AssertionOptions)
                && !self.needs(Operation::AssertionOptions, "username"),
            password: self.has(Operation::Password),
            resend_code: self.has(Operation::ResendCode),
            set_up: self.has(Operation::AttestationOptions),
            conditional_create: self.takes_conditional_create(),
            list: self.has(Operation::Passkeys),
            rename: self.has(Operation::RenamePasskey),
            remove: self.has(Operation::RemovePasskey),
            rename_account: self.has(Operation::RenameAccount),
            end_session: self.has(Operation::EndSession),
            verify_by_password: self.has(Operation::VerifyByPassword),
            verify_by_passkey: self.has(Operation::VerifyByPasskey),
        }
    }

    /// Returns how long a session counts as fresh, in seconds, if the backend doesn't say. If it can verify
    /// the signed-in user, that is 0, so that verification is requested before a passkey is added.
    fn fresh_for_s(&self) -> u32 {
        let verifies = [Operation::VerifyByPassword, Operation::VerifyByPasskey];
        if verifies.into_iter().any(|operation| self.has(operation)) { 0 } else { FRESH_S }
    }

    /// Returns whether calls are authenticated by a bearer token.
    pub fn has_bearer(&self) -> bool {
        self.member("bearer").is_some()
    }

    /// Returns whether any call of an operation can't be made without a variable.
    fn needs(&self, operation: Operation, variable: &str) -> bool {
        self.uses(operation, variable).contains(&false)
    }

    /// Returns whether a name changes what is sent for the options of an authentication ceremony.
    pub fn takes_name(&self) -> bool {
        !self.uses(Operation::AssertionOptions, "username").is_empty()
    }

    /// Returns for each use of a variable in an operation's calls whether it is optional there.
    fn uses(&self, operation: Operation, variable: &str) -> Vec<bool> {
        let templates = ["path", "query", "headers", "body"];
        let calls = self.calls(operation);
        let parts = calls.iter().flat_map(|call| templates.map(|part| (part, call.member(part))));
        let variables = parts.flat_map(|(part, template)| {
            template
                .map(|template| template::variables_of(&template, &["/", part].concat()))
                .unwrap_or_default()
        });
        let optional = variables.filter_map(|(_, text)| match text {
            Text::Variable { name, optional } if name == variable => Some(optional),
            Text::Literal(_) | Text::Variable { .. } => None,
        });
        optional.collect()
    }

    /// Returns whether the backend accepts what a password manager created by itself, without the user being
    /// seen or verified.
    fn takes_conditional_create(&self) -> bool {
        let own = self.member("credential").and_then(|own| own.member("mediation"));
        own.is_some_and(|takes| takes.is(&J::from_truth(true)))
    }

    /// Returns where the page or its cookies hold the CSRF token, if they do.
    pub fn token_source(&self) -> Option<TokenSource> {
        let csrf = self.member("csrf")?;
        let cookie = csrf.text_of("cookie").map(TokenSource::Cookie);
        cookie.or_else(|| csrf.text_of("meta").map(TokenSource::Meta))
    }

    /// Returns what a request that may change something needs against request forgery. `look` finds a token
    /// in the page or its cookies.
    fn token(&self, base: &str, memory: &Memory<J>, look: &dyn Fn(&TokenSource) -> Option<String>) -> Token {
        let Some(csrf) = self.member("csrf") else { return Token::None };
        let token = self.token_source().map_or_else(|| memory.csrf.clone(), |source| look(&source));
        match (token, csrf.member("prime")) {
            (Some(token), _) => Token::Header(csrf.text_of("header").unwrap_or_default(), token),
            (None, Some(prime)) => {
                self.request(&prime, base, &J::object(), memory).map_or(Token::None, Token::Prime)
            }
            (None, None) => Token::None,
        }
    }

    /// Remembers the CSRF token that an answer brings.
    fn remember_csrf(&self, memory: &mut Memory<J>, response: &Response<'_, J>) {
        let Some(csrf) = self.member("csrf") else { return };
        let header = csrf.text_of("answerHeader").and_then(|name| (response.header)(&name));
        let member = || {
            let at = csrf.text_of("member")?;
            pointer::resolve(response.json.as_ref()?, &at)?.text()
        };
        if let Some(token) = header.or_else(member) {
            memory.csrf = Some(token);
        }
    }

    fn member(&self, name: &str) -> Option<J> {
        self.0.member(name)
    }
}
