//! The command-line arguments.

use std::{env, ffi::OsString, io::IsTerminal as _, path::PathBuf};

use serde_json::{Map, Value};
use url::Url;

/// The help text.
pub const USAGE: &str = "\
usage: latchkey-conform --profile FILE --base URL [options]

  --profile FILE           the profile
  --base URL               the backend's origin; with a path, it replaces the profile's own base
  --origin ORIGIN          the origin of the pages, if it isn't the backend's
  --page URL               a page with the meta element of the profile's csrf, if that isn't the origin's /
  --account NAME[:PASSWORD]
                           an account for this check; without a password here or in LATCHKEY_PASSWORD, it is asked for
  --code CODE              the code of the second step
  --code-from COMMAND|URL  a shell command that prints that code; or the URL of JSON that has it once it was sent, with
                           a JSON Pointer to it after a #
  --setting NAME=VALUE     a setting of the profile; may be repeated
  --json                   prints the result as JSON
  --record FILE            writes the profile, completed from what was seen

Exits with 0 if everything is as the profile says, 1 if something isn't, and 2 if the profile is refused or the
backend can't be reached. What it creates, it removes again if the profile has a way to.";

/// What to check, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The path of the profile.
    pub profile: PathBuf,
    /// The backend's origin; with a path, it replaces the profile's base.
    pub base: Option<Url>,
    /// The pages' origin, if it isn't the backend's.
    pub origin: Option<Url>,
    /// A page with the token against request forgery, if it isn't the origin's `/`.
    pub page: Option<Url>,
    /// The account to sign in with.
    pub account: Option<Account>,
    /// Where the code of a second step comes from.
    pub code: CodeSource,
    /// Values for the profile's settings.
    pub settings: Map<String, Value>,
    /// Whether to print the result as JSON.
    pub json: bool,
    /// Where to write a profile that is completed from what was seen.
    pub record: Option<PathBuf>,
}

/// An account to check with.
#[derive(Clone)]
pub struct Account {
    /// The name to sign in with.
    pub name: String,
    /// The password, if there is one.
    pub password: Option<String>,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Where the code of a second step comes from.
#[derive(Clone, Debug, Default)]
pub enum CodeSource {
    /// From the user at the terminal, if there is one.
    #[default]
    Asked,
    /// This code.
    Given(String),
    /// The output of this shell command.
    Command(String),
    /// The JSON at this URL, at the pointer in the fragment.
    Page(Url),
}

impl Options {
    /// Reads the arguments, without the program's name; `None` if they only ask for help.
    pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Option<Self>, lexopt::Error> {
        use lexopt::{Arg, ValueExt as _};

        let (mut profile, mut base, mut origin, mut page, mut account, mut record) =
            (None, None, None, None, None, None);
        let (mut code, mut settings, mut json) = (CodeSource::Asked, Map::new(), false);
        let mut parser = lexopt::Parser::from_args(arguments);
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("profile") => profile = Some(parser.value()?.into()),
                Arg::Long("base") => base = Some(parser.value()?.parse_with(read_url)?),
                Arg::Long("origin") => origin = Some(parser.value()?.parse_with(read_url)?),
                Arg::Long("page") => page = Some(parser.value()?.parse_with(read_url)?),
                Arg::Long("account") => account = Some(read_account(&parser.value()?.string()?)),
                Arg::Long("code") => code = CodeSource::Given(parser.value()?.string()?),
                Arg::Long("code-from") => code = read_source(parser.value()?.string()?),
                Arg::Long("setting") => {
                    let (name, value) = parser.value()?.parse_with(read_setting)?;
                    settings.insert(name, Value::String(value));
                }
                Arg::Long("json") => json = true,
                Arg::Long("record") => record = Some(parser.value()?.into()),
                Arg::Long("help") | Arg::Short('h') => return Ok(None),
                other @ (Arg::Long(_) | Arg::Short(_) | Arg::Value(_)) => return Err(other.unexpected()),
            }
        }
        let profile = profile.ok_or("--profile FILE is missing")?;
        Ok(Some(Self { profile, base, origin, page, account, code, settings, json, record }))
    }

    /// Completes the account's password from `LATCHKEY_PASSWORD` or by asking at the terminal, if there is
    /// one.
    pub fn complete_password(&mut self) -> std::io::Result<()> {
        let Some(account) = self.account.as_mut().filter(|account| account.password.is_none()) else {
            return Ok(());
        };
        account.password = match env::var("LATCHKEY_PASSWORD") {
            Ok(password) => Some(password),
            Err(_) if std::io::stdin().is_terminal() => {
                Some(rpassword::prompt_password(format!("Password of {}: ", account.name))?)
            }
            Err(_) => None,
        };
        Ok(())
    }
}

fn read_url(text: &str) -> Result<Url, &'static str> {
    let url = Url::parse(text).map_err(|_| "not a URL")?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err("neither http: nor https:");
    }
    Ok(url)
}

fn read_account(text: &str) -> Account {
    match text.split_once(':') {
        Some((name, password)) => Account { name: name.to_owned(), password: Some(password.to_owned()) },
        None => Account { name: text.to_owned(), password: None },
    }
}

fn read_source(text: String) -> CodeSource {
    match read_url(&text) {
        Ok(url) => CodeSource::Page(url),
        Err(_) => CodeSource::Command(text),
    }
}

fn read_setting(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once('=').ok_or("not NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Option<Options>, lexopt::Error> {
        Options::parse(words.iter().map(OsString::from))
    }

    #[test]
    fn every_option_has_its_place() {
        let options = parse(&[
            "--profile",
            "own.json",
            "--base",
            "https://id.example.test/api",
            "--account",
            "anna:a:b",
            "--setting",
            "tenant=x=y",
            "--code",
            "123456",
            "--json",
            "--record",
            "new.json",
        ])
        .unwrap()
        .unwrap();
        let account = options.account.unwrap();
        assert_eq!((account.name.as_str(), account.password.as_deref()), ("anna", Some("a:b")));
        assert_eq!(options.settings["tenant"], "x=y");
        assert_eq!(options.base.unwrap().path(), "/api");
        assert!(options.json && options.record.is_some());
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        for (words, named) in [
            (&["--base", "http://localhost"][..], "--profile"),
            (&["--profile", "a", "--base", "localhost"], "localhost"),
            (&["--profile", "a", "--setting", "x"], "NAME=VALUE"),
            (&["--profile", "a", "--sate"], "--sate"),
        ] {
            let error = parse(words).unwrap_err().to_string();
            assert!(error.contains(named), "{error}");
        }
    }

    #[test]
    fn an_account_that_is_printed_for_a_developer_keeps_its_password() {
        let account = read_account("anna:hunter2hunter2");
        assert!(!format!("{account:?}").contains("hunter2"));
    }
}
