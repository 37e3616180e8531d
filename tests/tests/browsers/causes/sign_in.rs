//! What really leads to the states of signing in.

use std::rc::Rc;

use latchkey_tests::{Browser, Fault, Operation, Stage};

use super::table::causes;
use crate::steps::{USER, at_sign_in, says_who};

causes! {
    a1 real {
        the_service_is_down_when_a_name_is_looked_up in chromium, firefox, webkit;
    }
}

fn the_service_is_down_when_a_name_is_looked_up(stage: &Stage) -> Rc<Browser> {
    let browser = at_sign_in(stage);
    stage.backend().fault(Operation::SignInIdentify, Fault::Unavailable, None);
    says_who(&browser, USER);
    browser
}
