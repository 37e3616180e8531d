//! The edge: one file per browser capability. Nothing in here decides.

pub(crate) mod administration;
pub(crate) mod appearance;
pub(crate) mod backend;
pub(crate) mod ceremony;
pub(crate) mod configuration;
pub(crate) mod credential_json;
pub(crate) mod date;
pub(crate) mod device;
pub(crate) mod dialog;
pub(crate) mod events;
pub(crate) mod frames;
pub(crate) mod http;
pub(crate) mod js;
pub(crate) mod management;
pub(crate) mod network;
pub(crate) mod number;
pub(crate) mod page;
pub(crate) mod panic;
pub(crate) mod reports;
pub(crate) mod signals;
pub(crate) mod stopped;
pub(crate) mod tabs;
pub(crate) mod timers;
pub(crate) mod used_here;
