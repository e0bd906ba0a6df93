//! Detects requests that look like a program's. Nothing is refused for it: it is a hint for staff.

use std::convert::Infallible;

use rocket::Request;
use rocket::request::{FromRequest, Outcome};

/// Words in the names of programs that fetch pages by themselves.
const PROGRAMS: &[&str] = &[
    "axios",
    "bot",
    "crawl",
    "curl",
    "go-http-client",
    "headless",
    "httpclient",
    "java/",
    "libwww",
    "node",
    "okhttp",
    "phantomjs",
    "python",
    "scanner",
    "selenium",
    "spider",
    "undici",
    "wget",
];

/// Browsers that send `Sec-Fetch-*` (W3C Fetch Metadata) with each request, and from which version on.
const TELLING: &[(&str, u32)] = &[("firefox/", 90), ("chrome/", 80), ("version/", 17)];

/// What a request looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientKind {
    /// A browser that a person uses.
    Browser,
    /// A program: it has no language, no name or a program's, or lacks what the browser that it claims to be would send.
    Program,
}

impl ClientKind {
    /// Judges by the header `User-Agent`, and by whether the request has a language and says where it comes from.
    pub fn of(agent: &str, has_language: bool, tells_where_from: bool) -> Self {
        let agent = agent.to_ascii_lowercase();
        let named = PROGRAMS.iter().any(|program| agent.contains(program));
        let pretends = !tells_where_from
            && TELLING
                .iter()
                .any(|(browser, since)| version(&agent, browser) >= Some(*since));
        if agent.is_empty() || !has_language || named || pretends {
            Self::Program
        } else {
            Self::Browser
        }
    }
}

fn version(agent: &str, browser: &str) -> Option<u32> {
    let (_, rest) = agent.split_once(browser)?;
    let digits = rest.split(|sign: char| !sign.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for ClientKind {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Infallible> {
        let headers = request.headers();
        Outcome::Success(Self::of(
            headers.get_one("User-Agent").unwrap_or_default(),
            headers.contains("Accept-Language"),
            headers.contains("Sec-Fetch-Site"),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHROME: &str =
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
    const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 15_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Mobile/15E148 Safari/604.1";

    #[rstest::rstest]
    #[case(CHROME, true, true, ClientKind::Browser)]
    #[case(CHROME, false, true, ClientKind::Program)]
    #[case(CHROME, true, false, ClientKind::Program)]
    #[case(SAFARI, true, false, ClientKind::Browser)]
    #[case(
        "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
        true,
        false,
        ClientKind::Program
    )]
    #[case(
        "Mozilla/5.0 HeadlessChrome/142.0.0.0 Safari/537.36",
        true,
        true,
        ClientKind::Program
    )]
    #[case("python-requests/2.32", true, false, ClientKind::Program)]
    #[case("", true, true, ClientKind::Program)]
    fn a_programs_request_is_recognized(
        #[case] agent: &str,
        #[case] has_language: bool,
        #[case] tells: bool,
        #[case] expected: ClientKind,
    ) {
        assert_eq!(ClientKind::of(agent, has_language, tells), expected);
    }
}
