//! The frame of the staff area's pages: the navigation, who is signed in, and the languages.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use url::Url;

use super::form;
use super::guard::Staff;
use super::role::Role;
use crate::locale::{Lang, Weekday};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};

/// A page that the navigation leads to.
#[derive(Serialize)]
struct Place {
    path: &'static str,
    name: String,
    here: bool,
}

/// A language of the interface.
#[derive(Serialize)]
struct Language {
    lang: Lang,
    name: String,
    current: bool,
    /// Where someone who has not signed in gets the page in this language; for an account, the choice is stored.
    path: String,
}

/// The data of the frame around a page.
#[derive(Serialize)]
struct Desk {
    /// What the page is: `title` may be its letter's.
    title: String,
    /// The email address of who is signed in; empty on the sign-in pages.
    email: String,
    role: String,
    places: Vec<Place>,
    /// The token that every form carries; empty on the sign-in pages.
    token: String,
    languages: Vec<Language>,
    /// The path of this page.
    here: String,
}

#[derive(Serialize)]
struct Framed<'a, T: Serialize> {
    desk: Desk,
    #[serde(flatten)]
    view: &'a T,
}

/// Returns the key of the message with a role's name.
pub(crate) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Owner => "staff-role-owner",
        Role::Editor => "staff-role-editor",
        Role::Viewer => "staff-role-viewer",
        Role::Partner => "staff-role-partner",
    }
}

fn places(app: &App, staff: &Staff, here: &str) -> Vec<Place> {
    let all = [
        ("/staff", "staff-home", true),
        ("/staff/notices", "staff-notices", staff.role().may_view()),
        ("/staff/audit", "staff-audit", staff.role().may_edit()),
        ("/staff/people", "staff-people", staff.role() == Role::Owner),
        ("/staff/factor", "staff-factor", true),
        ("/staff/sessions", "staff-sessions", true),
    ];
    let shown = all.into_iter().filter(|(_, _, may)| *may);
    let place = |(path, id, _): (&'static str, &str, bool)| Place {
        path,
        name: app.locales.text(staff.lang(), id),
        here: path == here,
    };
    shown.map(place).collect()
}

fn languages(app: &App, lang: Lang, path: impl Fn(Lang) -> String) -> Vec<Language> {
    let language = |other: Lang| Language {
        lang: other,
        name: app.locales.own_name(other),
        current: other == lang,
        path: path(other),
    };
    app.locales.languages().map(language).collect()
}

/// Renders a page for someone who signed in. `here` is its path with its query.
pub(crate) fn page<T: Serialize>(
    app: &App,
    staff: &Staff,
    (template, here): (&str, &str),
    title: &str,
    view: &T,
) -> Result<Page, Failure> {
    let desk = Desk {
        title: title.to_owned(),
        email: staff.email().to_owned(),
        role: app.locales.text(staff.lang(), role_name(staff.role())),
        places: places(app, staff, here.split('?').next().unwrap_or_default()),
        token: form::token(&app.config.secret, staff.digest()),
        languages: languages(app, staff.lang(), |_| String::new()),
        here: here.to_owned(),
    };
    let frame = Frame::new(app, staff.lang(), title, "");
    page::html(app, template, &frame, &Framed { desk, view })
}

/// Renders a page for someone who has not signed in. `more` is its query besides the language.
pub(crate) fn strangers_page<T: Serialize>(
    app: &App,
    lang: Lang,
    (template, path, more): (&str, &str, &[(&str, &str)]),
    title: &str,
    view: &T,
) -> Result<Page, Failure> {
    let desk = Desk {
        title: title.to_owned(),
        email: String::new(),
        role: String::new(),
        places: Vec::new(),
        token: String::new(),
        languages: languages(app, lang, |other| {
            let fields = more.iter().copied().filter(|(_, value)| !value.is_empty());
            with_query(path, fields.chain([("lang", other.as_str())]))
        }),
        here: path.to_owned(),
    };
    let frame = Frame::new(app, lang, title, "");
    page::html(app, template, &frame, &Framed { desk, view })
}

/// Appends a query to a path.
pub(crate) fn with_query<'a>(path: &str, fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

/// Returns a path below `/staff`, parsed as a browser would, or else the path of the first page. The input comes from forms and URLs, and
/// must not lead anywhere else (open redirect).
pub(crate) fn inside(path: &str) -> String {
    const FIRST: &str = "/staff";
    let base = Url::parse("https://host.invalid/").expect("an address");
    let url = base.join(path).ok().filter(|it| it.origin() == base.origin());
    let Some(url) = url.filter(|_| path.starts_with('/')) else {
        return FIRST.to_owned();
    };
    match (url.path(), url.query()) {
        (path, query) if path == FIRST || path.starts_with("/staff/") => {
            query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"))
        }
        _ => FIRST.to_owned(),
    }
}

/// Formats a time, given in microseconds, for people who work in the United States: `December 1, 2026, 7 a.m. ET`.
pub(crate) fn moment(app: &App, lang: Lang, at: i64) -> String {
    let zone = TimeZone::get("America/New_York").unwrap_or(TimeZone::UTC);
    let moment = crate::clock::from_micros(at).to_zoned_datetime(zone);
    let (date, time) = (
        app.locales.date(lang, moment.date(), Weekday::Omit),
        app.locales.time(lang, &moment),
    );
    app.locales
        .format(lang, "staff-moment", &[("date", date.into()), ("time", time.into())])
}

/// Formats how long ago a moment was, in days.
pub(crate) fn age(app: &App, lang: Lang, at: i64, now: Timestamp) -> String {
    let days = now.duration_since(crate::clock::from_micros(at)).as_hours() / 24;
    let days = u64::try_from(days).unwrap_or(0);
    app.locales.format(lang, "staff-age", &[("days", days.into())])
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[rstest::rstest]
    #[case("/staff", "/staff")]
    #[case("/staff/sessions", "/staff/sessions")]
    #[case("/staff/letters/farms?state=CA&q=a%20b", "/staff/letters/farms?state=CA&q=a%20b")]
    #[case("/staffing", "/staff")]
    #[case("/en/letters", "/staff")]
    #[case("//elsewhere.example/staff/", "/staff")]
    #[case("/\\elsewhere.example/staff/", "/staff")]
    #[case("\t//elsewhere.example/staff/", "/staff")]
    #[case("https://elsewhere.example/staff/", "/staff")]
    #[case("javascript:alert(1)", "/staff")]
    #[case("/staff/../en", "/staff")]
    #[case("/staff/%2e%2e/en", "/staff")]
    #[case("/staff/x\r\nSet-Cookie: a=b", "/staff/xSet-Cookie:%20a=b")]
    #[case("", "/staff")]
    fn one_is_led_only_below_the_staff_area(#[case] asked: &str, #[case] led: &str) {
        assert_eq!(inside(asked), led);
    }
}
