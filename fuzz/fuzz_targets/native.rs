#![no_main]
//! The program's own format: what follows the name.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut file = b"DeportationFlows(".to_vec();
    file.extend_from_slice(bytes.strip_prefix(b"DeportationFlows(").unwrap_or(bytes));
    deportation_flows_fuzz::read(&file);
});
