//! The pure part of Latchkey.
