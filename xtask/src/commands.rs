//! The steps of each command.

use std::{net::TcpListener, process::Command};

use anyhow::{Result, bail};
use latchkey_core::route::Base;

use crate::{
    app, axe, below,
    debian::{ensure_browsers, ensure_compiler},
    dependencies, fuzz, length, lints, outcomes,
    process::{Output, become_program, read, run},
    record, schemathesis,
    shard::Shard,
    size,
    steps::{Lane, Steps},
    suite::Tests,
    third_party,
    tools::{Tool, WASM, ensure_toolchain},
    workspace::Workspace,
};

/// All members but the app, which is compiled only for `WebAssembly`. Every run names the same members, because cargo
/// compiles a dependency again if a different set of members needs different features of it.
pub(crate) const NATIVE: &str = "--workspace --exclude latchkey";

/// The path below which some browser tests serve the app.
const BELOW: &str = "/auth/";

/// How many browser tests are begun at a time. Two of them have a slot (`tests/src/slot.rs`); the others wait for one, or
/// for something that takes the app a while.
const THREADS: &str = "4";

/// Which tests to run.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Selection<'a> {
    /// Everything.
    All,
    /// Those whose name contains this, and nothing else.
    Named(&'a str),
    /// A share of the browser tests; the first one includes everything else.
    Shard(Shard),
}

/// Builds everything, and then becomes the server.
pub(crate) fn serve(workspace: &Workspace, port: u16) -> Result<()> {
    if let Err(error) = TcpListener::bind(("127.0.0.1", port)) {
        bail!("port {port} is unavailable ({error}); choose another: cargo xtask serve --port N");
    }
    with_steps(workspace, |steps| {
        ensure_toolchain(workspace, &steps.foreground())?;
        steps.side_by_side(
            |lane| app::Tools::ensure(workspace, lane).map(drop),
            &[&|lane| app::compile(workspace, lane), &|lane| build_server(workspace, lane)],
        )?;
        app::assemble(workspace, &steps.foreground(), &Base::default())
    })?;
    become_program(
        workspace
            .command(workspace.server())
            .args(["--demo", "--port", &port.to_string(), "--database"])
            .arg(workspace.target.join("demo.sqlite3"))
            .arg("--dist")
            .arg(workspace.dist()),
    )
}

/// Builds `dist/` for addresses below `base`, and prints how much of it a first visit loads.
pub(crate) fn build(workspace: &Workspace, base: &Base) -> Result<()> {
    with_steps(workspace, |steps| {
        ensure_toolchain(workspace, &steps.foreground())?;
        build_app(workspace, steps, base)
    })?;
    println!("\n{}", size::table(&workspace.dist())?);
    Ok(())
}

/// Checks formatting, dependencies and lints, and runs the native tests.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    with_steps(workspace, |steps| {
        ensure_toolchain(workspace, &steps.foreground())?;
        steps.side_by_side(|lane| check_native(workspace, lane), &[&|lane| lint_app(workspace, lane)])
    })
}

/// Runs all checks and all tests, or those that are selected.
pub(crate) fn test(workspace: &Workspace, selection: Selection<'_>) -> Result<()> {
    match selection {
        Selection::All => test_all(workspace, selection),
        Selection::Shard(shard) if shard.is_first() => test_all(workspace, selection),
        Selection::Shard(_) => with_steps(workspace, |steps| {
            ensure_toolchain(workspace, &steps.foreground())?;
            steps.side_by_side(
                |lane| build_tests(workspace, lane),
                &[&|lane| app::build(workspace, lane, &Base::default()), &|lane| {
                    ensure_surroundings(workspace, lane)
                }],
            )?;
            test_in_browsers(workspace, &steps.foreground(), selection)
        }),
        Selection::Named(filter) => test_named(workspace, filter),
    }
}

