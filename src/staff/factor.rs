//! The second factor: codes of an authenticator app (RFC 6238), and recovery codes for when it is lost.
//!
//! The app's key is stored encrypted with the service's key, and recovery codes as digests that are keyed with it, so that a copy of the
//! database is not enough to make a code. The parameters are the ones that every app supports: SHA-1, 6 digits, 30 seconds.

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha1::Sha1;
use unicode_normalization::UnicodeNormalization;

use crate::audit::StaffId;
use crate::config::Secret;

/// How long an app shows one code, in seconds.
const PERIOD: i64 = 30;

/// How many recovery codes there are.
const CODES: usize = 10;

/// The characters of recovery codes, without those that look alike.
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// The number of a period of [`PERIOD`] seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step(u64);

impl Step {
    /// Returns the period that a time is in.
    pub fn at(now: Timestamp) -> Self {
        Self(u64::try_from(now.as_second().div_euclid(PERIOD)).unwrap_or(0))
    }

    /// Returns the number as the database stores it.
    pub(crate) fn stored(self) -> u32 {
        u32::try_from(self.0).unwrap_or(u32::MAX)
    }
}

/// The key that an authenticator app and the service share: 160 bits, as RFC 4226 recommends. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct AppKey([u8; 20]);

impl std::fmt::Debug for AppKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AppKey(…)")
    }
}

impl AppKey {
    /// Creates a random key.
    pub fn random() -> Self {
        let mut bytes = [0; 20];
        getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
        Self(bytes)
    }

    /// Parses a key in base32, as apps show it.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = data_encoding::BASE32_NOPAD.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// Returns the key in base32, to be typed into an app.
    pub fn as_text(&self) -> String {
        data_encoding::BASE32_NOPAD.encode(&self.0)
    }

    /// Encrypts the key for an account: moved to another account, it can't be decrypted.
    pub(crate) fn sealed(&self, secret: &Secret, account: StaffId) -> String {
        secret.seal(&purpose(account), &self.as_text())
    }

    /// Decrypts a key that was encrypted for the account.
    pub(crate) fn open(secret: &Secret, account: StaffId, sealed: &str) -> Option<Self> {
        Self::parse(&secret.open(&purpose(account), sealed)?)
    }

    /// Returns the `otpauth:` URL that an app reads from a QR code.
    pub(crate) fn uri(&self, issuer: &str, email: &str) -> String {
        let encoded = |text: &str| -> String {
            let plain: String = text.chars().filter(|c| *c != ':').collect();
            url::form_urlencoded::byte_serialize(plain.as_bytes())
                .collect::<String>()
                .replace('+', "%20")
        };
        let issuer = encoded(issuer);
        format!(
            "otpauth://totp/{issuer}:{}?secret={}&issuer={issuer}",
            encoded(email),
            self.as_text()
        )
    }

    /// Returns the code of a period.
    pub fn code(&self, step: Step) -> u32 {
        let mut mac = Hmac::<Sha1>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(&step.0.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        let offset = usize::from(digest[19] & 0x0f);
        let bytes: [u8; 4] = digest[offset..offset + 4].try_into().expect("four of them");
        (u32::from_be_bytes(bytes) & 0x7fff_ffff) % 1_000_000
    }

    /// Returns the period that a code is for: the current one, the one before or the one after, since clocks differ a little. A code for
    /// the period `used`, or an earlier one, is refused, so that each code works once.
    pub(crate) fn step_of(&self, typed: u32, now: Timestamp, used: u32) -> Option<Step> {
        let present = Step::at(now).0;
        let near = [present.saturating_sub(1), present, present + 1].map(Step);
        // Comparing integers takes the same time wherever they differ.
        let fits = near.into_iter().filter(|step| self.code(*step) == typed);
        fits.into_iter().find(|step| step.stored() > used)
    }
}

fn purpose(account: StaffId) -> String {
    format!("staff authenticator {account}")
}

/// What someone typed as a code.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Typed {
    /// Six digits: a code from the app.
    App(u32),
    /// A recovery code in upper case, without separators.
    Recovery(String),
}

impl Typed {
    /// Parses a code as people type or paste it: with or without spaces, hyphens and similar characters, in letters of any width.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let plain: String = text
            .chars()
            .take(200)
            .nfkc()
            .filter(|c| c.is_alphanumeric())
            .take(32)
            .collect();
        if plain.len() == 6 && plain.bytes().all(|it| it.is_ascii_digit()) {
            return plain.parse().ok().map(Self::App);
        }
        let plain = plain.to_ascii_uppercase();
        let is_one = plain.len() == 10 && plain.bytes().all(|it| SIGNS.contains(&it));
        is_one.then_some(Self::Recovery(plain))
    }
}

