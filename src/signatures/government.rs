//! Names of government bodies, in English and Spanish: nobody signs for a parliament, a court or an agency unseen.
//!
//! A wrong "yes" costs staff a look; associations, unions and schools that have such a body in their name are let through.

use super::disguise;
use crate::text;

/// Whole names.
const WHOLE: &[&str] = &[
    "white house",
    "casa blanca",
    "house of representatives",
    "camara de representantes",
    "senate",
    "senado",
    "congress",
    "congreso",
    "supreme court",
    "corte suprema",
    "pentagon",
    "capitol",
    "us capitol",
    "us government",
    "federal government",
    "us president",
    "state department",
    "justice department",
    "labor department",
    "treasury department",
    "defense department",
    "federal reserve",
    "us army",
    "us navy",
    "us air force",
    "us marine corps",
    "us coast guard",
    "us space force",
    "national guard",
    "secret service",
    "fbi",
    "cia",
    "nsa",
    "ice",
    "irs",
    "epa",
    "cbp",
    "uscis",
    "dhs",
    "hhs",
    "cdc",
    "fda",
    "dol",
    "doj",
    "dod",
    "eeoc",
    "nlrb",
    "osha",
    "ssa",
    "usda",
    "hud",
    "fema",
    "dea",
    "atf",
    "nasa",
    "usps",
    "gao",
    "cbo",
];

/// What such a name begins with.
const BEGINS: &[&str] = &[
    "department of",
    "us department of",
    "departamento de",
    "secretaria de",
    "ministerio de",
    "ministry of",
    "bureau of",
    "us bureau of",
    "government of",
    "gobierno de",
    "gobierno del",
    "governor of",
    "office of the governor",
    "office of governor",
    "oficina del gobernador",
    "office of the mayor",
    "oficina del alcalde",
    "alcaldia de",
    "office of the president",
    "executive office of the president",
    "president of the us",
    "vice president of the us",
    "office of the attorney general",
    "attorney general of",
    "office of the secretary",
    "office of the inspector general",
    "office of management and budget",
    "office of congress",
    "office of senator",
    "office of representative",
    "office of congressman",
    "office of congresswoman",
    "us house",
    "us senate",
    "us congress",
    "us supreme court",
    "us court",
    "us district court",
    "us attorney",
    "us citizenship and immigration",
    "us immigration and customs",
    "us customs and border",
    "us border patrol",
    "us embassy",
    "us consulate",
    "us mission",
    "embassy of",
    "consulate of",
    "embajada de",
    "consulado de",
    "senate of",
    "house of representatives of",
    "congress of the us",
    "congreso de us",
    "congreso de los us",
    "senado de us",
    "senado de los us",
    "camara de representantes de",
    "supreme court of",
    "corte suprema de",
    "tribunal supremo",
    "superior court of",
    "court of appeals",
    "state of",
    "estado de",
    "commonwealth of",
    "city of",
    "ciudad de",
    "county of",
    "condado de",
    "town of",
    "municipio de",
    "legislature of",
    "general assembly of",
    "library of congress",
    "federal bureau of",
    "central intelligence agency",
    "immigration and customs enforcement",
    "customs and border protection",
    "internal revenue service",
    "social security administration",
    "environmental protection agency",
    "national labor relations board",
    "equal employment opportunity commission",
    "occupational safety and health administration",
    "centers for disease control",
    "federal trade commission",
    "federal communications commission",
    "federal election commission",
    "census bureau",
    "joint chiefs of",
    "house committee on",
    "senate committee on",
    "committee on homeland security",
    "house of representatives committee",
];

/// What such a name ends with.
const ENDS: &[&str] = &[
    "house of representatives",
    "state senate",
    "state assembly",
    "state house",
    "state legislature",
    "general assembly",
    "supreme court",
    "superior court",
    "district court",
    "circuit court",
    "court of appeals",
    "immigration court",
    "county court",
    "police department",
    "sheriff s office",
    "sheriff s department",
    "fire department",
    "city council",
    "county board of supervisors",
    "attorney general",
    "governor s office",
    "mayor s office",
    "health department",
    "labor commission",
    "civil rights commission",
    "department of justice",
    "department of labor",
    "department of state",
    "department of education",
    "department of health",
    "department of public health",
    "department of social services",
    "department of human services",
    "department of agriculture",
    "department of corrections",
    "department of transportation",
    "department of homeland security",
    "department of public safety",
    "department of revenue",
    "departamento de justicia",
    "departamento de trabajo",
    "departamento de salud",
    "departamento de estado",
    "departamento de educacion",
];

