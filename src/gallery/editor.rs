//! Strings and tokens, edited with the pictures in view, and the files that the app takes.

use latchkey_core::gallery::Edits;
use latchkey_core::message::Overrides;
use latchkey_core::theme::Theme;
use latchkey_core::{GalleryMessage, Refused};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::page::Gallery;
use super::tokens::tokens;
use super::words::words;
use crate::app::text;
use crate::edge::files;
use crate::view::button::{Weight, button};
use crate::view::element::{group, paragraph};
use crate::view::plain::{plain, plain_text};

/// Builds the editor, which is closed until wanted.
pub(super) fn editor(it: Gallery) -> AnyView {
    let said = RwSignal::new(Vec::<String>::new());
    let lines = move || {
        let lines = said.get().into_iter().map(|line| plain_text("p", &[("class", "editor__line")], line));
        lines.collect::<Vec<_>>()
    };
    let overflows = move || {
        let shown = it.shown.get().into_iter().filter(|(_, _, runs_out)| *runs_out);
        let line = |(picture, ..): (String, String, bool)| text(&GalleryMessage::Overflows { picture });
        shown
            .map(|shown| plain_text("p", &[("class", "editor__line editor__line--wrong")], line(shown)))
            .collect_view()
    };
    let summary = plain_text("summary", &[("class", "editor__open")], text(&GalleryMessage::Editing));
    let status = view! { <div class="editor__said" role="status">{lines}{overflows}</div> };
    let parts = vec![
        summary,
        paragraph("lead", &GalleryMessage::EditingLead),
        files_row(it, said),
        status.into_any(),
        group("editor__parts", vec![words(it), tokens(it)]),
    ];
    let label = text(&GalleryMessage::Editing);
    let editor = plain("details", &[("class", "editor")], parts);
    plain("aside", &[("class", "gallery__editor"), ("aria-label", &label)], vec![editor])
}

/// Builds the controls that save, open and reset.
fn files_row(it: Gallery, said: RwSignal<Vec<String>>) -> AnyView {
    let save = |name: &'static str, json: fn(&Edits) -> String| {
        Callback::new(move |()| files::save_json(name, &it.edited.untracked(json)))
    };
    let back = Callback::new(move |()| it.edited.change(|edits| *edits = Edits::default()));
    group(
        "editor__files",
        vec![
            button(
                &GalleryMessage::SaveTheme,
                Weight::Secondary,
                save("theme.json", |edits| edits.theme.to_json()),
            ),
            open(&GalleryMessage::OpenTheme, move |file| {
                let (theme, refused) = Theme::parse(file);
                said.set(report(theme.properties().count(), &refused));
                it.edited.change(|edits| edits.theme = theme);
            }),
            button(
                &GalleryMessage::SaveMessages,
                Weight::Secondary,
                save("messages.json", |edits| edits.messages.to_json()),
            ),
            open(&GalleryMessage::OpenMessages, move |file| {
                let (messages, refused) = Overrides::parse(file);
                said.set(report(messages.iter().count(), &refused));
                it.edited.change(|edits| edits.messages = messages);
            }),
            button(&GalleryMessage::TakeAllBack, Weight::Quiet, back),
        ],
    )
}

fn report(count: usize, refused: &[Refused]) -> Vec<String> {
    let taken = text(&GalleryMessage::Opened { count: count.to_string() });
    let refused = refused.iter().map(|entry| text(&GalleryMessage::NotTaken { entry: entry.to_string() }));
    std::iter::once(taken).chain(refused).collect()
}

/// Builds a field that opens a file and passes on its text.
fn open(label: &GalleryMessage, take: impl Fn(&str) + Clone + 'static) -> AnyView {
    let on_change = move |field: web_sys::HtmlInputElement| {
        let take = take.clone();
        spawn_local(async move {
            if let Some(file) = files::chosen_text((*field).clone().into()).await {
                take(&file);
            }
            // So that the same file can be opened again.
            field.set_value("");
        });
    };
    view! {
        <label class="editor__file">
            <span>{text(label)}</span>
            <input
                type="file"
                accept="application/json,.json"
                on:change:target=move |event| on_change(event.target())
            />
        </label>
    }
    .into_any()
}
