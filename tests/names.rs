//! Names as people all over the world write them: which are accepted, which are refused, and when two names are one organization.

use proptest::prelude::*;
use undersigned::signatures::identity::organization as key;
use undersigned::text::{self, TextError};

/// Two spellings of one organization.
const SAME: &[(&str, &str)] = &[
    ("Orchard Workers United", "ORCHARD WORKERS UNITED"),
    ("Orchard Workers United", "Orchard  Workers   United "),
    ("The Orchard Workers United", "Orchard Workers United"),
    ("Orchard Workers United, Inc.", "Orchard Workers United"),
    ("Orchard Workers United Inc", "The Orchard Workers United, Incorporated"),
    ("Harbor Legal Aid LLC", "Harbor Legal Aid, L.L.C."),
    ("Harbor Legal Aid, LLP", "Harbor Legal Aid"),
    ("Harbor Growers Corp.", "Harbor Growers Corporation"),
    ("Harbor Growers Co.", "Harbor Growers Company"),
    ("Harbor Growers Ltd.", "Harbor Growers Limited"),
    ("Bread & Roses Center", "Bread and Roses Center"),
    ("Bread&Roses Center", "Bread and Roses Center"),
    ("Centro de Acción Rural", "Centro de Accion Rural"),
    ("Coalición Ñandú", "Coalicion Nandu"),
    ("Asoc. de Jornaleros", "Asociación de Jornaleros"),
    ("A.F.W.-C.I.W.", "AFW-CIW"),
    ("AFW CIW", "AFW-CIW"),
    ("Farm Workers' Alliance", "Farm Workers Alliance"),
    ("Farm Workers’ Alliance", "Farm Workers' Alliance"),
    (
        "Service Employees Circle Local 12",
        "Service Employees Circle, Local No. 12",
    ),
    (
        "Service Employees Circle Local 12",
        "Service Employees Circle Local #12",
    ),
    (
        "Service Employees Circle Local 12",
        "Service Employees Circle – Local 12",
    ),
    ("St. Brendan Parish", "Saint Brendan Parish"),
    ("Mount Olivet Fellowship", "Mt. Olivet Fellowship"),
    (
        "National Assn. of Nurses' Aides",
        "National Association of Nurses' Aides",
    ),
    ("Natl. Assoc. of Nurses Aides", "National Association of Nurses’ Aides"),
    ("Center for Fair Visas", "Centre for Fair Visas"),
    ("Ctr. for Fair Visas", "Center for Fair Visas"),
    (
        "Univ. of the Plains Labor Clinic",
        "University of the Plains Labor Clinic",
    ),
    ("Prairie Fdn.", "Prairie Foundation"),
    ("Intl. Migrants Forum", "International Migrants Forum"),
    ("Growers Co-op", "Growers Coop"),
    ("Growers Co-op", "Growers Cooperative"),
    ("Migrant Rights Network (MRN)", "Migrant Rights Network"),
    (
        "Network for the Rights of Migrants (NRM)",
        "Network for the Rights of Migrants",
    ),
    (
        "Alianza de Trabajadores del Campo (ATC)",
        "Alianza de Trabajadores del Campo",
    ),
    ("Sunrise Holdings LLC d/b/a Casa Abierta", "Casa Abierta"),
    ("Sunrise Holdings, Inc. DBA Casa Abierta", "Casa Abierta"),
    ("Sunrise Holdings doing business as Casa Abierta", "Casa Abierta"),
    ("Casa Abierta, A.C.", "Casa Abierta AC"),
    ("Labour Rights Watch", "Labor Rights Watch"),
    ("Organisation of Packers", "Organization of Packers"),
    ("Оrchard Wоrkers United", "Orchard Workers United"),
    ("Ｏrchard Workers United", "Orchard Workers United"),
    ("Dept. of Social Action", "Department of Social Action"),
    ("Cmte. for Safe Fields", "Committee for Safe Fields"),
    ("Valley PBC", "Valley, P.B.C."),
    ("\"Valley Voices\"", "Valley Voices"),
    ("Valley Voices!", "Valley Voices"),
    ("Straße der Arbeit", "STRASSE DER ARBEIT"),
];

