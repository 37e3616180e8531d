//! The authenticator data in an attestation object (WebAuthn Level 3, 6.1 and 6.5.4).

use serde_cbor_2::Value;

/// Reads the `authData` of an attestation object.
pub(crate) fn read(attestation_object: &[u8]) -> Option<Vec<u8>> {
    let Value::Map(mut members) = serde_cbor_2::from_slice(attestation_object).ok()? else { return None };
    let Value::Bytes(data) = members.remove(&Value::Text("authData".to_owned()))? else { return None };
    Some(data)
}

/// Writes an attestation object anew with other `authData`.
pub(crate) fn replace(attestation_object: &[u8], authenticator_data: Vec<u8>) -> Option<Vec<u8>> {
    let Value::Map(mut members) = serde_cbor_2::from_slice(attestation_object).ok()? else { return None };
    members.insert(Value::Text("authData".to_owned()), Value::Bytes(authenticator_data));
    serde_cbor_2::to_vec(&Value::Map(members)).ok()
}

/// The AAGUID, which stands behind the RP id's hash, the flags and the counter where the flag AT is set.
pub(crate) fn aaguid(attestation_object: &[u8]) -> Option<[u8; 16]> {
    const ATTESTED_CREDENTIAL_DATA: u8 = 1 << 6;
    let data = read(attestation_object)?;
    if data.get(32)? & ATTESTED_CREDENTIAL_DATA == 0 {
        return None;
    }
    data.get(37..53)?.try_into().ok()
}
