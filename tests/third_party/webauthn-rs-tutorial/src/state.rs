//! The server's state: its relying party, and which user has which passkeys.

use std::{collections::HashMap, error::Error, sync::Arc};

use tokio::sync::Mutex;
use webauthn_rs::prelude::{Passkey, Url, Uuid, Webauthn, WebauthnBuilder};

/// The registered users.
#[derive(Default)]
pub(crate) struct Users {
    pub(crate) ids: HashMap<String, Uuid>,
    pub(crate) passkeys: HashMap<Uuid, Vec<Passkey>>,
}

/// The state shared by all calls.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) webauthn: Arc<Webauthn>,
    pub(crate) users: Arc<Mutex<Users>>,
}

impl State {
    /// Creates the state for a relying party whose pages are at this origin.
    pub(crate) fn new(origin: &str) -> Result<Self, Box<dyn Error>> {
        let webauthn =
            WebauthnBuilder::new("localhost", &Url::parse(origin)?)?.rp_name("webauthn-rs").build()?;
        Ok(Self { webauthn: Arc::new(webauthn), users: Arc::default() })
    }
}
