//! Installs what the system's package manager provides: the browsers and what they need, and the fuzzer's compiler.

use std::{fs, path::Path};

use anyhow::{Result, bail};

use crate::{
    process::{self, Output, capture},
    steps::Lane,
    workspace::Workspace,
};

/// A program by any of its names, and the Debian package that contains it.
struct Need {
    programs: &'static [&'static str],
    package: &'static str,
}

const BROWSERS: [Need; 6] = [
    Need {
        programs: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
        package: "chromium",
    },
    Need { programs: &["chromedriver"], package: "chromium-driver" },
    Need { programs: &["firefox-esr", "firefox"], package: "firefox-esr" },
    Need { programs: &["WebKitWebDriver"], package: "webkit2gtk-driver" },
    Need { programs: &["Xvfb"], package: "xvfb" },
    Need { programs: &["dbus-run-session"], package: "dbus" },
];

/// What the fuzzer needs: libFuzzer is written in C++.
const COMPILER: [Need; 1] = [Need { programs: &["c++"], package: "g++" }];

/// What taking pictures needs.
const PICTURES: [Need; 2] = [
    Need { programs: BROWSERS[0].programs, package: BROWSERS[0].package },
    Need { programs: BROWSERS[1].programs, package: BROWSERS[1].package },
];

/// The client of the registry that the accessibility checker and some third-party backends come from, and the runtime
/// of those backends.
const NPM: [Need; 2] =
    [Need { programs: &["npm"], package: "npm" }, Need { programs: &["node"], package: "nodejs" }];

/// The typeface in the pictures that tests compare. Without any font, a browser lays out text with zero width, and
/// nothing can be clicked.
const FONT: &str = "DejaVuSans.ttf";

const FONT_PACKAGE: &str = "fonts-dejavu-core";

/// Installs the browsers, and what they need, if anything is missing.
pub(crate) fn ensure_browsers(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    let missing = || packages(workspace, &BROWSERS).chain(packages(workspace, &NPM)).chain(font()).collect();
    ensure(workspace, lane, "Debian packages", &missing, |list| {
        format!(
            "the browser tests need what these Debian packages contain: {list}.\n\
             On Debian: sudo apt-get install --no-install-recommends {list}\n\
             Elsewhere, install Chromium with chromedriver, Firefox, WebKitGTK with WebKitWebDriver, Xvfb, D-Bus \
             and npm, with each of them in PATH, and the font DejaVu Sans"
        )
    })
}

/// Installs the browser that takes pictures, and its font, if they are missing.
pub(crate) fn ensure_chromium(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    let missing = || packages(workspace, &PICTURES).chain(font()).collect();
    ensure(workspace, lane, "Debian packages", &missing, |list| {
        format!(
            "taking pictures needs what these Debian packages contain: {list}.\n\
             On Debian: sudo apt-get install --no-install-recommends {list}\n\
             Elsewhere, install Chromium with chromedriver, with both in PATH, and the font DejaVu Sans"
        )
    })
}

/// Installs the compiler that the fuzzer needs, if it is missing.
pub(crate) fn ensure_compiler(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    let missing = || packages(workspace, &COMPILER).collect();
    ensure(workspace, lane, "a C++ compiler", &missing, |list| {
        format!(
            "the fuzzer needs a C++ compiler in PATH, named `c++`.\n\
             On Debian: sudo apt-get install --no-install-recommends {list}"
        )
    })
}

/// Installs what Python needs to create virtual environments, if it is missing: Debian packages it separately.
pub(crate) fn ensure_python(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    let missing = || {
        let complete = workspace.program(&["python3"]).is_some_and(|python| {
            capture(workspace.command(python).args(["-c", "import ensurepip, venv"])).is_ok()
        });
        if complete { Vec::new() } else { vec!["python3-venv"] }
    };
    ensure(workspace, lane, "Python", &missing, |list| {
        format!(
            "the tests need Python 3 with `venv` and `ensurepip`.\n\
             On Debian: sudo apt-get install --no-install-recommends {list}"
        )
    })
}

fn ensure(
    workspace: &Workspace,
    lane: &Lane<'_>,
    what: &str,
    missing: &dyn Fn() -> Vec<&'static str>,
    by_hand: impl Fn(&str) -> String,
) -> Result<()> {
    let needed = missing();
    if needed.is_empty() {
        return Ok(());
    }
    lane.step(&format!("install {what}"), |output| {
        install(workspace, &needed, &by_hand(&needed.join(" ")), output)?;
        let still = missing();
        if still.is_empty() {
            Ok(())
        } else {
            bail!("after the installation, {} is still missing", still.join(", "))
        }
    })
}

/// Returns the packages of the programs that are missing.
fn packages(workspace: &Workspace, needs: &'static [Need]) -> impl Iterator<Item = &'static str> {
    needs.iter().filter(|need| workspace.program(need.programs).is_none()).map(|need| need.package)
}

/// Returns the package of the font if it is missing.
fn font() -> Option<&'static str> {
    let folders = ["/usr/share/fonts", "/usr/local/share/fonts"];
    let there = folders.iter().any(|folder| has_font(Path::new(folder)));
    (cfg!(target_os = "linux") && !there).then_some(FONT_PACKAGE)
}

fn has_font(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().map(|entry| entry.path()).any(|path| {
        if path.is_dir() { has_font(&path) } else { path.file_name().is_some_and(|name| name == FONT) }
    })
}

fn install(workspace: &Workspace, packages: &[&str], by_hand: &str, output: &Output) -> Result<()> {
    let Some(apt) = workspace.program(&["apt-get"]) else { bail!("apt-get isn't available; {by_hand}") };
    let apt = apt.to_string_lossy().into_owned();
    let mut administrator = vec!["env", "DEBIAN_FRONTEND=noninteractive", &apt];
    if !is_root() {
        if capture(workspace.command("sudo").args(["-n", "true"])).is_err() {
            bail!("this needs root, and sudo asks for a password; {by_hand}");
        }
        administrator.splice(0..0, ["sudo", "-n"]);
    }
    // Another process, such as the automatic updates of a new machine, may hold the lock for a while.
    administrator.extend(["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3", "-yq"]);
    let apt_get = |words: &[&str]| {
        let mut command = workspace.command(administrator[0]);
        command.args(&administrator[1..]).args(words);
        process::run(&mut command, output)
    };
    if let Err(error) = apt_get(&["update"]) {
        // Even if one source can't be reached, the packages may be available.
        eprintln!("    {error:#}; trying with the package lists as they are");
    }
    let mut words = vec!["install", "--no-install-recommends"];
    words.extend(packages);
    apt_get(&words)
}

#[cfg(unix)]
fn is_root() -> bool {
    nix::unistd::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
