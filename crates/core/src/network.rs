//! What to do with a call to the backend that the network lost.

/// A call that brought no answer, and what the browser says about the network (`navigator.onLine`). It may
/// wrongly say 'online'; 'offline' means that it knows of no network to send anything over (HTML, 'Browser
/// state').
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each of which decides on its own")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LostCall {
    /// Whether the backend may have the call: the browser was online when it was made, or part of an answer
    /// arrived.
    pub may_have_arrived: bool,
    /// Whether the browser is online now.
    pub online: bool,
    /// Whether the backend can receive the call twice without harm.
    pub repeatable: bool,
    /// Whether the call was already repeated after it may have arrived.
    pub repeated: bool,
}

/// What to do with a lost call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Hold the call until the browser is online, then make it.
    Hold,
    /// Give up: the user has to ask for it again.
    Fail,
}

impl LostCall {
    /// Returns whether the call is repeated automatically: always if it never left the device; otherwise
    /// once, if it may arrive twice; and never if it failed while there is a network.
    pub fn next(self) -> Next {
        match self {
            Self { may_have_arrived: false, .. } => Next::Hold,
            Self { online: false, repeatable: true, repeated: false, .. } => Next::Hold,
            _ => Next::Fail,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_never_left_is_held_and_one_that_may_have_arrived_only_if_it_may_arrive_twice() {
        use Next::{Fail, Hold};
        for ([may_have_arrived, online, repeatable, repeated], expected) in [
            // It never left the device, whatever the call is and however often that happens. The network may
            // already be back.
            ([false, false, false, false], Hold),
            ([false, false, false, true], Hold),
            ([false, false, true, false], Hold),
            ([false, false, true, true], Hold),
            ([false, true, false, false], Hold),
            ([false, true, false, true], Hold),
            ([false, true, true, false], Hold),
            ([false, true, true, true], Hold),
            // The network went away during the call.
            ([true, false, true, false], Hold),
            ([true, false, true, true], Fail),
            ([true, false, false, false], Fail),
            ([true, false, false, true], Fail),
            // The network is there, but the backend isn't.
            ([true, true, true, false], Fail),
            ([true, true, true, true], Fail),
            ([true, true, false, false], Fail),
            ([true, true, false, true], Fail),
        ] {
            let call = LostCall { may_have_arrived, online, repeatable, repeated };
            assert_eq!(call.next(), expected, "{call:?}");
        }
    }
}
