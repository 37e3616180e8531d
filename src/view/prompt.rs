//! The page next to the browser's prompt: what to do there, what to look for, and how much time is left.

use latchkey_core::Message;
use latchkey_core::flow::target::Target;
use latchkey_core::flow::wait::Wait;
use latchkey_core::problem::Operation;
use leptos::prelude::*;

use super::button::{Weight, button};
use super::element::{badge, dynamic, group, ordered, paragraph, section};
use super::heading::heading;
use super::icon::Icon;
use super::waiting::bar;

/// Shows the page. `message` is what is being waited for, `wait` how far the wait for the user has come.
pub(crate) fn prompt_view(
    operation: Operation,
    target: Target,
    message: Memo<Option<Message>>,
    wait: Memo<Option<Wait>>,
    on_cancel: Callback<()>,
) -> AnyView {
    let is_open = Memo::new(move |_| wait.with(Option::is_some));
    let is_long = Memo::new(move |_| wait.get().is_some_and(|wait| wait.is_long));
    let seconds_left = move || {
        let seconds = wait.get()?.seconds_left?.to_string();
        Some(paragraph("countdown", &Message::TimeLeft { seconds }))
    };
    let steps = move || {
        let steps = target.steps(operation);
        (is_open.get() && !steps.is_empty()).then(|| ordered("steps", steps))
    };
    let waiting = vec![
        dynamic(move || message.get().map(|message| paragraph("waiting__text", &message))),
        dynamic(steps),
        bar(),
        button(&Message::Cancel, Weight::Quiet, on_cancel),
        // Below the button, so that the button stays where it is.
        dynamic(move || is_long.get().then(|| paragraph("note", &Message::PromptLong))),
        dynamic(seconds_left),
    ];
    section(vec![badge("badge", Icon::Passkey), heading(&target.prompt_title()), group("waiting", waiting)])
}
