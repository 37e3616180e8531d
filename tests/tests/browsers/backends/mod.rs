//! The app in front of backends of others, which are as their makers publish them: a profile for each says how it is
//! spoken to.

mod ceremonies;
mod management;
mod refusals;
mod ways;

use latchkey_tests::{POLICY, Stage, journey};

journey!(the_site_in_front_of_a_backend_of_others_has_the_policy_of_the_reference_backend in chromium);
fn the_site_in_front_of_a_backend_of_others_has_the_policy_of_the_reference_backend(stage: &Stage) {
    let answer = stage.backend().visitor().gets("/");
    assert_eq!(answer.header("content-security-policy"), POLICY);
}
