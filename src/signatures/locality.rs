//! The place that is shown beside a signer's name: `Fresno, CA`, `Toronto, Canada`.
//!
//! A state's code is understood where a state is expected; a country's is not ("CA" is California), so countries are written out.

use std::sync::LazyLock;

use crate::locale::{Lang, Locales};
use crate::offices::seats;
use crate::text;

/// A signer's place, reduced to what may be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locality {
    /// The city; `None` if only the state or country is shown.
    pub city: Option<String>,
    /// The USPS code, in the United States.
    pub state: Option<String>,
    /// The ISO 3166 alpha-2 code.
    pub country: String,
}

impl Locality {
    /// Formats the place in a reader's language.
    pub fn words(&self, locales: &Locales, lang: Lang) -> String {
        let region = match &self.state {
            Some(state) => state.clone(),
            None => country(locales, lang, &self.country),
        };
        match &self.city {
            Some(city) => format!("{city}, {region}"),
            None => region,
        }
    }

    /// Returns the place without its city.
    #[must_use]
    pub(crate) fn without_city(self) -> Self {
        Self { city: None, ..self }
    }
}

/// Returns a city as it is shown: `None` if it is empty, as for people who need none because they are listed without it.
pub(crate) fn city(stored: String) -> Option<String> {
    Some(stored).filter(|city| !city.is_empty())
}

/// Returns a country's name in a language, or its code if it has no name there.
pub fn country(locales: &Locales, lang: Lang, code: &str) -> String {
    let id = format!("country-{code}");
    if locales.has(lang, &id) {
        locales.text(lang, &id)
    } else {
        code.to_owned()
    }
}

/// Codes and names of all countries in English and in Spanish.
static NAMES: LazyLock<[Vec<(&str, &str)>; 2]> = LazyLock::new(|| {
    let names = |messages: &'static str| {
        let lines = messages.lines();
        lines
            .filter_map(|line| line.strip_prefix("country-")?.split_once(" = "))
            .collect()
    };
    [
        names(include_str!("../../locales/en/countries.ftl")),
        names(include_str!("../../locales/es/countries.ftl")),
    ]
});

/// Returns a country's English name for the command line, or its code if it has none.
pub(crate) fn english_name(code: &str) -> String {
    let named = NAMES[0].iter().find(|(known, _)| *known == code);
    named.map_or(code, |(_, name)| name).to_owned()
}

/// Other names of countries that people write in tables, folded and without blanks.
const SHORT: &[(&str, &str)] = &[
    ("usa", "US"),
    ("unitedstatesofamerica", "US"),
    ("estadosunidosdeamerica", "US"),
    ("eeuu", "US"),
    ("eeuudeamerica", "US"),
    ("eua", "US"),
    ("uk", "GB"),
    ("england", "GB"),
    ("greatbritain", "GB"),
];

/// Returns the code of a country that a table gives by its code or by its English or Spanish name.
pub(crate) fn country_code(given: &str) -> Option<&'static str> {
    let code = given.trim().to_ascii_uppercase();
    let by_code = NAMES[0].iter().find(|(known, _)| *known == code);
    let plain = plain(given);
    let by_name = || NAMES.iter().flatten().find(|(_, name)| self::plain(name) == plain);
    let short = || SHORT.iter().find(|(short, _)| *short == plain).map(|(_, code)| *code);
    // `U.S.` is a code, too.
    let dotted = || NAMES[0].iter().find(|(code, _)| code.to_lowercase() == plain);
    let known = by_code.or_else(by_name).or_else(dotted).map(|(code, _)| *code);
    known.or_else(short)
}

/// Folds a name from a table for look-up: `D.C.` and `new  york` become `dc` and `newyork`.
pub fn plain(name: &str) -> String {
    text::fold(name).replace(' ', "")
}

/// Returns the codes of all states, sorted by their names in a language.
pub(crate) fn states_by_name(locales: &Locales, lang: Lang) -> Vec<&'static str> {
    let named = |code| (locales.text(lang, &format!("state-{code}")), code);
    let mut states: Vec<(String, &'static str)> = seats::states().map(named).collect();
    Locales::sort_by_name(lang, &mut states, |(name, _)| name);
    states.into_iter().map(|(_, code)| code).collect()
}

/// A person's House district, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HouseDistrict {
    /// The Congress whose districts are meant.
    pub congress: u16,
    /// The district's number; 0 if the state is one district, `None` if it was asked for and is not known.
    pub number: Option<u8>,
    /// Whether the person chose the district because their ZIP lies in several.
    pub chosen: bool,
}

impl HouseDistrict {
    /// Returns how the district was found, as the database stores it.
    pub fn found(&self) -> &'static str {
        match (self.number, self.chosen) {
            (None, _) => "unknown",
            (Some(_), true) => "chosen",
            (Some(_), false) => "unique",
        }
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_sorted_by_name_not_by_code() {
        let locales = Locales::load().expect("messages");
        let first = |lang: &str, wanted: &[&str]| {
            let lang = locales.find(lang).expect("a language");
            let states = states_by_name(&locales, lang).into_iter();
            states
                .filter(|code| wanted.contains(code))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let all = ["AK", "AL", "AR", "AZ", "MI", "MN", "MO", "MS", "NC", "DC"];
        assert_eq!(first("en", &all), "AL AK AZ AR DC MI MN MS MO NC");
        assert_eq!(first("es", &all), "AL AK AZ AR NC DC MI MN MS MO");
    }

    #[rstest::rstest]
    #[case("Canada", Some("CA"))]
    #[case(" canadá ", Some("CA"))]
    #[case("ca", Some("CA"))]
    #[case("U.S.", Some("US"))]
    #[case("USA", Some("US"))]
    #[case("EE. UU.", Some("US"))]
    #[case("U. S. A.", Some("US"))]
    #[case("United States", Some("US"))]
    #[case("The United States of America", Some("US"))]
    #[case("Estados Unidos de América", Some("US"))]
    #[case("Puerto Rico", None)]
    #[case("Cote d'Ivoire", Some("CI"))]
    #[case("UK", Some("GB"))]
    #[case("California", None)]
    #[case("", None)]
    fn a_country_is_found_by_its_code_or_name(#[case] given: &str, #[case] code: Option<&str>) {
        assert_eq!(country_code(given), code);
        assert_eq!(english_name("CA"), "Canada");
    }

    #[rstest::rstest]
    #[case("en", Some("Fresno"), Some("CA"), "US", "Fresno, CA")]
    #[case("en", Some("Toronto"), None, "CA", "Toronto, Canada")]
    #[case("es", Some("Berlín"), None, "DE", "Berlín, Alemania")]
    #[case("es", None, None, "CA", "Canadá")]
    #[case("en", None, Some("PR"), "US", "PR")]
    #[case("en", None, None, "ZZ", "ZZ")]
    fn a_state_is_shown_by_code_and_a_country_by_name(
        #[case] lang: &str,
        #[case] city: Option<&str>,
        #[case] state: Option<&str>,
        #[case] country: &str,
        #[case] words: &str,
    ) {
        let locality = Locality {
            city: city.map(str::to_owned),
            state: state.map(str::to_owned),
            country: country.to_owned(),
        };
        let locales = Locales::load().expect("messages");
        let lang = locales.find(lang).expect("a language");
        assert_eq!(locality.words(&locales, lang), words);
    }
}
