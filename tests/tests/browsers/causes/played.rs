//! Causes that are played: a script throws in the place of an authenticator that can't be had here.

pub(super) const ROWS: &[super::table::Row] = &[];
