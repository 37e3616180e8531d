//! What holds for every transition that changes a passkey, or could.

use super::*;

pub(super) fn check(step: &Step<'_>) {
    are_asked_for_once(step);
    the_last_passkey_is_never_removed_unawares(step);
    nothing_is_shown_before_it_is_done(step);
    what_is_left_is_told_after_a_removal(step);
}

/// A change is commanded by the press that requests it, or once after the verification it needs, and never
/// after a verification that was canceled.
fn are_asked_for_once(step: &Step<'_>) {
    let Transition { before, event, after, commands } = step;
    let changes: Vec<_> = commands
        .iter()
        .filter(|command| matches!(command, Command::Rename { .. } | Command::Remove { .. }))
        .collect();
    let is_verified = matches!(event, Event::Verification(verifying::Event::Checked(_, Ok(()))))
        && verification(before).is_some()
        && **before != **after;
    if let (true, Task::Verifying(Guarded { action, .. })) = (is_verified, &before.task) {
        match action {
            Action::Rename { id, name } => {
                assert!(
                    matches!(changes[..], [Command::Rename { id: renamed, name: given, .. }] if renamed == id && given == name),
                    "not renamed: {}",
                    context(step)
                );
            }
            Action::Remove { id, acknowledged: true } => {
                assert!(
                    matches!(changes[..], [Command::Remove { id: removed, .. }] if removed == id),
                    "not removed: {}",
                    context(step)
                );
            }
            Action::Remove { id, acknowledged: false } => {
                assert_eq!(after.task, Task::Rechecking { id: id.clone() }, "{}", context(step));
                assert!(changes.is_empty(), "based on an outdated list: {}", context(step));
            }
            Action::Add => assert_eq!(after.destination(), Some(Destination::SetUp), "{}", context(step)),
        }
        return;
    }
    let leaves = after.destination().is_some() && before.destination().is_none();
    let fetched = matches!(answer(step), Some(Answer::Fetched(Ok(_))));
    assert!(!leaves || (fetched && before.task == Task::Adding), "leaves on its own: {}", context(step));
    let expected = match (event, &before.task) {
        (Event::NameSubmitted(_), Task::Renaming { .. }) => 1,
        (Event::RemovalConfirmed, Task::Confirming { .. }) => 1,
        (Event::Answered(..), Task::Rechecking { .. }) if fetched => 1,
        _ => 0,
    };
    assert!(changes.len() <= expected, "a change that nobody asked for: {}", context(step));
}

fn the_last_passkey_is_never_removed_unawares(step: &Step<'_>) {
    let Transition { before, event, after, commands } = step;
    for command in *commands {
        let Command::Remove { id, .. } = command else { continue };
        let Task::Removing { id: going, acknowledged } = &after.task else { panic!("{}", context(step)) };
        assert_eq!(going, id, "{}", context(step));
        assert!(*acknowledged || ids(after) != [id.as_str()], "the last one: {}", context(step));
        let has_said = match (event, &before.task) {
            (_, Task::Confirming { acknowledged, .. }) => *acknowledged,
            (_, Task::Verifying(Guarded { action: Action::Remove { acknowledged, .. }, .. })) => {
                *acknowledged
            }
            _ => false,
        };
        assert_eq!(has_said, *acknowledged, "{}", context(step));
        let came_now = matches!(answer(step), Some(Answer::Fetched(Ok(_))));
        let is_current = came_now || (before.list.fetching.is_none() && !before.is_stale());
        assert!(*acknowledged || is_current, "based on an outdated list: {}", context(step));
    }
}

/// Only a new name is shown before the backend has saved it, and it can be reverted.
fn nothing_is_shown_before_it_is_done(step: &Step<'_>) {
    let Transition { before, after, .. } = step;
    let Some(now) = after.details() else { return };
    let mut expected = match answer(step) {
        Some(Answer::Fetched(Ok(details))) => (**details).clone(),
        _ => before.details().expect("a list comes with an answer").clone(),
    };
    let rename = |details: &mut Details, id: &str, name: &str| {
        let passkeys = &mut details.passkeys.passkeys;
        if let Some(passkey) = passkeys.iter_mut().find(|passkey| passkey.id == id) {
            name.clone_into(&mut passkey.name);
        }
    };
    let is_list = matches!(answer(step), Some(Answer::Fetched(Ok(_))));
    if let (Task::SavingName { id, before: earlier }, false) = (&before.task, is_list) {
        rename(&mut expected, id, earlier);
    }
    match (answer(step), &before.task) {
        (Some(Answer::Renamed(Ok(name))), Task::SavingName { id, .. }) => rename(&mut expected, id, name),
        (Some(Answer::Removed(Ok(()))), Task::Removing { id, .. }) => {
            expected.passkeys.passkeys.retain(|passkey| passkey.id != *id);
        }
        (
            Some(Answer::Renamed(Err(failure)) | Answer::Removed(Err(failure))),
            Task::SavingName { id, .. } | Task::Removing { id, .. },
        ) if failure.code() == Some("not_found") => {
            expected.passkeys.passkeys.retain(|passkey| passkey.id != *id);
        }
        _ => {}
    }
    if let Task::SavingName { id, before: earlier } = &after.task {
        let saved = expected.passkeys.passkeys.iter().find(|passkey| passkey.id == *id);
        assert_eq!(saved.map(|passkey| &passkey.name), Some(earlier), "can't go back: {}", context(step));
        let shown = after.passkey(id).expect("its passkey").name.clone();
        rename(&mut expected, id, &shown);
    }
    assert_eq!(*now, expected, "{}", context(step));
}

fn what_is_left_is_told_after_a_removal(step: &Step<'_>) {
    let Transition { before, after, commands, .. } = step;
    let signals: Vec<_> = commands.iter().filter(|command| matches!(command, Command::Signal(_))).collect();
    match answer(step) {
        Some(Answer::Fetched(Ok(details))) => {
            let ids: Vec<_> = details.passkeys.passkeys.iter().map(|passkey| passkey.id.as_str()).collect();
            let expected = signal(&ids);
            assert_eq!(
                signals,
                if before.signal_due { vec![&expected] } else { Vec::new() },
                "{}",
                context(step)
            );
            assert!(!after.signal_due, "told twice: {}", context(step));
        }
        _ => assert!(signals.is_empty(), "{}", context(step)),
    }
    let gone = match (answer(step), &before.task) {
        (Some(Answer::Removed(_)), _) => true,
        (Some(Answer::Renamed(Err(failure))), _) => failure.code() == Some("not_found"),
        (_, Task::Removing { .. }) => *step.event == Event::CancelChosen,
        _ => false,
    };
    assert!(gone || !after.signal_due || before.signal_due, "nothing was removed: {}", context(step));
}
