//! What each command does, as steps.

use std::{net::TcpListener, process::Stdio};

use anyhow::{Result, bail};
use latchkey_core::route::Base;

use crate::{
    app, axe, below,
    debian::{drivers, ensure_browsers, ensure_compiler},
    fuzz, outcomes,
    process::{become_program, capture, run},
    schemathesis, size,
    steps::{Lane, Steps},
    suite::Tests,
    third_party,
    tools::{Tool, ensure_toolchain},
    workspace::Workspace,
};

/// All members but the app, which is compiled for `WebAssembly` alone. All runs name the same ones, because cargo
/// compiles a dependency anew where another choice of members asks for other features of it.
pub(crate) const NATIVE: &str = "--workspace --exclude latchkey";

/// The path that some browser tests have the app below.
const BELOW: &str = "/auth/";

/// Builds everything and becomes the server.
pub(crate) fn serve(workspace: &Workspace, port: u16) -> Result<()> {
    if let Err(error) = TcpListener::bind(("127.0.0.1", port)) {
        bail!("port {port} can't be had ({error}); choose another: cargo xtask serve --port N");
    }
    with_steps(workspace, |steps| {
        ensure_toolchain(workspace, &steps.foreground())?;
        steps.side_by_side(
            |lane| app::build(workspace, lane, &Base::default()),
            &[&|lane| build_server(workspace, lane)],
        )
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

/// Makes `dist/`, for addresses below `base`, and says how much of it a first visit loads.
pub(crate) fn build(workspace: &Workspace, base: &Base) -> Result<()> {
    with_steps(workspace, |steps| {
        let lane = steps.foreground();
        ensure_toolchain(workspace, &lane)?;
        app::build(workspace, &lane, base)
    })?;
    println!("\n{}", size::table(&workspace.dist())?);
    Ok(())
}

/// Formatting, lints and native tests.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    with_steps(workspace, |steps| {
        ensure_toolchain(workspace, &steps.foreground())?;
        steps.side_by_side(|lane| check_native(workspace, lane), &[&|lane| lint_app(workspace, lane)])
    })
}

/// All checks and all tests.
pub(crate) fn test(workspace: &Workspace) -> Result<()> {
    with_steps(workspace, |steps| {
        ensure_toolchain(workspace, &steps.foreground())?;
        steps.side_by_side(
            |lane| {
                check_native(workspace, lane)?;
                build_browser_tests(workspace, lane)
            },
            &[
                &|lane| {
                    lint_app(workspace, lane)?;
                    app::build(workspace, lane, &Base::default())?;
                    Tool::geckodriver().ensure(workspace, lane).map(drop)
                },
                &|lane| {
                    ensure_browsers(workspace, lane)?;
                    axe::ensure(workspace, lane)?;
                    schemathesis::ensure(workspace, lane)?;
                    third_party::ensure(workspace, lane)?;
                    ensure_compiler(workspace, lane)?;
                    fuzz::fuzz(workspace, lane, fuzz::SECONDS_IN_TESTS)
                },
            ],
        )?;
        test_in_browsers(workspace, &steps.foreground(), "")
    })
}

/// The fuzz targets, each for so many seconds.
pub(crate) fn fuzz(workspace: &Workspace, seconds: u32) -> Result<()> {
    with_steps(workspace, |steps| {
        let lane = steps.foreground();
        ensure_compiler(workspace, &lane)?;
        fuzz::fuzz(workspace, &lane, seconds)
    })
}

/// The tests whose names contain `filter`, and no more building than they need.
pub(crate) fn test_only(workspace: &Workspace, filter: &str) -> Result<()> {
    with_steps(workspace, |steps| {
        let lane = steps.foreground();
        ensure_toolchain(workspace, &lane)?;
        let native = has_test(workspace, &lane, "native tests", &Tests::native(workspace)?, filter)?;
        let browser = has_test(workspace, &lane, "browser tests", &Tests::in_browsers(workspace)?, filter)?;
        if !native && !browser {
            bail!("no test's name contains `{filter}`");
        }
        if native {
            test_natively(workspace, &lane, filter)?;
        }
        if browser {
            ensure_browsers(workspace, &lane)?;
            build_browser_tests(workspace, &lane)?;
            app::build(workspace, &lane, &Base::default())?;
            test_in_browsers(workspace, &lane, filter)?;
        }
        Ok(())
    })
}

