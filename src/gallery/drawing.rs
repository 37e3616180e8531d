//! What the browser draws over a page, as a neutral sketch that is labeled as one.

use std::fmt::Write as _;

use latchkey_core::GalleryMessage;
use latchkey_core::example::Drawn;
use latchkey_core::flow::target::Target;
use latchkey_core::gallery::axes::Drawing;
use latchkey_core::problem::Operation;
use leptos::prelude::*;

use crate::app::text;
use crate::edge::page;
use crate::view::element::group;
use crate::view::plain::{plain, plain_text};

/// Squares per side of the sketched QR code.
const SQUARES: u32 = 21;

/// Draws the sketch, if it is asked for.
pub(super) fn drawing(asked: Drawing, drawn: Drawn) -> Option<AnyView> {
    let said = || plain_text("p", &[("class", "drawn__said")], text(&GalleryMessage::DrawnByBrowser));
    match asked {
        Drawing::Off => None,
        Drawing::On => Some(match drawn {
            Drawn::Autofill => plain("div", &[("class", "drawn drawn--autofill")], vec![said(), autofill()]),
            Drawn::Prompt(operation, target) => {
                plain("div", &[("class", "drawn drawn--prompt")], vec![said(), prompt(operation, target)])
            }
        }),
    }
}

fn line(class: &'static str, message: &GalleryMessage) -> AnyView {
    plain_text("p", &[("class", class)], text(message))
}

fn autofill() -> AnyView {
    let name = GalleryMessage::DrawnPasskey { name: "ada@example.com".to_owned() };
    group(
        "drawn__box",
        vec![line("drawn__title", &GalleryMessage::DrawnAutofill), line("drawn__choice", &name)],
    )
}

fn prompt(operation: Operation, target: Target) -> AnyView {
    let site = page::host();
    let title = match operation {
        Operation::SignIn => GalleryMessage::DrawnGet { site },
        Operation::SetUp => GalleryMessage::DrawnCreate { site },
    };
    let middle = match target {
        Target::Any | Target::ThisDevice => vec![line("drawn__choice", &GalleryMessage::DrawnConfirm)],
        Target::Phone => vec![code(), line("drawn__line", &GalleryMessage::DrawnScan)],
        Target::SecurityKey => vec![line("drawn__choice", &GalleryMessage::DrawnTouch)],
    };
    let buttons = [GalleryMessage::DrawnCancel, GalleryMessage::DrawnContinue];
    let buttons =
        buttons.iter().map(|message| plain_text("span", &[("class", "drawn__button")], text(message)));
    let mut parts = vec![line("drawn__title", &title)];
    parts.extend(middle);
    parts.push(group("drawn__buttons", buttons.collect()));
    group("drawn__box", parts)
}

/// Draws squares like those of a QR code. No camera can read it: it is empty.
fn code() -> AnyView {
    let (near, far) = (0..7, SQUARES - 7..SQUARES);
    let corner = |x: u32, y: u32| {
        let reaches = |x, y| near.contains(x) && (near.contains(y) || far.contains(y));
        reaches(&x, &y) || reaches(&y, &x)
    };
    let ring = |at: u32| [0, 6].contains(&(at % 14));
    let core = |at: u32| (2..5).contains(&(at % 14));
    let is_dark = |x: u32, y: u32| {
        if corner(x, y) {
            ring(x) || ring(y) || core(x) && core(y)
        } else {
            (x * 7 + y * 13 + x * y * 3) % 5 < 2
        }
    };
    let mut squares = String::new();
    for y in 0..SQUARES {
        for x in (0..SQUARES).filter(|x| is_dark(*x, y)) {
            // Writing to a string can't fail.
            let _ = write!(squares, "M{x} {y}h1v1h-1z");
        }
    }
    let bounds = format!("0 0 {SQUARES} {SQUARES}");
    view! { <svg class="drawn__code" viewBox=bounds aria-hidden="true"><path d=squares /></svg> }.into_any()
}
