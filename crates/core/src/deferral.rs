//! 'I'll do this later': for how long the offer to create a passkey stays away.

/// Days after which a deferred set-up is offered again.
pub const DEFERRAL_DAYS: i64 = 7;
/// Successful sign-ins after which a deferred set-up is offered again.
pub const DEFERRAL_SIGN_INS: u32 = 10;

const SECONDS_PER_DAY: i64 = 24 * 60 * 60;

/// A person's decision to set a passkey up later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deferral {
    /// When it was made, in seconds since the Unix epoch.
    pub made_at: i64,
    /// Successful sign-ins since then.
    pub sign_ins_since: u32,
}

impl Deferral {
    /// Whether the offer may be made again at `now` (seconds since the Unix epoch): after ten successful sign-ins or
    /// seven days, whichever comes first.
    pub fn is_over(self, now: i64) -> bool {
        self.sign_ins_since >= DEFERRAL_SIGN_INS
            || now.saturating_sub(self.made_at) >= DEFERRAL_DAYS * SECONDS_PER_DAY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offer_returns_after_ten_sign_ins_or_seven_days_whichever_is_first() {
        let made_at = 1_700_000_000;
        let week = 7 * 86_400;
        for (sign_ins_since, later, over) in [
            (0, 0, false),
            (9, 0, false),
            (10, 0, true),
            (11, 0, true),
            (0, week - 1, false),
            (0, week, true),
            (9, week - 1, false),
            (10, week - 1, true),
            (0, -week, false),
        ] {
            let deferral = Deferral { made_at, sign_ins_since };
            assert_eq!(deferral.is_over(made_at + later), over, "{sign_ins_since} sign-ins, {later} s later");
        }
    }
}
