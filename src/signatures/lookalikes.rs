//! Characters that look alike: letters of other scripts and digits in place of Latin letters.

use unicode_script::{Script, UnicodeScript};

/// Words that occur in the names of many organizations: a digit in one of them is no accident.
const LURES: &[&str] = &[
    "of",
    "in",
    "for",
    "to",
    "los",
    "las",
    "alliance",
    "america",
    "american",
    "americans",
    "asociacion",
    "assembly",
    "association",
    "board",
    "bureau",
    "center",
    "church",
    "civil",
    "coalicion",
    "coalition",
    "college",
    "commission",
    "committee",
    "community",
    "conference",
    "confederation",
    "congress",
    "consejo",
    "cooperative",
    "council",
    "court",
    "department",
    "federal",
    "federacion",
    "federation",
    "foundation",
    "fundacion",
    "global",
    "government",
    "health",
    "house",
    "human",
    "immigrant",
    "immigrants",
    "immigration",
    "institute",
    "international",
    "justice",
    "labor",
    "league",
    "legal",
    "local",
    "mission",
    "nacional",
    "national",
    "network",
    "office",
    "organization",
    "people",
    "policy",
    "project",
    "refugee",
    "refugees",
    "resource",
    "rights",
    "school",
    "senate",
    "service",
    "services",
    "sindicato",
    "society",
    "solidarity",
    "state",
    "states",
    "trabajadores",
    "union",
    "united",
    "university",
    "white",
    "women",
    "workers",
    "world",
];

/// Returns the letters that a digit in a word may stand for.
fn letters_like(digit: char) -> &'static [char] {
    match digit {
        '0' => &['o'],
        '1' => &['l', 'i'],
        '3' => &['e'],
        '4' => &['a'],
        '5' => &['s'],
        _ => &[],
    }
}

/// Returns the Latin letter that a letter of another script looks like (UTS #39).
pub(super) fn latin(c: char) -> Option<char> {
    if c.is_ascii() || !c.is_alphabetic() || c.script() == Script::Latin {
        return None;
    }
    let mut skeleton = unicode_security::skeleton(c.encode_utf8(&mut [0; 4]))
        .collect::<Vec<_>>()
        .into_iter();
    match (skeleton.next(), skeleton.next()) {
        (Some(latin), None) if latin.is_ascii_alphabetic() => Some(latin),
        _ => None,
    }
}

pub(super) fn is_latin(c: char) -> bool {
    c.is_alphabetic() && c.script() == Script::Latin
}

/// Returns whether a word mixes Latin letters with letters of a script that looks like it.
pub(super) fn is_mixed(word: &str) -> bool {
    let other = |c: char| {
        matches!(
            c.script(),
            Script::Cyrillic | Script::Greek | Script::Armenian | Script::Cherokee
        )
    };
    word.chars().any(is_latin) && word.chars().any(|c| c.is_alphabetic() && other(c))
}

/// Rewrites words of mixed scripts in Latin letters; a word in one script stays as it is.
pub(crate) fn unmixed(name: &str) -> String {
    if name.is_ascii() {
        return name.to_owned();
    }
    let word = |word: &str| {
        if is_mixed(word) {
            word.chars().map(|c| latin(c).unwrap_or(c)).collect()
        } else {
            word.to_owned()
        }
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Returns the visual skeleton of a key: Cyrillic and Greek letters as Latin ones, `1` and `i` as `l`, `0` as `o`, `5` as `s`, `rn` as `m`.
/// Equal skeletons are a reason to ask staff, never proof.
pub(crate) fn skeleton(key: &str) -> String {
    let seen = |c: char| match c {
        'i' | '1' | 'і' | 'ι' => 'l',
        '0' => 'o',
        '5' => 's',
        // As capitals they look like these; UTS #39 knows the small ones.
        'в' | 'β' => 'b',
        'н' | 'η' => 'h',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'т' | 'τ' => 't',
        'ν' => 'n',
        'ζ' => 'z',
        'υ' => 'y',
        'χ' => 'x',
        'ε' => 'e',
        _ if c.is_ascii() => c,
        _ => match latin(c) {
            Some('i' | 'l' | 'I') => 'l',
            Some(other) => other.to_ascii_lowercase(),
            None => c,
        },
    };
    key.chars().map(seen).collect::<String>().replace("rn", "m")
}

/// Returns whether this word occurs in the names of many organizations.
pub(crate) fn is_common(word: &str) -> bool {
    LURES.contains(&word)
}

/// Returns the readings of a word in which its digits stand for letters, or the word itself if they can't.
pub(crate) fn readings(word: &str) -> Vec<String> {
    let mut read = vec![String::new()];
    for c in word.chars() {
        let like = letters_like(c);
        let choices = if like.is_empty() {
            std::slice::from_ref(&c)
        } else {
            like
        };
        // Each `1` doubles them; a word has few.
        read = read
            .iter()
            .take(16)
            .flat_map(|begun| choices.iter().map(move |next| format!("{begun}{next}")))
            .collect();
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_has_one_skeleton() {
        for (one, other) in [
            ("nationa1", "national"),
            ("0f", "of"),
            ("un1on", "union"),
            ("саѕа", "casa"),
            ("modern", "modem"),
            ("5ave", "save"),
            ("вoston", "boston"),
            ("нouse", "house"),
            ("кansas", "kansas"),
            ("мarch", "march"),
            ("тrust", "trust"),
            ("νurses", "nurses"),
            ("ζion", "zion"),
            ("υale", "yale"),
            ("teχas", "texas"),
            ("εl paso", "el paso"),
            ("βoston", "boston"),
            ("ηouse", "house"),
            ("κansas", "kansas"),
            ("μarch", "march"),
            ("τrust", "trust"),
        ] {
            assert_eq!(skeleton(one), skeleton(other), "{one} {other}");
        }
        assert_ne!(skeleton("union1"), skeleton("union11"));
        assert_ne!(skeleton("local12"), skeleton("local21"));
    }
}
