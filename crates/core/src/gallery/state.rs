//! The states that the gallery shows.

use super::PageState;
use crate::example::{Drawn, Exemplified, Lead, Notes};
use crate::flow::{Account, Security, SessionClock, SetUp, SignIn, UserSecurity, Users};
use crate::{Example, GalleryMessage, Problem, route};

/// The part of the app a state belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// The sign-in flow.
    SignIn,
    /// The set-up flow.
    SetUp,
    /// The end of a session.
    Session,
    /// The signed-in page.
    Account,
    /// The page of the user's own passkeys.
    Security,
    /// The list of accounts, for administrators.
    Users,
    /// An account's passkeys, for administrators.
    User,
    /// States common to all pages.
    Page,
}

impl Group {
    /// All groups, in the order in which a user comes across them.
    pub const ALL: [Self; 8] = [
        Self::SignIn,
        Self::SetUp,
        Self::Session,
        Self::Account,
        Self::Security,
        Self::Users,
        Self::User,
        Self::Page,
    ];

    /// Returns the title of the group.
    pub fn title(self) -> GalleryMessage {
        match self {
            Self::SignIn => GalleryMessage::GroupSignIn,
            Self::SetUp => GalleryMessage::GroupSetUp,
            Self::Session => GalleryMessage::GroupSession,
            Self::Account => GalleryMessage::GroupAccount,
            Self::Security => GalleryMessage::GroupSecurity,
            Self::Users => GalleryMessage::GroupUsers,
            Self::User => GalleryMessage::GroupUser,
            Self::Page => GalleryMessage::GroupPage,
        }
    }

    /// Returns the group's states.
    fn states(self) -> Vec<State> {
        match self {
            Self::SignIn => of_flow::<SignIn>(self),
            Self::SetUp => of_flow::<SetUp>(self),
            Self::Session => of_flow::<SessionClock>(self),
            Self::Account => of_flow::<Account>(self),
            Self::Security => of_flow::<Security>(self),
            Self::Users => of_flow::<Users>(self),
            Self::User => of_flow::<UserSecurity>(self),
            Self::Page => PageState::ALL.map(|page| State::of_page(self, page)).into(),
        }
    }
}

/// A state that a user can see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// ID of the state, as it appears in an address.
    pub id: String,
    /// The part of the app it belongs to.
    pub group: Group,
    /// Notes for designers.
    pub notes: Notes,
    /// What can be pressed, and where that leads.
    pub leads: Vec<Lead>,
    /// What the browser draws over it; `None` if nothing.
    pub drawn: Option<Drawn>,
}

impl State {
    /// Returns the documented state that it is, or that its page mentions.
    pub fn problem(&self) -> Option<Problem> {
        problem_of(&self.id)
    }

    /// Whether all of these words, in any case, occur in what is known about the state.
    pub fn has(&self, words: &str) -> bool {
        let (title, body) = self
            .problem()
            .map_or_else(Default::default, |problem| (problem.title().english(), problem.body().english()));
        let code = self.problem().and_then(Problem::code).unwrap_or_default();
        let group = self.group.title().english();
        let known = [&*self.id, &*group, self.notes.sees, self.notes.cause, code, &*title, &*body];
        let known = known.join("\n").to_lowercase();
        words.to_lowercase().split_whitespace().all(|word| known.contains(word))
    }

    fn of<F: Exemplified>(group: Group, example: &Example<F>) -> Self {
        Self {
            id: example.flow.look(),
            group,
            notes: example.notes.clone(),
            leads: example.flow.leads(),
            drawn: example.flow.drawn(),
        }
    }

    fn of_page(group: Group, page: PageState) -> Self {
        Self { id: page.id().to_owned(), group, notes: page.notes(), leads: Vec::new(), drawn: None }
    }
}

/// Returns the documented state that the state with this ID is, or mentions.
pub fn problem_of(id: &str) -> Option<Problem> {
    Problem::ALL.into_iter().find(|problem| id.split('-').any(|part| part == problem.id()))
}

/// Returns the states of a flow.
fn of_flow<F: Exemplified>(group: Group) -> Vec<State> {
    F::examples().iter().map(|example| State::of(group, example)).collect()
}

/// Returns all states, group by group.
pub fn states() -> Vec<State> {
    Group::ALL.into_iter().flat_map(Group::states).collect()
}

/// Returns the ID of the first state seen at this address of the app; `None` if the address isn't one of the
/// app's.
pub fn state_at(path: &str) -> Option<&'static str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    Some(match path {
        route::SIGN_IN => "identifier",
        route::SET_UP => "set-up",
        route::ACCOUNT => "account",
        route::SECURITY => "security",
        route::USERS => "users",
        _ if path.starts_with(route::USERS) => "user",
        _ => return None,
    })
}
