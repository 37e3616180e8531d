//! Every state of the page of accounts.

use super::{Content, Counting, Event, Forbidden, Rows, Users, look};
use crate::example::accounts::{FAILURES, counts, found, page, past_the_end};
use crate::example::signed_in_steps::{IDLE, OPEN_USERS, SIGN_IN, SIGN_IN_AS_SUPER};
use crate::example::steps::{demo, fault};
use crate::example::{Example, Exemplified, Notes};
use crate::flow::fetched::Fetched;
use crate::problem::Problem;
use crate::route::UserQuery;
use crate::wire::UserPage;
use crate::{Attempt, Attempts};

const SEARCH: &str = "Type “ursula user” into the search and press “Search”.";

impl Exemplified for Users {
    fn examples() -> Vec<Example<Self>> {
        let mut examples = vec![loading()];
        examples.extend(pages());
        examples.extend(empty());
        examples.push(refreshing());
        examples.extend(counting());
        examples.extend(ends());
        examples
    }

    fn look(&self) -> String {
        look::look(self)
    }

    fn presses(&self) -> Vec<(String, Event)> {
        look::presses(self)
    }
}

fn example(query: UserQuery, content: Content, notes: Notes) -> Example<Users> {
    let counting = Counting::Loaded(Box::new(counts(&FAILURES)));
    let flow = Users { query, list: Fetched::of(content), counting, attempts: Attempts::default() };
    Example { flow, notes }
}

/// Shows these accounts, which answer `query`.
fn shows(query: UserQuery, page: UserPage, notes: Notes) -> Example<Users> {
    let rows = Rows { page, query: query.clone() };
    example(query, Content::Loaded { details: Box::new(rows), is_stale: false }, notes)
}

fn loading() -> Example<Users> {
    let notes = Notes {
        sees: "A quiet indicator in the place of the list.",
        cause: "The page was opened and the service has not answered yet.",
        reach: &[SIGN_IN_AS_SUPER, fault!("admin.users", "hang"), OPEN_USERS],
    };
    let mut loading = example(UserQuery::default(), Content::Loading, notes);
    loading.flow.counting = Counting::Loading(Some(Attempt::default()));
    loading.flow.list.fetching = Some(Attempt::default().next());
    loading
}

fn pages() -> [Example<Users>; 4] {
    let first = UserQuery::default();
    [
        shows(
            first.clone(),
            page(1),
            Notes {
                sees: "The figures of all accounts, and below them the first page of the list.",
                cause: "The accounts and the counts have come.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_USERS],
            },
        ),
        shows(
            first.at_page(2),
            page(2),
            Notes {
                sees: "A page of the list with others before and after it.",
                cause: "They turned the page.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_USERS, "Press “Next”."],
            },
        ),
        shows(
            first.at_page(3),
            page(3),
            Notes {
                sees: "The last page of the list; “Next” leads nowhere.",
                cause: "They turned the pages to the end.",
                reach: &[SIGN_IN_AS_SUPER, "Open http://localhost:8080/admin/users?page=2001."],
            },
        ),
        shows(
            first.searching("ada"),
            found(true),
            Notes {
                sees: "A list that fits on one page; neither “Previous” nor “Next” leads anywhere.",
                cause: "They searched for somebody, and few have that name.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_USERS, SEARCH],
            },
        ),
    ]
}

fn empty() -> [Example<Users>; 2] {
    let first = UserQuery::default();
    [
        shows(
            first.searching("nobody of this name"),
            found(false),
            Notes {
                sees: "That nobody was found, and a button that shows all accounts.",
                cause: "They searched for somebody whom nobody is called.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_USERS, "Search for “nobody of this name”."],
            },
        ),
        shows(
            first.at_page(40),
            past_the_end(),
            Notes {
                sees: "That nobody was found; “Previous” leads to the last page that there is.",
                cause: "The address names a page beyond the last one.",
                reach: &[SIGN_IN_AS_SUPER, "Open http://localhost:8080/admin/users?page=99999."],
            },
        ),
    ]
}

fn refreshing() -> Example<Users> {
    let notes = Notes {
        sees: "The accounts as they were, and below them that others are on their way.",
        cause: "They searched, sorted or turned the page, and the service has not answered yet.",
        reach: &[SIGN_IN_AS_SUPER, OPEN_USERS, fault!("admin.users", "hang"), SEARCH],
    };
    let mut refreshing = shows(UserQuery::default(), page(1), notes);
    refreshing.flow.query = UserQuery::default().searching("ada");
    refreshing.flow.list.fetching = Some(Attempt::default());
    refreshing
}

fn counting() -> [Example<Users>; 3] {
    let with = |counting, notes| {
        let mut example = shows(UserQuery::default(), page(1), notes);
        example.flow.counting = counting;
        example
    };
    [
        with(
            Counting::Loading(Some(Attempt::default())),
            Notes {
                sees: "The list, and in the place of the figures that they are being counted.",
                cause: "The accounts have come, and the counts have not yet.",
                reach: &[SIGN_IN_AS_SUPER, fault!("admin.counts", "hang"), OPEN_USERS],
            },
        ),
        with(
            Counting::Failed,
            Notes {
                sees: "The list, and in the place of the figures that they could not be loaded.",
                cause: "The service failed while it counted; the list has come.",
                reach: &[SIGN_IN_AS_SUPER, fault!("admin.counts", "unavailable"), OPEN_USERS],
            },
        ),
        with(
            Counting::Loaded(Box::new(counts(&[]))),
            Notes {
                sees: "The figures and the list, and that nothing has failed.",
                cause: "Nobody was shown a documented state in the last thirty days.",
                reach: &[demo!("PUT" "clock" "{ \"advanceS\": 2678400 }"), SIGN_IN_AS_SUPER, OPEN_USERS],
            },
        ),
    ]
}

fn ends() -> [Example<Users>; 3] {
    let end = |content, notes| example(UserQuery::default(), content, notes);
    [
        end(
            Content::Refused(Forbidden),
            Notes {
                sees: "That the page is for administrators, and the way to their own account.",
                cause: "Their role doesn’t let them see the accounts.",
                reach: &[SIGN_IN, OPEN_USERS],
            },
        ),
        end(
            Content::Failed(Problem::SignInUnavailable),
            Notes {
                sees: "That the service is unavailable, in the place of the list.",
                cause: "The service failed or did not answer while it looked for accounts; or they cancelled the loading.",
                reach: &[SIGN_IN_AS_SUPER, fault!("admin.users", "unavailable"), OPEN_USERS],
            },
        ),
        end(
            Content::Failed(Problem::SessionExpired),
            Notes {
                sees: "That the session has ended, in the place of the list.",
                cause: "Nobody is signed in any more: the service ended the session, or the page was left alone for too long.",
                reach: &[SIGN_IN_AS_SUPER, OPEN_USERS, IDLE],
            },
        ),
    ]
}
