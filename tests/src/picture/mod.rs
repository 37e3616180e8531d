//! Takes pictures of the gallery's frames, always in the same way, compares them, and keeps some.

mod axes;
mod baselines;
mod difference;
mod index;
mod session;
mod studio;

pub use axes::{Choice, name, plain};
pub use baselines::{BASELINES, baseline_file, compare_with_kept, files_besides, pack};
pub use difference::{Comparison, Drawn, THRESHOLD, compare};
pub use index::{page, states_json};
pub use session::{Taken, take};
pub use studio::Studio;
