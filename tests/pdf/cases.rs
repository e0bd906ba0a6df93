//! Offices, signers and letters of many kinds, to set.

use std::collections::BTreeMap;
use std::path::PathBuf;

use undersigned::config::{Config, figment};
use undersigned::delivery::rendition::RenditionContext;
use undersigned::delivery::snapshot::{Organization, Person, Residence, Snapshot};
use undersigned::delivery::{Reach, Target};
use undersigned::letters::Slug;
use undersigned::letters::bill::{Bill, Position};
use undersigned::letters::library::Library;
use undersigned::locale::Locales;
use undersigned::offices::Seat;
use undersigned::offices::address::Addressee;
use undersigned::signatures::ids::SignatureId;
use undersigned::signatures::locality::Locality;
use undersigned::typesetting::{Typesetter, Work};

use super::typesetter;

const STATES: [&str; 12] = ["CA", "TX", "NY", "IA", "NM", "FL", "WA", "AL", "PR", "DC", "NC", "UT"];
pub const CITIES: [&str; 8] = [
    "El Paso",
    "Salt Lake City",
    "Truth or Consequences",
    "Winston-Salem",
    "Fresno",
    "San Luis Obispo",
    "Rancho Santa Margarita",
    "Ajo",
];
const NAMES: [&str; 10] = [
    "Ana Ruiz",
    "María de los Ángeles García López de Mendoza y Fernández",
    "Nguyễn Văn An",
    "Дмитрий Шевченко",
    "أحمد المنصوري",
    "देवेन्द्र शर्मा",
    "王小明",
    "Bao F.",
    "김민수",
    "Wolfeschlegelsteinhausenbergerdorff Sr.",
];
const ORGANIZATIONS: [&str; 8] = [
    "Orchard Alliance",
    "Coalition of Associations for the Health, Safety and Fair Recruitment of Seasonal and Migrant Workers in the Southwest",
    "Centro de Derechos",
    "Nurses Guild, Local 12",
    "Союз работников",
    "The Farmworker Women's Leadership Network",
    "Justice",
    "Campesinas Unidas del Valle de San Joaquín",
];

/// What is set.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub number: usize,
    pub lang: &'static str,
    pub text: &'static str,
    pub organizations: usize,
    pub people: usize,
    /// The office's state; everyone's if there is none.
    pub state: Option<&'static str>,
}

const TEXTS: [&str; 6] = ["sample", "short", "long", "table", "notes", "headings"];

impl Case {
    /// Returns the `number`th case of a sequence that meets every combination of its parts.
    pub fn new(number: usize) -> Self {
        let of = |all: &[usize], step: usize| all[number / step % all.len()];
        Self {
            number,
            lang: if number % 3 == 2 { "es" } else { "en" },
            text: TEXTS[number % TEXTS.len()],
            organizations: of(&[40, 3, 0, 400, 1, 12, 90], 1),
            people: of(&[20_000, 0, 30, 3, 700], 1),
            state: [Some("CA"), None, Some("IA"), Some("TX")][number / 2 % 4],
        }
    }

    fn markdown(self, own: &str) -> String {
        let paragraph = "Workers slept in shared rooms and rode to work in crowded vans, and those who got sick had to choose between a day of rest and their job.";
        match self.text {
            "short" => format!("{paragraph}\n"),
            "long" => format!(
                "## What happened\n\n{}",
                format!("{paragraph} {paragraph}\n\n").repeat(30 + self.number % 7)
            ),
            "table" => format!(
                "{own}\n\n| Visa | Workers | Source |\n| --- | ---: | --- |\n{}\n{paragraph}\n",
                "| H-2A | 378,000 | [Labor](https://labor.example/a/long/address/of/a/page/about/visas) |\n"
                    .repeat(8 + self.number % 9)
            ),
            "notes" => {
                let marks = (1..20).map(|n| format!("{paragraph}[^{n}]\n\n"));
                let notes = (1..20).map(|n| {
                    format!("[^{n}]: 8 U.S.C. {n}101(a)(15), and https://www.example.org/reports/{n}/on/visas.\n")
                });
                marks.chain(notes).collect::<Vec<_>>().concat()
            }
            "headings" => format!("## One\n\n{paragraph}\n\n### Two\n\n- {paragraph}\n- And more.\n\n")
                .repeat(3 + self.number % 5),
            _ => own.to_owned(),
        }
    }

