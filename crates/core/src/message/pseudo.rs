//! A language that nobody speaks, which reveals what a translation would break: words that aren't in the
//! catalog, boxes that are too small for longer words, fonts without accents.

use super::{Message, Overrides, PortalMessage};

const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED: &str = "áƀçđéƒĝĥíĵķļɱñóþɋŕšţúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĻḾÑÓÞɊŔŠŢÚṼŴẊÝŽ";

/// Returns a template in the pseudo-language: with accents on its letters, enclosed in ⟦ and ⟧, and two
/// fifths longer, since that is how much a short English text grows in German or Finnish. Letters are doubled
/// for that, spread evenly over the text. Placeholders are kept.
pub fn pseudo(template: &str) -> String {
    let mut text = "⟦".to_owned();
    let mut within_placeholder = false;
    // Fifths of a character still to be added.
    let mut owed = 0;
    for character in template.chars() {
        within_placeholder |= character == '{';
        if within_placeholder {
            text.push(character);
            within_placeholder = character != '}';
            continue;
        }
        owed += 2;
        let Some(accented) = accented(character) else {
            text.push(character);
            continue;
        };
        text.push(accented);
        while owed >= 5 {
            text.push(accented);
            owed -= 5;
        }
    }
    text.push('⟧');
    text
}

fn accented(letter: char) -> Option<char> {
    PLAIN.chars().zip(ACCENTED.chars()).find_map(|(plain, accented)| (plain == letter).then_some(accented))
}

impl Overrides {
    /// Returns both catalogs in the pseudo-language.
    pub fn pseudo() -> Self {
        let english = Message::all().chain(PortalMessage::all());
        english.map(|(name, template)| (name.to_owned(), pseudo(template))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_accents_brackets_and_its_placeholders() {
        assert_eq!(pseudo("Continue"), "⟦Çóññţííñúéé⟧");
        assert_eq!(
            pseudo("We sent a {digits}-digit code to {to}."),
            "⟦Ŵé ššééñţ áá {digits}-đđííĝííţ ççóđđé ţţó {to}.⟧"
        );
    }

    #[test]
    fn every_letter_has_an_accent_of_its_own() {
        let accented: std::collections::HashSet<_> = ACCENTED.chars().collect();
        assert_eq!((PLAIN.chars().count(), accented.len()), (52, 52));
    }

    #[test]
    fn both_catalogues_hold_in_the_pseudo_language_and_are_two_fifths_longer() {
        let texts = Overrides::pseudo();
        assert_eq!(Overrides::parse(&texts.to_json()), (texts.clone(), Vec::new()));
        for (name, text) in texts.iter() {
            let english = Message::named(name).or_else(|| PortalMessage::named(name)).unwrap();
            let within: usize = super::super::placeholders(english).map(|name| name.len() + 2).sum();
            let letters = english.chars().count() - within;
            let added = text.chars().count() - 2 - english.chars().count();
            assert!((letters * 2 / 5).abs_diff(added) <= 2, "{name}: {added} of {letters}");
        }
    }
}
