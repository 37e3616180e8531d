//! `cargo xtask conform`: checks a profile against its backend, without a browser.

use std::env;
use std::process::ExitCode;

use latchkey_conform::{Options, run};

/// Exit status: something isn't as the profile says.
const FINDINGS: u8 = 1;
/// Exit status: nothing could be checked.
const UNABLE: u8 = 2;

fn main() -> ExitCode {
    match check() {
        Ok(status) => status,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(UNABLE)
        }
    }
}

fn check() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let Some(mut options) = Options::parse(env::args_os().skip(1))? else {
        println!("{}", latchkey_conform::USAGE);
        return Ok(ExitCode::SUCCESS);
    };
    options.complete_password()?;
    let is_json = options.json;
    let report = run(options)?;
    if is_json {
        println!("{:#}", report.to_json());
    } else {
        print!("{report}");
    }
    Ok(if report.findings() == 0 { ExitCode::SUCCESS } else { ExitCode::from(FINDINGS) })
}
