//! All states sign-in can reach, and what holds in every one of them.

use super::*;
use crate::Features;
use crate::flow::explorer::{
    Transition, all_have_examples, attempts_of, elapsed, every_press_leads_on, explore, one_at_a_time,
    rename, wander,
};
use crate::flow::prompt::tests::{is_quiet, is_stale, is_stuck};
use crate::problem::Problem;

/// What users do.
fn choices() -> Vec<Event> {
    vec![
        Event::Opened,
        Event::DeviceKnown(DEVICE),
        Event::DeviceKnown(NO_AUTOFILL),
        Event::DeviceKnown(Device { immediate_get: Some(true), ..DEVICE }),
        Event::IdentifierSubmitted(String::new()),
        Event::IdentifierSubmitted("alice".to_owned()),
        Event::PasskeyChosen,
        Event::AnotherDeviceChosen,
        Event::Prompt(prompt::Event::TargetChosen(Target::Phone)),
        Event::Prompt(prompt::Event::TargetChosen(Target::SecurityKey)),
        Event::Prompt(prompt::Event::BackChosen),
        Event::PasswordChosen,
        Event::PasswordSubmitted(secret("correct horse")),
        Event::CodeSubmitted(secret("123456")),
        Event::CodeSubmitted(secret("1")),
        Event::ResendChosen,
        Event::CancelChosen,
        Event::AccountChangeChosen,
        Event::RetryChosen,
        Event::RestartChosen,
        Event::SessionExpired,
    ]
}

/// What the browser and the backend can answer.
fn answers() -> Vec<Told> {
    let failures = || {
        [
            outage(Call::Options),
            refused("session_expired"),
            refused("verification_failed"),
            refused("credential_unknown"),
        ]
    };
    let mut answers: Vec<Told> = vec![
        options().into(),
        asserted().into(),
        Reply::Ended(Ok(Box::new(AuthenticationResponse {
            authenticator_attachment: Some("cross-platform".to_owned()),
            ..*assertion(VERIFIED)
        })))
        .into(),
        Reply::Ended(Ok(assertion(PRESENT))).into(),
        ceremony_failed("NotAllowedError").into(),
    ];
    let mut told = vec![
        identified(NextStep::Passkey),
        identified(NextStep::Password),
        Answer::Verified(Ok(SignInAnswer::SignedIn(signed_in()))),
        Answer::Verified(Ok(SignInAnswer::Code { flow: None, code: code_sent() })),
        Answer::PasswordChecked(Ok(SignInAnswer::SignedIn(signed_in()))),
        password_checked(),
        Answer::PasswordChecked(Err(refused("password_incorrect"))),
        Answer::CodeChecked(Ok(SignInAnswer::SignedIn(signed_in()))),
        Answer::CodeChecked(Err(refused("code_incorrect"))),
        Answer::CodeResent(Ok(code_sent())),
    ];
    told.extend(failures().map(|failure| Answer::Identified(Err(failure))));
    told.extend(failures().map(|failure| Answer::Verified(Err(failure))));
    told.extend(failures().map(|failure| Answer::PasswordChecked(Err(failure))));
    told.extend(failures().map(|failure| Answer::CodeChecked(Err(failure))));
    answers.extend(failures().map(|failure| Reply::Options(Err(failure)).into()));
    answers.extend(told.into_iter().map(Told::from));
    answers
}

/// Whether this answers the state's last request, worked out independently of the code under test.
fn is_awaited(flow: &SignIn, attempt: Attempt, answer: &Answer) -> bool {
    match answer {
        Answer::Identified(_) => flow.step == Step::LookingUp && flow.attempts.awaited == attempt,
        Answer::Verified(_) => {
            matches!(flow.step, Step::Verifying { .. }) && flow.attempts.awaited == attempt
        }
        Answer::PasswordChecked(_) => flow.step == Step::CheckingPassword && flow.attempts.awaited == attempt,
        Answer::CodeChecked(_) => {
            matches!(flow.step, Step::CheckingCode(_)) && flow.attempts.awaited == attempt
        }
        Answer::CodeResent(_) => {
            matches!(flow.step, Step::ResendingCode(_)) && flow.attempts.awaited == attempt
        }
    }
}

