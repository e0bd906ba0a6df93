//! What a reader asks of a list of signers: everyone, an initial, a state, or words of a name.

use rocket::FromForm;

use crate::letters::Party;
use crate::locale::Lang;
use crate::locale::initials::{Initial, beginning_with};
use crate::signatures::locality::states_by_name;
use crate::signatures::store::Section;
use crate::text;
use crate::web::App;

/// The state in the address of those who live in other countries.
const ABROAD: &str = "other";

/// The most characters of a name that is searched for.
pub(super) const LONGEST: usize = 100;

/// The query parameters. Of several filters, the first one here counts.
#[derive(FromForm)]
pub(super) struct Asked<'r> {
    q: Option<&'r str>,
    state: Option<&'r str>,
    initial: Option<&'r str>,
    pub(super) after: Option<&'r str>,
}

/// Which part of a list is shown.
#[derive(Clone, Debug)]
pub(super) enum Filter {
    Everyone,
    Initial(Initial),
    /// The USPS code of a state; empty for other countries.
    Place(String),
    /// Words as they were typed.
    Words(String),
}

impl Asked<'_> {
    /// Returns the filter; `None` if there is no such state or initial.
    pub(super) fn filter(&self, app: &App, lang: Lang) -> Option<Filter> {
        if let Some(words) = self.q.map(str::trim).filter(|words| !words.is_empty()) {
            return Some(Filter::Words(words.chars().take(LONGEST).collect()));
        }
        if let Some(state) = self.state.filter(|state| !state.is_empty()) {
            let known = state == ABROAD || states_by_name(&app.locales, lang).contains(&state);
            let code = if state == ABROAD { "" } else { state };
            return known.then(|| Filter::Place(code.to_owned()));
        }
        match self.initial {
            Some(initial) => Some(Filter::Initial(Initial::parse(initial)?)),
            None => Some(Filter::Everyone),
        }
    }
}

impl Filter {
    /// Returns the query of its address, from the question mark; empty for everyone.
    pub(super) fn query(&self) -> String {
        let (key, value) = match self {
            Self::Everyone => return String::new(),
            Self::Initial(initial) => ("initial", initial.to_string()),
            Self::Place(code) if code.is_empty() => ("state", ABROAD.to_owned()),
            Self::Place(code) => ("state", code.clone()),
            Self::Words(words) => ("q", words.clone()),
        };
        let mut query = url::form_urlencoded::Serializer::for_suffix("?".to_owned(), 1);
        query.append_pair(key, &value).finish()
    }

    /// Returns the signers of a kind that it lets through. Words are the beginning of a name; organizations are searched by each word.
    pub(super) fn section(&self, party: Party) -> Section {
        let all = Section::all(party);
        match self {
            Self::Everyone => all,
            Self::Initial(initial) => Section {
                names: initial.keys(),
                ..all
            },
            Self::Place(code) => Section {
                place: Some(code.clone()),
                ..all
            },
            Self::Words(words) => Section {
                names: beginning_with(words),
                ..all
            },
        }
    }

    /// Returns the words to search for, if there is anything in them to compare names with.
    pub(super) fn words(&self) -> Option<&str> {
        match self {
            Self::Words(words) => Some(words),
            _ => None,
        }
    }

    /// Returns whether nothing can be found, since the words have neither letters nor digits.
    pub(super) fn is_void(&self) -> bool {
        self.words().is_some_and(|words| text::fold(words).is_empty())
    }

    /// Returns the heading of its part of the list; empty for everyone.
    pub(super) fn heading(&self, app: &App, lang: Lang) -> String {
        match self {
            Self::Everyone => String::new(),
            Self::Initial(Initial::Other) => app.locales.text(lang, "list-other-letters"),
            Self::Initial(initial) => {
                let label = label(app, lang, *initial);
                app.locales.format(lang, "list-initial", &[("initial", label.into())])
            }
            Self::Place(code) => place(app, lang, code),
            Self::Words(words) => app
                .locales
                .format(lang, "list-words", &[("words", words.as_str().into())]),
        }
    }

    /// Returns what to do if it lets nobody through.
    pub(super) fn advice(&self, app: &App, lang: Lang, party: Party) -> String {
        let id = match (self, party) {
            (Self::Everyone, _) => return String::new(),
            (Self::Initial(_), _) => "list-no-initial",
            (Self::Place(_), _) => "list-no-place",
            (Self::Words(_), Party::Organization) => "list-no-organization",
            (Self::Words(_), Party::Person) => "list-no-person",
        };
        app.locales.text(lang, id)
    }
}

/// Returns what the row of initials shows.
pub(super) fn label(app: &App, lang: Lang, initial: Initial) -> String {
    match initial {
        Initial::Digit => "0–9".to_owned(),
        Initial::Letter(_) => initial.to_string().to_uppercase(),
        Initial::Other => app.locales.text(lang, "list-others"),
    }
}

/// Returns the name of a state, or "Other countries".
pub(super) fn place(app: &App, lang: Lang, code: &str) -> String {
    if code.is_empty() {
        app.locales.text(lang, "elsewhere")
    } else {
        app.locales.text(lang, &format!("state-{code}"))
    }
}
