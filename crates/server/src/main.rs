//! Starts the reference backend and stops it on SIGINT or SIGTERM.

use std::{env, io::Write, process::ExitCode};

use latchkey_server::{
    config::{Config, USAGE},
    seeds,
    server::Server,
};
use tokio::signal::unix::{SignalKind, signal};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).with_writer(std::io::stderr).init();
    match start() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("latchkey-server: {error}");
            ExitCode::FAILURE
        }
    }
}

fn start() -> Outcome {
    let Some(config) = Config::parse(env::args_os().skip(1))? else {
        println!("{USAGE}");
        return Ok(());
    };
    let runtime = tokio::runtime::Runtime::new()?;
    let outcome = runtime.block_on(run(&config));
    // A hanging connection or a password that is being hashed mustn't keep the process alive.
    runtime.shutdown_background();
    outcome
}

async fn run(config: &Config) -> Outcome {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let server = Server::bind(config).await?;
    announce(config, server.port())?;
    tokio::select! {
        ended = server.run() => { ended?; }
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}

fn announce(config: &Config, port: u16) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    if config.demo {
        for seed in &seeds::ACCOUNTS {
            writeln!(out, "{:<20} {}, {}", seed.name, seed.display_name, seed.role())?;
        }
        if config.users > 0 {
            writeln!(out, "and {} more, such as {}", config.users, seeds::somebody())?;
        }
        writeln!(out, "password for all:    {}", seeds::PASSWORD)?;
    }
    writeln!(out, "ready on http://localhost:{port}")?;
    out.flush()
}