/// Further causes of what is visible, which don't change how the flow continues.
fn further_answers() -> Vec<Told> {
    let codes = ["user_verification_failed", "not_supported"];
    let mut answers = vec![
        Answer::Identified(Err(refused("request_invalid"))),
        Answer::PasswordChecked(Err(refused("request_invalid"))),
        Answer::PasswordChecked(Err(refused("rate_limited"))),
        Answer::PasswordChecked(Err(refused_for("rate_limited", 900))),
        Answer::CodeChecked(Err(refused("code_expired"))),
        Answer::CodeChecked(Err(refused("code_tries_exhausted"))),
        Answer::CodeResent(Err(refused("resend_too_soon"))),
        Answer::CodeResent(Err(refused("rate_limited"))),
        Answer::CodeResent(Err(refused_for("rate_limited", 900))),
    ];
    answers.extend(codes.map(|code| Answer::Identified(Err(refused(code)))));
    answers.extend(codes.map(|code| Answer::Verified(Err(refused(code)))));
    answers.extend(codes.map(|code| Answer::PasswordChecked(Err(refused(code)))));
    answers.extend(codes.map(|code| Answer::CodeChecked(Err(refused(code)))));
    let ceremonies = [
        ceremony_failed("InvalidStateError"),
        ceremony_failed("NotReadableError"),
        Reply::Ended(Err(without_screen_lock())),
    ];
    answers.into_iter().map(Told::from).chain(ceremonies.map(Told::from)).collect()
}

/// Every choice, and every answer to every attempt that is or was waited for.
fn events(flow: &SignIn) -> Vec<Event> {
    events_with(flow, choices(), &answers())
}

fn events_with(flow: &SignIn, choices: Vec<Event>, answers: &[Told]) -> Vec<Event> {
    let mut events = choices;
    for attempt in attempts_of(flow.attempts, &flow.prompt) {
        events.extend(answers.iter().map(|answer| answered(attempt, answer.clone())));
        events.extend(elapsed().map(|elapsed| Event::Prompt(prompt::Event::Waited(attempt, elapsed))));
        events.push(Event::Prompt(prompt::Event::OptionsExpired(attempt)));
    }
    events
}

fn normalize(mut flow: SignIn) -> SignIn {
    rename(&mut flow.attempts, &mut flow.prompt);
    flow
}

fn check(transition: &Transition<'_, SignIn>) {
    let Transition { before, event, after, commands } = transition;
    let context = || format!("{event:?}\n  before: {before:?}\n  after: {after:?}\n  commands: {commands:?}");
    one_ceremony_at_a_time(transition);
    if let Event::Answered(attempt, answer) = event
        && !is_awaited(before, *attempt, answer)
    {
        assert!(before == after && commands.is_empty(), "a stale answer changed something: {}", context());
    }
    signals_only_what_is_certain(transition);
    asks_for_what_there_is(transition);
    let for_somebody =
        commands.iter().any(|command| matches!(command, Command::FetchOptions { username: Some(_), .. }));
    let nobody_yet = matches!(after.step, Step::Identifier { .. });
    assert!(!(nobody_yet && for_somebody), "the autofill is for one account: {}", context());
    if let Event::Prompt(event) = event
        && is_stale(&before.prompt, event)
    {
        assert!(before == after && commands.is_empty(), "stale, and changed something: {}", context());
    }
    assert_eq!(after.step == Step::Prompt, after.prompt.stage != Stage::Closed, "two pages: {}", context());
    let over = matches!(before.step, Step::SignedIn { .. });
    if **event == Event::SessionExpired && !over {
        let expired = matches!(after.step, Step::Failed { problem: Problem::SessionExpired, .. });
        assert!(expired, "the session continued: {}", context());
        let asks = commands.iter().any(|command| attempt_of(command).is_some());
        assert!(!asks, "sends a request without a session: {}", context());
        assert!(is_quiet(&after.prompt), "continues: {}", context());
    }
    if before.is_waiting() && **event == Event::CancelChosen {
        assert!(!after.is_waiting(), "no way out: {}", context());
        assert!(!matches!(after.prompt.pending, Pending::Modal(_)), "the prompt stays open: {}", context());
    }
    if matches!(before.step, Step::Failed { problem: Problem::SessionExpired, .. }) {
        let restarts = **event == Event::RestartChosen;
        let asks = commands.iter().any(|command| attempt_of(command).is_some());
        assert!(
            restarts || (!asks && after.step == before.step),
            "continues without a session: {}",
            context()
        );
        assert!(!restarts || after.flow.is_none(), "keeps the dead flow: {}", context());
    }
    if matches!(before.step, Step::SignedIn { .. }) {
        assert!(commands.is_empty() && before.step == after.step, "not over: {}", context());
    }
    let dead_end = matches!(after.step, Step::Failed { .. }) && after.recoveries().is_empty();
    let stuck = dead_end || is_stuck(&after.prompt, after.attempts);
    assert!(!stuck, "waits for something that never comes: {}", context());
    let on_the_password_way = match after.step {
        Step::Password { .. }
        | Step::CheckingPassword
        | Step::Code { .. }
        | Step::CheckingCode(_)
        | Step::ResendingCode(_) => true,
        Step::Identifier { .. }
        | Step::LookingUp
        | Step::Passkey
        | Step::Prompt
        | Step::Verifying { .. }
        | Step::SignedIn { .. }
        | Step::Failed { .. } => false,
    };
    assert!(!on_the_password_way || is_quiet(&after.prompt), "a ceremony no one needs: {}", context());
}

