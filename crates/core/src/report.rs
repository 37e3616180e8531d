//! What the app reports to the backend about a failure, so that failures can be counted: four closed lists,
//! and nothing about the user.

use serde::{Deserialize, Serialize};

use crate::{Problem, by_code::serde_by_code, problem::Operation, user_agent::Browser};

/// A failure that a user was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The documented state that was shown.
    pub state: Problem,
    /// The browser in which it was shown.
    pub browser: Browser,
    /// What the user was about to do.
    pub ceremony: Ceremony,
    /// How long after the user had started.
    pub elapsed: ElapsedBucket,
}

/// What the user was about to do: the wire form of [`Operation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ceremony(pub Operation);

impl Ceremony {
    /// Both ceremonies.
    pub const ALL: [Self; 2] = [Self(Operation::SignIn), Self(Operation::SetUp)];

    /// Returns the code in JSON and in the database.
    pub fn code(self) -> &'static str {
        match self.0 {
            Operation::SignIn => "sign-in",
            Operation::SetUp => "set-up",
        }
    }
}

impl From<Operation> for Ceremony {
    fn from(operation: Operation) -> Self {
        Self(operation)
    }
}

/// A duration, just fine enough to distinguish an impatient browser from a user who thought about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ElapsedBucket {
    /// Less than one second: nobody was asked.
    Under1S,
    /// From one second to less than ten.
    From1To10S,
    /// From ten seconds to less than a minute.
    From10To60S,
    /// A minute or longer.
    Over60S,
}

impl ElapsedBucket {
    /// All buckets, the shortest first.
    pub const ALL: [Self; 4] = [Self::Under1S, Self::From1To10S, Self::From10To60S, Self::Over60S];

    /// Returns the bucket that a time in milliseconds falls into.
    pub fn of(ms: u64) -> Self {
        match ms {
            ..1_000 => Self::Under1S,
            1_000..10_000 => Self::From1To10S,
            10_000..60_000 => Self::From10To60S,
            60_000.. => Self::Over60S,
        }
    }

    /// Returns the code in JSON and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Under1S => "under-1s",
            Self::From1To10S => "1-10s",
            Self::From10To60S => "10-60s",
            Self::Over60S => "over-60s",
        }
    }
}

serde_by_code!(Ceremony, code);
serde_by_code!(ElapsedBucket, code);
serde_by_code!(Problem, id);

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_report_is_four_codes() {
        let report = Report {
            state: Problem::SetUpCanceled,
            browser: Browser::SamsungInternet,
            ceremony: Operation::SetUp.into(),
            elapsed: ElapsedBucket::of(1_000),
        };
        let written =
            json!({ "state": "R2", "browser": "samsung-internet", "ceremony": "set-up", "elapsed": "1-10s" });
        assert_eq!(serde_json::to_value(report).unwrap(), written);
        assert_eq!(serde_json::from_value::<Report>(written).unwrap(), report);
    }

    #[test]
    fn every_entry_of_the_lists_is_written_and_read() {
        for state in Problem::ALL {
            for ceremony in Ceremony::ALL {
                for elapsed in ElapsedBucket::ALL {
                    let report = Report { state, browser: Browser::Other, ceremony, elapsed };
                    let text = serde_json::to_string(&report).unwrap();
                    assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), report);
                }
            }
        }
    }

    #[test]
    fn nothing_outside_the_lists_is_read() {
        let good = json!({ "state": "A1", "browser": "chrome", "ceremony": "sign-in", "elapsed": "10-60s" });
        assert!(serde_json::from_value::<Report>(good.clone()).is_ok());
        for (member, value) in [
            ("state", json!("A6")),
            ("state", json!(1)),
            ("browser", json!("user@example.test")),
            ("ceremony", json!("get")),
            ("elapsed", json!("61s")),
            ("user", json!("user@example.test")),
        ] {
            let mut bad = good.clone();
            bad[member] = value;
            assert!(serde_json::from_value::<Report>(bad.clone()).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_time_falls_where_its_bounds_say() {
        use ElapsedBucket::{From1To10S, From10To60S, Over60S, Under1S};
        for (ms, bucket) in [
            (0, Under1S),
            (999, Under1S),
            (1_000, From1To10S),
            (9_999, From1To10S),
            (10_000, From10To60S),
            (59_999, From10To60S),
            (60_000, Over60S),
            (u64::MAX, Over60S),
        ] {
            assert_eq!(ElapsedBucket::of(ms), bucket, "{ms}");
        }
    }
}
