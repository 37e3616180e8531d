//! The list of users, with few and with many.

use std::time::Instant;

use serde_json::{Value, json};

use crate::browser::{Backend, Browser, SUPER, USER, VIEWER};

async fn list(administrator: &mut Browser, query: &str) -> Value {
    administrator.get(&format!("/admin/users?{query}")).await.ok().body
}

fn column(list: &Value, member: &str) -> Vec<Value> {
    let users = list["users"].as_array().unwrap().iter();
    users.map(|user| user.get(member).cloned().unwrap_or_default()).collect()
}

#[tokio::test]
async fn people_are_listed_by_name_unless_another_order_is_asked_for() {
    let backend = Backend::demo().await;
    backend.with_passkey(VIEWER).await;
    let mut administrator = backend.browser();
    administrator.advance_clock(60).await;
    administrator.sign_in_with_password(SUPER).await;
    let all = list(&mut administrator, "").await;
    assert_eq!((&all["total"], &all["page"], &all["pageSize"]), (&json!(3), &json!(1), &json!(50)));
    for (query, names) in [
        ("", [SUPER, USER, VIEWER]),
        ("sort=name&order=ascending", [SUPER, USER, VIEWER]),
        ("sort=name&order=descending", [VIEWER, USER, SUPER]),
        ("sort=displayName", [SUPER, USER, VIEWER]),
        ("sort=displayName&order=descending", [VIEWER, USER, SUPER]),
        ("sort=passkeys", [SUPER, USER, VIEWER]),
        ("sort=passkeys&order=descending", [VIEWER, USER, SUPER]),
        ("sort=lastSignIn", [USER, VIEWER, SUPER]),
        ("sort=lastSignIn&order=descending", [SUPER, VIEWER, USER]),
    ] {
        assert_eq!(column(&list(&mut administrator, query).await, "name"), names, "{query}");
    }
}

#[tokio::test]
async fn a_search_finds_part_of_either_name_in_capitals_or_not_and_in_any_alphabet() {
    let backend = Backend::demo().await;
    backend.signed_in(USER).await.patch("/account", json!({ "displayName": "Ürsula Übermut" })).await.ok();
    let mut administrator = backend.signed_in(SUPER).await;
    for (search, found) in [
        ("R@EXAMPLE", vec![SUPER, USER, VIEWER]),
        ("stella", vec![SUPER]),
        ("%20%20STELLA%20super%20", vec![SUPER]),
        ("%C3%BCBER", vec![USER]),
        ("%C3%9CRSULA", vec![USER]),
        ("%25", vec![]),
        ("_", vec![]),
        ("'", vec![]),
        ("nobody", vec![]),
    ] {
        let list = list(&mut administrator, &format!("search={search}")).await;
        assert_eq!(column(&list, "name"), found, "{search}");
        assert_eq!(list["total"], found.len(), "{search}");
    }
}

#[tokio::test]
async fn what_the_list_does_not_know_is_refused() {
    let backend = Backend::demo().await;
    let mut administrator = backend.signed_in(SUPER).await;
    for query in
        ["sort=age", "order=up", "page=0", "page=-1", "page=x", &format!("search={}", "n".repeat(101))]
    {
        administrator.get(&format!("/admin/users?{query}")).await.refused(400, "request_invalid");
    }
    let longest = format!("search={}", "%C3%BC".repeat(100));
    assert_eq!(list(&mut administrator, &longest).await["total"], 0);
    let far = list(&mut administrator, "page=4294967295").await;
    assert_eq!(
        (&far["users"], &far["total"], &far["page"]),
        (&json!([]), &json!(3), &json!(4_294_967_295_u32))
    );
}

#[tokio::test]
async fn a_demonstration_s_crowd_signs_in_and_is_known_like_anybody() {
    let backend = Backend::crowded(200).await;
    let mut administrator = backend.signed_in(SUPER).await;
    let everybody = list(&mut administrator, "sort=passkeys&order=descending").await;
    assert_eq!(everybody["total"], 203);
    let person = everybody["users"][0].clone();
    let page = administrator.get(&format!("/admin/users/{}", person["id"].as_str().unwrap())).await.ok().body;
    assert_eq!(page["user"], person);
    assert_eq!(json!(page["passkeys"].as_array().unwrap().len()), person["passkeys"]);

    backend.with_passkey(USER).await;
    assert_eq!(column(&list(&mut administrator, &format!("search={USER}")).await, "passkeys"), [1]);

    let name = person["name"].as_str().unwrap();
    let mut browser = backend.browser();
    assert_eq!(browser.identify(name).await.ok().body["next"], "passkey");
    let offered = browser.assertion_options(Some(name)).await.ok().body["allowCredentials"].clone();
    assert_eq!(offered.as_array().unwrap().len(), page["passkeys"].as_array().unwrap().len());
    browser.sign_in_with_password(name).await;
    let counts = administrator.get("/admin/counts").await.ok().body;
    assert_eq!(counts["users"], 203);
    assert!(counts["signIns"].as_u64().unwrap() > counts["signInsWithPasskey"].as_u64().unwrap());
    assert!(counts["failures"].as_array().unwrap().len() > 5, "{counts}");
}