fn one_ceremony_at_a_time(transition: &Transition<'_, SignIn>) {
    let Transition { before, event, after, commands } = transition;
    let answered =
        if let Event::Prompt(prompt::Event::Ended(attempt, _)) = event { Some(*attempt) } else { None };
    let asked = commands.iter().filter_map(|command| {
        if let Command::Request(Request { attempt, .. }) = command { Some(*attempt) } else { None }
    });
    let held = one_at_a_time(before.prompt.pending, answered, asked);
    assert_eq!(held, after.prompt.pending.attempt(), "loses track of a ceremony: {event:?} in {before:?}");
}

/// Nothing is requested that the backend doesn't offer.
fn asks_for_what_there_is(transition: &Transition<'_, SignIn>) {
    let Transition { event, after, commands, .. } = transition;
    let features = after.features;
    for command in *commands {
        let there_is = match command {
            Command::FetchOptions { username, .. } => {
                features.discoverable || (features.passkey && username.is_some())
            }
            Command::CheckPassword { .. } => features.password,
            Command::ResendCode { .. } => features.resend_code,
            Command::Identify { .. }
            | Command::Request(Request { .. })
            | Command::SendAssertion { .. }
            | Command::CheckCode { .. }
            | Command::Abort(_)
            | Command::ShowFlow(_)
            | Command::Signal(_) => true,
        };
        assert!(there_is, "{command:?} after {event:?}");
    }
}

/// If the backend says that it doesn't know the passkey, that is passed on once; nothing else is.
fn signals_only_what_is_certain(transition: &Transition<'_, SignIn>) {
    let Transition { before, event, commands, .. } = transition;
    let signals: Vec<_> =
        commands.iter().filter(|command| matches!(command, Command::Signal(_))).cloned().collect();
    let says_so = if let Event::Answered(attempt, answer @ Answer::Verified(Err(failure))) = event {
        *failure == refused("credential_unknown") && is_awaited(before, *attempt, answer)
    } else {
        false
    };
    let expected = if says_so { vec![Command::Signal(if_unknown())] } else { Vec::new() };
    assert_eq!(signals, expected, "{event:?} in {before:?}");
}

fn starts() -> impl Iterator<Item = SignIn> {
    let flows = [FlowParameter::Absent, FlowParameter::WellFormed(flow_id()), FlowParameter::Malformed];
    let everywhere = flows.into_iter().flat_map(|flow| {
        [Device::UNKNOWN, Device::WITHOUT_PASSKEYS].map(|device| SignIn::new(device, flow.clone()))
    });
    let with_less = [DISCOVERABLE_ALONE, NAMES_ALONE]
        .map(|features| SignIn { features, ..SignIn::new(Device::UNKNOWN, FlowParameter::Absent) });
    everywhere.chain(with_less)
}

/// A backend with passkeys and nothing else.
const DISCOVERABLE_ALONE: Features =
    Features { password: false, resend_code: false, set_up: false, list: false, ..Features::ALL };
/// The same, but only for users who say who they are first.
const NAMES_ALONE: Features = Features { discoverable: false, ..DISCOVERABLE_ALONE };

#[test]
fn every_reachable_state_keeps_the_rules() {
    let explored = explore(starts(), events, normalize, check);
    eprintln!("sign-in: {} states, {} transitions", explored.states, explored.transitions);
    assert!(explored.states > 500, "only {} states: the alphabet lost events", explored.states);
}

/// Uses every cause, on devices that don't change along the way.
#[test]
fn everything_that_can_be_seen_has_an_example_and_every_example_can_be_seen() {
    let no_phone = Device { hybrid_transport: Some(false), ..NO_AUTOFILL };
    let starts = [NO_AUTOFILL, no_phone, Device::WITHOUT_PASSKEYS]
        .map(|device| SignIn::new(device, FlowParameter::Absent));
    let answers: Vec<_> = answers().into_iter().chain(further_answers()).collect();
    let events = |flow: &SignIn| {
        let mut choices = choices();
        choices.retain(|choice| !matches!(choice, Event::DeviceKnown(_)));
        choices.push(Event::PasswordSubmitted(secret("")));
        events_with(flow, choices, &answers)
    };
    let explored = explore(starts, events, normalize, check);
    eprintln!("sign-in: {} states, {} transitions", explored.states, explored.transitions);
    all_have_examples(&explored.reached);
    every_press_leads_on::<SignIn>();
}

#[test]
fn every_random_way_keeps_the_rules() {
    wander(starts(), events, check);
}
