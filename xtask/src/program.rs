//! The app's programs, and the page of each.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::{
    scripts::{ELEMENT, PROFILES, Script},
    workspace::Workspace,
};

/// One of the app's programs.
#[derive(Debug, PartialEq)]
pub(crate) struct Program {
    /// The name of its page and its binary.
    pub(crate) name: &'static str,
    /// The name of its style sheet.
    pub(crate) styles: &'static str,
    /// The title of its page until the app sets one with its first view.
    title: &'static str,
}

/// All programs. The first one's page is index.html itself.
pub(crate) const PROGRAMS: [Program; 5] = [
    Program { name: "latchkey", styles: "main", title: "Sign in" },
    Program { name: "portal", styles: "portal", title: "Account" },
    Program { name: "gallery", styles: "gallery", title: "Gallery" },
    Program { name: ELEMENT.program, styles: "element", title: "Sign in" },
    // It shows nothing and has no style sheet of its own.
    Program { name: PROFILES.program, styles: "main", title: "Sign in" },
];

impl Program {
    /// Returns the script that loads it, if it has one instead of a page of its own.
    pub(crate) fn script(&self) -> Option<Script> {
        [ELEMENT, PROFILES].into_iter().find(|script| script.program == self.name)
    }

    /// Returns the file name of its page in the built app.
    pub(crate) fn page(&self) -> String {
        let name = if self == &PROGRAMS[0] { "index" } else { self.name };
        format!("{name}.html")
    }

    /// Returns the page that trunk builds for it: index.html, or a copy with another program and style sheet.
    pub(crate) fn source(&self, workspace: &Workspace) -> Result<PathBuf> {
        let index = workspace.root.join("index.html");
        if self == &PROGRAMS[0] {
            return Ok(index);
        }
        // Not in the caller's build folder: trunk resolves the paths in a page relative to the page.
        let file = workspace.root.join("target/page").join(self.page());
        let page = self.page_of(&fs::read_to_string(index)?)?;
        fs::create_dir_all(file.with_file_name(""))?;
        fs::write(&file, from_two_folders_below(&page))
            .with_context(|| format!("{} can't be written", file.display()))?;
        Ok(file)
    }

    /// Returns its page, made from the text of index.html.
    pub(crate) fn page_of(&self, index: &str) -> Result<String> {
        let mut page = index.to_owned();
        for (from, to) in [
            ("data-bin=\"latchkey\"", format!("data-bin=\"{}\"", self.name)),
            ("/style/main.css", format!("/style/{}.css", self.styles)),
            ("<title>Sign in</title>", format!("<title>{}</title>", self.title)),
        ] {
            if page.matches(from).count() != 1 {
                bail!("index.html should contain `{from}` exactly once");
            }
            page = page.replace(from, &to);
        }
        Ok(page)
    }
}

/// Adapts the paths that trunk reads to a page two folders below the root.
fn from_two_folders_below(page: &str) -> String {
    let mut moved = String::new();
    for line in page.lines() {
        if line.contains("data-trunk") {
            moved += &line.replace("href=\"", "href=\"../../").replace("src=\"", "src=\"../../");
        } else {
            moved += line;
        }
        moved.push('\n');
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_portal_is_the_same_page_with_another_program() {
        let page = "<link data-trunk rel=\"css\" href=\"target/style/main.css\">\n<link rel=\"icon\" href=\"/a.svg\">\n\
                    <link data-trunk rel=\"rust\" href=\"Cargo.toml\" data-bin=\"latchkey\"><title>Sign in</title>\n\
                    <script data-trunk src=\"src/boot.js\"></script>\n";
        let portal = "<link data-trunk rel=\"css\" href=\"../../target/style/portal.css\">\n\
                      <link rel=\"icon\" href=\"/a.svg\">\n\
                      <link data-trunk rel=\"rust\" href=\"../../Cargo.toml\" data-bin=\"portal\"><title>Account</title>\n\
                      <script data-trunk src=\"../../src/boot.js\"></script>\n";
        assert_eq!(from_two_folders_below(&PROGRAMS[1].page_of(page).unwrap()), portal);
        assert!(PROGRAMS[1].page_of("<p>").is_err());
    }
}
