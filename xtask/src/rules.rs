//! Rules of the repository that neither the compiler nor a lint checks.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use latchkey_core::Problem;

use crate::{
    stamp::files_under,
    styles::{SHEETS, with_imports},
};

/// Ways to turn text into markup, which would let a backend's words become elements.
const MARKUP_FROM_TEXT: [&str; 6] =
    ["innerHTML", "inner_html", "outerHTML", "outer_html", "insertAdjacentHTML", "insert_adjacent_html"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// Returns all files in these folders with one of these extensions, with their content.
fn sources(folders: &[&str], endings: &[&str]) -> Vec<(PathBuf, String)> {
    folders
        .iter()
        .flat_map(|folder| files_under(&root().join(folder)).unwrap())
        .filter(|file| file.extension().is_some_and(|found| endings.iter().any(|ending| found == *ending)))
        .filter(|file| !file.components().any(|part| part.as_os_str() == "target"))
        .map(|file| (file.strip_prefix(root()).unwrap().to_path_buf(), fs::read_to_string(&file).unwrap()))
        .collect()
}

/// Returns the names that start with `--`, follow `before`, and are followed by one of the characters in `after`
/// unless that is empty. White space in between is ignored.
fn custom_properties(text: &str, before: &str, after: &[char]) -> BTreeSet<String> {
    text.match_indices("--")
        .filter_map(|(at, _)| {
            let name: String =
                text[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '-' || *c == '_').collect();
            let follows = text[at + name.len()..].trim_start().starts_with(after) || after.is_empty();
            (follows && name.len() > 2 && text[..at].trim_end().ends_with(before)).then_some(name)
        })
        .collect()
}

fn used_but_undefined(styles: &str) -> Vec<String> {
    let mut defined = custom_properties(styles, "", &[':']);
    defined.extend(custom_properties(styles, "@property", &[]));
    custom_properties(styles, "var(", &[]).difference(&defined).cloned().collect()
}

fn markup_from_text(text: &str) -> Option<&'static str> {
    MARKUP_FROM_TEXT.into_iter().find(|name| text.contains(name))
}

#[test]
fn every_custom_property_that_a_style_uses_is_defined() {
    let styles: String = sources(&["style"], &["css"]).into_iter().map(|(_, text)| text + "\n").collect();
    assert_eq!(used_but_undefined(&styles), Vec::<String>::new());
}

#[test]
fn a_custom_property_that_nothing_defines_is_found() {
    let styles = "@property --turn { syntax: '<angle>' }\n:root { --ink: black; --gap : 4px }\n\
                  p { color: var(--ink); rotate: var( --turn ); gap: var(--gap, 4px) var(--gap-wide, 1px) }";
    assert_eq!(used_but_undefined(styles), ["--gap-wide"]);
}

#[test]
fn every_style_is_part_of_the_style_sheet() {
    let bundled: Vec<_> =
        SHEETS.iter().flat_map(|sheet| with_imports(&root().join("style").join(sheet)).unwrap().1).collect();
    let forgotten: Vec<_> = sources(&["style"], &["css"])
        .into_iter()
        .map(|(file, _)| file)
        .filter(|file| !bundled.contains(&root().join(file)))
        .collect();
    assert!(forgotten.is_empty(), "nothing imports {forgotten:?}");
}

#[test]
fn the_app_makes_no_markup_out_of_text() {
    let found: Vec<_> = sources(&["src", "public"], &["rs", "js"])
        .into_iter()
        .filter_map(|(file, text)| markup_from_text(&text).map(|name| (file, name)))
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn markup_made_out_of_text_is_found() {
    assert_eq!(markup_from_text("view! { <p inner_html=words /> }"), Some("inner_html"));
    assert_eq!(markup_from_text("view! { <p>{words}</p> }"), None);
}

#[test]
fn the_page_of_a_stopped_app_has_the_words_of_the_catalogue() {
    let page = fs::read_to_string(root().join("index.html")).unwrap();
    let (_, stopped) = page.split_once("id=\"stopped\"").unwrap();
    let state = Problem::NotCompleted;
    assert!(stopped.contains(&format!("data-state=\"{}\"", state.id())));
    for words in [state.title(), state.body()] {
        assert!(stopped.contains(&format!(">{}<", words.english())), "{words:?} is not in {stopped}");
    }
}
