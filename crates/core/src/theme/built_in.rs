//! Tests of the built-in tokens against the list of tokens and the pairs.

use std::collections::BTreeMap;

use super::{Kind, PAIRS, TOKENS};
use crate::contrast::Colour;

const STYLES: &str = include_str!("../../../../style/tokens.css");
/// The start of the values for users who ask for more contrast.
const MORE_CONTRAST: &str = "@media (prefers-contrast: more)";

/// Values by the names of their custom properties.
type Values = BTreeMap<&'static str, &'static str>;

/// Returns the built-in values, and those that apply if more contrast is asked for.
fn built_in() -> (Values, Values) {
    let (built_in, more_contrast) = STYLES.split_once(MORE_CONTRAST).unwrap();
    (values(built_in), values(more_contrast))
}

fn values(styles: &'static str) -> Values {
    let declarations = styles.split([';', '{', '}']).map(|text| text.rsplit("*/").next().unwrap().trim());
    declarations
        .filter_map(|text| text.strip_prefix("--")?.split_once(':'))
        .map(|(name, value)| (name, value.trim().trim_end_matches("!important").trim_end()))
        .collect()
}

/// Returns the value that a token resolves to in light or dark.
fn resolved(values: &Values, value: &'static str, dark: bool) -> &'static str {
    let inside = |function: &str| value.strip_prefix(function)?.strip_suffix(')');
    if let Some(name) = inside("var(--") {
        return resolved(values, values[name], dark);
    }
    match inside("light-dark(").and_then(|colours| colours.split_once(", ")) {
        Some((light, night)) => resolved(values, if dark { night } else { light }, dark),
        None => value,
    }
}

/// Returns the pairs whose contrast is too low. Text must have a ratio of at least `text`.
fn too_low(values: &Values, text: f64) -> Vec<String> {
    let mut low = Vec::new();
    for (pair, dark) in PAIRS.iter().flat_map(|pair| [(pair, false), (pair, true)]) {
        let colour = |name: &str| Colour::parse(resolved(values, values[name], dark));
        let least = if pair.is_text() { pair.least.max(text) } else { pair.least };
        let ratio = pair.ratio(colour).unwrap();
        if ratio < least {
            low.push(format!("{} on {} (dark: {dark}): {ratio:.2} of {least}", pair.front, pair.back));
        }
    }
    low
}

#[test]
fn a_theme_may_set_all_tokens_that_mean_something_and_nothing_else() {
    let (built_in, more_contrast) = built_in();
    // The names of raw tokens have a number.
    let with_meaning = |name: &&str| !name.contains(|character: char| character.is_ascii_digit());
    let mut listed: Vec<_> = TOKENS.iter().map(|token| token.name).collect();
    listed.sort_unstable();
    assert_eq!(built_in.keys().copied().filter(with_meaning).collect::<Vec<_>>(), listed);
    assert!(more_contrast.keys().all(|name| listed.contains(name)));
}

#[test]
fn the_kind_of_a_token_takes_its_built_in_value() {
    let (built_in, _) = built_in();
    for token in TOKENS {
        let value = built_in[token.name];
        assert!(token.kind.takes(value), "{}: {value}", token.name);
        if token.kind == Kind::Colour {
            for dark in [false, true] {
                let colour = resolved(&built_in, value, dark);
                assert!(Colour::parse(colour).is_some(), "{}: {colour}", token.name);
            }
        }
    }
}

#[test]
fn every_pair_is_of_two_colours_and_stands_in_the_list_once() {
    for (number, pair) in PAIRS.iter().enumerate() {
        for name in [pair.front, pair.back] {
            assert_eq!(super::Token::named(name).unwrap().kind, Kind::Colour, "{name}");
        }
        let again = PAIRS[..number].iter().any(|other| (other.front, other.back) == (pair.front, pair.back));
        assert!(!again, "{} on {}", pair.front, pair.back);
    }
}

#[test]
fn the_built_in_colours_can_be_told_apart_by_day_and_by_night() {
    assert_eq!(too_low(&built_in().0, 0.0), Vec::<String>::new());
}

#[test]
fn whoever_asks_for_more_contrast_gets_seven_to_one_for_text() {
    let (mut values, more_contrast) = built_in();
    values.extend(more_contrast);
    assert_eq!(too_low(&values, 7.0), Vec::<String>::new());
}

#[test]
fn more_contrast_is_there_whatever_a_theme_sets() {
    let (_, rules) = STYLES.split_once(MORE_CONTRAST).unwrap();
    assert_eq!(rules.matches("!important;").count(), rules.matches(": ").count());
    let more_contrast = values(rules);
    for pair in PAIRS {
        assert!(more_contrast.contains_key(pair.front), "{}", pair.front);
        assert!(more_contrast.contains_key(pair.back), "{}", pair.back);
    }
}

#[test]
fn a_pair_that_is_too_low_is_found() {
    let mut values = built_in().0;
    values.insert("accent", "light-dark(#777777, var(--ink-100))");
    let low = too_low(&values, 0.0);
    assert!(low.contains(&"accent on surface-card (dark: false): 4.48 of 4.5".to_owned()), "{low:?}");
}
