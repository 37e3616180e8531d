//! Somebody with a browser of their own: cookies, what the pages keep in memory, and nothing else.

use std::sync::Arc;
use std::time::Duration;

use latchkey_core::profile::{Memory, Operation, Outcome, Profile, Request, Response, Token, TokenSource};
use reqwest::cookie::{CookieStore as _, Jar};
use reqwest::{Client, Method, redirect};
use serde_json::{Value, json};
use url::Url;

use crate::exchange::{Called, Came, Exchange, Trouble};
use crate::site::Site;

/// As long as pages wait for an answer.
const DEADLINE: Duration = Duration::from_secs(15);
/// As much as pages read of one, in bytes.
const LARGEST: usize = 256 * 1024;

/// A browser with nothing in it at first.
pub(crate) struct Visitor {
    client: Client,
    jar: Arc<Jar>,
    pub(crate) memory: Memory<Value>,
    /// The flow that the last answer named.
    flow: Option<Value>,
    /// The token of a page's meta element.
    meta: Option<String>,
}

impl Visitor {
    pub(crate) fn new() -> Result<Self, reqwest::Error> {
        let jar = Arc::new(Jar::default());
        let client = Client::builder()
            .cookie_provider(Arc::clone(&jar))
            .redirect(redirect::Policy::none())
            .timeout(DEADLINE)
            .user_agent(concat!("latchkey-conform/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self { client, jar, memory: Memory::default(), flow: None, meta: None })
    }

    /// Another browser, to which somebody took along what this one's page has in memory, but none of its cookies.
    pub(crate) fn without_cookies(&self) -> Result<Self, reqwest::Error> {
        Ok(Self { memory: self.memory.clone(), flow: self.flow.clone(), meta: None, ..Self::new()? })
    }

    /// Another browser with the same cookies, as if somebody had stolen them.
    pub(crate) fn copied(&self, site: &Site) -> Result<Self, reqwest::Error> {
        let copy = self.without_cookies()?;
        if let Ok(url) = Url::parse(&site.base) {
            for (name, value) in self.cookies(site) {
                copy.jar.add_cookie_str(&format!("{name}={value}; Path=/"), &url);
            }
        }
        Ok(copy)
    }

    /// Whether there is a backend at all, whatever it answers.
    pub(crate) async fn reach(&self, site: &Site) -> Result<(), Trouble> {
        self.send(site, &get(&site.base)).await.map(drop)
    }

    /// Everything here that lets somebody in.
    pub(crate) fn secrets(&self, site: &Site) -> Vec<String> {
        let kept = self.memory.kept.as_object().into_iter().flat_map(|kept| kept.values());
        let kept = kept.filter_map(Value::as_str).map(str::to_owned);
        let cookies = self.cookies(site).into_iter().map(|(_, value)| value);
        let tokens = [&self.memory.token, &self.memory.csrf, &self.meta].into_iter().flatten().cloned();
        kept.chain(cookies).chain(tokens).collect()
    }

    /// Carries an operation out. What isn't there in `variables` and this browser knows is added.
    pub(crate) async fn call(
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
            let came = self.send_protected(profile, site, &request).await;
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

    /// Sends a request with what it needs against forged ones.
    async fn send_protected(
        &mut self,
        profile: &Profile<Value>,
        site: &Site,
        request: &Request,
    ) -> Result<Received, Trouble> {
        let mut request = request.clone();
        if !request.is_safe() {
            let mut token = self.token(profile, site).await?;
            if let Token::Prime(prime) = &token {
                let received = self.send(site, prime).await?;
                let header = |name: &str| received.header(name);
                let came = &received.came;
                let response = Response {
                    status: came.status,
                    header: &header,
                    text: &came.text,
                    json: came.json.clone(),
                };
                profile.remember_csrf(&mut self.memory, &response);
                token = self.token(profile, site).await?;
            }
            if let Token::Header(name, value) = token {
                request.headers.push((name, value));
            }
        }
        self.send(site, &request).await
    }

    async fn token(&mut self, profile: &Profile<Value>, site: &Site) -> Result<Token, Trouble> {
        let look = |visitor: &Self| {
            profile.token(&site.base, &visitor.memory, &|source| match source {
                TokenSource::Cookie(name) => visitor.cookie(site, name),
                TokenSource::Meta(_) => visitor.meta.clone(),
            })
        };
        let token = look(self);
        if token != Token::None || self.meta.is_some() {
            return Ok(token);
        }
        // Where the token is in the page, the page is fetched once.
        let wanted = std::cell::RefCell::new(None);
        profile.token(&site.base, &self.memory, &|source| {
            if let TokenSource::Meta(name) = source {
                wanted.replace(Some(name.clone()));
            }
            None
        });
        let Some(name) = wanted.into_inner() else { return Ok(token) };
        let page = self.send(site, &get(site.page.as_str())).await?;
        self.meta = meta_content(&page.came.text, &name);
        Ok(look(self))
    }

    async fn send(&self, site: &Site, request: &Request) -> Result<Received, Trouble> {
        let unreachable = |error: &dyn std::error::Error| Trouble::Unreachable(innermost(error));
        let method = Method::from_bytes(request.method.as_bytes()).map_err(|error| unreachable(&error))?;
        let mut builder = self.client.request(method, &request.url).header("accept", "application/json");
        if !request.is_safe() {
            builder = builder.header("origin", &site.origin);
        }
        for (name, value) in &request.headers {
            builder = builder.header(name, value);
        }
        if let Some(body) = &request.body {
            builder = builder.body(body.clone());
        }
        let failed =
            |error: reqwest::Error| if error.is_timeout() { Trouble::TimedOut } else { unreachable(&error) };
        let mut response = builder.send().await.map_err(failed)?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            body.extend_from_slice(&chunk);
            if body.len() > LARGEST {
                return Err(Trouble::TooLarge);
            }
        }
        let text = String::from_utf8_lossy(&body).into_owned();
        let content_type =
            headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let content_type = content_type.split(';').next().unwrap_or_default().trim().to_owned();
        let json = serde_json::from_str(&text).ok();
        Ok(Received { came: Came { status, content_type, text, json }, headers })
    }

    fn cookie(&self, site: &Site, name: &str) -> Option<String> {
        self.cookies(site).into_iter().find_map(|(known, value)| (known == name).then_some(value))
    }

    fn cookies(&self, site: &Site) -> Vec<(String, String)> {
        let url = Url::parse(&site.base).ok();
        let header = url.and_then(|url| self.jar.cookies(&url));
        let pairs =
            header.iter().filter_map(|header| header.to_str().ok()).flat_map(|pairs| pairs.split("; "));
        pairs
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }
}

/// An answer with its headers, which only the profile looks at.
struct Received {
    came: Came,
    headers: reqwest::header::HeaderMap,
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

/// What lies below the library's own 'error sending request'.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}

/// The content of the `meta` element of a name.
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

/// The variables of an operation that takes none.
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
