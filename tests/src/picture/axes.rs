//! The ways in which states are pictured: the gallery's axes, and the address and name of each picture.

use latchkey_core::gallery::axes::{
    Axis, Brand, Direction, Drawing, Language, Motion, TextSize, Theme, Width,
};
use latchkey_core::gallery::{Appearance, Selection};

/// A function that returns the values of an axis.
type Codes = fn() -> Vec<&'static str>;

/// The axes that can be chosen, with their values. Motion isn't one of them, because nothing moves in a picture.
const AXES: [(&str, Codes); 7] = [
    (Width::NAME, codes::<Width>),
    (Theme::NAME, codes::<Theme>),
    (TextSize::NAME, codes::<TextSize>),
    (Direction::NAME, codes::<Direction>),
    (Language::NAME, codes::<Language>),
    (Brand::NAME, codes::<Brand>),
    (Drawing::NAME, codes::<Drawing>),
];

fn codes<A: Axis>() -> Vec<&'static str> {
    A::ALL.iter().map(|value| value.code()).collect()
}

/// Returns the appearance of the pictures in the repository, given width and theme: reduced motion, and defaults
/// otherwise.
pub fn plain(width: Width, theme: Theme) -> Appearance {
    Appearance { width, theme, motion: Motion::Reduced, ..Appearance::default() }
}

/// Returns the path of a state's frame.
pub(crate) fn frame(id: &str, appearance: Appearance) -> String {
    // Defaults aren't part of the query, but it is never empty: motion is always reduced.
    format!("/gallery/{id}{}&frame=1", appearance.query())
}

/// Names an appearance by its width, its theme and everything that isn't the default: `360-light`, `1280-dark-rtl`.
pub fn name(appearance: Appearance) -> String {
    let usual = Appearance::default();
    let others = Appearance { width: usual.width, theme: usual.theme, motion: usual.motion, ..appearance };
    let mut words = vec![appearance.width.code(), appearance.theme.code()];
    words.extend(others.codes());
    words.join("-")
}

/// The chosen values of each axis.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Choice(Vec<(&'static str, String)>);

impl Default for Choice {
    /// Phone and desktop width, in light and dark.
    fn default() -> Self {
        Self(vec![
            (Width::NAME, [Width::Phone.code(), Width::Computer.code()].join(",")),
            (Theme::NAME, [Theme::Light.code(), Theme::Dark.code()].join(",")),
            (Motion::NAME, Motion::Reduced.code().to_owned()),
        ])
    }
}

impl Choice {
    /// Sets the values of an axis, separated by commas. Returns whether there is an axis with this name.
    ///
    /// # Errors
    /// If the axis has no such value: a message that names it.
    pub fn set(&mut self, name: &str, values: &str) -> Result<bool, String> {
        let Some((name, codes)) = AXES.into_iter().find(|(axis, _)| *axis == name) else { return Ok(false) };
        let codes = codes();
        if let Some(unknown) = values.split(',').find(|value| !codes.contains(value)) {
            return Err(format!("`{unknown}` is not a value of {name}, but {}", codes.join(", ")));
        }
        self.0.retain(|(axis, _)| *axis != name);
        self.0.push((name, values.to_owned()));
        Ok(true)
    }

    /// Returns every combination of the values.
    pub fn appearances(&self) -> Vec<Appearance> {
        let read =
            |name: &str| self.0.iter().find(|(axis, _)| *axis == name).map(|(_, values)| values.clone());
        Selection::parse(read).appearances()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(choice: &Choice) -> Vec<String> {
        choice.appearances().into_iter().map(name).collect()
    }

    #[test]
    fn unasked_a_phone_and_a_desk_are_pictured_by_day_and_by_night() {
        assert_eq!(names(&Choice::default()), ["360-light", "1280-light", "360-dark", "1280-dark"]);
    }

    #[test]
    fn what_is_not_as_usual_is_part_of_a_pictures_name() {
        let mut choice = Choice::default();
        for (axis, values) in [
            ("width", "320"),
            ("theme", "dark"),
            ("text", "100,200"),
            ("direction", "rtl"),
            ("brand", "ember"),
        ] {
            assert_eq!(choice.set(axis, values), Ok(true));
        }
        assert_eq!(names(&choice), ["320-dark-rtl-ember", "320-dark-200-rtl-ember"]);
    }

    #[test]
    fn nothing_moves_in_any_picture() {
        let mut choice = Choice::default();
        assert_eq!(choice.set("motion", "full"), Ok(false));
        for appearance in choice.appearances() {
            assert!(frame("A1", appearance).contains("motion=reduced"), "{appearance:?}");
        }
        let plain = plain(Width::Phone, Theme::Light);
        assert_eq!(frame("A1", plain), "/gallery/A1?motion=reduced&frame=1");
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
