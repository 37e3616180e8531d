//! The style sheets of the app's programs, each bundled with its imports into one file.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};

/// The style sheet of each program of the app.
pub(crate) const SHEETS: [&str; 4] = ["main.css", "portal.css", "gallery.css", ELEMENT];

/// The style sheet of the program in a shadow tree, whose root isn't the document's.
pub(crate) const ELEMENT: &str = "element.css";

/// Writes the style sheets, with their imports inlined, to where the pages expect them.
pub(crate) fn bundle(root: &Path) -> Result<()> {
    // Not in the caller's build folder: the path is in index.html.
    let folder = root.join("target/style");
    fs::create_dir_all(&folder)?;
    for name in SHEETS {
        let text =
            if name == ELEMENT { element(root)? } else { with_imports(&root.join("style").join(name))?.0 };
        fs::write(folder.join(name), text)
            .with_context(|| format!("target/style/{name} can't be written"))?;
    }
    Ok(())
}

/// Returns the style sheet of the program in a shadow tree, with its imports inlined.
pub(crate) fn element(root: &Path) -> Result<String> {
    let (text, _) = with_imports(&root.join("style").join(ELEMENT))?;
    Ok(within_shadow_tree(&text))
}

/// Rewrites rules for the document's root as rules for the root of a shadow tree.
fn within_shadow_tree(text: &str) -> String {
    text.replace(":root", ":host").replace("\nhtml {", "\n:host {")
}

/// Returns a style sheet's text with its imports inlined, and the files it is made of.
pub(crate) fn with_imports(file: &Path) -> Result<(String, Vec<PathBuf>)> {
    let mut text = String::new();
    let mut files = Vec::new();
    append(file, &mut text, &mut files)?;
    Ok((text, files))
}

fn append(file: &Path, text: &mut String, files: &mut Vec<PathBuf>) -> Result<()> {
    if files.iter().any(|known| known == file) {
        bail!("{} is imported twice", file.display());
    }
    files.push(file.to_path_buf());
    let source = fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))?;
    for line in source.lines() {
        let Some(import) = line.trim_start().strip_prefix("@import") else {
            text.push_str(line);
            text.push('\n');
            continue;
        };
        let Some((name, layer)) = target_and_layer(import) else {
            bail!("{}: `{line}` is not of the form @import \"file.css\" layer(name);", file.display());
        };
        if let Some(layer) = layer {
            text.push_str("@layer ");
            text.push_str(layer);
            text.push_str(" {\n");
        }
        append(&file.with_file_name(name), text, files)?;
        if layer.is_some() {
            text.push_str("}\n");
        }
    }
    Ok(())
}

/// Splits ` "file.css" layer(name);` into its parts. The layer is optional.
fn target_and_layer(import: &str) -> Option<(&str, Option<&str>)> {
    let import = import.trim().strip_suffix(';')?.trim_end();
    let import = import.strip_prefix("url(").map_or(import, |rest| rest.trim_start());
    let quote = import.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let (name, rest) = import[1..].split_once(quote)?;
    let rest = rest.trim_start_matches(')').trim();
    if rest.is_empty() {
        return Some((name, None));
    }
    Some((name, Some(rest.strip_prefix("layer(")?.strip_suffix(')')?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_stand_in_their_places_and_layers() {
        let folder = std::env::temp_dir().join(format!("latchkey-styles-{}", std::process::id()));
        fs::create_dir_all(folder.join("component")).unwrap();
        let main = folder.join("main.css");
        fs::write(&main, "@layer base, component;\n@import \"tokens.css\";\n@import 'component/all.css' layer(component);\n")
            .unwrap();
        fs::write(folder.join("tokens.css"), ":root { --ink: black }").unwrap();
        fs::write(folder.join("component/all.css"), "@import \"button.css\";").unwrap();
        fs::write(folder.join("component/button.css"), "button { color: var(--ink) }").unwrap();
        let (text, files) = with_imports(&main).unwrap();
        fs::remove_dir_all(&folder).unwrap();

        assert_eq!(
            text,
            "@layer base, component;\n:root { --ink: black }\n\
             @layer component {\nbutton { color: var(--ink) }\n}\n"
        );
        assert_eq!(files.len(), 4);
    }

    #[test]
    fn what_the_document_s_root_has_is_had_by_the_element_of_a_shadow_tree() {
        let styles = "@media (prefers-contrast: more) {\n  :root {\n  }\n}\nhtml {\n}\n.html {\n}\n";
        let within = "@media (prefers-contrast: more) {\n  :host {\n  }\n}\n:host {\n}\n.html {\n}\n";
        assert_eq!(within_shadow_tree(styles), within);
    }

    #[test]
    fn an_import_under_a_condition_is_not_taken_for_one_without() {
        assert_eq!(target_and_layer(" \"print.css\" print;"), None);
        assert_eq!(target_and_layer(" \"a.css\" layer(page);"), Some(("a.css", Some("page"))));
        assert_eq!(target_and_layer(" url(\"a.css\") layer(page);"), Some(("a.css", Some("page"))));
    }
}
