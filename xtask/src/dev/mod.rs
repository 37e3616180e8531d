//! `cargo xtask dev`: the demo with the app in a development profile. After a change, what the open page needs is
//! built again, and the page reloads by itself.

mod changes;
mod front;
mod looked_at;
mod site;

use std::{
    collections::BTreeSet,
    net::TcpListener,
    path::PathBuf,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};

use crate::{
    commands::{build_server, with_steps},
    process::{Output, Running, run},
    program::Program,
    tools::{Tool, WASM, ensure_toolchain, fetch},
    workspace::Workspace,
};
use changes::{Changes, Kind};
use front::Way;
use looked_at::LookedAt;
use site::Site;

/// The time between two looks at the sources, and so the longest that a change goes unnoticed while nothing is built.
const PATIENCE: Duration = Duration::from_millis(100);

/// How many users the demo has: enough for a list, and few enough for a quick start.
const USERS: &str = "500";

/// Serves on `port` until it is interrupted.
pub(crate) fn dev(workspace: &Workspace, port: u16) -> Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", port))
        .with_context(|| format!("port {port} is unavailable; choose another: cargo xtask dev --port N"))?;
    let bindgen = Tool::wasm_bindgen(workspace)?;
    let bindgen = with_steps(workspace, |steps| {
        ensure_toolchain(workspace, &steps.foreground())?;
        steps.side_by_side(
            |lane| bindgen.ensure(workspace, lane).map(drop),
            &[&|lane| lane.step("fetch crates", |output| fetch(workspace, output)), &|lane| {
                build_server(workspace, lane)
            }],
        )?;
        // It is installed by now, so this only finds it.
        bindgen.ensure(workspace, &steps.foreground())
    })?;
    let mut demo = Demo::start(workspace, bindgen, port)?;
    let (way, looked_at) = (Arc::clone(&demo.way), Arc::clone(&demo.looked_at));
    thread::spawn(move || front::serve(&listener, &way, &looked_at));
    println!("ready on http://localhost:{port}");
    let mut sources = Changes::begin(&workspace.root)?;
    loop {
        // What is wrong with a change is said, and the next one is another try.
        if let Err(error) = sources.since_last_time().and_then(|changed| demo.follows(&changed)) {
            eprintln!("    {error:#}");
        }
        thread::sleep(PATIENCE);
    }
}

/// The running demo.
struct Demo<'a> {
    workspace: &'a Workspace,
    bindgen: PathBuf,
    site: Site,
    looked_at: Arc<LookedAt>,
    /// None while the backend can't be started.
    backend: Option<Running>,
    way: Arc<Way>,
    port: u16,
}

impl<'a> Demo<'a> {
    fn start(workspace: &'a Workspace, bindgen: PathBuf, port: u16) -> Result<Self> {
        let site = Site::make(workspace)?;
        let mut demo = Self {
            workspace,
            bindgen,
            site,
            looked_at: Arc::default(),
            backend: None,
            way: Arc::default(),
            port,
        };
        demo.starts_backend()?;
        Ok(demo)
    }

    /// Makes what has changed again, as far as it is looked at.
    fn follows(&mut self, changed: &BTreeSet<Kind>) -> Result<()> {
        if changed.contains(&Kind::Program) {
            self.looked_at.all_are_stale();
        }
        if changed.contains(&Kind::Style) {
            self.site.restyle()?;
        }
        if changed.contains(&Kind::Page) {
            self.site.write_pages()?;
            self.site.reload()?;
        }
        if let Some(program) = self.looked_at.stale() {
            let built = self.builds(program);
            self.looked_at.is_built(program);
            built?;
            self.site.reload()?;
        }
        if changed.contains(&Kind::Backend) {
            with_steps(self.workspace, |steps| build_server(self.workspace, &steps.foreground()))?;
            self.starts_backend()?;
            self.site.reload()?;
        }
        Ok(())
    }

    /// Builds one program, and says how long it took.
    fn builds(&self, program: &Program) -> Result<()> {
        let begin = Instant::now();
        let build = format!("build --quiet -p latchkey --target {WASM} --bin {}", program.name);
        // Nobody steps through it, and half of what would be linked and read is debug information.
        let mut cargo = self.workspace.cargo(&build);
        run(cargo.env("CARGO_PROFILE_DEV_DEBUG", "false"), &Output::Live)?;
        let wasm = self.workspace.target.join(WASM).join("debug").join(format!("{}.wasm", program.name));
        let mut generate = self.workspace.command(&self.bindgen);
        generate.args(["--target", "web", "--no-typescript", "--out-name", program.name, "--out-dir"]);
        run(generate.arg(self.site.folder()).arg(wasm), &Output::Live)?;
        eprintln!("    {}: {:.1} s", program.name, begin.elapsed().as_secs_f64());
        Ok(())
    }

    /// Starts the backend, in place of one that runs. Browsers see it through the front.
    fn starts_backend(&mut self) -> Result<()> {
        self.backend = None;
        let origin = format!("http://localhost:{}", self.port);
        let mut command = self.workspace.command(self.workspace.server());
        command.args(["--demo", "--users", USERS, "--port", "0", "--origin", &origin]);
        command.arg("--database").arg(self.workspace.scratch().join("dev.sqlite3"));
        command.arg("--dist").arg(self.site.folder());
        let (backend, port) = Running::start(&mut command, |line| {
            line.strip_prefix("ready on http://localhost:")?.trim().parse().ok()
        })?;
        self.way.leads_to(port);
        self.backend = Some(backend);
        Ok(())
    }
}
