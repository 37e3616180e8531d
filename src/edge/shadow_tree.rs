//! Where in the document the app is: all of it, or the shadow tree of an element on a third-party page, whose
//! address, title and other elements are none of the app's business.

use std::cell::RefCell;

use leptos::prelude::{RwSignal, document, window};
use web_sys::{Element, EventTarget, ShadowRoot};

use super::events::{Listener, listen};

/// The shadow tree that the app is in.
struct Tree {
    root: ShadowRoot,
    /// Listens for the user's first visit; until then, the focus is left to the page around it.
    visits: Option<Listener>,
}

thread_local! {
    static TREE: RefCell<Option<Tree>> = const { RefCell::new(None) };
}

/// The app's path that an element shows, which appears in no address.
#[derive(Clone, Copy)]
pub(crate) struct Within(pub(crate) RwSignal<String>);

/// Places the app in this shadow tree from now on.
pub(crate) fn enter(root: ShadowRoot) {
    let first_visit = || {
        TREE.with_borrow_mut(|tree| tree.as_mut().and_then(|tree| tree.visits.take()));
    };
    let visits = listen(root.clone().into(), &["focusin", "pointerdown", "keydown"], first_visit);
    TREE.replace(Some(Tree { root, visits: Some(visits) }));
}

/// Returns the element whose shadow tree the app is in.
pub(crate) fn host() -> Option<Element> {
    TREE.with_borrow(|tree| tree.as_ref().map(|tree| tree.root.host()))
}

/// Returns whether the focus may be moved: not before the user has been in the shadow tree.
pub(crate) fn may_focus() -> bool {
    TREE.with_borrow(|tree| tree.as_ref().is_none_or(|tree| tree.visits.is_none()))
}

/// Returns the target that receives all of the app's events.
pub(crate) fn target() -> EventTarget {
    TREE.with_borrow(|tree| tree.as_ref().map_or_else(|| window().into(), |tree| tree.root.clone().into()))
}

/// Returns the app's first element that matches the selector.
pub(crate) fn find(selector: &str) -> Option<Element> {
    TREE.with_borrow(|tree| match tree {
        Some(tree) => tree.root.query_selector(selector),
        None => document().query_selector(selector),
    })
    .ok()
    .flatten()
}

/// Returns the app's element that has the focus; if none does, the document's body or `None`.
pub(crate) fn active_element() -> Option<Element> {
    TREE.with_borrow(|tree| match tree {
        Some(tree) => tree.root.active_element(),
        None => document().active_element(),
    })
}
