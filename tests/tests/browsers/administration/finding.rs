//! Finding users among many, and the counts over all of them.

use latchkey_tests::{Browser, Fault, Key, Operation, Stage, journey, wait_until};
use serde_json::json;

use super::{SUPER, USERS, at_users, column, finds, names, signed_in};
use crate::screens::fits;
use crate::states::SIGN_IN_UNAVAILABLE;

/// Returns the column that the list is sorted by, and how, according to the column headers.
const SORTED: &str = "return [...document.querySelectorAll('th[aria-sort]')] \
    .map(head => [head.textContent, head.ariaSort])";

fn address_is(browser: &Browser, parameters: &str) {
    browser.script_gives(
        "return location.pathname + location.search",
        &json!(format!("/admin/users{parameters}")),
    );
}

fn numbers(browser: &Browser) -> Vec<u32> {
    column(browser, "td:nth-of-type(3)").iter().map(|number| number.parse().unwrap()).collect()
}

journey!(an_administrator_finds_somebody_among_many in chromium, firefox);
fn an_administrator_finds_somebody_among_many(stage: &Stage) {
    stage.seeds_users(120);
    let browser = at_users(stage, SUPER);
    browser.has_focus_on(USERS);
    browser.sees("1–50 of 123");
    browser.type_into("Find users by name", "  URSULA us");
    // Without a mouse.
    browser.press_keys(&[Key::Enter]);
    browser.sees("1–1 of 1");
    browser.hears("1–1 of 1");
    assert_eq!(names(&browser), ["Ursula User"]);
    address_is(&browser, "?search=URSULA%20us");
    browser.has_focus_on("Find users by name");

    finds(&browser, "nobody of this name");
    browser.hears("No users found.");
    browser.press("Show all users");
    browser.sees("1–50 of 123");
    assert_eq!(browser.value_of("Find users by name"), "");
    address_is(&browser, "");
}

journey!(what_is_searched_is_no_pattern_and_no_code in chromium);
fn what_is_searched_is_no_pattern_and_no_code(stage: &Stage) {
    let browser = at_users(stage, SUPER);
    for search in ["%", "_", "' or 1=1 --", "<b>user</b>", "&sort=passkeys", "+"] {
        finds(&browser, search);
        browser.hears("No users found.");
        browser.reload();
        browser.hears("No users found.");
        assert_eq!(browser.value_of("Find users by name"), search);
    }
}

journey!(the_list_is_sorted_and_paged_and_back_leads_back in chromium, firefox);
fn the_list_is_sorted_and_paged_and_back_leads_back(stage: &Stage) {
    stage.seeds_users(120);
    let browser = at_users(stage, SUPER);
    browser.sees("1–50 of 123");
    let by_name = names(&browser);
    browser.script_gives(SORTED, &json!([["Account", "ascending"]]));

    browser.press("Passkeys");
    browser.script_gives(SORTED, &json!([["Passkeys", "ascending"]]));
    browser.has_focus_on("Passkeys");
    wait_until("the fewest first", || numbers(&browser).iter().all(|number| *number == 0));
    browser.press("Passkeys");
    browser.script_gives(SORTED, &json!([["Passkeys", "descending"]]));
    wait_until("the most first", || numbers(&browser).first().is_some_and(|most| *most > 1));
    assert!(numbers(&browser).is_sorted_by(|one, next| one >= next));
    address_is(&browser, "?sort=passkeys&order=descending");

    browser.press("Next");
    browser.sees("51–100 of 123");
    browser.hears("51–100 of 123");
    browser.has_focus_on("Next");
    browser.press("Next");
    browser.sees("101–123 of 123");
    // On the last page the button keeps the focus but does nothing.
    browser.has_focus_on("Next");
    browser.script_gives("return document.activeElement.ariaDisabled", &json!("true"));
    browser.press("Next");
    address_is(&browser, "?sort=passkeys&order=descending&page=3");
    browser.press("Previous");
    browser.sees("51–100 of 123");

    browser.goes_back();
    browser.sees("101–123 of 123");
    browser.goes_back();
    browser.goes_back();
    browser.sees("1–50 of 123");
    browser.script_gives(SORTED, &json!([["Passkeys", "descending"]]));
    browser.goes_back();
    browser.goes_back();
    browser.script_gives(SORTED, &json!([["Account", "ascending"]]));
    wait_until("the first list", || names(&browser) == by_name);

    // A link leads to the same list, and one with made-up parameters to the default list.
    browser.opens("/admin/users?sort=passkeys&order=descending&page=2");
    browser.sees("51–100 of 123");
    browser.opens("/admin/users?sort=password&order=x&page=-1");
    wait_until("the first list", || names(&browser) == by_name);
    browser.opens("/admin/users?page=40");
    browser.hears("No users found.");
    browser.press("Previous");
    browser.sees("101–123 of 123");
}

