//! What every call brings along: its session, its flow and its JSON body.

use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Query, Request},
    http::{StatusCode, request::Parts},
};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{flows::FlowId, problem::Problem, sessions::SessionId};

/// A request's body may have so many bytes.
pub(crate) const MAX_BODY: usize = 64 * 1024;

/// Who calls, and on which way.
pub(crate) struct Caller {
    /// The cookie's session id, if there is one.
    pub(crate) session: Option<SessionId>,
    /// The flow that `?flow=` names.
    pub(crate) flow: Option<FlowId>,
}

impl Caller {
    /// The flow, of a call that doesn't open one; without it the call is `request_invalid`.
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
        let Query(query) = Query::<FlowQuery>::from_request_parts(parts, state)
            .await
            .map_err(|_| Problem::RequestInvalid)?;
        Ok(Self { session, flow: query.flow.as_deref().map(FlowId::parse).transpose()? })
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

/// A body that has nothing to say: `{}`.
#[derive(Deserialize)]
pub(crate) struct Empty {}
