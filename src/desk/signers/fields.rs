//! The fields of the filter, with their choices and errors.

use serde::Serialize;

use super::asked::{self, Asked};
use super::words::Words;
use crate::sheet::{Filter, Sort};
use crate::signatures::locality::states_by_name;
use crate::signatures::store::flags;
use crate::web::form::choices::Choice;

/// A field of the filter, with its error.
#[derive(Serialize)]
pub(super) struct Field {
    name: &'static str,
    label: String,
    /// The choices of a select; empty for a field to type in.
    choices: Vec<Choice>,
    value: String,
    error: String,
    /// The type of the input.
    kind: &'static str,
}

pub(super) fn fields(words: Words<'_>, question: &Asked) -> Vec<Field> {
    let states = asked::states().map(|word| (word.to_owned(), words.state(word)));
    let places = states_by_name(&words.app.locales, words.lang).into_iter();
    let places = places.map(|code| (code.to_owned(), words.text(&format!("state-{code}"))));
    let abroad = (Filter::ABROAD.to_owned(), words.text("staff-filter-abroad"));
    let sorts = <Sort as strum::VariantNames>::VARIANTS.iter();
    let sorts = sorts.map(|word| ((*word).to_owned(), words.text(sort_name(word))));
    let any = |id: &str| (String::new(), words.text(id));
    vec![
        select(
            words,
            question,
            ("state", "staff-filter-state"),
            std::iter::once(any("staff-filter-any-state")).chain(states),
        ),
        select(
            words,
            question,
            ("place", "staff-filter-place"),
            std::iter::once(any("staff-filter-anywhere"))
                .chain(places)
                .chain([abroad]),
        ),
        select(words, question, ("sort", "staff-filter-sort"), sorts),
    ]
}

fn sort_name(word: &str) -> &'static str {
    match word {
        "newest" => "staff-sort-newest",
        "name" => "staff-sort-name",
        "state" => "staff-sort-state",
        _ => "staff-sort-oldest",
    }
}

pub(super) fn more_fields(words: Words<'_>, question: &Asked) -> Vec<Field> {
    let any = |id: &str| std::iter::once((String::new(), words.text(id)));
    let reasons = asked::reasons().map(|word| (word.to_owned(), words.held_for(word)));
    let marks = flags::ALL.iter().map(|word| ((*word).to_owned(), words.mark(word)));
    let origins = asked::origins().map(|word| (word.to_owned(), words.origin(word)));
    let languages = words.app.locales.languages();
    let languages = languages.map(|lang| (lang.to_string(), words.app.locales.own_name(lang)));
    vec![
        select(
            words,
            question,
            ("held-for", "staff-filter-held-for"),
            any("staff-filter-any-reason").chain(reasons),
        ),
        select(
            words,
            question,
            ("mark", "staff-filter-mark"),
            any("staff-filter-any-mark").chain(marks),
        ),
        select(
            words,
            question,
            ("lang", "staff-filter-lang"),
            any("staff-filter-any-lang").chain(languages),
        ),
        select(
            words,
            question,
            ("origin", "staff-column-origin"),
            any("staff-filter-anything").chain(origins),
        ),
        input(words, question, ("domain", "staff-filter-domain", "text")),
        input(words, question, ("source", "staff-filter-source", "text")),
        input(words, question, ("since", "staff-filter-since", "date")),
        input(words, question, ("before", "staff-filter-before", "date")),
    ]
}

fn select(
    words: Words<'_>,
    question: &Asked,
    (name, label): (&'static str, &str),
    choices: impl Iterator<Item = (String, String)>,
) -> Field {
    let typed = question.typed(name);
    let choice = |(value, label): (String, String)| Choice {
        chosen: value == typed,
        value,
        label,
    };
    Field {
        choices: choices.map(choice).collect(),
        ..input(words, question, (name, label, ""))
    }
}

fn input(words: Words<'_>, question: &Asked, (name, label, kind): (&'static str, &str, &'static str)) -> Field {
    Field {
        name,
        label: words.text(label),
        choices: Vec::new(),
        value: question.typed(name).to_owned(),
        error: question.errors.get(name).map(|id| words.text(id)).unwrap_or_default(),
        kind,
    }
}
