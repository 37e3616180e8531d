//! Shares of the browser tests, for machines that run them in parallel.

use anyhow::{Context as _, Result, bail};

/// The share `number` of `of` shares, counted from 1.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Shard {
    number: usize,
    of: usize,
}

impl Shard {
    /// Parses a share such as `2/3`.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let expected = || format!("`{text}` is not a share such as 2/3");
        let (number, of) = text.split_once('/').with_context(expected)?;
        let shard =
            Self { number: number.parse().with_context(expected)?, of: of.parse().with_context(expected)? };
        if !(1..=shard.of).contains(&shard.number) {
            bail!("{}", expected());
        }
        Ok(shard)
    }

    /// Whether this is the share that includes everything that isn't a browser test.
    pub(crate) fn is_first(self) -> bool {
        self.number == 1
    }

    /// Returns the tests of this share. Each suite is spread over all shares, as its tests take about equally long.
    pub(crate) fn of_tests(self, mut tests: Vec<String>) -> Vec<String> {
        tests.sort();
        tests.into_iter().skip(self.number - 1).step_by(self.of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_is_in_exactly_one_share() {
        let tests: Vec<String> = (10..30).map(|n| format!("suite::test_{n}")).collect();
        let mut all = Vec::new();
        for number in ["1/3", "2/3", "3/3"] {
            let share = Shard::parse(number).unwrap().of_tests(tests.clone());
            assert!((6..=7).contains(&share.len()), "{share:?}");
            all.extend(share);
        }
        all.sort();
        assert_eq!(all, tests);
    }

    #[test]
    fn a_share_that_does_not_exist_is_refused() {
        for text in ["0/3", "4/3", "1", "1/0", "a/b", "-1/3"] {
            let refusal = format!("{:#}", Shard::parse(text).unwrap_err());
            assert!(refusal.contains(text), "{refusal}");
        }
    }
}
