//! Icons, drawn in the color of the text around them. They are decorative: there is always a label next to
//! them.

use leptos::prelude::*;

/// The shapes, as paths in a 24 by 24 box.
#[derive(Clone, Copy)]
pub(crate) enum Icon {
    /// A key: passkeys.
    Passkey,
    /// An exclamation mark in a circle: a problem.
    Problem,
    /// A tick in a circle: done.
    Done,
    /// A shield: safe.
    Shield,
    /// A lightning bolt: fast.
    Bolt,
    /// The device that the fingerprint stays on: private.
    Device,
    /// Head and shoulders: a user.
    Person,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Passkey => {
                "M15 3a6 6 0 0 0-5.7 7.9L3 17.2V21h3.8v-2.4h2.4v-2.4h2.4l1.5-1.5A6 6 0 1 0 15 3Zm1.5 6a1.5 1.5 0 1 1 0-3 1.5 1.5 0 0 1 0 3Z"
            }
            Self::Problem => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4.5v6M12 16.4v.2",
            Self::Done => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-4 9.2 2.8 2.8L16 9.6",
            Self::Shield => {
                "M12 3 5 5.6v5.2c0 4.4 2.9 8.3 7 9.9 4.1-1.6 7-5.5 7-9.9V5.6L12 3Zm-3 9 2.2 2.2L15.2 10"
            }
            Self::Bolt => "M13 3 5.5 13.5H11L10 21l8-11h-5.5L13 3Z",
            Self::Person => "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20a7.5 7.5 0 0 1 15 0",
            Self::Device => {
                "M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3Zm3 15h2"
            }
        }
    }
}

pub(crate) fn glyph(icon: Icon) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=icon.path() />
        </svg>
    }
    .into_any()
}
