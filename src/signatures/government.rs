//! Recognizes the names of government bodies and officials in English and Spanish, so that nobody signs as a parliament, a court or an
//! agency without review.
//!
//! Names are compared in every way that they are typed: with dots or blanks between letters, run together, abbreviated. A false positive
//! costs staff one review; associations, unions and schools that have such a body in their name are let through.

use std::sync::LazyLock;

use super::lookalikes;
use crate::text;

/// A list of phrases, one a line, case-folded.
type Phrases = LazyLock<Vec<&'static str>>;

/// Complete names of government bodies.
static WHOLE: Phrases = LazyLock::new(|| include_str!("government/whole.txt").lines().collect());

/// Phrases that the name of a government body begins with.
static BEGINS: Phrases = LazyLock::new(|| include_str!("government/begins.txt").lines().collect());

/// Phrases that the name of a government body ends with.
static ENDS: Phrases = LazyLock::new(|| include_str!("government/ends.txt").lines().collect());

/// Words of organizations that are about a government body, of its employees, or schools: a name with one of these is not the body itself.
static OTHERS: Phrases = LazyLock::new(|| include_str!("government/others.txt").lines().collect());

/// Titles that precede the name of an office holder.
static TITLES: Phrases = LazyLock::new(|| include_str!("government/titles.txt").lines().collect());

/// Words for streets, houses and groups that are named after an office or an office holder.
static NAMESAKES: Phrases = LazyLock::new(|| include_str!("government/namesakes.txt").lines().collect());

/// First words of county names that have more than one word.
static COUNTIES: Phrases = LazyLock::new(|| include_str!("government/counties.txt").lines().collect());

/// Names of states and territories.
static STATES: Phrases = LazyLock::new(|| include_str!("government/states.txt").lines().collect());

/// Abbreviations and what they stand for.
static ABBREVIATIONS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("government/abbreviations.txt").lines();
    lines.filter_map(|line| line.split_once(' ')).collect()
});

/// Country names as the form lists them in English and Spanish, case-folded.
static COUNTRIES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let english = include_str!("../../locales/en/countries.ftl").lines();
    let lines = english.chain(include_str!("../../locales/es/countries.ftl").lines());
    let names = lines.filter_map(|line| line.strip_prefix("country-")?.split_once(" = "));
    names.map(|(_, name)| text::fold(name)).collect()
});

/// All phrases without the blanks between their words.
static JOINED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let phrases = WHOLE.iter().chain(BEGINS.iter()).chain(ENDS.iter());
    phrases.map(|it| it.replace(' ', "")).collect()
});

/// Returns whether a name is that of a government body or an official, even if digits or letters of another script replace some of its
/// letters.
pub(crate) fn is_government(name: &str) -> bool {
    let shown = lookalikes::unmixed(name);
    let folded = text::fold(&shown);
    let spelled = with_letters_joined(&folded);
    let names = [usual(&folded), usual(&spelled)];
    let apart = usual(&text::fold(&words_apart(&shown)));
    names.iter().any(|it| is_official(it))
        || [folded, spelled]
            .iter()
            .flat_map(|it| digits_as_letters(it))
            .any(|it| is_one(&usual(&it)))
        || names.iter().any(|it| is_one(it))
        || is_one(&apart)
}

/// Returns the readings of a name in which digits within words stand for letters.
fn digits_as_letters(folded: &str) -> Vec<String> {
    if !folded.chars().any(|c| c.is_ascii_digit()) {
        return Vec::new();
    }
    let read = |which: usize| {
        let words = folded.split(' ').map(|word| {
            let mixed = word.chars().any(char::is_alphabetic) && word.chars().any(|c| c.is_ascii_digit());
            let read = lookalikes::readings(word);
            let chosen = if mixed { read.get(which).or(read.last()) } else { None };
            chosen.cloned().unwrap_or_else(|| word.to_owned())
        });
        words.collect::<Vec<_>>().join(" ")
    };
    (0..4).map(read).collect()
}

/// Joins single letters into one word: `u s dept of labor` → `us dept of labor`.
fn with_letters_joined(folded: &str) -> String {
    let mut joined = String::with_capacity(folded.len());
    let mut before_single = false;
    for word in folded.split(' ') {
        let single = word.chars().count() == 1;
        if !(joined.is_empty() || single && before_single) {
            joined.push(' ');
        }
        joined.push_str(word);
        before_single = single;
    }
    joined
}

/// Splits words that are run together: `TheWhiteHouse` → `The White House`.
fn words_apart(shown: &str) -> String {
    let mut apart = String::with_capacity(shown.len());
    let mut after_small = false;
    for c in shown.chars() {
        if after_small && c.is_uppercase() {
            apart.push(' ');
        }
        apart.push(c);
        after_small = c.is_lowercase();
    }
    apart
}

