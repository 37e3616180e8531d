//! The scripts whose names never change, because integrators' pages refer to them: the element that shows sign-in in
//! an existing page, and the engine that speaks to backends through profiles. The files that they load have hashes in
//! their names.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, bail};
use latchkey_core::Problem;

/// A script, and the program that it loads.
pub(crate) struct Script {
    /// Its file name.
    pub(crate) file: &'static str,
    /// The name of the program's binary.
    pub(crate) program: &'static str,
}

/// The script of the element `<latchkey-sign-in>`.
pub(crate) const ELEMENT: Script = Script { file: "latchkey-sign-in.js", program: "element" };
/// The script of the engine, which reads profiles.
pub(crate) const PROFILES: Script = Script { file: "latchkey-profiles.js", program: "engine" };

/// The label of the button that is shown when the program has stopped, as in index.html.
const AGAIN: &str = "Load the page again";

impl Script {
    /// Makes the script from its source and the page that was built for its program, and removes that page, which is
    /// no longer needed.
    pub(crate) fn write(&self, sources: &Path, dist: &Path) -> Result<()> {
        let page_file = dist.join(format!("{}.html", self.program));
        let page = fs::read_to_string(&page_file)?;
        self.write_for(sources, dist, &page)?;
        fs::remove_file(&page_file).with_context(|| format!("{} can't be removed", page_file.display()))
    }

    /// Like [`Script::write`], but takes the page's text.
    pub(crate) fn write_for(&self, sources: &Path, dist: &Path, page: &str) -> Result<()> {
        let source = fs::read_to_string(sources.join(self.file))?;
        fs::write(dist.join(self.file), script(&source, page).with_context(|| self.file)?)
            .with_context(|| format!("{} can't be written", self.file))
    }
}

fn script(source: &str, page: &str) -> Result<String> {
    let wasm = link(page, "preload")?;
    let state = Problem::NotCompleted;
    let integrity = attribute(wasm, "integrity").context("the program has no integrity")?;
    let mut script = source.to_owned();
    for (name, value) in [
        ("{code}", address(link(page, "modulepreload")?)?),
        ("{wasm}", address(wasm)?),
        ("{integrity}", integrity.to_owned()),
        ("{styles}", address(link(page, "stylesheet")?)?),
        ("{title}", state.title().english().into_owned()),
        ("{body}", state.body().english().into_owned()),
        ("{again}", AGAIN.to_owned()),
    ] {
        script = script.replace(name, &value);
    }
    if !script.contains(integrity) {
        bail!("the script should load its program with {{integrity}}");
    }
    Ok(script)
}

/// Returns the first link with this `rel`.
fn link<'a>(page: &'a str, rel: &str) -> Result<&'a str> {
    let mut links =
        page.split("<link ").skip(1).filter_map(|rest| rest.split_once('>')).map(|(link, _)| link);
    links.find(|link| attribute(link, "rel") == Some(rel)).with_context(|| format!("the page has no {rel}"))
}

/// Returns the file that a link names, relative to the script.
fn address(link: &str) -> Result<String> {
    let file = attribute(link, "href").and_then(|href| href.strip_prefix('/'));
    Ok(["./", file.context("a link doesn't name a file of the app")?].concat())
}

/// Returns the value of an attribute, without quotes.
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
        assert!(script("{code} {wasm}", page).is_err());
        assert!(script(source, "<link href=/element-1.css rel=stylesheet>").is_err());
    }
}
