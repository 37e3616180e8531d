//! The pure part of Latchkey: everything that makes decisions, and nothing that touches a browser, the clock
//! or the network.
//!
//! The app feeds in events and carries out commands; the backend shares the documented states and their codes,
//! the deferral rule and the reports, but describes its bodies by types of its own; the tests call all of it
//! natively.

// The other crates are private to this workspace; what is public here is what they all rely on.
#![warn(missing_docs)]

pub mod attempt;
mod by_code;
pub mod call;
pub mod classify;
pub mod contrast;
pub mod deferral;
pub mod device;
pub mod example;
pub mod features;
pub mod flow;
pub mod frame_policy;
pub mod gallery;
pub mod message;
pub mod network;
pub mod passkey_kind;
pub mod problem;
pub mod profile;
pub mod provider;
pub mod refused;
pub mod report;
pub mod route;
pub mod theme;
pub mod user_agent;
pub mod wire;

pub use attempt::{Attempt, Attempts};
pub use device::Device;
pub use example::{Example, Exemplified};
pub use features::Features;
pub use message::{GalleryMessage, Message, PortalMessage, Words};
pub use problem::Problem;
pub use refused::Refused;
pub use theme::Theme;
