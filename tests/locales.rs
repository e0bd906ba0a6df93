//! Both languages say the same things with the same variables, and nothing is left over.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every message of a language with the variables that it takes.
fn messages(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for file in std::fs::read_dir(root().join("locales").join(lang))
        .expect("a folder")
        .flatten()
    {
        for line in std::fs::read_to_string(file.path()).expect("a file").lines() {
            if let Some((id, _)) = line.split_once(" = ").filter(|(id, _)| !id.starts_with([' ', '#'])) {
                id.clone_into(&mut current);
                assert!(
                    found.insert(current.clone(), BTreeSet::new()).is_none(),
                    "{lang}: {id} stands twice"
                );
            }
            let variables = line
                .split('$')
                .skip(1)
                .map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).collect::<String>());
            found.entry(current.clone()).or_default().extend(variables);
        }
    }
    found
}

fn text_below(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.path());
    entries
        .map(|path| {
            if path.is_dir() {
                text_below(&path)
            } else {
                std::fs::read_to_string(path).unwrap_or_default()
            }
        })
        .collect()
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    let (en, es) = (messages("en"), messages("es"));
    assert!(en.len() > 200, "the messages were found");
    assert_eq!(en, es);
}

#[test]
fn no_message_is_left_over() {
    let used = text_below(&root().join("src")) + &text_below(&root().join("templates"));
    // These families are put together from a code, a field's name or an outcome.
    let families = [
        "month-",
        "weekday-",
        "state-",
        "language-",
        "country-",
        "field-",
        "hint-",
        "listing-",
        "org-kind-",
        "scope-",
        "kind-",
        "status-",
        "confirm-",
        "approve-",
        "contact-",
        "not-us-",
        "unsubscribe-",
        "next-ask",
        "own-state-",
        "number-locale",
    ];
    let messages = messages("en");
    let unused: Vec<_> = messages
        .keys()
        .filter(|id| !families.iter().any(|family| id.starts_with(family)) && !used.contains(&format!("\"{id}\"")))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}
