//! Creating a passkey and signing in with one.

use axum::{
    Json,
    extract::{Path, State as Shared},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use tower_sessions::Session;
use webauthn_rs::prelude::{
    CreationChallengeResponse, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, RequestChallengeResponse, Uuid,
};

use crate::state::State;

const REGISTRATION: &str = "reg_state";
const AUTHENTICATION: &str = "auth_state";

/// Why a ceremony ended before the library verified it. The strings are the tutorial's, and so is their status, 500.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("Unknown Error")]
    Unknown,
    #[error("Corrupt Session")]
    CorruptSession,
    #[error("User Not Found")]
    UserNotFound,
    #[error("User Has No Credentials")]
    UserHasNoCredentials,
    #[error("Invalid Session State: {0}")]
    InvalidSessionState(#[from] tower_sessions::session::Error),
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let text = match self {
            Self::InvalidSessionState(_) => "Deserialising Session failed".to_owned(),
            Self::Unknown | Self::CorruptSession | Self::UserNotFound | Self::UserHasNoCredentials => {
                self.to_string()
            }
        };
        (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
    }
}

pub(crate) async fn start_registration(
    Shared(state): Shared<State>,
    session: Session,
    Path(username): Path<String>,
) -> Result<Json<CreationChallengeResponse>, Failure> {
    let users = state.users.lock().await;
    let id = users.ids.get(&username).copied().unwrap_or_else(Uuid::new_v4);
    let known =
        users.passkeys.get(&id).map(|passkeys| passkeys.iter().map(|it| it.cred_id().clone()).collect());
    drop(users);
    session.remove_value(REGISTRATION).await?;
    let (options, pending) = state
        .webauthn
        .start_passkey_registration(id, &username, &username, known)
        .map_err(|_| Failure::Unknown)?;
    session.insert(REGISTRATION, (username, id, pending)).await?;
    Ok(Json(options))
}

pub(crate) async fn finish_registration(
    Shared(state): Shared<State>,
    session: Session,
    Json(credential): Json<RegisterPublicKeyCredential>,
) -> Result<StatusCode, Failure> {
    let (username, id, pending): (String, Uuid, PasskeyRegistration) =
        session.remove(REGISTRATION).await?.ok_or(Failure::CorruptSession)?;
    let Ok(passkey) = state.webauthn.finish_passkey_registration(&credential, &pending) else {
        return Ok(StatusCode::BAD_REQUEST);
    };
    let mut users = state.users.lock().await;
    users.passkeys.entry(id).or_default().push(passkey);
    users.ids.insert(username, id);
    Ok(StatusCode::OK)
}

pub(crate) async fn start_authentication(
    Shared(state): Shared<State>,
    session: Session,
    Path(username): Path<String>,
) -> Result<Json<RequestChallengeResponse>, Failure> {
    session.remove_value(AUTHENTICATION).await?;
    let users = state.users.lock().await;
    let id = users.ids.get(&username).copied().ok_or(Failure::UserNotFound)?;
    let passkeys = users.passkeys.get(&id).ok_or(Failure::UserHasNoCredentials)?;
    let (options, pending) =
        state.webauthn.start_passkey_authentication(passkeys).map_err(|_| Failure::Unknown)?;
    drop(users);
    session.insert(AUTHENTICATION, (id, pending)).await?;
    Ok(Json(options))
}

pub(crate) async fn finish_authentication(
    Shared(state): Shared<State>,
    session: Session,
    Json(credential): Json<PublicKeyCredential>,
) -> Result<StatusCode, Failure> {
    let (id, pending): (Uuid, PasskeyAuthentication) =
        session.remove(AUTHENTICATION).await?.ok_or(Failure::CorruptSession)?;
    let Ok(result) = state.webauthn.finish_passkey_authentication(&credential, &pending) else {
        return Ok(StatusCode::BAD_REQUEST);
    };
    let mut users = state.users.lock().await;
    let passkeys = users.passkeys.get_mut(&id).ok_or(Failure::UserHasNoCredentials)?;
    for passkey in passkeys {
        // This changes only the passkey that was used.
        let _ = passkey.update_credential(&result);
    }
    Ok(StatusCode::OK)
}
