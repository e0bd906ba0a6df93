//! The id of a row is a type of its table. Every bare `i64` outside of `store/` is a moment, a span or a count, and its name says so.

use std::collections::BTreeSet;

use crate::{rooms, untested};

/// Names of moments and spans, and how others end.
const MOMENTS: &[&str] = &[
    "asked", "at", "micros", "minute", "moment", "now", "period", "seconds", "settled", "since", "until",
];
const ENDS: &[&str] = &["_at", "_seconds", "_since", "_until"];

/// Names of counts, and of what is compared alone.
const COUNTS: &[&str] = &["limit", "n", "publication", "slice", "version"];

/// Other numbers: file, name, what it is.
#[rustfmt::skip]
const OTHERS: &[(&str, &str, &str)] = &[
    ("commands/listing.rs", "after", "a number of whichever list is shown"),
    ("dashboard/figures.rs", "organizations", "a count"),
    ("dashboard/figures.rs", "people", "a count"),
    ("dashboard/figures.rs", "sums", "counts"),
    ("dashboard/store.rs", "Moment", "a moment"),
    ("dashboard/store.rs", "get", "counts, by column"),
    ("exports/store.rs", "get", "moments, by column"),
    ("letters/folder_state.rs", "Identity", "moments of a file"),
    ("letters/store/publications.rs", "Publication", "a count of publications"),
    ("letters/set_here.rs", "Count", "a count of settings"),
    ("desk/settings.rs", "seen", "a moment"),
    ("desk/settings/view.rs", "seen", "a moment"),
    ("my_signature/find.rs", "by_chance", "seconds"),
    ("offices/store/contacts.rs", "Fn", "how often something was taken back"),
    ("outbox/domains.rs", "held", "moments by domain"),
    ("outbox/mod.rs", "about", "the number of a row, of a table by kind"),
    ("outbox/mod.rs", "subject_id", "the number of a row, of a table by kind"),
    ("outbox/store/claim.rs", "held", "moments by domain"),
    ("outbox/store/mail_quota.rs", "all", "moments"),
    ("outbox/store/mail_quota.rs", "first_room", "a moment"),
    ("outbox/store/mail_quota.rs", "last", "a moment"),
    ("outbox/store/mail_quota.rs", "newest", "a number to reckon with: rows have consecutive ones"),
    ("outbox/store/mail_quota.rs", "next_room", "a moment"),
    ("outbox/store/mail_quota.rs", "times", "moments"),
    ("outbox/store/mail_quota.rs", "within", "moments"),
    ("outbox/store/mail_quota.rs", "without_moot", "moments"),
    ("retention/mod.rs", "last", "a moment"),
    ("retention/mod.rs", "newest", "a moment"),
    ("retention/mod.rs", "trusted", "a moment"),
    ("retention/store.rs", "before", "a moment"),
    ("retention/store.rs", "newest", "a moment"),
    ("sheet/store/driver.rs", "Moment", "a moment"),
    ("sheet/store/driver.rs", "listed", "a count"),
    ("sheet/store/row.rs", "get", "moments, by column"),
    ("shelf/store.rs", "length", "a size in bytes"),
    ("shelf/store.rs", "number", "the place of a part in its file"),
    ("signatures/link_token.rs", "number", "the number of a row, of a table by purpose"),
    ("signatures/store/changed.rs", "block", "the number of a block, to reckon with"),
    ("signatures/store/mailboxes.rs", "row", "the beginning of a digest"),
    ("signatures/store/public.rs", "get", "counts, by column"),
    ("signatures/store/search.rs", "all", "a count"),
    ("signatures/store/details.rs", "Fn", "how often something was taken back"),
    ("signatures/store/of_address.rs", "Fn", "how often something was taken back"),
    ("signatures/store/taken_back.rs", "Fn", "how often something was taken back"),
    ("signing/honeypot.rs", "parse", "microseconds"),
    ("desk/numbers/charts.rs", "groups", "a number of days"),
    ("desk/numbers/charts.rs", "step", "a number of days"),
    ("staff/store/notices.rs", "stored", "a count"),
    ("web/traffic.rs", "Queue", "a moment"),
    ("web/traffic.rs", "latest", "a minute"),
    ("web/traffic.rs", "swept", "a minute"),
];

fn last_word(code: &str) -> &str {
    let code = code.trim_end();
    let begin = code.rfind(|c: char| !(c.is_alphanumeric() || c == '_'));
    &code[begin.map_or(0, |at| at + 1)..]
}

