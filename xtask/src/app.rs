//! The app: built by trunk, compressed, and put into `dist/` as a whole.

use std::{
    env, fs, iter,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};
use latchkey_core::route::Base;

use crate::{
    below,
    compress::precompress,
    process::{self, capture},
    scripts,
    stamp::{Stamp, files_under},
    steps::Lane,
    styles,
    tools::{Tool, fetch},
    workspace::Workspace,
};

/// All that the content of `dist/` depends on, besides the tools.
const INPUTS: [&str; 12] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "crates/core",
    "index.html",
    "public",
    "rust-toolchain.toml",
    "src",
    "style",
    "xtask/src",
];

/// Builds `dist/`, unless it is already what the sources give. Its addresses are below `base`.
pub(crate) fn build(workspace: &Workspace, lane: &Lane<'_>, base: &Base) -> Result<()> {
    let trunk = Tool::trunk();
    let bindgen = Tool::wasm_bindgen(workspace)?;
    let trunk_program = trunk.ensure(workspace, lane)?;
    bindgen.ensure(workspace, lane)?;

    let dist = workspace.dist();
    let inputs = inputs(workspace, &[&trunk, &bindgen], base)?;
    let stamp = workspace.scratch().join("dist.stamp");
    if fs::read_to_string(&stamp).is_ok_and(|known| Some(known) == whole(&inputs, &dist)) {
        eprintln!("==> the app is unchanged");
        return Ok(());
    }
    lane.step("build the app", |output| {
        let new = workspace.scratch().join("dist-new");
        remove(&new)?;
        fetch(workspace, output)?;
        styles::bundle(&workspace.root)?;
        let build = |page: &Path, name: &str, folder: &Path| {
            let mut command = trunk_command(workspace, &trunk_program, &bindgen.version)?;
            command.arg("build").arg(page).args(["--release", "--html-output", name, "--dist"]).arg(folder);
            process::run(&mut command, output)
        };
        build(&workspace.root.join("index.html"), "index.html", &new)?;
        for program in &OTHERS {
            let folder = workspace.scratch().join("dist-other");
            remove(&folder)?;
            build(&program.page(workspace)?, &format!("{}.html", program.name), &folder)?;
            move_files(&folder, &new)?;
        }
        for script in [scripts::ELEMENT, scripts::PROFILES] {
            script.write(&workspace.root.join("src"), &new)?;
        }
        below::move_pages(&new, base)?;
        precompress(&new)?;
        add_states(&new)?;
        swap(&new, &dist, &workspace.scratch().join("dist-old"))?;
        fs::write(&stamp, whole(&inputs, &dist).context("dist can't be read")?)?;
        Ok(())
    })
}

/// Trunk, with all tools at hand, so that it downloads none.
fn trunk_command(workspace: &Workspace, trunk: &Path, bindgen: &str) -> Result<Command> {
    let mut command = workspace.command(trunk);
    command
        .env("PATH", workspace.path()?)
        .env("TRUNK_TOOLS_WASM_BINDGEN", bindgen)
        .env("TRUNK_OFFLINE", "true")
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // A compiler's error should be the last thing to read, not trunk's own call stack.
        .env("RUST_BACKTRACE", "0");
    if env::var_os("NO_COLOR").is_some() {
        // The convention is any value, but trunk takes this one alone.
        command.env("NO_COLOR", "true");
    }
    Ok(command)
}

/// A program of the app besides that of index.html.
struct Program {
    /// What its page and its binary are called.
    name: &'static str,
    /// What its style sheet is called.
    styles: &'static str,
    /// The title of its page until the app names it, which it does with its first view.
    title: &'static str,
}

const OTHERS: [Program; 4] = [
    Program { name: "portal", styles: "portal", title: "Account" },
    Program { name: "gallery", styles: "gallery", title: "Gallery" },
    Program { name: scripts::ELEMENT.program, styles: "element", title: "Sign in" },
    // It shows nothing, and has no styles of its own.
    Program { name: scripts::PROFILES.program, styles: "main", title: "Sign in" },
];

impl Program {
    /// Writes its page: that of index.html, with another program and another style sheet.
    fn page(&self, workspace: &Workspace) -> Result<PathBuf> {
        // Not in the caller's build folder: trunk reads the paths in a page from where the page is.
        let file = workspace.root.join("target/page").join(format!("{}.html", self.name));
        let page = fs::read_to_string(workspace.root.join("index.html"))?;
        fs::create_dir_all(file.with_file_name(""))?;
        fs::write(&file, self.page_of(&page)?)
            .with_context(|| format!("{} can't be written", file.display()))?;
        Ok(file)
    }

