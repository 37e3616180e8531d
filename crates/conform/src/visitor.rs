//! A user with a separate browser: cookies, what the pages keep in memory, and nothing else.

use std::time::Duration;

use latchkey_core::profile::{Memory, Operation, Outcome, Profile, Request, Response, Token, TokenSource};
use serde_json::{Value, json};
use ureq::http::{HeaderMap, Uri};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Cookie};

use crate::exchange::{Called, Came, Exchange, Trouble};
use crate::site::Site;

/// How long pages wait for an answer.
const DEADLINE: Duration = Duration::from_secs(15);
/// How much pages read of an answer, in bytes.
const LARGEST: u64 = 256 * 1024;

/// A browser that is empty at first.
pub(crate) struct Visitor {
    agent: Agent,
    pub(crate) memory: Memory<Value>,
    /// The flow that the last answer named.
    flow: Option<Value>,
    /// The token in a page's `meta` element.
    meta: Option<String>,
}

impl Visitor {
    pub(crate) fn new() -> Self {
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(DEADLINE))
            .tls_config(tls)
            .user_agent(concat!("latchkey-conform/", env!("CARGO_PKG_VERSION")))
            .accept("application/json")
            .build()
            .new_agent();
        Self { agent, memory: Memory::default(), flow: None, meta: None }
    }

    /// Returns another browser that has what this one's page keeps in memory, but none of its cookies.
    pub(crate) fn without_cookies(&self) -> Self {
        Self { memory: self.memory.clone(), flow: self.flow.clone(), ..Self::new() }
    }

    /// Returns another browser with the same cookies, as if they had been stolen.
    pub(crate) fn copied(&self, site: &Site) -> Self {
        let copy = self.without_cookies();
        if let Ok(uri) = site.base.parse::<Uri>() {
            let mut jar = copy.agent.cookie_jar_lock();
            for (name, value) in self.cookies() {
                if let Ok(cookie) = Cookie::parse(format!("{name}={value}; Path=/"), &uri) {
                    // Whatever came from there may be sent there.
                    let _ = jar.insert(cookie, &uri);
                }
            }
        }
        copy
    }

    /// Checks that there is a backend at all, whatever it answers.
    pub(crate) fn reach(&self, site: &Site) -> Result<(), Trouble> {
        self.send(site, &get(&site.base)).map(drop)
    }

    /// Returns everything in here that grants access.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let kept =
            [&self.memory.kept, &self.memory.session].into_iter().filter_map(Value::as_object).flatten();
        // Who is signed in isn't secret.
        let kept = kept.filter(|(name, _)| !["account", "person"].contains(&name.as_str()));
        let kept = kept.filter_map(|(_, value)| value.as_str()).map(str::to_owned);
        let cookies = self.cookies().into_iter().map(|(_, value)| value);
        let tokens = [&self.memory.token, &self.memory.csrf, &self.meta].into_iter().flatten().cloned();
        kept.chain(cookies).chain(tokens).collect()
    }

    /// Carries out an operation. What `variables` lack and this browser knows is added.
    pub(crate) fn call(
        &mut self,
        profile: &Profile<Value>,
        site: &Site,
        operation: Operation,
        mut variables: Value,
    ) -> Called {
        if let Some(flow) = &self.flow {
            variables["flow"] = flow.clone();
        }
        let calls = profile.calls(operation);
        let mut called = Called { exchanges: Vec::new(), outcome: Ok(Outcome::GoOn) };
        for (index, call) in calls.iter().enumerate() {
            let request = match profile.request(call, &site.base, &variables, &self.memory) {
                Ok(request) => request,
                Err(missing) => {
                    called.outcome = Err(Trouble::Missing(missing.0));
                    return called;
                }
            };
            let came = self.send_protected(profile, site, &request);
            let came = match came {
                Ok(came) => came,
                Err(trouble) => {
                    called.exchanges.push(Exchange { request, came: None });
                    called.outcome = Err(trouble);
                    return called;
                }
            };
            let header = |name: &str| came.header(name);
            let response = Response {
                status: came.status(),
                header: &header,
                text: &came.came.text,
                json: came.came.json.clone(),
            };
            let last = index + 1 == calls.len();
            let outcome = profile.interpret(operation, call, last, &variables, &mut self.memory, &response);
            called.exchanges.push(Exchange { request, came: Some(came.came) });
            if let Outcome::Answer(answer) = &outcome
                && let Some(flow) = answer.get("flow")
            {
                self.flow = Some(flow.clone());
            }
            let goes_on = outcome == Outcome::GoOn;
            called.outcome = Ok(outcome);
            if !goes_on {
                break;
            }
        }
        called
    }

    /// Sends a request with what it needs against request forgery.
    fn send_protected(
        &mut self,
        profile: &Profile<Value>,
        site: &Site,
        request: &Request,
    ) -> Result<Received, Trouble> {
        let mut request = request.clone();
        if !request.is_safe() {
            let mut token = self.token(profile, site)?;
            if let Token::Prime(prime) = &token {
                let received = self.send(site, prime)?;
                let header = |name: &str| received.header(name);
                let came = &received.came;
                let response = Response {
                    status: came.status,
                    header: &header,
                    text: &came.text,
                    json: came.json.clone(),
                };
                profile.remember_csrf(&mut self.memory, &response);
                token = self.token(profile, site)?;
            }
            if let Token::Header(name, value) = token {
                request.headers.push((name, value));
            }
        }
        self.send(site, &request)
    }

    fn token(&mut self, profile: &Profile<Value>, site: &Site) -> Result<Token, Trouble> {
        let look = |visitor: &Self| {
            profile.token(&site.base, &visitor.memory, &|source| match source {
                TokenSource::Cookie(name) => visitor.cookie(name),
                TokenSource::Meta(_) => visitor.meta.clone(),
            })
        };
        let token = look(self);
        if token != Token::None || self.meta.is_some() {
            return Ok(token);
        }
        // If the token is in the page, the page is fetched once.
        let wanted = std::cell::RefCell::new(None);
        profile.token(&site.base, &self.memory, &|source| {
            if let TokenSource::Meta(name) = source {
                wanted.replace(Some(name.clone()));
            }
            None
        });
        let Some(name) = wanted.into_inner() else { return Ok(token) };
        let page = self.send(site, &get(site.page.as_str()))?;
        self.meta = meta_content(&page.came.text, &name);
        Ok(look(self))
    }

    fn send(&self, site: &Site, request: &Request) -> Result<Received, Trouble> {
        let mut builder =
            ureq::http::Request::builder().method(request.method.as_str()).uri(request.url.as_str());
        if !request.is_safe() {
            builder = builder.header("origin", &site.origin);
        }
        for (name, value) in &request.headers {
            builder = builder.header(name, value);
        }
        let unsendable = |error: ureq::http::Error| Trouble::Unreachable(error.to_string());
        let answer = match &request.body {
            Some(body) => self.agent.run(builder.body(body.as_str()).map_err(unsendable)?),
            None => self.agent.run(builder.body(()).map_err(unsendable)?),
        };
        let mut answer = answer.map_err(|error| trouble(&error))?;
        let headers = answer.headers().clone();
        let body =
            answer.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(|error| trouble(&error))?;
        let text = String::from_utf8_lossy(&body).into_owned();
        let content_type =
            headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let content_type = content_type.split(';').next().unwrap_or_default().trim().to_owned();
        let json = serde_json::from_str(&text).ok();
        let status = answer.status().as_u16();
        Ok(Received { came: Came { status, content_type, text, json }, headers })
    }

    /// Returns the JSON of a page outside the profile.
    pub(crate) fn fetch(&self, site: &Site, url: &str) -> Result<Value, String> {
        let received = self.send(site, &get(url)).map_err(|trouble| format!("{trouble:?}"))?;
        received.came.json.ok_or_else(|| format!("{url} doesn't answer with JSON"))
    }

    fn cookie(&self, name: &str) -> Option<String> {
        self.cookies().into_iter().find_map(|(known, value)| (known == name).then_some(value))
    }

    fn cookies(&self) -> Vec<(String, String)> {
        let jar = self.agent.cookie_jar_lock();
        jar.iter().map(|cookie| (cookie.name().to_owned(), cookie.value().to_owned())).collect()
    }
}

