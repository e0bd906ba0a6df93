//! Where SQL is, and that its dialect can be translated to another engine.

use crate::rooms;
use crate::source::{code, is_sql, literals};

#[test]
fn statements_are_recognized_however_they_are_written() {
    let code = r##"
        a("SELECT 1"); b(r"UPDATE x SET y = '\"); c(r#"INSERT OR REPLACE INTO "x" ;"#); d("
            WITH x AS (SELECT 1) DELETE FROM x"); e('"', "DELETE FROM x", '\'', b'"', "\"no\" SELECT 1"); f::<'a>("REPLACE INTO x");
        g("\n  INSERT INTO x"); h("SELECT"); i("Update your name"); j("WITH love"); k("PRAGMA user_version");
    "##;
    let found: Vec<&str> = literals(code).into_iter().filter(|it| is_sql(it)).collect();
    assert_eq!(
        found,
        [
            "SELECT 1",
            "UPDATE x SET y = '\\",
            "INSERT OR REPLACE INTO \"x\" ;",
            "WITH x AS (SELECT 1) DELETE FROM x",
            "DELETE FROM x",
            "REPLACE INTO x",
            "INSERT INTO x",
            "PRAGMA user_version",
        ]
    );
}

#[test]
fn sql_stands_in_stores() {
    let tests = |name: &str| name.ends_with("tests.rs") || name.contains("/tests/");
    let stores = |name: &str| name.starts_with("store/") || name.contains("/store/") || name.ends_with("/store.rs");
    let speaks = |lines: &Vec<String>| literals(&lines.join("\n")).into_iter().any(is_sql);
    let elsewhere = code()
        .into_iter()
        .filter(|(name, lines)| !stores(name) && !tests(name) && speaks(lines));
    let names: Vec<_> = elsewhere.map(|(name, _)| name).collect();
    assert_eq!(names, Vec::<String>::new(), "SQL outside of a feature's store");
}

/// What SQLite alone understands, or understands in its own way, with what both engines know instead.
const OF_ONE_ENGINE: &[(&str, &str)] = &[
    ("INSERT OR ", "ON CONFLICT"),
    ("UPDATE OR ", "a condition"),
    ("REPLACE INTO", "ON CONFLICT (…) DO UPDATE"),
    ("ON CONFLICT DO UPDATE", "ON CONFLICT (…) DO UPDATE"),
    ("COLLATE ", "lower(…)"),
    ("GLOB ", "LIKE"),
    ("INDEXED BY", "an order of CROSS JOIN"),
    ("rowid", "a column"),
    ("strftime(", "microseconds"),
    ("datetime(", "microseconds"),
    ("julianday(", "microseconds"),
    ("unixepoch(", "microseconds"),
    ("group_concat(", "string_agg(…, … ORDER BY …)"),
    ("json_", "columns"),
    ("hex(", "the bytes"),
    ("char(", "the character"),
    ("instr(", "CASE"),
    ("ifnull(", "COALESCE"),
    ("printf(", "columns"),
    ("typeof(", "a type"),
    ("randomblob(", "a parameter"),
    ("zeroblob(", "a parameter"),
    ("last_insert_rowid", "Tx::insert"),
    ("IS ?", "IS NOT DISTINCT FROM"),
    ("IS NOT ?", "IS DISTINCT FROM"),
    ("IS '", "="),
    ("IS NOT '", "IS DISTINCT FROM"),
    ("IS NOT (", "IS DISTINCT FROM ("),
    ("IS (", "IS NOT DISTINCT FROM ("),
    ("IS excluded.", "IS NOT DISTINCT FROM"),
    ("IS NOT excluded.", "IS DISTINCT FROM"),
    ("LIMIT -", "no limit"),
    ("PRAGMA ", "src/store"),
];

/// Returns the boolean columns of the schema.
fn booleans() -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/schema");
    let mut found = Vec::new();
    for file in std::fs::read_dir(root).expect("a folder").flatten() {
        let text = std::fs::read_to_string(file.path()).expect("a file");
        let columns = text.lines().filter_map(|line| {
            let mut words = line.split_whitespace();
            let name = words.next()?;
            (words.next()? == "BOOLEAN").then(|| name.to_owned())
        });
        found.extend(columns);
    }
    found
}

