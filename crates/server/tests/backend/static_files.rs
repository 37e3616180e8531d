//! The built app, and the headers of every response.

use std::{fs, path::Path};

use latchkey_core::route::Base;
use latchkey_server::config::Config;
use reqwest::{Client, Response, header};
use tempfile::TempDir;
use url::Url;

use crate::browser::Backend;

const SCRIPT: &str = "/latchkey-1a2b3c4d5e6f7081.js";
const WASM: &str = "/latchkey-1a2b3c4d5e6f7081_bg.wasm";

fn write(dist: &Path, name: &str, content: &str) {
    fs::write(dist.join(name.trim_start_matches('/')), content).unwrap();
}

async fn with_app(page: &str) -> (Backend, TempDir) {
    let dist = tempfile::tempdir().unwrap();
    write(dist.path(), "index.html", page);
    write(dist.path(), "portal.html", PORTAL);
    write(dist.path(), SCRIPT, "plain script");
    write(dist.path(), &format!("{SCRIPT}.br"), "brotli script");
    write(dist.path(), &format!("{SCRIPT}.gz"), "gzip script");
    write(dist.path(), WASM, "plain wasm");
    write(dist.path(), &format!("{WASM}.br"), "brotli wasm");
    let config = Config { dist: Some(dist.path().to_owned()), ..Config::default() };
    (Backend::with(config).await, dist)
}

const PAGE: &str = "<!doctype html><title>Latchkey</title>";
const PORTAL: &str = "<!doctype html><title>Signed in</title>";

async fn get(backend: &Backend, path: &str, headers: &[(header::HeaderName, &str)]) -> Response {
    let mut request = Client::new().get(format!("{}{path}", backend.origin));
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    request.send().await.unwrap()
}

fn value<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn the_app_s_files_come_in_the_best_encoding_that_the_client_takes() {
    let (backend, _dist) = with_app(PAGE).await;
    for (accepted, encoding, content) in [
        ("gzip, deflate, br", "br", "brotli script"),
        ("gzip", "gzip", "gzip script"),
        ("identity", "", "plain script"),
    ] {
        let response = get(&backend, SCRIPT, &[(header::ACCEPT_ENCODING, accepted)]).await;
        assert_eq!(response.status(), 200);
        assert_eq!(value(&response, "content-encoding"), encoding);
        assert_eq!(value(&response, "content-type"), "text/javascript");
        assert!(value(&response, "vary").eq_ignore_ascii_case("accept-encoding"));
        assert_eq!(response.text().await.unwrap(), content);
    }
}

#[tokio::test]
async fn wasm_has_the_type_that_streaming_compilation_needs() {
    let (backend, _dist) = with_app(PAGE).await;
    let response = get(&backend, WASM, &[(header::ACCEPT_ENCODING, "br")]).await;
    assert_eq!(value(&response, "content-type"), "application/wasm");
    assert_eq!(value(&response, "content-encoding"), "br");
}

#[tokio::test]
async fn files_with_a_hash_in_their_name_are_kept_for_ever_and_the_page_is_not() {
    let (backend, _dist) = with_app(PAGE).await;
    let immutable = "public, max-age=31536000, immutable";
    assert_eq!(value(&get(&backend, SCRIPT, &[]).await, "cache-control"), immutable);
    assert_eq!(value(&get(&backend, WASM, &[]).await, "cache-control"), immutable);
    assert_eq!(value(&get(&backend, "/", &[]).await, "cache-control"), "no-cache");
    assert_eq!(value(&get(&backend, "/index.html", &[]).await, "cache-control"), "no-cache");
}

#[tokio::test]
async fn a_missing_file_is_not_kept_for_ever() {
    let (backend, _dist) = with_app(PAGE).await;
    let response = get(&backend, "/latchkey-0000000000000000.js", &[]).await;
    assert_eq!(response.status(), 404);
    assert!(!value(&response, "cache-control").contains("immutable"));
}

