//! Sanitizes text from others (relays, libraries) for logs and tables: bounded, in one line, without addresses of people.

/// How many characters are kept.
const KEPT: usize = 400;

/// Cuts out every address, and replaces control characters by blanks.
pub fn without_addresses(said: &str) -> String {
    let plain: String = said.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let cut = plain.split(' ').map(without_address).collect::<Vec<_>>().join(" ");
    match cut.char_indices().nth(KEPT) {
        Some((end, _)) => format!("{}…", &cut[..end]),
        None => cut,
    }
}

/// Turns `<ana@example.org>:` into `<…>:`. The part before the `@` may be quoted and contain anything but a blank.
fn without_address(word: &str) -> String {
    let Some(at) = word.find('@') else {
        return word.to_owned();
    };
    let edges = ['<', '>', '(', ')', '[', ']', '"', '\'', ',', ';', ':', '='];
    let start = word[..at]
        .rfind(['<', '(', '[', ',', ';', ':', '='])
        .map_or(0, |edge| edge + 1);
    let end = word[at + 1..].find(edges).map_or(word.len(), |edge| at + 1 + edge);
    format!("{}…{}", &word[..start], without_address(&word[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("550 5.1.1 <ana@example.org>: no such user", "550 5.1.1 <…>: no such user")]
    #[case("550 ana@example.org unknown", "550 … unknown")]
    #[case("550 to=<ana@example.org>,<b@c.example> no", "550 to=<…>,<…> no")]
    #[case("450 (\"o'brien\"@example.org) later", "450 (…) later")]
    #[case("554 5.7.1 Relay access denied", "554 5.7.1 Relay access denied")]
    #[case("two\r\nlines", "two  lines")]
    #[case("rfc822;ana@example.org", "rfc822;…")]
    fn addresses_are_cut_out(#[case] said: &str, #[case] kept: &str) {
        assert_eq!(without_addresses(said), kept);
    }

    #[test]
    fn a_long_text_is_cut_short() {
        assert_eq!(without_addresses(&"é".repeat(5_000)).chars().count(), KEPT + 1);
    }
}
