//! A profile of what was seen.
use crate::report::Row;
use serde_json::Value;
use std::path::Path;
pub(crate) fn completed(document: Value, _file: &Path) -> Value {
    document
}
pub(crate) fn learned(document: Value, _rows: &[Row]) -> Value {
    document
}