#[tokio::test]
async fn every_route_of_the_app_gets_its_page() {
    let (backend, _dist) = with_app(PAGE).await;
    let browser = [(header::ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")];
    for (path, page) in [
        ("/", PAGE),
        ("/set-up", PAGE),
        ("/security/passkeys", PAGE),
        ("/sign-in?next=/a.b", PAGE),
        ("/account", PORTAL),
        ("/account/security?tab=1", PORTAL),
        ("/admin/users/17/security", PORTAL),
    ] {
        let response = get(&backend, path, &browser).await;
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(value(&response, "cache-control"), "no-cache");
        assert!(value(&response, "content-type").starts_with("text/html"));
        assert_eq!(response.text().await.unwrap(), page, "{path}");
    }
}

#[tokio::test]
async fn what_is_no_route_and_no_file_is_not_found() {
    let (backend, _dist) = with_app(PAGE).await;
    let browser = [(header::ACCEPT, "text/html")];
    assert_eq!(get(&backend, "/dev/outbox", &browser).await.status(), 404, "it isn't a demo");
    assert_eq!(get(&backend, "/missing.js", &browser).await.status(), 404);
    assert_eq!(get(&backend, "/sign-in", &[(header::ACCEPT, "application/json")]).await.status(), 404);
    let api = get(&backend, "/api/missing", &browser).await;
    assert_eq!(api.status(), 404);
    assert_eq!(value(&api, "content-type"), "application/problem+json");
}

#[tokio::test]
async fn nothing_outside_of_the_folder_is_served() {
    let (backend, dist) = with_app(PAGE).await;
    let outside = dist.path().with_extension("secret");
    fs::write(&outside, "secret").unwrap();
    let name = outside.file_name().unwrap().to_str().unwrap();
    for path in [format!("/..%2f{name}"), format!("/%2e%2e/{name}"), format!("/a/..%5c..%5c{name}")] {
        assert_eq!(get(&backend, &path, &[]).await.status(), 404, "{path}");
    }
    fs::remove_file(outside).unwrap();
}

#[tokio::test]
async fn every_answer_has_the_security_headers() {
    let (backend, _dist) = with_app(PAGE).await;
    for path in ["/", SCRIPT, "/missing.js", "/api/session", "/api/missing"] {
        let response = get(&backend, path, &[]).await;
        let policy = value(&response, "content-security-policy");
        for directive in [
            "default-src 'none';",
            "script-src 'self' 'wasm-unsafe-eval';",
            "connect-src 'self';",
            "base-uri 'none';",
            "frame-ancestors 'none';",
            "require-trusted-types-for 'script';",
            "trusted-types 'none'",
        ] {
            assert!(policy.contains(directive), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline"));
        assert_eq!(value(&response, "x-content-type-options"), "nosniff");
        assert_eq!(value(&response, "referrer-policy"), "no-referrer");
        assert_eq!(value(&response, "cross-origin-opener-policy"), "same-origin");
        assert_eq!(value(&response, "cross-origin-resource-policy"), "same-origin");
        let permissions = value(&response, "permissions-policy");
        assert!(permissions.starts_with(
            "publickey-credentials-create=(self), publickey-credentials-get=(self), accelerometer=()"
        ));
        assert_eq!(value(&response, "strict-transport-security"), "", "there is no TLS");
    }
}

#[tokio::test]
async fn a_page_with_a_base_element_may_have_it() {
    let (backend, _dist) = with_app("<!doctype html><base href=\"/\"><title>Latchkey</title>").await;
    let response = get(&backend, "/", &[]).await;
    assert!(value(&response, "content-security-policy").contains("base-uri 'self';"));
}

#[tokio::test]
async fn below_a_path_there_is_the_app_and_beside_it_the_application() {
    let (_, dist) = with_app(PAGE).await;
    let site = tempfile::tempdir().unwrap();
    write(site.path(), "shop.html", "<!doctype html><title>Shop</title>");
    let config = Config {
        dist: Some(dist.path().to_owned()),
        prefix: Base::parse("/auth/").unwrap(),
        site: Some(site.path().to_owned()),
        ..Config::default()
    };
    let backend = Backend::with(config).await;
    let browser = [(header::ACCEPT, "text/html")];
    for (path, page) in [("/auth", PAGE), ("/auth/", PAGE), ("/auth/set-up", PAGE), ("/auth/account", PORTAL)]
    {
        let response = get(&backend, path, &browser).await;
        assert_eq!(
            (response.status().as_u16(), response.text().await.unwrap().as_str()),
            (200, page),
            "{path}"
        );
    }
    assert_eq!(get(&backend, &format!("/auth{SCRIPT}"), &[]).await.status(), 200);
    let shop = get(&backend, "/shop.html", &browser).await;
    assert_eq!(value(&shop, "content-type"), "text/html");
    assert!(value(&shop, "content-security-policy").contains("frame-ancestors 'none';"));
    for path in ["/", "/account", "/set-up", SCRIPT] {
        assert_eq!(get(&backend, path, &browser).await.status(), 404, "{path}");
    }
    assert_eq!(get(&backend, "/api/session", &[]).await.status(), 401, "the API stays where it is");
}

#[tokio::test]
async fn pages_of_the_origins_that_may_frame_sign_in_frame_nothing_else() {
    let (_, dist) = with_app(PAGE).await;
    let shops = ["https://shop.example.test", "http://localhost:3000"];
    let config = Config {
        dist: Some(dist.path().to_owned()),
        prefix: Base::parse("/auth/").unwrap(),
        frame_ancestors: shops.map(|shop| Url::parse(shop).unwrap()).into(),
        ..Config::default()
    };
    let backend = Backend::with(config).await;
    for (path, ancestors) in [
        ("/auth/", "https://shop.example.test http://localhost:3000"),
        ("/auth/set-up", "https://shop.example.test http://localhost:3000"),
        ("/auth/account", "'none'"),
        ("/auth/gallery", "'self'"),
        ("/auth/nowhere", "'none'"),
        ("/set-up", "'none'"),
        ("/api/session", "'none'"),
    ] {
        let response = get(&backend, path, &[(header::ACCEPT, "text/html")]).await;
        let policy = value(&response, "content-security-policy");
        assert!(policy.contains(&format!("frame-ancestors {ancestors};")), "{path}: {policy}");
        assert!(policy.contains("trusted-types 'none'"), "{path}: {policy}");
    }
}