    fn page_of(&self, page: &str) -> Result<String> {
        let mut own = String::new();
        for line in page.lines() {
            if line.contains("data-trunk") {
                own += &line.replace("href=\"", "href=\"../../").replace("src=\"", "src=\"../../");
            } else {
                own += line;
            }
            own.push('\n');
        }
        for (from, to) in [
            ("data-bin=\"latchkey\"", format!("data-bin=\"{}\"", self.name)),
            ("/style/main.css", format!("/style/{}.css", self.styles)),
            ("<title>Sign in</title>", format!("<title>{}</title>", self.title)),
        ] {
            if own.matches(from).count() != 1 {
                bail!("index.html should have `{from}` once");
            }
            own = own.replace(from, &to);
        }
        Ok(own)
    }
}

/// Puts the gallery's page at the address of each of its states, so that it works on a server that knows files alone.
fn add_states(dist: &Path) -> Result<()> {
    let gallery = dist.join("gallery");
    let states = latchkey_core::gallery::states();
    for folder in iter::once(gallery.clone()).chain(states.iter().map(|state| gallery.join(&state.id))) {
        fs::create_dir_all(&folder)?;
        fs::copy(dist.join("gallery.html"), folder.join("index.html"))
            .with_context(|| format!("{} can't be written", folder.display()))?;
    }
    Ok(())
}

fn inputs(workspace: &Workspace, tools: &[&Tool], base: &Base) -> Result<String> {
    let mut stamp = Stamp::default();
    stamp.word(base.as_str());
    for input in INPUTS {
        stamp.path(&workspace.root, input)?;
    }
    for tool in tools {
        stamp.word(&tool.version);
    }
    stamp.word(&capture(workspace.command("rustc").arg("-vV"))?);
    stamp.word(&env::var("RUSTFLAGS").unwrap_or_default());
    Ok(stamp.finish())
}

/// What was built from, and what is there now: a `dist/` that something else has changed is not up to date either.
fn whole(inputs: &str, dist: &Path) -> Option<String> {
    let mut stamp = Stamp::default();
    stamp.path(dist, "").ok()?;
    dist.is_dir().then(|| format!("{inputs} {}\n", stamp.finish()))
}

/// Puts the folder `new` in the place of `dist`.
fn swap(new: &Path, dist: &Path, old: &Path) -> Result<()> {
    remove(old)?;
    if dist.exists() && fs::rename(dist, old).is_err() {
        // The build folder is on another file system.
        remove(dist)?;
    }
    if fs::rename(new, dist).is_err() {
        move_files(new, dist)?;
    }
    remove(old)
}

/// Puts what is in the folder `from` into the folder `to`, and removes it.
fn move_files(from: &Path, to: &Path) -> Result<()> {
    for file in files_under(from)? {
        let copy: PathBuf = to.join(file.strip_prefix(from)?);
        fs::create_dir_all(copy.parent().context("a file is in a folder")?)?;
        fs::copy(&file, &copy).with_context(|| format!("{} can't be written", copy.display()))?;
    }
    remove(from)
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} can't be removed", folder.display()))?;
    }
    Ok(())
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
        assert_eq!(OTHERS[0].page_of(page).unwrap(), portal);
        assert!(OTHERS[0].page_of("<p>").is_err());
    }

    #[test]
    fn a_new_dist_replaces_the_old_one_as_a_whole() {
        let folder = env::temp_dir().join(format!("latchkey-swap-{}", std::process::id()));
        let (new, dist, old) = (folder.join("new"), folder.join("dist"), folder.join("old"));
        fs::create_dir_all(&new).unwrap();
        fs::create_dir_all(&dist).unwrap();
        fs::write(dist.join("app-1.js"), "").unwrap();
        fs::write(new.join("app-2.js"), "").unwrap();
        let before = whole("inputs", &dist);
        swap(&new, &dist, &old).unwrap();
        let after = whole("inputs", &dist);
        let files = files_under(&folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();

        assert_eq!(files, [dist.join("app-2.js")]);
        assert_ne!(before, after);
        assert_eq!(whole("inputs", &dist), None);
    }
}
