//! The gate for forms that make us send mail: not too often from one network, and not from a page of another site, which would have its
//! visitors' browsers send our mails.

use rocket::Request;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome};
use url::Url;

use super::App;
use super::client::Prefix;
use super::error;
use super::not_now::NotNow;
use super::quotas::{Limits, MaySign};

/// A guard that comes first in a route. A refused form costs at most rendering it again; in a flood of refused ones not even that, since
/// their bodies are not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    /// The form may be taken.
    Open,
    /// The form may not be taken.
    Shut(NotNow),
}

impl Gate {
    /// Returns why the form may not be taken.
    pub fn passed(self) -> Result<(), NotNow> {
        match self {
            Self::Open => Ok(()),
            Self::Shut(why) => Err(why),
        }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Gate {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match request.guard::<MaySign>().await {
            Outcome::Success(_) if is_elsewhere(request) => Outcome::Success(Self::Shut(NotNow::Elsewhere)),
            Outcome::Success(_) => Outcome::Success(Self::Open),
            _ => {
                let limits = request.rocket().state::<Limits>();
                let floods = match (limits, request.guard::<Prefix>().await) {
                    (Some(limits), Outcome::Success(prefix)) => limits.floods(prefix),
                    _ => true,
                };
                match error::remembered(request) {
                    Some(wait) if !floods => Outcome::Success(Self::Shut(NotNow::TooOften(wait))),
                    _ => {
                        error::be_brief(request);
                        Outcome::Error((Status::TooManyRequests, ()))
                    }
                }
            }
        }
    }
}

/// Returns whether a form was sent from another site, by Fetch Metadata (W3C) or, in browsers without it, by the header `Origin` (RFC
/// 6454).
pub(crate) fn is_elsewhere(request: &Request<'_>) -> bool {
    let header = |name: &str| request.headers().get_one(name);
    let base = request
        .rocket()
        .state::<App>()
        .map(|app| app.config.site.base_url.as_str());
    is_foreign(
        header("Sec-Fetch-Site"),
        header("Origin"),
        header("Host"),
        base.unwrap_or_default(),
    )
}

/// Returns whether an origin is another site's. Browsers send `null` from our own pages, too: these ask them not to reveal where a visitor
/// comes from.
fn is_foreign(site: Option<&str>, origin: Option<&str>, host: Option<&str>, base: &str) -> bool {
    match (site, origin) {
        (Some(site), _) => site.eq_ignore_ascii_case("cross-site"),
        (None, None | Some("null")) => false,
        (None, Some(origin)) => {
            let at_host = Url::parse(origin).ok().is_some_and(|url| {
                let port = url.port().map_or(String::new(), |port| format!(":{port}"));
                let authority = format!("{}{port}", url.host_str().unwrap_or_default());
                host.is_some_and(|host| host.eq_ignore_ascii_case(&authority))
            });
            !at_host && !origin.eq_ignore_ascii_case(base)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case(Some("cross-site"), Some("https://elsewhere.example"), true)]
    #[case(Some("cross-site"), None, true)]
    #[case(Some("same-origin"), Some("null"), false)]
    #[case(Some("same-site"), Some("https://www.coalition.org"), false)]
    #[case(Some("none"), None, false)]
    #[case(None, Some("https://elsewhere.example"), true)]
    #[case(None, Some("https://letters.coalition.org.elsewhere.example"), true)]
    #[case(None, Some("https://letters.coalition.org:8443"), true)]
    #[case(None, Some("no origin"), true)]
    #[case(None, Some("https://letters.coalition.org"), false)]
    #[case(None, Some("http://localhost:8000"), false)]
    #[case(None, Some("null"), false)]
    #[case(None, None, false)]
    fn a_form_from_another_site_is_detected(
        #[case] site: Option<&str>,
        #[case] origin: Option<&str>,
        #[case] foreign: bool,
    ) {
        let base = "https://letters.coalition.org";
        assert_eq!(is_foreign(site, origin, Some("localhost:8000"), base), foreign);
    }
}
