//! `cargo xtask dev`: the demo with the app in a development profile. What changes is built again, as far as the page that
//! is open needs it, and that page reloads by itself.

mod changes;
mod front;
mod looked_at;
mod site;

use std::{net::TcpListener, time::Duration};

use anyhow::{Context as _, Result};

use crate::{
    commands::{build_server, with_steps},
    process::{Output, Running, run},
    program::Program,
    tools::{Tool, WASM, ensure_toolchain, fetch},
    workspace::Workspace,
};
use changes::{Changes, Kind};
use looked_at::LookedAt;
use site::Site;

/// How long it takes at most until a change is noticed.
const PATIENCE: Duration = Duration::from_millis(100);

/// How many people the demo has: enough for a list, and few enough to start at once.
const USERS: &str = "500";

/// Serves on `port` until it is interrupted.
pub(crate) fn dev(workspace: &Workspace, port: u16) -> Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", port))
        .with_context(|| format!("port {port} can't be had; choose another: cargo xtask dev --port N"))?;
    let bindgen = Tool::wasm_bindgen(workspace)?;
    with_steps(workspace, |steps| {
        ensure_toolchain(workspace, &steps.foreground())?;
        steps.side_by_side(
            |lane| bindgen.ensure(workspace, lane).map(drop),
            &[&|lane| lane.step("fetch crates", |output| fetch(workspace, output)), &|lane| {
                build_server(workspace, lane)
            }],
        )
    })?;
    let mut site = Site::make(workspace)?;
    let mut sources = Changes::begin(&workspace.root)?;
    let looked_at = LookedAt::default();
    let (mut backend, address) = start_backend(workspace, &site, port)?;
    let way = front::Way::to(address);
    std::thread::scope(|scope| {
        scope.spawn(|| front::serve(&listener, &way, &looked_at));
        println!("ready on http://localhost:{port}");
        loop {
            let changed = sources.since_last_time()?;
            if changed.contains(&Kind::Program) {
                looked_at.all_are_stale();
            }
            if changed.contains(&Kind::Page) {
                site.write_pages()?;
                site.reload()?;
            }
            if let Some(program) = looked_at.stale() {
                match build(workspace, program, &site) {
                    Ok(()) => site.reload()?,
                    // The compiler has said what is wrong.
                    Err(error) => eprintln!("    {error:#}"),
                }
                looked_at.is_built(program);
            }
            if changed.contains(&Kind::Backend) {
                if let Err(error) =
                    with_steps(workspace, |steps| build_server(workspace, &steps.foreground()))
                {
                    eprintln!("    {error:#}");
                } else {
                    drop(backend);
                    let (started, address) = start_backend(workspace, &site, port)?;
                    backend = started;
                    way.leads_to(address);
                    site.reload()?;
                }
            }
            std::thread::sleep(PATIENCE);
        }
    })
}

/// Builds one program, and says how long it took.
fn build(workspace: &Workspace, program: &Program, site: &Site) -> Result<()> {
    let begin = std::time::Instant::now();
    let mut cargo =
        workspace.cargo(&format!("build --quiet -p latchkey --target {WASM} --bin {}", program.name));
    // Nobody steps through it, and half of what would have to be linked and read is about that.
    run(cargo.env("CARGO_PROFILE_DEV_DEBUG", "false"), &Output::Live)?;
    let wasm = workspace.target.join(WASM).join("debug").join(format!("{}.wasm", program.name));
    let bindgen = workspace.program(&["wasm-bindgen"]).context("wasm-bindgen is not in PATH")?;
    let mut generate = workspace.command(bindgen);
    generate.args(["--target", "web", "--no-typescript", "--out-name", program.name, "--out-dir"]);
    run(generate.arg(site.folder()).arg(wasm), &Output::Live)?;
    eprintln!("    {}: {:.1} s", program.name, begin.elapsed().as_secs_f64());
    Ok(())
}

/// Starts the demo, and returns the port that it listens on. Browsers see it through the front.
fn start_backend(workspace: &Workspace, site: &Site, port: u16) -> Result<(Running, u16)> {
    let mut command = workspace.command(workspace.server());
    command.args([
        "--demo",
        "--users",
        USERS,
        "--port",
        "0",
        "--origin",
        &format!("http://localhost:{port}"),
    ]);
    command.arg("--database").arg(workspace.scratch().join("dev.sqlite3")).arg("--dist").arg(site.folder());
    Running::start(&mut command, |line| line.strip_prefix("ready on http://localhost:")?.trim().parse().ok())
}
