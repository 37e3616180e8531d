//! Latchkey, the app.
fn main() {}
