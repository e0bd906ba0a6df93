//! Builds the statement of a sheet: the conditions that its driver's index answers, and those that are checked for each row.
//!
//! A condition of the second kind compares an expression (`s.kind || '' = …`), so that no index fits it: SQLite does not know how many rows an
//! index has, and would prefer the one with the most columns.

mod rules;

use super::super::{Filter, FilterError, Sort, Standing};
use super::SheetError;
use super::driver::{Driver, Key, KeyValue};
use crate::letters::Party;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::State;
use crate::signatures::store::search_texts;
use crate::store::{Finder, Read, Term, ToColumn};

/// The position from which a part of a page is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum From {
    Start,
    /// After a row, by its number.
    Number(SignatureId),
    /// After a row, among those of the same key.
    SameKey(KeyValue, SignatureId),
    /// At the next key.
    NextKey(KeyValue),
}

/// The parts of a statement, and the values of its parameters.
pub(crate) struct Question {
    driver: Driver,
    finder: Finder,
    conditions: Vec<String>,
    values: Vec<Box<dyn ToColumn>>,
}

/// The condition of the index `for_staff`.
const WAITS: &str =
    "(s.state IN ('awaiting', 'held', 'disowned') OR s.kind = 'organization' AND s.state = 'duplicate')";

/// Returns the direction after a column of `ORDER BY`.
pub(crate) fn direction(sort: Sort) -> &'static str {
    if sort == Sort::Newest { " DESC" } else { "" }
}

impl Question {
    pub(crate) fn new(db: &Read<'_>, filter: &Filter, driver: Driver) -> Result<Self, SheetError> {
        let mut question = Self {
            driver,
            finder: db.finder(),
            conditions: Vec::new(),
            values: Vec::new(),
        };
        if driver == Driver::Words {
            question.ask_words(filter)?;
        }
        question.ask_driver(filter);
        question.ask_rest(filter);
        Ok(question)
    }

    /// Creates the question of an export, which reads everyone who matches: only the letter's index or that of words is useful.
    pub(crate) fn of_all(db: &Read<'_>, filter: &Filter) -> Result<Self, SheetError> {
        let by_words = filter.text.is_some() || filter.domain.is_some();
        let counts = filter.standing == Standing::In(State::Confirmed);
        let driver = match (by_words, counts) {
            (true, _) => Driver::Words,
            // An export of everyone who is counted reads along the letter's index of counted signatures.
            (false, true) => Driver::Named,
            (false, false) => Driver::Letter,
        };
        Self::new(db, filter, driver)
    }

    /// Adds a value, and returns its parameter.
    pub(crate) fn value(&mut self, value: impl ToColumn + 'static) -> String {
        self.values.push(Box::new(value));
        format!("?{}", self.values.len())
    }

    pub(crate) fn values(&self) -> Vec<&dyn ToColumn> {
        self.values.iter().map(AsRef::as_ref).collect()
    }

    /// Returns the tables for `FROM`.
    pub(crate) fn source(&self) -> String {
        match self.driver {
            Driver::Words => format!("{} CROSS JOIN signatures s", self.finder.source),
            _ => "signatures s".to_owned(),
        }
    }

    /// Returns the conditions.
    pub(crate) fn which(&self) -> String {
        self.conditions.join(" AND ")
    }

