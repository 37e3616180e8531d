//! Fuzzes the parsers.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| latchkey_fuzz::wire(bytes));
