//! In which ways states are pictured: the axes of the gallery, and where each picture is.

use latchkey_core::gallery::axes::{
    Axis, Brand, Direction, Drawing, Language, Motion, TextSize, Theme, Width,
};
use latchkey_core::gallery::{Appearance, Selection};

/// What gives the values of an axis.
type Codes = fn() -> Vec<&'static str>;

/// The values of each axis that can be asked for. Nothing moves in a picture, so motion is none of them.
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

/// What the pictures in the repository are taken in: a phone by day, and nothing moves.
pub fn plain(width: Width, theme: Theme) -> Appearance {
    Appearance { width, theme, motion: Motion::Reduced, ..Appearance::default() }
}

/// The address of a state's frame.
pub(crate) fn frame(id: &str, appearance: Appearance) -> String {
    // What isn't said is as usual, and what a picture is taken in is never all usual: nothing moves.
    format!("/gallery/{id}{}&frame=1", appearance.query())
}

/// Width and theme, and whatever isn't as usual: `360-light`, `1280-dark-rtl`.
pub fn name(appearance: Appearance) -> String {
    let usual = Appearance::default();
    let others = Appearance { width: usual.width, theme: usual.theme, motion: usual.motion, ..appearance };
    let mut words = vec![appearance.width.code(), appearance.theme.code()];
    words.extend(others.codes());
    words.join("-")
}

/// The values that were asked for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Choice(Vec<(&'static str, String)>);

impl Default for Choice {
    /// A phone and a desk, by day and by night.
    fn default() -> Self {
        Self(vec![
            (Width::NAME, [Width::Phone.code(), Width::Computer.code()].join(",")),
            (Theme::NAME, [Theme::Light.code(), Theme::Dark.code()].join(",")),
            (Motion::NAME, Motion::Reduced.code().to_owned()),
        ])
    }
}

impl Choice {
    /// Takes the values for an axis, separated by commas; whether there is an axis of this name.
    ///
    /// # Errors
    /// What is wrong with the values, in words.
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

    /// Every combination of the values.
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
