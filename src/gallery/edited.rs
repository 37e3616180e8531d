//! What a designer has changed: the gallery's page writes it, and every picture shows it.

use latchkey_core::gallery::axes::{Brand, Language};
use latchkey_core::gallery::{Appearance, Edits};
use latchkey_core::message::{Overrides, pseudo};
use latchkey_core::theme::Theme;
use leptos::prelude::*;

use crate::edge::local_storage;

/// The key that the browser keeps it under.
const KEY: &str = "latchkey-gallery";

/// The changes, kept by the browser so that they survive reloads.
#[derive(Clone, Copy)]
pub(super) struct Edited(RwSignal<Edits>);

impl Edited {
    /// Follows the changes, made here or in another document.
    pub(super) fn follow() -> Self {
        let edits = RwSignal::new(Edits::parse(&local_storage::read(KEY)));
        let listener = local_storage::on_change(KEY, move |kept| edits.set(Edits::parse(&kept)));
        // Kept as long as the page exists.
        StoredValue::new_local(listener);
        Self(edits)
    }

    /// Returns what `read` finds in the changes.
    pub(super) fn with<T>(self, read: impl FnOnce(&Edits) -> T) -> T {
        self.0.with(read)
    }

    /// Returns the same, without tracking it.
    pub(super) fn untracked<T>(self, read: impl FnOnce(&Edits) -> T) -> T {
        self.0.with_untracked(read)
    }

    /// Makes a change, in all pictures at once.
    pub(super) fn change(self, change: impl FnOnce(&mut Edits)) {
        self.0.update(change);
        local_storage::write(KEY, &self.0.with_untracked(Edits::to_json));
    }

    /// Returns a picture's custom properties.
    pub(super) fn properties(self, appearance: Appearance) -> Vec<(String, String)> {
        let brand = match appearance.brand {
            Brand::Latchkey => Theme::default(),
            Brand::Meadow => Theme::parse(include_str!("brands/meadow.json")).0,
            Brand::Ember => Theme::parse(include_str!("brands/ember.json")).0,
        };
        self.with(|edits| brand.properties().chain(edits.theme.properties()).collect())
    }

    /// Returns a picture's strings; `configured` are the integrator's.
    pub(super) fn texts(self, language: Language, configured: Overrides) -> Overrides {
        let (mut texts, in_language): (Overrides, fn(&str) -> String) = match language {
            Language::English => (configured, str::to_owned),
            Language::Pseudo => (Overrides::pseudo(), pseudo),
        };
        self.with(|edits| {
            for (name, text) in edits.messages.iter() {
                texts.set(name, &in_language(text));
            }
        });
        texts
    }
}
