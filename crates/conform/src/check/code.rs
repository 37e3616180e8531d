//! The code of a second step, from wherever it can be had.

use std::io::{BufRead as _, IsTerminal as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::Check;
use crate::options::CodeSource;

/// How long a code that is sent may take to arrive where the command finds it.
const PATIENCE: Duration = Duration::from_secs(20);
const BETWEEN: Duration = Duration::from_millis(200);

/// The code that could be had before another one was asked for.
pub(super) struct Before(Option<String>);

impl Before {
    /// What the command prints now: an old code, or none.
    pub(super) async fn now(check: &Check) -> Self {
        match &check.options.code {
            CodeSource::Command(command) => Self(printed(command).ok()),
            CodeSource::Given(_) | CodeSource::Asked => Self(None),
        }
    }

    /// The code that has been sent since.
    pub(super) async fn code(&self, check: &Check) -> Result<String, String> {
        match &check.options.code {
            CodeSource::Given(code) => Ok(code.clone()),
            CodeSource::Asked if std::io::stdin().is_terminal() => asked(),
            CodeSource::Asked => Err("it takes the code: --code or --code-from".to_owned()),
            CodeSource::Command(command) => self.next(command).await,
        }
    }

    async fn next(&self, command: &str) -> Result<String, String> {
        let began = Instant::now();
        loop {
            match printed(command) {
                // Where a code comes from an app that counts time, it may stay the same.
                Ok(code) if self.0.as_ref() != Some(&code) || began.elapsed() > PATIENCE => return Ok(code),
                Err(why) if began.elapsed() > PATIENCE => return Err(why),
                Ok(_) | Err(_) => tokio::time::sleep(BETWEEN).await,
            }
        }
    }
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

/// A code of the same length that is another.
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
