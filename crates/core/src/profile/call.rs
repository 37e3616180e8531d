//! A single call: the request that it makes, and what the answer means.

use super::json::{Json, Kind};
use super::pointer::{first, resolve};
use super::template::{MissingVariable, as_text, fill, fill_form, fill_path};
use super::{Operation, Profile, answer};

/// A request to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The HTTP method.
    pub method: String,
    /// The path with its query, and an origin if the profile has one.
    pub url: String,
    /// The names and values of the headers, including the body's type.
    pub headers: Vec<(String, String)>,
    /// The body, if there is one.
    pub body: Option<String>,
}

impl Request {
    /// Returns whether the method is safe, so that the request isn't meant to change anything (RFC 9110
    /// §9.2.1).
    pub fn is_safe(&self) -> bool {
        self.method == "GET"
    }
}

/// An answer that arrived.
pub struct Response<'a, J> {
    /// The HTTP status.
    pub status: u16,
    /// Looks up the value of a header by its name.
    pub header: &'a dyn Fn(&str) -> Option<String>,
    /// The body as a string.
    pub text: &'a str,
    /// The body, if it is JSON.
    pub json: Option<J>,
}

/// How an operation ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<J> {
    /// With this answer, in the shape of the native contract.
    Answer(J),
    /// The backend refused a call.
    Refused(Refused),
    /// A call succeeded, but the answer isn't what the profile says.
    Malformed,
    /// A call couldn't be made for lack of a variable.
    Unsent(MissingVariable),
}

/// A refusal, in the form of the native contract.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    /// The HTTP status.
    pub status: u16,
    /// The machine code, if the profile knows one.
    pub code: Option<String>,
    /// Seconds to wait before the next try, if the backend says so.
    pub retry_after_s: Option<u32>,
    /// The number of tries left, if the backend says so.
    pub tries_left: Option<u32>,
}

/// What is known from earlier answers. It is kept only in memory.
#[derive(Clone, Debug)]
pub struct Memory<J> {
    /// Variables that answers kept, for one ceremony.
    pub kept: J,
    /// Variables that last while a user is signed in: who it is, and whatever else the profile says.
    pub session: J,
    /// The bearer token, once an answer has brought one.
    pub token: Option<String>,
    /// The CSRF token, if it came with an answer.
    pub csrf: Option<String>,
}

impl<J: Json> Default for Memory<J> {
    fn default() -> Self {
        Self { kept: J::object(), session: J::object(), token: None, csrf: None }
    }
}

impl<J: Json> Memory<J> {
    /// Starts an operation. If it starts a new ceremony, what the last one kept is of no use and is dropped.
    pub(super) fn begin(&mut self, operation: Operation) {
        if operation.gives_options() {
            self.kept = J::object();
        }
    }
}

