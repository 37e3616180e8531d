//! A server in front of a backend. Like a web server in production, it serves the app's files and pages, and forwards
//! everything else, so that the app and the backend share an origin.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use latchkey_core::route::is_portal;
use reqwest::Client;
use reqwest::redirect::Policy;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tower_http::services::ServeDir;

use crate::runtime::{block_on, spawn};

/// The `Content-Security-Policy` of all pages, the same as the reference backend's.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
     font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const LIMIT: usize = 1 << 20;

/// Headers that concern only one connection, or that are written again.
const OF_A_CONNECTION: [HeaderName; 4] =
    [header::CONNECTION, header::TRANSFER_ENCODING, header::CONTENT_LENGTH, header::ACCEPT_ENCODING];

/// What happens to a call on its way to the backend.
#[derive(Clone, Copy)]
pub enum Alteration {
    /// Its body, which has to be JSON, is altered.
    Body(fn(&mut Value)),
    /// The cookie with this name is removed, as if it had expired in the browser.
    WithoutCookie(&'static str),
}

/// A call that was forwarded, and its answer.
#[derive(Clone, Debug)]
pub struct Exchange {
    pub method: Method,
    /// The path, with the query.
    pub path: String,
    /// The body as it was forwarded: JSON, or else a string; null if there is none.
    pub body: Value,
    pub status: StatusCode,
    /// The body of the answer: JSON, or else a string; null if there is none.
    pub answer: Value,
}

/// A running front. It ends when this is dropped.
pub(crate) struct Front {
    origin: String,
    way: Arc<Way>,
    server: JoinHandle<()>,
}

/// The way to the backend.
struct Way {
    client: Client,
    backend: Mutex<String>,
    exchanges: Mutex<Vec<Exchange>>,
    alteration: Mutex<Option<(String, Alteration)>>,
}

impl Front {
    /// Starts to serve the app in a folder. There is no backend until [`Front::leads_to`] is called.
    pub(crate) fn start(app: &Path) -> Self {
        let listener = block_on(TcpListener::bind("127.0.0.1:0")).expect("there should be a free port");
        let address = listener.local_addr().expect("the listener should know its address");
        let way = Arc::new(Way {
            client: Client::builder().redirect(Policy::none()).build().expect("the HTTP client should start"),
            backend: Mutex::default(),
            exchanges: Mutex::default(),
            alteration: Mutex::default(),
        });
        let backend = Router::new().fallback(hand_on).with_state(Arc::clone(&way));
        let files = ServeDir::new(app)
            .append_index_html_on_directories(false)
            .call_fallback_on_method_not_allowed(true)
            .fallback(backend);
        let router = Router::new().fallback_service(files).layer(middleware::from_fn(serve_pages));
        let server = spawn(async move {
            // It continues until it is aborted.
            let _ = axum::serve(listener, router).await;
        });
        Self { origin: format!("http://localhost:{}", address.port()), way, server }
    }

    /// Returns the origin of the app and the backend, `http://localhost:N`.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Sets the address of the backend that calls are forwarded to from now on.
    pub(crate) fn leads_to(&self, address: &str) {
        address.clone_into(&mut lock(&self.way.backend));
    }

    /// Returns all calls that have been forwarded so far.
    pub(crate) fn exchanges(&self) -> Vec<Exchange> {
        lock(&self.way.exchanges).clone()
    }

    /// Alters the next call of this path before it is forwarded.
    pub(crate) fn alters_next(&self, path: &str, alteration: Alteration) {
        *lock(&self.way.alteration) = Some((path.to_owned(), alteration));
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// Answers a navigation to any of the app's routes with the app's page.
async fn serve_pages(mut request: Request, next: Next) -> Response {
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    let path = request.uri().path();
    let navigates = accept.is_some_and(|accept| accept.contains("text/html"));
    if request.method() == Method::GET && navigates && !path.contains('.') {
        let page = if is_portal(path) { "/portal.html" } else { "/index.html" };
        *request.uri_mut() = Uri::from_static(page);
    }
    let mut answer = next.run(request).await;
    answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    answer
}

async fn hand_on(State(way): State<Arc<Way>>, request: Request) -> Response {
    let (mut head, body) = request.into_parts();
    let Ok(mut body) = to_bytes(body, LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    match way.alteration_of(head.uri.path()) {
        Some(Alteration::Body(alter)) => {
            let mut altered = serde_json::from_slice(&body).expect("a body that is altered should be JSON");
            alter(&mut altered);
            body = altered.to_string().into();
        }
        Some(Alteration::WithoutCookie(name)) => forget_cookie(&mut head.headers, name),
        None => {}
    }
    match way.exchange(&head, body).await {
        Ok(answer) => answer,
        // As a web server does when its backend is down.
        Err(_) => StatusCode::BAD_GATEWAY.into_response(),
    }
}

impl Way {
    /// Takes the alteration that is due for a call of this path, so that it happens only once.
    fn alteration_of(&self, path: &str) -> Option<Alteration> {
        let due = lock(&self.alteration).take_if(|(altered, _)| altered == path);
        due.map(|(_, alteration)| alteration)
    }

    async fn exchange(&self, head: &Parts, body: Bytes) -> reqwest::Result<Response> {
        let path = head.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let url = format!("{}{path}", lock(&self.backend));
        let call = self.client.request(head.method.clone(), url).headers(handed_on(&head.headers));
        let answer = call.body(body.clone()).send().await?;
        let (status, headers) = (answer.status(), handed_on(answer.headers()));
        let content = answer.bytes().await?;
        let exchange = Exchange {
            method: head.method.clone(),
            path,
            body: readable(&body),
            status,
            answer: readable(&content),
        };
        lock(&self.exchanges).push(exchange);
        Ok((status, headers, Body::from(content)).into_response())
    }
}

/// Returns the headers to forward, in either direction. Host, origin and cookies stay as they are.
fn handed_on(headers: &HeaderMap) -> HeaderMap {
    let mut handed_on = headers.clone();
    for name in OF_A_CONNECTION {
        handed_on.remove(name);
    }
    handed_on
}

fn forget_cookie(headers: &mut HeaderMap, name: &str) {
    let cookies = headers.get(header::COOKIE).and_then(|cookies| cookies.to_str().ok()).unwrap_or_default();
    let is_other = |cookie: &&str| cookie.split_once('=').is_none_or(|(found, _)| found != name);
    let others: Vec<&str> = cookies.split("; ").filter(is_other).collect();
    assert_ne!(others.join("; "), cookies, "there is no cookie {name}");
    let others = HeaderValue::from_str(&others.join("; ")).expect("part of a valid header should be valid");
    headers.insert(header::COOKIE, others);
}

fn readable(body: &[u8]) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(body).unwrap_or_else(|_| String::from_utf8_lossy(body).into_owned().into())
}

fn lock<T>(held: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
