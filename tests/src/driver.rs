//! The WebDriver servers, one process per browser.

use std::fs::{self, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use reqwest::Client;

use crate::installed::program;
use crate::process::Process;
use crate::runtime::block_on;
use crate::setup::Kind;
use crate::wait::wait_until;

/// How often `ChromeDriver` may fail to find a port before the test fails.
const CHROMEDRIVER_STARTS: usize = 5;

/// A running driver, with the other programs that it needs. Each is a separate child process that is ended by itself.
pub(crate) struct Driver {
    url: String,
    // In the order in which they have to end: the driver before the bus and the display.
    processes: Vec<Process>,
}

impl Driver {
    /// Starts the driver of a browser; `folder` is an empty folder for it alone.
    pub(crate) fn start(kind: Kind, folder: &Path) -> Self {
        match kind {
            Kind::Chromium => Self::chromium(folder),
            Kind::Firefox => Self::firefox(folder),
            Kind::WebKit => Self::webkit(folder),
        }
    }

    /// Returns the address that the driver listens on.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Returns everything that the driver and its helpers have printed.
    pub(crate) fn log(&self) -> String {
        self.processes.iter().map(Process::log).collect()
    }

    /// Starts `ChromeDriver`, several times if necessary: it takes a free IPv6 port, and then the IPv4 port
    /// of the same number, which another program may hold. In that case it exits, and the next start gets
    /// another port.
    fn chromium(folder: &Path) -> Self {
        let mut command = Command::new(program(&["chromedriver"]));
        command.arg("--port=0").env("TMPDIR", folder);
        for _ in 1..CHROMEDRIVER_STARTS {
            let mut driver = Process::start(&command);
            if let Some(port) = driver.find_line(chromedriver_port) {
                return Self { url: local(port), processes: vec![driver] };
            }
        }
        let mut driver = Process::start(&command);
        let port = driver.wait_for_line("its port", chromedriver_port);
        Self { url: local(port), processes: vec![driver] }
    }

    fn firefox(folder: &Path) -> Self {
        let mut command = Command::new(program(&["geckodriver"]));
        // The system chooses both ports: with a fixed WebSocket port, only one browser could run at a time.
        command.args(["--port", "0", "--websocket-port", "0"]).env("TMPDIR", folder);
        let mut driver = Process::start(&command);
        let port = driver.wait_for_line("its port", |line| {
            line.split_once("Listening on 127.0.0.1:").and_then(|(_, rest)| port_at(rest))
        });
        Self { url: local(port), processes: vec![driver] }
    }

    fn webkit(folder: &Path) -> Self {
        let mut screen = Process::start(
            Command::new(program(&["Xvfb"]))
                .args("-displayfd 1 -screen 0 1280x1024x24 -nolisten tcp".split(' ')),
        );
        let display: u32 = screen.wait_for_line("its display", |line| line.trim().parse().ok());
        let mut bus = Process::start(Command::new(program(&["dbus-daemon"])).args([
            "--session",
            "--nofork",
            "--print-address",
        ]));
        let address =
            bus.wait_for_line("its address", |line| line.starts_with("unix:").then(|| line.to_owned()));
        // The WebKit processes meet in this folder, and insist that nobody else has access to it.
        let meeting = folder.join("run");
        fs::create_dir(&meeting)
            .and_then(|()| fs::set_permissions(&meeting, Permissions::from_mode(0o700)))
            .expect("the browser's folder should be writable");
        let port = free_port();
        let mut command = Command::new(program(&["WebKitWebDriver"]));
        command
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            .env("DISPLAY", format!(":{display}"))
            .env("DBUS_SESSION_BUS_ADDRESS", address)
            .env("XDG_RUNTIME_DIR", &meeting)
            .env("HOME", folder)
            .env("TMPDIR", folder)
            .env("GDK_BACKEND", "x11")
            // Its sandbox refuses to run as root, which is common for tests in a container.
            .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        let driver = Process::start(&command);
        let client = Client::new();
        wait_until("WebKitWebDriver to listen", || {
            block_on(client.get(format!("{}/status", local(port))).send()).is_ok()
        });
        Self { url: local(port), processes: vec![driver, bus, screen] }
    }
}

fn chromedriver_port(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ").and_then(|(_, rest)| port_at(rest))
}

fn local(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

fn port_at(text: &str) -> Option<u16> {
    text.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("the system should have a free port")
        .port()
}