/// Who has one of these in its name is about a government body, works there or is a school: not the body itself.
const OTHERS: &[&str] = &[
    "alumni",
    "alliance",
    "amigos",
    "asociacion",
    "association",
    "baptist",
    "church",
    "clinic",
    "club",
    "coalition",
    "college",
    "employees",
    "faculty",
    "foundation",
    "friends",
    "fund",
    "fundacion",
    "historical",
    "hospital",
    "iglesia",
    "institute",
    "local",
    "ministries",
    "network",
    "observer",
    "parish",
    "project",
    "retirees",
    "school",
    "seminary",
    "sindicato",
    "society",
    "students",
    "synagogue",
    "temple",
    "union",
    "universidad",
    "university",
    "veterans",
    "watch",
];

/// Whether a name is that of a government body, also where digits or letters of another script stand for its letters.
pub fn is_government(name: &str) -> bool {
    let shown = disguise::unmixed(name);
    let folded = text::fold(&shown);
    let mut readings = vec![folded.clone()];
    if folded.chars().any(|c| c.is_ascii_digit()) {
        let read = |which: usize| {
            let words = folded.split(' ').map(|word| {
                let mixed = word.chars().any(char::is_alphabetic) && word.chars().any(|c| c.is_ascii_digit());
                let read = disguise::readings(word);
                let chosen = if mixed { read.get(which).or(read.last()) } else { None };
                chosen.cloned().unwrap_or_else(|| word.to_owned())
            });
            words.collect::<Vec<_>>().join(" ")
        };
        readings.extend((0..4).map(read));
    }
    readings.iter().any(|reading| is_one(&usual(reading)))
}

/// The country under one name, without articles that come and go.
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
        .replace(" u s ", " us ");
    let trimmed = spaced.trim();
    let article = ["the ", "la ", "el ", "los ", "las "]
        .iter()
        .find_map(|it| trimmed.strip_prefix(it));
    article.unwrap_or(trimmed).to_owned()
}

fn is_one(name: &str) -> bool {
    let bare = name.strip_prefix("us ").unwrap_or(name);
    let bare = bare
        .strip_suffix(" de los us")
        .or(bare.strip_suffix(" de us"))
        .unwrap_or(bare);
    if WHOLE.contains(&name) || WHOLE.contains(&bare) {
        return true;
    }
    if name.split(' ').any(|word| OTHERS.contains(&word)) {
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

/// Whether a word occurs in the name of a government body.
pub(super) fn is_word(word: &str) -> bool {
    let names = WHOLE.iter().chain(BEGINS).chain(ENDS);
    word.chars().count() >= 4 && names.flat_map(|name| name.split(' ')).any(|it| it == word)
}

#[cfg(test)]
mod tests {
    use super::is_government;

    #[rstest::rstest]
    #[case("U.S. House of Representatives")]
    #[case("US House of Representatives")]
    #[case("United States House of Representatives")]
    #[case("U.S. H0use of Representatives")]
    #[case("The White House")]
    #[case("Wh1te House")]
    #[case("White Нouse")]
    #[case("La Casa Blanca")]
    #[case("Senado de los Estados Unidos")]
    #[case("Cámara de Representantes de los Estados Unidos")]
    #[case("Congreso de los EE. UU.")]
    #[case("United States Senate")]
    #[case("U.S. Department of Labor")]
    #[case("Department of Homeland Security")]
    #[case("Departamento de Seguridad Nacional")]
    #[case("California Department of Public Health")]
    #[case("Supreme Court of the United States")]
    #[case("U.S. District Court for the Southern District of Texas")]
    #[case("Fresno County Superior Court")]
    #[case("State of California")]
    #[case("Estado de California")]
    #[case("City of Fresno")]
    #[case("Texas State Senate")]
    #[case("Office of the Governor of Texas")]
    #[case("ICE")]
    #[case("USCIS")]
    #[case("U.S. Citizenship and Immigration Services")]
    #[case("Los Angeles Police Department")]
    #[case("Embajada de México")]
    #[case("The Library of Congress")]
    fn a_body_is_known(#[case] name: &str) {
        assert!(is_government(name), "{name}");
    }

    #[rstest::rstest]
    #[case("Harvest Workers Union, Local 12")]
    #[case("American Federation of Government Employees")]
    #[case("Supreme Court Historical Society")]
    #[case("White House Historical Association")]
    #[case("University of Texas Department of Education")]
    #[case("Congress of Racial Equality")]
    #[case("First Baptist Church")]
    #[case("United States Conference of Catholic Bishops")]
    #[case("Casa Blanca Community Kitchen")]
    #[case("National Council of Nonprofits")]
    #[case("Icehouse Theater")]
    #[case("Courtside Legal Help")]
    #[case("Senate District 5 Neighbors")]
    #[case("Estadio Azteca Fans")]
    fn others_are_let_through(#[case] name: &str) {
        assert!(!is_government(name), "{name}");
    }
}
