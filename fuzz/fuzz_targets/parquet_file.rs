#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| deportation_flows_fuzz::read(bytes));
