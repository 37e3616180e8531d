//! Where in the document the app is: all of it, or the shadow tree of an element of somebody else's page, whose address,
//! title and other elements are none of the app's business.

use std::cell::RefCell;

use leptos::prelude::{RwSignal, document, window};
use web_sys::{Element, EventTarget, ShadowRoot};

use super::events::{Listener, listen};

/// A shadow tree that the app is in.
struct Tree {
    root: ShadowRoot,
    /// Somebody has been there; until then the focus is left to the page around it.
    visits: Option<Listener>,
}

thread_local! {
    static TREE: RefCell<Option<Tree>> = const { RefCell::new(None) };
}

/// The path of the app that an element shows, which stands in no address.
#[derive(Clone, Copy)]
pub(crate) struct Within(pub(crate) RwSignal<String>);

/// From now on the app is in this shadow tree.
pub(crate) fn enter(root: ShadowRoot) {
    let first_visit = || {
        TREE.with_borrow_mut(|tree| tree.as_mut().and_then(|tree| tree.visits.take()));
    };
    let visits = listen(root.clone().into(), &["focusin", "pointerdown", "keydown"], first_visit);
    TREE.replace(Some(Tree { root, visits: Some(visits) }));
}

/// The element whose shadow tree it is.
pub(crate) fn host() -> Option<Element> {
    TREE.with_borrow(|tree| tree.as_ref().map(|tree| tree.root.host()))
}

/// Whether the focus may be moved: not before somebody has been in the shadow tree.
pub(crate) fn may_focus() -> bool {
    TREE.with_borrow(|tree| tree.as_ref().is_none_or(|tree| tree.visits.is_none()))
}

/// What hears all events of the app.
pub(crate) fn target() -> EventTarget {
    TREE.with_borrow(|tree| tree.as_ref().map_or_else(|| window().into(), |tree| tree.root.clone().into()))
}

/// The first element of the app that fits the selector.
pub(crate) fn find(selector: &str) -> Option<Element> {
    TREE.with_borrow(|tree| match tree {
        Some(tree) => tree.root.query_selector(selector),
        None => document().query_selector(selector),
    })
    .ok()
    .flatten()
}

/// The element of the app that has the focus; the body of the document, or none, where none has it.
pub(crate) fn active_element() -> Option<Element> {
    TREE.with_borrow(|tree| match tree {
        Some(tree) => tree.root.active_element(),
        None => document().active_element(),
    })
}