fn test_all(workspace: &Workspace, selection: Selection<'_>) -> Result<()> {
    with_steps(workspace, |steps| {
        ensure_toolchain(workspace, &steps.foreground())?;
        steps.side_by_side(
            |lane| check_native(workspace, lane),
            &[
                &|lane| {
                    app::compile(workspace, lane)?;
                    lint_built_app(workspace, lane)
                },
                &|lane| app::Tools::ensure(workspace, lane).map(drop),
                &|lane| {
                    ensure_surroundings(workspace, lane)?;
                    test_contract(workspace, lane, "")
                },
            ],
        )?;
        let lane = steps.foreground();
        app::assemble(workspace, &lane, &Base::default())?;
        test_in_browsers(workspace, &lane, selection)
    })
}

/// Runs each fuzz target for this many seconds.
pub(crate) fn fuzz(workspace: &Workspace, seconds: u32) -> Result<()> {
    with_steps(workspace, |steps| {
        let lane = steps.foreground();
        ensure_compiler(workspace, &lane)?;
        fuzz::fuzz(workspace, &lane, seconds)
    })
}

/// Runs the tests whose names contain `filter`, and builds only what they need.
fn test_named(workspace: &Workspace, filter: &str) -> Result<()> {
    with_steps(workspace, |steps| {
        let lane = steps.foreground();
        ensure_toolchain(workspace, &lane)?;
        let find = |what: &str, tests: &Tests| {
            lane.step(&format!("find {what}"), |output| {
                Ok(names(workspace, tests, output)?.iter().any(|name| name.contains(filter)))
            })
        };
        let native = find("native tests", &Tests::native(workspace)?)?;
        let contract = find("contract tests", &Tests::of_contract())?;
        let browser = find("browser tests", &Tests::in_browsers())?;
        if !native && !contract && !browser {
            bail!("no test's name contains `{filter}`");
        }
        if native {
            test_natively(workspace, &lane, filter)?;
        }
        if contract {
            test_contract(workspace, &lane, filter)?;
        }
        if browser {
            ensure_surroundings(workspace, &lane)?;
            build_app(workspace, steps, &Base::default())?;
            test_in_browsers(workspace, &lane, Selection::Named(filter))?;
        }
        Ok(())
    })
}

/// Builds the app, and installs its tools while it is being compiled.
fn build_app(workspace: &Workspace, steps: &Steps, base: &Base) -> Result<()> {
    steps.side_by_side(
        |lane| app::compile(workspace, lane),
        &[&|lane| app::Tools::ensure(workspace, lane).map(drop)],
    )?;
    app::assemble(workspace, &steps.foreground(), base)
}

/// Installs what the browser tests need in addition to what is built here.
fn ensure_surroundings(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    ensure_browsers(workspace, lane)?;
    axe::ensure(workspace, lane)?;
    schemathesis::ensure(workspace, lane)?;
    third_party::ensure(workspace, lane)?;
    Tool::geckodriver().ensure(workspace, lane).map(drop)
}

pub(crate) fn with_steps<T>(workspace: &Workspace, work: impl FnOnce(&Steps) -> Result<T>) -> Result<T> {
    let steps = Steps::new(workspace.scratch())?;
    let outcome = work(&steps);
    eprint!("{}", steps.summary());
    outcome
}

fn check_native(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    lane.step("formatting", |output| run(&mut workspace.cargo("fmt --all --check"), output))?;
    length::warn(workspace)?;
    dependencies::check(workspace, lane)?;
    build_tests(workspace, lane)?;
    test_natively(workspace, lane, "")
}

/// Builds everything native that the tests run, and checks its lints. It is one run of cargo, because another one
/// without the tests would compile many dependencies again, with fewer features.
fn build_tests(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    lane.step("build and lint the tests", |output| {
        let build = format!("build {NATIVE} --all-targets");
        lints::check(workspace, &mut linting(workspace, &build)?, output)
    })
}

