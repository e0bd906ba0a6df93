//! The address that bounces of a mail come back to: `bounce+12-TOKEN@example.org`, with the mail's number and a tag that only this service can
//! make (variable envelope return path). Servers may change the case of an address, so the token is the same in any.

use data_encoding::BASE32_NOPAD;

use super::MailId;
use crate::config::Secret;

/// How many bytes of the digest are in an address, which may have 64 characters before the `@`.
const TAG: usize = 16;

const PURPOSE: &str = "the return path of an email";

/// A token as it was found, genuine or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The mail that it names.
    pub mail: MailId,
    tag: [u8; TAG],
}

/// A mail's number may be given again after a backup is restored, so the tag is bound to its Message-ID as well.
fn message(mail: MailId, message_id: &str) -> Vec<u8> {
    format!("{mail}\0{message_id}").into_bytes()
}

/// Returns the token of a mail.
pub fn token(secret: &Secret, mail: MailId, message_id: &str) -> String {
    let digest = secret.digest(PURPOSE, &message(mail, message_id));
    let tag = BASE32_NOPAD.encode(&digest[..TAG]).to_ascii_lowercase();
    format!("{mail}-{tag}")
}

impl Token {
    /// Parses the token of an address, behind its last `+`; `None` if it has none.
    pub fn of_address(address: &str) -> Option<Self> {
        let (local, _) = address.rsplit_once('@')?;
        let (_, token) = local.rsplit_once('+')?;
        let (number, tag) = token.split_once('-')?;
        let is_number = number.len() <= 19 && number.bytes().all(|b| b.is_ascii_digit());
        let mail = number.parse().ok().filter(|_| is_number)?;
        let tag = BASE32_NOPAD.decode(tag.to_ascii_uppercase().as_bytes()).ok()?;
        Some(Self {
            mail,
            tag: tag.try_into().ok()?,
        })
    }

    /// Returns whether this service made it for the mail with this Message-ID; in constant time.
    pub fn is_genuine(&self, secret: &Secret, message_id: &str) -> bool {
        secret.verifies(PURPOSE, &message(self.mail, message_id), &self.tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_genuine_in_any_case_and_for_its_mail_only() {
        let secret = Secret::new("a key");
        let (mail, id) = (MailId::new(i64::MAX), "1f@coalition.example");
        let address = format!("bounce+{}@coalition.example", token(&secret, mail, id));
        assert!(address.find('@').is_some_and(|at| at <= 64), "{address}");
        for address in [address.clone(), address.to_uppercase()] {
            let token = Token::of_address(&address).expect("a token");
            assert_eq!(token.mail, mail);
            assert!(token.is_genuine(&secret, id));
            assert!(!token.is_genuine(&secret, "2f@coalition.example"));
            assert!(!token.is_genuine(&Secret::new("another"), id));
        }
        let other = address.replace("+9", "+8");
        assert!(!Token::of_address(&other).expect("a token").is_genuine(&secret, id));
        for none in [
            "bounce@coalition.example",
            "ana+news@example.org",
            "a+1-b@c.example",
            "a+1-@c.example",
            "+-@",
        ] {
            assert_eq!(Token::of_address(none), None, "{none}");
        }
    }
}
