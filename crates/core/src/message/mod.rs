//! The message catalogue: every text that a person reads, by name.
//!
//! A message is a variant of [`Message`]; what it is filled with are the variant's fields, so that a missing key, a
//! missing placeholder or one too many doesn't compile. A language is a list of templates in the order of the variants.

mod english;
mod gallery_english;
mod portal_english;

use std::borrow::Cow;

pub use english::Message;
pub use gallery_english::GalleryMessage;
pub use portal_english::PortalMessage;

/// A text that a person reads. The pages of somebody who is signed in have a catalogue of their own, so that the others
/// don't load it.
pub trait Words {
    /// The text in English.
    fn english(&self) -> Cow<'static, str>;

    /// What the message is called in its catalogue.
    fn name(&self) -> &'static str;
}

/// The template with its placeholders filled.
fn fill(
    template: &'static str,
    visit_placeholders: impl FnOnce(&mut dyn FnMut(&'static str, &str)),
) -> Cow<'static, str> {
    let mut text = Cow::Borrowed(template);
    visit_placeholders(&mut |placeholder, value| {
        text = Cow::Owned(text.replace(placeholder, value));
    });
    text
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

        /// The names, in the order of the variants.
        const NAMES: &[&str] = &[$(stringify!($name)),+];

        impl $crate::message::Words for $catalogue {
            fn english(&self) -> std::borrow::Cow<'static, str> {
                $crate::message::fill(TEMPLATES[self.index()], |visit| self.visit_placeholders(visit))
            }

            fn name(&self) -> &'static str {
                NAMES[self.index()]
            }
        }

        impl $catalogue {
            /// The message in English.
            pub fn english(&self) -> std::borrow::Cow<'static, str> {
                $crate::message::Words::english(self)
            }

            /// All messages: their names, and their texts in English with their placeholders.
            pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
                NAMES.iter().copied().zip(TEMPLATES.iter().copied())
            }

            /// Where the message stands in the list of a language.
            fn index(&self) -> usize {
                #[derive(Clone, Copy)]
                enum Index { $($name),+ }
                let index = match self { $(Self::$name { .. } => Index::$name,)+ };
                #[expect(clippy::as_conversions, reason = "the discriminant of a field-less enum is its position")]
                { index as usize }
            }

            /// Calls `visit` with each placeholder, braces included, and its value.
            fn visit_placeholders(&self, visit: &mut dyn FnMut(&'static str, &str)) {
                match self {
                    $($(Self::$name { $($placeholder),+ } => {
                        $(visit(concat!("{", stringify!($placeholder), "}"), $placeholder);)+
                    })?)+
                    // Messages without placeholders.
                    _ => {}
                }
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
    fn a_message_without_placeholders_costs_no_allocation() {
        assert!(matches!(Message::Continue.english(), Cow::Borrowed("Continue")));
    }
}
