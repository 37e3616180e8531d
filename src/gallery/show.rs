//! A state on its page: an example, shown by its flow's views.

use latchkey_core::example::passkeys::USED_HERE;
use latchkey_core::flow::{Account, Security, SessionClock, SetUp, SignIn, UserSecurity, Users};
use latchkey_core::gallery::{Group, PageState};
use latchkey_core::{Exemplified, Message};
use leptos::prelude::*;

use crate::app::around;
use crate::edge::{base, dialog, stopped};
use crate::page::account::account_view;
use crate::page::admin::{user_security_view, users_view};
use crate::page::not_found::NotFoundPage;
use crate::page::security::security_view;
use crate::page::set_up::set_up_view;
use crate::page::sign_in::{Typed, sign_in_view};
use crate::running::Running;
use crate::view::element::group;
use crate::view::menu::menu;
use crate::view::not_set_up::not_set_up_view;
use crate::view::offline::offline_view;
use crate::view::session_warning::session_warning;

/// Where presses lead.
pub(super) type Follow = Callback<Step>;

/// What a press leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A state, by its ID.
    State(String),
    /// An address of the app.
    Path(String),
}

/// A flow whose states have views.
trait Shown: Exemplified {
    fn view(flow: Running<Self>, follow: Follow) -> AnyView;
}

impl Shown for SignIn {
    fn view(flow: Running<Self>, _: Follow) -> AnyView {
        sign_in_view(flow, Typed::new(flow.with_untracked(|flow| flow.identifier.clone())))
    }
}

impl Shown for SetUp {
    fn view(flow: Running<Self>, _: Follow) -> AnyView {
        set_up_view(flow)
    }
}

impl Shown for Account {
    fn view(flow: Running<Self>, follow: Follow) -> AnyView {
        let name = flow.with_untracked(|flow| flow.details().map(|it| it.session.user.display_name.clone()));
        let go = Callback::new(move |path: &'static str| follow.run(Step::Path(path.to_owned())));
        account_view(flow, RwSignal::new(name.unwrap_or_default()), go)
    }
}

impl Shown for Security {
    fn view(flow: Running<Self>, _: Follow) -> AnyView {
        security_view(flow, || USED_HERE.map(str::to_owned).into())
    }
}

impl Shown for Users {
    fn view(flow: Running<Self>, _: Follow) -> AnyView {
        use latchkey_core::flow::users::Event;

        let go = Callback::new(move |query| flow.send(Event::QueryChanged(query)));
        users_view(flow, go, Callback::new(|_| {}))
    }
}

impl Shown for UserSecurity {
    fn view(flow: Running<Self>, _: Follow) -> AnyView {
        user_security_view(flow)
    }
}

impl Shown for SessionClock {
    /// Shows the question above a page, as it can appear over whichever one is open.
    fn view(flow: Running<Self>, follow: Follow) -> AnyView {
        use latchkey_core::flow::session_clock::Event;

        let stay = Callback::new(move |()| flow.send(Event::StayChosen(0)));
        Effect::new(move |_| dialog::show());
        group("session", vec![first_page(follow), session_warning(flow, stay)])
    }
}

/// Example errors of a profile.
const MISTAKES: [&str; 2] = [
    "profile: /operations/assertion.options/method: expected one of GET, POST, PUT, PATCH, DELETE",
    "profile: /operations/assertion.result/gives/name: expected a JSON Pointer, which is empty or begins with /",
];

/// Shows the state with this place and ID as users see it, with everything around it; `None` if there is
/// none.
pub(super) fn show(place: Group, id: &str, follow: Follow) -> Option<AnyView> {
    let nothing = || ().into_any();
    Some(match place {
        Group::SignIn => around(nothing(), nothing(), || running::<SignIn>(id, follow)),
        Group::SetUp => around(nothing(), nothing(), || running::<SetUp>(id, follow)),
        Group::Session => around(nothing(), nothing(), || running::<SessionClock>(id, follow)),
        Group::Account => around(avatar(), nothing(), || running::<Account>(id, follow)),
        Group::Security => around(avatar(), nothing(), || running::<Security>(id, follow)),
        Group::Users => around(avatar(), nothing(), || running::<Users>(id, follow)),
        Group::User => around(avatar(), nothing(), || running::<UserSecurity>(id, follow)),
        Group::Page => match PageState::ALL.into_iter().find(|page| page.id() == id)? {
            PageState::Offline => {
                let words = RwSignal::new(Some(Message::Offline));
                around(nothing(), offline_view(words).into_any(), || first_page(follow))
            }
            PageState::NotFound => around(nothing(), nothing(), || NotFoundPage().into_any()),
            PageState::Stopped => {
                Effect::new(move |_| stopped::show());
                on_cleanup(stopped::hide);
                nothing()
            }
            PageState::NotSetUp => {
                let lines = MISTAKES.map(str::to_owned).into();
                around(nothing(), nothing(), || not_set_up_view(lines))
            }
            PageState::NoScript => no_script(id),
        },
    })
}

/// Shows the app's first page, below what can appear over any page.
fn first_page(follow: Follow) -> AnyView {
    let first = SignIn::examples().into_iter().next();
    first.map(|first| SignIn::view(Running::start(first.flow, |_, _| {}), follow)).into_any()
}

fn avatar() -> AnyView {
    menu(crate::app::portal().role)
}

/// Shows a running flow, so that presses lead on. Its commands are not carried out.
fn running<F: Shown>(id: &str, follow: Follow) -> AnyView {
    let example = F::examples().into_iter().find(|example| example.flow.look() == id);
    let Some(example) = example else { return ().into_any() };
    let flow = Running::start(example.flow, |_, _| {});
    let look = Memo::new(move |_| flow.with(F::look));
    Effect::new(move |before: Option<()>| {
        let look = look.get();
        if before.is_some() {
            follow.run(Step::State(look));
        }
    });
    F::view(flow, follow)
}

/// Shows the page itself in a frame that runs no scripts.
fn no_script(id: &str) -> AnyView {
    let address = base::address(&super::path_of(Some(id))) + "?frame";
    view! { <iframe class="bare" title=id.to_owned() src=address sandbox="allow-same-origin"></iframe> }
        .into_any()
}
