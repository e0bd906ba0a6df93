//! What staff say about a list on its page: the columns, the language, where consent came from.

use std::collections::BTreeMap;

use crate::intake::entry::Basis;
use crate::intake::fields::fields;
use crate::intake::form;
use crate::intake::headings::{ColumnGuess, at_index};
use crate::intake::table::ImportOptions;
use crate::letters::{Letter, Party};
use crate::locale::Lang;
use crate::web::form::Typed;
use crate::web::form::choices::{LISTINGS, ORG_KINDS, SCOPES, STATES};
use crate::web::form::fields::{Row, Shape};

/// Fields whose value can be said for all rows that leave it empty.
pub(super) fn usual(party: Party) -> &'static [Row] {
    match party {
        Party::Person => &[
            ("country", Shape::Country, "off", false),
            ("state", Shape::Select(STATES, "state"), "off", false),
            ("city", Shape::Input("text"), "off", false),
            ("listing", Shape::Select(LISTINGS, "listing"), "off", false),
        ],
        Party::Organization => &[
            ("org_kind", Shape::Select(ORG_KINDS, "org-kind"), "off", false),
            ("scope", Shape::Select(SCOPES, "scope"), "off", false),
            ("country", Shape::Country, "off", false),
            ("state", Shape::Select(STATES, "state"), "off", false),
            ("city", Shape::Input("text"), "off", false),
            ("contact_title", Shape::Input("text"), "off", false),
        ],
    }
}

/// The name of the form's field for a column.
pub(super) fn column(index: usize) -> String {
    format!("column-{index}")
}

/// The name of the form's field for a value of all rows.
pub(super) fn value(field: &str) -> String {
    format!("value-{field}")
}

/// The settings of an import, and what is wrong with them: messages by the form's field.
pub(super) struct Asked {
    pub(super) options: Option<ImportOptions>,
    pub(super) wrong: BTreeMap<String, &'static str>,
}

impl Asked {
    /// Reads the settings of a table with these columns.
    pub(super) fn read(typed: &Typed, party: Party, columns: &[ColumnGuess]) -> Self {
        let mut wrong = BTreeMap::new();
        let chosen = chosen(typed, columns, &mut wrong);
        let basis = basis(typed, &mut wrong);
        let values = usual(party)
            .iter()
            .map(|(name, ..)| (*name, typed.get(&value(name)).trim()));
        let values = values.filter(|(_, text)| !text.is_empty());
        let said = fields(party)
            .into_iter()
            .map(|field| at_index(field.name, chosen.get(field.name).copied()));
        let options = basis.filter(|_| wrong.is_empty()).map(|basis| ImportOptions {
            basis,
            columns: said.collect(),
            values: values.map(|(name, text)| (name.to_owned(), text.to_owned())).collect(),
            keep_addresses: typed.has("keep"),
        });
        Self { options, wrong }
    }
}

/// Returns the column of each field that was chosen.
fn chosen<'t>(
    typed: &'t Typed,
    columns: &[ColumnGuess],
    wrong: &mut BTreeMap<String, &'static str>,
) -> BTreeMap<&'t str, usize> {
    let mut chosen = BTreeMap::new();
    for it in columns {
        let name = column(it.index);
        let field = typed.get(&name);
        if !field.is_empty() && chosen.insert(field, it.index).is_some() {
            wrong.insert(name, "staff-import-column-twice");
        }
    }
    chosen
}

fn basis(typed: &Typed, wrong: &mut BTreeMap<String, &'static str>) -> Option<Basis> {
    let mut note = |field: &str, message| {
        let note = form::note(typed.get(field)).ok();
        if note.is_none() {
            wrong.insert(field.to_owned(), message);
        }
        note
    };
    let consent = note("consent", "staff-import-consent-missing");
    if typed.get("ask") == "no" {
        let reason = note("reason", "staff-import-reason-missing");
        return Some(Basis::ListUnasked {
            consent: consent?,
            reason: reason?,
        });
    }
    consent.map(Basis::List)
}

/// Returns the language of the text that the signers read.
pub(super) fn language(typed: &Typed, letter: &Letter, reader: Lang) -> Lang {
    let named = Lang::parse(typed.get("language"));
    let known = named.filter(|lang| letter.editions.contains_key(lang));
    known.unwrap_or_else(|| letter.edition(reader).lang)
}
