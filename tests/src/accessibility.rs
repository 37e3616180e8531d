//! Asks axe-core whether a page can be used by everybody.

use std::fs;

use serde::Deserialize;
use serde_json::Value;

use crate::browser::Browser;
use crate::installed::from_environment;
use crate::runtime::block_on;

/// WCAG 2.2 on level AA, and what axe-core calls good practice.
const CHECK: &str = r#"
const done = arguments[arguments.length - 1];
const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }).then(
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
    /// What axe-core, the script that `LATCHKEY_AXE` names, finds wrong with what the page shows.
    ///
    /// # Panics
    /// Where it can't be run.
    #[track_caller]
    pub fn accessibility_findings(&self) -> Vec<String> {
        if self.script("return typeof axe", &[]) != "object" {
            let script = from_environment("LATCHKEY_AXE", "the script of axe-core");
            let script = fs::read_to_string(script).expect("the script of axe-core should be readable");
            self.script(&script, &[]);
        }
        let answer = block_on(self.session().execute_async(CHECK, Vec::<Value>::new()));
        let answer = self.must("run axe-core", answer).json().clone();
        let checked: Checked = serde_json::from_value(answer).expect("axe-core should answer as documented");
        assert!(checked.passed > 0 || !checked.findings.is_empty(), "axe-core looked at nothing");
        checked.findings
    }
}
