//! The program's own source, read by tests.

use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let rust = files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    rust.chain(folders.iter().flat_map(|folder| sources(folder))).collect()
}

/// Returns every file under `src/`: its relative path, and its text.
fn texts() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("a source file");
        let name = path.strip_prefix(&root).expect("under src");
        (name.to_string_lossy().into_owned(), text)
    };
    sources(&root).iter().map(read).collect()
}

/// Returns the lines of code of every file under `src/`, by relative path.
pub fn code() -> Vec<(String, Vec<String>)> {
    let lines = |text: String| {
        let lines = text.lines().map(str::trim).filter(|line| !line.starts_with("//"));
        lines.map(str::to_owned).collect()
    };
    texts().into_iter().map(|(name, text)| (name, lines(text))).collect()
}

/// Returns the number of lines of every file under `src/`.
#[allow(dead_code, reason = "shared by tests that are programs of their own")]
pub fn lengths() -> Vec<(String, usize)> {
    texts()
        .into_iter()
        .map(|(name, text)| (name, text.lines().count()))
        .collect()
}

/// Returns the content of a text's string literals, plain or raw, without leading white space.
pub fn literals(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(['"', '\'']) {
        let (before, from) = rest.split_at(at);
        // A quotation mark as a character, in one of its two spellings, begins no text.
        if let Some(after) = ["'\"'", "'\\\"'", "'\\''"]
            .iter()
            .find_map(|mark| from.strip_prefix(mark))
        {
            rest = after;
            continue;
        }
        let Some(inside) = from.strip_prefix('"') else {
            rest = &from[1..];
            continue;
        };
        let fence = before.len() - before.trim_end_matches('#').len();
        let raw = before.trim_end_matches('#').ends_with('r');
        let end = if raw {
            inside.find(&format!("\"{}", "#".repeat(fence)))
        } else {
            let mut escaped = false;
            inside.find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            })
        };
        let end = end.unwrap_or(inside.len());
        found.push(inside[..end].trim_start().trim_start_matches("\\n").trim_start());
        rest = inside.get(end + 1..).unwrap_or_default();
    }
    found
}

/// Returns whether a text is an SQL statement.
pub fn is_sql(literal: &str) -> bool {
    let (verb, rest) = literal.split_once(char::is_whitespace).unwrap_or((literal, ""));
    let next = rest.split_whitespace().next().unwrap_or_default();
    match verb {
        "SELECT" | "UPDATE" | "PRAGMA" | "SAVEPOINT" => !next.is_empty(),
        "INSERT" => matches!(next, "INTO" | "OR"),
        "REPLACE" => next == "INTO",
        "DELETE" => next == "FROM",
        "WITH" => rest.contains("AS ("),
        "CREATE" | "DROP" | "ALTER" => matches!(next, "TABLE" | "INDEX" | "UNIQUE" | "TRIGGER" | "VIEW" | "TEMP"),
        _ => false,
    }
}
