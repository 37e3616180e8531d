//! The code of a second step, from whichever source it has.

use std::io::{BufRead as _, IsTerminal as _};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use url::Url;

use super::Check;
use crate::options::CodeSource;
use crate::visitor::Visitor;

/// How long a sent code may take to arrive where the check finds it.
const PATIENCE: Duration = Duration::from_secs(20);
const BETWEEN: Duration = Duration::from_millis(200);

/// The code that was available before another one was requested.
pub(super) struct Before(Option<String>);

impl Before {
    /// Reads the old code, if there is one.
    pub(super) fn now(check: &Check) -> Self {
        Self(current(check).and_then(Result::ok))
    }

    /// Returns the code that has been sent since.
    pub(super) fn code(&self, check: &Check) -> Result<String, String> {
        match &check.options.code {
            CodeSource::Given(code) => return Ok(code.clone()),
            CodeSource::Asked if std::io::stdin().is_terminal() => return asked(),
            CodeSource::Asked => return Err("requires the code: --code or --code-from".to_owned()),
            CodeSource::Command(_) | CodeSource::Page(_) => {}
        }
        let began = Instant::now();
        loop {
            match current(check) {
                // A code from a time-based app may stay the same.
                Some(Ok(code)) if self.0.as_ref() != Some(&code) || began.elapsed() > PATIENCE => {
                    return Ok(code);
                }
                Some(Err(why)) if began.elapsed() > PATIENCE => return Err(why),
                Some(_) | None => sleep(BETWEEN),
            }
        }
    }
}

/// Returns the code that is available now, if it can be read without asking anyone.
fn current(check: &Check) -> Option<Result<String, String>> {
    match &check.options.code {
        CodeSource::Command(command) => Some(printed(command)),
        CodeSource::Page(url) => Some(on_page(check, url)),
        CodeSource::Given(_) | CodeSource::Asked => None,
    }
}

fn on_page(check: &Check, url: &Url) -> Result<String, String> {
    let answer = Visitor::new().fetch(&check.site, url.as_str())?;
    let found = answer.pointer(url.fragment().unwrap_or_default());
    let code = found
        .and_then(|code| code.as_str().map(str::to_owned).or_else(|| code.as_u64().map(|n| n.to_string())));
    code.ok_or_else(|| format!("{url} has no code"))
}

fn printed(command: &str) -> Result<String, String> {
    let output = Command::new("sh")
        .args(["-c", command])
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("--code-from: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() && !text.is_empty() {
        Ok(text)
    } else {
        Err(format!("--code-from printed no code and ended with {}", output.status))
    }
}

fn asked() -> Result<String, String> {
    eprint!("The code that was sent: ");
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(|error| error.to_string())?;
    Ok(line.trim().to_owned())
}

/// Returns a different code of the same length.
pub(super) fn another(code: &str) -> String {
    code.chars()
        .map(|c| c.to_digit(10).and_then(|digit| char::from_digit((digit + 1) % 10, 10)).unwrap_or(c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::another;

    #[test]
    fn a_wrong_code_has_as_many_digits() {
        assert_eq!(another("019283"), "120394");
    }
}
