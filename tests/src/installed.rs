//! Locates the programs and folders that the tests need, and says how to get one that is missing.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

const HINT: &str = "run `cargo xtask test`, which builds and installs everything the browser tests need";

/// Returns a path from an environment variable that `cargo xtask test` sets.
///
/// # Panics
/// If the variable isn't set or nothing is there.
pub fn from_environment(variable: &str, what: &str) -> PathBuf {
    let Some(value) = env::var_os(variable) else {
        panic!("{variable} is not set: it names {what}. To have it set, {HINT}");
    };
    let path = PathBuf::from(value);
    assert!(path.exists(), "{variable} names {}, but nothing is there; {HINT}", path.display());
    path
}

/// Returns the path of the first of these programs that is installed.
///
/// # Panics
/// If none is installed.
pub(crate) fn program(names: &[&str]) -> PathBuf {
    find_program(names).unwrap_or_else(|| panic!("none of {names:?} is installed; {HINT}"))
}

fn find_program(names: &[&str]) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    // Cargo installs drivers into its own folder, which isn't necessarily in `PATH`.
    let cargo =
        env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let folders: Vec<PathBuf> =
        env::split_paths(&folders).chain(cargo.map(|folder| folder.join("bin"))).collect();
    names.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|path| path.is_file()))
}

/// Returns the path of `WebKitGTK`'s `MiniBrowser`, which its packages install outside `PATH`, below a folder named
/// after the machine's architecture.
///
/// # Panics
/// If it is not installed.
pub(crate) fn mini_browser() -> PathBuf {
    const VERSIONS: [&str; 3] = ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"];
    let lib = Path::new("/usr/lib");
    let machines = fs::read_dir(lib).into_iter().flatten().flatten().map(|entry| entry.path());
    let folders: Vec<PathBuf> =
        machines.chain([lib.to_path_buf(), "/usr/libexec".into(), "/usr/lib64".into()]).collect();
    VERSIONS
        .iter()
        .find_map(|version| {
            folders.iter().map(|folder| folder.join(version).join("MiniBrowser")).find(|path| path.is_file())
        })
        .unwrap_or_else(|| panic!("WebKitGTK's MiniBrowser is not installed; {HINT}"))
}

/// Returns the folder that Cargo builds into.
pub(crate) fn target_folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"), PathBuf::from)
}

/// Returns the folder for screenshots and for what failed tests leave behind, and creates it if it is missing.
pub(crate) fn evidence_folder() -> PathBuf {
    let folder = target_folder().join("screenshots");
    fs::create_dir_all(&folder).expect("the folder of the screenshots should be writable");
    folder
}
