//! Fuzzes the classification.
#![no_main]

libfuzzer_sys::fuzz_target!(|case: latchkey_fuzz::Case| latchkey_fuzz::classify(&case));
