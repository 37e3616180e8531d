//! Checks the accessibility of a page with axe-core.

use std::fs;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::installed::from_environment;
use crate::runtime::block_on;

/// Runs axe-core with the rules that are given as its argument.
const CHECK: &str = r#"
const done = arguments[arguments.length - 1];
const [runOnly] = arguments;
axe.run(document, { runOnly, resultTypes: ["violations"] }).then(
  ({ passes, violations }) => done({
    passed: passes.length,
    findings: violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${help}. ${failureSummary}`)),
  }),
  (error) => done({ passed: 0, findings: [String(error)] }),
);
"#;

#[derive(Deserialize)]
struct Checked {
    passed: usize,
    findings: Vec<String>,
}

impl Browser {
    /// Returns what axe-core, the script that `LATCHKEY_AXE` names, finds wrong with what the page shows.
    ///
    /// # Panics
    /// If axe-core can't run.
    #[track_caller]
    pub fn accessibility_findings(&self) -> Vec<String> {
        // WCAG 2.2 at level AA, and what axe-core calls best practice.
        let values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
        self.findings(&json!({ "type": "tag", "values": values }))
    }

    /// Like [`Browser::accessibility_findings`], but only for what depends on colors, which is all that
    /// differs between the light and the dark theme.
    ///
    /// # Panics
    /// If axe-core can't run.
    #[track_caller]
    pub fn color_findings(&self) -> Vec<String> {
        self.findings(&json!({ "type": "rule", "values": ["color-contrast", "link-in-text-block"] }))
    }

    #[track_caller]
    fn findings(&self, rules: &Value) -> Vec<String> {
        if self.script("return typeof axe", &[]) != "object" {
            let script = from_environment("LATCHKEY_AXE", "the script of axe-core");
            let script = fs::read_to_string(script).expect("the script of axe-core should be readable");
            self.script(&script, &[]);
        }
        let answer = block_on(self.session().execute_async(CHECK, vec![rules.clone()]));
        let answer = self.must("run axe-core", answer).json().clone();
        let checked: Checked = serde_json::from_value(answer).expect("axe-core should answer as documented");
        assert!(checked.passed > 0 || !checked.findings.is_empty(), "axe-core checked nothing");
        checked.findings
    }
}
