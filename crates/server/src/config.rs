//! The backend's configuration.

use std::{ffi::OsString, path::PathBuf};

use latchkey_core::route::Base;
use url::Url;

/// The text of `--help`.
pub const USAGE: &str = "\
Usage: latchkey-server [options]

  --demo               seed accounts, and serve /dev
  --users <number>     with --demo: how many more accounts a new database gets (100000)
  --port <port>        the port on localhost, 0 for any free port (8080)
  --database <path>    the SQLite file, or :memory: (latchkey.sqlite)
  --dist <folder>      the built app
  --prefix <path>      the path that the app was built for (/); the API stays at /api
  --site <folder>      with --prefix: the application's own pages, beside the app
  --frame-ancestor <origin>
                       an origin whose pages may frame sign-in and set-up; may be given several times
  --origin <origin>    the origin that browsers see (http://localhost:<port>)
  --help               prints this text";

/// What the backend is started with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Whether to seed accounts and answer under `/dev`.
    pub demo: bool,
    /// How many further accounts a new database gets in demo mode.
    pub users: u32,
    /// The port on localhost; 0 for any free port.
    pub port: u16,
    /// The SQLite file, or `:memory:`.
    pub database: PathBuf,
    /// The folder with the built app, if the backend is to serve it.
    pub dist: Option<PathBuf>,
    /// The path that the app is served under.
    pub prefix: Base,
    /// The folder with the application's own pages, which are served outside `prefix`.
    pub site: Option<PathBuf>,
    /// The origins whose pages may frame sign-in and set-up.
    pub frame_ancestors: Vec<Url>,
    /// The origin that browsers see, if it isn't `http://localhost:<port>`.
    pub origin: Option<Url>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            demo: false,
            users: 100_000,
            port: 8080,
            database: "latchkey.sqlite".into(),
            dist: None,
            prefix: Base::default(),
            site: None,
            frame_ancestors: Vec::new(),
            origin: None,
        }
    }
}

impl Config {
    /// Parses the arguments, without the program's name; `None` if they ask for help.
    pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Option<Self>, lexopt::Error> {
        use lexopt::{Arg, ValueExt};

        let mut config = Self::default();
        let mut users = None;
        let mut parser = lexopt::Parser::from_args(arguments);
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("demo") => config.demo = true,
                Arg::Long("users") => users = Some(parser.value()?.parse()?),
                Arg::Long("port") => config.port = parser.value()?.parse()?,
                Arg::Long("database") => config.database = parser.value()?.into(),
                Arg::Long("dist") => config.dist = Some(parser.value()?.into()),
                Arg::Long("prefix") => config.prefix = parser.value()?.parse_with(read_prefix)?,
                Arg::Long("site") => config.site = Some(parser.value()?.into()),
                Arg::Long("frame-ancestor") => {
                    config.frame_ancestors.push(parser.value()?.parse_with(read_origin)?);
                }
                Arg::Long("origin") => config.origin = Some(parser.value()?.parse_with(read_origin)?),
                Arg::Long("help") | Arg::Short('h') => return Ok(None),
                other @ (Arg::Long(_) | Arg::Short(_) | Arg::Value(_)) => return Err(other.unexpected()),
            }
        }
        if config.site.is_some() && config.prefix == Base::default() {
            return Err("--site requires --prefix".into());
        }
        match users {
            Some(_) if !config.demo => return Err("--users requires --demo".into()),
            Some(users) => config.users = users,
            None => {}
        }
        Ok(Some(config))
    }
}

fn read_prefix(text: &str) -> Result<Base, &'static str> {
    Base::parse(text).ok_or("not a plain path such as /auth/")
}

fn read_origin(text: &str) -> Result<Url, &'static str> {
    let url = Url::parse(text).map_err(|_| "not a URL")?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err("neither http: nor https:");
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err("an origin can't have a path");
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Option<Config>, lexopt::Error> {
        Config::parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn every_option_has_its_place() {
        let config = parse(
            "--users 7 --demo --port 0 --database :memory: --dist dist --prefix /auth/ --site pages \
             --frame-ancestor https://shop.example.test --origin https://id.example.test \
             --frame-ancestor http://localhost:3000",
        );
        assert_eq!(
            config.unwrap().unwrap(),
            Config {
                demo: true,
                users: 7,
                port: 0,
                database: ":memory:".into(),
                dist: Some("dist".into()),
                prefix: Base::parse("/auth").unwrap(),
                site: Some("pages".into()),
                frame_ancestors: vec![
                    Url::parse("https://shop.example.test").unwrap(),
                    Url::parse("http://localhost:3000").unwrap(),
                ],
                origin: Some(Url::parse("https://id.example.test").unwrap()),
            }
        );
    }

    #[test]
    fn without_options_it_is_no_demonstration() {
        assert!(!parse("").unwrap().unwrap().demo);
    }

    #[test]
    fn an_origin_with_a_path_is_refused() {
        assert!(parse("--origin https://example.test/app").is_err());
        assert!(parse("--origin ftp://example.test").is_err());
        assert!(parse("--frame-ancestor https://example.test/app").is_err());
    }

    #[test]
    fn a_prefix_that_is_no_plain_path_is_refused() {
        assert!(parse("--prefix auth").is_err());
        assert!(parse("--prefix /a/../b").is_err());
    }

    #[test]
    fn an_unknown_option_is_refused() {
        assert!(parse("--verbose").is_err());
        assert!(parse("--users 7").is_err(), "there are none without --demo");
        assert!(parse("--site pages").is_err(), "the app has the origin to itself");
        assert!(parse("file").is_err());
    }
}
