//! The built app: its files in an encoding that the client accepts, and its page for every path that is a
//! route.

use std::path::{Path, PathBuf};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, Method, Uri, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower_http::services::ServeDir;

use crate::problem::Problem;
use latchkey_core::route::{is_gallery, is_portal};

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// Serves the app that was built into this folder.
pub(crate) fn service(dist: &Path) -> Router {
    let files = ServeDir::new(dist).precompressed_br().precompressed_gzip();
    Router::new().fallback_service(files).layer(middleware::from_fn_with_state(dist.to_path_buf(), serve))
}

/// Serves an application's own pages as they are.
pub(crate) fn site(folder: &Path) -> Router {
    Router::new().fallback_service(ServeDir::new(folder)).layer(middleware::from_fn(serve_site))
}

async fn serve_site(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    if answer.status().is_client_error() {
        return Problem::NotFound.into_response();
    }
    answer.headers_mut().insert(header::CACHE_CONTROL, ASK_AGAIN);
    answer
}

async fn serve(State(dist): State<PathBuf>, mut request: Request, next: Next) -> Response {
    if is_route(&request) {
        let path = request.uri().path();
        let page = match (is_portal(path), is_gallery(path)) {
            (true, _) => "/portal.html",
            (_, true) => "/gallery.html",
            (false, false) => "/index.html",
        };
        *request.uri_mut() = Uri::from_static(page);
    }
    let caching = if is_hashed(request.uri().path()) { FOR_EVER } else { ASK_AGAIN };
    let mut answer = next.run(request).await;
    if answer.status().is_client_error() {
        if !dist.join("index.html").is_file() {
            tracing::warn!(dist = %dist.display(), "no built app found here");
        }
        return Problem::NotFound.into_response();
    }
    answer.headers_mut().insert(header::CACHE_CONTROL, caching);
    answer
}

/// Returns whether the request is for the page itself, under any of its routes.
fn is_route(request: &Request) -> bool {
    let reads = request.method() == Method::GET || request.method() == Method::HEAD;
    let last = request.uri().path().rsplit('/').next().unwrap_or_default();
    let takes_html = request
        .headers()
        .get_all(header::ACCEPT)
        .into_iter()
        .any(|accept| accept.to_str().is_ok_and(|accept| accept.contains("text/html")));
    reads && !last.contains('.') && takes_html
}

/// Returns whether the file's name contains a hash of its content, as in `name-0123456789abcdef.js`, so that
/// the file never changes.
fn is_hashed(path: &str) -> bool {
    path.split('/').any(|segment| {
        segment.split(['-', '_', '.']).skip(1).any(|part| {
            part.len() >= 8
                && part.bytes().all(|byte| byte.is_ascii_hexdigit())
                && part.bytes().any(|byte| byte.is_ascii_digit())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_a_hash_in_its_name_never_changes() {
        assert!(is_hashed("/latchkey-1a2b3c4d5e6f7081.js"));
        assert!(is_hashed("/latchkey-1a2b3c4d5e6f7081_bg.wasm"));
        assert!(is_hashed("/snippets/dialog-1a2b3c4d5e6f7081/inline0.js"));
    }

    #[test]
    fn any_other_file_may_change() {
        for path in
            ["/index.html", "/", "/favicon.svg", "/manifest.webmanifest", "/icon-512.png", "/a-defaced.css"]
        {
            assert!(!is_hashed(path), "{path}");
        }
    }
}
