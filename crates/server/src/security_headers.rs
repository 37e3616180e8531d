//! The headers that every response has.

use std::{path::Path, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use latchkey_core::route::{Base, is_gallery, is_sign_in};
use url::Url;

use crate::config::Config;

/// Builds the Content-Security-Policy with these sources for `base-uri` and `frame-ancestors`.
fn policy(base: &str, ancestors: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri {base}; form-action 'self'; \
         frame-ancestors {ancestors}; require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// The headers, built once.
#[derive(Debug)]
pub(crate) struct SecurityHeaders {
    headers: HeaderMap,
    /// The path that the app is served under.
    prefix: Base,
    /// The policy of the designers' gallery, which frames only itself.
    gallery_policy: Option<HeaderValue>,
    /// The policy of sign-in and set-up, if pages of other origins may frame them.
    framed_policy: Option<HeaderValue>,
}

impl SecurityHeaders {
    /// Builds the headers for this origin and configuration.
    pub(crate) fn new(origin: &Url, config: &Config) -> Self {
        let base = if has_base_element(config.dist.as_deref()) { "'self'" } else { "'none'" };
        let value = |ancestors: &str| HeaderValue::try_from(policy(base, ancestors)).ok();
        let mut headers = HeaderMap::new();
        for (name, value) in [
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "no-referrer"),
            (HeaderName::from_static("permissions-policy"), PERMISSIONS_POLICY),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        headers.extend(value("'none'").map(|policy| (header::CONTENT_SECURITY_POLICY, policy)));
        if origin.scheme() == "https" {
            let value = HeaderValue::from_static("max-age=31536000");
            headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
        }
        let ancestors: Vec<String> =
            config.frame_ancestors.iter().map(|origin| origin.origin().ascii_serialization()).collect();
        Self {
            headers,
            prefix: config.prefix.clone(),
            gallery_policy: value("'self'; frame-src 'self'"),
            framed_policy: (!ancestors.is_empty()).then(|| value(&ancestors.join(" "))).flatten(),
        }
    }

    /// Returns the policy of a path that has its own.
    fn own_policy(&self, path: &str) -> Option<&HeaderValue> {
        let path = self.prefix.path_of(path)?;
        if is_gallery(path) {
            self.gallery_policy.as_ref()
        } else if is_sign_in(path) {
            self.framed_policy.as_ref()
        } else {
            None
        }
    }
}

const PERMISSIONS_POLICY: &str = "publickey-credentials-create=(self), publickey-credentials-get=(self), \
     accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), \
     geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), \
     picture-in-picture=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

/// Returns whether the page has a `<base>` element, which the policy has to allow.
fn has_base_element(dist: Option<&Path>) -> bool {
    let page = dist.and_then(|dist| std::fs::read_to_string(dist.join("index.html")).ok());
    page.is_some_and(|page| page.contains("<base"))
}

/// Adds the headers to a response.
pub(crate) async fn add(
    State(headers): State<Arc<SecurityHeaders>>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let mut answer = next.run(request).await;
    answer.headers_mut().extend(headers.headers.clone());
    if let Some(policy) = headers.own_policy(&path) {
        answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy.clone());
    }
    answer
}
