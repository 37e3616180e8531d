//! Small views that pages share.

pub(crate) mod announcer;
pub(crate) mod another_device;
pub(crate) mod button;
pub(crate) mod element;
pub(crate) mod field;
pub(crate) mod form;
pub(crate) mod heading;
pub(crate) mod icon;
pub(crate) mod menu;
pub(crate) mod named_button;
pub(crate) mod not_set_up;
pub(crate) mod offline;
pub(crate) mod passkey_card;
pub(crate) mod plain;
pub(crate) mod portal_tabs;
pub(crate) mod problem;
pub(crate) mod prompt;
pub(crate) mod session_warning;
pub(crate) mod tick_box;
pub(crate) mod verification;
pub(crate) mod waiting;
