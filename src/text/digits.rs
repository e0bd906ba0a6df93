//! Numbers as the world's keyboards write them: full-width or Arabic digits, and every kind of dash.

use unicode_normalization::UnicodeNormalization;

/// The first of ten digits, in the scripts whose keyboards have their own.
const ZEROS: &[u32] = &[
    0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0,
    0x0f20, 0x1040, 0x17e0, 0x1810,
];

/// Replaces all digits and dashes by ASCII ones, and folds compatibility forms; everything else stays.
pub(crate) fn plain_numbers(text: &str) -> String {
    text.nfkc().map(digit).map(dash).collect()
}

fn digit(c: char) -> char {
    let code = u32::from(c);
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code));
    zero.and_then(|zero| char::from_digit(code - zero, 10)).unwrap_or(c)
}

fn dash(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{02d7}' | '\u{30fc}' | '\u{fe58}' | '\u{058a}' => '-',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_dashes_of_every_keyboard_become_plain() {
        assert_eq!(plain_numbers("９３７０１－１２３４"), "93701-1234");
        assert_eq!(plain_numbers("٩٣٧٠١–١٢٣٤"), "93701-1234");
        assert_eq!(plain_numbers("202\u{2011}555\u{2011}0143"), "202-555-0143");
        assert_eq!(plain_numbers("K1A 0B1"), "K1A 0B1");
    }
}