/// Creates random recovery codes of 50 bits each, formatted as `ABCDE-FGHIJ`.
pub(crate) fn recovery_codes() -> Vec<String> {
    let code = || {
        let mut bytes = [0; 10];
        getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
        let signs: Vec<char> = bytes.iter().map(|it| char::from(SIGNS[usize::from(it % 32)])).collect();
        let half = |of: &[char]| of.iter().collect::<String>();
        format!("{}-{}", half(&signs[..5]), half(&signs[5..]))
    };
    (0..CODES).map(|_| code()).collect()
}

/// Returns the keyed digest of a recovery code, which is what the database stores.
pub(crate) fn recovery_digest(secret: &Secret, account: StaffId, code: &str) -> [u8; 32] {
    let plain: String = code.chars().filter(|c| *c != '-').collect();
    secret.digest("staff recovery code", format!("{account} {plain}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test vectors of RFC 6238, appendix B, for SHA-1; the last six of their eight digits.
    #[rstest::rstest]
    #[case(59, 287_082)]
    #[case(1_111_111_109, 81_804)]
    #[case(1_111_111_111, 50_471)]
    #[case(1_234_567_890, 5_924)]
    #[case(2_000_000_000, 279_037)]
    #[case(20_000_000_000, 353_130)]
    fn codes_are_those_of_the_standard(#[case] second: i64, #[case] code: u32) {
        let key = AppKey(*b"12345678901234567890");
        let now = Timestamp::from_second(second).expect("a moment");
        assert_eq!(key.code(Step::at(now)), code);
    }

    #[test]
    fn a_code_works_once_and_within_half_a_minute_of_its_own() {
        let key = AppKey::random();
        let at = |second: i64| Timestamp::from_second(1_796_126_400 + second).expect("a moment");
        let code = key.code(Step::at(at(0)));
        for (second, works) in [
            (-61, false),
            (-30, true),
            (0, true),
            (29, true),
            (59, true),
            (60, false),
        ] {
            // By chance, one of a million codes is also that of another period.
            assert_eq!(key.step_of(code, at(second), 0).is_some(), works, "{second}");
        }
        let used = key.step_of(code, at(0), 0).expect("works").stored();
        assert_eq!(key.step_of(code, at(1), used), None, "again");
        let next = key.code(Step::at(at(30)));
        assert!(key.step_of(next, at(30), used).is_some());
    }

    #[test]
    fn a_key_is_sealed_for_its_account_and_read_by_an_app() {
        let (secret, key, account) = (Secret::new("a key"), AppKey::random(), StaffId::new(7));
        let sealed = key.sealed(&secret, account);
        assert!(!sealed.contains(&key.as_text()));
        assert_eq!(AppKey::open(&secret, account, &sealed), Some(key.clone()));
        assert_eq!(AppKey::open(&secret, StaffId::new(8), &sealed), None);
        assert_eq!(AppKey::open(&Secret::new("another"), account, &sealed), None);
        let uri = key.uri("Coalition: A & B", "ana@coalition.example");
        let secret = key.as_text();
        let expected = format!(
            "otpauth://totp/Coalition%20A%20%26%20B:ana%40coalition.example?secret={secret}&issuer=Coalition%20A%20%26%20B"
        );
        assert_eq!(uri, expected);
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        let recovery = |text: &str| Typed::read(text) == Some(Typed::Recovery("ABCDEFGH23".to_owned()));
        assert!(recovery("ABCDE-FGH23") && recovery(" abcde fgh23 ") && recovery("abcdefgh23"));
        assert!(recovery("ABCDE\u{2013}FGH23") && recovery("\u{200b}ABCDE\u{2011}FGH23\u{feff}"));
        for app in [
            "012 345",
            "012\u{a0}345.",
            "\u{ff10}\u{ff11}\u{ff12}\u{ff13}\u{ff14}\u{ff15}",
        ] {
            assert!(Typed::read(app) == Some(Typed::App(12_345)), "{app}");
        }
        for wrong in ["", "12345", "1234567", "ABCDE-FGH2", "ABCDE-FGH10", "ABCDE-FGH234"] {
            assert!(Typed::read(wrong).is_none(), "{wrong}");
        }
        let codes = recovery_codes();
        assert!(
            codes.len() == 10 && codes.iter().all(|it| Typed::read(it).is_some()),
            "{codes:?}"
        );
    }
}
