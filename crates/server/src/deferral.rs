//! "Not now": for how long setting up a passkey isn't offered again.

/// What is known of an account's deferral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Deferral {
    /// When it was deferred, in seconds since the Unix epoch.
    pub(crate) deferred_at: i64,
    /// How often the account signed in since then, this sign-in included.
    pub(crate) sign_ins_since: u32,
}

/// After so many sign-ins it is offered again.
const SIGN_INS: u32 = 10;
/// After so many seconds it is offered again.
const SECONDS: i64 = 7 * 24 * 3600;

/// Whether the deferral still holds at `now` (seconds since the Unix epoch): until the tenth sign-in or for seven
/// days, whichever is first.
pub(crate) fn holds(deferral: Deferral, now: i64) -> bool {
    deferral.sign_ins_since < SIGN_INS && now.saturating_sub(deferral.deferred_at) < SECONDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_for_nine_sign_ins_and_not_at_the_tenth() {
        assert!(holds(Deferral { deferred_at: 0, sign_ins_since: 9 }, 60));
        assert!(!holds(Deferral { deferred_at: 0, sign_ins_since: 10 }, 60));
    }

    #[test]
    fn it_holds_until_the_last_second_of_the_seventh_day() {
        assert!(holds(Deferral { deferred_at: 1000, sign_ins_since: 0 }, 1000 + 604_799));
        assert!(!holds(Deferral { deferred_at: 1000, sign_ins_since: 0 }, 1000 + 604_800));
    }
}
