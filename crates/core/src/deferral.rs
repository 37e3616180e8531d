//! 'I'll do this later': how long the offer to create a passkey stays away.

/// Days after which a deferred set-up is offered again.
pub const DEFERRAL_DAYS: i64 = 7;
/// Successful sign-ins after which a deferred set-up is offered again.
pub const DEFERRAL_SIGN_INS: u32 = 10;

const SECONDS_PER_DAY: i64 = 24 * 60 * 60;

/// A user's decision to set up a passkey later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deferral {
    /// When the decision was made, in seconds since the Unix epoch.
    pub made_at: i64,
    /// Successful sign-ins since then.
    pub sign_ins_since: u32,
}

impl Deferral {
    /// Returns whether the offer may be made again at `now` (seconds since the Unix epoch): after ten
    /// successful sign-ins or seven days, whichever comes first.
    pub fn is_over(self, now: i64) -> bool {
        self.sign_ins_since >= DEFERRAL_SIGN_INS
            || now.saturating_sub(self.made_at) >= DEFERRAL_DAYS * SECONDS_PER_DAY
    }
}

/// How a user signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedInBy {
    /// With a password, and possibly a code.
    Password,
    /// With a passkey on this device.
    Passkey,
    /// With a passkey on another device.
    PasskeyOfAnotherDevice,
}

impl SignedInBy {
    /// Returns whether to offer set-up, deferrals aside: if the account has no passkey, or if this device has
    /// none and there is room for one. `passkeys` is the number of passkeys that the account has, if the
    /// backend says so.
    pub fn offers_set_up(self, passkeys: Option<u32>, limit: u32) -> bool {
        match self {
            Self::Password => passkeys.is_none_or(|passkeys| passkeys == 0),
            Self::Passkey => false,
            Self::PasskeyOfAnotherDevice => passkeys.is_none_or(|passkeys| passkeys < limit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn set_up_is_offered_to_who_has_no_passkey_or_none_on_this_device() {
        for (by, passkeys, offered) in [
            (SignedInBy::Password, Some(0), true),
            (SignedInBy::Password, Some(1), false),
            (SignedInBy::Password, None, true),
            (SignedInBy::Passkey, Some(1), false),
            (SignedInBy::Passkey, None, false),
            (SignedInBy::PasskeyOfAnotherDevice, Some(1), true),
            (SignedInBy::PasskeyOfAnotherDevice, Some(5), false),
            (SignedInBy::PasskeyOfAnotherDevice, None, true),
        ] {
            assert_eq!(by.offers_set_up(passkeys, 5), offered, "{by:?} with {passkeys:?}");
        }
    }

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
