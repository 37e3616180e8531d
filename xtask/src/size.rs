//! Counts the bytes of a first visit to the sign-in page.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::{compress::beside, stamp::files_under};

/// A file that a first visit loads, with its sizes in bytes.
struct Loaded {
    name: String,
    raw: u64,
    /// The size sent to a browser that accepts Brotli.
    sent: u64,
}

/// Returns a table of all files that a first visit to `/` loads from `dist`.
pub(crate) fn table(dist: &Path) -> Result<String> {
    let files = sign_in_path(dist)?
        .into_iter()
        .map(|file| {
            let raw = fs::metadata(&file)?.len();
            let sent = fs::metadata(beside(&file, "br")).map_or(raw, |compressed| compressed.len());
            Ok(Loaded { name: file.strip_prefix(dist)?.display().to_string(), raw, sent })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(render(&files))
}

fn render(files: &[Loaded]) -> String {
    let width = files.iter().map(|file| file.name.len()).max().unwrap_or_default().max(12);
    let mut table = format!("  {:width$}  {:>9}  {:>9}\n", "sign-in path", "bytes", "brotli");
    for Loaded { name, raw, sent } in files {
        let _ = writeln!(table, "  {name:width$}  {raw:>9}  {sent:>9}");
    }
    let raw: u64 = files.iter().map(|file| file.raw).sum();
    let sent: u64 = files.iter().map(|file| file.sent).sum();
    let _ = write!(table, "  {:width$}  {raw:>9}  {sent:>9}", "total");
    table
}

/// Returns `index.html`, the files that it loads at once, the files that those load at once, and so on.
fn sign_in_path(dist: &Path) -> Result<Vec<PathBuf>> {
    let mut others: Vec<PathBuf> = files_under(dist)?
        .into_iter()
        .filter(|file| {
            // No page loads another one.
            !file.extension().is_some_and(|ending| ["br", "gz", "html"].iter().any(|other| ending == *other))
        })
        .collect();
    let mut path = vec![dist.join("index.html")];
    let mut read = 0;
    while let Some(file) = path.get(read) {
        read += 1;
        if !file.extension().is_some_and(|ending| ["html", "js", "css"].iter().any(|kind| ending == *kind)) {
            continue;
        }
        let text = fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))?;
        others.retain(|other| {
            let named =
                other.file_name().and_then(|name| name.to_str()).is_some_and(|name| loads(&text, name));
            if named {
                path.push(other.clone());
            }
            !named
        });
    }
    Ok(path)
}

/// Whether `text` names the file other than in a later `import(…)` or as the target of a link.
fn loads(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        let whole =
            before.ends_with(['/', '"', '\'', '(', '=', ' ']) && !after.starts_with(char::is_alphanumeric);
        let statement = &before[before.rfind([';', '\n', '<', '{']).map_or(0, |end| end + 1)..];
        whole && !statement.contains("import(") && !statement.starts_with("a ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_in_path_is_what_the_page_loads_and_what_that_loads_in_turn() {
        let dist = std::env::temp_dir().join(format!("latchkey-size-{}", std::process::id()));
        fs::create_dir_all(dist.join("snippets")).unwrap();
        let page = r#"<link rel="stylesheet" href="/main-1.css"><a href="/manual.html">Help</a>
            <script type="module" src="/boot-1.js"></script>"#;
        let files = [
            ("index.html", page),
            ("main-1.css", "@font-face { src: url(/text.woff2) }"),
            ("text.woff2", "font"),
            ("boot-1.js", r#"import start from "/app-1.js"; start("/app-1_bg.wasm");"#),
            ("app-1.js", "import './snippets/edge.js';\nconst open = () => import('./gallery-1.js');"),
            ("app-1_bg.wasm", "module"),
            ("app-1_bg.wasm.br", "mod"),
            ("snippets/edge.js", ""),
            ("gallery-1.js", ""),
            ("manual.html", ""),
        ];
        for (name, content) in files {
            fs::write(dist.join(name), content).unwrap();
        }
        let path = sign_in_path(&dist).unwrap();
        let mut names: Vec<_> =
            path.iter().map(|file| file.strip_prefix(&dist).unwrap().to_str().unwrap()).collect();
        names.sort_unstable();
        let table = table(&dist).unwrap();
        fs::remove_dir_all(&dist).unwrap();

        assert_eq!(
            names,
            [
                "app-1.js",
                "app-1_bg.wasm",
                "boot-1.js",
                "index.html",
                "main-1.css",
                "snippets/edge.js",
                "text.woff2"
            ]
        );
        let wasm = table.lines().find(|line| line.contains("wasm")).unwrap();
        assert_eq!(wasm.split_whitespace().collect::<Vec<_>>(), ["app-1_bg.wasm", "6", "3"]);
    }

    #[test]
    fn the_last_line_of_the_table_is_the_sum() {
        let files = [("index.html", 900, 400), ("app.wasm", 100_000, 60_000)]
            .map(|(name, raw, sent)| Loaded { name: name.to_owned(), raw, sent });
        let table = render(&files);
        let last: Vec<_> = table.lines().last().unwrap().split_whitespace().collect();
        assert_eq!(last, ["total", "100900", "60400"]);
    }
}
