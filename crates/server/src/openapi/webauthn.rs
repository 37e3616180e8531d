//! The JSON forms of WebAuthn Level 3 §5.1.8 to §5.1.10 and of the FIDO conformance Server API, as far as the
//! backend reads them, and as it writes them. What clients send may have further members, which are ignored.

use serde_json::{Value, json};

/// Returns the schemas by name.
pub(super) fn schemas() -> Value {
    let bytes = json!({ "$ref": "#/components/schemas/Base64Url" });
    let flow = json!({ "$ref": "#/components/schemas/FlowId" });
    let attachment = json!({ "$ref": "#/components/schemas/Attachment" });
    let verdict = json!({ "$ref": "#/components/schemas/Verdict" });
    let kind = json!({ "const": "public-key" });
    let required = json!({ "const": "required" });
    let descriptors = json!({
        "type": "array",
        "items": object(&["type", "id", "transports"], &json!({
            "type": kind, "id": bytes, "transports": { "type": "array", "items": { "type": "string" } },
        })),
    });
    json!({
        "AssertionOptionsRequest": open(&[], &json!({
            "username": {
                "description": "The account; empty or absent to use discoverable credentials.",
                "anyOf": [
                    { "$ref": "#/components/schemas/TypedName" }, { "type": "null" }, { "const": "" },
                ],
            },
        })),
        "AssertionOptions": object(
            &["status", "errorMessage", "flow", "challenge", "timeout", "rpId", "allowCredentials", "userVerification"],
            &json!({
                "status": verdict, "errorMessage": { "const": "" }, "flow": flow, "challenge": bytes,
                "timeout": { "type": "integer", "description": "Milliseconds." },
                "rpId": { "type": "string" }, "allowCredentials": descriptors, "userVerification": required,
            }),
        ),
        "AuthenticationResponse": open(&["id", "rawId", "response", "type"], &json!({
            "id": bytes, "rawId": bytes, "type": kind, "authenticatorAttachment": nullable(&attachment),
            "response": open(&["clientDataJSON", "authenticatorData", "signature"], &json!({
                "clientDataJSON": bytes, "authenticatorData": bytes, "signature": bytes,
                "userHandle": nullable(&bytes),
            })),
        })),
        "AttestationOptionsRequest": open(&[], &json!({
            "authenticatorSelection": nullable(&open(&[], &json!({
                "authenticatorAttachment": { "type": ["string", "null"] },
            }))),
        })),
        "AttestationOptions": object(
            &[
                "status", "errorMessage", "flow", "challenge", "timeout", "rp", "user", "pubKeyCredParams",
                "excludeCredentials", "authenticatorSelection", "attestation", "extensions",
            ],
            &json!({
                "status": verdict, "errorMessage": { "const": "" }, "flow": flow, "challenge": bytes,
                "timeout": { "type": "integer", "description": "Milliseconds." },
                "rp": object(&["id", "name"], &json!({
                    "id": { "type": "string" }, "name": { "type": "string" },
                })),
                "user": object(&["id", "name", "displayName"], &json!({
                    "id": bytes, "name": { "type": "string" }, "displayName": { "type": "string" },
                })),
                "pubKeyCredParams": {
                    "type": "array",
                    "items": object(&["type", "alg"], &json!({ "type": kind, "alg": { "type": "integer" } })),
                },
                "excludeCredentials": descriptors,
                "authenticatorSelection": object(&["residentKey", "requireResidentKey", "userVerification"], &json!({
                    "authenticatorAttachment": attachment, "residentKey": required,
                    "requireResidentKey": { "const": true }, "userVerification": required,
                })),
                "attestation": { "const": "none" },
                "extensions": object(&["credProps"], &json!({ "credProps": { "const": true } })),
            }),
        ),
        "RegistrationResponse": open(&["id", "rawId", "response", "type"], &json!({
            "id": bytes, "rawId": bytes, "type": kind, "authenticatorAttachment": nullable(&attachment),
            "response": open(&["clientDataJSON", "attestationObject"], &json!({
                "clientDataJSON": bytes, "attestationObject": bytes,
            })),
            "mediation": {
                "description": "`conditional` if a password manager created the passkey by itself: then the user was \
                                neither seen nor verified (§7.1).",
            },
        })),
    })
}

/// Builds the schema of an object that has these members and no others.
fn object(required: &[&str], properties: &Value) -> Value {
    json!({
        "type": "object", "required": required, "properties": properties, "additionalProperties": false,
    })
}

/// Builds the schema of an object that may have further members.
fn open(required: &[&str], properties: &Value) -> Value {
    json!({
        "type": "object", "required": required, "properties": properties, "additionalProperties": true,
    })
}

fn nullable(schema: &Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}
