//! The fields for editing strings; those of the state that is shown come first.

use latchkey_core::gallery::problem_of;
use latchkey_core::message::{Overrides, pseudo, reads};
use latchkey_core::{GalleryMessage, Message, PortalMessage, Problem, Words as _};
use leptos::prelude::*;

use super::page::Gallery;
use crate::app::text;
use crate::view::element::group;
use crate::view::plain::plain_text;

/// Characters of the shortest search that doesn't find nearly everything.
const SHORTEST_SEARCH: usize = 2;

/// A message's name and built-in text.
type Entry = (&'static str, &'static str);

/// Returns all messages, each name once: what is in both catalogs applies to both.
fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> = Message::all().collect();
    entries.extend(PortalMessage::all().filter(|(name, _)| Message::named(name).is_none()));
    entries
}

/// Builds the fields.
pub(super) fn words(it: Gallery) -> AnyView {
    let all = StoredValue::new(entries());
    let typed = RwSignal::new(String::new());
    // What was once on the page keeps its field while it is being edited.
    let here = Memo::new(move |before: Option<&(Option<String>, Vec<Entry>)>| {
        let id = it.id.get();
        let kept = before.filter(|(of, _)| *of == id).map(|(_, entries)| entries.clone()).unwrap_or_default();
        let lines: Vec<String> = it.shown.with(|shown| {
            shown.iter().flat_map(|(_, text, _)| text.lines().map(|line| line.trim().to_owned())).collect()
        });
        let problem = id.as_deref().and_then(problem_of);
        let is_here = |(name, built_in): &Entry| {
            // The same words appear in several documented states.
            let is_of_another =
                Problem::ALL.into_iter().any(|other| Some(other) != problem && is_of(name, other));
            if is_of_another {
                return false;
            }
            kept.iter().any(|(other, _)| other == name)
                || lines.iter().any(|line| is_on(it, name, built_in, line))
        };
        let entries = all.with_value(|all| all.iter().copied().filter(is_here).collect());
        (id, entries)
    });
    let found = Memo::new(move |_| {
        let search = typed.get().to_lowercase();
        if search.chars().count() < SHORTEST_SEARCH {
            return Vec::new();
        }
        let has =
            |(name, text): &Entry| [name, *text].iter().any(|part| part.to_lowercase().contains(&search));
        all.with_value(|all| all.iter().copied().filter(has).collect::<Vec<Entry>>())
    });
    // A message may be in both lists.
    let list = move |place: &'static str, entries: Signal<Vec<Entry>>| {
        view! {
            <div class="editor__fields">
                <For each=move || entries.get() key=|entry| entry.0 children=move |entry| word(it, entry, place) />
            </div>
        }
        .into_any()
    };
    let search = view! {
        <label class="editor__search">
            <span>{text(&GalleryMessage::SearchWords)}</span>
            <input
                class="editor__input"
                type="search"
                prop:value=typed
                on:input:target=move |event| typed.set(event.target().value())
            />
        </label>
    };
    let title = |message: &GalleryMessage| plain_text("h2", &[("class", "editor__title")], text(message));
    group(
        "editor__part",
        vec![
            title(&GalleryMessage::WordsHere),
            list("here", Signal::derive(move || here.with(|(_, entries)| entries.clone()))),
            title(&GalleryMessage::WordsFound),
            search.into_any(),
            list("found", found.into()),
        ],
    )
}

/// Returns whether a message is the title or the body of a documented state.
fn is_of(name: &str, problem: Problem) -> bool {
    [problem.title(), problem.body()].iter().any(|message| message.name() == name)
}

/// Returns whether a line of a page is this message, as built in or edited, in any language.
fn is_on(it: Gallery, name: &str, built_in: &str, line: &str) -> bool {
    let edited = it.edited.untracked(|edits| edits.messages.get(name).map(str::to_owned));
    let is_read = |text: &str| reads(text, line) || reads(&pseudo(text), line);
    is_read(built_in) || edited.is_some_and(|text| is_read(&text))
}

/// Builds a message's field. A string that can't be used stays in the field, which says why.
fn word(it: Gallery, (name, built_in): Entry, place: &str) -> AnyView {
    let current = it.edited.untracked(|edits| edits.messages.get(name).map(str::to_owned));
    let typed = RwSignal::new(current.unwrap_or_else(|| built_in.to_owned()));
    let refused = RwSignal::new(None::<String>);
    // What this field has set, so that only changes from elsewhere, such as a file, replace what is typed.
    let own = StoredValue::new(typed.get_untracked());
    Effect::new(move |_| {
        let now = it.edited.with(|edits| edits.messages.get(name).unwrap_or(built_in).to_owned());
        if own.with_value(|own| *own != now) {
            own.set_value(now.clone());
            refused.set(None);
            typed.set(now);
        }
    });
    let change = move |text: String| {
        typed.set(text.clone());
        let object = serde_json::Value::from_iter([(name, text.clone())]).to_string();
        let why = Overrides::parse(&object).1.into_iter().next().map(|refused| refused.expected);
        if why.is_none() {
            own.set_value(text.clone());
            it.edited.change(|edits| {
                if text == built_in {
                    edits.messages.reset(name);
                } else {
                    edits.messages.set(name, &text);
                }
            });
        }
        refused.set(why);
    };
    let length = move || {
        let (length, before) = (typed.with(|text| text.chars().count()), built_in.chars().count());
        let said = GalleryMessage::WordLength { length: length.to_string(), usual: before.to_string() };
        let is_long = length * 5 > before * 7;
        let long = if is_long { text(&GalleryMessage::WordLong) } else { String::new() };
        [text(&said), long].join(" ")
    };
    let wrong = move || refused.get().map(|expected| text(&GalleryMessage::WordRefused { expected }));
    let hint = [place, "-", name].concat();
    view! {
        <div class="editor__field">
            <label class="editor__label">
                <span class="editor__name">{name}</span>
                <textarea
                    class="editor__input"
                    rows="2"
                    aria-describedby=hint.clone()
                    aria-invalid=move || refused.with(Option::is_some).then_some("true")
                    prop:value=typed
                    on:input:target=move |event| change(event.target().value())
                ></textarea>
            </label>
            <p class="editor__hint" id=hint>{length}</p>
            <p class="editor__line--wrong" role="alert">{wrong}</p>
        </div>
    }
    .into_any()
}
