//! In which ways a state can be looked at. All of it stands in the address, so that a link gives the same picture.

use crate::GalleryMessage;

/// A closed list of values, one of which every picture has.
pub trait Axis: Copy + PartialEq + Send + Sync + 'static {
    /// The parameter's name.
    const NAME: &'static str;
    /// All values, in their order.
    const ALL: &'static [Self];
    /// The one that isn't said.
    const USUAL: Self;

    /// What the axis is called.
    fn title() -> GalleryMessage;

    /// The value as it stands in an address.
    fn code(self) -> &'static str;

    /// What the value is called.
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
    /// Colours and contrast.
    Theme "theme" AxisTheme, usually Light:
    /// What a browser shows that asks for light pages.
    Light = "light" GalleryMessage::ThemeLight,
    /// What a browser shows that asks for dark pages.
    Dark = "dark" GalleryMessage::ThemeDark,
    /// What a browser shows that asks for more contrast.
    HighContrast = "high-contrast" GalleryMessage::ThemeHighContrast,
    /// What a browser shows that allows a few colours of the system's alone.
    ForcedColors = "forced-colors" GalleryMessage::ThemeForcedColors,
}

axis! {
    /// The size of text, as set in the browser.
    TextSize "text" AxisText, usually Normal:
    /// As browsers come.
    Normal = "100" percent("100"),
    /// Half as large again.
    Large = "150" percent("150"),
    /// Twice as large (WCAG 2.2, 1.4.4).
    Double = "200" percent("200"),
}

axis! {
    /// The width of the viewport.
    Width "width" AxisWidth, usually Phone:
    /// The narrowest that has to do (WCAG 2.2, 1.4.10).
    Narrow = "320" pixels("320"),
    /// A small phone.
    Phone = "360" pixels("360"),
    /// A tablet.
    Tablet = "768" pixels("768"),
    /// A computer.
    Computer = "1280" pixels("1280"),
}

impl Width {
    /// CSS pixels.
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
    /// From which side lines begin.
    Direction "direction" AxisDirection, usually LeftToRight:
    /// From the left.
    LeftToRight = "ltr" GalleryMessage::LeftToRight,
    /// From the right.
    RightToLeft = "rtl" GalleryMessage::RightToLeft,
}

axis! {
    /// The words.
    Language "language" AxisLanguage, usually English:
    /// English.
    English = "en" GalleryMessage::English,
    /// English made longer and strange, so that what can't be translated, or has no room, stands out.
    Pseudo = "pseudo" GalleryMessage::PseudoLocale,
}

axis! {
    /// Whose colours and shapes.
    Brand "brand" AxisBrand, usually Latchkey:
    /// The app's own.
    Latchkey = "latchkey" GalleryMessage::BrandLatchkey,
    /// Green and round.
    Meadow = "meadow" GalleryMessage::BrandMeadow,
    /// Red and square.
    Ember = "ember" GalleryMessage::BrandEmber,
}

axis! {
    /// Whether things move.
    Motion "motion" AxisMotion, usually Full:
    /// As they do.
    Full = "full" GalleryMessage::MotionFull,
    /// For a browser that asks for less.
    Reduced = "reduced" GalleryMessage::MotionReduced,
}

axis! {
    /// Whether what the browser draws itself is sketched.
    Drawing "drawn" AxisDrawing, usually Off:
    /// It isn't.
    Off = "off" GalleryMessage::DrawingOff,
    /// It is.
    On = "on" GalleryMessage::DrawingOn,
}

macro_rules! axes {
    ($($(#[$doc:meta])* $field:ident: $axis:ident,)+) => {
        /// How one picture looks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct Appearance {
            $($(#[$doc])* pub $field: $axis,)+
        }

        /// Which pictures stand side by side: one for each combination. No list is empty, and each is in the order of
        /// its axis.
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
            /// Reads the parameters of an address. What it doesn't know is left out.
            pub fn parse(read: impl Fn(&str) -> Option<String>) -> Self {
                Self { $($field: values(read($axis::NAME)),)+ }
            }

            /// The parameters, without those that needn't be said; empty, or with a leading `?`.
            pub fn query(&self) -> String {
                let parameters = [$(parameter(&self.$field)),+];
                let said: Vec<String> = parameters.into_iter().flatten().collect();
                if said.is_empty() { String::new() } else { ["?", &said.join("&")].concat() }
            }

            /// All combinations, the later axes first.
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
            /// Reads the parameters of an address; the first value counts.
            pub fn parse(read: impl Fn(&str) -> Option<String>) -> Self {
                let selection = Selection::parse(read);
                selection.appearances().first().copied().unwrap_or_default()
            }

            /// The parameters, as those of a selection of this one picture.
            pub fn query(&self) -> String {
                Selection { $($field: vec![self.$field],)+ }.query()
            }

            /// What tells it from the picture that isn't asked for in any way.
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
    /// Colours and contrast.
    theme: Theme,
    /// The width of the viewport.
    width: Width,
    /// The size of text.
    text: TextSize,
    /// From which side lines begin.
    direction: Direction,
    /// The words.
    language: Language,
    /// Whose colours and shapes.
    brand: Brand,
    /// Whether things move.
    motion: Motion,
    /// Whether what the browser draws is sketched.
    drawn: Drawing,
}

/// Chooses a value, or no longer; the last one stays chosen.
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
