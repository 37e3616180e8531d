//! The running backend.

use std::{convert::Infallible, io, sync::Arc};

use axum::Router;
use url::Url;

use crate::{
    app::{self, App, Demo},
    clock::Clock,
    config::Config,
    connection::{Connection, Loopback},
    database::Database,
    passwords::Passwords,
    problem::Problem,
    relying_party::RelyingParty,
    secret::Secret,
    seeds,
};

/// Why the backend couldn't start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The port can't be bound.
    #[error("can't listen on port {port} of localhost: {error}")]
    Port {
        /// The port that was requested.
        port: u16,
        /// Why it can't be bound.
        error: io::Error,
    },
    /// The database can't be opened or migrated.
    #[error("can't open the database: {0}")]
    Database(#[from] rusqlite::Error),
    /// The backend's secret or the demo's accounts can't be stored.
    #[error("can't prepare the database: {}", .0.title())]
    Preparation(Problem),
    /// The origin can't be a relying party's.
    #[error("no relying party can have this origin: {0}")]
    Origin(String),
}

/// A backend that is listening.
#[derive(Debug)]
pub struct Server {
    listener: Loopback,
    router: Router,
    port: u16,
}

impl Server {
    /// Opens the database, seeds it in demo mode, and listens.
    pub async fn bind(config: &Config) -> Result<Self, StartError> {
        let refused = |error| StartError::Port { port: config.port, error };
        let listener = Loopback::bind(config.port).await.map_err(refused)?;
        let port = listener.port().map_err(refused)?;
        let origin = match &config.origin {
            Some(origin) => origin.clone(),
            None => own_origin(port)?,
        };
        let relying_party = RelyingParty::new(&origin, &config.frame_ancestors)
            .ok_or_else(|| StartError::Origin(origin.to_string()))?;
        let database = Database::open(&config.database)?;
        let secret =
            database.transaction_blocking(Secret::load_or_create).map_err(StartError::Preparation)?;
        let clock = Clock::default();
        if config.demo {
            seeds::plant(&database, &secret, config.users, clock.now()).map_err(StartError::Preparation)?;
        }
        let app = Arc::new(App {
            database,
            secret,
            clock,
            passwords: Passwords::new(),
            relying_party,
            origin,
            demo: config.demo.then(Demo::default),
        });
        Ok(Self { listener, router: app::router(&app, config), port })
    }

    /// Returns the port that the backend listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Serves requests until it is dropped.
    pub async fn run(self) -> io::Result<Infallible> {
        let service = self.router.into_make_service_with_connect_info::<Connection>();
        axum::serve(self.listener, service).await?;
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

fn own_origin(port: u16) -> Result<Url, StartError> {
    let origin = format!("http://localhost:{port}");
    Url::parse(&origin).map_err(|_| StartError::Origin(origin))
}
