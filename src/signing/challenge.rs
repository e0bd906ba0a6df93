//! The only place that uses altcha: a proof of work (ALTCHA, protocol v2) that a form carries while unusually many people want to sign.
//!
//! A challenge is bound to its letter, price and expiry by a MAC, so that nothing is stored for it; only a used solution is recorded
//! ([`crate::signing::store::spent_challenges`]). The expiry is part of the challenge's own data, not where the protocol has it: the crate
//! would compare it with the system's clock, and ours can be moved.

use altcha::{CreateChallengeOptions, Payload, VerifySolutionOptions, create_challenge, verify_solution};
use jiff::Timestamp;

use crate::config::Secret;
use crate::web::form::Typed;

/// The field that holds the solution: base64 of JSON with `challenge` and `solution`.
pub(crate) const FIELD: &str = "proof";

/// The field's value until a script has solved the challenge.
pub(crate) const UNSOLVED: &str = "unsolved";

/// The PBKDF2 rounds of one derivation: few enough that making a challenge, which takes one derivation, costs us next to nothing.
const ROUNDS: u32 = 1_000;

/// How long a challenge is valid.
const VALID_SECONDS: i64 = 60 * 60;

/// The proof of work that a form carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The form had no challenge.
    NotAsked,
    /// The form had a challenge that no script solved.
    Unsolved,
    /// The solution is invalid: forged, for another letter, or expired.
    Wrong,
    /// A valid solution, which may have been used before.
    Solved(Solved),
}

/// A valid solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Solved {
    /// The digest that identifies the solution.
    pub digest: [u8; 32],
    /// The price that was paid.
    pub price: u32,
    /// When the challenge expires, in seconds.
    pub expires_at: i64,
}

/// Creates a challenge as JSON. `price` is the average number of derivations that a solution takes; it never takes more than half as many
/// again.
pub(crate) fn offer(secret: &Secret, letter: &str, price: u32, now: Timestamp) -> String {
    let mut random = [0; 4];
    getrandom::fill(&mut random).expect("the operating system gives random bytes");
    let price = price.max(2);
    let counter = (price / 2).saturating_add(u32::from_le_bytes(random) % price);
    let data = [
        ("letter".to_owned(), letter.into()),
        ("price".to_owned(), price.into()),
        ("until".to_owned(), (now.as_second() + VALID_SECONDS).into()),
    ];
    let challenge = create_challenge(CreateChallengeOptions {
        cost: ROUNDS,
        counter: Some(counter),
        data: Some(data.into()),
        hmac_signature_secret: Some(key(secret, "challenge")),
        hmac_key_signature_secret: Some(key(secret, "challenge's answer")),
        ..CreateChallengeOptions::default()
    });
    let challenge = challenge.expect("PBKDF2 takes any password and number of rounds");
    serde_json::to_string(&challenge).expect("texts and numbers are JSON")
}

/// Reads the proof of work of a form for a letter.
pub fn read(secret: &Secret, letter: &str, typed: &Typed, now: Timestamp) -> Proof {
    match typed.get(FIELD) {
        "" => Proof::NotAsked,
        UNSOLVED => Proof::Unsolved,
        given => solved(secret, letter, given, now).map_or(Proof::Wrong, Proof::Solved),
    }
}

fn solved(secret: &Secret, letter: &str, given: &str, now: Timestamp) -> Option<Solved> {
    let payload = data_encoding::BASE64.decode(given.as_bytes()).ok()?;
    let Payload { challenge, solution } = serde_json::from_slice(&payload).ok()?;
    let options = VerifySolutionOptions {
        hmac_key_signature_secret: Some(key(secret, "challenge's answer")),
        ..VerifySolutionOptions::new(&challenge, &solution, key(secret, "challenge"))
    };
    if !verify_solution(options).ok()?.verified {
        return None;
    }
    // From here on the challenge is authentic: its data is what we wrote.
    let data = challenge.parameters.data?;
    let number = |name: &str| data.get(name).and_then(serde_json::Value::as_i64);
    let expires_at = number("until").filter(|until| now.as_second() < *until)?;
    if data.get("letter")?.as_str()? != letter {
        return None;
    }
    Some(Solved {
        digest: secret.digest("solved challenge", challenge.signature?.as_bytes()),
        price: u32::try_from(number("price")?).ok()?,
        expires_at,
    })
}

