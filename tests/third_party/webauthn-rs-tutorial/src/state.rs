//! What the server knows: its relying party, and who has which passkeys.

use std::{collections::HashMap, error::Error, sync::Arc};

use tokio::sync::Mutex;
use webauthn_rs::prelude::{Passkey, Url, Uuid, Webauthn, WebauthnBuilder};

/// The people who have registered.
#[derive(Default)]
pub(crate) struct Users {
    pub(crate) ids: HashMap<String, Uuid>,
    pub(crate) passkeys: HashMap<Uuid, Vec<Passkey>>,
}

/// The state that all calls share.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) webauthn: Arc<Webauthn>,
    pub(crate) users: Arc<Mutex<Users>>,
}

impl State {
    /// The state of a relying party whose pages are at this origin.
    pub(crate) fn new(origin: &str) -> Result<Self, Box<dyn Error>> {
        let webauthn =
            WebauthnBuilder::new("localhost", &Url::parse(origin)?)?.rp_name("webauthn-rs").build()?;
        Ok(Self { webauthn: Arc::new(webauthn), users: Arc::default() })
    }
}
