//! Times, as backends write them.

use super::json::{Json, Kind};

/// The number from which a time is in milliseconds: in seconds, it would be in the year 5138.
const MILLISECONDS_FROM: f64 = 1e11;
const MS_PER_DAY: f64 = 86_400_000.0;

/// Returns a time in RFC 3339 format: a string is taken as it is, a number as seconds or milliseconds since
/// the Unix epoch.
pub(super) fn rfc3339<J: Json>(time: &J) -> Option<String> {
    match time.kind() {
        Kind::Text => time.text(),
        Kind::Number => {
            let number = time.number()?;
            Some(of_epoch_ms(if number < MILLISECONDS_FROM { number * 1000.0 } else { number }))
        }
        Kind::Null | Kind::Boolean | Kind::List | Kind::Object => None,
    }
}

/// Formats milliseconds since the Unix epoch. Days become a date as in Howard Hinnant's 'chrono-compatible
/// low-level date algorithms' (`civil_from_days`).
fn of_epoch_ms(ms: f64) -> String {
    let days = (ms / MS_PER_DAY).floor();
    let seconds = whole((ms - days * MS_PER_DAY) / 1000.0);
    let days = whole(days) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a float saturates, and no passkey's time is that far away"
)]
fn whole(number: f64) -> i64 {
    // Keeps the date arithmetic from overflowing.
    (number as i64).clamp(-1_000_000_000, 1_000_000_000)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_time_in_seconds_in_milliseconds_or_as_text_is_the_same_day() {
        for (time, expected) in [
            (json!("2026-11-22T10:00:00+01:00"), Some("2026-11-22T10:00:00+01:00")),
            (json!(0), Some("1970-01-01T00:00:00Z")),
            (json!(951_782_400), Some("2000-02-29T00:00:00Z")),
            (json!(1_795_341_599), Some("2026-11-22T09:59:59Z")),
            (json!(1_795_341_599.75), Some("2026-11-22T09:59:59Z")),
            (json!(1_795_341_599_999_u64), Some("2026-11-22T09:59:59Z")),
            (json!(-86_400), Some("1969-12-31T00:00:00Z")),
            (json!(true), None),
            (json!(null), None),
        ] {
            assert_eq!(rfc3339(&time).as_deref(), expected, "{time}");
        }
        // A nonsensical time gives a nonsensical day, not a panic.
        rfc3339(&json!(1e300)).expect("a number is a time");
    }
}
