//! Members that are present but null.

use serde::{Deserialize, Deserializer};

/// Reads null like an absent member, since some backends write every member that their types have.
pub(super) fn null_as_absent<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}
