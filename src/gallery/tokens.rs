//! The fields for editing tokens, and the contrast between the resulting colors.

use latchkey_core::GalleryMessage;
use latchkey_core::contrast::Colour;
use latchkey_core::theme::{Kind, PAIRS, Pair, TOKENS, Token, Value};
use leptos::prelude::*;

use super::page::Gallery;
use crate::app::text;
use crate::edge::colour;
use crate::view::element::{group, list, row};
use crate::view::plain::plain_text;

/// The color schemes that a color is shown in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Light,
    Dark,
}

impl Scheme {
    fn code(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn label(self, token: String) -> GalleryMessage {
        match self {
            Self::Light => GalleryMessage::TokenLight { token },
            Self::Dark => GalleryMessage::TokenDark { token },
        }
    }

    fn contrast(self, ratio: String, on: String) -> GalleryMessage {
        match self {
            Self::Light => GalleryMessage::ContrastLight { ratio, on },
            Self::Dark => GalleryMessage::ContrastDark { ratio, on },
        }
    }

    fn of(self, value: &Value) -> String {
        match (value, self) {
            (Value::Same(value), _) => value.clone(),
            (Value::Schemes { light, .. }, Self::Light) => light.clone(),
            (Value::Schemes { dark, .. }, Self::Dark) => dark.clone(),
        }
    }
}

/// Builds the fields.
pub(super) fn tokens(it: Gallery) -> AnyView {
    let fields = TOKENS.iter().map(|token| match token.kind {
        Kind::Colour => colour_fields(it, token),
        Kind::Shadow | Kind::Font | Kind::Length | Kind::Outline => value_field(it, token),
    });
    let title = plain_text("h2", &[("class", "editor__title")], text(&GalleryMessage::Tokens));
    group("editor__part", vec![title, group("editor__fields", fields.collect())])
}

/// Returns a color as it currently is in a scheme: as edited or else as built in.
fn colour_in(it: Gallery, name: &str, scheme: Scheme) -> Option<Colour> {
    let token = Token::named(name)?;
    let edited = it.edited.with(|edits| edits.theme.get(token).map(|value| scheme.of(value)));
    let css = edited.unwrap_or_else(|| ["var(--", name, ")"].concat());
    colour::resolve(&css, scheme.code())
}

fn colour_fields(it: Gallery, token: &'static Token) -> AnyView {
    let fields = [Scheme::Light, Scheme::Dark].map(|scheme| colour_field(it, token, scheme));
    let pairs: Vec<AnyView> = PAIRS
        .iter()
        .filter(|pair| pair.front == token.name || pair.back == token.name)
        .map(|pair| contrast(it, token, pair))
        .collect();
    let mut parts = vec![plain_text("h3", &[("class", "editor__name")], token.name.to_owned())];
    parts.extend(fields);
    parts.push(list("editor__pairs", pairs));
    group("editor__token", parts)
}

/// Shows the contrast of a pair of colors in both schemes.
fn contrast(it: Gallery, token: &'static Token, pair: &'static Pair) -> AnyView {
    let other = if pair.front == token.name { pair.back } else { pair.front };
    let in_scheme = move |scheme: Scheme| {
        let line = move || {
            let ratio = pair.ratio(|name| colour_in(it, name, scheme))?;
            // Truncated, not rounded: 4.49 is too little.
            let shown = format!("{:.2}", (ratio * 100.0).floor() / 100.0);
            let said = text(&scheme.contrast(shown, other.to_owned()));
            let least = pair.least.to_string();
            let (class, needs) = if ratio < pair.least {
                ("editor__line--wrong", GalleryMessage::ContrastTooLow { least })
            } else {
                ("editor__hint", GalleryMessage::ContrastNeeds { least })
            };
            Some(plain_text("span", &[("class", class)], [said, text(&needs)].join(", ")))
        };
        line.into_any()
    };
    row("editor__pair", vec![in_scheme(Scheme::Light), in_scheme(Scheme::Dark)])
}

fn colour_field(it: Gallery, token: &'static Token, scheme: Scheme) -> AnyView {
    let built_in = colour_in_untouched(token, scheme);
    let hex = move || colour_in(it, token.name, scheme).map(Colour::hex).unwrap_or_default();
    let set = move |value: String| {
        let other = if scheme == Scheme::Light { Scheme::Dark } else { Scheme::Light };
        let now = it.edited.untracked(|edits| edits.theme.get(token).cloned());
        let other = now.as_ref().map_or_else(|| colour_in_untouched(token, other), |now| other.of(now));
        let value = match scheme {
            Scheme::Light => Value::Schemes { light: value, dark: other },
            Scheme::Dark => Value::Schemes { light: other, dark: value },
        };
        it.edited.change(|edits| edits.theme.set(token, value));
    };
    let label = text(&scheme.label(token.name.to_owned()));
    let picker = view! {
        <input
            class="editor__picker"
            type="color"
            aria-label=text(&GalleryMessage::Picker { token: label.clone() })
            prop:value=hex
            on:input:target=move |event| set(event.target().value())
        />
    };
    let shown = move || it.edited.with(|edits| edits.theme.get(token).map(|value| scheme.of(value)));
    let takes = move |value: &str| colour::resolve(value, scheme.code()).is_some();
    group(
        "editor__colour",
        vec![picker.into_any(), text_field(it, token, label, built_in, shown, takes, set)],
    )
}

/// Returns the built-in color, without the edits.
fn colour_in_untouched(token: &Token, scheme: Scheme) -> String {
    let css = ["var(--", token.name, ")"].concat();
    colour::resolve(&css, scheme.code()).map(Colour::hex).unwrap_or_default()
}

fn value_field(it: Gallery, token: &'static Token) -> AnyView {
    let built_in = colour::property_of_root(&["--", token.name].concat());
    let shown = move || it.edited.with(|edits| edits.theme.get(token).map(Value::css));
    let takes = move |value: &str| colour::supports(token.kind.property(), value);
    let set = move |value: String| it.edited.change(|edits| edits.theme.set(token, Value::Same(value)));
    group("editor__token", vec![text_field(it, token, token.name.to_owned(), built_in, shown, takes, set)])
}

/// Builds a field for a CSS value. A value that the browser rejects stays in the field, which says why; an
/// empty field resets the token.
fn text_field(
    it: Gallery,
    token: &'static Token,
    label: String,
    built_in: String,
    shown: impl Fn() -> Option<String> + Copy + Send + Sync + 'static,
    takes: impl Fn(&str) -> bool + Copy + Send + Sync + 'static,
    set: impl Fn(String) + Copy + Send + Sync + 'static,
) -> AnyView {
    let typed = RwSignal::new(String::new());
    let refused = RwSignal::new(false);
    // What this field has set, so that only changes from elsewhere replace what is typed.
    let own = StoredValue::new(None::<Option<String>>);
    let placeholder = built_in.clone();
    Effect::new(move |_| {
        let shown = shown();
        if own.with_value(|own| own.as_ref() != Some(&shown)) {
            own.set_value(Some(shown.clone()));
            refused.set(false);
            typed.set(shown.unwrap_or_else(|| built_in.clone()));
        }
    });
    let change = move |value: String| {
        typed.set(value.clone());
        let value = value.trim().to_owned();
        let is_taken = value.is_empty() || takes(&value);
        refused.set(!is_taken);
        if value.is_empty() {
            own.set_value(Some(None));
            it.edited.change(|edits| edits.theme.reset(token));
        } else if is_taken {
            own.set_value(Some(Some(value.clone())));
            set(value);
        }
    };
    let wrong = move || {
        let expected = token.kind.expected().to_owned();
        refused.get().then(|| text(&GalleryMessage::TokenRefused { expected }))
    };
    view! {
        <div class="editor__field">
            <label class="editor__label">
                <span class="editor__name">{label}</span>
            <input
                class="editor__input"
                type="text"
                spellcheck="false"
                autocomplete="off"
                placeholder=placeholder
                aria-invalid=move || refused.get().then_some("true")
                prop:value=typed
                on:input:target=move |event| change(event.target().value())
            />
            </label>
            <p class="editor__line--wrong" role="alert">{wrong}</p>
        </div>
    }
    .into_any()
}
