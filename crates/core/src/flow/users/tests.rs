//! The list of accounts: only the latest query counts, and the rows stay until its answer arrives.

mod exploration;

use super::*;
use crate::classify::Stage;
use crate::route::UserSort;
use crate::wire::{AdminUser, Role};

struct Journey {
    flow: Users,
}

impl Journey {
    /// Opens the page. Returns the attempts of the accounts and of the counts.
    fn open() -> (Self, Attempt, Attempt) {
        let mut journey = Self { flow: Users::new(UserQuery::default()) };
        let commands = journey.on(Event::Opened);
        let [Command::FetchUsers(users, _), Command::FetchCounts(counts)] = commands[..] else {
            panic!("{commands:?}")
        };
        (journey, users, counts)
    }

    fn loaded() -> Self {
        let (mut journey, users, counts) = Self::open();
        journey.on(Event::UsersFetched(users, Ok(Box::new(page(1, 50, 60)))));
        journey.on(Event::CountsFetched(counts, Ok(Box::new(figures()))));
        journey
    }

    fn on(&mut self, event: Event) -> Vec<Command> {
        self.flow.update(event)
    }

    /// Requests other accounts. Returns the attempt of the fetch.
    fn asks_for(&mut self, query: &UserQuery) -> Attempt {
        let commands = self.on(Event::QueryChanged(query.clone()));
        let Some(Command::FetchUsers(attempt, asked)) = commands.last() else { panic!("{commands:?}") };
        assert_eq!(asked, query);
        *attempt
    }

    fn says(&self) -> String {
        self.flow.announcement().map(|message| message.english().into_owned()).unwrap_or_default()
    }
}

fn page(number: u32, shown: u32, total: u32) -> UserPage {
    let user = |id: u32| AdminUser {
        id: id.to_string(),
        name: format!("user-{id}"),
        display_name: format!("User {id}"),
        role: Role::User,
        passkeys: 0,
        last_sign_in_at: None,
    };
    UserPage { users: (0..shown).map(user).collect(), total, page: number, page_size: 50 }
}

fn figures() -> Counts {
    Counts {
        days: 30,
        users: 60,
        users_with_passkey: 20,
        sign_ins: 10,
        sign_ins_with_passkey: 5,
        failures: Vec::new(),
    }
}

fn searching(search: &str) -> UserQuery {
    UserQuery::default().searching(search)
}

fn outage() -> BackendFailure {
    BackendFailure::Unreachable(Stage::Options)
}

fn refused(status: u16, code: &str) -> BackendFailure {
    BackendFailure::Refused {
        stage: Stage::Options,
        status,
        code: Some(code.to_owned()),
        retry_after_s: None,
        tries_left: None,
    }
}

#[test]
fn the_first_page_and_the_counts_are_fetched_at_once_and_side_by_side() {
    let (mut journey, users, counts) = Journey::open();
    assert_ne!(users, counts);
    assert_eq!(journey.on(Event::Opened), [], "only once");
    assert_eq!(journey.says(), "Loading the users…");
    journey.on(Event::UsersFetched(users, Ok(Box::new(page(1, 50, 60)))));
    assert_eq!(journey.says(), "1–50 of 60");
    assert_eq!(journey.flow.counting, Counting::Loading(Some(counts)));
    journey.on(Event::CountsFetched(counts, Ok(Box::new(figures()))));
    assert_eq!(journey.flow.counting, Counting::Loaded(Box::new(figures())));
}

#[test]
fn the_rows_stay_while_others_are_on_their_way() {
    let mut journey = Journey::loaded();
    let attempt = journey.asks_for(&searching("anna"));
    assert!(journey.flow.is_refreshing());
    assert_eq!(journey.flow.page().map(|page| page.users.len()), Some(50));
    journey.on(Event::UsersFetched(attempt, Ok(Box::new(page(1, 2, 2)))));
    assert!(!journey.flow.is_refreshing());
    assert_eq!(journey.says(), "1–2 of 2");
}

#[test]
fn only_what_was_asked_for_last_is_shown() {
    let mut journey = Journey::loaded();
    let first = journey.asks_for(&searching("an"));
    let commands = journey.on(Event::QueryChanged(searching("anna")));
    let [Command::Abort(aborted), Command::FetchUsers(second, _)] = commands[..] else {
        panic!("{commands:?}")
    };
    assert_eq!(aborted, first);
    assert_eq!(journey.on(Event::UsersFetched(first, Ok(Box::new(page(1, 9, 9))))), []);
    assert_eq!(journey.flow.page().map(|page| page.users.len()), Some(50), "the answer is superseded");
    journey.on(Event::UsersFetched(second, Ok(Box::new(page(1, 1, 1)))));
    assert_eq!(journey.says(), "1–1 of 1");
}

#[test]
fn the_same_query_again_asks_nothing() {
    let mut journey = Journey::loaded();
    assert_eq!(journey.on(Event::QueryChanged(UserQuery::default())), []);
    assert!(!journey.flow.is_refreshing());
}

#[test]
fn going_back_to_what_is_shown_gives_up_what_is_on_its_way() {
    let mut journey = Journey::loaded();
    let attempt = journey.asks_for(&searching("anna"));
    assert_eq!(journey.on(Event::QueryChanged(UserQuery::default())), [Command::Abort(attempt)]);
    assert!(!journey.flow.is_refreshing());
    assert_eq!(journey.says(), "1–50 of 60");
}