/// Returns the name of what has the type at a place: a parameter, a field, a variable, a function, a variant, a column, or an alias.
fn named(code: &str, at: usize) -> &str {
    let (mut depth, mut place) = (0, 0);
    let mut end = at;
    while let Some(c) = code[..end].chars().next_back() {
        end -= c.len_utf8();
        let before = &code[..end];
        match c {
            '>' if before.ends_with('-') && depth == 0 => {
                let (_, function) = before.rsplit_once("fn ").unwrap_or_default();
                return last_word(function.split(['(', '<']).next().unwrap_or_default());
            }
            '>' if before.ends_with('-') => end -= 1,
            ':' if before.ends_with(':') => end -= 1,
            ')' | ']' | '>' => depth += 1,
            '(' | '[' | '<' if depth > 0 => depth -= 1,
            '<' if before.ends_with("::") => {
                let column = code[at..].split_once(">(\"").filter(|(rest, _)| !rest.contains('('));
                let column = column.and_then(|(_, rest)| rest.split('"').next());
                return column.unwrap_or_else(|| last_word(before.trim_end_matches(':')));
            }
            '(' if !last_word(before).is_empty() => return last_word(before),
            // Out of a tuple, or of a generic type in it: only the outermost place is asked for.
            '(' | '[' | '<' => {
                place = if c == '(' {
                    code[end..at].matches(", ").count()
                } else {
                    0
                }
            }
            ':' if depth == 0 => {
                let Some(pattern) = before.strip_suffix(')') else {
                    return last_word(before);
                };
                let (_, names) = pattern.rsplit_once('(').unwrap_or_default();
                return last_word(names.split(',').nth(place).unwrap_or_default());
            }
            '=' if depth == 0 => return last_word(before),
            _ => {}
        }
    }
    ""
}

/// Returns the names of all bare numbers in a file's code, without constants.
fn bare(code: &str) -> Vec<&str> {
    let is_type = |(at, it): &(usize, &str)| {
        let (before, after) = (&code[..*at], &code[at + it.len()..]);
        let whole = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        whole
            && !before.ends_with("as ")
            && !after.starts_with("::")
            && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_')
    };
    let all = code.match_indices("i64").filter(is_type);
    let names = all.map(|(at, _)| named(code, at));
    names
        .filter(|name| !name.chars().all(|c| c.is_ascii_uppercase() || c == '_') || name.is_empty())
        .collect()
}

#[test]
fn a_bare_number_is_found_however_it_is_written() {
    let code = r#"
        pub(crate) fn one(db: &Read<'_>, id: i64, at: Timestamp) -> Result<Option<Found>, StoreError> {}
        struct A { pub signature: Option<i64>, mails: BTreeSet<i64>, own: Vec<(i64, State)>, by_domain: BTreeMap<String, Vec<i64>> }
        enum B { Duplicate(i64), Question(Vec<i64>), C { beside: Vec<i64> } }
        fn answers(of: &str) -> Result<Vec<i64>, StoreError> { row.get::<i64>("bundle")?; row.get::<Option<i64>>("decider") }
        fn pairs((link, now): (i64, Timestamp), (kind, about): (&str, i64)) { |newcomer: i64| newcomer }
        fn given(each: impl FnMut(i64) -> Result<bool, StoreError>, number: impl Fn(&T) -> i64) {}
        type Delete = fn(&Tx<'_>, i64, Timestamp) -> Result<(), StoreError>;
        const MOST: i64 = 3; let x = i64::MAX; let y = 1_i64; let z = y as i64; let span: std::ops::Range<i64> = 1..2;
    "#;
    let names = "id signature mails own by_domain Duplicate Question beside answers bundle decider link about newcomer FnMut given fn span";
    assert_eq!(bare(code), names.split(' ').collect::<Vec<_>>());
}

#[test]
fn the_id_of_a_row_is_a_type() {
    let commands = untested().into_iter().filter(|(name, _)| name.starts_with("commands/"));
    let files: Vec<_> = rooms().into_iter().chain(commands).collect();
    let mut found = BTreeSet::new();
    for (name, lines) in files.iter().filter(|(name, _)| !name.starts_with("store/")) {
        let code = lines.join("\n");
        let says_so =
            |word: &&str| MOMENTS.contains(word) || ENDS.iter().any(|end| word.ends_with(end)) || COUNTS.contains(word);
        let others = bare(&code).into_iter().filter(|word| !says_so(word));
        found.extend(others.map(|word| (name.as_str(), word.to_owned())));
    }
    let known: BTreeSet<_> = OTHERS
        .iter()
        .map(|(name, word, _)| (*name, (*word).to_owned()))
        .collect();
    let more: Vec<_> = found.difference(&known).collect();
    let less: Vec<_> = known.difference(&found).collect();
    assert!(
        more.is_empty(),
        "a bare number that may be a row's, which `store::id!` makes a type of: {more:?}"
    );
    assert!(less.is_empty(), "in the table, and nowhere else: {less:?}");
}
