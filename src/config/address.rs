//! The public address: only scheme, host and port, normalized as browsers do.

use url::{Host, Url};

/// An example of a valid address, for the error.
const SHAPE: &str = "\"https://letters.example.org\"";

/// Checks `site.base_url`; `Err` says how to mend it. Pages' links begin at the host's root, so a path would be lost in half of them.
pub(super) fn check(base: &str) -> Result<(), String> {
    let told = |why: &str, mend: &str| Err(format!("site.base_url = {base:?} {why}: set it to {mend}"));
    if base.trim().is_empty() {
        return told("is blank", SHAPE);
    }
    if base.trim() != base {
        return told("has spaces around it", &format!("{:?}", base.trim()));
    }
    if !base.contains("://") {
        let guessed = format!("https://{base}");
        let mend = origin(&guessed).map_or(SHAPE.to_owned(), |origin| format!("{origin:?}"));
        return told("has no scheme", &mend);
    }
    let Some(origin) = origin(base) else {
        return told("is not a website address", SHAPE);
    };
    if origin == base {
        return Ok(());
    }
    let url = Url::parse(base).ok();
    let why = match &url {
        Some(url) if !url.username().is_empty() || url.password().is_some() => "includes a user name or password",
        Some(url) if url.query().is_some() => "includes a query (?)",
        Some(url) if url.fragment().is_some() => "includes a fragment (#)",
        Some(url) if url.path() != "/" => "includes a path, but the service must run at the root of a host",
        _ if base.ends_with('/') => "must not end with a slash",
        _ => "is not in standard form",
    };
    told(why, &format!("{origin:?}"))
}

/// Returns scheme, host and port, normalized.
fn origin(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let web = matches!(url.scheme(), "http" | "https");
    let host = match url.host()? {
        Host::Domain(name) if name.is_empty() || name.contains(|sign: char| !is_of_host(sign)) => return None,
        host => host.to_string(),
    };
    let port = url.port().map_or(String::new(), |port| format!(":{port}"));
    web.then(|| format!("{}://{host}{port}", url.scheme()))
}

fn is_of_host(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::check;

    #[rstest::rstest]
    #[case("https://letters.coalition.org")]
    #[case("http://127.0.0.1:8000")]
    #[case("http://[::1]:8000")]
    #[case("http://localhost")]
    #[case("https://letters.coalition.org:8443")]
    #[case("https://xn--mnchen-3ya.example")]
    fn an_origin_is_accepted(#[case] base: &str) {
        assert_eq!(check(base), Ok(()));
    }

    #[rstest::rstest]
    #[case(
        "letters.coalition.org",
        "has no scheme: set it to \"https://letters.coalition.org\""
    )]
    #[case(
        "letters.coalition.org/sub",
        "has no scheme: set it to \"https://letters.coalition.org\""
    )]
    #[case("localhost:8000", "has no scheme: set it to \"https://localhost:8000\"")]
    #[case("//letters.coalition.org", "has no scheme")]
    #[case(
        "https://coalition.org/letters",
        "includes a path, but the service must run at the root of a host: set it to \"https://coalition.org\""
    )]
    #[case(
        "https://coalition.org/?x=1",
        "includes a query (?): set it to \"https://coalition.org\""
    )]
    #[case(
        "https://coalition.org?x=1",
        "includes a query (?): set it to \"https://coalition.org\""
    )]
    #[case(
        "https://coalition.org#top",
        "includes a fragment (#): set it to \"https://coalition.org\""
    )]
    #[case(
        "https://coalition.org/",
        "must not end with a slash: set it to \"https://coalition.org\""
    )]
    #[case(
        "https://coalition.org ",
        "has spaces around it: set it to \"https://coalition.org\""
    )]
    #[case(
        "\thttps://coalition.org",
        "has spaces around it: set it to \"https://coalition.org\""
    )]
    #[case(" ", "is blank")]
    #[case(
        "https://me:pw@coalition.org",
        "includes a user name or password: set it to \"https://coalition.org\""
    )]
    #[case(
        "HTTPS://Coalition.ORG",
        "is not in standard form: set it to \"https://coalition.org\""
    )]
    #[case(
        "https://coalition.org:443",
        "is not in standard form: set it to \"https://coalition.org\""
    )]
    #[case(
        "https://münchen.example",
        "is not in standard form: set it to \"https://xn--mnchen-3ya.example\""
    )]
    #[case("ftp://coalition.org", "is not a website address")]
    #[case("https://", "is not a website address")]
    fn anything_but_an_origin_is_refused_with_advice(#[case] base: &str, #[case] mend: &str) {
        let refused = check(base).expect_err("refused");
        assert!(refused.contains(mend), "{refused}");
    }
}
