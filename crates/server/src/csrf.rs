//! Protection against cross-site request forgery: a call that changes anything must come from the backend's
//! own origin.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::header,
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{app::App, problem::Problem};

/// Refuses a call that changes anything and comes from elsewhere.
pub(crate) async fn check(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if request.method().is_safe() || is_own(&app, &request) {
        next.run(request).await
    } else {
        Problem::OriginRejected.into_response()
    }
}

fn is_own(app: &App, request: &Request) -> bool {
    if let Some(origin) = request.headers().get(header::ORIGIN) {
        return origin.as_bytes() == app.origin.origin().ascii_serialization().as_bytes();
    }
    request.headers().get("sec-fetch-site").is_some_and(|site| site.as_bytes() == b"same-origin")
}
