//! Pictures of the gallery's frames: taken the same way every time, compared, and kept.

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
