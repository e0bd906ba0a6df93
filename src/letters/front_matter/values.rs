//! Parses TOML that people write, and reports all errors at once.
//!
//! Serde stops at the first value that it can't take. So each reported error is neutralized (an unknown name is removed, a missing or
//! unsuitable value gets a stand-in), and the rest is parsed again. Each round removes a name or uses up a stand-in, so it terminates.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error, ValueDeserializer};

use crate::problem::Problem;

use super::characters;

/// Values of each type, to be tried in this order as a stand-in.
const STAND_INS: [&str; 6] = ["''", "1", "2027-01-29", "[]", "{}", "true"];

/// Parses TOML that begins at `start` in a file; problems point into the file.
pub(crate) fn toml_at<T: DeserializeOwned>(
    file: &Path,
    text: &str,
    start: usize,
    toml: &str,
) -> Result<T, Vec<Problem>> {
    match checked(file, text, start, toml, |_| Vec::new()) {
        (Some(value), problems) if problems.is_empty() => Ok(value),
        (_, problems) => Err(problems),
    }
}

/// Parses like [`toml_at`], and adds what `check` finds in the values, even if some of them are stand-ins, about which `check`'s problems
/// are dropped.
pub fn checked<T: DeserializeOwned>(
    file: &Path,
    text: &str,
    start: usize,
    toml: &str,
    check: impl FnOnce(&T) -> Vec<Problem>,
) -> (Option<T>, Vec<Problem>) {
    let (value, mut slips) = read(file, text, start, toml);
    let Some(value) = value else { return (None, slips) };
    let mut found = check(&value);
    if slips.is_empty() {
        return (Some(value), found);
    }
    // A missing setting is reported at the beginning of the file.
    let known = |found: &Problem| found.line > 1 && slips.iter().all(|slip| slip.line != found.line);
    found.retain(known);
    slips.append(&mut found);
    (None, slips)
}

/// Parses the values, with stand-ins for missing and unsuitable ones, and returns each error. If the syntax is broken, only its errors are
/// known.
fn read<T: DeserializeOwned>(file: &Path, text: &str, start: usize, toml: &str) -> (Option<T>, Vec<Problem>) {
    let at = |error: &Error, mend: &str| {
        let offset = start + error.span().map_or(0, |span| span.start);
        let what = error.message().replace('\n', " ");
        Problem::at(file, text, offset, format!("{what}; {mend}"))
    };
    let (mut table, slips) = DeTable::parse_recoverable(toml);
    let mut problems: Vec<_> = slips.iter().map(|slip| at(slip, mend_of_syntax(slip))).collect();
    let without = blotted(toml, &slips);
    if !slips.is_empty() {
        let Some(without) = &without else {
            return (None, problems);
        };
        let (rest, more) = DeTable::parse_recoverable(without);
        if !more.is_empty() {
            return (None, problems);
        }
        table = rest;
    }
    let told: BTreeSet<usize> = problems.iter().map(|problem| problem.line).collect();
    let root = Spanned::new(table.span(), DeValue::Table(table.into_inner()));
    let mut unseen = characters::unseen(file, text, start, toml, &root);
    unseen.sort_by_key(|it| (it.line, it.column));
    problems.append(&mut unseen);
    let mut draft = Draft {
        root,
        tried: BTreeMap::new(),
        end: toml.len(),
    };
    loop {
        let error = match T::deserialize(ValueDeserializer::from(draft.root.clone())) {
            Ok(value) => return (Some(value), problems),
            Err(error) => error,
        };
        let span = error.span().unwrap_or(0..0);
        if draft.is_theirs(&span) {
            let problem = at(&error, &mend(error.message()));
            // Stand-ins for unparsable values say nothing.
            if !told.contains(&problem.line) {
                problems.push(problem);
            }
        }
        if draft.put_aside(error.message(), &span).is_none() {
            return (None, problems);
        }
    }
}

/// Replaces each value that can't be parsed by a number of the same length; `None` if something else is broken, since what follows may then
/// mean anything.
fn blotted(toml: &str, slips: &[Error]) -> Option<String> {
    let mut text = toml.to_owned();
    for slip in slips {
        let at = slip.span().filter(|_| is_a_value(slip))?.start;
        let line = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
        let value = line + text.get(line..at)?.find('=')? + 1;
        let end = text.get(at..)?.find('\n').map_or(text.len(), |length| at + length);
        let number = format!("{:<1$}", " 0", end - value);
        text.replace_range(value..end, number.get(..end - value)?);
    }
    Some(text)
}

/// Returns whether only a value is broken, and not what surrounds it.
fn is_a_value(slip: &Error) -> bool {
    is_a_day(slip) || slip.message().starts_with("string values must be quoted")
}

fn is_a_day(slip: &Error) -> bool {
    ["invalid date", "invalid time"]
        .iter()
        .any(|begins| slip.message().starts_with(begins))
}

