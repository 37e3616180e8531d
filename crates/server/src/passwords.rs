//! Passwords: hashed with Argon2id off the async threads, with exactly one computation per check.

use std::num::NonZero;

use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use tokio::sync::Semaphore;

use crate::problem::Problem;

/// The longest password that is accepted, in characters.
pub(crate) const MAX_PASSWORD: usize = 1024;

/// Refuses a password that is empty or longer than [`MAX_PASSWORD`], as `request_invalid`.
pub(crate) fn must_be_typed(password: &str) -> Result<(), Problem> {
    let fits = (1..=MAX_PASSWORD).contains(&password.chars().count());
    if fits { Ok(()) } else { Err(Problem::RequestInvalid) }
}

/// The hash that a password is compared with if there is no account at all; nothing hashes to it.
const NOBODYS_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$bGF0Y2hrZXktbm9ib2R5$\
                            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes a new password with a random salt, as a PHC string.
pub(crate) fn hash(password: &str) -> Result<String, Problem> {
    let failed = |error: argon2::password_hash::Error| {
        tracing::error!(%error, "a password could not be hashed");
        Problem::Internal
    };
    let salt = SaltString::encode_b64(&rand::random::<[u8; 16]>()).map_err(failed)?;
    Ok(Argon2::default().hash_password(password.as_bytes(), &salt).map_err(failed)?.to_string())
}

/// Password checks, of which one per processor may run at a time: each takes 19 MiB, and a thousand at once
/// would exhaust the machine's memory.
#[derive(Debug)]
pub(crate) struct Passwords {
    permits: Semaphore,
}

impl Passwords {
    /// Allows one check per processor.
    pub(crate) fn new() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
        Self { permits: Semaphore::new(processors) }
    }

    /// Checks whether the password is the one that was hashed. Without a hash, this takes as long and returns
    /// `false`.
    pub(crate) async fn check(&self, password: String, hash: Option<String>) -> Result<bool, Problem> {
        let _permit = self.permits.acquire().await.map_err(|_| Problem::Internal)?;
        tokio::task::spawn_blocking(move || {
            let hash = hash.as_deref().unwrap_or(NOBODYS_HASH);
            let parsed = PasswordHash::new(hash).map_err(|error| {
                tracing::error!(%error, "a stored password hash could not be read");
                Problem::Internal
            })?;
            Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
        })
        .await
        .unwrap_or(Err(Problem::Internal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_password_that_was_hashed_matches() {
        let passwords = Passwords::new();
        let hashed = hash("open sesame").unwrap();
        assert!(hashed.starts_with("$argon2id$"));
        assert_eq!(passwords.check("open sesame".to_owned(), Some(hashed.clone())).await, Ok(true));
        assert_eq!(passwords.check("open barley".to_owned(), Some(hashed)).await, Ok(false));
    }

    #[tokio::test]
    async fn without_an_account_nothing_matches_and_nothing_fails() {
        assert_eq!(Passwords::new().check(String::new(), None).await, Ok(false));
    }
}
