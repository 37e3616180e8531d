//! The folder that is served: the pages, made without trunk, the sources of styles and scripts as they are, and the
//! programs.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};

use crate::{
    program::{PROGRAMS, Program},
    stamp::copy_files,
    styles,
    workspace::Workspace,
};

const RELOAD: &str = include_str!("reload.js");

/// The folder, and how often its content has changed.
pub(crate) struct Site {
    root: PathBuf,
    folder: PathBuf,
    builds: u32,
    styles: u32,
}

impl Site {
    /// Creates the folder and fills it, without the programs.
    pub(crate) fn make(workspace: &Workspace) -> Result<Self> {
        let folder = workspace.scratch().join("dev");
        // Styles of an earlier run are of no use.
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let mut site = Self { root: workspace.root.clone(), folder, builds: 0, styles: 0 };
        site.restyle()?;
        Ok(site)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes the open page reload.
    pub(crate) fn reload(&mut self) -> Result<()> {
        self.builds += 1;
        self.tell()
    }

    /// Puts the styles into a new folder, from which the open page takes them without reloading.
    pub(crate) fn restyle(&mut self) -> Result<()> {
        let old = self.folder.join(self.style_folder());
        self.styles += 1;
        let new = self.folder.join(self.style_folder());
        copy_files(&self.root.join("style"), &new)?;
        fs::write(new.join(styles::ELEMENT), styles::element(&self.root)?)?;
        self.write_pages()?;
        self.tell()?;
        // An open page asks for the new ones before it drops the old ones, which it has loaded.
        if old.exists() { fs::remove_dir_all(old).context("old styles can't be removed") } else { Ok(()) }
    }

    /// Writes everything but the programs and the styles.
    pub(crate) fn write_pages(&self) -> Result<()> {
        let index = fs::read_to_string(self.root.join("index.html"))?;
        for program in &PROGRAMS {
            let page = page(&program.page_of(&index)?, program, &self.style_folder())?;
            match program.script() {
                Some(script) => script.write_for(&self.root.join("src"), &self.folder, &page)?,
                None => fs::write(self.folder.join(program.page()), page)?,
            }
        }
        fs::write(self.folder.join("reload.js"), RELOAD)?;
        fs::copy(self.root.join("src/boot.js"), self.folder.join("boot.js"))?;
        copy_files(&self.root.join("public"), &self.folder)
    }

    fn style_folder(&self) -> String {
        format!("style-{}", self.styles)
    }

    /// Tells the open page which build and styles there are, as reload.js reads it.
    fn tell(&self) -> Result<()> {
        // The process ID makes a page from an earlier run reload as well.
        let told = format!("{}-{} /{}", std::process::id(), self.builds, self.style_folder());
        fs::write(self.folder.join("reload.txt"), told).context("the page can't be notified of a change")
    }
}

/// Returns the page of a program, with the addresses that trunk would put into it.
fn page(source: &str, program: &Program, style_folder: &str) -> Result<String> {
    let lines = source.lines().map(|line| {
        if line.contains("data-trunk") {
            served(line.trim_start(), program, style_folder)
        } else {
            Ok(line.to_owned())
        }
    });
    Ok(lines.collect::<Result<Vec<String>>>()?.join("\n"))
}

/// Returns the replacement for a line that is meant for trunk.
fn served(line: &str, program: &Program, style_folder: &str) -> Result<String> {
    let Program { name, styles, .. } = program;
    if line.contains("rel=\"css\"") {
        return Ok(format!("<link rel=\"stylesheet\" href=\"/{style_folder}/{styles}.css\">"));
    }
    if line.contains("rel=\"rust\"") {
        let wasm = format!("/{name}_bg.wasm");
        return Ok(format!(
            "<link rel=\"modulepreload\" href=\"/{name}.js\">\n\
             <link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" crossorigin integrity=\"\">"
        ));
    }
    if line.contains("src=\"src/boot.js\"") {
        let scripts =
            ["boot", "reload"].map(|file| format!("<script type=\"module\" src=\"/{file}.js\"></script>"));
        return Ok(scripts.join("\n"));
    }
    if line.contains("rel=\"copy-") {
        return Ok(String::new());
    }
    bail!("`cargo xtask dev` doesn't know what to do with `{line}` in index.html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_the_files_that_are_served_here() {
        let index = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../index.html")).unwrap();
        let portal = page(&PROGRAMS[1].page_of(&index).unwrap(), &PROGRAMS[1], "style-7").unwrap();
        for named in ["/style-7/portal.css", "\"/portal.js\"", "/portal_bg.wasm", "/boot.js", "/reload.js"] {
            assert!(portal.contains(named), "{named} is not in {portal}");
        }
        assert!(!portal.contains("data-trunk") && portal.contains("latchkey-configuration"), "{portal}");
        assert!(page("<link data-trunk rel=\"sass\" href=\"a.scss\">", &PROGRAMS[0], "style-7").is_err());
    }
}
