//! How well two colors can be distinguished: relative luminance and contrast ratio, as in WCAG 2.2.

/// A color in sRGB: red, green, blue and opacity, each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour {
    red: f64,
    green: f64,
    blue: f64,
    alpha: f64,
}

impl Colour {
    /// Parses `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, and `rgb(…)` or `rgba(…)` as `getComputedStyle` writes
    /// them.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text.strip_prefix('#') {
            Some(digits) => Self::from_hex(digits),
            None => Self::from_function(text),
        }
    }

    fn from_hex(digits: &str) -> Option<Self> {
        // A single digit is short for two equal ones.
        let (width, scale) = match digits.len() {
            3 | 4 => (1, 15.0),
            6 | 8 => (2, 255.0),
            _ => return None,
        };
        let mut channels = [1.0; 4];
        for (number, channel) in channels.iter_mut().enumerate().take(digits.len() / width) {
            let digits = digits.get(number * width..(number + 1) * width)?;
            *channel = f64::from(u8::from_str_radix(digits, 16).ok()?) / scale;
        }
        Some(Self::from_channels(channels))
    }

    fn from_function(text: &str) -> Option<Self> {
        let channels = text.strip_prefix("rgba(").or_else(|| text.strip_prefix("rgb("))?.strip_suffix(')')?;
        let mut values = channels.split([',', ' ', '/']).filter(|value| !value.is_empty());
        let mut colour = [1.0; 4];
        for channel in &mut colour[..3] {
            *channel = values.next()?.parse::<f64>().ok()? / 255.0;
        }
        if let Some(alpha) = values.next() {
            colour[3] = match alpha.strip_suffix('%') {
                Some(percent) => percent.parse::<f64>().ok()? / 100.0,
                None => alpha.parse().ok()?,
            };
        }
        let is_whole = values.next().is_none() && colour.iter().all(|channel| channel.is_finite());
        is_whole.then(|| Self::from_channels(colour))
    }

    /// Returns the color as `#rrggbb`, ignoring its opacity.
    pub fn hex(self) -> String {
        let digits = [self.red, self.green, self.blue].map(|channel| {
            #[expect(
                clippy::as_conversions,
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a channel is from 0 to 1"
            )]
            let byte = (channel * 255.0).round() as u8;
            format!("{byte:02x}")
        });
        ["#", &digits.concat()].concat()
    }

    fn from_channels(channels: [f64; 4]) -> Self {
        let [red, green, blue, alpha] = channels.map(|channel| channel.clamp(0.0, 1.0));
        Self { red, green, blue, alpha }
    }

    /// Returns the color that is seen if this one is drawn over `background`.
    #[must_use]
    pub fn over(self, background: Self) -> Self {
        let mix = |above: f64, below: f64| above * self.alpha + below * (1.0 - self.alpha);
        Self {
            red: mix(self.red, background.red),
            green: mix(self.green, background.green),
            blue: mix(self.blue, background.blue),
            alpha: background.alpha.max(self.alpha),
        }
    }

    /// Returns the relative luminance: 0 for black, 1 for white.
    pub fn luminance(self) -> f64 {
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

/// Returns a channel's linear value, without its transfer function.
fn linear(channel: f64) -> f64 {
    if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
}

/// Returns the contrast ratio of `front` on `back`, from 1 to 21. The background is assumed to be opaque.
pub fn ratio(front: Colour, back: Colour) -> f64 {
    let (front, back) = (front.over(back).luminance(), back.luminance());
    (front.max(back) + 0.05) / (front.min(back) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    /// Returns the ratio with two decimals.
    fn rounded(front: &str, back: &str) -> String {
        format!("{:.2}", ratio(colour(front), colour(back)))
    }

    #[test]
    fn ratios_are_those_of_wcag() {
        assert_eq!(rounded("#000", "#fff"), "21.00");
        assert_eq!(rounded("#fff", "#000"), "21.00");
        assert_eq!(rounded("#777777", "#ffffff"), "4.48");
        assert_eq!(rounded("#767676", "#ffffff"), "4.54");
        assert_eq!(rounded("#ff0000", "#ffffff"), "4.00");
        assert_eq!(rounded("#1d4ed8", "#1d4ed8"), "1.00");
    }

    #[test]
    fn a_colour_is_the_same_in_all_its_forms() {
        for form in [
            "#abc",
            "#abcf",
            "#aabbcc",
            "#AABBCCFF",
            "rgb(170, 187, 204)",
            "rgba(170, 187, 204, 1)",
            " rgb(170 187 204 / 100%) ",
        ] {
            assert_eq!(Colour::parse(form), Colour::parse("#aabbcc"), "{form}");
        }
        assert_eq!(Colour::parse("rgba(0, 0, 0, 0.2)"), Colour::parse("#0003"));
    }

    #[test]
    fn what_is_no_colour_is_none() {
        for text in [
            "",
            "#",
            "#12345",
            "#xyz",
            "#ä1",
            "red",
            "rgb(1, 2)",
            "rgb(1, 2, x)",
            "rgb(1, 2, 3, 4, 5)",
            "rgb(1, 2, 3",
            "rgb(NaN, 0, 0)",
        ] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_translucent_colour_is_seen_with_what_is_below_it() {
        assert_eq!(colour("rgba(0, 0, 0, 0.5)").over(colour("#fff")), colour("rgb(127.5, 127.5, 127.5)"));
        assert_eq!(rounded("#0000", "#fff"), "1.00");
        assert_eq!(rounded("rgba(0, 0, 0, 0.54)", "#fff"), rounded("rgb(117.3, 117.3, 117.3)", "#fff"));
    }
}
