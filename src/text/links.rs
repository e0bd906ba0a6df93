//! Finds what mail programs and browsers turn into a link although nobody marked it as one.
//!
//! A stranger's name is written into the first lines of our mails. So the test is on what a program would see: compatibility forms folded
//! (NFKC), every look-alike of a dot taken for a dot, international names in their ASCII form (IDNA).

use unicode_normalization::UnicodeNormalization;

use crate::domains;

/// Schemes that open something when followed by anything at all, without `//`.
const SCHEMES: &[&str] = &[
    "http",
    "https",
    "ftp",
    "ftps",
    "mailto",
    "tel",
    "sms",
    "smsto",
    "callto",
    "sip",
    "sips",
    "xmpp",
    "skype",
    "whatsapp",
    "tg",
    "facetime",
    "javascript",
    "webcal",
    "magnet",
    "bitcoin",
];

/// Top-level domains that occur only in addresses. Under any other one a missing space is likelier: "Presb.Church", "Min.Kim", "Rev.Al".
const OF_ADDRESSES: &[&str] = &[
    "com", "org", "net", "info", "biz", "edu", "gov", "mil", "int", "io", "xyz", "online", "site", "website", "app",
    "dev", "shop", "store", "link", "click", "top", "me", "tv", "co", "us", "ly",
];

/// The links of a line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Links {
    /// Bare host names, in ASCII.
    pub(super) hosts: Vec<String>,
    /// Whether there are schemes, paths, mail addresses, numbers or markup, which no organization is named after.
    pub(super) others: bool,
}

impl Links {
    /// Returns whether there are none.
    pub(super) fn none(&self) -> bool {
        self.hosts.is_empty() && !self.others
    }
}

/// Finds what a program would turn into a link, and markup.
pub(super) fn find(line: &str) -> Links {
    let seen = as_programs_see(line);
    let mut links = Links {
        hosts: Vec::new(),
        others: has_scheme(&seen) || seen.contains("](") || has_tag(&seen) || begins_www(&seen),
    };
    for run in runs(&seen) {
        match address(&seen, &run) {
            Address::None => {}
            Address::Host(host) => links.hosts.push(host),
            Address::Other => links.others = true,
        }
    }
    links
}

/// Returns whether a line contains what a phone takes for a number to call: ten digits or more with what stands between them.
pub(super) fn has_phone_number(line: &str) -> bool {
    let mut digits = 0;
    super::plain_numbers(line).chars().any(|c| {
        match c {
            '0'..='9' => digits += 1,
            ' ' | '-' | '.' | '(' | ')' | '/' => {}
            '+' => digits = 3,
            _ => digits = 0,
        }
        digits >= 10
    })
}

/// Inserts the space that is missing after a full stop: "Min.Kim" is not an address, but a program would turn it into a link.
pub(super) fn spaced(line: &str) -> String {
    let mut gaps = Vec::new();
    for run in runs(line) {
        if run.path || run.mail {
            continue;
        }
        let mut at = run.from;
        let labels: Vec<&str> = line[run.from..run.to].split('.').collect();
        for pair in labels.windows(2) {
            at += pair[0].len() + 1;
            let last = pair[1].to_lowercase();
            if is_top_level(&last) && !pair[0].is_empty() && lacks_space(pair[0], pair[1]) {
                gaps.push(at);
            }
        }
    }
    let mut spaced = String::with_capacity(line.len() + gaps.len());
    let mut done = 0;
    for gap in gaps {
        spaced.push_str(&line[done..gap]);
        spaced.push(' ');
        done = gap;
    }
    spaced.push_str(&line[done..]);
    spaced
}

/// Abbreviations with a full stop before a name, in lower case.
const BEFORE_NAMES: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "dra", "drs", "prof", "profa", "rev", "revd", "fr", "msgr", "sr", "sra", "srta",
    "st", "sta", "sto", "hon", "gov", "sen", "rep", "lt", "col", "gen", "maj", "sgt", "capt", "cpl", "min", "ing",
    "lic", "arq", "atty", "engr", "mtro", "mtra", "pbro", "ma", "jr", "assoc", "asst",
];

/// Returns whether a space is missing between two labels of what looks like an address. Under a top-level domain that occurs only in
/// addresses, this is so only if an initial or an abbreviation precedes what is written like a name or a degree: "Mr.Co", "T.Ly", "B.Com".
fn lacks_space(before: &str, last: &str) -> bool {
    let begins_upper = |label: &str| label.chars().next().is_some_and(char::is_uppercase);
    if !OF_ADDRESSES.contains(&last.to_lowercase().as_str()) {
        return begins_upper(before) || begins_upper(last);
    }
    let like_a_name = begins_upper(last) && last.chars().skip(1).all(char::is_lowercase);
    let abbreviated = before.chars().count() == 1 || BEFORE_NAMES.contains(&before.to_lowercase().as_str());
    like_a_name && begins_upper(before) && abbreviated
}

