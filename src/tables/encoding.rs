//! Detects the text encoding of a file.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Decodes a file in UTF-8 or UTF-16, with or without a byte-order mark, or else in Windows-1252, which Excel writes in the Americas and
/// western Europe. `Err` says why a file is not text.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, &'static str> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err("this is a workbook, not a text file: in your spreadsheet program, choose Save As, CSV UTF-8");
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return whole(encoding, &bytes[mark..]);
    }
    // Without a byte-order mark, UTF-16 is recognized by the zero byte in every other position of ASCII text.
    let zeros = |first: usize| {
        let sample = bytes.iter().skip(first).step_by(2).take(200);
        !bytes.is_empty() && sample.clone().filter(|byte| **byte == 0).count() * 2 > sample.count()
    };
    if bytes.len() >= 4 && zeros(1) {
        return whole(UTF_16LE, bytes);
    }
    if bytes.len() >= 4 && zeros(0) {
        return whole(UTF_16BE, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return without_zeros(Cow::Borrowed(text));
    }
    whole(WINDOWS_1252, bytes)
}

fn whole<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Result<Cow<'b, str>, &'static str> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    let wrong = if encoding == UTF_8 {
        "the file claims to be UTF-8 but is not: save it as CSV UTF-8"
    } else {
        "the file can't be read as text: save it as CSV UTF-8"
    };
    without_zeros(text.ok_or(wrong)?)
}

fn without_zeros(text: Cow<'_, str>) -> Result<Cow<'_, str>, &'static str> {
    if text.contains('\0') {
        Err("the file is not text: save it as CSV UTF-8")
    } else {
        Ok(text)
    }
}