    /// Returns the expression for the number by which rows are found.
    fn number(&self) -> &'static str {
        match self.driver {
            Driver::Words => self.finder.number,
            // The few rows are sorted. With the plain number, SQLite would read all signatures in its order instead.
            Driver::Place => "s.id + 0",
            _ => "s.id",
        }
    }

    /// Returns the condition of a position, in the direction of the order.
    pub(crate) fn from(&mut self, key: Key, sort: Sort, from: From) -> String {
        let beyond = if sort == Sort::Newest { "<" } else { ">" };
        let (column, number) = (key.column().unwrap_or_default(), self.number());
        match from {
            From::Start => self.start(key, sort),
            From::Number(id) => format!("AND {number} {beyond} {}", self.value(id)),
            From::SameKey(value, id) => {
                let (same, id) = (self.key_value(value), self.value(id));
                format!("AND {column} = {same} AND s.id {beyond} {id}")
            }
            From::NextKey(value) => format!("AND {column} {beyond} {}", self.key_value(value)),
        }
    }

    /// Returns the position before the first row, so that the first page is read in the same way as the others.
    fn start(&mut self, key: Key, sort: Sort) -> String {
        let moment = if sort == Sort::Newest { i64::MAX } else { i64::MIN };
        match key {
            Key::Number => self.from(key, sort, From::Number(SignatureId::new(moment))),
            Key::Name => self.from(key, sort, From::NextKey(KeyValue::Name(Vec::new()))),
            Key::Confirmed | Key::Created => self.from(key, sort, From::NextKey(KeyValue::Moment(moment))),
        }
    }

    fn key_value(&mut self, value: KeyValue) -> String {
        match value {
            KeyValue::Name(name) => self.value(name),
            KeyValue::Moment(moment) => self.value(moment),
        }
    }

    /// Returns the columns for `ORDER BY`, and the first of them.
    pub(crate) fn order(&self, key: Key, sort: Sort) -> (String, &'static str) {
        let direction = direction(sort);
        match key.column() {
            Some(column) => (format!("{column}{direction}, s.id{direction}"), column),
            None => (format!("{}{direction}", self.number()), "s.id"),
        }
    }

    fn ask(&mut self, before: &str, value: impl ToColumn + 'static) {
        let value = self.value(value);
        self.conditions.push(format!("{before} {value}"));
    }

    fn require(&mut self, condition: &str) {
        self.conditions.push(condition.to_owned());
    }

    fn ask_words(&mut self, filter: &Filter) -> Result<(), SheetError> {
        let mut terms: Vec<Term> = Vec::new();
        if let Some(text) = &filter.text {
            terms = search_texts::of_text(text);
            if terms.is_empty() {
                return Err(FilterError::NoWords.into());
            }
        }
        terms.extend(filter.domain.as_deref().map(search_texts::of_domain));
        terms.extend(
            filter
                .letter
                .as_deref()
                .map(|letter| search_texts::of_letter(letter, filter.party)),
        );
        let finder = self.finder;
        let value = self.value(finder.encode(&terms));
        self.conditions
            .push(format!("{}{value}{}", finder.before, finder.after));
        self.conditions.push(format!("s.id = {}", finder.number));
        Ok(())
    }

    /// Adds the conditions that the driver's index answers.
    fn ask_driver(&mut self, filter: &Filter) {
        let letter = filter.letter.clone();
        match self.driver {
            Driver::Words => self.conditions_of_letter(letter, "s.letter || '' ="),
            Driver::Pending => {
                self.require("s.state = 'pending'");
                self.conditions_of_letter(letter, "s.letter || '' =");
            }
            Driver::Letter | Driver::OrganizationsNamed => {
                self.conditions_of_letter(letter, "COALESCE(s.letter, '') =");
            }
            _ => self.conditions_of_letter(letter, "s.letter ="),
        }
        match self.driver {
            Driver::Words | Driver::Pending | Driver::Letter | Driver::Waiting => {}
            Driver::Aside(state) => {
                self.require("s.state <> 'confirmed' AND s.state <> 'pending'");
                self.ask("s.state =", state.as_str());
            }
            Driver::Held => {
                self.require("s.state = 'held'");
                if let Some(reason) = filter.held_for {
                    self.ask("s.held_for =", reason.as_str());
                }
            }
            Driver::Flagged => self.require("s.flags <> ''"),
            Driver::Origin(origin) => {
                self.require("s.origin <> 'confirmed'");
                self.ask("s.origin =", origin.as_str());
            }
            Driver::Language => {
                self.require("s.lang <> 'en'");
                if let Some(lang) = filter.lang.clone() {
                    self.ask("s.lang =", lang);
                }
            }
            Driver::Organizations | Driver::OrganizationsNamed => self.require("s.kind = 'organization'"),
            Driver::Source | Driver::Place | Driver::Named | Driver::Time => self.ask_counted(filter),
        }
    }

    /// Adds the conditions that the indexes of counted signatures answer.
    fn ask_counted(&mut self, filter: &Filter) {
        self.require("s.state = 'confirmed'");
        if let Some(party) = filter.party {
            self.ask("s.kind =", party.as_str());
        }
        match (self.driver, filter.place(), filter.source.as_deref()) {
            (Driver::Place, Some(place), _) => self.ask("COALESCE(s.region, '') =", place.to_owned()),
            (Driver::Source, _, Some(source)) => {
                self.require("s.source IS NOT NULL");
                self.ask("s.source =", source.to_owned());
            }
            _ => {}
        }
        if self.driver == Driver::Time {
            self.ask_period(filter, "s.confirmed_at");
        }
    }

    fn conditions_of_letter(&mut self, letter: Option<String>, before: &str) {
        if let Some(letter) = letter {
            self.ask(before, letter);
        }
    }

    /// Adds the conditions that are checked for each row.
    fn ask_rest(&mut self, filter: &Filter) {
        if let Some(party) = filter.party {
            let party: Party = party;
            self.ask("s.kind || '' =", party.as_str());
        }
        match filter.standing {
            Standing::Any => {}
            Standing::In(state) => self.ask("s.state || '' =", state.as_str()),
            Standing::Waiting => {
                self.require(WAITS);
                // Staff have decided what a merged one is.
                self.require("NOT EXISTS (SELECT 1 FROM merges m WHERE m.merged = s.id)");
            }
            Standing::Marked => self.require("s.state || '' = 'confirmed' AND s.flags || '' <> ''"),
        }
        if let Some(reason) = filter.held_for {
            self.ask("COALESCE(s.held_for, '') =", reason.as_str());
        }
        if let Some(origin) = filter.origin {
            self.ask("s.origin || '' =", origin.as_str());
        }
        if let Some(flag) = filter.flag.clone() {
            let flag = self.value(format!("%,{flag},%"));
            self.conditions.push(format!("',' || s.flags || ',' LIKE {flag}"));
        }
        if let Some(source) = filter.source.clone() {
            self.ask("COALESCE(s.source, '') =", source);
        }
        if let Some(lang) = filter.lang.clone() {
            self.ask("s.lang || '' =", lang);
        }
        if let Some(place) = filter.place() {
            self.ask("COALESCE(s.region, '') || '' =", place.to_owned());
        }
        self.ask_period(filter, "COALESCE(s.confirmed_at, s.created_at)");
        self.ask_rule(filter);
    }

    fn ask_period(&mut self, filter: &Filter, moment: &str) {
        if let Some(since) = filter.period.since {
            self.ask(&format!("{moment} >="), since.as_microsecond());
        }
        if let Some(before) = filter.period.before {
            self.ask(&format!("{moment} <"), before.as_microsecond());
        }
    }
}
