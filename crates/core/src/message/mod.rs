//! The message catalog: every string that a user reads, by name.
//!
//! A message is a variant of [`Message`], and the values for its placeholders are the variant's fields, so
//! that a missing key, a missing placeholder or an extra one doesn't compile. A language is a list of
//! templates in the order of the variants.

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

/// A message that a user reads. The signed-in pages have a catalog of their own, so that the other pages
/// don't load it.
pub trait Words {
    /// Returns the message's name in its catalog.
    fn name(&self) -> &'static str;

    /// Returns the English template, with its placeholders in braces.
    fn template(&self) -> &'static str;

    /// Calls `visit` with each placeholder, without its braces, and its value.
    fn visit_values(&self, visit: &mut dyn FnMut(&str, &str));

    /// Fills the placeholders of another template for this message. Placeholders that the message doesn't
    /// know are left out.
    fn fill<'t>(&self, template: &'t str) -> Cow<'t, str> {
        fill(template, &|visit| self.visit_values(visit))
    }

    /// Returns the message in English.
    fn english(&self) -> Cow<'static, str> {
        self.fill(self.template())
    }
}

/// A callback that takes a placeholder and its value.
type Visit<'v> = &'v mut dyn FnMut(&str, &str);

/// Fills a template's placeholders in a single pass, since a value may itself look like a placeholder.
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

/// Returns the placeholders of a template, without their braces. A brace that isn't closed yields just the
/// brace.
fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).map(|part| part.split_once('}').map_or("{", |(name, _)| name))
}

/// Declares a catalog: `Name = "text"`, or `Name { placeholder } = "text with {placeholder}"`.
macro_rules! messages {
    ($catalogue:ident: $($(#[$doc:meta])* $name:ident $({ $($placeholder:ident),+ })? = $text:literal,)+) => {
        /// A message that a user reads, with the values for its placeholders.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum $catalogue {
            $($(#[$doc])* #[doc = $text] $name $({ $(#[doc = "Fills the placeholder of this name."] $placeholder: String),+ })?,)+
        }

        /// The English templates, in the order of the variants.
        const TEMPLATES: &[&str] = &[$($text),+];

        /// The names, in the order of the variants. They are smaller as a single string than as a list.
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
            /// Returns the message in English.
            pub fn english(&self) -> std::borrow::Cow<'static, str> {
                $crate::message::Words::english(self)
            }

            /// Returns the names of all messages.
            pub fn names() -> impl Iterator<Item = &'static str> {
                NAMES.split_ascii_whitespace()
            }

            /// Returns all messages: their names and their English templates.
            pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
                Self::names().zip(TEMPLATES.iter().copied())
            }

            /// Returns the English template of the message with this name, if there is one.
            pub fn named(name: &str) -> Option<&'static str> {
                Self::all().find_map(|(known, template)| (known == name).then_some(template))
            }

            /// Returns the message's position in the list of a language.
            fn index(&self) -> usize {
                #[derive(Clone, Copy)]
                enum Index { $($name),+ }
                let index = match self { $(Self::$name { .. } => Index::$name,)+ };
                #[expect(clippy::as_conversions, reason = "the discriminant of a field-less enum is its position")]
                { index as usize }
            }
        }

        // A variant and its text must have the same placeholders, which is checked at compile time.
        $(const _: () = $crate::message::placeholders_match($text, &[$($(concat!("{", stringify!($placeholder), "}")),+)?]);)+
    };
}
use messages;

/// Panics at compile time unless `text` has exactly the given placeholders, each once.
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
