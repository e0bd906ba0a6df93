//! Conditions and defaults, as each engine writes them, in one form.
//!
//! PostgreSQL writes a type behind each text, every pair of parentheses, and `= ANY (ARRAY[…])` for a list. What is left of that is a tree
//! that is written in one way.

/// A piece of a text: a word, a number, a text in quotation marks, a sign.
pub type Token = String;

/// Splits a text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' | '"' => quoted(rest, first),
            _ if is_of_a_word(first) => rest.find(|c| !is_of_a_word(c)).unwrap_or(rest.len()),
            _ if ["<>", "<=", ">=", "!=", "::", "||"]
                .iter()
                .any(|two| rest.starts_with(two)) =>
            {
                2
            }
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        found.push(if first == '"' {
            token.trim_matches('"').to_owned()
        } else {
            token.to_owned()
        });
        rest = after.trim_start();
    }
    found
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Returns where a text in quotation marks ends; a doubled one is part of it.
fn quoted(text: &str, mark: char) -> usize {
    let mut at = 1;
    loop {
        at += text[at..].find(mark).expect("is closed") + 1;
        if !text[at..].starts_with(mark) {
            return at;
        }
        at += 1;
    }
}

/// Returns the tokens in the parentheses that open at a position, and the position behind them.
pub fn inside(tokens: &[Token], open: usize) -> (&[Token], usize) {
    assert_eq!(tokens[open], "(");
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.as_str() {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&tokens[open + 1..at], at + 1);
        }
    }
    panic!("is closed: {tokens:?}")
}

