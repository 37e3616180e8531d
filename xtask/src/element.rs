//! `latchkey-sign-in.js`: the element that shows sign-in in a page that exists. It is the one file of the app that
//! others name, so that its own name never changes; what it loads has hashes in the names.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, bail};
use latchkey_core::Problem;

/// The file that a page names.
pub(crate) const SCRIPT: &str = "latchkey-sign-in.js";
/// The program that it loads.
pub(crate) const PROGRAM: &str = "element";
/// What its button says where the program stopped, as in index.html.
const AGAIN: &str = "Load the page again";

/// Makes the script of its source and of the page that was built for its program, which is needed no more.
pub(crate) fn write_script(source: &Path, dist: &Path) -> Result<()> {
    let page_file = dist.join(format!("{PROGRAM}.html"));
    let page = fs::read_to_string(&page_file)?;
    let source = fs::read_to_string(source)?;
    fs::write(dist.join(SCRIPT), script(&source, &page)?)?;
    fs::remove_file(&page_file).with_context(|| format!("{} can't be removed", page_file.display()))
}

fn script(source: &str, page: &str) -> Result<String> {
    let wasm = link(page, "preload")?;
    let state = Problem::NotCompleted;
    let mut script = source.to_owned();
    for (name, value) in [
        ("{code}", address(link(page, "modulepreload")?)?),
        ("{wasm}", address(wasm)?),
        ("{integrity}", attribute(wasm, "integrity").context("the program has no integrity")?.to_owned()),
        ("{styles}", address(link(page, "stylesheet")?)?),
        ("{title}", state.title().english().into_owned()),
        ("{body}", state.body().english().into_owned()),
        ("{again}", AGAIN.to_owned()),
    ] {
        if script.matches(name).count() != 1 {
            bail!("the source of {SCRIPT} should have {name} once");
        }
        script = script.replace(name, &value);
    }
    Ok(script)
}

/// The link of this kind.
fn link<'a>(page: &'a str, rel: &str) -> Result<&'a str> {
    let mut links =
        page.split("<link ").skip(1).filter_map(|rest| rest.split_once('>')).map(|(link, _)| link);
    links.find(|link| attribute(link, "rel") == Some(rel)).with_context(|| format!("the page has no {rel}"))
}

/// The file that a link names, next to the script.
fn address(link: &str) -> Result<String> {
    let file = attribute(link, "href").and_then(|href| href.strip_prefix('/'));
    Ok(["./", file.context("a link names no file of the app")?].concat())
}

/// The value of an attribute, with quotes or without.
fn attribute<'a>(link: &'a str, name: &str) -> Option<&'a str> {
    link.split_ascii_whitespace().find_map(|attribute| {
        let value = attribute.strip_prefix(name)?.strip_prefix('=')?;
        Some(value.trim_matches(['"', '\'']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_names_the_files_that_were_built_and_the_words_of_the_catalogue() {
        let page = "<link href=/element-1.css integrity=sha384-c rel=stylesheet><link href=/favicon.svg rel=icon>\
                    <link crossorigin href=\"/element-2.js\" rel=\"modulepreload\">\
                    <link as=fetch crossorigin href=/element-2_bg.wasm integrity=sha384-w rel=preload>";
        let source = "{code} {wasm} {integrity} {styles} {title}|{body}|{again}";
        let state = Problem::NotCompleted;
        let words = format!("{}|{}", state.title().english(), state.body().english());
        let expected = format!("./element-2.js ./element-2_bg.wasm sha384-w ./element-1.css {words}|{AGAIN}");
        assert_eq!(script(source, page).unwrap(), expected);
        assert!(script("{code}", page).is_err());
        assert!(script(source, "<link href=/element-1.css rel=stylesheet>").is_err());
    }
}
