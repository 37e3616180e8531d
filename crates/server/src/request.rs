//! What calls carry: a session, a flow and a JSON body.

use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Path, Query, Request},
    http::{StatusCode, header, request::Parts},
};
use latchkey_core::user_agent::{Browser, System};
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::ToSchema;

use crate::{flows::FlowId, problem::Problem, sessions::SessionId};

/// The largest request body that is accepted, in bytes.
pub(crate) const MAX_BODY: usize = 64 * 1024;

/// A caller's session, flow and client.
pub(crate) struct Caller {
    /// The session ID in the cookie, if there is one.
    pub(crate) session: Option<SessionId>,
    /// The flow that `?flow=` names.
    pub(crate) flow: Option<FlowId>,
    pub(crate) client: Client,
}

/// The browser and system that a call comes from, as far as the `User-Agent` names them. The header itself
/// isn't passed on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Client {
    pub(crate) browser: Browser,
    pub(crate) system: System,
}

impl Caller {
    /// Returns the flow of a call that doesn't open one; without a flow, the call is `request_invalid`.
    pub(crate) fn existing_flow(&self) -> Result<FlowId, Problem> {
        self.flow.clone().ok_or(Problem::RequestInvalid)
    }
}

#[derive(Deserialize)]
struct FlowQuery {
    flow: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let session = SessionId::from_headers(&parts.headers);
        let InQuery(query) = InQuery::<FlowQuery>::from_request_parts(parts, state).await?;
        let named = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        let user_agent = named.unwrap_or_default();
        Ok(Self {
            session,
            flow: query.flow.as_deref().map(FlowId::parse).transpose()?,
            client: Client { browser: Browser::of(user_agent), system: System::of(user_agent) },
        })
    }
}

/// Parameters in the path; `not_found` if they can't be read.
pub(crate) struct InPath<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for InPath<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Path::from_request_parts(parts, state).await {
            Ok(Path(value)) => Ok(Self(value)),
            Err(_) => Err(Problem::NotFound),
        }
    }
}

/// Parameters in the query; `request_invalid` if they can't be read.
pub(crate) struct InQuery<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for InQuery<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Query::from_request_parts(parts, state).await {
            Ok(Query(value)) => Ok(Self(value)),
            Err(_) => Err(Problem::RequestInvalid),
        }
    }
}

/// A JSON body; anything else is refused with a problem document.
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match Json::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejection) => Err(match rejection.status() {
                StatusCode::PAYLOAD_TOO_LARGE => Problem::RequestTooLarge,
                StatusCode::UNSUPPORTED_MEDIA_TYPE => Problem::MediaTypeUnsupported,
                _ => Problem::RequestInvalid,
            }),
        }
    }
}

/// An empty body: `{}`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Empty {}
