//! The check as a whole: reads the profile, goes through it, and puts the report together.

use std::fs;
use std::path::{Path, PathBuf};

use latchkey_core::profile::{Operation, Profile, Refusal};
use serde_json::Value;

use crate::advice;
use crate::check::{self, Check};
use crate::offers::without;
use crate::options::Options;
use crate::record;
use crate::report::Report;
use crate::site::Site;

/// Why there was nothing to check.
#[derive(Debug, thiserror::Error)]
pub enum Unable {
    /// An argument can't be used.
    #[error("{0}")]
    Argument(String),
    /// A file can't be read or written.
    #[error("{}: {error}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The profile is no JSON.
    #[error("{}: no JSON: {error}", file.display())]
    Json {
        /// The file.
        file: PathBuf,
        /// Where, and why.
        error: serde_json::Error,
    },
    /// The profile is refused.
    #[error("{}", refused(file, refusals))]
    Profile {
        /// The file.
        file: PathBuf,
        /// All that is wrong with it.
        refusals: Vec<Refusal>,
    },
    /// A setting is none of the profile's.
    #[error("--setting {0}")]
    Setting(String),
    /// The backend doesn't answer.
    #[error("{url} can't be reached: {why}")]
    Unreachable {
        /// What was called.
        url: String,
        /// Why.
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

/// Checks a profile against its backend. What it creates it removes again, where it can.
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
        let words =
            "the profile signs in with a password: it takes --account NAME and, in LATCHKEY_PASSWORD, that";
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
    // Options to verify somebody are those of a sign-in where a profile has none of their own.
    let missing = Operation::ALL.into_iter().filter(|operation| !check.profile.has(*operation));
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
