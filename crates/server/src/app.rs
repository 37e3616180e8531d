//! The application: the state that all handlers share, and the routes.

use std::sync::Arc;

use axum::{
    Router,
    extract::{DefaultBodyLimit, State},
    http::{HeaderValue, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{delete, get, put},
};
use serde::Serialize;
use url::Url;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    account_api, admin_api, assertion, attestation,
    calls::Calls,
    clock::Clock,
    codes::Outbox,
    config::Config,
    csrf,
    database::Database,
    dev,
    faults::{self, Faults},
    openapi,
    passwords::Passwords,
    problem::Problem,
    relying_party::RelyingParty,
    render, reports, request,
    secret::Secret,
    security_headers::{self, SecurityHeaders},
    sessions::SessionId,
    sign_in, static_files, verification,
};

/// State that exists only in demo mode.
#[derive(Debug, Default)]
pub(crate) struct Demo {
    /// The codes that would have been sent.
    pub(crate) outbox: Outbox,
    pub(crate) faults: Faults,
    /// How often each operation was called.
    pub(crate) calls: Calls,
}

/// The state that all handlers share.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) database: Database,
    /// The database's key for keyed hashes.
    pub(crate) secret: Secret,
    /// The clock by which everything expires.
    pub(crate) clock: Clock,
    /// The limit on concurrent password checks.
    pub(crate) passwords: Passwords,
    pub(crate) relying_party: RelyingParty,
    /// The origin that browsers see, and the only one that calls that change anything may come from.
    pub(crate) origin: Url,
    /// `None` outside demo mode.
    pub(crate) demo: Option<Demo>,
}

/// The shared state, as handlers extract it.
pub(crate) type Shared = State<Arc<App>>;

impl App {
    /// Returns whether the origin is served over TLS.
    pub(crate) fn is_secure(&self) -> bool {
        self.origin.scheme() == "https"
    }

    /// Returns where codes go; `None` outside demo mode.
    pub(crate) fn outbox(&self) -> Option<&Outbox> {
        self.demo.as_ref().map(|demo| &demo.outbox)
    }

    /// Builds a JSON response, with the session's cookie if the call created one.
    pub(crate) fn answer(&self, body: &impl Serialize, session: Option<&SessionId>) -> Response {
        let text = match serde_json::to_string(body) {
            Ok(text) => text,
            Err(error) => return Problem::from(error).into_response(),
        };
        let mut answer = Response::new(text.into());
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Some(cookie) = session.and_then(|session| session.cookie(self.is_secure())) {
            headers.insert(header::SET_COOKIE, cookie);
        }
        answer
    }
}

/// Builds the whole router: the API under `/api` and its description, the demo's switches under `/dev`, and
/// the built app for everything else.
pub(crate) fn router(app: &Arc<App>, config: &Config) -> Router {
    let headers = Arc::new(SecurityHeaders::new(&app.origin, config));
    let (calls, described) = api().split_for_parts();
    let mut router = Router::new()
        .nest("/api", guarded(calls, app))
        .route("/openapi.json", openapi::service(described, &app.origin));
    // Outside demo mode nothing is found under `/dev`, not even the app's page.
    let switches = if app.demo.is_some() { dev() } else { Router::new() };
    router = router.nest("/dev", guarded(switches, app));
    let root = match (&config.dist, config.prefix.as_str()) {
        (Some(dist), "") => Some(static_files::service(dist)),
        (Some(dist), prefix) => {
            router = router.nest_service(prefix, static_files::service(dist));
            config.site.as_deref().map(static_files::site)
        }
        (None, _) => None,
    };
    router = match root {
        Some(files) => router.fallback_service(files),
        None => router.fallback(async || Problem::NotFound),
    };
    router.layer(middleware::from_fn_with_state(headers, security_headers::add))
}

fn api() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(assertion::options))
        .routes(routes!(assertion::result))
        .routes(routes!(attestation::options))
        .routes(routes!(attestation::result))
        .routes(routes!(sign_in::identify))
        .routes(routes!(sign_in::password))
        .routes(routes!(sign_in::code))
        .routes(routes!(sign_in::resend))
        .routes(routes!(account_api::session, account_api::sign_out))
        .routes(routes!(account_api::passkeys))
        .routes(routes!(account_api::defer))
        .routes(routes!(account_api::rename_passkey, account_api::delete_passkey))
        .routes(routes!(account_api::rename))
        .routes(routes!(verification::password))
        .routes(routes!(verification::passkey))
        .routes(routes!(admin_api::users))
        .routes(routes!(admin_api::user))
        .routes(routes!(admin_api::remove_all))
        .routes(routes!(admin_api::remove))
        .routes(routes!(admin_api::counts))
        .routes(routes!(reports::report))
}

fn dev() -> Router<Arc<App>> {
    Router::new()
        .route("/outbox", get(dev::outbox))
        .route("/calls", get(dev::calls))
        .route("/faults", get(dev::faults).put(dev::switch_on).delete(dev::all_off))
        .route("/clock", put(dev::advance_clock))
        .route("/passkeys", delete(dev::delete_passkeys))
}

/// Adds to the calls what they all have in common.
fn guarded(calls: Router<Arc<App>>, app: &Arc<App>) -> Router {
    calls
        .fallback(async || Problem::NotFound)
        .method_not_allowed_fallback(async || Problem::MethodNotAllowed)
        .layer(DefaultBodyLimit::max(request::MAX_BODY))
        .layer(middleware::from_fn(render::within_the_deadline))
        .layer(middleware::from_fn_with_state(Arc::clone(app), faults::apply))
        .layer(middleware::from_fn_with_state(Arc::clone(app), csrf::check))
        .layer(middleware::from_fn(render::problems))
        .with_state(Arc::clone(app))
}
