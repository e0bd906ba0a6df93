//! The honeypot: stops programs that fill in forms, with a field that must stay empty and a minimum time between opening and sending a
//! form. Both tell an honest person what to do and keep what was typed, and a second press passes.

use jiff::Timestamp;

use crate::config::Secret;
use crate::signing::form::short::is_short;
use crate::web::form::Typed;

/// The field that must stay empty.
pub(crate) const EMPTY_FIELD: &str = "leave_empty";

/// The field that holds the time when the form was opened.
pub(crate) const OPENED_FIELD: &str = "opened";

/// The age, in seconds, after which a form must be loaded again.
const LONGEST_SECONDS: i64 = 24 * 60 * 60;

const PURPOSE: &str = "form opened";

/// Returns the current time with a MAC for a form that is being opened: `<microseconds>.<32 hexadecimal digits>`.
pub fn opened(secret: &Secret, now: Timestamp) -> String {
    let micros = now.as_microsecond();
    let mac = secret.digest(PURPOSE, &micros.to_be_bytes());
    format!("{micros}.{}", data_encoding::HEXLOWER.encode(&mac[..16]))
}

/// How long ago a form counts as opened that comes back from the short one.
const SHORT_SECONDS: i64 = 60 * 60;

/// Returns the opening time for a form that comes back: the first one, if it was genuine, so that a person who was asked something need not
/// wait again. The short form has none, and whoever sent it has waited long enough.
pub fn kept(typed: &Typed, secret: &Secret, now: Timestamp) -> String {
    let given = typed.get(OPENED_FIELD);
    if is_short(typed) {
        return opened(secret, now - jiff::SignedDuration::from_secs(SHORT_SECONDS));
    }
    if sprung(&Typed::of([(OPENED_FIELD, given)]), secret, now, 0).is_none() {
        given.to_owned()
    } else {
        opened(secret, now)
    }
}

/// Returns the message for a form that a program seems to have sent; `None` if nothing suggests it. The short form has no opening time.
pub(crate) fn sprung(typed: &Typed, secret: &Secret, now: Timestamp, least_seconds: u32) -> Option<&'static str> {
    if !typed.get(EMPTY_FIELD).is_empty() {
        return Some("trap-filled");
    }
    if is_short(typed) {
        return None;
    }
    let (micros, given) = typed.get(OPENED_FIELD).split_once('.').unwrap_or_default();
    let mac = data_encoding::HEXLOWER.decode(given.as_bytes()).unwrap_or_default();
    let age = match micros.parse::<i64>() {
        Ok(micros) if secret.verifies(PURPOSE, &micros.to_be_bytes(), &mac) => {
            (now.as_microsecond() - micros).div_euclid(1_000_000)
        }
        _ => return Some("trap-old"),
    };
    match age {
        _ if age < i64::from(least_seconds) => Some("trap-quick"),
        _ if age > LONGEST_SECONDS => Some("trap-old"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::form::short::SHORT_FIELD;

    #[test]
    fn a_form_sent_too_fast_too_late_or_with_a_forged_time_is_refused() {
        let (secret, start) = (Secret::new("a"), Timestamp::UNIX_EPOCH);
        let token = opened(&secret, start);
        let after = |seconds: i64, token: &str| {
            let now = start + jiff::SignedDuration::from_secs(seconds);
            sprung(&Typed::of([(OPENED_FIELD, token)]), &secret, now, 3)
        };
        assert_eq!(after(1, &token), Some("trap-quick"));
        assert_eq!(after(3, &token), None);
        assert_eq!(after(90_000, &token), Some("trap-old"));
        assert_eq!(after(10, "5.00"), Some("trap-old"));
        assert_eq!(after(10, ""), Some("trap-old"));
        let later = start + jiff::SignedDuration::from_secs(10);
        let comes_back = |given: &str| kept(&Typed::of([(OPENED_FIELD, given)]), &secret, later);
        assert_eq!(comes_back(&token), token, "what came back once is not too quick");
        assert_eq!(comes_back("5.00"), opened(&secret, later));
        assert_eq!(
            sprung(
                &Typed::of([(EMPTY_FIELD, "x"), (OPENED_FIELD, &token)]),
                &secret,
                start,
                0
            ),
            Some("trap-filled")
        );
        let short = [(SHORT_FIELD, "yes"), (EMPTY_FIELD, "")];
        assert_eq!(sprung(&Typed::of(short), &secret, start, 3), None);
        let filled = [(SHORT_FIELD, "yes"), (EMPTY_FIELD, "x")];
        assert_eq!(sprung(&Typed::of(filled), &secret, start, 3), Some("trap-filled"));
    }
}
