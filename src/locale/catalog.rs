//! The structure of one language's messages, read from its files, for [`super::check`] to compare.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource};
use fluent_syntax::parser::{self, ParserError};

use super::plural;
use crate::problem::Problem;

/// One Fluent file.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path, as problems name it.
    pub file: PathBuf,
    /// The content.
    pub text: String,
}

/// A choice among variants.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Choice {
    /// Among plural forms, each of which the language must have.
    Plural(BTreeSet<String>),
    /// Among words: the same ones in each language.
    Words(BTreeSet<String>),
}

/// The structure of a message, an attribute (`id.name`) or a term (`-id`).
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// The variables that it takes.
    pub variables: BTreeSet<String>,
    /// The choices, in no order.
    pub choices: BTreeSet<Choice>,
    /// Other messages and terms that it references.
    pub quoted: BTreeSet<String>,
    /// Its plain text, for settings such as `direction`.
    pub words: String,
    /// The index of its source, and its line from 1.
    pub place: (usize, usize),
}

/// The messages of one language.
#[derive(Clone, Debug, Default)]
pub(super) struct Catalog {
    pub shapes: BTreeMap<String, Shape>,
}

impl Catalog {
    /// Reads files; a syntax error, or a duplicate, is a problem.
    pub fn read(sources: &[Source]) -> (Self, Vec<Problem>) {
        let (mut catalog, mut problems) = (Self::default(), Vec::new());
        for (index, source) in sources.iter().enumerate() {
            match parse(source) {
                Ok(resource) => catalog.take(index, source, &resource, &mut problems),
                Err(found) => problems.extend(found),
            }
        }
        (catalog, problems)
    }

    fn take(&mut self, index: usize, source: &Source, resource: &Resource<String>, problems: &mut Vec<Problem>) {
        for entry in &resource.body {
            let (id, value, attributes) = match entry {
                Entry::Message(message) => (message.id.name.clone(), message.value.as_ref(), &message.attributes),
                Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
                _ => continue,
            };
            let line = line_of(&source.text, &id);
            let named = attributes.iter().map(|it| (format!("{id}.{}", it.id.name), &it.value));
            for (key, pattern) in value.map(|value| (id.clone(), value)).into_iter().chain(named) {
                let mut shape = Shape {
                    place: (index, line),
                    ..Shape::default()
                };
                shape.pattern(pattern);
                if self.shapes.insert(key.clone(), shape).is_some() {
                    let what = format!("{key} is defined twice: remove one");
                    problems.push(at(source, last_line_of(&source.text, &id), what));
                }
            }
        }
    }

    /// Returns the variables of a message, and of those that it references.
    pub fn variables(&self, key: &str) -> BTreeSet<String> {
        let (mut seen, mut next) = (BTreeSet::new(), vec![key.to_owned()]);
        let mut found = BTreeSet::new();
        while let Some(key) = next.pop() {
            if let Some(shape) = self.shapes.get(&key).filter(|_| seen.insert(key.clone())) {
                found.extend(shape.variables.iter().cloned());
                // The arguments of a term are given where it is referenced.
                next.extend(shape.quoted.iter().filter(|key| !key.starts_with('-')).cloned());
            }
        }
        found
    }
}

/// Parses a file's entries.
pub(super) fn parse(source: &Source) -> Result<Resource<String>, Vec<Problem>> {
    parser::parse(source.text.clone()).map_err(|(_, errors)| {
        let told = |error: &ParserError| {
            let what = format!("not a valid Fluent message ({}): fix or remove it", error.kind);
            Problem::at(&source.file, &source.text, error.pos.start, what)
        };
        errors.iter().map(told).collect()
    })
}

/// Creates a problem on a line.
pub(super) fn at(source: &Source, line: usize, what: String) -> Problem {
    Problem {
        line,
        ..Problem::of_file(&source.file, what)
    }
}

fn lines_of<'t>(text: &'t str, id: &'t str) -> impl Iterator<Item = usize> + 't {
    let begins = move |line: &str| {
        line.strip_prefix(id)
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let numbered = text.lines().enumerate();
    numbered
        .filter(move |(_, line)| begins(line))
        .map(|(index, _)| index + 1)
}

fn line_of(text: &str, id: &str) -> usize {
    lines_of(text, id).next().unwrap_or(1)
}

fn last_line_of(text: &str, id: &str) -> usize {
    lines_of(text, id).last().unwrap_or(1)
}

impl Shape {
    fn pattern(&mut self, pattern: &Pattern<String>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.words.push_str(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<String>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                let keys: BTreeSet<String> = variants
                    .iter()
                    .map(|variant| plural::key(&variant.key).to_owned())
                    .collect();
                self.choices
                    .insert(if plural::is_choice(keys.iter().map(String::as_str)) {
                        Choice::Plural(keys)
                    } else {
                        Choice::Words(keys)
                    });
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<String>) {
        let name = |id: &str, attribute: Option<&str>| match attribute {
            Some(attribute) => format!("{id}.{attribute}"),
            None => id.to_owned(),
        };
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.clone());
            }
            InlineExpression::MessageReference { id, attribute } => {
                self.quoted
                    .insert(name(&id.name, attribute.as_ref().map(|it| it.name.as_str())));
            }
            InlineExpression::TermReference { id, attribute, .. } => {
                let term = format!("-{}", id.name);
                self.quoted
                    .insert(name(&term, attribute.as_ref().map(|it| it.name.as_str())));
            }
            InlineExpression::FunctionReference { arguments, .. } => {
                arguments.positional.iter().for_each(|argument| self.inline(argument));
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }
}
