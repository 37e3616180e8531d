//! Tests of what goes over the wire.

mod options;
mod responses;
