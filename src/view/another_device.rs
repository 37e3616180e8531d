//! The choice of another device, with what each needs before the browser takes over.

use latchkey_core::Message;
use latchkey_core::flow::target::Target;
use latchkey_core::problem::Operation;
use leptos::prelude::*;

use super::button::{Weight, button};
use super::element::{actions, group, messages, paragraph, section, subheading};
use super::heading::heading;

/// The page's buttons.
#[derive(Clone, Copy)]
pub(crate) struct Choices {
    /// 'Use a phone or tablet'.
    pub(crate) phone: Callback<()>,
    /// 'Use a security key'.
    pub(crate) security_key: Callback<()>,
    /// 'Back'.
    pub(crate) back: Callback<()>,
}

/// Shows the page. If the browser says that it can't reach phones, the page explains that but keeps the
/// choice: the browser may be mistaken, and Bluetooth can be turned on.
pub(crate) fn another_device_view(
    operation: Operation,
    reaches_phone: Option<bool>,
    choices: Choices,
) -> AnyView {
    let unreachable = reaches_phone == Some(false);
    let (phone, key) =
        if unreachable { (Weight::Secondary, Weight::Primary) } else { (Weight::Primary, Weight::Secondary) };
    section(vec![
        heading(&Message::AnotherDeviceTitle),
        group(
            "device",
            vec![
                subheading("device__title", &Message::PhoneTitle),
                if unreachable {
                    paragraph("note", &Message::PhoneUnavailable)
                } else {
                    messages("device__needs", Target::Phone.needs(operation))
                },
                button(&Message::UsePhone, phone, choices.phone),
            ],
        ),
        group(
            "device",
            vec![
                subheading("device__title", &Message::KeyTitle),
                messages("device__needs", Target::SecurityKey.needs(operation)),
                button(&Message::UseSecurityKey, key, choices.security_key),
            ],
        ),
        actions(vec![button(&Message::Back, Weight::Quiet, choices.back)]),
    ])
}
