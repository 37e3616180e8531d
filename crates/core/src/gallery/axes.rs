//! The ways in which a state can be viewed. All of them are in the address, so that a link gives the same
//! picture.

use crate::GalleryMessage;

/// A closed list of values, of which every picture has exactly one.
pub trait Axis: Copy + PartialEq + Send + Sync + 'static {
    /// Name of the parameter in the address.
    const NAME: &'static str;
    /// All values, in the order they are shown.
    const ALL: &'static [Self];
    /// The default, which is left out of the address.
    const USUAL: Self;

    /// Returns the title of the axis.
    fn title() -> GalleryMessage;

    /// Returns the value as it appears in an address.
    fn code(self) -> &'static str;

    /// Returns the label of the value.
    fn label(self) -> GalleryMessage;
}

macro_rules! axis {
    (
        $(#[$doc:meta])* $axis:ident $name:literal $title:ident, usually $usual:ident:
        $($(#[$value_doc:meta])* $value:ident = $code:literal $label:expr,)+
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $axis {
            $($(#[$value_doc])* $value,)+
        }

        impl Axis for $axis {
            const NAME: &'static str = $name;
            const ALL: &'static [Self] = &[$(Self::$value),+];
            const USUAL: Self = Self::$usual;

            fn title() -> GalleryMessage {
                GalleryMessage::$title
            }

            fn code(self) -> &'static str {
                match self {
                    $(Self::$value => $code,)+
                }
            }

            fn label(self) -> GalleryMessage {
                match self {
                    $(Self::$value => $label,)+
                }
            }
        }
    };
}

fn percent(code: &str) -> GalleryMessage {
    GalleryMessage::Percent { percent: code.to_owned() }
}

fn pixels(code: &str) -> GalleryMessage {
    GalleryMessage::Pixels { pixels: code.to_owned() }
}

axis! {
    /// Colors and contrast.
    Theme "theme" AxisTheme, usually Light:
    /// As shown by a browser that asks for light pages.
    Light = "light" GalleryMessage::ThemeLight,
    /// As shown by a browser that asks for dark pages.
    Dark = "dark" GalleryMessage::ThemeDark,
    /// As shown by a browser that asks for more contrast.
    HighContrast = "high-contrast" GalleryMessage::ThemeHighContrast,
    /// As shown by a browser that allows only a few system colors.
    ForcedColors = "forced-colors" GalleryMessage::ThemeForcedColors,
}

axis! {
    /// Text size, as set in the browser.
    TextSize "text" AxisText, usually Normal:
    /// The browser's default size.
    Normal = "100" percent("100"),
    /// One and a half times the default.
    Large = "150" percent("150"),
    /// Twice the default (WCAG 2.2, 1.4.4).
    Double = "200" percent("200"),
}

axis! {
    /// Width of the viewport.
    Width "width" AxisWidth, usually Phone:
    /// The narrowest width to support (WCAG 2.2, 1.4.10).
    Narrow = "320" pixels("320"),
    /// A small phone.
    Phone = "360" pixels("360"),
    /// A tablet.
    Tablet = "768" pixels("768"),
    /// A computer.
    Computer = "1280" pixels("1280"),
}

impl Width {
    /// Returns the width in CSS pixels.
    pub fn pixels(self) -> u32 {
        match self {
            Self::Phone => 360,
            Self::Narrow => 320,
            Self::Tablet => 768,
            Self::Computer => 1280,
        }
    }
}

axis! {
    /// The direction of writing.
    Direction "direction" AxisDirection, usually LeftToRight:
    /// Lines start on the left.
    LeftToRight = "ltr" GalleryMessage::LeftToRight,
    /// Lines start on the right.
    RightToLeft = "rtl" GalleryMessage::RightToLeft,
}

axis! {
    /// The language of the words.
    Language "language" AxisLanguage, usually English:
    /// English, as written.
    English = "en" GalleryMessage::English,
    /// English made longer and strange, so that words that can't be translated or don't fit stand out.
    Pseudo = "pseudo" GalleryMessage::PseudoLocale,
}

axis! {
    /// The brand, which sets colors and shapes.
    Brand "brand" AxisBrand, usually Latchkey:
    /// The app's own brand.
    Latchkey = "latchkey" GalleryMessage::BrandLatchkey,
    /// A brand that is green and round.
    Meadow = "meadow" GalleryMessage::BrandMeadow,
    /// A brand that is red and square.
    Ember = "ember" GalleryMessage::BrandEmber,
}

axis! {
    /// Whether things move.
    Motion "motion" AxisMotion, usually Full:
    /// All movement, as in normal use.
    Full = "full" GalleryMessage::MotionFull,
    /// As in a browser that asks for less movement.
    Reduced = "reduced" GalleryMessage::MotionReduced,
}

axis! {
    /// Whether what the browser itself draws is sketched.
    Drawing "drawn" AxisDrawing, usually Off:
    /// Without a sketch.
    Off = "off" GalleryMessage::DrawingOff,
    /// With a sketch.
    On = "on" GalleryMessage::DrawingOn,
}

macro_rules! axes {
    ($($(#[$doc:meta])* $field:ident: $axis:ident,)+) => {
        /// How one picture looks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct Appearance {
            $($(#[$doc])* pub $field: $axis,)+
        }

        /// Which pictures are side by side: one for each combination. No list is empty, and each is in the
        /// order of its axis.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Selection {
            $($(#[$doc])* pub $field: Vec<$axis>,)+
        }

        impl Default for Appearance {
            fn default() -> Self {
                Self { $($field: $axis::USUAL,)+ }
            }
        }

        impl Default for Selection {
            fn default() -> Self {
                Self { $($field: vec![$axis::USUAL],)+ }
            }
        }

        impl Selection {
            /// Reads the parameters of an address. Unknown values are ignored.
            pub fn parse(read: impl Fn(&str) -> Option<String>) -> Self {
                Self { $($field: values(read($axis::NAME)),)+ }
            }

            /// Returns the parameters, without those at their default; empty, or with a leading `?`.
            pub fn query(&self) -> String {
                let parameters = [$(parameter(&self.$field)),+];
                let said: Vec<String> = parameters.into_iter().flatten().collect();
                if said.is_empty() { String::new() } else { ["?", &said.join("&")].concat() }
            }

            /// Returns all combinations; later axes vary fastest.
            pub fn appearances(&self) -> Vec<Appearance> {
                let mut all = vec![Appearance::default()];
                $(
                    let with = |appearance: Appearance| {
                        self.$field.iter().map(move |value| Appearance { $field: *value, ..appearance })
                    };
                    all = all.into_iter().flat_map(with).collect();
                )+
                all
            }
        }

        impl Appearance {
            /// Reads the parameters of an address. If several values are given, the first one is used.
            pub fn parse(read: impl Fn(&str) -> Option<String>) -> Self {
                let selection = Selection::parse(read);
                selection.appearances().first().copied().unwrap_or_default()
            }

            /// Returns the parameters of a selection of just this picture.
            pub fn query(&self) -> String {
                Selection { $($field: vec![self.$field],)+ }.query()
            }

            /// Returns the codes in which it differs from the default picture.
            pub fn codes(&self) -> Vec<&'static str> {
                let mut codes = Vec::new();
                $(
                    if self.$field != $axis::USUAL {
                        codes.push(self.$field.code());
                    }
                )+
                codes
            }
        }
    };
}

axes! {
    /// Colors and contrast.
    theme: Theme,
    /// Width of the viewport.
    width: Width,
    /// Text size, as set in the browser.
    text: TextSize,
    /// The direction of writing.
    direction: Direction,
    /// The language of the words.
    language: Language,
    /// The brand, which sets colors and shapes.
    brand: Brand,
    /// Whether things move.
    motion: Motion,
    /// Whether what the browser itself draws is sketched.
    drawn: Drawing,
}

/// Selects a value, or deselects it if it is selected. The last one stays selected.
pub fn toggle<A: Axis>(chosen: &mut Vec<A>, value: A) {
    let is_chosen = |candidate: &A| chosen.contains(candidate) != (*candidate == value);
    let next: Vec<A> = A::ALL.iter().copied().filter(is_chosen).collect();
    if !next.is_empty() {
        *chosen = next;
    }
}

fn values<A: Axis>(text: Option<String>) -> Vec<A> {
    let text = text.unwrap_or_default();
    let is_named = |value: &A| text.split(',').any(|code| code == value.code());
    let named: Vec<A> = A::ALL.iter().copied().filter(is_named).collect();
    if named.is_empty() { vec![A::USUAL] } else { named }
}

fn parameter<A: Axis>(chosen: &[A]) -> Option<String> {
    if *chosen == [A::USUAL] {
        return None;
    }
    let codes: Vec<&str> = chosen.iter().map(|value| value.code()).collect();
    Some([A::NAME, "=", &codes.join(",")].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> impl Fn(&str) -> Option<String> {
        move |name| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
        }
    }

    #[test]
    fn an_address_gives_the_same_pictures_again() {
        let query = "theme=light,dark&width=360,1280&direction=rtl&drawn=on";
        let selection = Selection::parse(read(query));
        assert_eq!(selection.query(), ["?", query].concat());
        assert_eq!(selection.appearances().len(), 4);
        for appearance in selection.appearances() {
            let own = appearance.query();
            assert_eq!(Appearance::parse(read(own.trim_start_matches('?'))), appearance);
        }
    }

    #[test]
    fn what_is_not_said_or_not_known_is_the_first_value() {
        assert_eq!(Selection::parse(|_| None), Selection::default());
        assert_eq!(Selection::default().query(), "");
        assert_eq!(Selection::parse(read("theme=neon&text=17")), Selection::default());
        assert_eq!(Selection::parse(read("theme=neon,dark")).theme, [Theme::Dark]);
    }

    #[test]
    fn one_value_of_each_axis_is_always_chosen() {
        let mut themes = vec![Theme::Light];
        toggle(&mut themes, Theme::Light);
        assert_eq!(themes, [Theme::Light]);
        toggle(&mut themes, Theme::ForcedColors);
        toggle(&mut themes, Theme::Dark);
        assert_eq!(themes, [Theme::Light, Theme::Dark, Theme::ForcedColors]);
        toggle(&mut themes, Theme::Light);
        assert_eq!(themes, [Theme::Dark, Theme::ForcedColors]);
    }
}
