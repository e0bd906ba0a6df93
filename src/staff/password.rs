//! Passwords: how they are chosen, hashed and checked.
//!
//! Only length and guessability count. There are no rules about digits or symbols, which make people choose `Password1!` (NIST SP 800-63B, 3.1.1).

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;
use zxcvbn::{Score, zxcvbn};

/// The minimum number of characters.
pub const SHORTEST: usize = 12;
/// The maximum number of characters: more would only cost us time.
pub const LONGEST: usize = 200;

/// The first choice of OWASP's cheat sheet on password storage: 19 MiB of memory, two passes, one thread.
const PARAMS: (u32, u32, u32) = (19 * 1024, 2, 1);

/// How long a sign-in waits for its turn. With a turn of about 50 milliseconds, more than a hundred fit in.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many sign-ins may wait for their turn. Each uses the memory of a form, and a connection.
const QUEUE: usize = 64;

/// A typed password, normalized (NFKC) so that every keyboard produces the same. Never printed.
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Why a new password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// Shorter than [`SHORTEST`].
    Short,
    /// Longer than [`LONGEST`].
    Long,
    /// Easy to guess, by zxcvbn's estimate.
    Guessable,
}

impl Password {
    /// Accepts a password for signing in; `None` if it is longer than any password that can be set.
    pub fn typed(text: &str) -> Option<Self> {
        // Normalizing can turn one character into several, so the limit here is wider.
        if text.len() > LONGEST * 16 {
            return None;
        }
        let text: String = text.nfkc().collect();
        (text.chars().count() <= LONGEST).then_some(Self(text))
    }

    /// Accepts a new password, or says why not. `known` is what others know about its owner, such as the address and the publisher: a password
    /// made of that is easier to guess.
    pub fn chosen(text: &str, known: &[&str]) -> Result<Self, Weakness> {
        let password = Self::typed(text).ok_or(Weakness::Long)?;
        if password.0.chars().count() < SHORTEST {
            return Err(Weakness::Short);
        }
        let parts: Vec<&str> = known
            .iter()
            .flat_map(|it| it.split(|c: char| !c.is_alphanumeric()))
            .collect();
        let known: Vec<&str> = known.iter().copied().chain(parts).filter(|it| it.len() > 2).collect();
        if zxcvbn(&password.0, &known).score() < Score::Three {
            return Err(Weakness::Guessable);
        }
        Ok(password)
    }
}

/// A hashed password: a PHC string.
#[derive(Clone)]
pub struct Hashed(pub(crate) String);

fn argon2() -> Argon2<'static> {
    let (memory, passes, threads) = PARAMS;
    let params = Params::new(memory, passes, threads, None).expect("these are in range");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash(password: &Password) -> Hashed {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).expect("the operating system gives random bytes");
    let hashed: PasswordHash = argon2()
        .hash_password_with_salt(password.0.as_bytes(), &salt)
        .expect("the parameters are in range");
    Hashed(hashed.to_string())
}

/// The hash that a password is compared with if there is no account. The comparison takes the same time, and no password matches.
static NOBODYS: LazyLock<Hashed> = LazyLock::new(|| hash(&Password(super::token::Token::random().as_text())));

/// Hashes and checks passwords on blocking threads, a few at a time. Each takes the memory of [`PARAMS`] and a processor for a while, which
/// many sign-ins must not take away from people who sign letters. Managed by Rocket.
#[derive(Clone)]
pub struct Hashing {
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

/// Too many sign-ins are waiting for their turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy;

impl Default for Hashing {
    /// Creates a hasher that uses at most half of the processors.
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            turns: Arc::new(Semaphore::new((processors / 2).clamp(1, 8))),
            queue: Arc::new(Semaphore::new(QUEUE)),
        }
    }
}

impl Hashing {
    /// Hashes a new password.
    pub async fn hash(&self, password: Password) -> Result<Hashed, Busy> {
        self.in_turn(move || hash(&password)).await
    }

    /// Returns whether a password matches the hash. Without a hash (no account, or no password yet), returns `false` after the same work.
    pub async fn check(&self, password: Option<Password>, hashed: Option<Hashed>) -> Result<bool, Busy> {
        self.in_turn(move || {
            let known = hashed.is_some() && password.is_some();
            // Created the first time, whether it is needed or not, so that the first sign-in takes the same time as well.
            let nobodys = LazyLock::force(&NOBODYS);
            let hashed = hashed.as_ref().unwrap_or(nobodys);
            let typed = password.map_or_else(String::new, |it| it.0);
            let fits = argon2().verify_password(typed.as_bytes(), hashed.0.as_str()).is_ok();
            fits && known
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Busy> {
        let _place = self.queue.try_acquire().map_err(|_| Busy)?;
        let turn = Arc::clone(&self.turns).acquire_owned();
        let turn = tokio::time::timeout(PATIENCE, turn).await.map_err(|_| Busy)?;
        let turn = turn.map_err(|_| Busy)?;
        // The permit is held until the work ends, even if the client has disconnected.
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        done.await.map_err(|_| Busy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("four sheep drink tea", Ok(()))]
    #[case("cuatro ovejas beben té", Ok(()))]
    #[case("four sheep", Err(Weakness::Short))]
    #[case("passwordpassword", Err(Weakness::Guessable))]
    #[case("123456789012", Err(Weakness::Guessable))]
    #[case("justice.rosa", Err(Weakness::Guessable))]
    fn a_password_is_long_and_hard_to_guess(#[case] text: &str, #[case] expected: Result<(), Weakness>) {
        let known = ["rosa.prado@justice.example", "Justice"];
        assert_eq!(Password::chosen(text, &known).map(drop), expected);
    }

    #[test]
    fn the_longest_password_is_taken_and_a_longer_one_is_not_even_read() {
        let long: String = ('a'..='z').cycle().take(LONGEST).collect();
        assert!(Password::typed(&long).is_some() && Password::typed(&format!("{long}x")).is_none());
        assert!(Password::typed(&"é".repeat(100_000)).is_none());
    }

    #[tokio::test]
    async fn only_the_same_password_fits_however_it_is_typed_and_no_account_fits_nothing() {
        let hashing = Hashing::default();
        let typed = |text: &str| Password::typed(text);
        let hashed = hashing
            .hash(typed("caf\u{e9} con leche fría").expect("short"))
            .await
            .expect("has a turn");
        assert!(hashed.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hashed.0);
        let fits = async |text: &str, hashed: Option<Hashed>| hashing.check(typed(text), hashed).await == Ok(true);
        assert!(fits("cafe\u{301} con leche fría", Some(hashed.clone())).await);
        assert!(!fits("cafe con leche fría", Some(hashed.clone())).await);
        assert!(!fits(&"x".repeat(201), Some(hashed)).await);
        assert!(!fits("café con leche fría", None).await);
        assert!(!fits("", None).await);
    }

    #[tokio::test]
    async fn a_crowd_is_turned_away_before_it_costs_anything() {
        let hashing = Hashing::default();
        let _all = Arc::clone(&hashing.queue)
            .acquire_many_owned(64)
            .await
            .expect("there is room");
        assert_eq!(hashing.check(None, None).await, Err(Busy));
    }
}
