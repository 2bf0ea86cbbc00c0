#![no_main]
//! JSON and NDJSON: whatever the bytes, they begin like JSON.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut file = bytes.to_vec();
    if !matches!(file.first(), Some(b'[' | b'{')) {
        file.insert(0, b'[');
    }
    deportation_flows_fuzz::read(&file);
});
