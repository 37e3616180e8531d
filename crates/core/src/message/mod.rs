//! The message catalogue: every text that a person reads, by name.
//!
//! A message is a variant of [`Message`]; what it is filled with are the variant's fields, so that a missing key, a
//! missing placeholder or one too many doesn't compile. A language is a list of templates in the order of the variants.

mod english;
mod gallery_english;
mod overrides;
mod portal_english;
mod pseudo;
mod reading;

use std::borrow::Cow;

pub use english::Message;
pub use gallery_english::GalleryMessage;
pub use overrides::{Overrides, same_placeholders};
pub use portal_english::PortalMessage;
pub use pseudo::pseudo;
pub use reading::reads;

/// A text that a person reads. The pages of somebody who is signed in have a catalogue of their own, so that the others
/// don't load it.
pub trait Words {
    /// What the message is called in its catalogue.
    fn name(&self) -> &'static str;

    /// The text in English, with its placeholders in braces.
    fn template(&self) -> &'static str;

    /// Calls `visit` with each placeholder, without its braces, and what fills it.
    fn visit_values(&self, visit: &mut dyn FnMut(&str, &str));

    /// Another text for the message with its placeholders filled. Those that the message doesn't know are left out.
    fn fill<'t>(&self, template: &'t str) -> Cow<'t, str> {
        fill(template, &|visit| self.visit_values(visit))
    }

    /// The text in English.
    fn english(&self) -> Cow<'static, str> {
        self.fill(self.template())
    }
}

/// What takes a placeholder and its value.
type Visit<'v> = &'v mut dyn FnMut(&str, &str);

/// The template with its placeholders filled, in one go: what a placeholder is filled with may look like another.
fn fill<'t>(template: &'t str, visit_values: &dyn Fn(Visit<'_>)) -> Cow<'t, str> {
    let Some((start, rest)) = template.split_once('{') else {
        return Cow::Borrowed(template);
    };
    let mut text = start.to_owned();
    for part in rest.split('{') {
        let (placeholder, after) = part.split_once('}').unwrap_or_default();
        visit_values(&mut |name, value| {
            if name == placeholder {
                text.push_str(value);
            }
        });
        text.push_str(after);
    }
    Cow::Owned(text)
}

/// The placeholders of a template, without their braces; for a brace that isn't closed the brace alone.
fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).map(|part| part.split_once('}').map_or("{", |(name, _)| name))
}

/// Declares a catalogue: `Name = "text"`, or `Name { placeholder } = "text with {placeholder}"`.
macro_rules! messages {
    ($catalogue:ident: $($(#[$doc:meta])* $name:ident $({ $($placeholder:ident),+ })? = $text:literal,)+) => {
        /// One text that a person reads, with what it is filled with.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum $catalogue {
            $($(#[$doc])* #[doc = $text] $name $({ $(#[doc = "Fills the placeholder of this name."] $placeholder: String),+ })?,)+
        }

        /// The texts in English, in the order of the variants.
        const TEMPLATES: &[&str] = &[$($text),+];

        /// The names, in the order of the variants. As one text they are smaller than as a list.
        const NAMES: &str = concat!($(stringify!($name), " "),+);

        impl $crate::message::Words for $catalogue {
            fn name(&self) -> &'static str {
                Self::names().nth(self.index()).unwrap_or_default()
            }

            fn template(&self) -> &'static str {
                TEMPLATES[self.index()]
            }

            fn visit_values(&self, visit: &mut dyn FnMut(&str, &str)) {
                match self {
                    $($(Self::$name { $($placeholder),+ } => {
                        $(visit(stringify!($placeholder), $placeholder);)+
                    })?)+
                    // Messages without placeholders.
                    _ => {}
                }
            }
        }

        impl $catalogue {
            /// The message in English.
            pub fn english(&self) -> std::borrow::Cow<'static, str> {
                $crate::message::Words::english(self)
            }

            /// The names of all messages.
            pub fn names() -> impl Iterator<Item = &'static str> {
                NAMES.split_ascii_whitespace()
            }

            /// All messages: their names, and their texts in English with their placeholders.
            pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
                Self::names().zip(TEMPLATES.iter().copied())
            }

            /// The text in English, with its placeholders, of the message of this name.
            pub fn named(name: &str) -> Option<&'static str> {
                Self::all().find_map(|(known, template)| (known == name).then_some(template))
            }

            /// Where the message stands in the list of a language.
            fn index(&self) -> usize {
                #[derive(Clone, Copy)]
                enum Index { $($name),+ }
                let index = match self { $(Self::$name { .. } => Index::$name,)+ };
                #[expect(clippy::as_conversions, reason = "the discriminant of a field-less enum is its position")]
                { index as usize }
            }
        }

        // The placeholders of a variant and of its text are the same: checked while compiling.
        $(const _: () = $crate::message::placeholders_match($text, &[$($(concat!("{", stringify!($placeholder), "}")),+)?]);)+
    };
}
use messages;

/// Panics while compiling if `text` has not exactly the given placeholders, each once.
const fn placeholders_match(text: &str, placeholders: &[&str]) {
    let bytes = text.as_bytes();
    let (mut at, mut found) = (0, 0);
    while at < bytes.len() {
        if bytes[at] == b'{' {
            let mut known = false;
            let mut candidate = 0;
            while candidate < placeholders.len() {
                known |= starts_with(bytes, at, placeholders[candidate].as_bytes());
                candidate += 1;
            }
            assert!(known, "the text has a placeholder that the message does not declare");
            found += 1;
        }
        at += 1;
    }
    assert!(found == placeholders.len(), "the message declares a placeholder that its text lacks");
}

const fn starts_with(text: &[u8], at: usize, prefix: &[u8]) -> bool {
    if text.len() < at + prefix.len() {
        return false;
    }
    let mut offset = 0;
    while offset < prefix.len() {
        if text[at + offset] != prefix[offset] {
            return false;
        }
        offset += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_filled_with_its_values() {
        let message = Message::CodeSent { digits: "6".into(), to: "•••• 42".into() };
        assert_eq!(message.english(), "We sent a 6-digit code to •••• 42.");
    }

    #[test]
    fn a_message_fills_another_text_too() {
        let message = Message::CodeSent { digits: "6".into(), to: "•••• 42".into() };
        assert_eq!(
            message.fill("An {to} ging ein Code mit {digits} Ziffern."),
            "An •••• 42 ging ein Code mit 6 Ziffern."
        );
    }

    #[test]
    fn a_value_that_looks_like_a_placeholder_stays_as_it_is() {
        let message = PortalMessage::DidRename { by: "{passkey}".into(), passkey: "Phone".into() };
        assert_eq!(message.english(), "{passkey} renamed Phone");
    }

    #[test]
    fn a_message_is_found_by_its_name() {
        let message = Message::SignInTitle { brand: "Acme".into() };
        assert_eq!(Message::named(message.name()), Some("Sign in to {brand}"));
        assert_eq!(PortalMessage::GoToUsers.name(), "GoToUsers");
        assert_eq!(PortalMessage::named("SignInTitle"), None);
    }

    #[test]
    fn a_name_in_both_catalogues_is_one_message() {
        for (name, text) in PortalMessage::all() {
            assert!(Message::named(name).is_none_or(|other| other == text), "{name} has two texts");
        }
    }

    #[test]
    fn a_message_without_placeholders_costs_no_allocation() {
        assert!(matches!(Message::Continue.english(), Cow::Borrowed("Continue")));
    }
}