/// Splits tokens at the commas outside of parentheses.
pub fn listed(tokens: &[Token]) -> Vec<&[Token]> {
    let mut depth = 0;
    let parts = tokens.split(|token| {
        match token.as_str() {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            _ => {}
        }
        depth == 0 && token == ","
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// Writes an expression in one form.
pub fn canonical(text: &str) -> String {
    of(&tokens(text))
}

/// Writes the expression of these tokens in one form.
pub fn of(tokens: &[Token]) -> String {
    let mut reader = Reader { tokens, at: 0 };
    let read = reader.or();
    assert_eq!(reader.at, tokens.len(), "read to its end: {tokens:?}");
    read.written()
}

/// An expression: an operator or function with what it is about, or a plain value.
#[derive(Clone)]
enum Tree {
    Of(String, Vec<Tree>),
    Plain(String),
}

impl Tree {
    /// Joins with `and` or `or`; what is joined by the same word already is one list with it.
    fn joined(word: &str, parts: Vec<Self>) -> Self {
        let mut all = Vec::new();
        for part in parts {
            match part {
                Self::Of(other, inner) if other == word => all.extend(inner),
                part => all.push(part),
            }
        }
        match all.len() {
            1 => all.remove(0),
            _ => Self::Of(word.to_owned(), all),
        }
    }

    fn one_of(value: &Self, list: Vec<Self>) -> Self {
        let each = list
            .into_iter()
            .map(|it| Self::Of("eq".to_owned(), vec![value.clone(), it]));
        Self::joined("or", each.collect())
    }

    fn written(&self) -> String {
        match self {
            Self::Plain(word) => word.clone(),
            Self::Of(word, parts) => {
                let parts: Vec<String> = parts.iter().map(Self::written).collect();
                format!("{word}({})", parts.join(", "))
            }
        }
    }
}

struct Reader<'t> {
    tokens: &'t [Token],
    at: usize,
}

impl Reader<'_> {
    fn next_is(&self, word: &str) -> bool {
        self.tokens.get(self.at).is_some_and(|it| it.eq_ignore_ascii_case(word))
    }

    fn takes(&mut self, word: &str) -> bool {
        let takes = self.next_is(word);
        self.at += usize::from(takes);
        takes
    }

    fn expects(&mut self, word: &str) {
        assert!(self.takes(word), "{word} at {} of {:?}", self.at, self.tokens);
    }

    fn or(&mut self) -> Tree {
        let mut parts = vec![self.and()];
        while self.takes("OR") {
            parts.push(self.and());
        }
        Tree::joined("or", parts)
    }

    fn and(&mut self) -> Tree {
        let mut parts = vec![self.not()];
        while self.takes("AND") {
            parts.push(self.not());
        }
        Tree::joined("and", parts)
    }

    fn not(&mut self) -> Tree {
        if self.takes("NOT") {
            return Tree::Of("not".to_owned(), vec![self.not()]);
        }
        self.equal()
    }

    /// As in SQLite, where these signs are of one rank; PostgreSQL writes parentheses.
    fn equal(&mut self) -> Tree {
        let mut left = self.compared();
        loop {
            left = if self.takes("=") {
                if self.takes("ANY") {
                    self.any_of(&left)
                } else {
                    Tree::Of("eq".to_owned(), vec![left, self.compared()])
                }
            } else if self.takes("<>") || self.takes("!=") {
                Tree::Of("ne".to_owned(), vec![left, self.compared()])
            } else if self.takes("IS") {
                let word = if self.takes("NOT") { "notnull" } else { "isnull" };
                self.expects("NULL");
                Tree::Of(word.to_owned(), vec![left])
            } else if self.takes("IN") {
                self.expects("(");
                let list = self.list(")");
                Tree::one_of(&left, list)
            } else if self.takes("BETWEEN") {
                let least = Tree::Of("ge".to_owned(), vec![left.clone(), self.compared()]);
                self.expects("AND");
                Tree::joined(
                    "and",
                    vec![least, Tree::Of("le".to_owned(), vec![left, self.compared()])],
                )
            } else {
                return left;
            };
        }
    }

    fn any_of(&mut self, value: &Tree) -> Tree {
        self.expects("(");
        self.expects("ARRAY");
        self.expects("[");
        let list = self.list("]");
        self.expects(")");
        Tree::one_of(value, list)
    }

    fn list(&mut self, end: &str) -> Vec<Tree> {
        let mut list = Vec::new();
        while !self.takes(end) {
            list.push(self.or());
            self.takes(",");
        }
        list
    }

    fn compared(&mut self) -> Tree {
        let mut left = self.value();
        for (sign, word) in [(">=", "ge"), ("<=", "le"), (">", "gt"), ("<", "lt")] {
            if self.takes(sign) {
                left = Tree::Of(word.to_owned(), vec![left, self.value()]);
            }
        }
        left
    }

    fn value(&mut self) -> Tree {
        let read = if self.takes("(") {
            let read = self.or();
            self.expects(")");
            read
        } else {
            let token = self.tokens[self.at].clone();
            self.at += 1;
            if self.takes("(") {
                Tree::Of(token.to_lowercase(), self.list(")"))
            } else if token.starts_with('\'') {
                Tree::Plain(token)
            } else {
                Tree::Plain(token.to_lowercase())
            }
        };
        // A type that PostgreSQL adds.
        while self.takes("::") {
            self.at += 1;
        }
        read
    }
}

#[test]
fn what_two_engines_write_for_one_condition_is_the_same() {
    for (one, other) in [
        (
            "state = 'a b' OR state = 'it''s'",
            "((state = 'a b'::text) OR (state = 'it''s'::text))",
        ),
        ("(a IS NULL) = (b IS NOT NULL)", "(((a IS NULL) = (b IS NOT NULL)))"),
        (
            "state IN ('a', 'b') OR x",
            "((state = ANY (ARRAY['a'::text, 'b'::text])) OR x)",
        ),
        ("district BETWEEN 0 AND 53", "((district >= 0) AND (district <= 53))"),
        ("state = 'a' AND NOT bulk", "((state = 'a'::text) AND (NOT bulk))"),
        ("COALESCE(region, '')", "COALESCE(region, ''::text)"),
    ] {
        assert_eq!(canonical(one), canonical(other));
    }
    for (one, other) in [
        ("a = 1 OR b = 2", "a = 1 AND b = 2"),
        ("(a OR b) AND c", "a OR b AND c"),
        ("NOT (a = 1)", "a = 1"),
        ("a > 0", "a >= 0"),
        ("a = 'A'", "a = 'a'"),
    ] {
        assert_ne!(canonical(one), canonical(other));
    }
}
