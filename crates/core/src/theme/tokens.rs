//! The closed list of tokens that a theme may set.

/// A custom property that a theme may set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The property's name, without its leading hyphens.
    pub name: &'static str,
    /// The kind of value that it holds.
    pub kind: Kind,
}

/// The kind of value that a token holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A color, or one for light and one for dark pages.
    Colour,
    /// One or several shadows.
    Shadow,
    /// A list of font families.
    Font,
    /// A length.
    Length,
    /// An outline: its width, style and color.
    Outline,
}

impl Kind {
    /// Returns the CSS property that takes such a value, to ask a browser whether it is valid.
    pub fn property(self) -> &'static str {
        match self {
            Self::Colour => "color",
            Self::Shadow => "box-shadow",
            Self::Font => "font-family",
            Self::Length => "width",
            Self::Outline => "outline",
        }
    }

    /// Returns what a value looks like, as a noun with its article.
    pub fn expected(self) -> &'static str {
        match self {
            Self::Colour => "a colour, or {\"light\": …, \"dark\": …} with two of them",
            Self::Shadow => "a shadow as 'box-shadow' has it",
            Self::Font => "a list of font families",
            Self::Length => "a length, such as 44px",
            Self::Outline => "an outline, such as 2px solid #1d4ed8",
        }
    }

    /// Returns whether a value can be valid CSS at all. Names of colors and functions are left for the
    /// browser to judge.
    pub(super) fn takes(self, value: &str) -> bool {
        let is_one_value = !value.is_empty() && !value.contains([';', '{', '}', '<']) && is_balanced(value);
        is_one_value
            && match self {
                Self::Colour => !value.starts_with('#') || crate::contrast::Colour::parse(value).is_some(),
                Self::Length => {
                    value.starts_with(|first: char| first.is_ascii_digit() || first == '.')
                        || value.ends_with(')')
                }
                Self::Shadow | Self::Font | Self::Outline => true,
            }
    }
}

/// Returns whether every bracket is closed.
fn is_balanced(value: &str) -> bool {
    let mut open = 0_u32;
    for character in value.chars() {
        match character {
            '(' => open += 1,
            ')' if open == 0 => return false,
            ')' => open -= 1,
            _ => {}
        }
    }
    open == 0
}

const fn token(name: &'static str, kind: Kind) -> Token {
    Token { name, kind }
}

/// All tokens, in the order of `style/tokens.css`: first the semantic tokens, then those that components use.
pub const TOKENS: [Token; 28] = [
    token("surface-page", Kind::Colour),
    token("surface-card", Kind::Colour),
    token("surface-sunken", Kind::Colour),
    token("surface-field", Kind::Colour),
    token("text", Kind::Colour),
    token("text-muted", Kind::Colour),
    token("line", Kind::Colour),
    token("line-field", Kind::Colour),
    token("accent", Kind::Colour),
    token("accent-strong", Kind::Colour),
    token("on-accent", Kind::Colour),
    token("accent-quiet", Kind::Colour),
    token("danger", Kind::Colour),
    token("on-danger", Kind::Colour),
    token("danger-quiet", Kind::Colour),
    token("success", Kind::Colour),
    token("success-quiet", Kind::Colour),
    token("backdrop", Kind::Colour),
    token("shadow", Kind::Shadow),
    token("font", Kind::Font),
    token("font-mono", Kind::Font),
    token("radius-small", Kind::Length),
    token("radius-large", Kind::Length),
    token("target", Kind::Length),
    token("card-inline-size", Kind::Length),
    token("button-radius", Kind::Length),
    token("field-radius", Kind::Length),
    token("focus-ring", Kind::Outline),
];

impl Token {
    /// Returns the token with this name, if there is one.
    pub fn named(name: &str) -> Option<&'static Self> {
        TOKENS.iter().find(|token| token.name == name)
    }
}
