//! The designers' gallery: every state that a person can see, and in which ways it can be looked at.

pub mod axes;
mod edits;
mod page;
mod state;

pub use axes::{Appearance, Selection};
pub use edits::Edits;
pub use page::PageState;
pub use state::{Group, State, problem_of, state_at, states};
