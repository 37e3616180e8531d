//! Third-party backends, as their registries distribute them. `cargo xtask test` installs them, and
//! `tests/third_party` holds the wiring of each.

use std::fmt;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use crate::installed::from_environment;
use crate::process::Process;

/// A third-party backend.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ThirdParty {
    /// better-auth with its passkey plugin.
    BetterAuth,
    /// django-allauth, headless.
    DjangoAllauth,
    /// python-fido2's example server.
    PythonFido2,
    /// `SimpleWebAuthn` behind Express.
    SimpleWebAuthn,
    /// webauthn-rs, as in its tutorial.
    WebauthnRsTutorial,
}

impl ThirdParty {
    /// Returns the name of its wiring and its profile.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BetterAuth => "better-auth",
            Self::DjangoAllauth => "django-allauth",
            Self::PythonFido2 => "python-fido2",
            Self::SimpleWebAuthn => "simplewebauthn",
            Self::WebauthnRsTutorial => "webauthn-rs-tutorial",
        }
    }

    /// Starts it for pages at an origin, with a new database, and waits until it is ready.
    ///
    /// # Panics
    /// If it isn't installed or doesn't become ready.
    pub(crate) fn start(self, origin: &str) -> Running {
        let folder =
            TempDir::with_prefix("latchkey-backend-").expect("a temporary folder should be writable");
        let mut command = self.command(origin);
        command.env("SITE_DATABASE", folder.path().join("site.sqlite3"));
        // Otherwise Python buffers its output, because it doesn't go to a terminal.
        command.env("PYTHONUNBUFFERED", "1");
        let mut process = Process::start(&command);
        let address = |line: &str| {
            let (_, port) = line.split_once("http://127.0.0.1:")?;
            Some(format!("http://127.0.0.1:{}", port.trim()))
        };
        // On a busy machine they take longer, so wait twice.
        let in_time = process.find_line(address);
        let address = in_time.unwrap_or_else(|| process.wait_for_line("`http://127.0.0.1:N`", address));
        Running { process, address, _folder: folder }
    }

    fn command(self, origin: &str) -> Command {
        let mut command;
        match self {
            Self::BetterAuth | Self::SimpleWebAuthn => {
                command = Command::new("node");
                command.current_dir(self.folder()).args(["server.mjs", origin]);
            }
            Self::DjangoAllauth => {
                command = Command::new(self.folder().join("venv/bin/python"));
                command.current_dir(self.folder()).arg("serve.py");
            }
            Self::PythonFido2 => {
                command = Command::new(self.folder().join("venv/bin/python"));
                // The application is the example itself; Flask chooses the port.
                command.current_dir(self.folder().join("fido2-2.2.1/examples/server"));
                command.args(["-m", "flask", "--app", "server.server", "run", "--port", "0"]);
            }
            Self::WebauthnRsTutorial => {
                command = Command::new(from_environment("LATCHKEY_WEBAUTHN_RS", "webauthn-rs' tutorial"));
                command.arg(origin);
            }
        }
        command
    }

    fn folder(self) -> PathBuf {
        from_environment("LATCHKEY_THIRD_PARTY", "the folder of the backends of others").join(self.name())
    }
}

impl fmt::Display for ThirdParty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A running backend. It ends, and forgets everything, when this is dropped.
pub(crate) struct Running {
    process: Process,
    /// The address that it listens on, `http://127.0.0.1:N`.
    pub(crate) address: String,
    // Dropped after the process, which writes into it.
    _folder: TempDir,
}

impl Running {
    /// Returns everything that it has printed.
    pub(crate) fn log(&self) -> String {
        self.process.log()
    }
}
