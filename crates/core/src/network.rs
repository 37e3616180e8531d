//! What becomes of a call to the backend that the network lost.

/// A call that brought no answer, and what the browser said of the network (`navigator.onLine`). It may say 'online'
/// wrongly; 'offline' means that it knows of no network to send anything over (HTML, 'Browser state').
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each of which decides on its own")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LostCall {
    /// The browser was online when the call was made, or a part of an answer came: the backend may have it.
    pub may_have_arrived: bool,
    /// The browser is online now.
    pub online: bool,
    /// Whether it does no harm if the backend gets the call twice.
    pub repeatable: bool,
    /// It was made again before, after it may have arrived.
    pub repeated: bool,
}

/// What to do with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Hold it until the browser is online, then make it.
    Hold,
    /// Give it up: a person has to ask for it again.
    Fail,
}

impl LostCall {
    /// Whether the call is made again by itself: always if it never left the device, else once if it may arrive twice,
    /// and never where there is a network that it failed on.
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
            // It never left, whatever it is and however often that happens; the network may be back already.
            ([false, false, false, false], Hold),
            ([false, false, false, true], Hold),
            ([false, false, true, false], Hold),
            ([false, false, true, true], Hold),
            ([false, true, false, false], Hold),
            ([false, true, false, true], Hold),
            ([false, true, true, false], Hold),
            ([false, true, true, true], Hold),
            // The network went away under it.
            ([true, false, true, false], Hold),
            ([true, false, true, true], Fail),
            ([true, false, false, false], Fail),
            ([true, false, false, true], Fail),
            // The network is there, and the backend isn't.
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
