//! What a person can see of a flow, each as a value, so that it can be shown without being caused.
//!
//! [`look`](Exemplified::look) names every state a flow can be in by what is on the page; the tests of the flows hold
//! what they reach against [`examples`](Exemplified::examples), so that no state is without one.

pub(crate) mod accounts;
pub mod passkeys;
pub(crate) mod prompts;
pub(crate) mod sample;
pub(crate) mod signed_in_steps;
pub(crate) mod steps;

use crate::flow::Flow;
use crate::flow::target::Target;
use crate::message::Words;
use crate::problem::{Operation, Recovery};

/// A state, and what there is to say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example<F> {
    /// The state.
    pub flow: F,
    /// What there is to say of it.
    pub notes: Notes,
}

/// What there is to say of a state, for designers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notes {
    /// What the person sees, in a sentence.
    pub sees: &'static str,
    /// What leads to it.
    pub cause: &'static str,
    /// How to reach it for real, with the demo backend and, where that says so, a virtual authenticator: steps.
    pub reach: &'static [&'static str],
}

/// What the browser draws over or into the page, which is never the app's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// Passkeys among the suggestions of the field.
    Autofill,
    /// The prompt of a ceremony, for a target.
    Prompt(Operation, Target),
}

/// Something that a person can press, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// What is pressed.
    pub label: String,
    /// The look of the state after it.
    pub to: String,
}

/// A flow whose states can all be shown.
pub trait Exemplified: Flow<Event: Clone> + PartialEq {
    /// Every state that a person can tell from the others, in the order in which they come. Their looks differ.
    fn examples() -> Vec<Example<Self>>;

    /// What is on the page, as an id that stands in an address: `A1` … `B5` for a documented state where it belongs,
    /// a name in kebab case otherwise. States that look alike have the same one.
    fn look(&self) -> String;

    /// What a person can press on the page of this state, and the event that it sends; forms are filled in.
    fn presses(&self) -> Vec<(String, Self::Event)>;

    /// What the browser draws over this state.
    fn drawn(&self) -> Option<Drawn> {
        None
    }

    /// What can be pressed here, and where it leads. A press that changes nothing leads nowhere.
    fn leads(&self) -> Vec<Lead> {
        let presses = self.presses().into_iter();
        presses
            .filter_map(|(label, event)| {
                let (after, _) = self.clone().update(event);
                (after != *self).then(|| Lead { label, to: after.look() })
            })
            .collect()
    }
}

/// A button by its words, and the event that it sends.
pub(crate) fn press<E>(words: &dyn Words, event: E) -> (String, E) {
    (words.english().into_owned(), event)
}

/// The buttons of these ways on, and the events that they send.
pub(crate) fn ways_on<E>(recoveries: Vec<Recovery>, event: fn(Recovery) -> Option<E>) -> Vec<(String, E)> {
    let presses = recoveries.into_iter().map(|recovery| Some(press(&recovery.label(), event(recovery)?)));
    presses.flatten().collect()
}

/// The id of a form with what is wrong with it: `password-missing`, `password-input-refused`.
pub(crate) fn with_error<W: Words>(form: &str, error: Option<&W>) -> String {
    let suffix = suffix(error);
    // Messages of one form alone are named after it.
    if suffix.strip_prefix('-').is_some_and(|name| name.starts_with(form)) {
        return suffix[1..].to_owned();
    }
    [form, &suffix].concat()
}

/// What a message is called in an id, after a hyphen; nothing where there is none.
pub(crate) fn suffix<W: Words>(message: Option<&W>) -> String {
    message.map(|message| ["-", &kebab(message.name())].concat()).unwrap_or_default()
}

/// `PasswordIncorrect` as `password-incorrect`.
pub fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(character.to_ascii_lowercase());
    }
    kebab
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Problem;
    use crate::flow::{SetUp, SignIn};

    fn looks<F: Exemplified>() -> Vec<String> {
        F::examples().iter().map(|example| example.flow.look()).collect()
    }

    #[test]
    fn all_sixteen_documented_states_have_an_example_by_their_own_ids() {
        let (sign_in, set_up) = (looks::<SignIn>(), looks::<SetUp>());
        for problem in Problem::ALL {
            let flow = if problem.occurs_in(Operation::SignIn) { &sign_in } else { &set_up };
            assert!(flow.iter().any(|look| look == problem.id()), "{}", problem.id());
        }
        let count = sign_in.len() + set_up.len();
        let ids: BTreeSet<_> = sign_in.into_iter().chain(set_up).collect();
        assert_eq!(ids.len(), count, "an id of one flow is one of the other: {ids:#?}");
    }

    #[test]
    fn the_browser_draws_its_prompt_where_one_is_open_and_passkeys_into_the_first_field() {
        let drawn: Vec<_> = SignIn::examples()
            .iter()
            .filter_map(|example| Some((example.flow.look(), example.flow.drawn()?)))
            .collect();
        let has = |look: &str, what| drawn.contains(&(look.to_owned(), what));
        assert!(has("identifier", Drawn::Autofill), "{drawn:?}");
        assert!(has("prompt-10s", Drawn::Prompt(Operation::SignIn, Target::Any)), "{drawn:?}");
        assert!(has("key-prompt", Drawn::Prompt(Operation::SignIn, Target::SecurityKey)), "{drawn:?}");
        assert!(!drawn.iter().any(|(look, _)| look.ends_with("-preparing")), "{drawn:?}");
    }

    #[test]
    fn a_name_in_kebab_case_has_a_hyphen_before_each_further_capital() {
        assert_eq!(kebab("PasswordIncorrect"), "password-incorrect");
        assert_eq!(kebab("Code"), "code");
    }
}
