//! The check as a whole: reads the profile, goes through it, and assembles the report.

use std::fs;
use std::path::{Path, PathBuf};

use latchkey_core::call::Operation;
use latchkey_core::profile::{Profile, Refusal};
use serde_json::Value;

use crate::advice;
use crate::check::{self, Check};
use crate::offers::without;
use crate::options::Options;
use crate::record;
use crate::report::Report;
use crate::site::Site;

/// Why nothing could be checked.
#[derive(Debug, thiserror::Error)]
pub enum Unable {
    /// An argument can't be used.
    #[error("{0}")]
    Argument(String),
    /// A file can't be read or written.
    #[error("{}: {error}", file.display())]
    File {
        /// The path of the file.
        file: PathBuf,
        /// The cause.
        error: std::io::Error,
    },
    /// The profile isn't JSON.
    #[error("{}: not JSON: {error}", file.display())]
    Json {
        /// The path of the profile.
        file: PathBuf,
        /// Where it isn't JSON, and why.
        error: serde_json::Error,
    },
    /// The profile is refused.
    #[error("{}", refused(file, refusals))]
    Profile {
        /// The path of the profile.
        file: PathBuf,
        /// Everything that is wrong with it.
        refusals: Vec<Refusal>,
    },
    /// A setting isn't one of the profile's.
    #[error("--setting {0}")]
    Setting(String),
    /// The backend doesn't answer.
    #[error("{url} can't be reached: {why}")]
    Unreachable {
        /// The URL that was called.
        url: String,
        /// Why there was no answer.
        why: String,
    },
}

fn refused(file: &Path, refusals: &[Refusal]) -> String {
    let lines = refusals.iter().map(|Refusal { at, expected }| {
        let at = if at.is_empty() { "the profile" } else { at };
        format!("\n  {at}: expected {expected}")
    });
    format!("{} is refused:{}", file.display(), lines.collect::<String>())
}

/// Checks a profile against its backend. What this creates, it removes again if it can.
pub fn run(options: Options) -> Result<Report, Unable> {
    let document = read(&options.profile)?;
    let document =
        if options.record.is_some() { record::completed(document, &options.profile) } else { document };
    let refused = |refusals| Unable::Profile { file: options.profile.clone(), refusals };
    let profile = Profile::read(document.clone()).map_err(refused)?;
    let settings = Value::Object(options.settings.clone());
    let profile = profile.with_settings(&settings).map_err(|refusals| {
        let refusals =
            refusals.iter().map(|Refusal { at, expected }| format!("{}: expected {expected}", &at[1..]));
        Unable::Setting(refusals.collect::<Vec<_>>().join("; "))
    })?;
    let site =
        Site::new(options.base.as_ref(), &profile.base(), options.origin.as_ref(), options.page.as_ref())
            .map_err(Unable::Argument)?;
    if profile.has(Operation::Password)
        && options.account.as_ref().is_none_or(|account| account.password.is_none())
    {
        let words = "the profile signs in with a password: give --account NAME and set LATCHKEY_PASSWORD";
        return Err(Unable::Argument(words.to_owned()));
    }
    let record = options.record.clone();
    let mut check = Check::new(profile, site, options);
    check::all(&mut check)?;
    advice::give(&mut check.rows);
    if let Some(file) = record {
        let learned = record::learned(
            document,
            &check.rows,
            check.options.account.as_ref().map(|account| account.name.as_str()),
        );
        let text = serde_json::to_string_pretty(&learned)
            .map_err(|error| Unable::Json { file: file.clone(), error })?;
        fs::write(&file, text + "\n").map_err(|error| Unable::File { file, error })?;
    }
    Ok(report(check))
}

fn report(check: Check) -> Report {
    // If a profile has no options of its own for a verification, those of a sign-in are used.
    let missing = Operation::of_profiles().filter(|operation| !check.profile.has(*operation));
    Report {
        profile: check.profile.id(),
        base: check.site.base.clone(),
        origin: check.site.origin.clone(),
        missing: missing.map(|operation| (operation, without(operation))).collect(),
        cannot_tell: check.profile.cannot_tell(),
        rows: check.rows,
        left_behind: check.left_behind,
    }
}

fn read(file: &Path) -> Result<Value, Unable> {
    let text = fs::read_to_string(file).map_err(|error| Unable::File { file: file.to_owned(), error })?;
    serde_json::from_str(&text).map_err(|error| Unable::Json { file: file.to_owned(), error })
}
