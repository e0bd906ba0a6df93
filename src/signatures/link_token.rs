//! Tokens of mailed links. Each token serves one purpose and consists of a row number and a MAC, so that the database holds nothing that
//! opens a link.

use crate::config::Secret;
use crate::store::RowId;

/// The purpose of a link. A token for one purpose opens nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Confirms a signature.
    Confirm,
    /// Opens the signer's own page.
    Own,
    /// Approves or declines on behalf of an organization.
    Approve,
    /// Accepts the role of an organization's contact.
    Contact,
    /// Opens a saved form.
    Draft,
    /// Removes a signature that was made in someone's name.
    NotUs,
    /// Unsubscribes from updates about a letter.
    Unsubscribe,
}

impl Purpose {
    fn label(self) -> &'static str {
        match self {
            Self::Confirm => "confirmation link",
            Self::Own => "own page link",
            Self::Approve => "approval link",
            Self::Contact => "contact link",
            Self::Draft => "saved form link",
            Self::NotUs => "not us link",
            Self::Unsubscribe => "unsubscribe link",
        }
    }
}

/// The secret part of a link: 8 bytes of masked row number and 24 bytes of MAC. Never logged, never stored.
#[derive(Clone)]
pub struct Token {
    masked: [u8; 8],
    mac: [u8; 24],
}

impl Token {
    /// Creates the token for a row, whose table the purpose determines.
    pub fn new(secret: &Secret, purpose: Purpose, row: impl RowId, nonce: &[u8; 16]) -> Self {
        let whole = secret.digest(purpose.label(), &message(row.number(), nonce));
        let mut mac = [0; 24];
        mac.copy_from_slice(&whole[..24]);
        let masked = mask(secret, &mac, row.number().to_be_bytes());
        Self { masked, mac }
    }

    /// Parses a token from a link: 43 characters of unpadded base64url. Trailing characters that programs and people leave behind (a full
    /// stop, a bracket, a blank) are ignored, since a token has a fixed length.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_start_matches(|c: char| !is_part(c));
        let (token, rest) = text.split_at_checked(LENGTH)?;
        if rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return None;
        }
        let bytes = data_encoding::BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
        let bytes: [u8; 32] = bytes.try_into().ok()?;
        let (masked, mac) = bytes.split_at(8);
        Some(Self {
            masked: masked.try_into().ok()?,
            mac: mac.try_into().ok()?,
        })
    }

    /// Returns the token as it is written in a link.
    pub fn as_text(&self) -> String {
        data_encoding::BASE64URL_NOPAD.encode(&[&self.masked[..], &self.mac[..]].concat())
    }

    /// Returns the number of the row that the token is for, if it is genuine. The number is masked, so that nobody can read from a link how
    /// many mails there were.
    pub fn row<I: RowId>(&self, secret: &Secret) -> I {
        I::new(self.number(secret))
    }

    fn number(&self, secret: &Secret) -> i64 {
        i64::from_be_bytes(mask(secret, &self.mac, self.masked))
    }

    /// Returns whether the token is genuine, in constant time.
    pub fn opens(&self, secret: &Secret, purpose: Purpose, nonce: &[u8; 16]) -> bool {
        secret.verifies(purpose.label(), &message(self.number(secret), nonce), &self.mac)
    }
}

/// The length of a token in a link, in characters.
const LENGTH: usize = 43;

/// Returns whether a token may contain this character.
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

fn message(number: i64, nonce: &[u8; 16]) -> Vec<u8> {
    [&number.to_be_bytes()[..], &nonce[..]].concat()
}

fn mask(secret: &Secret, mac: &[u8; 24], number: [u8; 8]) -> [u8; 8] {
    let key = secret.digest("link number", mac);
    std::array::from_fn(|index| number[index] ^ key[index])
}

/// Returns sixteen random bytes.
pub fn nonce() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signatures::ids::LinkId;

    #[test]
    fn a_token_opens_only_for_its_purpose_row_and_secret() {
        let (secret, nonce) = (Secret::new("a"), nonce());
        let token =
            Token::parse(&Token::new(&secret, Purpose::Confirm, LinkId::new(7), &nonce).as_text()).expect("parses");
        assert_eq!(token.row::<LinkId>(&secret), LinkId::new(7));
        assert!(token.opens(&secret, Purpose::Confirm, &nonce));
        assert!(!token.opens(&secret, Purpose::Own, &nonce), "a link has one purpose");
        assert!(!token.opens(&Secret::new("b"), Purpose::Confirm, &nonce));
        assert!(!token.opens(&secret, Purpose::Confirm, &[0; 16]));
        let mut forged = token.clone();
        forged.masked[7] ^= 1;
        assert!(!forged.opens(&secret, Purpose::Confirm, &nonce), "another row");
        assert!(Token::parse("short").is_none());
    }

    #[test]
    fn trailing_characters_after_a_token_are_ignored() {
        let (secret, nonce) = (Secret::new("a"), nonce());
        let text = Token::new(&secret, Purpose::Own, LinkId::new(7), &nonce).as_text();
        for end in [
            ".", ",", ")", ";", ">", " ", "\"", "”", "'", "»", "\u{a0}", "\u{200b}", "\u{feff}", ".)", "_", "*", "…",
            "\r\n",
        ] {
            let token = Token::parse(&format!("{text}{end}")).expect(end);
            assert!(token.opens(&secret, Purpose::Own, &nonce), "{end:?}");
            assert_eq!(token.as_text(), text, "{end:?}");
        }
        assert!(Token::parse(&format!("<{text}>")).is_some());
        assert!(Token::parse(&format!("{text}x")).is_none(), "another token");
        assert!(Token::parse(&text[1..]).is_none());
        assert!(Token::parse(&"é".repeat(43)).is_none());
    }
}
