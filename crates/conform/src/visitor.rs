//! A user with a separate browser: cookies, what the pages keep in memory, and nothing else.

use std::time::Duration;

use latchkey_core::call::Operation;
use latchkey_core::profile::{Calls, Client, Memory, Next, Outcome, Profile, Request, Response, TokenSource};
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
        let mut exchanges = Vec::new();
        if let Err(trouble) = self.find_token(profile, site) {
            return Called { exchanges, outcome: Err(trouble) };
        }
        let (mut calls, mut next) =
            self.with_client(profile, site, |client| Calls::begin(operation, variables, client));
        let outcome = loop {
            let request = match next {
                Next::Send(request) => request,
                Next::End(outcome) => break Ok(outcome),
            };
            let is_priming = calls.is_priming();
            let received = match self.send(site, &request) {
                Ok(received) => received,
                Err(trouble) => {
                    exchanges.push(Exchange { request, came: None });
                    break Err(trouble);
                }
            };
            next = received
                .read(|response| self.with_client(profile, site, |client| calls.resume(client, response)));
            if !is_priming {
                exchanges.push(Exchange { request, came: Some(received.came) });
            }
        };
        if let Ok(Outcome::Answer(answer)) = &outcome
            && let Some(flow) = answer.get("flow")
        {
            self.flow = Some(flow.clone());
        }
        Called { exchanges, outcome }
    }

    fn with_client<T>(
        &mut self,
        profile: &Profile<Value>,
        site: &Site,
        work: impl FnOnce(&mut Client<'_, Value>) -> T,
    ) -> T {
        let cookies = self.cookies();
        let look = |source: &TokenSource| match source {
            TokenSource::Cookie(name) => {
                cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
            }
            TokenSource::Meta(_) => self.meta.clone(),
        };
        work(&mut Client { profile, base: &site.base, memory: &mut self.memory, look: &look })
    }

    /// Fetches the page once, if it holds the token against request forgery.
    fn find_token(&mut self, profile: &Profile<Value>, site: &Site) -> Result<(), Trouble> {
        if let (None, Some(TokenSource::Meta(name))) = (&self.meta, profile.token_source()) {
            let page = self.send(site, &get(site.page.as_str()))?;
            self.meta = meta_content(&page.came.text, &name);
        }
        Ok(())
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
    fn read<T>(&self, read: impl FnOnce(&Response<'_, Value>) -> T) -> T {
        let Came { status, text, json, .. } = &self.came;
        let header = |name: &str| self.headers.get(name)?.to_str().ok().map(str::to_owned);
        read(&Response { status: *status, header: &header, text, json: json.clone() })
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
