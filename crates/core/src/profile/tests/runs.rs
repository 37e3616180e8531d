//! Tests of what operations do from beginning to end.

use serde_json::{Value, json};

use super::{profile, read};
use crate::call::Operation;
use crate::profile::{
    Client, Event, Memory, MissingVariable, Outcome, Profile, Refused, Response, Run, Step, TokenSource,
};

/// A page, a backend's profile, and an operation that is being carried out.
struct Page {
    profile: Profile<Value>,
    memory: Memory<Value>,
    cookie: Option<&'static str>,
    run: Option<Run<Value>>,
}

impl Page {
    fn of(document: Value) -> Self {
        Self { profile: read(document), memory: Memory::default(), cookie: None, run: None }
    }

    fn with_client<T>(&mut self, work: impl FnOnce(&mut Client<'_, Value>) -> T) -> T {
        let look = |source: &TokenSource| match source {
            TokenSource::Cookie(_) => self.cookie.map(str::to_owned),
            TokenSource::Meta(_) => None,
        };
        let Self { profile, memory, .. } = self;
        work(&mut Client { profile, base: "/api", memory, look: &look })
    }

    /// Starts an operation, and describes its first step.
    fn begins(&mut self, operation: Operation, variables: Value) -> Step<Value> {
        let (run, step) = self.with_client(|client| Run::begin(operation, variables, client));
        self.run = Some(run);
        step
    }

    fn goes_on(&mut self, event: &Event<'_, Value>) -> Step<Value> {
        let mut run = self.run.take().expect("an operation should be going on");
        let step = self.with_client(|client| run.resume(client, event));
        self.run = Some(run);
        step
    }

    fn gets(&mut self, status: u16, body: &Value) -> Step<Value> {
        let text = body.to_string();
        let response = Response { status, header: &|_| None, text: &text, json: Some(body.clone()) };
        self.goes_on(&Event::Received(&response))
    }
}

/// Returns the method and URL of a request that is to be sent.
fn sent(step: &Step<Value>) -> (&str, &str) {
    let Step::Send(request) = step else { panic!("nothing to send: {step:?}") };
    (&request.method, &request.url)
}

fn answer(answer: Value) -> Step<Value> {
    Step::End(Outcome::Answer(answer))
}

fn refused(status: u16) -> Step<Value> {
    Step::End(Outcome::Refused(Refused { status, ..Refused::default() }))
}

fn anna() -> Value {
    json!({ "user": { "name": "anna" } })
}

/// Returns what a sign-in answers, and whether it offers set-up.
fn signed_in(offers: bool) -> Step<Value> {
    answer(json!({ "signedIn": { "user": { "name": "anna", "displayName": "anna" }, "offerSetUp": offers } }))
}

/// Returns a page of a backend with these operations in addition to password and passkey.
fn page_with(operations: &[(&str, Value)]) -> Page {
    let mut all = json!({
        "assertion.options": { "method": "POST", "path": "/options", "gives": { "options": "" } },
        "assertion.result": { "method": "POST", "path": "/result", "body": "$credential", "gives": { "name": "/user/name" } },
        "sign-in.password": { "method": "POST", "path": "/login", "gives": { "name": "/user/name" } },
    });
    for (name, call) in operations {
        all[name] = call.clone();
    }
    Page::of(profile(&all))
}

fn set_up() -> [(&'static str, Value); 2] {
    [
        ("attestation.options", json!({ "method": "POST", "path": "/register", "gives": { "options": "" } })),
        ("attestation.result", json!({ "method": "POST", "path": "/registered", "body": "$credential" })),
    ]
}

fn list() -> (&'static str, Value) {
    let gives = json!({ "passkeys": "/keys", "passkey": { "id": "/id" }, "limit": "/limit" });
    ("passkeys.list", json!({ "method": "GET", "path": "/keys", "gives": gives }))
}

fn deferral() -> (&'static str, Value) {
    ("passkeys.deferral", json!({ "method": "POST", "path": "/later" }))
}

fn csrf(mut document: Value) -> Value {
    document["csrf"] =
        json!({ "cookie": "csrftoken", "header": "x-csrf", "prime": { "method": "GET", "path": "/config" } });
    document
}

fn token(step: &Step<Value>) -> Option<&str> {
    let Step::Send(request) = step else { panic!("nothing to send: {step:?}") };
    request.headers.iter().find(|(name, _)| name == "x-csrf").map(|(_, value)| value.as_str())
}

#[test]
fn a_call_that_changes_something_waits_for_the_token_and_others_do_not() {
    let document = || {
        csrf(profile(&json!({
            "sign-in.password": { "method": "POST", "path": "/login" },
            "session.end": { "method": "POST", "path": "/end" },
            "session.get": { "method": "GET", "path": "/me", "gives": { "name": "/name" } },
        })))
    };
    let mut page = Page::of(document());
    assert_eq!(sent(&page.begins(Operation::Session, json!({}))), ("GET", "/api/me"));
    assert_eq!(sent(&page.begins(Operation::EndSession, json!({}))), ("GET", "/api/config"));
    page.cookie = Some("t1");
    let step = page.gets(200, &json!({}));
    assert_eq!((sent(&step), token(&step)), (("POST", "/api/end"), Some("t1")));
    assert_eq!(page.gets(204, &Value::Null), answer(json!({})));
    // Now it is known.
    assert_eq!(token(&page.begins(Operation::EndSession, json!({}))), Some("t1"));

    let mut page = Page::of(document());
    page.begins(Operation::EndSession, json!({}));
    let step = page.gets(404, &json!({}));
    assert_eq!(
        (sent(&step), token(&step)),
        (("POST", "/api/end"), None),
        "what then is the backend's to say"
    );
    assert_eq!(page.gets(403, &json!({})), refused(403));
}

#[test]
fn several_calls_are_made_in_order_and_a_failure_ends_them() {
    let mut page = page_with(&[(
        "assertion.options",
        json!([
            { "method": "POST", "path": "/init", "keep": { "step": "/step" } },
            { "method": "POST", "path": "/begin/$step", "gives": { "options": "" } },
        ]),
    )]);
    let options = json!({ "challenge": "YQ" });
    let mut begin = || page.begins(Operation::AssertionOptions, json!({}));
    assert_eq!(sent(&begin()), ("POST", "/api/init"));
    assert_eq!(sent(&page.gets(200, &json!({ "step": "2" }))), ("POST", "/api/begin/2"));
    assert_eq!(page.gets(200, &options), answer(options));

    for (status, body, end) in [
        (500, json!({}), refused(500)),
        // Nothing is kept.
        (200, json!({}), Step::End(Outcome::Malformed)),
    ] {
        page.begins(Operation::AssertionOptions, json!({}));
        assert_eq!(page.gets(status, &body), end);
        assert_eq!(page.goes_on(&Event::Failed), Step::End(Outcome::Malformed), "it has ended");
    }
    page.begins(Operation::AssertionOptions, json!({}));
    page.gets(200, &json!({ "step": "2" }));
    assert_eq!(page.goes_on(&Event::Failed), Step::Failed);
}

#[test]
fn a_call_without_its_variable_is_not_sent() {
    let mut page = page_with(&[(
        "sign-in.identify",
        json!({ "method": "POST", "path": "/who/$username", "gives": { "next": "/next" } }),
    )]);
    let missing = Outcome::Unsent(MissingVariable("username".to_owned()));
    assert_eq!(page.begins(Operation::Identify, json!({})), Step::End(missing));
}

#[test]
fn an_operation_that_the_backend_lacks_is_answered_in_its_place_or_refused() {
    for operation in Operation::of_profiles() {
        let mut page = page_with(&[]);
        page.memory.session = json!({ "account": "anna" });
        if page.profile.has(operation) {
            continue;
        }
        let expected = match operation.name() {
            "sign-in.identify" => answer(json!({ "next": "passkey" })),
            "passkeys.list" => answer(json!({ "passkeys": [] })),
            "session.get" => answer(json!({ "user": { "name": "anna", "displayName": "anna" } })),
            "passkeys.deferral" => Step::Defer("anna".to_owned()),
            _ => refused(404),
        };
        assert_eq!(page.begins(operation, json!({})), expected, "{operation:?}");
    }
    let mut page = page_with(&[]);
    assert_eq!(page.begins(Operation::Session, json!({})), refused(401), "nobody is known");
    page.begins(Operation::Deferral, json!({}));
    assert_eq!(page.goes_on(&Event::Deferred), answer(json!({})));
}

#[test]
fn set_up_is_offered_by_the_backend_if_it_says_so() {
    for offers in [true, false] {
        let gives = json!({ "name": "/user/name", "offerSetUp": "/offer" });
        let call = json!({ "method": "POST", "path": "/login", "gives": gives });
        let mut page = page_with(&[&set_up()[..], &[("sign-in.password", call)]].concat());
        page.begins(Operation::Password, json!({}));
        assert_eq!(
            page.gets(200, &json!({ "user": { "name": "anna" }, "offer": offers })),
            signed_in(offers)
        );
    }
}

#[test]
fn no_set_up_is_offered_where_there_is_none() {
    let mut page = page_with(&[list()]);
    page.begins(Operation::Password, json!({}));
    assert_eq!(page.gets(200, &anna()), signed_in(false));
}

#[test]
fn this_browser_remembers_a_deferral_that_the_backend_does_not() {
    for still_deferred in [true, false] {
        let mut page = page_with(&set_up());
        page.begins(Operation::Password, json!({}));
        assert_eq!(page.gets(200, &anna()), Step::CountSignIn("anna".to_owned()));
        assert_eq!(page.goes_on(&Event::Counted { still_deferred }), signed_in(!still_deferred));
    }
}

#[test]
fn who_has_passkeys_is_offered_set_up_only_on_a_device_without_one() {
    let keys = |count: usize, limit: Option<u32>| {
        let mut list = json!({ "keys": vec![json!({ "id": "a" }); count] });
        if let Some(limit) = limit {
            list["limit"] = json!(limit);
        }
        list
    };
    let attached = |attachment: &str| json!({ "credential": { "authenticatorAttachment": attachment } });
    let (password, elsewhere, here) = (json!({}), attached("cross-platform"), attached("platform"));
    for (variables, list_of, offers) in [
        (&password, keys(0, None), true),
        (&password, keys(1, None), false),
        (&elsewhere, keys(1, None), true),
        (&elsewhere, keys(5, None), false),
        (&elsewhere, keys(5, Some(6)), true),
        (&elsewhere, keys(2, Some(2)), false),
        (&here, keys(0, None), false),
    ] {
        let mut page = page_with(&[&set_up()[..], &[list(), deferral()]].concat());
        let by_password = *variables == password;
        let operation = if by_password { Operation::Password } else { Operation::AssertionResult };
        page.begins(operation, variables.clone());
        assert_eq!(sent(&page.gets(200, &anna())), ("GET", "/api/keys"));
        assert_eq!(page.gets(200, &list_of), signed_in(offers), "{variables} with {list_of}");
    }
}

#[test]
fn a_list_that_fails_does_not_fail_the_sign_in() {
    let ends: [fn(&mut Page) -> Step<Value>; 3] = [
        |page| page.goes_on(&Event::Failed),
        |page| page.gets(500, &json!({})),
        |page| page.gets(200, &json!({ "keys": 7 })),
    ];
    for end in ends {
        let mut page = page_with(&[&set_up()[..], &[list(), deferral()]].concat());
        page.begins(Operation::Password, json!({}));
        page.gets(200, &anna());
        assert_eq!(end(&mut page), signed_in(true));
    }
}

#[test]
fn after_a_reload_the_options_tell_whose_passkey_it_will_be() {
    let mut page = page_with(&set_up());
    let options = json!({ "challenge": "YQ", "user": { "name": "anna" } });
    page.begins(Operation::AttestationOptions, json!({}));
    assert_eq!(page.gets(200, &options), answer(options));
    assert_eq!(page.begins(Operation::Deferral, json!({})), Step::Defer("anna".to_owned()));
}

#[test]
fn an_event_out_of_place_ends_the_operation() {
    let mut page = page_with(&set_up());
    page.begins(Operation::Password, json!({}));
    assert_eq!(page.goes_on(&Event::Deferred), Step::End(Outcome::Malformed));
    page.begins(Operation::Deferral, json!({}));
    assert_eq!(page.goes_on(&Event::Failed), Step::End(Outcome::Malformed));
}
