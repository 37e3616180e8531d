//! What is put beside the pictures: a page that shows them all, and their words as JSON.

use std::collections::BTreeMap;

use latchkey_core::gallery::State;
use latchkey_core::gallery::axes::Axis as _;
use latchkey_core::{Message, PortalMessage, Problem};
use serde_json::{Value, json};

use crate::picture::axes::name;
use crate::picture::session::Taken;

const STYLE: &str = "body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem } \
    ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 1rem; align-items: start } \
    img { border: 1px solid #8794a3; max-width: 100%; height: auto } h2 { margin-top: 3rem }";

/// Returns a page of all pictures, grouped by flow, which needs neither scripts nor a server.
pub fn page(states: &[State], taken: &[Taken]) -> String {
    let mut parts = vec![format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>All states</title>\n<style>{STYLE}</style>\n<h1>All states</h1>\n"
    )];
    let mut group = None;
    for state in states {
        if group != Some(state.group) {
            group = Some(state.group);
            parts.push(format!("<h2>{}</h2>\n", escaped(&state.group.title().english())));
        }
        let id = escaped(&state.id);
        parts.push(format!("<h3 id=\"{id}\">{id}</h3>\n<p>{}</p>\n<ul>\n", escaped(state.notes.sees)));
        let of_this = taken.iter().filter(|taken| taken.id == state.id);
        parts.extend(of_this.map(|taken| item(&id, taken)));
        parts.push("</ul>\n".to_owned());
    }
    parts.concat()
}

fn item(id: &str, taken: &Taken) -> String {
    let axes = name(taken.appearance);
    match &taken.outcome {
        Ok(_) => format!(
            "<li><figure><img loading=\"lazy\" src=\"{id}/{axes}.png\" alt=\"\">\
             <figcaption>{axes}</figcaption></figure>\n"
        ),
        Err(reason) => format!("<li>{axes}: {}\n", escaped(reason)),
    }
}

/// Returns all states as JSON, with their notes and their words by language, and both message catalogs.
pub fn states_json(states: &[State], taken: &[Taken]) -> Value {
    let states: Vec<Value> = states
        .iter()
        .map(|state| {
            let mut texts = BTreeMap::new();
            for taken in taken.iter().filter(|taken| taken.id == state.id) {
                if let Ok((_, lines)) = &taken.outcome {
                    texts.entry(taken.appearance.language.code()).or_insert(lines);
                }
            }
            let leads: Vec<Value> =
                state.leads.iter().map(|lead| json!({ "label": lead.label, "to": lead.to })).collect();
            let notes = &state.notes;
            json!({
                "id": state.id, "group": state.group.title().english(),
                "code": state.problem().and_then(Problem::code),
                "sees": notes.sees, "cause": notes.cause, "reach": notes.reach,
                "leads": leads, "texts": texts,
            })
        })
        .collect();
    let messages: BTreeMap<&str, &str> = Message::all().collect();
    let portal: BTreeMap<&str, &str> = PortalMessage::all().collect();
    json!({ "states": states, "messages": { "signIn": messages, "portal": portal } })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use latchkey_core::example::{Lead, Notes};
    use latchkey_core::gallery::Group;
    use latchkey_core::gallery::axes::{Theme, Width};

    use super::*;
    use crate::picture::axes::plain;

    fn one() -> (Vec<State>, Vec<Taken>) {
        let state = State {
            id: "A1".into(),
            group: Group::SignIn,
            notes: Notes {
                sees: "Passkeys <aren’t> there & a way on.",
                cause: "An outage.",
                reach: &["Turn it off."],
            },
            leads: vec![Lead { label: "Try again".into(), to: "prompt".into() }],
            drawn: None,
        };
        let take = |theme, outcome| {
            let appearance = plain(Width::Phone, theme);
            Taken { id: "A1".into(), appearance, outcome }
        };
        let shown = Ok((Vec::new(), vec!["Not now".to_owned()]));
        let not_shown = Err("nothing is shown".to_owned());
        (vec![state], vec![take(Theme::Light, shown), take(Theme::Dark, not_shown)])
    }

    #[test]
    fn the_page_has_every_picture_and_says_where_there_is_none() {
        let (states, taken) = one();
        let page = page(&states, &taken);
        for part in [
            "<h2>Sign-in</h2>",
            "src=\"A1/360-light.png\"",
            "360-dark: nothing is shown",
            "&lt;aren’t> there &amp; a way",
        ] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        assert!(!page.contains("<script"));
    }

    #[test]
    fn the_json_has_words_cause_and_ways_on_of_every_state_and_the_catalogues() {
        let (states, taken) = one();
        let json = states_json(&states, &taken);
        let state = &json["states"][0];
        assert_eq!(state["texts"], json!({ "en": ["Not now"] }));
        assert_eq!(state["cause"], json!("An outage."));
        assert_eq!(state["code"], json!("auth_unavailable"));
        assert_eq!(state["leads"], json!([{ "label": "Try again", "to": "prompt" }]));
        assert_eq!(json["messages"]["signIn"]["Continue"], json!("Continue"));
        assert!(json["messages"]["portal"].as_object().is_some_and(|texts| !texts.is_empty()));
    }
}
