use super::{may_be_listed_as, near, organization};

/// Spellings of one organization, one organization a line.
const SAME: &[&[&str]] = &[
    &[
        "The Harvest Workers Union",
        "harvest workers union",
        "HARVEST WORKERS UNION",
        "Harvest  Workers–Union",
        "The Harvest Workers' Union",
    ],
    &[
        "Sample Growers, Inc.",
        "Sample Growers Inc",
        "Sample Growers Incorporated",
        "The Sample Growers, INC.",
    ],
    &[
        "Valley Legal Aid, LLC",
        "Valley Legal Aid L.L.C.",
        "Valley Legal Aid",
        "Valley Legal Aid, llc.",
    ],
    &[
        "Sample & Sample LLP",
        "Sample and Sample, LLP",
        "Sample & Sample L.L.P.",
    ],
    &[
        "Coalición por el Asilo",
        "Coalicion por el asilo",
        "COALICIÓN POR EL ASILO",
    ],
    &[
        "Asociación de Vecinos, A.C.",
        "Asociacion de Vecinos AC",
        "Asoc. de Vecinos",
    ],
    &["AFL-CIO of Sample", "A.F.L.-C.I.O. of Sample", "AFL CIO of Sample"],
    &[
        "Service Workers Union (SWU)",
        "Service Workers Union",
        "Service Workers Union (S.W.U.)",
    ],
    &[
        "Society for the Aid of Migrants (SAM)",
        "Society for the Aid of Migrants",
        "Society for the Aid of Migrants (SFTAOM)",
    ],
    &[
        "Farm Workers Local 12",
        "Farm Workers, Local No. 12",
        "Farm Workers Local #12",
        "Farm Workers Local Number 12",
    ],
    &["Saint Brigid Parish", "St. Brigid Parish", "St Brigid Parish"],
    &["Mount Sample Church", "Mt. Sample Church"],
    &[
        "Natl. Assn. of Nurses",
        "National Association of Nurses",
        "National Assoc of Nurses",
    ],
    &[
        "Intl Center for Refuge",
        "International Centre for Refuge",
        "International Ctr. for Refuge",
    ],
    &["Sample Fdn", "Sample Foundation", "The Sample Foundation, Inc."],
    &["Univ. of Sample Clinic", "University of Sample Clinic"],
    &["Growers Co-op", "Growers Coop", "Growers Cooperative"],
    &[
        "Sample Holdings, Inc. dba Casa Sample",
        "Casa Sample",
        "Sample Holdings d/b/a Casa Sample",
        "X Corp. doing business as Casa Sample",
    ],
    &["Casa del Pueblo", "Саsа del Рueblo", "Cаsa del Pueblo"],
    &[
        "Labour Rights Organisation",
        "Labor Rights Organization",
        "Labor Rights Org.",
    ],
    &["Ng̃ũgĩ Fund", "Ngugi Fund"],
    &["Migrants’ Help", "Migrants' Help", "Migrants Help"],
];

/// Pairs of names that must stay apart.
const DIFFERENT: &[(&str, &str)] = &[
    ("Farm Workers Local 12", "Farm Workers Local 21"),
    ("Farm Workers Local 12", "Farm Workers"),
    ("Sample Legal Aid", "Sample Legal Aid of Texas"),
    ("Sample Chapter North", "Sample Chapter South"),
    ("Diocese of Sample", "Archdiocese of Sample"),
    ("First Baptist Church of Salem", "Second Baptist Church of Salem"),
    ("Modern Growers", "Modem Growers"),
    ("Sisters of Mercy (West)", "Sisters of Mercy (East)"),
    ("Sisters of Mercy (West)", "Sisters of Mercy"),
    ("The Company", "The Corporation"),
    ("Nurses United", "Nurses Untied"),
    ("Casa Sample", "Casa Muestra"),
    ("Union 1", "Union 11"),
    ("San José Aid", "San Juan Aid"),
    ("Workers Center", "Workers Defense Center"),
    ("工人中心", "工人之家"),
    ("Рабочий союз", "Рабочая партия"),
    ("Food and B Aid", "Foo dba Aid"),
    ("Ano Nuevo Trust", "Ana Nuevo Trust"),
];

#[test]
fn all_spellings_of_one_organization_have_one_key() {
    let pairs = SAME
        .iter()
        .flat_map(|names| names[1..].iter().map(|other| (names[0], *other)));
    for (one, other) in pairs {
        assert_eq!(organization(one), organization(other), "{one} / {other}");
    }
}

#[test]
fn different_organizations_stay_apart() {
    for (one, other) in DIFFERENT {
        assert_ne!(organization(one), organization(other), "{one} / {other}");
    }
    for (index, names) in SAME.iter().enumerate() {
        let others = SAME.iter().skip(index + 1).flat_map(|names| names.iter());
        for other in others {
            assert_ne!(organization(names[0]), organization(other), "{} / {other}", names[0]);
        }
    }
}

#[test]
fn no_name_folds_to_nothing() {
    for name in ["Inc.", "The", "The Co.", "No. 1", "(A)", "dba", "L.L.C.", "李"] {
        assert!(!organization(name).is_empty(), "{name}");
    }
}

#[rstest::rstest]
// A typo, look-alike letters, a word more or less.
#[case("Nurses United of Fresno", "Nurses Untied of Fresno")]
#[case("Harvest Union", "Harvest Un1on")]
#[case("Fresno Community Development Alliance", "Fresno Community Developers Alliance")]
#[case("Tenants Union", "Fresno Tenants Union")]
#[case("Nosotras Trabajadoras del Campo", "Trabajadora")]
#[case("工人中心", "工人")]
// Its initials, with and without small words.
#[case("United Farm Workers of America", "UFW")]
#[case("American Federation of Labor and Congress of Industrial Organizations", "AFL-CIO")]
#[case("Union of Farm Workers", "UOFW")]
// Its words in another order.
#[case("Center for Workers of Fresno", "Fresno Workers Center, Inc.")]
#[case("Center for Workers of Fresno", "The Fresno Workers")]
fn an_organization_may_be_listed_under_a_form_of_its_own_name(#[case] legal: &str, #[case] listed: &str) {
    assert!(may_be_listed_as(legal, listed), "{legal} / {listed}");
}

#[rstest::rstest]
#[case("United Farm Workers", "Uni")]
#[case("United Farm Workers", "U")]
#[case("工人中心", "工")]
#[case("Tenants", "Association of Tenants and Farmers of Greater Fresno")]
#[case("Tenants Union", "Tenants Union 12")]
#[case("Local 12 Workers", "Local 21 Workers")]
#[case("Harvest Union", "Coastal Growers")]
#[case("Al Bo Ci Trust", "Bo Al")]
#[case("Fresno Workers Center", "The Inc.")]
fn a_foreign_listed_name_is_held_for_staff(#[case] legal: &str, #[case] listed: &str) {
    assert!(!may_be_listed_as(legal, listed), "{legal} / {listed}");
}

#[test]
fn short_names_are_similar_only_if_they_look_alike() {
    assert!(near("union", "union") && near("un1on", "union"));
    assert!(!near("union", "unions"), "too short for a slip");
    assert!(near("harvestworkers", "harvestworkres"), "a slip");
    assert!(!near("harvestworkers1", "harvestworkers2"), "numbers are no slips");
    assert!(!near("harvestworkers", "harvestworkersoffresno"), "more than a slip");
}
