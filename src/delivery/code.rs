//! The short code of a bundle, printed on every page and in every mail and kept in its manifest, so that an office can name the bundle that
//! it received.
//!
//! The manifest holds the digests of the PDFs, so the PDFs can't hold the manifest's: the code is made before either.

/// Letters and digits that are not confused on paper (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Generates a code of 40 random bits: `K7QF-2MXD`.
pub fn fresh() -> String {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    let letters: String = bytes
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte & 31)]))
        .collect();
    format!("{}-{}", &letters[..4], &letters[4..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_short_legible_and_random() {
        let codes: std::collections::BTreeSet<String> = (0..1_000).map(|_| fresh()).collect();
        assert_eq!(codes.len(), 1_000);
        for code in codes {
            let plain = |part: &str| part.len() == 4 && part.bytes().all(|byte| ALPHABET.contains(&byte));
            assert!(
                code.split_once('-').is_some_and(|(a, b)| plain(a) && plain(b)),
                "{code}"
            );
        }
    }
}
