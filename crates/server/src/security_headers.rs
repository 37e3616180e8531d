//! The headers that every answer has, whatever it is.

use std::{path::Path, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use latchkey_core::route::is_gallery;
use url::Url;

/// The Content-Security-Policy, with who may name the base of addresses, and who may frame the page.
macro_rules! policy {
    ($base:literal, $ancestors:literal) => {
        concat!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; ",
            "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri ",
            $base,
            "; form-action 'self'; frame-ancestors ",
            $ancestors,
            "; require-trusted-types-for 'script'; trusted-types 'none'"
        )
    };
}

/// The headers, made once.
#[derive(Debug)]
pub(crate) struct SecurityHeaders {
    headers: HeaderMap,
    /// The policy of the designers' gallery, which frames itself and nothing else.
    gallery_policy: HeaderValue,
}

impl SecurityHeaders {
    /// The headers for this origin and the app that is built in this folder.
    pub(crate) fn new(origin: &Url, dist: Option<&Path>) -> Self {
        let mut headers = HeaderMap::new();
        let (policy, gallery_policy) = if has_base_element(dist) {
            (policy!("'self'", "'none'"), policy!("'self'", "'self'; frame-src 'self'"))
        } else {
            (policy!("'none'", "'none'"), policy!("'none'", "'self'; frame-src 'self'"))
        };
        for (name, value) in [
            (header::CONTENT_SECURITY_POLICY, policy),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "no-referrer"),
            (HeaderName::from_static("permissions-policy"), PERMISSIONS_POLICY),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if origin.scheme() == "https" {
            let value = HeaderValue::from_static("max-age=31536000");
            headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
        }
        Self { headers, gallery_policy: HeaderValue::from_static(gallery_policy) }
    }
}

const PERMISSIONS_POLICY: &str = "publickey-credentials-create=(self), publickey-credentials-get=(self), \
     accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), \
     geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), \
     picture-in-picture=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

/// A page with a `<base>` element needs leave for it.
fn has_base_element(dist: Option<&Path>) -> bool {
    let page = dist.and_then(|dist| std::fs::read_to_string(dist.join("index.html")).ok());
    page.is_some_and(|page| page.contains("<base"))
}

/// Adds them.
pub(crate) async fn add(
    State(headers): State<Arc<SecurityHeaders>>,
    request: Request,
    next: Next,
) -> Response {
    let frames_itself = is_gallery(request.uri().path());
    let mut answer = next.run(request).await;
    answer.headers_mut().extend(headers.headers.clone());
    if frames_itself {
        let policy = headers.gallery_policy.clone();
        answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    answer
}
