//! Removes invisible characters from what was typed, except where a script needs them to spell a word, or where without them two words
//! would become one.

/// Removes invisible characters from a line.
pub(super) fn removed(shown: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut shown = shown.peekable();
    let mut before = ' ';
    std::iter::from_fn(move || {
        loop {
            let c = shown.next()?;
            let after = shown.peek().copied().unwrap_or(' ');
            let c = parting(before, c, after).unwrap_or(c);
            if c.is_whitespace() || !invisible(c) || spells(before, c, after) {
                before = c;
                return Some(c);
            }
        }
    })
}

/// Returns what an invisible character that separates two words stands for: fillers are as wide as a letter, and are typed as blanks.
/// Within a word a soft hyphen or a zero-width space says where a line may break; before a capital it says that another word begins.
fn parting(before: char, c: char, after: char) -> Option<char> {
    let camel = || before.is_lowercase() && after.is_uppercase();
    match c {
        '\u{2800}' | '\u{3164}' | '\u{ffa0}' => Some(' '),
        // Between the parts of a Hangul syllable they affect spelling.
        '\u{115f}' | '\u{1160}' if !is_jamo(before) && !is_jamo(after) => Some(' '),
        '\u{ad}' if camel() => Some('-'),
        '\u{200b}' if camel() => Some(' '),
        _ => None,
    }
}

fn is_jamo(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115e}' | '\u{1161}'..='\u{11ff}' | '\u{a960}'..='\u{a97f}' | '\u{d7b0}'..='\u{d7ff}')
}

/// Returns whether a character is invisible: default-ignorable code points (UAX #44), and others without a shape of their own: fillers,
/// annotations, private use, controls, and what Unicode reserves for programs.
fn invisible(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
        | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
        || c.is_control()
        || is_noncharacter(c)
}

/// Returns whether a character is a noncharacter: U+FDD0 to U+FDEF, and the last two of each plane.
pub(crate) fn is_noncharacter(c: char) -> bool {
    let number = u32::from(c);
    matches!(number, 0xfdd0..=0xfdef) || number & 0xfffe == 0xfffe
}

/// Returns whether an invisible character changes how the letters beside it are written: joiners between letters of scripts that join, the
/// variation of a Han character, a Mongolian letter's form.
fn spells(before: char, c: char, after: char) -> bool {
    let joins = |c: char| !c.is_ascii() && (c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c));
    match c {
        '\u{200c}' | '\u{200d}' => joins(before) && joins(after),
        '\u{fe00}'..='\u{fe0e}' | '\u{e0100}'..='\u{e01ef}' => {
            matches!(before, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        }
        '\u{180b}'..='\u{180d}' | '\u{180f}' => matches!(before, '\u{1820}'..='\u{18aa}'),
        _ => false,
    }
}