    fn snapshot(self) -> Snapshot {
        let pick = |nth: usize, all: &[&'static str]| all[(nth * 7 + self.number) % all.len()];
        let place = |nth: usize, us: bool| Locality {
            city: Some(pick(nth / 3, &CITIES).to_owned()),
            state: us.then(|| pick(nth / 5, &STATES).to_owned()),
            country: if us { "US" } else { "MX" }.to_owned(),
        };
        let mut organizations: Vec<Organization> = (0..self.organizations)
            .map(|nth| Organization {
                signature: SignatureId::new(1),
                name: format!("{} {nth}", pick(nth, &ORGANIZATIONS)),
                national: nth % 4 == 0,
                place: place(nth, nth % 9 != 1),
            })
            .collect();
        organizations.sort_by_key(|it| (!it.national, it.place.state.clone(), it.name.clone()));
        let person = |nth: usize| {
            let place = place(nth, nth % 11 != 5);
            Person {
                signature: SignatureId::new(1),
                lang: self.lang.to_owned(),
                name: (nth % 5 != 3).then(|| pick(nth, &NAMES).to_owned()),
                title: if nth % 4 == 1 {
                    "Registered nurse and shop steward".to_owned()
                } else {
                    String::new()
                },
                affiliation: if nth % 8 == 1 {
                    "Valley Hospital".to_owned()
                } else {
                    String::new()
                },
                full: None,
                comment: (nth % 40 == 2).then(|| {
                    "My brother picks your apples. He has no sick leave, and he can't leave his job.".to_owned()
                }),
                residence: Residence {
                    state: place.state.clone(),
                    districts: if nth.is_multiple_of(3) { vec![21] } else { vec![13, 21] },
                },
                place,
            }
        };
        Snapshot {
            organizations,
            people: (0..self.people).map(person).collect(),
            ..Snapshot::default()
        }
    }

    fn office(self) -> Target {
        let lines = [
            "The Honorable Inés Ortega",
            "Ranking Member, Committee on Education and Workforce",
            "U.S. House of Representatives",
            "100 Cannon House Office Building",
            "Washington, DC 20515-0521",
        ];
        Target {
            office: "member:X000001".to_owned(),
            name: "Inés Ortega".to_owned(),
            seat: self.state.map(|state| match self.number % 2 {
                0 => Seat::House {
                    state: state.to_owned(),
                    district: 21,
                },
                _ => Seat::Senate {
                    state: state.to_owned(),
                },
            }),
            addressee: Addressee {
                lines: lines.map(str::to_owned).to_vec(),
                salutation: "Dear Ranking Member Ortega:".to_owned(),
            },
            stem: "ca-21-ortega".to_owned(),
            short: "rep-ortega-ca21".to_owned(),
            capacity: String::new(),
            rules: Vec::new(),
            reach: if self.number.is_multiple_of(5) {
                Reach::Country
            } else {
                Reach::Constituents
            },
            contacts: Vec::new(),
        }
    }

    /// Sets the pages.
    pub fn set(self) -> Vec<u8> {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let locales = Locales::load().expect("messages");
        let library = Library::load(&root.join("letters"), &locales).expect("letters");
        let slug = if self.number % 4 == 1 {
            "asylum-not-temporary-visas"
        } else {
            "protect-temporary-visa-workers"
        };
        let mut letter = library
            .letter(&Slug::parse(slug).expect("a name"))
            .expect("a letter")
            .clone();
        if self.number % 3 == 1 {
            letter.bills = vec![Bill {
                number: "H.R. 1234".to_owned(),
                position: Some(Position::Support),
            }];
            let delivery = letter.delivery.as_mut().expect("it goes to offices");
            delivery.cc = vec!["The Honorable Ana Ruiz".to_owned(), "Farm Workers Union".to_owned()];
        }
        let mut edition = letter.edition(locales.find(self.lang).expect("a language")).clone();
        edition.markdown = self.markdown(&edition.markdown);
        let snapshot = self.snapshot();
        let context = RenditionContext {
            letter: &letter,
            edition: &edition,
            snapshot: &snapshot,
            earlier: &BTreeMap::new(),
            site: &Config::extract(&figment()).expect("settings").site,
            locales: &locales,
            congress: 119,
            date: "2026-11-24".parse().expect("a day"),
            code: "K7QF-2MXD",
            most_people: 500,
            since: None,
        };
        let typesetter = Typesetter {
            fonts: vec![root.join("tests/data/fonts")],
            ..typesetter()
        };
        typesetter
            .set(Work::Bundle, &context.rendition(&self.office()))
            .expect("is set")
            .file
    }
}
