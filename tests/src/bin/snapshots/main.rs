//! `cargo xtask snapshots`: takes pictures of all states, and compares them with those of another build.

mod options;

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use latchkey_core::gallery::axes::{Theme, Width};
use latchkey_core::gallery::{State, states};
use latchkey_tests::picture::{
    BASELINES, Drawn, Taken, baseline_file, compare, files_besides, name, pack, page, plain, states_json,
    take,
};

use crate::options::Options;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns whether all pictures could be taken and none differs from the other build's.
fn run() -> Outcome<bool> {
    let words: Vec<String> = env::args().skip(1).collect();
    let dist: PathBuf = env::var_os("LATCHKEY_DIST").ok_or("LATCHKEY_DIST names no app")?.into();
    let default = env::var_os("LATCHKEY_SNAPSHOTS").map_or_else(|| "target/snapshots".into(), PathBuf::from);
    let options = Options::parse(&words, default)?;
    if options.accept { accept(&dist) } else { snapshots(&options, &dist) }
}

fn snapshots(options: &Options, dist: &Path) -> Outcome<bool> {
    let began = Instant::now();
    let states = chosen(&options.states)?;
    let ids: Vec<&str> = states.iter().map(|state| state.id.as_str()).collect();
    let appearances = options.axes.appearances();
    let taken = take(dist, &ids, &appearances);
    let out = &options.out;
    for taken in &taken {
        if let Ok((png, _)) = &taken.outcome {
            write(&out.join(&taken.id).join(format!("{}.png", name(taken.appearance))), png)?;
        }
    }
    write(&out.join("index.html"), page(&states, &taken).as_bytes())?;
    write(&out.join("states.json"), &serde_json::to_vec_pretty(&states_json(&states, &taken))?)?;
    let mut whole = all_there(&taken);
    let count = taken.iter().filter(|taken| taken.outcome.is_ok()).count();
    println!(
        "{count} pictures of {} states in {:.1} s: {}",
        states.len(),
        began.elapsed().as_secs_f32(),
        out.join("index.html").display()
    );
    if let Some(other) = &options.against {
        let before = take(other, &ids, &appearances);
        whole &= differ(&before, &taken, &out.join("different"))? == 0;
    }
    Ok(whole)
}

/// Returns the states with these IDs, or all if there are no IDs.
fn chosen(ids: &[String]) -> Outcome<Vec<State>> {
    let all = states();
    if let Some(unknown) = ids.iter().find(|id| !all.iter().any(|state| state.id == **id)) {
        let known: Vec<&str> = all.iter().map(|state| state.id.as_str()).collect();
        return Err(format!("there is no state `{unknown}`, but {}", known.join(", ")).into());
    }
    Ok(all.into_iter().filter(|state| ids.is_empty() || ids.contains(&state.id)).collect())
}

/// Prints which pictures couldn't be taken, and returns whether all could.
fn all_there(taken: &[Taken]) -> bool {
    let mut all = true;
    for taken in taken {
        if let Err(reason) = &taken.outcome {
            eprintln!("{} {}: {reason}", taken.id, name(taken.appearance));
            all = false;
        }
    }
    all
}

/// Prints which pictures look different, keeps them in the folder, and nothing else there, and returns how many there
/// are.
fn differ(before: &[Taken], after: &[Taken], folder: &Path) -> Outcome<usize> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let mut different = 0;
    for (before, after) in before.iter().zip(after) {
        let stem = format!("{}-{}", after.id, name(after.appearance));
        let (Ok((before, _)), Ok((after, _))) = (&before.outcome, &after.outcome) else {
            println!("{stem}: only one of the two builds shows it");
            different += 1;
            continue;
        };
        let comparison = compare(before, after, Drawn::Alike)?;
        if comparison.is_visible() {
            println!("{stem}: {comparison}");
            write(&folder.join(format!("{stem}-before.png")), before)?;
            write(&folder.join(format!("{stem}-after.png")), after)?;
            write(&folder.join(format!("{stem}-difference.png")), &comparison.png()?)?;
            different += 1;
        }
    }
    print!("{different} of {} pictures differ", after.len());
    println!("{}", if different > 0 { format!(": {}", folder.display()) } else { String::new() });
    Ok(different)
}

/// Takes the pictures in the repository again, and replaces those that look different.
fn accept(dist: &Path) -> Outcome<bool> {
    let taken = take(dist, &BASELINES, &[plain(Width::Phone, Theme::Light)]);
    let mut bytes = 0;
    for Taken { id, outcome, .. } in &taken {
        let Ok((png, _)) = outcome else { continue };
        let file = baseline_file(id);
        let changed = match fs::read(&file) {
            Ok(kept) => compare(&kept, png, Drawn::Apart)?.is_visible(),
            Err(_) => true,
        };
        if changed {
            println!("{id} is new");
            write(&file, &pack(png)?)?;
        }
        bytes += fs::metadata(&file)?.len();
    }
    for file in files_besides(&BASELINES) {
        println!("{} belongs to no state", file.display());
        fs::remove_file(file)?;
    }
    println!("{} pictures, {} KiB", taken.len(), bytes / 1024);
    Ok(all_there(&taken))
}

fn write(file: &Path, content: &[u8]) -> Outcome<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, content).map_err(|error| format!("{}: {error}", file.display()).into())
}