/// Derives a key for one purpose, as the text that the crate expects.
fn key(secret: &Secret, purpose: &str) -> String {
    data_encoding::HEXLOWER.encode(&secret.digest(purpose, b""))
}

#[cfg(test)]
mod tests {
    use altcha::{Challenge, SolveChallengeOptions, solve_challenge};

    use super::*;

    fn answered(challenge: &str) -> Payload {
        let challenge: Challenge = serde_json::from_str(challenge).expect("a challenge");
        let solution = solve_challenge(SolveChallengeOptions::new(&challenge));
        let solution = solution.expect("solvable").expect("in time");
        Payload { challenge, solution }
    }

    fn sent(payload: &Payload) -> Typed {
        let json = serde_json::to_vec(payload).expect("JSON");
        Typed::of([(FIELD, data_encoding::BASE64.encode(&json).as_str())])
    }

    #[test]
    fn a_solution_counts_for_its_letter_its_price_and_its_hour() {
        let (secret, now) = (Secret::new("a"), Timestamp::UNIX_EPOCH);
        let typed = sent(&answered(&offer(&secret, "one", 8, now)));
        let Proof::Solved(solved) = read(&secret, "one", &typed, now) else {
            panic!("a solution")
        };
        assert_eq!((solved.price, solved.expires_at), (8, VALID_SECONDS));
        assert_eq!(read(&secret, "two", &typed, now), Proof::Wrong);
        assert_eq!(read(&Secret::new("b"), "one", &typed, now), Proof::Wrong);
        let later = |seconds| now + jiff::SignedDuration::from_secs(seconds);
        assert_eq!(
            read(&secret, "one", &typed, later(VALID_SECONDS - 1)),
            Proof::Solved(solved)
        );
        assert_eq!(read(&secret, "one", &typed, later(VALID_SECONDS)), Proof::Wrong);
    }

    #[test]
    fn a_challenge_can_neither_be_altered_nor_guessed() {
        let (secret, now) = (Secret::new("a"), Timestamp::UNIX_EPOCH);
        let good = answered(&offer(&secret, "one", 4, now));
        let changed = |change: &dyn Fn(&mut Payload)| {
            let mut payload = good.clone();
            change(&mut payload);
            read(&secret, "one", &sent(&payload), now)
        };
        let data = |name: &'static str, value: i64| {
            move |payload: &mut Payload| {
                let data = payload.challenge.parameters.data.as_mut().expect("data");
                data.insert(name.to_owned(), value.into());
            }
        };
        assert!(matches!(changed(&|_| ()), Proof::Solved(_)));
        assert_eq!(changed(&data("price", 4_000)), Proof::Wrong);
        assert_eq!(changed(&data("until", i64::MAX)), Proof::Wrong);
        assert_eq!(changed(&|it| it.challenge.parameters.cost = 1), Proof::Wrong);
        assert_eq!(
            changed(&|it| it.challenge.parameters.key_signature = None),
            Proof::Wrong
        );
        assert_eq!(changed(&|it| it.challenge.signature = None), Proof::Wrong);
        assert_eq!(changed(&|it| it.solution.derived_key = "00".repeat(32)), Proof::Wrong);
        assert_eq!(changed(&|it| it.solution.derived_key = "x".to_owned()), Proof::Wrong);
        for nonsense in ["x", "e30=", "bnVsbA=="] {
            assert_eq!(read(&secret, "one", &Typed::of([(FIELD, nonsense)]), now), Proof::Wrong);
        }
        assert_eq!(read(&secret, "one", &Typed::of([]), now), Proof::NotAsked);
        assert_eq!(
            read(&secret, "one", &Typed::of([(FIELD, UNSOLVED)]), now),
            Proof::Unsolved
        );
    }
}
