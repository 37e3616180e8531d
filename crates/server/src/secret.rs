//! The backend's secret: a random key that survives restarts, and the keyed hashes made with it.

use hmac::{Hmac, KeyInit, Mac};
use rusqlite::{OptionalExtension, Transaction};
use sha2::Sha256;

use crate::problem::Problem;

/// What a keyed hash is for; hashes for different purposes can't be confused.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Purpose {
    /// An account name's place on the ring.
    AccountName,
    /// A credential ID that no authenticator ever made.
    ImaginaryCredential,
    /// A code that was sent.
    Code,
}

impl Purpose {
    fn label(self) -> &'static [u8] {
        match self {
            Self::AccountName => b"account-name\0",
            Self::ImaginaryCredential => b"imaginary-credential\0",
            Self::Code => b"code\0",
        }
    }
}

/// The HMAC-SHA-256 key of this database.
#[derive(Clone)]
pub(crate) struct Secret {
    key: [u8; 32],
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Secret").finish_non_exhaustive()
    }
}

impl Secret {
    /// Loads the database's key, which the first call creates.
    pub(crate) fn load_or_create(tx: &Transaction<'_>) -> Result<Self, Problem> {
        let stored = tx
            .query_row("SELECT hmac_key FROM server_secret", [], |row| row.get::<_, [u8; 32]>(0))
            .optional()?;
        if let Some(key) = stored {
            return Ok(Self { key });
        }
        let key: [u8; 32] = rand::random();
        tx.execute("INSERT INTO server_secret (id, hmac_key) VALUES (1, ?1)", [key])?;
        Ok(Self { key })
    }

    fn keyed(&self, purpose: Purpose, parts: &[&[u8]]) -> Result<Hmac<Sha256>, Problem> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).map_err(|_| Problem::Internal)?;
        mac.update(purpose.label());
        for part in parts {
            // Each part is prefixed with its length, so that no two lists of parts look alike.
            let length = u64::try_from(part.len()).map_err(|_| Problem::Internal)?;
            mac.update(&length.to_be_bytes());
            mac.update(part);
        }
        Ok(mac)
    }

    /// Computes the keyed hash of the parts.
    pub(crate) fn mac(&self, purpose: Purpose, parts: &[&[u8]]) -> Result<[u8; 32], Problem> {
        Ok(self.keyed(purpose, parts)?.finalize().into_bytes().into())
    }

    /// Checks in constant time whether `expected` is the keyed hash of the parts.
    pub(crate) fn verifies(
        &self,
        purpose: Purpose,
        parts: &[&[u8]],
        expected: &[u8],
    ) -> Result<bool, Problem> {
        Ok(self.keyed(purpose, parts)?.verify_slice(expected).is_ok())
    }

    /// Derives `length` bytes, always the same for the same parts.
    pub(crate) fn expand(
        &self,
        purpose: Purpose,
        parts: &[&[u8]],
        length: usize,
    ) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::with_capacity(length + 32);
        let mut block = 0_u32;
        while bytes.len() < length {
            let mut numbered = parts.to_vec();
            let number = block.to_be_bytes();
            numbered.push(&number);
            bytes.extend(self.mac(purpose, &numbered)?);
            block += 1;
        }
        bytes.truncate(length);
        Ok(bytes)
    }
}
