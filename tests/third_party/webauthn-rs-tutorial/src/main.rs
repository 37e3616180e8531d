//! webauthn-rs behind axum, in the shape of its tutorial: `webauthn-rs-tutorial ORIGIN`.
//!
//! The four paths, the sessions and the answers are the tutorial's. Anyone who registers a name owns it, and
//! everything is forgotten when the program ends.
//!
//! Source: <https://github.com/kanidm/webauthn-rs/tree/master/tutorial/server/axum>

mod ceremonies;
mod state;

use std::error::Error;

use axum::{Router, routing::post};
use tower_sessions::{
    Expiry, MemoryStore, SessionManagerLayer,
    cookie::{SameSite, time::Duration},
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let origin = std::env::args().nth(1).ok_or("usage: webauthn-rs-tutorial ORIGIN")?;
    let sessions = SessionManagerLayer::new(MemoryStore::default())
        .with_name("webauthnrs")
        .with_same_site(SameSite::Strict)
        .with_secure(false)
        .with_expiry(Expiry::OnInactivity(Duration::seconds(360)));
    let app = Router::new()
        .route("/register_start/{username}", post(ceremonies::start_registration))
        .route("/register_finish", post(ceremonies::finish_registration))
        .route("/login_start/{username}", post(ceremonies::start_authentication))
        .route("/login_finish", post(ceremonies::finish_authentication))
        .with_state(state::State::new(&origin)?)
        .layer(sessions);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("ready on http://{}", listener.local_addr()?);
    axum::serve(listener, app).await?;
    Ok(())
}
