//! Which accounts an administrator looks at, as it appears in the page's address and in the call to the
//! backend.

use std::fmt::Write as _;

/// The maximum length of a search, in characters.
pub const LONGEST_SEARCH: usize = 100;

/// Which accounts are listed, in which order, and which page of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UserQuery {
    /// Part of a name, trimmed; empty for all accounts.
    pub search: String,
    /// What the accounts are sorted by.
    pub sort: UserSort,
    /// The direction in which they are sorted.
    pub order: SortOrder,
    /// The number of the page, starting at 1.
    pub page: u32,
}

impl Default for UserQuery {
    fn default() -> Self {
        Self { search: String::new(), sort: UserSort::default(), order: SortOrder::default(), page: 1 }
    }
}

/// What accounts can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UserSort {
    /// The account's name.
    #[default]
    Name,
    /// The user's display name.
    DisplayName,
    /// The number of passkeys.
    Passkeys,
    /// The time of the last sign-in.
    LastSignIn,
}

impl UserSort {
    const ALL: [Self; 4] = [Self::Name, Self::DisplayName, Self::Passkeys, Self::LastSignIn];

    /// Returns the code used in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::DisplayName => "displayName",
            Self::Passkeys => "passkeys",
            Self::LastSignIn => "lastSignIn",
        }
    }
}

/// The direction in which accounts are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SortOrder {
    /// The smallest first.
    #[default]
    Ascending,
    /// The largest first.
    Descending,
}

impl SortOrder {
    /// Returns the code used in addresses, which is also that of `aria-sort`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }
}

impl UserQuery {
    /// Reads the decoded parameters of an address. Anything unknown or out of range is treated as absent.
    pub fn parse(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let sort = parameter("sort");
        let sort = UserSort::ALL.into_iter().find(|known| sort.as_deref() == Some(known.code()));
        let descending = parameter("order").as_deref() == Some(SortOrder::Descending.code());
        let page = parameter("page").and_then(|page| page.parse().ok()).filter(|page| *page > 0);
        Self {
            search: search_of(&parameter("search").unwrap_or_default()),
            sort: sort.unwrap_or_default(),
            order: if descending { SortOrder::Descending } else { SortOrder::Ascending },
            page: page.unwrap_or(1),
        }
    }

    /// Returns the parameters of an address, with the question mark if there are any. Defaults are left out.
    pub fn parameters(&self) -> String {
        let mut text = String::new();
        let mut add = |name: &str, value: &str| {
            text.push(if text.is_empty() { '?' } else { '&' });
            text.push_str(name);
            text.push('=');
            percent_encode(value, &mut text);
        };
        if !self.search.is_empty() {
            add("search", &self.search);
        }
        if self.sort != UserSort::default() {
            add("sort", self.sort.code());
        }
        if self.order != SortOrder::default() {
            add("order", self.order.code());
        }
        if self.page != 1 {
            add("page", &self.page.to_string());
        }
        text
    }

    /// Returns the address of the page that shows this.
    pub fn address(&self) -> String {
        [super::USERS, &self.parameters()].concat()
    }

    /// Returns the same query with another search, at its first page.
    #[must_use]
    pub fn searching(&self, typed: &str) -> Self {
        Self { search: search_of(typed), page: 1, ..self.clone() }
    }

    /// Returns the same query sorted by a column, or in reverse if it already is; at its first page.
    #[must_use]
    pub fn sorted_by(&self, sort: UserSort) -> Self {
        let order = if self.sort == sort && self.order == SortOrder::Ascending {
            SortOrder::Descending
        } else {
            SortOrder::Ascending
        };
        Self { sort, order, page: 1, ..self.clone() }
    }

    /// Returns the same query at another page.
    #[must_use]
    pub fn at_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }
}

fn search_of(typed: &str) -> String {
    let cut: String = typed.trim().chars().take(LONGEST_SEARCH).collect();
    cut.trim_end().to_owned()
}

