//! The `OpenAPI` 3.1 description of the native contract, at `/openapi.json`. Paths and bodies are described
//! where they are handled and read; what all calls have in common is added here.

mod links;
mod refusals;
mod terms;
mod texts;
mod webauthn;

use axum::{
    http::{HeaderValue, Method, header},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get},
};
use latchkey_core::{
    call::Operation,
    report::{Ceremony, ElapsedBucket},
};
use serde_json::{Map, Value, json};
use url::Url;
use utoipa::{
    PartialSchema,
    openapi::{OpenApi, RefOr, Schema},
};

use self::terms::{Flow, Terms as _};
pub(crate) use self::texts::{
    Aaguid, Attachment, Base64Url, BrowserCode, DocumentedState, OneLine, Reason, SystemCode, TypedName,
    TypedPassword, Verdict,
};
use crate::{flows::FlowId, problem::Problem, sessions};

/// Serves the description of these calls.
pub(crate) fn service<S: Clone + Send + Sync + 'static>(calls: OpenApi, origin: &Url) -> MethodRouter<S> {
    let text = describe(calls, origin).map(|document| document.to_string()).map_err(Problem::from);
    get(async move || text.map(answer)).fallback(async || Problem::MethodNotAllowed)
}

fn answer(text: String) -> Response {
    let mut answer = text.into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    answer
}

fn describe(calls: OpenApi, origin: &Url) -> serde_json::Result<Value> {
    let mut document = serde_json::to_value(calls)?;
    document["info"] = json!({
        "title": "Latchkey's native contract",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "How the calls work together is described in the reference backend's CONTRACT.md.",
        "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
    });
    document["servers"] = json!([{ "url": "/api" }]);
    document["components"]["securitySchemes"] = json!({
        "session": {
            "type": "apiKey", "in": "cookie", "name": sessions::COOKIE,
            "description": "Created by the first call that needs one, and replaced at sign-in.",
        },
    });
    document["components"]["parameters"] = parameters(origin)?;
    let mut schemas = schemas()?;
    if let Some(own) = document["components"]["schemas"].as_object_mut() {
        schemas.append(own);
    }
    for (path, item) in document["paths"].as_object_mut().into_iter().flatten() {
        for (method, call) in item.as_object_mut().into_iter().flatten() {
            let method = method.to_uppercase();
            let Ok(method) = Method::from_bytes(method.as_bytes()) else { continue };
            if let Some(operation) = Operation::of_native_call(method.as_str(), path) {
                complete(call, operation, &method, &mut schemas)?;
            }
        }
    }
    schemas.values_mut().for_each(close);
    document["components"]["schemas"] = schemas.into();
    Ok(document)
}

/// Adds to a call's description what it has in common with others.
fn complete(
    call: &mut Value,
    operation: Operation,
    method: &Method,
    schemas: &mut Map<String, Value>,
) -> serde_json::Result<()> {
    call["operationId"] = serde_json::to_value(operation)?;
    let has_body = call.get("requestBody").is_some();
    if has_body {
        call["requestBody"]["required"] = true.into();
    }
    let responses = refusals::responses(operation, method, has_body, schemas);
    if let Some(answers) = call["responses"].as_object_mut() {
        for answer in answers.values_mut() {
            links::add(answer, operation);
            if let Some(description) = operation.cookie() {
                answer["headers"]["set-cookie"] =
                    json!({ "description": description, "schema": { "type": "string" } });
            }
        }
        answers.extend(responses);
    }
    let mut parameters = Vec::new();
    match operation.flow() {
        Flow::None => {}
        Flow::Opens => parameters.push("flow"),
        Flow::Needs => parameters.push("flowThere"),
    }
    if !method.is_safe() {
        parameters.push("origin");
    }
    let named = parameters.iter().map(|name| json!({ "$ref": format!("#/components/parameters/{name}") }));
    match call["parameters"].as_array_mut() {
        Some(own) => own.extend(named),
        None => call["parameters"] = named.collect(),
    }
    let session = json!({ "session": [] });
    call["security"] = if operation.refusals().contains(&Problem::SignedOut) {
        json!([session])
    } else if operation == Operation::Report {
        json!([])
    } else {
        json!([{}, session])
    };
    Ok(())
}

fn parameters(origin: &Url) -> serde_json::Result<Value> {
    let flow = FlowId::schema();
    let flow = serde_json::to_value(flow)?;
    let origin = origin.origin().ascii_serialization();
    Ok(json!({
        "flow": {
            "name": "flow", "in": "query", "required": false, "schema": flow,
            "description": "The flow to continue; if absent, a new one is opened.",
        },
        "flowThere": {
            "name": "flow", "in": "query", "required": true, "schema": flow,
            "description": "The flow that the call belongs to.",
        },
        "origin": {
            "name": "origin", "in": "header", "required": true, "schema": { "const": origin },
            "description": "The backend's own origin, as browsers send it. A client that doesn't send it must send \
                            `sec-fetch-site: same-origin`.",
        },
    }))
}

/// Returns the schemas that no type of the backend provides.
fn schemas() -> serde_json::Result<Map<String, Value>> {
    let mut schemas = Map::new();
    if let Value::Object(dictionaries) = webauthn::schemas() {
        schemas.extend(dictionaries);
    }
    let report = json!({
        "type": "object", "required": ["state", "browser", "ceremony", "elapsed"], "additionalProperties": false,
        "properties": {
            "state": { "$ref": "#/components/schemas/DocumentedState" },
            "browser": { "$ref": "#/components/schemas/BrowserCode" },
            "ceremony": { "enum": Ceremony::ALL.map(Ceremony::code) },
            "elapsed": { "enum": ElapsedBucket::ALL.map(ElapsedBucket::code) },
        },
    });
    schemas.insert("Report".to_owned(), report);
    let forms: [(&str, RefOr<Schema>); 7] = [
        ("Attachment", Attachment::schema()),
        ("Base64Url", Base64Url::schema()),
        ("BrowserCode", BrowserCode::schema()),
        ("DocumentedState", DocumentedState::schema()),
        ("FlowId", FlowId::schema()),
        ("TypedName", TypedName::schema()),
        ("Verdict", Verdict::schema()),
    ];
    for (name, form) in forms {
        schemas.insert(name.to_owned(), serde_json::to_value(form)?);
    }
    Ok(schemas)
}

/// Disallows further members in an object schema that doesn't say otherwise.
fn close(schema: &mut Value) {
    if let Some(members) = schema.as_object_mut()
        && members.contains_key("properties")
    {
        members.entry("additionalProperties").or_insert(false.into());
    }
}