/// Two organizations that look alike.
const DIFFERENT: &[(&str, &str)] = &[
    ("Service Employees Circle Local 12", "Service Employees Circle Local 21"),
    ("Service Employees Circle Local 12", "Service Employees Circle"),
    ("Orchard Workers United", "Orchard Workers United of Ohio"),
    (
        "Orchard Workers United, Ohio Chapter",
        "Orchard Workers United, Iowa Chapter",
    ),
    ("Orchard Workers United", "United Orchard Workers"),
    ("Migrant Rights Network (Texas)", "Migrant Rights Network (Utah)"),
    ("Migrant Rights Network (Texas)", "Migrant Rights Network"),
    ("St. Brendan Parish", "St. Brenda Parish"),
    ("Mount Olivet Fellowship", "Mount Olive Fellowship"),
    ("First Friends Meeting", "Second Friends Meeting"),
    ("Casa Abierta", "Casa Abierta del Norte"),
    ("Casa Abierta Foundation", "Casa Abierta"),
    ("Casa Abierta Action Fund", "Casa Abierta"),
    ("Centro de los Derechos", "Center for Rights"),
    ("Harbor Legal Aid", "Harbour City Legal Aid"),
    ("Growers Cooperative", "Growers Corporation"),
    ("District Council 33", "District Council 36"),
    ("Region 9 Teachers", "Region 9A Teachers"),
    ("Nurses' Association of Maine", "Nurses' Association of Maryland"),
    ("Young Farmers", "Old Farmers"),
    ("Farmworker Justice Circle", "Farmworkers Justice Project"),
    ("North Valley Voices", "South Valley Voices"),
    ("Valley Voices 2", "Valley Voices 3"),
    ("Inc.", "LLC"),
    ("Alliance for Justice in Fields", "Alliance Against Justice in Fields"),
    ("University of the Plains", "University of the Plains Labor Clinic"),
    ("Diocese of Rivertown", "Archdiocese of Rivertown"),
    ("Temple Beth Or", "Temple Beth El"),
    ("Coalición Norte", "Coalición Nortes"),
    ("AFW", "AFWU"),
    ("Prairie Foundation", "Prairie Fund"),
];

#[test]
fn one_organization_written_in_two_ways_has_one_key() {
    assert!(SAME.len() + DIFFERENT.len() >= 80);
    let torn: Vec<_> = SAME
        .iter()
        .filter(|(a, b)| key(a) != key(b))
        .map(|(a, b)| (a, key(a), b, key(b)))
        .collect();
    assert!(torn.is_empty(), "{torn:#?}");
}

#[test]
fn two_organizations_that_look_alike_stay_two() {
    let joined: Vec<_> = DIFFERENT.iter().filter(|(a, b)| key(a) == key(b)).collect();
    assert!(joined.is_empty(), "{joined:#?}");
}

/// Names of people that have caused trouble somewhere.
const DIFFICULT: &[&str] = &[
    "O'Brien",
    "O’Brien",
    "D'Angelo-Smith",
    "Anne-Marie",
    "Jean-Luc de la Tour",
    "María José",
    "Íñigo Ruiz",
    "Ñusta",
    "Zoë",
    "Chloë-Anaïs",
    "François Lemaître",
    "Øyvind Åsgård",
    "Ægir",
    "Łukasz Żółty",
    "Đorđe",
    "Þóra Jónsdóttir",
    "Straßer",
    "Müller-Lüdenscheidt",
    "Nguyễn Thị Hạnh",
    "Ng̃ũna",
    "Sa̱nga",
    "Ọlá",
    "Ṣadé Àbíọ́lá",
    "Madonna",
    "Sukarno",
    "U",
    "Li",
    "Wu",
    "Null",
    "None",
    "True",
    "Undefined",
    "NaN",
    "Test",
    "Select",
    "Drop Table",
    "Robert'); --",
    "Van der Berg",
    "al-Hariri",
    "bin Sa'id",
    "Ibn Yusuf",
    "MacDonald",
    "McÁdam",
    "X Æ A-12",
    "J. R. R. Talkin",
    "Sammy Lee, Jr.",
    "Lee III",
    "Dr. Ana Ruiz, Ph.D.",
    "Sr. María del Carmen",
    "李小明",
    "王",
    "山田 太郎",
    "やまだ たろう",
    "김민수",
    "남궁 옥",
    "عبد الرحمن",
    "محمد بن سعيد",
    "יעל כהן",
    "Дмитрий Ёлкин",
    "Ганна Їжак",
    "Γιώργος Νίκου",
    "சரண்யா",
    "नेहा शर्मा",
    "অনন্যা",
    "ศิริพร",
    "ნინო",
    "Արամ",
    "ህይወት",
    "ᎠᏂ",
    "Keiʻala",
    "Kahanamokuʻāina",
    "T!xuga",
    "Nǁaru",
    "N'Diaye",
    "Ó hUiginn",
    "Ana (Anita) Ruiz",
    "Ana \"Nita\" Ruiz",
    "Mary/Ann",
    "Empresa, S.A.",
    "J.R.R. Talkin",
    "Ana Ruiz, M.D.",
    "St.Louis Amélie",
    "Wolfeschlegelsteinhausenbergerdorff the Younger of the House by the Long Bridge",
];

