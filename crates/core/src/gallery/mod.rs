//! The designers' gallery: every state a user can see, and the ways in which it can be viewed.

pub mod axes;
mod edits;
mod page;
mod state;

pub use axes::{Appearance, Selection};
pub use edits::Edits;
pub use page::PageState;
pub use state::{Group, State, problem_of, state_at, states};