impl<J: Json> Profile<J> {
    /// Returns the request for a call. `base` is prepended to its path; `variables` are the operation's own.
    pub(super) fn request(
        &self,
        call: &J,
        base: &str,
        variables: &J,
        memory: &Memory<J>,
    ) -> Result<Request, MissingVariable> {
        let known = self.known(variables, memory);
        let mut url = [base, &fill_path(&call.text_of("path").unwrap_or_default(), &known)?].concat();
        if let Some(query) = call.member("query") {
            let query = fill_form(&query, &known)?;
            if !query.is_empty() {
                url = [&url, "?", &query].concat();
            }
        }
        let mut headers = Vec::new();
        for names in [self.member("headers"), call.member("headers")].into_iter().flatten() {
            for name in names.names() {
                let value = names.member(&name).map(|value| fill(&value, &known)).transpose()?.flatten();
                headers.extend(value.map(|value| (name, as_text(&value))));
            }
        }
        if let (Some(bearer), Some(token)) = (self.member("bearer"), &memory.token) {
            let value = [&bearer.text_of("prefix").unwrap_or_default(), token.as_str()].concat();
            headers.push((bearer.text_of("header").unwrap_or_default(), value));
        }
        let body = match call.member("body") {
            None => None,
            Some(body) if call.text_of("encode").as_deref() == Some("form") => {
                headers.push(("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
                Some(fill_form(&body, &known)?)
            }
            Some(body) => {
                headers.push(("content-type".to_owned(), "application/json".to_owned()));
                Some(fill(&body, &known)?.map(|body| body.to_json()).unwrap_or_default())
            }
        };
        let method = call.text_of("method").unwrap_or_default();
        Ok(Request { method, url, headers, body })
    }

    /// Returns how an answer to a call ends its operation, and remembers what has to be; `None` if the operation
    /// continues with its next call. `last` is true for its last call.
    pub(super) fn interpret(
        &self,
        operation: Operation,
        call: &J,
        last: bool,
        variables: &J,
        memory: &mut Memory<J>,
        response: &Response<'_, J>,
    ) -> Option<Outcome<J>> {
        if is_page(response) {
            return Some(Outcome::Malformed);
        }
        let partial =
            call.member("partial").iter().flat_map(Json::entries).find(|entry| fits(entry, response));
        let succeeded = partial.is_some() || is_success(call, response);
        if !succeeded {
            return Some(Outcome::Refused(refusal(call, response)));
        }
        if operation.signs_in() {
            // Backends change the token at sign-in.
            memory.csrf = None;
        }
        if !self.remember(call, memory, response) {
            return Some(Outcome::Malformed);
        }
        if partial.is_none() && !last {
            return None;
        }
        let next = partial.and_then(|entry| entry.text_of("next"));
        let known = self.known(variables, memory);
        let answer = answer::native(self, operation, call, next.as_deref(), &known, response);
        if let Some(answer) = &answer {
            remember_user(answer, memory);
        }
        if operation == Operation::EndSession {
            *memory = Memory::default();
        }
        Some(answer.map_or(Outcome::Malformed, Outcome::Answer))
    }

    /// Returns the settings, the variables that last as long as the session, those that earlier answers kept,
    /// and the operation's own. Each takes precedence over the ones before it.
    fn known(&self, variables: &J, memory: &Memory<J>) -> J {
        let mut known = J::object();
        let settings = self.member("settings").unwrap_or_else(J::object);
        for source in [&settings, &memory.session, &memory.kept, variables] {
            for name in source.names() {
                if let Some(value) = source.member(&name) {
                    let value = if name == "credential" { self.adapted(&value) } else { value };
                    known.set(&name, value);
                }
            }
        }
        known
    }

    /// Returns the credential in the form that this backend wants.
    fn adapted(&self, credential: &J) -> J {
        let own = self.member("credential");
        let extensions = own.as_ref().and_then(|own| own.text_of("extensionResults"));
        let tells_mediation = self.takes_conditional_create();
        let mut adapted = J::object();
        for name in credential.names() {
            let Some(value) = credential.member(&name) else { continue };
            match (name.as_str(), &extensions) {
                ("clientExtensionResults", Some(other)) => adapted.set(other, value),
                ("mediation", _) if !tells_mediation => {}
                _ => adapted.set(&name, value),
            }
        }
        adapted
    }

    /// Keeps what a call keeps of its answer. Returns whether all of it was there.
    fn remember(&self, call: &J, memory: &mut Memory<J>, response: &Response<'_, J>) -> bool {
        let found = |pointers: &J| first(response.json.as_ref()?, pointers);
        if let Some(token) = self.member("bearer").and_then(|bearer| found(&bearer.member("at")?)?.text()) {
            memory.token = Some(token);
        }
        self.remember_csrf(memory, response);
        let session = self.member("session").unwrap_or_else(J::object);
        for name in session.names() {
            if let Some(value) = session.member(&name).and_then(|pointers| found(&pointers)) {
                memory.session.set(&name, value);
            }
        }
        let Some(keep) = call.member("keep") else { return true };
        keep.names().iter().all(|name| {
            let Some(source) = keep.member(name) else { return true };
            let value = match source.text_of("header") {
                Some(header) => (response.header)(&header).map(|value| J::from_text(&value)),
                None => found(&source),
            };
            let needed = name.strip_suffix('?');
            value.map(|value| memory.kept.set(needed.unwrap_or(name), value)).is_some() || needed.is_some()
        })
    }
}

/// Returns whether a success came as an HTML page, which is how networks answer that want users to sign in to
/// them first.
fn is_page<J: Json>(response: &Response<'_, J>) -> bool {
    let kind = || (response.header)("content-type").unwrap_or_default().to_ascii_lowercase();
    (200..300).contains(&response.status) && !response.text.is_empty() && kind().starts_with("text/html")
}

/// Remembers who is signed in, if an answer says so.
fn remember_user<J: Json>(answer: &J, memory: &mut Memory<J>) {
    let signed_in = answer.member("signedIn").unwrap_or_else(|| answer.clone());
    let Some(user) = signed_in.member("user") else { return };
    for (variable, name) in [("account", "name"), ("person", "displayName")] {
        if let Some(value) =
            user.member(name).filter(|value| value.text().is_some_and(|text| !text.is_empty()))
        {
            memory.session.set(variable, value);
        }
    }
}

/// Returns whether an answer is a success of the call: by what the profile says or, failing that, by its
/// status.
fn is_success<J: Json>(call: &J, response: &Response<'_, J>) -> bool {
    let ok = call.member("ok");
    let by_status = (200..300).contains(&response.status);
    match ok {
        Some(ok) => (ok.member("status").is_some() || by_status) && fits(&ok, response),
        None => by_status,
    }
}

/// Returns whether the answer has the status, conditions and text of a rule, as far as they are given.
fn fits<J: Json>(rule: &J, response: &Response<'_, J>) -> bool {
    let status = rule.member("status").is_none_or(|statuses| {
        statuses.entries().iter().any(|status| status.number() == Some(f64::from(response.status)))
    });
    status
        && all_hold(rule, response.json.as_ref())
        && rule.text_of("text").is_none_or(|text| response.text.contains(&text))
}

/// Returns whether all of a rule's conditions hold for a value.
pub(super) fn all_hold<J: Json>(rule: &J, value: Option<&J>) -> bool {
    rule.member("where").iter().flat_map(Json::entries).all(|condition| holds(&condition, value))
}

/// Returns whether a condition holds: something is there and, as far as they are given, it is this value, and
/// it is or contains an object with these members.
fn holds<J: Json>(condition: &J, value: Option<&J>) -> bool {
    let at = condition.text_of("at").unwrap_or_default();
    let Some(found) = value.and_then(|value| resolve(value, &at)) else { return false };
    let is = condition.member("is").is_none_or(|value| found.is(&value));
    let has = condition.member("has").is_none_or(|members| {
        let candidates = if found.kind() == Kind::List { found.entries() } else { vec![found.clone()] };
        let fits = |candidate: &J| {
            members.names().iter().all(|name| match (candidate.member(name), members.member(name)) {
                (Some(there), Some(wanted)) => there.is(&wanted),
                _ => false,
            })
        };
        candidates.iter().any(fits)
    });
    is && has
}

fn refusal<J: Json>(call: &J, response: &Response<'_, J>) -> Refused {
    let at = |name: &str| resolve(response.json.as_ref()?, &call.text_of(name)?);
    let number = |name: &str| whole(&at(name)?);
    let listed =
        call.member("failures").iter().flat_map(Json::entries).find(|failure| fits(failure, response));
    let code = at("codeAt").and_then(|code| code.text());
    let code = listed.and_then(|failure| failure.text_of("gives")).or(code);
    let retry_after = (response.header)("retry-after").and_then(|seconds| seconds.parse().ok());
    Refused {
        status: response.status,
        code: code.or_else(|| call.text_of("otherwise")),
        retry_after_s: number("retryAfterSAt").or(retry_after),
        tries_left: number("triesLeftAt"),
    }
}

/// Returns a value as a whole number, if it is one.
pub(super) fn whole<J: Json>(value: &J) -> Option<u32> {
    // Both a number and a string that contains one can be read from their JSON text.
    value.to_json().trim_matches('"').parse().ok()
}