pub(crate) fn with_steps(workspace: &Workspace, work: impl FnOnce(&Steps) -> Result<()>) -> Result<()> {
    let steps = Steps::new(workspace.scratch())?;
    let outcome = work(&steps);
    eprint!("{}", steps.summary());
    outcome
}

fn check_native(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    lane.step("formatting", |output| run(&mut workspace.cargo("fmt --all --check"), output))?;
    lane.step("lints", |output| {
        let clippy = format!("clippy {NATIVE} --all-targets -- -D warnings");
        run(&mut workspace.cargo(&clippy), output)
    })?;
    test_natively(workspace, lane, "")
}

/// In the release profile, because the app's procedural macros are compiled for that one anyway.
fn lint_app(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    let clippy = "clippy -p latchkey --target wasm32-unknown-unknown --release -- -D warnings";
    lane.step("lints of the app", |output| run(&mut workspace.cargo(clippy), output))
}

fn build_server(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    lane.step("build the backend", |output| run(&mut workspace.cargo("build -p latchkey-server"), output))
}

/// Together with the server, so that it has the features, and thereby the compiled crates, of the other test runs.
fn build_browser_tests(workspace: &Workspace, lane: &Lane<'_>) -> Result<()> {
    lane.step("build the backend and the browser tests", |output| {
        let tests = Tests::in_browsers(workspace)?;
        run(
            workspace
                .cargo(&format!("build {NATIVE} --bin latchkey-server --bin webauthn-rs-tutorial"))
                .args(tests.options),
            output,
        )
    })
}

fn test_natively(workspace: &Workspace, lane: &Lane<'_>, filter: &str) -> Result<()> {
    lane.step("native tests", |output| {
        let tests = Tests::native(workspace)?;
        run(
            workspace.cargo(&format!("test {NATIVE} --quiet")).args(tests.options).args(["--", filter]),
            output,
        )
    })
}

fn test_in_browsers(workspace: &Workspace, lane: &Lane<'_>, filter: &str) -> Result<()> {
    let geckodriver = Tool::geckodriver().ensure(workspace, lane)?;
    let drivers = drivers(workspace)?;
    let axe = axe::ensure(workspace, lane)?;
    let schemathesis = schemathesis::ensure(workspace, lane)?;
    let third_party = third_party::ensure(workspace, lane)?;
    lane.step("browser tests", |output| {
        let tests = Tests::in_browsers(workspace)?;
        let moved = workspace.scratch().join("dist-below");
        below::copy_moved(&workspace.dist(), &moved, &below::public_url(BELOW)?)?;
        let mut command = workspace.cargo(&format!("test {NATIVE}"));
        command
            .args(tests.options)
            .args(["--", filter])
            .env("LATCHKEY_SERVER", workspace.server())
            .env("LATCHKEY_DIST", workspace.dist())
            .env("LATCHKEY_DIST_BELOW", moved)
            .env("LATCHKEY_AXE", &axe)
            .env("LATCHKEY_SCHEMATHESIS", &schemathesis)
            .env("LATCHKEY_THIRD_PARTY", &third_party)
            .env("LATCHKEY_WEBAUTHN_RS", workspace.built("webauthn-rs-tutorial"))
            .env("CHROMEDRIVER", &drivers.chrome)
            .env("GECKODRIVER", &geckodriver)
            .env("WEBKITWEBDRIVER", &drivers.webkit);
        outcomes::forget(workspace)?;
        let outcome = run(&mut command, output);
        eprint!("\n{}", outcomes::table(workspace));
        outcome
    })
}

/// Whether any of these tests has `filter` in its name.
fn has_test(workspace: &Workspace, lane: &Lane<'_>, what: &str, tests: &Tests, filter: &str) -> Result<bool> {
    lane.step(&format!("find {what}"), |_| {
        let mut command = workspace.cargo(&format!("test {NATIVE} --quiet"));
        command.args(&tests.options).args(["--", "--list", filter]).stderr(Stdio::inherit());
        Ok(capture(&mut command)?.lines().any(|line| line.ends_with(": test")))
    })
}