/// Appends `text` so that it is taken literally in an address: everything but the unreserved characters (RFC
/// 3986 §2.3) becomes percent-encoded bytes.
pub(crate) fn percent_encode(text: &str, into: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _ = write!(into, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(parameters: &[(&str, &str)]) -> UserQuery {
        UserQuery::parse(|name| {
            parameters.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn what_is_as_usual_is_left_out_of_the_address() {
        assert_eq!(UserQuery::default().address(), "/admin/users");
        let query = UserQuery {
            search: "zoë & co".to_owned(),
            sort: UserSort::LastSignIn,
            order: SortOrder::Descending,
            page: 3,
        };
        let address = "/admin/users?search=zo%C3%AB%20%26%20co&sort=lastSignIn&order=descending&page=3";
        assert_eq!(query.address(), address);
    }

    #[test]
    fn an_address_that_somebody_made_up_gives_the_usual_list() {
        for made_up in [
            &[("sort", "password"), ("order", "sideways"), ("page", "0")][..],
            &[("sort", "Name"), ("order", ""), ("page", "-1")],
            &[("sort", ""), ("page", "4294967296")],
            &[("page", "1e3"), ("search", " \t ")],
        ] {
            assert_eq!(parsed(made_up), UserQuery::default(), "{made_up:?}");
        }
    }

    #[test]
    fn a_search_is_trimmed_and_no_longer_than_the_backend_takes() {
        assert_eq!(parsed(&[("search", "  anna ")]).search, "anna");
        let longest = parsed(&[("search", &"ü".repeat(101))]).search;
        assert_eq!(longest.chars().count(), LONGEST_SEARCH);
        let ends_in_a_gap = format!("{} x", "a".repeat(LONGEST_SEARCH - 1));
        assert_eq!(parsed(&[("search", &ends_in_a_gap)]).search.len(), LONGEST_SEARCH - 1);
    }

    #[test]
    fn a_column_that_is_pressed_again_turns_round() {
        let query = UserQuery { page: 4, ..UserQuery::default() };
        let by_passkeys = query.sorted_by(UserSort::Passkeys);
        assert_eq!((by_passkeys.sort, by_passkeys.order), (UserSort::Passkeys, SortOrder::Ascending));
        assert_eq!(by_passkeys.page, 1, "another order begins at its first page");
        let turned = by_passkeys.sorted_by(UserSort::Passkeys);
        assert_eq!(turned.order, SortOrder::Descending);
        assert_eq!(turned.sorted_by(UserSort::Passkeys).order, SortOrder::Ascending);
        assert_eq!(turned.sorted_by(UserSort::Name).order, SortOrder::Ascending);
    }

    proptest! {
        #[test]
        fn every_query_is_read_as_it_was_printed(
            search in any::<String>(), sort in 0..4_usize, descending in any::<bool>(), page in 1..u32::MAX
        ) {
            let order = if descending { SortOrder::Descending } else { SortOrder::Ascending };
            let query = UserQuery { sort: UserSort::ALL[sort], order, page, ..UserQuery::default() };
            // The requested page survives a search, since the address provides both.
            let query = UserQuery { page, ..query.searching(&search) };
            let address = query.address();
            prop_assert!(address.bytes().all(|byte| byte.is_ascii_graphic()), "{}", address);
            let parameters = address.split_once('?').map_or("", |(_, parameters)| parameters);
            let decoded: Vec<(String, String)> = parameters.split('&').filter_map(|parameter| {
                let (name, value) = parameter.split_once('=')?;
                Some((name.to_owned(), percent_decode(value)))
            }).collect();
            let again = UserQuery::parse(|name| {
                decoded.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
            });
            prop_assert_eq!(again, query);
        }
    }

    fn percent_decode(text: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let [first, tail @ ..] = rest {
            if *first == b'%' {
                let digits = std::str::from_utf8(&tail[..2]).unwrap();
                bytes.push(u8::from_str_radix(digits, 16).unwrap());
                rest = &tail[2..];
            } else {
                bytes.push(*first);
                rest = tail;
            }
        }
        String::from_utf8(bytes).unwrap()
    }
}
