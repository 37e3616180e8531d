//! The browsers and what they need, and the compiler of the fuzzer: what the system's package manager provides.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use crate::{
    process::{self, Output, capture},
    steps::Lane,
    workspace::Workspace,
};

/// A program under any of its names, and the Debian package that has it.
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

/// libFuzzer is C++.
const COMPILER: [Need; 1] = [Need { programs: &["c++"], package: "g++" }];

/// What takes pictures.
const PICTURES: [Need; 2] = [
    Need { programs: BROWSERS[0].programs, package: BROWSERS[0].package },
    Need { programs: BROWSERS[1].programs, package: BROWSERS[1].package },
];

/// The client of the registry that the accessibility checker and some backends of others come from, and what runs these.
const NPM: [Need; 2] =
    [Need { programs: &["npm"], package: "npm" }, Need { programs: &["node"], package: "nodejs" }];

/// The typeface of the pictures that tests compare. Without any font a browser lays text out with no width, and
/// nothing can be clicked.
const FONT: &str = "DejaVuSans.ttf";

const FONT_PACKAGE: &str = "fonts-dejavu-core";

/// The drivers that the browser tests start.
pub(crate) struct Drivers {
    pub(crate) chrome: PathBuf,
    pub(crate) webkit: PathBuf,
}

/// Installs the browsers and their surroundings where they are missing.
pub(crate) fn ensure_browsers(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    let missing = || packages(workspace, &BROWSERS).chain(packages(workspace, &NPM)).chain(font()).collect();
    ensure(workspace, lane, "Debian packages", &missing, |list| {
        format!(
            "the browser tests need what these Debian packages hold: {list}.\n\
             On Debian: sudo apt-get install --no-install-recommends {list}\n\
             Elsewhere install Chromium with chromedriver, Firefox, WebKitGTK with WebKitWebDriver, Xvfb, D-Bus and \
             npm, each so that it is in PATH, and the font DejaVu Sans"
        )
    })
}

/// Installs the browser that takes pictures, and its font, where they are missing.
pub(crate) fn ensure_chromium(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    let missing = || packages(workspace, &PICTURES).chain(font()).collect();
    ensure(workspace, lane, "Debian packages", &missing, |list| {
        format!(
            "pictures need what these Debian packages hold: {list}.\n\
             On Debian: sudo apt-get install --no-install-recommends {list}\n\
             Elsewhere install Chromium with chromedriver, so that both are in PATH, and the font DejaVu Sans"
        )
    })
}

/// Installs the compiler that the fuzzer takes where it is missing.
pub(crate) fn ensure_compiler(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    let missing = || packages(workspace, &COMPILER).collect();
    ensure(workspace, lane, "a C++ compiler", &missing, |list| {
        format!(
            "the fuzzer needs a C++ compiler that is in PATH as `c++`.\n\
             On Debian: sudo apt-get install --no-install-recommends {list}"
        )
    })
}

/// Installs what Python makes environments with where it is missing: Debian keeps it apart from Python itself.
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
            bail!("after the installation there is still no {}", still.join(", "))
        }
    })
}

/// Where the drivers are, once [`ensure_browsers`] has been through.
pub(crate) fn drivers(workspace: &Workspace) -> Result<Drivers> {
    match (workspace.program(&["chromedriver"]), workspace.program(&["WebKitWebDriver"])) {
        (Some(chrome), Some(webkit)) => Ok(Drivers { chrome, webkit }),
        _ => bail!("chromedriver or WebKitWebDriver is not in PATH"),
    }
}

/// The packages of those that aren't there.
fn packages(workspace: &Workspace, needs: &'static [Need]) -> impl Iterator<Item = &'static str> {
    needs.iter().filter(|need| workspace.program(need.programs).is_none()).map(|need| need.package)
}

/// The package of the font, where it isn't there.
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
    let Some(apt) = workspace.program(&["apt-get"]) else { bail!("there is no apt-get here; {by_hand}") };
    let apt = apt.to_string_lossy().into_owned();
    let mut administrator = vec!["env", "DEBIAN_FRONTEND=noninteractive", &apt];
    if !is_root() {
        if capture(workspace.command("sudo").args(["-n", "true"])).is_err() {
            bail!("this takes root, which sudo doesn't give without a password; {by_hand}");
        }
        administrator.splice(0..0, ["sudo", "-n"]);
    }
    // Another installation may hold the lock for a while, as a fresh machine's own updates do.
    administrator.extend(["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3", "-yq"]);
    let apt_get = |words: &[&str]| {
        let mut command = workspace.command(administrator[0]);
        command.args(&administrator[1..]).args(words);
        process::run(&mut command, output)
    };
    if let Err(error) = apt_get(&["update"]) {
        // One source that can't be reached doesn't mean that the packages can't be had.
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