/// Checks the app's lints, in the release profile because its procedural macros are compiled in that profile anyway.
fn lint_app(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    let clippy = format!("clippy -p latchkey --target {WASM} --release");
    lane.step("lints of the app", |output| lints::check(workspace, &mut workspace.cargo(&clippy), output))
}

/// Checks the lints of the app's library once the app has been built: it uses the dependencies that were compiled for
/// that, while [`lint_app`] would compile all of them once more. The programs' own files hold no more than calls to the
/// library.
fn lint_built_app(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    let build = format!("build -p latchkey --lib --release --target {WASM}");
    lane.step("lints of the app", |output| lints::check(workspace, &mut linting(workspace, &build)?, output))
}

pub(crate) fn build_server(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    lane.step("build the backend", |output| run(&mut workspace.cargo("build -p latchkey-server"), output))
}

fn test_natively(workspace: &Workspace, lane: &Lane<'_>, filter: &str) -> Result<()> {
    lane.step("native tests", |output| {
        let mut command = linting(workspace, &format!("test {NATIVE} --quiet"))?;
        run(command.args(Tests::native(workspace)?.options).args(["--", filter]), output)
    })
}

/// Has schemathesis make up requests, and checks the backend's answers. It needs neither the app nor a browser.
fn test_contract(workspace: &Workspace, lane: &Lane<'_>, filter: &str) -> Result<()> {
    let schemathesis = schemathesis::ensure(workspace, lane)?;
    lane.step("contract tests", |output| {
        let mut command = linting(workspace, &format!("test {NATIVE} --quiet"))?;
        command.args(Tests::of_contract().options).args(["--", filter]);
        run(command.env("LATCHKEY_SCHEMATHESIS", &schemathesis), output)
    })
}

fn test_in_browsers(workspace: &Workspace, lane: &Lane<'_>, selection: Selection<'_>) -> Result<()> {
    let geckodriver = Tool::geckodriver().ensure(workspace, lane)?;
    let axe = axe::ensure(workspace, lane)?;
    let third_party = third_party::ensure(workspace, lane)?;
    lane.step("browser tests", |output| {
        let tests = Tests::in_browsers();
        let moved = workspace.scratch().join("dist-below");
        below::copy_moved(&workspace.dist(), &moved, &below::public_url(BELOW)?)?;
        let record = record::begin(workspace)?;
        let mut command = linting(workspace, &format!("test {NATIVE}"))?;
        command.args(&tests.options).args(["--", "--test-threads", THREADS]);
        match selection {
            Selection::All => {}
            Selection::Named(filter) => {
                command.arg(filter);
            }
            Selection::Shard(shard) => {
                command.arg("--exact").args(shard.of_tests(names(workspace, &tests, output)?));
            }
        }
        command
            .env("LATCHKEY_RECORD", &record)
            .env("LATCHKEY_DIST", workspace.dist())
            .env("LATCHKEY_DIST_BELOW", moved)
            .env("LATCHKEY_AXE", &axe)
            .env("LATCHKEY_THIRD_PARTY", &third_party)
            .env("LATCHKEY_WEBAUTHN_RS", workspace.built("webauthn-rs-tutorial"))
            .env("PATH", workspace.path_with(&[&geckodriver])?);
        outcomes::forget(workspace)?;
        let outcome = run(&mut command, output);
        eprint!("\n{}\n{}", outcomes::table(workspace), record::summary(&record)?);
        outcome
    })
}

/// Lists the names of these tests.
fn names(workspace: &Workspace, tests: &Tests, output: &Output) -> Result<Vec<String>> {
    let mut command = linting(workspace, &format!("test {NATIVE} --quiet"))?;
    command.args(&tests.options).args(["--", "--list"]);
    let listed = read(&mut command, output)?;
    Ok(listed.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect())
}

/// Returns a cargo command that checks the lints of what it compiles of the workspace.
fn linting(workspace: &Workspace, line: &str) -> Result<Command> {
    let mut command = workspace.cargo(line);
    lints::watch(workspace, &mut command)?;
    Ok(command)
}
