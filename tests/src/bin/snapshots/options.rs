//! The command-line options.

use std::path::PathBuf;

use latchkey_tests::picture::Choice;

/// What to take, and what to do with it.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Options {
    pub(crate) axes: Choice,
    /// The IDs of the states; if empty, all states.
    pub(crate) states: Vec<String>,
    /// The folder for the pictures.
    pub(crate) out: PathBuf,
    /// The `dist` of another build, to compare with.
    pub(crate) against: Option<PathBuf>,
    /// Whether to retake the pictures in the repository instead.
    pub(crate) accept: bool,
}

impl Options {
    /// Parses `--name value` and `--name=value`. `out` is the default folder for the pictures.
    pub(crate) fn parse(words: &[String], out: PathBuf) -> Result<Self, String> {
        let mut options = Self { out, ..Self::default() };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let Some(option) = word.strip_prefix("--") else { return Err(format!("`{word}` is no option")) };
            if option == "accept" {
                options.accept = true;
                continue;
            }
            let (name, value) = match option.split_once('=') {
                Some((name, value)) => (name, value),
                None => (option, words.next().ok_or_else(|| format!("`{word}` takes a value"))?.as_str()),
            };
            match name {
                "state" => options.states = value.split(',').map(str::to_owned).collect(),
                "out" => options.out = value.into(),
                "against" => options.against = Some(value.into()),
                axis if options.axes.set(axis, value)? => {}
                _ => return Err(format!("`{word}` is no option")),
            }
        }
        if options.accept && words_besides_accept(&options) {
            return Err(
                "--accept takes the pictures of the repository, which nothing else can change".to_owned()
            );
        }
        Ok(options)
    }
}

fn words_besides_accept(options: &Options) -> bool {
    let alone = Options { out: options.out.clone(), accept: true, ..Options::default() };
    *options != alone
}

#[cfg(test)]
mod tests {
    use latchkey_tests::picture::name;

    use super::*;

    fn parse(line: &str) -> Result<Options, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Options::parse(&words, "target/snapshots".into())
    }

    #[test]
    fn axes_states_and_folders_are_read_with_and_without_an_equals_sign() {
        let options = parse("--theme dark --width=320 --state A1,passkey --out x --against=y").unwrap();
        let names: Vec<String> = options.axes.appearances().into_iter().map(name).collect();
        assert_eq!(names, ["320-dark"]);
        assert_eq!(options.states, ["A1", "passkey"]);
        assert_eq!((options.out, options.against), ("x".into(), Some("y".into())));
    }

    #[test]
    fn what_is_not_understood_is_refused_by_name() {
        for (line, named) in
            [("--sate A1", "`--sate`"), ("A1", "`A1`"), ("--out", "`--out`"), ("--width 12", "`12`")]
        {
            let refusal = parse(line).unwrap_err();
            assert!(refusal.contains(named), "{refusal}");
        }
    }

    #[test]
    fn the_pictures_of_the_repository_are_taken_as_they_are_compared() {
        assert!(parse("--accept").unwrap().accept);
        assert!(parse("--accept --width 320").is_err());
    }
}
