//! Finds rows by words, with each engine's own index: FTS5 in a file, full-text search on a server.
//!
//! Features store the words of a row in `search_texts`. The words are folded, so that neither engine needs to know a language. The index
//! follows that table automatically, including rows that are deleted by a cascade.

use super::Read;

/// A condition on the words of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A whole word.
    Word(String),
    /// The beginning of a word.
    Beginning(String),
}

/// The parts of a statement that finds rows by their words.
#[derive(Clone, Copy, Debug)]
pub struct Finder {
    /// The table in `FROM`, with its alias.
    pub source: &'static str,
    /// The expression for the number of a row that is found.
    pub number: &'static str,
    /// The condition, before its parameter.
    pub before: &'static str,
    /// The condition, after its parameter.
    pub after: &'static str,
    encode: fn(&[Term]) -> String,
}

impl Finder {
    /// Returns the value of the condition's parameter, which requires all of the terms.
    pub fn encode(&self, terms: &[Term]) -> String {
        (self.encode)(terms)
    }
}

const IN_A_FILE: Finder = Finder {
    source: "search_words f",
    number: "f.rowid",
    before: "search_words MATCH ",
    after: "",
    encode: for_fts5,
};

const ON_A_SERVER: Finder = Finder {
    source: "search_texts f",
    number: "f.signature",
    before: "array_to_tsvector(string_to_array(f.words, ' ')) @@ CAST(CAST(",
    after: " AS TEXT) AS tsquery)",
    encode: for_tsquery,
};

impl Read<'_> {
    /// Returns how this engine finds rows by their words.
    pub fn finder(&self) -> Finder {
        if self.is_shared() { ON_A_SERVER } else { IN_A_FILE }
    }
}

/// Writes an FTS5 expression. Within quotes, only a quote is special.
fn for_fts5(terms: &[Term]) -> String {
    let quoted = |word: &str| format!("\"{}\"", word.replace('"', "\"\""));
    joined(terms, " AND ", |term| match term {
        Term::Word(word) => quoted(word),
        Term::Beginning(word) => format!("{} *", quoted(word)),
    })
}

/// Writes a `tsquery`. Within quotes, only a quote and a backslash are special.
fn for_tsquery(terms: &[Term]) -> String {
    let quoted = |word: &str| format!("'{}'", word.replace('\\', "\\\\").replace('\'', "''"));
    joined(terms, " & ", |term| match term {
        Term::Word(word) => quoted(word),
        Term::Beginning(word) => format!("{}:*", quoted(word)),
    })
}

fn joined(terms: &[Term], with: &str, each: impl Fn(&Term) -> String) -> String {
    terms.iter().map(each).collect::<Vec<_>>().join(with)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_plain_text_for_both_engines() {
        let terms = [Term::Word("a\"b".to_owned()), Term::Beginning("o'b\\".to_owned())];
        assert_eq!(IN_A_FILE.encode(&terms), "\"a\"\"b\" AND \"o'b\\\" *");
        assert_eq!(ON_A_SERVER.encode(&terms), "'a\"b' & 'o''b\\\\':*");
    }
}
