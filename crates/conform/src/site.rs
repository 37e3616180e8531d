//! Where the backend is, and which origin the pages claim to have.

use url::Url;

/// The addresses that all visitors share.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    /// The prefix of all calls' paths.
    pub(crate) base: String,
    /// The pages' origin, as browsers send it: without a trailing slash.
    pub(crate) origin: String,
    /// A page on the pages' origin.
    pub(crate) page: Url,
}

impl Site {
    /// Creates a site. A `given` base replaces the profile's `own` if `given` has a path or `own` an origin.
    pub(crate) fn new(
        given: Option<&Url>,
        own: &str,
        origin: Option<&Url>,
        page: Option<&Url>,
    ) -> Result<Self, String> {
        let base = match (given, Url::parse(own)) {
            (Some(given), Err(_)) if given.path() == "/" => {
                given.join(if own.is_empty() { "/" } else { own }).map_err(|error| error.to_string())?
            }
            (Some(given), _) => given.clone(),
            (None, Ok(own)) => own,
            (None, Err(_)) => return Err("--base URL is missing: the profile names no origin".to_owned()),
        };
        let pages = origin.unwrap_or(&base);
        let page = match page {
            Some(page) => page.clone(),
            None => pages.join("/").map_err(|error| error.to_string())?,
        };
        Ok(Self {
            base: base.as_str().trim_end_matches('/').to_owned(),
            origin: pages.origin().ascii_serialization(),
            page,
        })
    }

    /// Returns the pages' host, which the relying party ID is, or is the end of.
    pub(crate) fn host(&self) -> String {
        Url::parse(&self.origin).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(given: Option<&str>, own: &str) -> Result<String, String> {
        let given = given.map(|given| Url::parse(given).unwrap());
        Site::new(given.as_ref(), own, None, None).map(|site| site.base)
    }

    #[test]
    fn a_base_with_a_path_takes_the_place_of_the_profile_s() {
        for (given, own, expected) in [
            (Some("http://localhost:8080"), "/api", "http://localhost:8080/api"),
            (Some("http://localhost:8080/"), "", "http://localhost:8080"),
            (Some("http://localhost:8080/v2/"), "/api", "http://localhost:8080/v2"),
            (Some("http://localhost:8080"), "https://id.example.test/api", "http://localhost:8080"),
            (None, "https://id.example.test/api", "https://id.example.test/api"),
        ] {
            assert_eq!(base(given, own).as_deref(), Ok(expected), "{given:?} {own}");
        }
        assert!(base(None, "/api").unwrap_err().contains("--base"));
    }

    #[test]
    fn the_pages_may_be_at_another_origin() {
        let (base, origin) =
            (Url::parse("http://127.0.0.1:3000").unwrap(), Url::parse("http://localhost:8080/x").unwrap());
        let site = Site::new(Some(&base), "/api", Some(&origin), None).unwrap();
        assert_eq!((site.origin.as_str(), site.host().as_str()), ("http://localhost:8080", "localhost"));
        assert_eq!(site.page.as_str(), "http://localhost:8080/");
    }
}
