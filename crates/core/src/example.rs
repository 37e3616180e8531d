//! What a person can see of a flow, each as a value, so that it can be shown without being caused.
//!
//! [`look`](Exemplified::look) names every state a flow can be in by what is on the page; the tests of the flows hold
//! what they reach against [`examples`](Exemplified::examples), so that no state is without one.

use crate::flow::Flow;
use crate::flow::target::Target;
use crate::problem::Operation;

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

    /// All that a person can press in any state of the flow, and the event that it sends.
    fn presses(&self) -> Vec<(String, Self::Event)>;

    /// What the browser draws over this state.
    fn drawn(&self) -> Option<Drawn> {
        None
    }

    /// What can be pressed here, and where it leads: a press that is out of place changes nothing.
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
    use super::*;

    #[test]
    fn a_name_in_kebab_case_has_a_hyphen_before_each_further_capital() {
        assert_eq!(kebab("PasswordIncorrect"), "password-incorrect");
        assert_eq!(kebab("Code"), "code");
    }
}