#[test]
fn difficult_names_pass_as_they_are() {
    assert!(DIFFICULT.len() >= 60);
    for name in DIFFICULT {
        assert_eq!(text::name(name, 160), Ok(text::tidy(name)), "{name}");
    }
}

#[test]
fn what_is_no_name_is_refused_with_a_reason() {
    for (given, why) in [
        ("", TextError::Missing),
        ("   ", TextError::Missing),
        ("\u{200b}\u{2060}", TextError::Missing),
        ("...", TextError::Form),
        ("--", TextError::Form),
        ("ana@example.org", TextError::Link),
        ("https://win.example", TextError::Link),
        ("Win at www.win.example", TextError::Link),
        ("win.com/now", TextError::Link),
        ("<script>", TextError::Link),
        ("[Ana](x)", TextError::Link),
        ("Claim it at bit.ly/x9", TextError::Link),
        ("Ana evil.com", TextError::Link),
        ("Ana PILLS.BIZ", TextError::Link),
        ("visite tienda.es", TextError::Link),
        ("Ana 🎉", TextError::Signs),
        ("👩🏽‍🌾", TextError::Form),
        ("Ana ☎️", TextError::Signs),
    ] {
        let found = text::name(given, 160);
        assert!(found.is_err(), "{given} passed");
        if !matches!(given, "👩🏽‍🌾") {
            assert_eq!(found, Err(why), "{given}");
        }
    }
    assert_eq!(text::name(&"a".repeat(161), 160), Err(TextError::TooLong));
}

proptest! {
    #[test]
    fn a_name_that_passed_passes_again_and_hides_nothing(given in "\\PC{0,60}|[\\u{0}-\\u{2100}]{0,40}") {
        if let Ok(name) = text::name(&given, 160) {
            prop_assert_eq!(text::name(&name, 160), Ok(name.clone()));
            let hidden = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}');
            prop_assert!(!name.chars().any(hidden), "{name:?}");
        }
    }

    #[test]
    fn ornaments_of_a_name_do_not_change_its_key(words in proptest::collection::vec("[b-z][a-z]{4,9}x", 2..5)) {
        let plain = words.join(" ");
        for dressed in [
            plain.to_uppercase(), format!("The {plain}"), format!("{plain}, Inc."), format!("{plain} LLC"), plain.replace(' ', "-"),
            format!("  {}  ", plain.replace(' ', "   ")), format!("“{plain}”"), plain.replace('e', "é").replace('a', "á"),
        ] {
            prop_assert_eq!(key(&plain), key(&dressed), "{} and {}", plain, dressed);
        }
    }

    #[test]
    fn another_word_or_number_is_another_organization(words in proptest::collection::vec("[b-z][a-z]{4,9}x", 2..5), more in "[b-z][a-z]{4,9}q", n in 1_u32..999) {
        let plain = words.join(" ");
        prop_assert_ne!(key(&plain), key(&format!("{plain} {more}")));
        prop_assert_ne!(key(&format!("{plain} Local {n}")), key(&format!("{plain} Local {}", n + 1)));
    }

    #[test]
    fn folding_takes_anything_and_is_never_empty_for_a_name(given in "\\PC{0,80}") {
        let folded = key(&given);
        if given.chars().any(|c| c.is_ascii_alphanumeric()) {
            prop_assert!(!folded.is_empty(), "{given:?}");
        }
    }
}
