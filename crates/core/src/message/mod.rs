//! The message catalogue: every text that a person reads, by name.
//!
//! A message is a variant of [`Message`]; what it is filled with are the variant's fields, so that a missing key, a
//! missing placeholder or one too many doesn't compile. A language is a list of templates in the order of the variants.

mod english;

use std::borrow::Cow;

pub use english::Message;

impl Message {
    /// The message in English.
    pub fn english(&self) -> Cow<'static, str> {
        self.fill(english::TEMPLATES[self.index()])
    }

    fn fill(&self, template: &'static str) -> Cow<'static, str> {
        let mut text = Cow::Borrowed(template);
        self.visit_placeholders(&mut |placeholder, value| {
            text = Cow::Owned(text.replace(placeholder, value));
        });
        text
    }
}

/// Declares the catalogue: `Name = "text"`, or `Name { placeholder } = "text with {placeholder}"`.
macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident $({ $($placeholder:ident),+ })? = $text:literal,)+) => {
        /// One text that a person reads, with what it is filled with.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum Message {
            $($(#[$doc])* #[doc = $text] $name $({ $(#[doc = "Fills the placeholder of this name."] $placeholder: String),+ })?,)+
        }

        /// The texts in English, in the order of the variants.
        pub(super) const TEMPLATES: &[&str] = &[$($text),+];

        impl Message {
            /// Where the message stands in the list of a language.
            pub(super) fn index(&self) -> usize {
                #[derive(Clone, Copy)]
                enum Index { $($name),+ }
                let index = match self { $(Self::$name { .. } => Index::$name,)+ };
                #[expect(clippy::as_conversions, reason = "the discriminant of a field-less enum is its position")]
                { index as usize }
            }

            /// Calls `visit` with each placeholder, braces included, and its value.
            pub(super) fn visit_placeholders(&self, visit: &mut dyn FnMut(&'static str, &str)) {
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