/// An answer with its headers, which only the profile looks at.
struct Received {
    came: Came,
    headers: HeaderMap,
}

impl Received {
    fn status(&self) -> u16 {
        self.came.status
    }

    fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name)?.to_str().ok().map(str::to_owned)
    }
}

fn get(url: &str) -> Request {
    Request { method: "GET".to_owned(), url: url.to_owned(), headers: Vec::new(), body: None }
}

fn trouble(error: &ureq::Error) -> Trouble {
    if matches!(error, ureq::Error::Timeout(_)) {
        Trouble::TimedOut
    } else if matches!(error, ureq::Error::BodyExceedsLimit(_)) {
        Trouble::TooLarge
    } else {
        Trouble::Unreachable(error.to_string())
    }
}

/// Returns the content of the `meta` element with this name.
fn meta_content(html: &str, name: &str) -> Option<String> {
    let attribute = |tag: &str, wanted: &str| {
        [format!("{wanted}=\""), format!("{wanted}='")].iter().find_map(|begin| {
            let (_, rest) = tag.split_once(begin.as_str())?;
            rest.split(begin.chars().last()?).next().map(str::to_owned)
        })
    };
    html.split("<meta").skip(1).find_map(|rest| {
        let tag = rest.split('>').next()?;
        (attribute(tag, "name").as_deref() == Some(name)).then(|| attribute(tag, "content"))?
    })
}

/// Returns the variables of an operation that takes none.
pub(crate) fn nothing() -> Value {
    json!({})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_of_a_page_is_found_in_its_meta_element() {
        let page =
            r#"<meta charset="utf-8"><meta name="viewport" content="a"><meta content='t0ken' name="_csrf"/>"#;
        assert_eq!(meta_content(page, "_csrf").as_deref(), Some("t0ken"));
        assert_eq!(meta_content(page, "csrf"), None);
    }
}
