//! The authenticator data in an attestation object (WebAuthn Level 3 §6.1 and §6.5.4).

use serde_cbor_2::Value;

/// Returns the `authData` of an attestation object; `None` if it can't be read.
pub(crate) fn read(attestation_object: &[u8]) -> Option<Vec<u8>> {
    let Value::Map(mut members) = serde_cbor_2::from_slice(attestation_object).ok()? else { return None };
    let Value::Bytes(data) = members.remove(&Value::Text("authData".to_owned()))? else { return None };
    Some(data)
}

/// Rewrites an attestation object with other `authData`; `None` if it can't be read.
pub(crate) fn replace(attestation_object: &[u8], authenticator_data: Vec<u8>) -> Option<Vec<u8>> {
    let Value::Map(mut members) = serde_cbor_2::from_slice(attestation_object).ok()? else { return None };
    members.insert(Value::Text("authData".to_owned()), Value::Bytes(authenticator_data));
    serde_cbor_2::to_vec(&Value::Map(members)).ok()
}

/// Returns the AAGUID, which follows the RP ID hash, the flags and the counter if the AT flag is set.
pub(crate) fn aaguid(attestation_object: &[u8]) -> Option<[u8; 16]> {
    const ATTESTED_CREDENTIAL_DATA: u8 = 1 << 6;
    let data = read(attestation_object)?;
    if data.get(32)? & ATTESTED_CREDENTIAL_DATA == 0 {
        return None;
    }
    data.get(37..53)?.try_into().ok()
}
