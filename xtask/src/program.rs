//! The programs of the app, and the page of each.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::{scripts, workspace::Workspace};

/// A program of the app.
#[derive(Debug, PartialEq)]
pub(crate) struct Program {
    /// What its page and its binary are called.
    pub(crate) name: &'static str,
    /// What its style sheet is called.
    pub(crate) styles: &'static str,
    /// The title of its page until the app names it, which it does with its first view.
    title: &'static str,
}

/// All of them. The first is that of index.html.
pub(crate) const PROGRAMS: [Program; 5] = [
    Program { name: "latchkey", styles: "main", title: "Sign in" },
    Program { name: "portal", styles: "portal", title: "Account" },
    Program { name: "gallery", styles: "gallery", title: "Gallery" },
    Program { name: scripts::ELEMENT.program, styles: "element", title: "Sign in" },
    // It shows nothing, and has no styles of its own.
    Program { name: scripts::PROFILES.program, styles: "main", title: "Sign in" },
];

impl Program {
    /// The name of its page in the built app.
    pub(crate) fn page(&self) -> String {
        let name = if self == &PROGRAMS[0] { "index" } else { self.name };
        format!("{name}.html")
    }

    /// The page that trunk builds for it: index.html, or a copy with another program and style sheet.
    pub(crate) fn source(&self, workspace: &Workspace) -> Result<PathBuf> {
        let index = workspace.root.join("index.html");
        if self == &PROGRAMS[0] {
            return Ok(index);
        }
        // Not in the caller's build folder: trunk reads the paths in a page from where the page is.
        let file = workspace.root.join("target/page").join(self.page());
        let page = self.page_of(&fs::read_to_string(index)?)?;
        fs::create_dir_all(file.with_file_name(""))?;
        fs::write(&file, from_two_folders_below(&page))
            .with_context(|| format!("{} can't be written", file.display()))?;
        Ok(file)
    }

    /// Its page, made from that of index.html.
    pub(crate) fn page_of(&self, index: &str) -> Result<String> {
        let mut page = index.to_owned();
        for (from, to) in [
            ("data-bin=\"latchkey\"", format!("data-bin=\"{}\"", self.name)),
            ("/style/main.css", format!("/style/{}.css", self.styles)),
            ("<title>Sign in</title>", format!("<title>{}</title>", self.title)),
        ] {
            if page.matches(from).count() != 1 {
                bail!("index.html should have `{from}` once");
            }
            page = page.replace(from, &to);
        }
        Ok(page)
    }
}

/// Changes the paths that trunk reads, for a page that is two folders below the root.
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
