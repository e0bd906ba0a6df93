//! Scripts: which characters belong to one, and its OpenType tags.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

/// Scripts whose letters change with their neighbors: a font without rules for the script would print them apart.
const JOINED: [&str; 28] = [
    "Adlm", "Arab", "Bali", "Beng", "Cakm", "Cham", "Deva", "Gujr", "Guru", "Java", "Khmr", "Knda", "Lana", "Mand",
    "Mlym", "Mong", "Mymr", "Nkoo", "Orya", "Phag", "Rohg", "Sinh", "Sund", "Sylo", "Syrc", "Taml", "Telu", "Tibt",
];

/// Returns whether letters of a script, by its ISO 15924 code, change with their neighbors.
pub(super) fn is_joined(script: &str) -> bool {
    JOINED.contains(&script)
}

/// Returns a script's newer OpenType tag, besides its own in lower case.
fn newer_tag(script: &str) -> &'static str {
    match script {
        "Beng" => "bng2",
        "Deva" => "dev2",
        "Gujr" => "gjr2",
        "Guru" => "gur2",
        "Knda" => "knd2",
        "Mlym" => "mlm2",
        "Orya" => "ory2",
        "Taml" => "tml2",
        "Telu" => "tel2",
        "Mymr" => "mym2",
        "Laoo" => "lao ",
        "Nkoo" => "nko ",
        "Hira" => "kana",
        _ => "",
    }
}

/// Returns whether an OpenType tag names the script.
pub(super) fn is_named(script: &str, tag: &str) -> bool {
    tag == script.to_lowercase() || tag == newer_tag(script)
}

/// Returns the script of a cluster: that of its first character that belongs to only one.
pub(super) fn of(cluster: &str) -> Script {
    let mut scripts = cluster.chars().map(|c| c.script());
    scripts
        .find(|script| !matches!(script, Script::Common | Script::Inherited | Script::Unknown))
        .unwrap_or(Script::Common)
}

/// Returns whether Unicode gives the character a meaning; private-use characters mean whatever a font makes of them.
pub(super) fn in_use(c: char) -> bool {
    !matches!(
        c.general_category(),
        GeneralCategory::Control
            | GeneralCategory::PrivateUse
            | GeneralCategory::Unassigned
            | GeneralCategory::Surrogate
    )
}