fn mend_of_syntax(slip: &Error) -> &'static str {
    if is_a_day(slip) {
        A_DAY
    } else {
        "write each setting as `name = value` on its own line, with text in quotes"
    }
}

/// The advice for writing a day or a time.
const A_DAY: &str = "write a date such as 2027-01-29, or a time such as 2027-01-29T17:00:00, without quotes";

/// Returns the advice for an error of serde's.
fn mend(error: &str) -> String {
    let expected = error.split_once("expected").map_or("", |(_, expected)| expected);
    if let Some(name) = missing(error) {
        return format!("add a line `{name} = …`");
    }
    let words = if is_unknown(error) {
        "fix the name or remove the line"
    } else if expected.contains("datetime") {
        A_DAY
    } else if expected.contains("a string") {
        "write text in quotes"
    } else if expected.contains("a sequence") {
        "write a list, such as [\"…\", \"…\"]"
    } else if expected.contains("a boolean") {
        "write true or false, without quotes"
    } else if error.contains("unknown variant") {
        "use one of these"
    } else if expected.trim_start().starts_with(['u', 'i']) {
        "write a whole number in the allowed range, without quotes"
    } else {
        "write the expected value"
    };
    words.to_owned()
}

/// Returns the name that is missing, if that is the error.
fn missing(error: &str) -> Option<&str> {
    error.strip_prefix("missing field `")?.split('`').next()
}

fn is_unknown(error: &str) -> bool {
    error.contains("unknown field")
}

/// TOML from which reported errors are removed.
struct Draft<'t> {
    root: Value<'t>,
    /// How many stand-ins were tried for the value at these offsets.
    tried: BTreeMap<(usize, usize), usize>,
    /// The end of the text: stand-ins for missing values have offsets beyond.
    end: usize,
}

type Value<'t> = Spanned<DeValue<'t>>;

impl Draft<'_> {
    /// Returns whether an error is about what people wrote, not about a stand-in.
    fn is_theirs(&self, span: &Range<usize>) -> bool {
        span.start <= self.end && !self.tried.contains_key(&(span.start, span.end))
    }

    /// Neutralizes what an error is about; `None` if it can't be found, or no stand-in fits.
    fn put_aside(&mut self, error: &str, span: &Range<usize>) -> Option<()> {
        if !self.is_theirs(span) {
            return self.stand_in(error, span);
        }
        if is_unknown(error) {
            return remove(&mut self.root, span).then_some(());
        }
        let Some(name) = missing(error) else {
            return self.stand_in(error, span);
        };
        let beyond = self.end + 1 + self.tried.len();
        let table = find(&mut self.root, span, &DeValue::is_table)?;
        let DeValue::Table(table) = table.get_mut() else {
            return None;
        };
        let place = beyond..beyond;
        let key = Spanned::new(place.clone(), name.to_owned().into());
        let value = Spanned::new(place.clone(), DeValue::Boolean(false));
        // A name that exists and is still reported as missing would never be found.
        table.insert(key, value).is_none().then_some(())?;
        self.stand_in(error, &place)
    }

    /// Inserts the next stand-in for an unsuitable value.
    fn stand_in(&mut self, error: &str, span: &Range<usize>) -> Option<()> {
        let tried = self.tried.entry((span.start, span.end)).or_default();
        let next = DeValue::parse(STAND_INS.get(*tried)?).ok()?.into_inner();
        *tried += 1;
        let value = find(&mut self.root, span, &|_| true)?;
        *value.get_mut() = match error.strip_prefix("unknown variant `") {
            Some(rest) => DeValue::String(rest.split('`').nth(2)?.to_owned().into()),
            None => next,
        };
        Some(())
    }
}

/// Returns the value at these offsets.
fn find<'v, 't>(
    value: &'v mut Value<'t>,
    span: &Range<usize>,
    is_it: &dyn Fn(&DeValue<'t>) -> bool,
) -> Option<&'v mut Value<'t>> {
    if value.span() == *span && is_it(value.get_ref()) {
        return Some(value);
    }
    match value.get_mut() {
        DeValue::Table(table) => table.iter_mut().find_map(|(_, value)| find(value, span, is_it)),
        DeValue::Array(array) => array.iter_mut().find_map(|value| find(value, span, is_it)),
        _ => None,
    }
}

/// Removes the setting whose name is at these offsets; returns `false` if there is none.
fn remove(value: &mut Value<'_>, span: &Range<usize>) -> bool {
    match value.get_mut() {
        DeValue::Table(table) => {
            let name = table.keys().find(|name| name.span() == *span).cloned();
            name.is_some_and(|name| table.remove(&name).is_some())
                || table.iter_mut().any(|(_, value)| remove(value, span))
        }
        DeValue::Array(array) => array.iter_mut().any(|value| remove(value, span)),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
