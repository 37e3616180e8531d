//! The app in front of third-party backends, as their makers publish them. A profile for each says how to
//! speak to it.

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
