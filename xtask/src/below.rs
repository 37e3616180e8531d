//! Moves the app below a path of its origin. Its pages refer to their files by absolute paths, and everything else
//! uses the member `base` of their configuration. So a build for the root is moved by changing only the pages.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, bail};
use latchkey_core::route::Base;

use crate::{
    compress::beside,
    stamp::{copy_files, files_under},
};

/// What the configuration of a page at the root contains.
const AT_THE_ROOT: &str = "\"base\": \"/\"";

/// Reads `--public-url`: a path such as `/auth/`.
pub(crate) fn public_url(text: &str) -> Result<Base> {
    Base::parse(text).with_context(|| format!("`{text}` is not a plain path such as /auth/"))
}

/// Moves the pages in a folder from the root to `base`, and removes their compressed copies.
pub(crate) fn move_pages(folder: &Path, base: &Base) -> Result<()> {
    for file in files_under(folder)? {
        if file.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let page = fs::read_to_string(&file)?;
        let moved = moved(&page, base).with_context(|| format!("{} can't be moved", file.display()))?;
        fs::write(&file, moved).with_context(|| format!("{} can't be written", file.display()))?;
        for ending in ["br", "gz"] {
            let copy = beside(&file, ending);
            if copy.exists() {
                fs::remove_file(copy)?;
            }
        }
    }
    Ok(())
}

/// Copies the built app to `copy`, moved to `base`.
pub(crate) fn copy_moved(dist: &Path, copy: &Path, base: &Base) -> Result<()> {
    if copy.exists() {
        fs::remove_dir_all(copy)?;
    }
    copy_files(dist, copy)?;
    move_pages(copy, base)
}

fn moved(page: &str, base: &Base) -> Result<String> {
    if page.matches(AT_THE_ROOT).count() != 1 {
        bail!("its configuration should contain `{AT_THE_ROOT}` exactly once");
    }
    let mut page = page.replace(AT_THE_ROOT, &format!("\"base\": \"{}\"", base.address("/")));
    for attribute in ["href", "src"] {
        // The values are quoted or, in a minified page, bare.
        for begin in ["=", "=\"", "='"] {
            let (from, to) =
                (format!(" {attribute}{begin}/"), format!(" {attribute}{begin}{}", base.address("/")));
            page = page.replace(&from, &to);
        }
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_moved_with_all_that_it_names_and_nothing_else() {
        let base = public_url("/auth").unwrap();
        let page = "<link href=/main-1.css rel=stylesheet><script src=\"/boot-1.js\"></script><a href>Again</a>\
                    <script type=application/json>{ \"base\": \"/\", \"api\": \"/api\" }</script><path d=\"M1/2\">";
        let moved_page = "<link href=/auth/main-1.css rel=stylesheet><script src=\"/auth/boot-1.js\"></script>\
                          <a href>Again</a><script type=application/json>{ \"base\": \"/auth/\", \"api\": \"/api\" }\
                          </script><path d=\"M1/2\">";
        assert_eq!(moved(page, &base).unwrap(), moved_page);
        assert_eq!(moved(page, &Base::default()).unwrap(), page);
        assert!(moved(moved_page, &base).is_err(), "it isn't built for the root");
    }

    #[test]
    fn the_compressed_pages_of_the_root_are_not_served_below_a_path() {
        let folder = std::env::temp_dir().join(format!("latchkey-below-{}", std::process::id()));
        let (dist, copy) = (folder.join("dist"), folder.join("copy"));
        fs::create_dir_all(dist.join("gallery")).unwrap();
        for file in ["index.html", "gallery/index.html"] {
            fs::write(dist.join(file), "{ \"base\": \"/\" }").unwrap();
        }
        for file in ["index.html.br", "index.html.gz", "app-1.js", "app-1.js.br"] {
            fs::write(dist.join(file), "unchanged").unwrap();
        }
        copy_moved(&dist, &copy, &public_url("/auth/").unwrap()).unwrap();
        let names: Vec<_> = files_under(&copy)
            .unwrap()
            .iter()
            .map(|file| file.strip_prefix(&copy).unwrap().to_string_lossy().into_owned())
            .collect();
        let page = fs::read_to_string(copy.join("gallery/index.html")).unwrap();
        fs::remove_dir_all(&folder).unwrap();

        assert_eq!(names, ["app-1.js", "app-1.js.br", "gallery/index.html", "index.html"]);
        assert_eq!(page, "{ \"base\": \"/auth/\" }");
    }

    #[test]
    fn an_address_of_another_origin_is_no_public_url() {
        for text in ["https://example.test/auth/", "auth/", "//example.test/", "/a b/"] {
            assert!(public_url(text).is_err(), "{text}");
        }
    }
}
