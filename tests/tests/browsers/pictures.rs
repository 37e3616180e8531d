//! Compares the look of states with the pictures that were last accepted.

use std::fs;
use std::path::{Path, PathBuf};

use latchkey_core::gallery::axes::{Theme, Width};
use latchkey_tests::picture::{BASELINES, Drawn, Studio, compare, compare_with_kept, files_besides, plain};
use latchkey_tests::{Browser, Setup, Stage, journey};

/// Returns messages about the states that look different from the kept pictures.
#[track_caller]
fn differences(browser: &Browser, ids: &[&str]) -> Vec<String> {
    let mut studio = Studio::new(browser, plain(Width::Phone, Theme::Light));
    let mut look = |id| {
        studio.shows(id)?;
        compare_with_kept(id, &studio.picture())
    };
    ids.iter().filter_map(|id| look(id).err()).collect()
}

// Each browser draws letters in its own way, so the pictures are from only one.
journey!(states_look_as_in_the_pictures_of_the_repository in chromium);
fn states_look_as_in_the_pictures_of_the_repository(stage: &Stage) {
    let browser = stage.browser_with(&Setup::for_pictures());
    let differences = differences(&browser, &BASELINES);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert_eq!(files_besides(&BASELINES), Vec::<PathBuf>::new());
}

journey!(a_changed_style_is_found_and_shown in chromium);
fn a_changed_style_is_found_and_shown(stage: &Stage) {
    stage.alters_app("gallery-", ".css", |style| {
        let style = String::from_utf8(style).unwrap();
        assert!(style.contains("--button-radius:10px") || style.contains("--button-radius: 10px"), "{style}");
        Some((style + "\n:root { --button-radius: 0px !important }").into_bytes())
    });
    // Otherwise the browser would reject the altered style sheet.
    stage.alters_app("gallery.", "html", |page| {
        let page = String::from_utf8(page).unwrap();
        assert!(page.contains(" integrity="), "{page}");
        Some(page.replace(" integrity=", " data-integrity=").into_bytes())
    });
    let browser = stage.browser_with(&Setup::for_pictures());
    let differences = differences(&browser, &["A1"]);
    assert_eq!(differences.len(), 1, "{differences:?}");
    let difference = &differences[0];
    assert!(difference.starts_with("A1: ") && difference.contains("pixels differ"), "{difference}");
    for name in ["before", "after", "difference"] {
        let (_, rest) = difference.split_once(&format!("{name}: ")).unwrap();
        let file = Path::new(rest.lines().next().unwrap());
        assert!(file.is_file(), "{difference}");
        // This journey caused the difference, so nobody has to look at the file.
        fs::remove_file(file).unwrap();
    }
}

journey!(a_state_is_pictured_the_same_way_every_time in chromium);
fn a_state_is_pictured_the_same_way_every_time(stage: &Stage) {
    let browser = stage.browser_with(&Setup::for_pictures());
    let appearance = plain(Width::Computer, Theme::Dark);
    let take = |studio: &mut Studio<'_>, id| {
        studio.shows(id).unwrap();
        studio.picture()
    };
    let first = BASELINES.map(|id| take(&mut Studio::new(&browser, appearance), id));
    // Within one document, and in reverse order.
    let mut studio = Studio::new(&browser, appearance);
    for (id, first) in BASELINES.iter().zip(&first).rev() {
        let again = compare(first, &take(&mut studio, id), Drawn::Alike).unwrap();
        assert_eq!(again.pixels, 0, "{id}: {again}");
    }
}
