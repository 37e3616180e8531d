//! Everything the user can see of a flow, each as a value, so that it can be shown without having to be
//! caused.
//!
//! [`look`](Exemplified::look) names every state of a flow after what is on the page. The flows' tests check
//! the states they reach against [`examples`](Exemplified::examples), so that no state lacks an example.

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

/// A state, with notes on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example<F> {
    /// The state of the flow.
    pub flow: F,
    /// Notes for designers.
    pub notes: Notes,
}

/// Notes on a state, for designers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notes {
    /// What the user sees, in one sentence.
    pub sees: &'static str,
    /// What causes the state.
    pub cause: &'static str,
    /// Steps that reach it for real, with the demo backend and, if they say so, a virtual authenticator.
    pub reach: &'static [&'static str],
}

/// What the browser draws over or into the page. It is never part of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// Passkeys among the field's suggestions.
    Autofill,
    /// The prompt of a ceremony, for these authenticators.
    Prompt(Operation, Target),
}

/// Something the user can press, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// The words on the button.
    pub label: String,
    /// Look of the state it leads to.
    pub to: String,
}

/// A flow all of whose states can be shown.
pub trait Exemplified: Flow<Event: Clone> + PartialEq {
    /// Returns every state the user can distinguish from the others, in the order they occur. Their looks
    /// differ.
    fn examples() -> Vec<Example<Self>>;

    /// Returns an ID for what is on the page, suitable for an address: `A1` … `B5` for a documented state in
    /// the flow it belongs to, a kebab-case name otherwise. States that look alike share an ID.
    fn look(&self) -> String;

    /// Returns what the user can press on this state's page, and the event each press sends. Forms count as
    /// filled in.
    fn presses(&self) -> Vec<(String, Self::Event)>;

    /// Returns what the browser draws over this state; `None` if nothing.
    fn drawn(&self) -> Option<Drawn> {
        None
    }

    /// Returns what can be pressed here and where it leads. Presses that change nothing are left out.
    fn leads(&self) -> Vec<Lead> {
        let presses = self.presses().into_iter();
        presses
            .filter_map(|(label, event)| {
                let (after, _) = self.after(event);
                (after != *self).then(|| Lead { label, to: after.look() })
            })
            .collect()
    }
}

/// A button with these words, and the event it sends.
pub(crate) fn press<E>(words: &dyn Words, event: E) -> (String, E) {
    (words.english().into_owned(), event)
}

/// The buttons of these recoveries, and the events they send.
pub(crate) fn ways_on<E>(recoveries: Vec<Recovery>, event: fn(Recovery) -> Option<E>) -> Vec<(String, E)> {
    let presses = recoveries.into_iter().map(|recovery| Some(press(&recovery.label(), event(recovery)?)));
    presses.flatten().collect()
}

/// Returns the ID of a form with its error, such as `password-missing` or `password-input-refused`.
pub(crate) fn with_error<W: Words>(form: &str, error: Option<&W>) -> String {
    let suffix = suffix(error);
    // Messages used in only one form already start with its name.
    if suffix.strip_prefix('-').is_some_and(|name| name.starts_with(form)) {
        return suffix[1..].to_owned();
    }
    [form, &suffix].concat()
}

/// Returns a message's name in an ID, after a hyphen; empty if there is no message.
pub(crate) fn suffix<W: Words>(message: Option<&W>) -> String {
    message.map(|message| ["-", &kebab(message.name())].concat()).unwrap_or_default()
}

/// Converts a name to kebab case: `PasswordIncorrect` becomes `password-incorrect`.
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
        assert_eq!(ids.len(), count, "two flows share an ID: {ids:#?}");
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