/// What users are sorted by.
type Key = fn(&Value) -> Value;

/// Gathers every page of an order, and prints how long the slowest took.
async fn all_pages(administrator: &mut Browser, query: &str) -> Vec<Value> {
    let mut users = Vec::new();
    let mut slowest = std::time::Duration::ZERO;
    for page in 1.. {
        let begin = Instant::now();
        let list = list(administrator, &format!("{query}&page={page}")).await;
        slowest = slowest.max(begin.elapsed());
        let found = list["users"].as_array().unwrap();
        if found.is_empty() {
            assert_eq!(list["total"], users.len(), "{query}");
            break;
        }
        users.extend_from_slice(found);
    }
    println!("{query}: {} users, the slowest page in {slowest:?}", users.len());
    users
}

#[tokio::test]
async fn the_pages_of_every_order_have_everybody_once() {
    let backend = Backend::crowded(500).await;
    let mut administrator = backend.signed_in(SUPER).await;
    let mut everybody = all_pages(&mut administrator, "sort=name").await;
    assert_eq!(everybody.len(), 503);
    let by_name = |user: &Value| user["name"].as_str().unwrap().to_owned();
    assert!(everybody.is_sorted_by_key(by_name));
    let orders: [(&str, Key); 3] = [
        ("displayName", |user| json!(user["displayName"].as_str().unwrap().to_lowercase())),
        ("passkeys", |user| user["passkeys"].clone()),
        ("lastSignIn", |user| json!(user["lastSignInAt"].as_str().unwrap_or_default())),
    ];
    for (sort, key) in orders {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let mut ascending = all_pages(&mut administrator, &format!("sort={sort}")).await;
        assert!(ascending.is_sorted_by_key(|user| text(&key(user))), "{sort}");
        let descending = all_pages(&mut administrator, &format!("sort={sort}&order=descending")).await;
        ascending.reverse();
        assert_eq!(ascending, descending, "{sort}");
        ascending.sort_by_key(by_name);
        everybody.sort_by_key(by_name);
        assert_eq!(ascending, everybody, "{sort}");
    }
    let found = all_pages(&mut administrator, "search=keller&sort=lastSignIn").await;
    assert!(!found.is_empty());
    assert!(found.iter().all(|user| by_name(user).contains("keller")), "{found:?}");
}

#[tokio::test]
async fn a_hundred_thousand_people_are_searched_sorted_and_paged_through() {
    let begin = Instant::now();
    let backend = Backend::crowded(100_000).await;
    println!("100 000 users existed after {:?}", begin.elapsed());
    let mut administrator = backend.signed_in(SUPER).await;
    for sort in ["name", "displayName", "passkeys", "lastSignIn"] {
        for (page, people) in [(1, 50), (1_000, 50), (2_001, 3), (2_002, 0)] {
            let begin = Instant::now();
            let list = list(&mut administrator, &format!("sort={sort}&order=descending&page={page}")).await;
            println!("page {page} by {sort} after {:?}", begin.elapsed());
            assert_eq!((&list["total"], list["users"].as_array().unwrap().len()), (&json!(100_003), people));
        }
    }
    let begin = Instant::now();
    let found = list(&mut administrator, "search=WEI%C3%9F&sort=lastSignIn&order=descending").await;
    println!("the first page of {} found after {:?}", found["total"], begin.elapsed());
    assert!(found["total"].as_u64().unwrap() > 1_000);
    assert!(column(&found, "displayName").iter().all(|name| name.as_str().unwrap().contains("Weiß")));
    let counts = administrator.get("/admin/counts").await.ok().body;
    let with_passkey = counts["usersWithPasskey"].as_u64().unwrap();
    assert!((35_000..45_000).contains(&with_passkey), "{with_passkey}");
}
