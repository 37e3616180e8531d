//! The browser's own JSON values, for profiles: they spare the app a parser.

use js_sys::{Array, Object, Reflect};
use latchkey_core::profile::{Json, Kind};
use wasm_bindgen::{JsCast, JsValue};

use crate::edge::js;

/// One of the browser's JSON values.
#[derive(Clone, Debug)]
pub(super) struct JsonValue(JsValue);

impl JsonValue {
    /// Wraps a value that was parsed from JSON.
    pub(super) fn new(value: JsValue) -> Self {
        Self(value)
    }

    /// Parses JSON; `None` if it isn't valid.
    pub(super) fn parse(text: &str) -> Option<Self> {
        js::parse_json(text).map(Self)
    }
}

impl Json for JsonValue {
    fn object() -> Self {
        Self(JsValue::from(Object::<JsValue>::new()))
    }

    fn list() -> Self {
        Self(Array::new().into())
    }

    fn from_text(text: &str) -> Self {
        Self(text.into())
    }

    fn from_whole(number: u32) -> Self {
        Self(number.into())
    }

    fn from_truth(truth: bool) -> Self {
        Self(truth.into())
    }

    fn kind(&self) -> Kind {
        if self.0.is_string() {
            Kind::Text
        } else if self.0.as_bool().is_some() {
            Kind::Boolean
        } else if self.0.as_f64().is_some() {
            Kind::Number
        } else if Array::is_array(&self.0) {
            Kind::List
        } else if self.0.is_object() {
            Kind::Object
        } else {
            Kind::Null
        }
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn names(&self) -> Vec<String> {
        if self.kind() != Kind::Object {
            return Vec::new();
        }
        let keys = Reflect::own_keys(&self.0).unwrap_or_default();
        keys.iter().filter_map(|name| name.as_string()).collect()
    }

    fn member(&self, name: &str) -> Option<Self> {
        let is_own =
            self.kind() == Kind::Object && Object::has_own(self.0.unchecked_ref::<Object>(), &name.into());
        let value = is_own.then(|| Reflect::get(&self.0, &name.into()).ok());
        value.flatten().map(Self)
    }

    fn entries(&self) -> Vec<Self> {
        if self.kind() == Kind::List { Array::from(&self.0).iter().map(Self).collect() } else { Vec::new() }
    }

    fn set(&mut self, name: &str, value: Self) {
        js::set(&self.0, name, &value.0);
    }

    fn push(&mut self, entry: Self) {
        self.0.unchecked_ref::<Array>().push(&entry.0);
    }

    fn to_json(&self) -> String {
        js::to_json(&self.0).unwrap_or_default()
    }
}
