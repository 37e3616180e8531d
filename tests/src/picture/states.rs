//! The states of the gallery.

use latchkey_core::Problem;

/// A state that the gallery shows, and what there is to say of it.
pub struct State {
    /// Its id, which stands in the frame's address.
    pub id: String,
    /// The flow it belongs to.
    pub flow: String,
    /// What the person sees.
    pub sees: String,
    /// What leads to it.
    pub cause: String,
    /// How to reach it for real: steps.
    pub reach: Vec<String>,
    /// The machine code, where it has one.
    pub code: Option<String>,
    /// What can be pressed, and the id of the state that it leads to.
    pub leads: Vec<(String, String)>,
}

/// All states, flow by flow.
pub fn states() -> Vec<State> {
    Problem::ALL
        .iter()
        .map(|problem| State {
            id: problem.id().to_owned(),
            flow: "sign-in".to_owned(),
            sees: problem.title().english().into_owned(),
            cause: String::new(),
            reach: Vec::new(),
            code: None,
            leads: Vec::new(),
        })
        .collect()
}
