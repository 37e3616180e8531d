//! Coverage-guided fuzzing with libFuzzer, on the stable compiler.

use std::{ffi::OsString, fs, path::Path};

use anyhow::{Context as _, Result};

use crate::{
    process::{Output, run},
    steps::Lane,
    tools::host,
    workspace::Workspace,
};

/// How many seconds each target gets by default.
pub(crate) const SECONDS: u32 = 180;

/// The programs of crates/fuzz.
const TARGETS: [&str; 2] = ["wire", "classify"];

/// The flags that make the compiler count coverage for libFuzzer. There are none for sanitizers, which would need a
/// nightly compiler and have nothing to find in code without `unsafe`.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares \
    -Ccodegen-units=1";

/// Builds the targets, and runs each for this many seconds.
pub(crate) fn fuzz(workspace: &Workspace, lane: &Lane<'_>, seconds: u32) -> Result<()> {
    let folder = workspace.target.join("fuzz");
    lane.step("build the fuzz targets", |output| build(workspace, &folder, output))?;
    for target in TARGETS {
        lane.step(&format!("fuzz {target}"), |_| run_target(workspace, &folder, target, seconds))?;
    }
    Ok(())
}

/// Builds for an explicit target, so that build scripts and macros are compiled without coverage.
fn build(workspace: &Workspace, folder: &Path, output: &Output) -> Result<()> {
    let mut command = workspace.cargo("build -p latchkey-fuzz --features libfuzzer --bins --profile fuzz");
    command.args(["--target", &host(workspace)?]).env("RUSTFLAGS", COVERAGE).env("CARGO_TARGET_DIR", folder);
    run(&mut command, output)
}

/// Runs a target. The inputs that it finds interesting are kept beside the build, and the next run starts with them;
/// inputs that make it fail are kept as well.
fn run_target(workspace: &Workspace, folder: &Path, target: &str, seconds: u32) -> Result<()> {
    let found = folder.join("corpus").join(target);
    let failures = folder.join("failures");
    fs::create_dir_all(&found)?;
    fs::create_dir_all(&failures)?;
    let log = folder.join(format!("{target}.log"));
    fs::write(&log, "")?;
    let mut prefix = OsString::from("-artifact_prefix=");
    prefix.push(failures.join(format!("{target}-")));
    let program = folder.join(host(workspace)?).join("fuzz").join(target);
    let mut command = workspace.command(program);
    command
        .arg(format!("-max_total_time={seconds}"))
        .args(["-print_final_stats=1", "-max_len=4096", "-timeout=10"])
        .arg(prefix)
        .arg(&found);
    let seeds = workspace.root.join("crates/fuzz/corpus").join(target);
    if seeds.is_dir() {
        command.arg(seeds);
    }
    let ran = run(&mut command, &Output::Log(log.clone()));
    let said = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
    ran.with_context(|| match after(&said, "Test unit written to ") {
        Some(file) => format!("the input that made it fail is in {file}"),
        None => format!("its output is in {}", log.display()),
    })?;
    let figure = |name| after(&said, name).with_context(|| format!("libFuzzer doesn't print `{name}`"));
    eprintln!(
        "    fuzz {target}: {} executions, {} a second",
        figure("stat::number_of_executed_units:")?,
        figure("stat::average_exec_per_sec:")?
    );
    Ok(())
}

/// Returns the text between the first `label` and the end of its line.
fn after<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    text.split_once(label)?.1.lines().next().map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::after;

    #[test]
    fn figures_and_files_are_read_from_what_libfuzzer_says() {
        let said = "Done 7 runs\nartifact_prefix='a/'; Test unit written to a/wire-crash-1\n\
                    stat::number_of_executed_units: 7123\n";
        assert_eq!(after(said, "Test unit written to "), Some("a/wire-crash-1"));
        assert_eq!(after(said, "stat::number_of_executed_units:"), Some("7123"));
        assert_eq!(after(said, "stat::average_exec_per_sec:"), None);
    }
}
