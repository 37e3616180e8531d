//! A prompt that is never answered.

use super::*;

fn after(attempt: Attempt, elapsed_ms: u32) -> Event {
    Event::Prompt(prompt::Event::Waited(attempt, Elapsed { elapsed_ms, timeout_ms: 60_000 }))
}

fn wait(journey: &Journey) -> Wait {
    journey.flow.prompt.waits().expect("a prompt").1
}

#[test]
fn a_person_is_told_what_to_look_for_then_how_much_time_is_left_then_that_it_is_over() {
    let (mut journey, prompt) = Journey::at_prompt();
    assert_eq!(wait(&journey), Wait { is_long: false, seconds_left: None });
    assert_eq!(journey.on(after(prompt, 10_000)), []);
    assert_eq!(wait(&journey), Wait { is_long: true, seconds_left: None });
    assert_eq!(journey.on(after(prompt, 50_000)), []);
    assert_eq!(wait(&journey), Wait { is_long: true, seconds_left: Some(10) });
    assert_eq!(journey.on(after(prompt, 60_000)), [Command::Abort(prompt)]);
    assert_eq!(journey.problem(), "A3");
}

#[test]
fn a_request_that_ignores_its_end_is_abandoned_and_its_late_answer_dropped() {
    let (mut journey, prompt) = Journey::at_prompt();
    journey.on(after(prompt, 60_000));
    let fetch = journey.on(Event::RetryChosen);
    assert_eq!(journey.answer(&fetch, options()), [], "the edge hasn't given up the first one yet");
    let commands = journey.on(answered(prompt, asserted()));
    let [Command::Request(Request { attempt, mediation: Mediation::Modal, .. })] = commands[..] else {
        panic!("the next try works: {commands:?}")
    };
    assert_eq!(journey.on(answered(prompt, asserted())), [], "even later");
    assert_eq!(journey.on(after(prompt, 60_000)), [], "a clock of the first prompt");
    journey.on(answered(attempt, asserted()));
    assert_eq!(journey.flow.step, verifying_step());
}

#[test]
fn a_computer_that_slept_through_the_deadline_says_so_when_it_wakes() {
    let (mut journey, prompt) = Journey::at_prompt();
    journey.on(after(prompt, 7_200_000));
    assert_eq!(journey.problem(), "A3");
}

#[test]
fn an_idle_session_ends_whatever_goes_on() {
    let (mut journey, prompt) = Journey::at_prompt();
    assert_eq!(journey.on(Event::SessionExpired), [Command::Abort(prompt)]);
    assert_eq!(journey.problem(), "B1");
    assert_eq!(journey.on(answered(prompt, asserted())), [], "nothing is submitted after it");

    let mut journey = Journey::at_password();
    let commands = journey.on(Event::PasswordSubmitted(secret("correct horse")));
    let check = asked(&commands);
    assert_eq!(journey.on(Event::SessionExpired), [Command::Abort(check)]);
    assert_eq!(journey.on(answered(check, password_checked())), []);
    assert_eq!(journey.problem(), "B1");
}
