//! What the client data says about the page that requested a ceremony, as far as the library doesn't check
//! it: whether a page of another origin framed it (WebAuthn Level 3 §7.1 step 12, §7.2 step 14).

use serde_json::Value;
use url::Url;

use crate::problem::Problem;

/// The origins whose pages may frame sign-in and set-up.
#[derive(Debug, Clone)]
pub(crate) struct FrameAncestors(Vec<String>);

impl FrameAncestors {
    pub(crate) fn new(origins: &[Url]) -> Self {
        Self(origins.iter().map(|origin| origin.origin().ascii_serialization()).collect())
    }

    /// Refuses a ceremony in a frame of a page that may not frame this one. A browser that doesn't name the
    /// framing page is trusted to have enforced the policy that it was sent.
    pub(crate) fn check(&self, client_data: &[u8]) -> Result<(), Problem> {
        let Ok(client_data) = serde_json::from_slice::<Value>(client_data) else {
            return Err(Problem::VerificationFailed);
        };
        let framed = client_data["crossOrigin"] == true || !client_data["topOrigin"].is_null();
        let allowed = match client_data["topOrigin"].as_str() {
            Some(top) => self.0.iter().any(|origin| origin == top),
            None => !self.0.is_empty(),
        };
        if framed && !allowed { Err(Problem::VerificationFailed) } else { Ok(()) }
    }
}

/// Removes `crossOrigin` from client data that reports a frame, because the library always refuses that in a
/// registration; `None` for any other client data. An attestation that signs the client data then no longer
/// verifies, but none is requested.
pub(crate) fn unframed(client_data: &[u8]) -> Option<Vec<u8>> {
    let mut client_data: Value = serde_json::from_slice(client_data).ok()?;
    let framed = client_data.as_object_mut()?.remove("crossOrigin")? == true;
    framed.then_some(())?;
    serde_json::to_vec(&client_data).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(origins: &[&str], client_data: &str) -> bool {
        let origins: Vec<Url> = origins.iter().filter_map(|origin| Url::parse(origin).ok()).collect();
        FrameAncestors::new(&origins).check(client_data.as_bytes()).is_ok()
    }

    #[test]
    fn a_ceremony_in_a_frame_needs_a_page_that_may_frame() {
        let shop = "https://shop.example.test";
        for (origins, client_data, allowed) in [
            (&[][..], r#"{"crossOrigin":false}"#, true),
            (&[], "{}", true),
            (&[], r#"{"crossOrigin":true}"#, false),
            (&[], r#"{"crossOrigin":true,"topOrigin":"https://shop.example.test"}"#, false),
            (&[shop], r#"{"crossOrigin":true,"topOrigin":"https://shop.example.test"}"#, true),
            (&[shop], r#"{"crossOrigin":true,"topOrigin":"https://evil.example"}"#, false),
            (&[shop], r#"{"crossOrigin":false,"topOrigin":"https://evil.example"}"#, false),
            (&[shop], r#"{"crossOrigin":true}"#, true),
            (&[shop], "no JSON", false),
        ] {
            assert_eq!(allows(origins, client_data), allowed, "{client_data}");
        }
    }
}
