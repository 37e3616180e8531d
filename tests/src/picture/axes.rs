//! What a state can be looked at in: the axes of the gallery's frames.

use std::fmt;

/// An axis: its name in an address, the values it takes, and those taken where nobody asks for any.
struct Axis {
    name: &'static str,
    /// Empty where any short word will do.
    values: &'static [&'static str],
    usual: &'static [&'static str],
}

const WIDTH: &str = "width";
const THEME: &str = "theme";
const LANGUAGE: &str = "language";
const BRAND: &str = "brand";

const AXES: [Axis; 6] = [
    Axis { name: WIDTH, values: &["320", "360", "768", "1280"], usual: &["360", "1280"] },
    Axis {
        name: THEME,
        values: &["light", "dark", "high-contrast", "forced-colors"],
        usual: &["light", "dark"],
    },
    Axis { name: "text", values: &["100", "150", "200"], usual: &["100"] },
    Axis { name: "direction", values: &["ltr", "rtl"], usual: &["ltr"] },
    Axis { name: LANGUAGE, values: &["en", "pseudo"], usual: &["en"] },
    Axis { name: BRAND, values: &[], usual: &["latchkey"] },
];

/// One value of each axis.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Axes([String; AXES.len()]);

impl Axes {
    /// A width in CSS pixels and a theme; everything else as it usually is.
    ///
    /// # Panics
    /// Never: each axis has a usual value.
    pub fn new(width: u32, theme: &str) -> Self {
        let mut axes = Self(AXES.map(|axis| axis.usual[0].to_owned()));
        axes.0[0] = width.to_string();
        theme.clone_into(&mut axes.0[1]);
        axes
    }

    /// What the pictures in the repository are taken in: a phone by day.
    pub fn for_baselines() -> Self {
        Self::new(360, "light")
    }

    fn value(&self, name: &str) -> &str {
        let values = AXES.iter().zip(&self.0);
        values.into_iter().find(|(axis, _)| axis.name == name).map_or("", |(_, value)| value)
    }

    /// The width of the frame, in CSS pixels.
    ///
    /// # Panics
    /// Never: the widths are numbers.
    pub fn width(&self) -> u32 {
        self.value(WIDTH).parse().expect("a width is a number")
    }

    /// The theme.
    pub fn theme(&self) -> &str {
        self.value(THEME)
    }

    /// The language.
    pub fn language(&self) -> &str {
        self.value(LANGUAGE)
    }

    /// Whether the brand is the project's own, which brings no typeface along.
    pub fn is_own_brand(&self) -> bool {
        self.value(BRAND) == "latchkey"
    }

    /// The address of a state's frame. Nothing moves in it, as a picture holds one moment.
    pub fn frame(&self, id: &str) -> String {
        let axes = AXES.iter().zip(&self.0).filter(|(axis, _)| axis.name != WIDTH);
        let query: Vec<String> = axes.map(|(axis, value)| format!("{}={value}", axis.name)).collect();
        format!("/gallery/{id}?frame=1&motion=reduced&{}", query.join("&"))
    }
}

/// Width and theme, and whatever isn't as usual: `360-light`, `1280-dark-rtl`.
impl fmt::Display for Axes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.value(WIDTH), self.value(THEME))?;
        let others = AXES.iter().zip(&self.0).skip(2);
        others
            .filter(|(axis, value)| axis.usual != [value.as_str()])
            .try_for_each(|(_, value)| write!(f, "-{value}"))
    }
}

/// The values that were asked for, of each axis.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Choice([Vec<String>; AXES.len()]);

impl Default for Choice {
    fn default() -> Self {
        Self(AXES.map(|axis| axis.usual.iter().map(ToString::to_string).collect()))
    }
}

impl Choice {
    /// Takes the values for an axis, separated by commas; whether there is an axis of this name.
    ///
    /// # Errors
    /// What is wrong with the values, in words.
    pub fn set(&mut self, name: &str, values: &str) -> Result<bool, String> {
        let Some(at) = AXES.iter().position(|axis| axis.name == name) else { return Ok(false) };
        let axis = &AXES[at];
        let asked: Vec<String> = values.split(',').map(str::to_owned).collect();
        for value in &asked {
            let word = !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            if !word || !(axis.values.is_empty() || axis.values.contains(&value.as_str())) {
                let known = if axis.values.is_empty() { "names".to_owned() } else { axis.values.join(", ") };
                return Err(format!("`{value}` is not a {name}; it takes {known}"));
            }
        }
        self.0[at] = asked;
        Ok(true)
    }

    /// Every combination of the values.
    pub fn combinations(&self) -> Vec<Axes> {
        let mut all = vec![Axes(AXES.map(|_| String::new()))];
        for (at, values) in self.0.iter().enumerate() {
            let with = |value: &String, axes: &Axes| {
                let mut axes = axes.clone();
                axes.0[at].clone_from(value);
                axes
            };
            all = all.iter().flat_map(|axes| values.iter().map(move |value| with(value, axes))).collect();
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(choice: &Choice) -> Vec<String> {
        choice.combinations().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn unasked_a_phone_and_a_desk_are_pictured_by_day_and_by_night() {
        assert_eq!(names(&Choice::default()), ["360-light", "360-dark", "1280-light", "1280-dark"]);
    }

    #[test]
    fn what_is_not_as_usual_is_part_of_a_pictures_name() {
        let mut choice = Choice::default();
        for (axis, values) in [
            ("width", "320"),
            ("theme", "dark"),
            ("text", "100,200"),
            ("direction", "rtl"),
            ("brand", "northwind"),
        ] {
            assert_eq!(choice.set(axis, values), Ok(true));
        }
        assert_eq!(names(&choice), ["320-dark-rtl-northwind", "320-dark-200-rtl-northwind"]);
    }

    #[test]
    fn a_frame_is_one_of_each_axis_but_the_width_which_is_the_windows() {
        assert_eq!(
            Axes::new(360, "dark").frame("A1"),
            "/gallery/A1?frame=1&motion=reduced&theme=dark&text=100&direction=ltr&language=en&brand=latchkey"
        );
    }

    #[test]
    fn a_value_that_an_axis_does_not_take_is_refused_with_those_it_takes() {
        let mut choice = Choice::default();
        let refusal = choice.set("theme", "light,sepia").unwrap_err();
        assert!(refusal.contains("`sepia`") && refusal.contains("forced-colors"), "{refusal}");
        assert!(choice.set("brand", "../x").is_err());
        assert_eq!(choice.set("colour", "red"), Ok(false));
    }
}
