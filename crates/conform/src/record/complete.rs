//! Before the check: what a profile has to say but doesn't is guessed, broadly, so that the check can see
//! what fits.

use std::path::Path;

use serde_json::{Map, Value, json};

/// Where answers usually have options. The whole answer comes last, since it always exists.
const OPTIONS: [&str; 10] = [
    "/publicKey",
    "/options/publicKey",
    "/data/publicKey",
    "/data/options/publicKey",
    "/data/request_options/publicKey",
    "/data/creation_options/publicKey",
    "/options",
    "/data/options",
    "/data",
    "",
];
/// Where answers usually have lists.
const LISTS: [&str; 8] =
    ["/passkeys", "/credentials", "/authenticators", "/data/passkeys", "/data", "/items", "/results", ""];
/// Where answers usually have the account's name.
const NAMES: [&str; 12] = [
    "/user/name",
    "/user/username",
    "/user/email",
    "/data/user/username",
    "/data/user/name",
    "/data/user/email",
    "/account/name",
    "/username",
    "/name",
    "/email",
    "/user/id",
    "/sub",
];
/// Where answers have a flow's ID, if there are flows.
const FLOWS: [&str; 2] = ["/flow", "/flowId"];
/// What usually identifies a passkey in calls.
const IDS: [&str; 5] = ["/id", "/credentialId", "/credentialID", "/credential_id", "/uuid"];

/// Returns the profile with everything that the check needs.
pub(crate) fn completed(mut document: Value, file: &Path) -> Value {
    let name: String = file
        .file_stem()
        .and_then(|name| name.to_str())
        .unwrap_or_default()
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let Some(profile) = document.as_object_mut() else { return document };
    default(profile, "id", json!(if name.is_empty() { "own" } else { &name }));
    default(profile, "title", json!(format!("{name}, as recorded")));
    default(profile, "base", json!(""));
    default(profile, "about", json!({ "docs": "unknown", "versions": "unknown", "run": "not run" }));
    if let Some(operations) = profile.get_mut("operations").and_then(Value::as_object_mut) {
        let has_code = operations.contains_key("sign-in.code");
        if has_code
            && let Some(Value::Object(call)) = operations.get_mut("sign-in.password")
            && !call.contains_key("gives")
        {
            // If there are codes, a password usually leads to one.
            default(call, "partial", json!([{ "status": [200, 202], "next": "code" }]));
        }
        for (operation, calls) in operations {
            if let Some(call) = last_call(calls) {
                complete_call(operation, call);
            }
        }
    }
    document
}

fn complete_call(operation: &str, call: &mut Map<String, Value>) {
    default(call, "method", json!("POST"));
    let is_get = call.get("method").is_some_and(|method| method == "GET");
    if !is_get
        && !call.contains_key("body")
        && let Some(body) = body(operation)
    {
        call.insert("body".to_owned(), body);
    }
    let gives = match operation {
        "assertion.options" | "attestation.options" | "verification.options" => {
            json!({ "options": OPTIONS, "flow": FLOWS })
        }
        "sign-in.identify" => json!({ "next": "/next", "flow": FLOWS }),
        "sign-in.password" => json!({ "flow": FLOWS }),
        "session.get" => json!({ "name": NAMES }),
        "passkeys.list" => json!({ "passkeys": LISTS, "passkey": { "id": IDS } }),
        "admin.users" | "admin.user" | "admin.counts" => json!({ "native": "" }),
        _ => return,
    };
    default(call, "gives", gives);
}

/// Returns the body that the native contract has for an operation.
fn body(operation: &str) -> Option<Value> {
    match operation {
        "assertion.options" => Some(json!({ "username": "$username?" })),
        "assertion.result" | "attestation.result" | "verification.passkey" => Some(json!("$credential")),
        "sign-in.identify" => Some(json!({ "username": "$username" })),
        "sign-in.password" => Some(json!({ "username": "$username", "password": "$password" })),
        "sign-in.code" => Some(json!({ "code": "$code" })),
        "verification.password" => Some(json!({ "password": "$password" })),
        "account.rename" => Some(json!({ "displayName": "$displayName" })),
        "passkeys.rename" => Some(json!({ "name": "$name" })),
        "admin.remove" | "admin.remove-all" => Some(json!({ "reason": "$reason" })),
        "attestation.options" | "sign-in.code.resend" | "passkeys.deferral" => Some(json!({})),
        _ => None,
    }
}

/// Returns the call whose answer is the operation's.
pub(super) fn last_call(calls: &mut Value) -> Option<&mut Map<String, Value>> {
    let call = if calls.is_array() { calls.as_array_mut()?.last_mut()? } else { calls };
    call.as_object_mut()
}

fn default(object: &mut Map<String, Value>, name: &str, value: Value) {
    object.entry(name).or_insert(value);
}

#[cfg(test)]
mod tests {
    use latchkey_core::profile::Profile;

    use super::*;

    #[test]
    fn a_profile_of_paths_alone_becomes_one_that_can_be_tried() {
        let paths = json!({ "operations": {
            "assertion.options": { "path": "/start" }, "assertion.result": { "path": "/finish" },
            "passkeys.list": { "method": "GET", "path": "/keys" }, "passkeys.delete": { "method": "DELETE", "path": "/keys/$id" },
        } });
        assert!(Profile::read(paths.clone()).is_err());
        let document = completed(paths, Path::new("somewhere/My Backend.json"));
        assert_eq!(document["id"], "my-backend");
        assert_eq!(document["operations"]["assertion.result"]["body"], "$credential");
        assert_eq!(document["operations"]["passkeys.delete"].get("body"), None);
        Profile::read(document).expect("it should be a profile");
    }

    #[test]
    fn what_is_said_is_let_be() {
        let said = json!({ "operations": { "sign-in.password": { "method": "PUT", "path": "/in", "body": { "email": "$username" } } } });
        let document = completed(said, Path::new("own.json"));
        assert_eq!(document["operations"]["sign-in.password"]["body"], json!({ "email": "$username" }));
        assert_eq!(document["operations"]["sign-in.password"]["method"], "PUT");
    }
}