/// Normalizes a name: one name for the country, abbreviations in full, without optional articles.
fn usual(folded: &str) -> String {
    let spaced = format!(" {folded} ")
        .replace(" united states of america ", " us ")
        .replace(" united states ", " us ")
        .replace(" estados unidos de america ", " us ")
        .replace(" estados unidos ", " us ")
        .replace(" ee uu ", " us ")
        .replace(" eeuu ", " us ")
        .replace(" u s a ", " us ")
        .replace(" usa ", " us ")
        .replace(" u s ", " us ")
        .replace(" gov t ", " government ")
        .replace(" dep t ", " department ")
        .replace(" int l ", " international ")
        .replace(" nat l ", " national ");
    let full: Vec<&str> = spaced.split_whitespace().map(in_full).collect();
    let full = full.join(" ");
    let article = ["the ", "la ", "el ", "los ", "las "];
    // "Los Angeles County" and "El Paso County" keep theirs.
    if full.ends_with(" county") {
        return full;
    }
    let bare = article.iter().find_map(|it| full.strip_prefix(it));
    bare.unwrap_or(&full).to_owned()
}

fn in_full(word: &str) -> &str {
    let found = ABBREVIATIONS.iter().find(|(short, _)| *short == word);
    found.map_or(word, |(_, long)| long)
}

fn is_one(name: &str) -> bool {
    let bare = name.strip_prefix("us ").unwrap_or(name);
    let bare = bare
        .strip_suffix(" de los us")
        .or(bare.strip_suffix(" de us"))
        .unwrap_or(bare);
    if WHOLE.contains(&name) || WHOLE.contains(&bare) || is_place(name) || is_run_together(bare) {
        return true;
    }
    if has_any(name, &OTHERS) {
        return false;
    }
    let begins = |it: &str| {
        name.strip_prefix(it)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let ends = |it: &str| {
        name.strip_suffix(it)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    };
    BEGINS.iter().any(|it| begins(it)) || ENDS.iter().any(|it| ends(it))
}

/// Returns whether the name is a known phrase with other blanks, or none: `i c e`, `thewhitehouse`.
fn is_run_together(name: &str) -> bool {
    let joined = name.replace(' ', "");
    let bare = ["the", "la", "el"].iter().find_map(|it| joined.strip_prefix(it));
    let bare = bare.filter(|it| it.len() >= "senado".len() && !name.contains(' '));
    JOINED.iter().any(|it| *it == joined || Some(it.as_str()) == bare)
}

/// Returns whether the name is just that of a country, a state or a county.
fn is_place(name: &str) -> bool {
    if STATES.contains(&name) || COUNTRIES.iter().any(|it| it == name) {
        return true;
    }
    let state = STATES.iter().find_map(|it| name.strip_suffix(it)?.strip_suffix(' '));
    let Some(county) = state.unwrap_or(name).strip_suffix(" county") else {
        return false;
    };
    let words: Vec<&str> = county.split(' ').collect();
    let plain = !has_any(county, &OTHERS) && !has_any(county, &NAMESAKES);
    plain && (words.len() == 1 || words.len() < 4 && COUNTIES.contains(&words[0]))
}

/// Returns whether the name is a title of office with a person's name: up to four words, none of which makes it an organization.
fn is_official(name: &str) -> bool {
    let name = name.strip_suffix(" s office").unwrap_or(name);
    let mut places = ["us"].iter().chain(STATES.iter());
    let bare = places.find_map(|it| name.strip_prefix(it)?.strip_prefix(' '));
    let bare = bare.unwrap_or(name);
    let name = bare.strip_prefix("state ").unwrap_or(bare);
    let people = TITLES
        .iter()
        .filter_map(|title| name.strip_prefix(title)?.strip_prefix(' '));
    let mut people = people.map(|rest| rest.split(' ').collect::<Vec<_>>());
    people.any(|words| {
        let is_group = |word: &&str| OTHERS.contains(word) || NAMESAKES.contains(word) || lookalikes::is_common(word);
        // "President's Council" is "president s council".
        words.len() <= 4 && words[0] != "s" && !words.iter().any(is_group)
    })
}

fn has_any(name: &str, words: &[&str]) -> bool {
    name.split(' ').any(|word| words.contains(&word))
}

/// Returns whether a word occurs in the name of a government body.
pub(crate) fn is_word(word: &str) -> bool {
    let mut names = WHOLE.iter().chain(BEGINS.iter()).chain(ENDS.iter());
    word.chars().count() >= 4 && names.any(|name| name.split(' ').any(|it| it == word))
}

#[cfg(test)]
mod tests;