/// Returns what another engine would refuse or misunderstand in a statement.
fn foreign_words(sql: &str, booleans: &[String]) -> Vec<String> {
    let found = OF_ONE_ENGINE.iter().filter(|(word, _)| {
        let begins_a_word = |at: usize| !sql[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        sql.match_indices(word).any(|(at, _)| begins_a_word(at))
    });
    let mut told: Vec<String> = found
        .map(|(word, instead)| format!("{word}: write {instead}"))
        .collect();
    let words: Vec<&str> = sql
        .split(|c: char| c.is_whitespace() || "(),".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    for three in words.windows(3) {
        let column = three[0].rsplit('.').next().unwrap_or_default();
        let is_number = three[2].chars().all(|c| c.is_ascii_digit());
        if ["=", "<>", "<=", ">="].contains(&three[1]) && is_number && booleans.iter().any(|it| it == column) {
            told.push(format!("{column} {} {}: it is true or false", three[1], three[2]));
        }
        if three[0].starts_with('?') && three[1] == "IS" && ["NULL", "NOT"].contains(&three[2]) {
            told.push(format!("{} IS {}: write CAST({} AS …)", three[0], three[2], three[0]));
        }
    }
    // With a number in such a pair, SQLite begins at the first row of the other part, on every page of a list.
    for mark in [") > (?", ") < (?"] {
        if sql.contains(mark) {
            told.push(format!("{mark}: write a = ? AND b > ?, and then a > ?"));
        }
    }
    // A comparison that is added up: SUM(a = b), n + 2 * (a = b).
    for (mark, instead) in [("SUM(", "COUNT(*) FILTER (WHERE …)"), ("* (", "CASE")] {
        for (at, _) in sql.match_indices(mark) {
            let inside = &sql[at + mark.len()..];
            let inside = inside.split(')').next().unwrap_or_default();
            if inside.contains(" = ") || inside.contains(" <> ") {
                told.push(format!("{mark}{inside}): write {instead}"));
            }
        }
    }
    told
}

#[test]
fn words_of_a_single_engine_are_recognized() {
    let booleans = booleans();
    for column in [
        "serving",
        "signed",
        "bulk",
        "sending",
        "at_most_once",
        "demonstration",
        "mailed",
    ] {
        assert!(booleans.iter().any(|it| it == column), "{column} of {booleans:?}");
    }
    for (sql, number) in [
        ("SELECT json_array(1), group_concat(x) FROM t", 2),
        ("UPDATE t SET bulk = 1 WHERE s.sending = 0 AND NOT signed", 2),
        ("SELECT SUM(kind = 'person') FROM t WHERE a IS ?1", 2),
        ("UPDATE t SET n = n + ?2 * (kind = 'person')", 1),
        (
            "SELECT COUNT(*) FILTER (WHERE kind = 'person') FROM t WHERE a IS NOT DISTINCT FROM ?1 AND bulk",
            0,
        ),
        (
            "INSERT INTO t (a) VALUES (?1) ON CONFLICT (a) DO UPDATE SET a = excluded.a",
            0,
        ),
        ("SELECT 1 FROM t WHERE (?1 IS NULL OR a = ?1) AND ?2 IS NOT NULL", 2),
        ("SELECT 1 FROM t WHERE CAST(?1 AS TEXT) IS NULL OR a = ?1", 0),
        ("SELECT 1 FROM t WHERE (a, id) > (?1, ?2) ORDER BY a, id", 1),
        ("SELECT bulk_at FROM t WHERE one = 1 AND a IS NOT NULL", 0),
    ] {
        let told = foreign_words(sql, &booleans);
        assert_eq!(told.len(), number, "{sql}: {told:?}");
    }
}

/// Rooms use a subset of SQL that `SQLite` and `PostgreSQL` both read; what only one of them knows is in `store/`.
#[test]
fn rooms_speak_sql_that_two_engines_understand() {
    let booleans = booleans();
    let mut found = Vec::new();
    for (name, lines) in rooms().into_iter().filter(|(name, _)| !name.starts_with("store/")) {
        for sql in literals(&lines.join("\n")).into_iter().filter(|it| is_sql(it)) {
            let told = foreign_words(sql, &booleans);
            found.extend(told.into_iter().map(|it| format!("{name}: {it}")));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}
