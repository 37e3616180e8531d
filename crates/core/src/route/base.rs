//! Where the app's addresses start: at the root of the origin, or below one of its paths.

/// The path that all of the app's addresses are below.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// Accepts `/` and paths such as `/auth/`, with or without the trailing slash. Refuses anything that
    /// isn't a plain path: a browser, a server and a router must all read it the same way.
    pub fn parse(path: &str) -> Option<Self> {
        let inner = path.strip_prefix('/')?;
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        let is_plain = |segment: &str| {
            !segment.is_empty()
                && !segment.starts_with('.')
                && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte))
        };
        if inner.is_empty() {
            return Some(Self::default());
        }
        inner.split('/').all(is_plain).then(|| Self(["/", inner].concat()))
    }

    /// Returns the path without its trailing slash: empty at the root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the address of one of the app's paths.
    pub fn address(&self, path: &str) -> String {
        [&self.0, path].concat()
    }

    /// Returns the path in the app that an address leads to; `None` for an address that isn't the app's.
    pub fn path_of<'a>(&self, address: &'a str) -> Option<&'a str> {
        let path = address.strip_prefix(&self.0)?;
        match path.bytes().next() {
            None => Some("/"),
            Some(b'/') => Some(path),
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_the_root_or_a_plain_path() {
        for (path, base) in [
            ("/", Some("")),
            ("/auth", Some("/auth")),
            ("/auth/", Some("/auth")),
            ("/my/log-in_2.0~x/", Some("/my/log-in_2.0~x")),
            ("", None),
            ("auth/", None),
            ("//evil.example/", None),
            ("/a//b/", None),
            ("/../", None),
            ("/a/./b/", None),
            ("/a?b/", None),
            ("/a b/", None),
            ("/a%2Fb/", None),
            ("https://evil.example/", None),
        ] {
            assert_eq!(Base::parse(path).as_ref().map(Base::as_str), base, "{path}");
        }
    }

    #[test]
    fn addresses_are_below_it_and_lead_back_to_the_paths_of_the_app() {
        let (root, below) = (Base::default(), Base::parse("/auth/").unwrap_or_default());
        assert_eq!(
            (root.address("/set-up"), below.address("/set-up")),
            ("/set-up".into(), "/auth/set-up".into())
        );
        for (address, path) in [
            ("/auth", Some("/")),
            ("/auth/", Some("/")),
            ("/auth/account?a=/b", Some("/account?a=/b")),
            ("/authors", None),
            ("/account", None),
        ] {
            assert_eq!(below.path_of(address), path, "{address}");
        }
        assert_eq!((root.path_of("/"), root.path_of("/account")), (Some("/"), Some("/account")));
    }
}
