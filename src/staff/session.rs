//! Sessions: how long one lasts, and its cookie.
//!
//! The cookie's name begins with `__Secure-`, so that browsers accept it over https only. It is sent only below `/staff`, never from another
//! site, and scripts can't read it. Over http, which is for trying the service on one machine, it has neither the prefix nor `Secure`: Chrome
//! and Firefox accept a `Secure` cookie from `http://127.0.0.1`, but Safari does not.

use jiff::SignedDuration;

use super::token::Token;
use crate::audit::StaffId;
use crate::config::Config;

/// How long a session lasts after its last request: longer than a lunch, shorter than a night.
pub const IDLE: SignedDuration = SignedDuration::from_hours(2);
/// How long a session lasts at most: a working day.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// How long after a code someone may do what can't be undone without entering another one.
pub const CONFIRMED: SignedDuration = SignedDuration::from_mins(10);
/// How often the use of a session is recorded. Doing so at every request would cost a commit each time.
pub const NOTED: SignedDuration = SignedDuration::from_mins(5);

crate::store::id! {
    /// Identifies a session.
    pub struct SessionId;
}

/// A session.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its number.
    pub id: SessionId,
    /// The account that it belongs to.
    pub account: StaffId,
    /// The browser and the system, such as “Firefox, Windows”.
    pub browser: String,
    /// Whether sign-in is complete: the password, and a code if the account has or needs an authenticator app.
    pub is_open: bool,
    /// Whether a trusted proxy says whose it is, at every request.
    pub by_proxy: bool,
    /// When it began, in microseconds.
    pub created_at: i64,
    /// When it was last used, in microseconds, accurate to [`NOTED`].
    pub seen_at: i64,
    /// When its owner last entered a code, in microseconds.
    pub confirmed_at: Option<i64>,
}

/// Returns whether the site is served over https.
fn is_secure(config: &Config) -> bool {
    config.site.base_url.starts_with("https://")
}

/// Returns the cookie's name.
pub(crate) fn cookie_name(config: &Config) -> &'static str {
    if is_secure(config) {
        "__Secure-undersigned-staff"
    } else {
        "undersigned-staff"
    }
}

/// Returns the header that sets the cookie. It has no expiry date, so the browser drops it when its own session ends.
pub(crate) fn cookie(config: &Config, token: &Token) -> String {
    set_cookie(config, &token.as_text(), "")
}

/// Returns the header that removes the cookie.
pub(crate) fn no_cookie(config: &Config) -> String {
    set_cookie(config, "", "; Max-Age=0")
}

fn set_cookie(config: &Config, value: &str, more: &str) -> String {
    let secure = if is_secure(config) { "; Secure" } else { "" };
    format!(
        "{}={value}; Path=/staff{secure}; HttpOnly; SameSite=Strict{more}",
        cookie_name(config)
    )
}

/// Returns a label for a browser in a list: its name and the system, and nothing that could identify one browser among others.
pub(crate) fn browser(user_agent: &str) -> String {
    // Each browser also claims to be the ones after it.
    const BROWSERS: &[(&str, &str)] = &[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: &[(&str, &str)] = &[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let of = |table: &'static [(&str, &str)]| {
        let known = table.iter().find(|(mark, _)| user_agent.contains(mark));
        known.map(|(_, name)| *name)
    };
    let words: Vec<&str> = [of(BROWSERS), of(SYSTEMS)].into_iter().flatten().collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[rstest::rstest]
    #[case(
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        "Chrome, Linux"
    )]
    #[case(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
        "Edge, Windows"
    )]
    #[case(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
        "Safari, iPhone"
    )]
    #[case(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:133.0) Gecko/20100101 Firefox/133.0",
        "Firefox, Mac"
    )]
    #[case("curl/8.5.0 <script>", "")]
    fn a_browser_is_named_by_two_words(#[case] user_agent: &str, #[case] expected: &str) {
        assert_eq!(browser(user_agent), expected);
    }
}