journey!(the_rows_stay_while_others_are_waited_for in chromium);
fn the_rows_stay_while_others_are_waited_for(stage: &Stage) {
    let browser = at_users(stage, SUPER);
    browser.sees("1–3 of 3");
    stage.backend().fault(Operation::Users, Fault::Hang, Some(1));
    finds(&browser, "ursula");
    browser.hears("Loading the users…");
    assert_eq!(names(&browser).len(), 3);
    // The later search wins.
    finds(&browser, "stella");
    browser.sees("1–1 of 1");
    assert_eq!(names(&browser), ["Stella Super"]);

    stage.backend().fault(Operation::Users, Fault::Hang, Some(1));
    finds(&browser, "viktor");
    browser.press("Cancel");
    assert_eq!(names(&browser), ["Stella Super"]);
    address_is(&browser, "?search=stella");
    assert_eq!(browser.value_of("Find users by name"), "stella");

    stage.backend().fault(Operation::Users, Fault::Unavailable, Some(1));
    finds(&browser, "viktor");
    SIGN_IN_UNAVAILABLE.is_seen_in(&browser);
    browser.press("Try again");
    browser.sees("1–1 of 1");
    assert_eq!(names(&browser), ["Viktor Viewer"]);
}

journey!(the_counts_are_figures_a_chart_and_a_table in chromium);
fn the_counts_are_figures_a_chart_and_a_table(stage: &Stage) {
    let browser = signed_in(stage, SUPER);
    for state in ["A2", "A2", "A2", "R3"] {
        let body =
            json!({ "state": state, "browser": "firefox", "ceremony": "sign-in", "elapsed": "under-1s" });
        stage.backend().visitor().calls("/reports", &body);
    }
    super::opens_users(&browser);
    browser.sees("Users\n3\n");
    browser.sees("Users with a passkey\n0 of 3");
    browser.sees("Sign-ins with a passkey in the last 30 days\n0 of 1");
    browser.sees_heading("Failures in the last 30 days");
    let chart = "const chart = document.querySelector('svg[role=img]'); return [chart.getAttribute('aria-label'), \
                 chart.querySelector('path').getAttribute('d')]";
    let words = "Bar chart: 4 failures of 2 kinds, most often Passkey Not Found or Canceled, 3 times. \
                 The figures are in the table below.";
    assert_eq!(browser.script(chart, &[]), json!([words, "M32 0h240v12h-240zM32 18h80v12h-80z"]));
    browser.press("Show as a table");
    let rows = "return [...document.querySelectorAll('details tbody tr')] \
                .map(row => [...row.children].map(cell => cell.textContent))";
    let table =
        json!([["A2", "Passkey Not Found or Canceled", "3"], ["R3", "Passkey Request Timed Out", "1"]]);
    assert_eq!(browser.script(rows, &[]), table);

    stage.backend().fault(Operation::Counts, Fault::Unavailable, Some(1));
    browser.reload();
    browser.sees("The figures couldn’t be loaded.");
    browser.sees("1–3 of 3");
}

journey!(the_list_fits_a_phone_and_a_desk in chromium);
fn the_list_fits_a_phone_and_a_desk(stage: &Stage) {
    stage.seeds_users(2_000);
    let browser = at_users(stage, SUPER);
    browser.sees("1–50 of 2003");
    fits(&browser, "users");
    browser.press("Show as a table");
    browser.script("document.querySelector('.users').scrollIntoView()", &[]);
    fits(&browser, "users-list");
    finds(&browser, "nobody");
    browser.hears("No users found.");
    fits(&browser, "users-none");
}
