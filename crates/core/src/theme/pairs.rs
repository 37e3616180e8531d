//! The tokens that appear on top of each other in the styles, and how much contrast they must have.

use crate::contrast::{self, Colour};

/// Two tokens, one of which appears on the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The token of what is in front.
    pub front: &'static str,
    /// The token of what is behind it.
    pub back: &'static str,
    /// The minimum contrast ratio that WCAG 2.2 requires.
    pub least: f64,
    /// Where the two meet.
    pub at: &'static str,
}

/// The minimum for text, by success criterion 1.4.3 (AA).
const TEXT: f64 = 4.5;
/// The minimum for what has to be seen but not read, by success criterion 1.4.11 (AA).
const GRAPHIC: f64 = 3.0;

impl Pair {
    /// Returns the contrast ratio, given the tokens' colors; `None` if one of them has no color.
    pub fn ratio(&self, colour_of: impl Fn(&str) -> Option<Colour>) -> Option<f64> {
        Some(contrast::ratio(colour_of(self.front)?, colour_of(self.back)?))
    }

    /// Returns whether the pair is of text.
    pub fn is_text(&self) -> bool {
        self.least > GRAPHIC
    }
}

const fn text(front: &'static str, back: &'static str, at: &'static str) -> Pair {
    Pair { front, back, least: TEXT, at }
}

const fn graphic(front: &'static str, back: &'static str, at: &'static str) -> Pair {
    Pair { front, back, least: GRAPHIC, at }
}

/// All pairs. The focus ring has the accent's color, and appears on everything that the accent appears on.
pub const PAIRS: [Pair; 24] = [
    text("text", "surface-card", "headings, labels and text"),
    text("text", "surface-page", "the brand; on a phone everything, since there is no card"),
    text("text", "surface-sunken", "notes, tags, the word of being offline, buttons under the pointer"),
    text("text", "surface-field", "what is typed"),
    text("text", "danger-quiet", "the warning before the last passkey is removed"),
    text("text-muted", "surface-card", "leads, facts, and what is waited for"),
    text("text-muted", "surface-page", "the same on a phone"),
    graphic("text-muted", "surface-sunken", "the person behind which the menu is"),
    text("on-accent", "accent", "the primary button; the brand's mark"),
    text("on-accent", "accent-strong", "the primary button under the pointer"),
    text("accent", "surface-card", "links and quiet buttons; the focus ring"),
    text("accent", "surface-page", "the same on a phone"),
    text("accent", "surface-sunken", "quiet buttons under the pointer; the bar that moves while waiting"),
    text("accent", "surface-field", "'Show password', within its field"),
    graphic("accent", "accent-quiet", "the sign above a heading"),
    text("danger", "surface-card", "errors; the line of a field with one"),
    text("danger", "surface-page", "the same on a phone"),
    graphic("danger", "surface-field", "the line of a field with an error"),
    graphic("danger", "danger-quiet", "the sign above a problem"),
    text("on-danger", "danger", "the button that removes"),
    graphic("success", "success-quiet", "the sign above what is done"),
    graphic("line-field", "surface-field", "the line around a field"),
    graphic("line-field", "surface-card", "the line around a field and a secondary button"),
    graphic("line-field", "surface-page", "the same on a phone"),
];
