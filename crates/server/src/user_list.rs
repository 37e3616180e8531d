//! The list of users that administrators search and sort.

use rusqlite::{Row, Transaction, params};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{accounts::Role, clock, problem::Problem};

/// How many users a page has.
pub(crate) const PAGE_SIZE: u32 = 50;
/// The longest search string, in characters.
const MAX_SEARCH: usize = 100;

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Sort {
    /// The account's name.
    #[default]
    Name,
    /// The display name, in lower case.
    DisplayName,
    /// How many passkeys the account has.
    Passkeys,
    /// The last sign-in; accounts that never signed in come before all times.
    LastSignIn,
}

/// The direction of the order.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Order {
    /// Smallest first.
    #[default]
    Ascending,
    /// Largest first.
    Descending,
}

/// The query of `GET /admin/users`.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// Part of the name or the display name; case is ignored.
    #[serde(default)]
    #[param(max_length = 100)]
    search: String,
    #[serde(default)]
    #[param(inline)]
    sort: Sort,
    #[serde(default)]
    #[param(inline)]
    order: Order,
    /// The page number, from 1; a page past the end is empty.
    #[serde(default = "first_page")]
    #[param(format = Int64, minimum = 1, maximum = 4_294_967_295_f64)]
    page: u32,
}

fn first_page() -> u32 {
    1
}

/// A user as administrators see it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AdminUser {
    id: String,
    name: String,
    display_name: String,
    role: Role,
    passkeys: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime, nullable = false)]
    last_sign_in_at: Option<String>,
}

/// The response to `GET /admin/users`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Listing {
    users: Vec<AdminUser>,
    total: u32,
    page: u32,
    page_size: u32,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<AdminUser> {
    let role: Role = row.get(3)?;
    let last_sign_in_at: Option<i64> = row.get(5)?;
    Ok(AdminUser {
        id: row.get::<_, i64>(0)?.to_string(),
        name: row.get(1)?,
        display_name: row.get(2)?,
        role,
        passkeys: row.get(4)?,
        last_sign_in_at: last_sign_in_at.map(clock::rfc3339),
    })
}

/// Returns one user; `not_found` if no account has this ID.
pub(crate) fn user(tx: &Transaction<'_>, id: i64) -> Result<AdminUser, Problem> {
    let mut statement = tx.prepare_cached(
        "SELECT id, name, display_name, role, passkeys, last_sign_in_at FROM accounts WHERE id = ?1",
    )?;
    let mut rows = statement.query_map([id], from_row)?;
    Ok(rows.next().ok_or(Problem::NotFound)??)
}

/// Returns one page of the list.
pub(crate) fn page(tx: &Transaction<'_>, asked: &Asked) -> Result<Listing, Problem> {
    let search = asked.search.trim();
    if asked.page == 0 || search.chars().count() > MAX_SEARCH {
        return Err(Problem::RequestInvalid);
    }
    let search = search.to_lowercase();
    // Both names are stored in lower case too, so that case is ignored in every alphabet. Every index has
    // both, so rows on other pages are never read from the table.
    let filter = if search.is_empty() {
        "?1 = ''"
    } else {
        "(instr(name, ?1) > 0 OR instr(display_name_key, ?1) > 0)"
    };
    let (index, order) = match (asked.sort, asked.order) {
        (Sort::Name, Order::Ascending) => ("name", "name"),
        (Sort::Name, Order::Descending) => ("name", "name DESC"),
        (Sort::DisplayName, Order::Ascending) => ("display_name", "display_name_key, name"),
        (Sort::DisplayName, Order::Descending) => ("display_name", "display_name_key DESC, name DESC"),
        (Sort::Passkeys, Order::Ascending) => ("passkeys", "passkeys, name"),
        (Sort::Passkeys, Order::Descending) => ("passkeys", "passkeys DESC, name DESC"),
        (Sort::LastSignIn, Order::Ascending) => ("last_sign_in", "last_sign_in_at, name"),
        (Sort::LastSignIn, Order::Descending) => ("last_sign_in", "last_sign_in_at DESC, name DESC"),
    };
    let total: u32 = tx
        .prepare_cached(&format!("SELECT count(*) FROM accounts INDEXED BY accounts_by_name WHERE {filter}"))?
        .query_row([&search], |row| row.get(0))?;
    let mut statement = tx.prepare_cached(&format!(
        "SELECT id FROM accounts INDEXED BY accounts_by_{index} WHERE {filter} ORDER BY {order} LIMIT ?2 OFFSET ?3"
    ))?;
    let before = i64::from(asked.page - 1) * i64::from(PAGE_SIZE);
    let mut users = Vec::new();
    // Past the end, all users would be scanned again for nothing.
    if before < i64::from(total) {
        for id in statement.query_map(params![search, PAGE_SIZE, before], |row| row.get(0))? {
            users.push(user(tx, id?)?);
        }
    }
    Ok(Listing { users, total, page: asked.page, page_size: PAGE_SIZE })
}
