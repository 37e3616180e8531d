//! The project's commands: `cargo xtask serve | dev | test | check | build | snapshots | conform | fuzz`.

mod app;
mod axe;
mod below;
mod commands;
mod compress;
mod conform;
mod debian;
mod dependencies;
mod dev;
mod digest;
mod fuzz;
mod length;
mod lints;
mod lockfile;
mod outcomes;
mod process;
mod program;
mod record;
#[cfg(test)]
mod rules;
mod schemathesis;
mod scripts;
mod shard;
mod size;
mod snapshots;
mod stamp;
mod steps;
mod styles;
mod suite;
mod third_party;
mod tools;
mod venv;
mod workspace;

use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use latchkey_core::route::Base;

use crate::{commands::Selection, shard::Shard, workspace::Workspace};

const USAGE: &str = "\
usage: cargo xtask <command>

  serve [--port N]   installs what is missing, builds the app and the backend, and serves both on port 8080 or N
  dev [--port N]     serves the demo in a development profile, rebuilds what you change and reloads the open page
  test [filter | --shard I/N]
                     installs what is missing, then runs formatting, lints and all tests, native and in browsers;
                     with a filter, only the tests whose names contain it; with --shard, one share of the
                     browser tests (share 1 also includes everything else)
  check              runs formatting, lints and native tests
  build [--public-url PATH]
                     builds dist/ for production: hashed, with integrity, precompressed; for the root of an origin
                     or for a path such as /auth/
  snapshots [options]
                     takes pictures of every state, into target/snapshots; axes and --state take one value or several,
                     separated by commas
                       --width 320,360,768,1280   --theme light,dark,high-contrast,forced-colors
                       --text 100,150,200         --direction ltr,rtl
                       --language en,pseudo       --brand latchkey,meadow,ember
                       --drawn off,on
                       --state ID   only these states
                       --out DIR    another output folder
                       --against DIST   also takes those of another build's dist/; fails if they differ
                       --accept     retakes only the pictures in tests/baselines
  conform --profile FILE --base URL [options]
                     checks a profile against its backend, without a browser; `conform --help` lists the options
  fuzz [seconds]     fuzzes the parsers and the classification, each for 180 s or the given time";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        ["serve", options @ ..] => port(options).and_then(|port| commands::serve(&prepare()?, port)),
        ["dev", options @ ..] => port(options).and_then(|port| dev::dev(&prepare()?, port)),
        ["test", options @ ..] => {
            selection(options).and_then(|selection| commands::test(&prepare()?, selection))
        }
        ["check"] => prepare().and_then(|workspace| commands::check(&workspace)),
        ["build", options @ ..] => base(options).and_then(|base| commands::build(&prepare()?, &base)),
        ["snapshots", options @ ..] => {
            snapshots::known(options).and_then(|()| snapshots::take(&prepare()?, options))
        }
        ["conform", options @ ..] => prepare().and_then(|workspace| conform::conform(&workspace, options)),
        ["fuzz", options @ ..] => seconds(options).and_then(|seconds| commands::fuzz(&prepare()?, seconds)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nfailed: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn prepare() -> Result<Workspace> {
    process::end_children_with_this_process()?;
    Workspace::find()
}

fn port(options: &[&str]) -> Result<u16> {
    let value = match options {
        [] => return Ok(8080),
        ["--port", value] => value,
        [option] => match option.strip_prefix("--port=") {
            Some(value) => value,
            None => bail!("`{option}` is not an option of this command\n\n{USAGE}"),
        },
        _ => bail!("this command takes only --port N\n\n{USAGE}"),
    };
    value.parse().with_context(|| format!("`{value}` is not a port"))
}

fn selection<'a>(options: &[&'a str]) -> Result<Selection<'a>> {
    match options {
        [] => Ok(Selection::All),
        ["--shard", shard] => Shard::parse(shard).map(Selection::Shard),
        [filter] if !filter.starts_with('-') => Ok(Selection::Named(filter)),
        [option] => match option.strip_prefix("--shard=") {
            Some(shard) => Shard::parse(shard).map(Selection::Shard),
            None => bail!("`{option}` is not an option of test\n\n{USAGE}"),
        },
        _ => bail!("test takes only part of a name, or --shard I/N\n\n{USAGE}"),
    }
}

fn base(options: &[&str]) -> Result<Base> {
    match options {
        [] => Ok(Base::default()),
        ["--public-url", value] => below::public_url(value),
        [option] => match option.strip_prefix("--public-url=") {
            Some(value) => below::public_url(value),
            None => bail!("`{option}` is not an option of build\n\n{USAGE}"),
        },
        _ => bail!("build takes only --public-url PATH\n\n{USAGE}"),
    }
}

fn seconds(options: &[&str]) -> Result<u32> {
    match options {
        [] => Ok(fuzz::SECONDS),
        [value] => value.parse().with_context(|| format!("`{value}` is not a number of seconds")),
        _ => bail!("fuzz takes only a number of seconds\n\n{USAGE}"),
    }
}

#[cfg(test)]
mod tests {
    use super::port;

    #[test]
    fn serve_listens_on_8080_unless_told_otherwise() {
        assert_eq!(port(&[]).unwrap(), 8080);
        assert_eq!(port(&["--port", "9000"]).unwrap(), 9000);
        assert_eq!(port(&["--port=9001"]).unwrap(), 9001);
    }

    #[test]
    fn a_port_that_is_none_is_refused_by_name() {
        for options in [&["--port", "http"][..], &["--port", "70000"], &["--port"], &["--host=x"]] {
            let refusal = format!("{:#}", port(options).unwrap_err());
            assert!(refusal.contains(options[options.len() - 1].trim_start_matches("--port=")), "{refusal}");
        }
    }
}
