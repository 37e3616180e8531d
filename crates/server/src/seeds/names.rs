//! Names for the crowd.

const FIRST: [&str; 64] = [
    "Anna",
    "Ben",
    "Clara",
    "David",
    "Elif",
    "Felix",
    "Greta",
    "Hannah",
    "Ines",
    "Jonas",
    "Katharina",
    "Leon",
    "Mia",
    "Noah",
    "Olga",
    "Paul",
    "Quentin",
    "Rosa",
    "Sofia",
    "Theo",
    "Ute",
    "Viktor",
    "Wanda",
    "Yusuf",
    "Zoë",
    "Aisha",
    "Björn",
    "Chiara",
    "Dmitri",
    "Emma",
    "Fatima",
    "Giulia",
    "Henrik",
    "Isabel",
    "Jürgen",
    "Kai",
    "Lena",
    "Mateo",
    "Nadia",
    "Oskar",
    "Petra",
    "Rahel",
    "Samir",
    "Tereza",
    "Ulrich",
    "Valentina",
    "Wolfgang",
    "Xenia",
    "Yara",
    "Zeynep",
    "André",
    "Birgit",
    "Carlos",
    "Dorothea",
    "Emil",
    "Frieda",
    "Gabriel",
    "Helene",
    "Ibrahim",
    "Judith",
    "Kofi",
    "Linnéa",
    "Malte",
    "Nora",
];

const FAMILY: [&str; 64] = [
    "Keller",
    "Müller",
    "Schmidt",
    "Schneider",
    "Fischer",
    "Weber",
    "Meyer",
    "Wagner",
    "Becker",
    "Schulz",
    "Hoffmann",
    "Koch",
    "Richter",
    "Klein",
    "Wolf",
    "Schröder",
    "Neumann",
    "Schwarz",
    "Zimmermann",
    "Braun",
    "Krüger",
    "Hofmann",
    "Hartmann",
    "Lange",
    "Werner",
    "Krause",
    "Lehmann",
    "Köhler",
    "Herrmann",
    "König",
    "Walter",
    "Huber",
    "Kaiser",
    "Fuchs",
    "Peters",
    "Scholz",
    "Möller",
    "Weiß",
    "Jung",
    "Hahn",
    "Schubert",
    "Vogel",
    "Friedrich",
    "Günther",
    "Berger",
    "Winkler",
    "Lorenz",
    "Baumann",
    "Yılmaz",
    "Kaya",
    "Nowak",
    "Kowalski",
    "Rossi",
    "Ferrari",
    "García",
    "Martín",
    "Dubois",
    "Moreau",
    "Jansen",
    "Visser",
    "Novák",
    "Horvat",
    "Andersen",
    "Lindqvist",
];

/// Returns the account name and the display name of this number. No two numbers share an account name, and
/// consecutive numbers don't share a display name.
pub(super) fn of(number: u32) -> (String, String) {
    const PAIRS: u32 = 64 * 64;
    // Odd, so that all pairs are used before the first one repeats.
    const STRIDE: u32 = 2_477;
    let pair = (number % PAIRS) * STRIDE % PAIRS;
    let (first, family) = (nth(&FIRST, pair / 64), nth(&FAMILY, pair % 64));
    let namesake = number / PAIRS + 1;
    let name = format!("{}.{}.{namesake}@example.test", plain(first), plain(family));
    (name, format!("{first} {family}"))
}

fn nth(names: &[&'static str; 64], index: u32) -> &'static str {
    usize::try_from(index).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
}

/// Converts a name to the letters that an address is written with.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for letter in name.to_lowercase().chars() {
        match letter {
            'ä' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            'á' => plain.push('a'),
            'é' | 'ë' => plain.push('e'),
            'í' | 'ı' => plain.push('i'),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_hundred_thousand_people_have_names_of_their_own_in_letters_of_an_address() {
        let names: HashSet<String> = (0..100_000).map(|number| of(number).0).collect();
        assert_eq!(names.len(), 100_000);
        for name in &names {
            assert!(name.is_ascii() && !name.contains(' ') && !name.starts_with('.'), "{name}");
        }
    }
}