#[test]
fn cancelling_leaves_what_is_shown_and_the_query_that_it_answers() {
    let mut journey = Journey::loaded();
    let attempt = journey.asks_for(&searching("anna"));
    assert_eq!(journey.on(Event::CancelChosen), [Command::Abort(attempt)]);
    assert_eq!(journey.flow.query, UserQuery::default());
    assert_eq!(journey.on(Event::UsersFetched(attempt, Ok(Box::new(page(1, 1, 1))))), []);
    assert_eq!(journey.says(), "1–50 of 60");
    assert_eq!(journey.on(Event::CancelChosen), [], "nothing is pending");
}

#[test]
fn a_list_that_cannot_be_loaded_says_so_and_the_same_is_tried_again() {
    let mut journey = Journey::loaded();
    let attempt = journey.asks_for(&searching("anna"));
    journey.on(Event::UsersFetched(attempt, Err(outage())));
    assert_eq!(journey.flow.list.content, Content::Failed(Problem::SignInUnavailable));
    assert_eq!(journey.flow.recoveries(), [Recovery::Retry, Recovery::Restart]);
    let commands = journey.on(Event::RetryChosen);
    let [Command::FetchUsers(_, query)] = &commands[..] else { panic!("{commands:?}") };
    assert_eq!(*query, searching("anna"));
    assert_eq!(journey.flow.list.content, Content::Loading);
}

#[test]
fn the_first_load_can_be_cancelled() {
    let (mut journey, users, _) = Journey::open();
    assert_eq!(journey.on(Event::CancelChosen), [Command::Abort(users)]);
    assert_eq!(journey.flow.list.content, Content::Failed(Problem::SignInUnavailable));
    assert_eq!(journey.on(Event::UsersFetched(users, Ok(Box::new(page(1, 1, 1))))), []);
    assert_eq!(journey.flow.list.content, Content::Failed(Problem::SignInUnavailable));
}

#[test]
fn counts_that_cannot_be_loaded_leave_the_list_alone_and_come_with_the_next_try() {
    let (mut journey, users, counts) = Journey::open();
    journey.on(Event::CountsFetched(counts, Err(outage())));
    assert_eq!(journey.flow.counting, Counting::Failed);
    assert_eq!(journey.flow.list.content, Content::Loading);
    journey.on(Event::UsersFetched(users, Err(outage())));
    let commands = journey.on(Event::RetryChosen);
    let [Command::FetchUsers(..), Command::FetchCounts(again)] = commands[..] else { panic!("{commands:?}") };
    journey.on(Event::CountsFetched(again, Ok(Box::new(figures()))));
    assert_eq!(journey.flow.counting, Counting::Loaded(Box::new(figures())));
}

#[test]
fn somebody_whose_role_does_not_allow_it_is_told_so_and_nothing_goes_on() {
    let (mut journey, users, counts) = Journey::open();
    let commands = journey.on(Event::UsersFetched(users, Err(refused(403, "role_insufficient"))));
    assert_eq!(commands, [Command::Abort(counts)]);
    assert_eq!(journey.flow.list.content, Content::Refused(Forbidden));
    assert_eq!(journey.on(Event::QueryChanged(searching("anna"))), []);
    assert_eq!(journey.on(Event::CountsFetched(counts, Ok(Box::new(figures())))), []);
    assert_eq!(journey.flow.list.content, Content::Refused(Forbidden));
}

#[test]
fn a_session_that_ended_ends_the_page_whichever_answer_tells() {
    let end = || refused(401, "session_expired");
    let (mut journey, users, counts) = Journey::open();
    assert_eq!(journey.on(Event::UsersFetched(users, Err(end()))), [Command::Abort(counts)]);
    assert_eq!(journey.flow.recoveries(), [Recovery::Restart]);
    let (mut journey, users, counts) = Journey::open();
    assert_eq!(journey.on(Event::CountsFetched(counts, Err(end()))), [Command::Abort(users)]);
    assert_eq!(journey.flow.list.content, Content::Failed(Problem::SessionExpired));
    let mut journey = Journey::loaded();
    let attempt = journey.asks_for(&searching("anna"));
    assert_eq!(journey.on(Event::SessionExpired), [Command::Abort(attempt)]);
    assert!(journey.flow.is_over());
    assert_eq!(journey.on(Event::RetryChosen), []);
    assert_eq!(journey.on(Event::QueryChanged(UserQuery::default())), []);
    journey.on(Event::RestartChosen);
    assert_eq!(journey.flow.list.content, Content::SignedOut);
}

#[test]
fn pages_lead_to_each_other_and_end_where_the_accounts_do() {
    let mut journey = Journey::loaded();
    assert_eq!(journey.flow.previous(), None);
    assert_eq!(journey.flow.next(), Some(UserQuery::default().at_page(2)));
    let attempt = journey.asks_for(&UserQuery::default().at_page(2));
    journey.on(Event::UsersFetched(attempt, Ok(Box::new(page(2, 10, 60)))));
    assert_eq!(journey.says(), "51–60 of 60");
    assert_eq!(journey.flow.previous(), Some(UserQuery::default().at_page(1)));
    assert_eq!(journey.flow.next(), None);
}

#[test]
fn a_page_past_the_end_leads_back_to_the_last_one() {
    let mut journey = Journey::loaded();
    let attempt = journey.asks_for(&UserQuery::default().at_page(40));
    journey.on(Event::UsersFetched(attempt, Ok(Box::new(page(40, 0, 60)))));
    assert_eq!(journey.says(), "No users found.");
    assert_eq!(journey.flow.range(), None);
    assert_eq!(journey.flow.previous(), Some(UserQuery::default().at_page(2)));
    assert_eq!(journey.flow.next(), None);
}
