//! Completes a profile from what was seen, for anyone who starts with little more than paths.

mod complete;
mod failure;
mod learn;
mod pointers;

pub(crate) use complete::completed;
pub(crate) use learn::learned;