/// What could be a host name: letters, digits, hyphens and dots, with what surrounds them.
struct Run {
    from: usize,
    to: usize,
    /// Whether a path, a query, a port or a fragment follows.
    path: bool,
    /// Whether it follows the `@` of a mail address.
    mail: bool,
}

fn runs(line: &str) -> Vec<Run> {
    let part = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) || "-_.".contains(c);
    let mut runs = Vec::new();
    let mut rest = 0;
    while let Some(start) = line[rest..].find(part) {
        let from = rest + start;
        let end = line[from..]
            .find(|c: char| !part(c))
            .map_or(line.len(), |length| from + length);
        let to = from + line[from..end].trim_end_matches(['.', '-', '_']).len();
        let mut after = line[end..].chars();
        let path = match after.next() {
            Some('/' | '?' | '#' | '\\') => after.next().is_some_and(|c| !c.is_whitespace()),
            Some(':') => after.next().is_some_and(|c| c.is_ascii_digit()),
            _ => false,
        };
        let mail = line[..from].ends_with('@');
        if to > from {
            runs.push(Run { from, to, path, mail });
        }
        rest = end;
    }
    runs
}

enum Address {
    None,
    Host(String),
    Other,
}

fn address(seen: &str, run: &Run) -> Address {
    let text = &seen[run.from..run.to];
    let labels: Vec<&str> = text.split('.').collect();
    let number = |label: &&str| label.parse::<u8>().is_ok();
    if labels.windows(4).any(|four| four.iter().all(number)) {
        return Address::Other;
    }
    let named = labels
        .windows(2)
        .any(|pair| !pair[0].is_empty() && is_top_level(pair[1]));
    match named {
        _ if run.mail && labels.len() > 1 => Address::Other,
        false => Address::None,
        true if run.path => Address::Other,
        true => Address::Host(ascii(text).unwrap_or_else(|| text.to_owned())),
    }
}

/// Returns whether a label is a top-level domain of the Public Suffix List, in ASCII or as it is written.
fn is_top_level(label: &str) -> bool {
    if label.is_ascii() {
        return domains::is_top_level(label);
    }
    ascii(&format!("a.{label}"))
        .and_then(|host| host.strip_prefix("a.").map(domains::is_top_level))
        .unwrap_or(false)
        || domains::is_top_level(label)
}

fn ascii(host: &str) -> Option<String> {
    match url::Host::parse(host) {
        Ok(url::Host::Domain(domain)) => Some(domain),
        _ => None,
    }
}

/// Folds a line as programs that look for addresses do, in lower case.
fn as_programs_see(line: &str) -> String {
    let folded: Vec<char> = line
        .nfkc()
        .filter(|c| !matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}') && !is_ornament(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let dotted = (0..folded.len()).map(|at| {
        let beside = |at: Option<usize>| {
            at.and_then(|at| folded.get(at))
                .is_some_and(char::is_ascii_alphanumeric)
        };
        match folded[at] {
            // Ends a sentence between Han characters, and separates labels beside Latin ones.
            '\u{3002}' | '\u{ff61}' if beside(at.checked_sub(1)) || beside(Some(at + 1)) => '.',
            // Dots in the middle of words are letters in some languages; before what stands in addresses alone they imitate one.
            '\u{b7}' | '\u{2022}' | '\u{2027}' | '\u{2219}' | '\u{22c5}' | '\u{a4f8}' | '\u{6d4}' | '\u{701}'
            | '\u{30fb}'
                if imitates(&folded[at + 1..]) =>
            {
                '.'
            }
            c => c,
        }
    });
    dotted.collect()
}

/// Returns whether a mark is drawn over or below a letter of any script without belonging to one: an address continues below it, or ends
/// before it.
fn is_ornament(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

fn imitates(after: &[char]) -> bool {
    let label: String = after.iter().take_while(|c| c.is_alphanumeric()).collect();
    let path = after.get(label.chars().count()) == Some(&'/');
    OF_ADDRESSES.contains(&label.as_str()) || (path && is_top_level(&label))
}

fn has_scheme(seen: &str) -> bool {
    let opens = |(at, _): (usize, &str)| {
        let after = seen[at + 1..].chars().next();
        let word = seen[..at].rsplit(|c: char| !c.is_ascii_alphanumeric()).next();
        after.is_some_and(|c| !c.is_whitespace()) && word.is_some_and(|word| SCHEMES.contains(&word))
    };
    seen.contains("://") || seen.match_indices(':').any(opens)
}

fn begins_www(seen: &str) -> bool {
    seen.match_indices("www.").any(|(at, found)| {
        seen[at + found.len()..]
            .chars()
            .next()
            .is_some_and(char::is_alphanumeric)
    })
}

/// Returns whether a line contains an HTML tag; "5 < 6" and "I <3 you" have none.
fn has_tag(seen: &str) -> bool {
    let opens = |c: char| c.is_ascii_alphabetic() || "/!?".contains(c);
    seen.match_indices('<').any(|(at, _)| seen[at + 1..].starts_with(opens))
}

#[cfg(test)]
mod tests;
