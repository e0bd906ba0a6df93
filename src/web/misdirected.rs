//! Guesses what an unroutable request may have meant: the same page in a language of the interface, or another method.

use rocket::Request;
use rocket::http::{Header, Method, Status};
use rocket::response::{Responder, Response, Result};

use super::App;
use crate::locale::{Lang, Locales};

/// Returns the proper status of a failure: a segment that is no language or no path names no page, while Rocket says that the request was
/// not processable.
pub(crate) fn status(status: Status, request: &Request<'_>) -> Status {
    if status != Status::UnprocessableEntity {
        return status;
    }
    let reads = matches!(request.method(), Method::Get | Method::Head) && request.uri().query().is_none();
    if reads || first_language(request).is_none() {
        Status::NotFound
    } else {
        status
    }
}

fn first_language(request: &Request<'_>) -> Option<Lang> {
    request.uri().path().segments().get(0).and_then(Lang::parse)
}

/// Returns a 308 redirect to the same address in a language of the interface, for `/en-US/…`, `/EN/…` and `/embed/EN/…`.
pub(crate) fn respelled(status: Status, request: &Request<'_>, app: &App) -> Option<Moved> {
    if status != Status::NotFound || !matches!(request.method(), Method::Get | Method::Head) {
        return None;
    }
    let path = request.uri().path().as_str().strip_prefix('/')?;
    let (before, path) = match path.strip_prefix("embed/") {
        Some(rest) => ("/embed/", rest),
        None => ("/", path),
    };
    let (tag, rest) = match path.find('/') {
        Some(end) => path.split_at(end),
        None => (path, ""),
    };
    let lang = spoken(&app.locales, tag)?;
    let query = request.uri().query().map_or(String::new(), |query| format!("?{query}"));
    Some(Moved(format!("{before}{lang}{rest}{query}")))
}

/// Returns the language meant by a tag in other case, or with a region that we do not distinguish; `None` for the tag itself.
fn spoken(locales: &Locales, tag: &str) -> Option<Lang> {
    let plain = tag.to_ascii_lowercase().replace('_', "-");
    let meant = Lang::parse(&plain)?;
    let primary = meant.primary();
    let found = locales.find(&plain).or_else(|| locales.find(primary));
    // It may be a language that only a letter has.
    let lang = found.unwrap_or(meant);
    (lang.as_str() != tag).then_some(lang)
}

/// A permanent redirect, which depends on the address alone, so that everybody may cache it.
pub(crate) struct Moved(String);

impl<'r> Responder<'r, 'static> for Moved {
    fn respond_to(self, _: &'r Request<'_>) -> Result<'static> {
        Response::build()
            .status(Status::PermanentRedirect)
            .raw_header("Location", self.0)
            .raw_header("Cache-Control", "public, max-age=3600")
            .raw_header("Content-Length", "0")
            .ok()
    }
}

/// Returns the methods of this address, for the header `Allow`, if the request's is not among them.
pub(crate) fn allowed(status: Status, request: &Request<'_>) -> Option<Header<'static>> {
    if status != Status::NotFound {
        return None;
    }
    let path = request.uri().path();
    let segments: Vec<&str> = path.as_str().split('/').skip(1).collect();
    let fitting = request
        .rocket()
        .routes()
        .filter(|route| fits(route.uri.path(), &segments));
    let mut methods: Vec<Method> = fitting.map(|route| route.method).collect();
    if methods.contains(&Method::Get) {
        methods.push(Method::Head);
    }
    if methods.is_empty() || methods.contains(&request.method()) {
        return None;
    }
    let mut names: Vec<&str> = methods.iter().map(|method| method.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    Some(Header::new("Allow", names.join(", ")))
}

/// Returns whether a path matches a route: `/<lang>/letters/<slug>`, `/static/<named>/<path..>`.
fn fits(route: &str, segments: &[&str]) -> bool {
    let mut given = segments.iter();
    for expected in route.split('/').skip(1) {
        if expected.ends_with("..>") {
            return given.next().is_some_and(|segment| !segment.is_empty());
        }
        let Some(segment) = given.next() else { return false };
        let fits = match expected {
            "<lang>" => Lang::parse(segment).is_some(),
            dynamic if dynamic.starts_with('<') => !segment.is_empty(),
            word => word == *segment,
        };
        if !fits {
            return false;
        }
    }
    given.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("/", "/", true)]
    #[case("/<lang>", "/en", true)]
    #[case("/<lang>", "/favicon.ico", false)]
    #[case("/<lang>", "/en/about", false)]
    #[case("/<lang>/letters/<slug>", "/en/letters/a", true)]
    #[case("/<lang>/letters/<slug>", "/en/letters/", false)]
    #[case("/<lang>/letters/<slug>", "/en/topics/a", false)]
    #[case("/static/<named>/<path..>", "/static/0123/css/site.css", true)]
    #[case("/static/<named>/<path..>", "/static/0123", false)]
    fn paths_match_routes(#[case] route: &str, #[case] path: &str, #[case] expected: bool) {
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        assert_eq!(fits(route, &segments), expected);
    }

    #[rstest::rstest]
    #[case("EN", Some("en"))]
    #[case("en-US", Some("en"))]
    #[case("en_us", Some("en"))]
    #[case("es-419", Some("es"))]
    #[case("ES-mx", Some("es"))]
    #[case("HT", Some("ht"))]
    #[case("en", None)]
    #[case("ht", None)]
    #[case("favicon.ico", None)]
    #[case("", None)]
    fn a_language_tag_in_other_case_is_understood(#[case] tag: &str, #[case] expected: Option<&str>) {
        let locales = Locales::load().expect("languages");
        assert_eq!(spoken(&locales, tag).map(|lang| lang.to_string()).as_deref(), expected);
    }
}
