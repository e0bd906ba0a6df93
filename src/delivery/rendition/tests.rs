use std::path::Path;

use serde_json::{Value as Json, json};

use super::*;
use crate::config::{Config, figment};
use crate::delivery::snapshot::{Organization, Person, Residence};
use crate::delivery::{OfficeEntry, Reach, bundle, tables};
use crate::letters::Slug;
use crate::letters::library::Library;
use crate::offices::Seat;
use crate::offices::address::Addressee;
use crate::signatures::ids::SignatureId;
use crate::signatures::locality::Locality;

mod origins;
mod room;

fn place(state: &str) -> Locality {
    Locality {
        city: None,
        state: Some(state.to_owned()),
        country: "US".to_owned(),
    }
}

/// Creates people who live in a state, each in one of these districts.
fn people(number: usize, state: &str, districts: &[u8]) -> Vec<Person> {
    let person = Person {
        signature: SignatureId::new(1),
        name: Some("Ana Ruiz".to_owned()),
        place: place(state),
        title: String::new(),
        affiliation: String::new(),
        full: None,
        comment: None,
        lang: "en".to_owned(),
        residence: Residence {
            state: Some(state.to_owned()),
            districts: districts.to_vec(),
        },
    };
    vec![person; number]
}

fn organization(name: &str, state: &str, national: bool) -> Organization {
    Organization {
        signature: SignatureId::new(2),
        name: name.to_owned(),
        national,
        place: place(state),
    }
}

fn signed(people: impl IntoIterator<Item = Vec<Person>>, organizations: &[Organization]) -> Snapshot {
    Snapshot {
        people: people.into_iter().flatten().collect(),
        organizations: organizations.to_vec(),
        ..Snapshot::default()
    }
}

/// Returns the representative of California's 21st district.
fn representative(reach: Reach) -> Target {
    Target {
        office: "member:X000001".to_owned(),
        name: "Inés Ortega (CA-21)".to_owned(),
        seat: Some(Seat::House {
            state: "CA".to_owned(),
            district: 21,
        }),
        addressee: Addressee {
            lines: vec!["The Honorable Inés Ortega".to_owned()],
            salutation: "Dear Sample:".to_owned(),
        },
        stem: "ca-21-ortega".to_owned(),
        short: "rep-ortega-ca21".to_owned(),
        reach,
        contacts: Vec::new(),
        capacity: String::new(),
        rules: Vec::new(),
    }
}

fn agency() -> Target {
    Target {
        seat: None,
        ..representative(Reach::Country)
    }
}

fn in_context<T>(snapshot: &Snapshot, most_people: usize, then: impl FnOnce(&RenditionContext<'_>) -> T) -> T {
    let locales = Locales::load().expect("messages");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("letters");
    let library = Library::load(&folder, &locales).expect("letters");
    let slug = Slug::parse("protect-temporary-visa-workers").expect("a name");
    let mut letter = library.letter(&slug).expect("a letter").clone();
    letter.bills = vec![crate::letters::bill::Bill::of_line("H.R. 1234")];
    let context = RenditionContext {
        letter: &letter,
        edition: letter.edition(locales.fallback()),
        snapshot,
        earlier: &BTreeMap::new(),
        site: &Config::extract(&figment()).expect("settings").site,
        locales: &locales,
        congress: 119,
        date: "2026-12-01".parse().expect("a day"),
        code: "K7QF-2MXD",
        most_people,
        since: None,
    };
    then(&context)
}

fn entry(snapshot: &Snapshot, target: &Target) -> OfficeEntry {
    in_context(snapshot, 10, |context| bundle::entry(context, target))
}

fn rendition(snapshot: &Snapshot, target: &Target, most_people: usize) -> Json {
    let rendition = in_context(snapshot, most_people, |context| context.rendition(target));
    serde_json::to_value(rendition).expect("JSON")
}

#[test]
fn an_unsigned_letter_claims_no_signers() {
    let nobody = Snapshot::default();
    for target in [representative(Reach::Constituents), agency()] {
        let entry = entry(&nobody, &target);
        assert_eq!((entry.summary, entry.lead, entry.contents), Default::default());
        let rendition = rendition(&nobody, &target, 10);
        assert_eq!((&rendition["behalf"], &rendition["groups"]), (&Json::Null, &json!([])));
    }
    let one = rendition(&signed([people(1, "CA", &[21])], &[]), &agency(), 10);
    assert_eq!(one["behalf"], "on behalf of 1 individual");
}

#[test]
fn an_offices_own_number_comes_first_and_possible_constituents_follow() {
    let organizations = [organization("Growers", "CA", false)];
    let all = signed(
        [
            people(2, "CA", &[21]),
            people(1, "CA", &[13, 21]),
            people(1, "CA", &[13]),
        ],
        &organizations,
    );
    let told = entry(&all, &representative(Reach::Constituents));
    assert_eq!(told.lead, "2 constituents in CA-21");
    assert_eq!(
        told.summary,
        [
            "2 constituents in CA-21 signed this letter",
            "1 more signer may be a constituent: the ZIP code covers more than one district, or the district is unknown",
            "4 individuals in California",
            "1 organization in California",
            "Total: 1 organization and 4 individuals",
        ]
    );
    let possible = signed([people(1, "CA", &[])], &[]);
    let told = entry(&possible, &representative(Reach::Constituents));
    assert_eq!(told.lead, "1 possible constituent in CA-21");
    assert_eq!(told.summary[0], "1 possible constituent in CA-21 signed this letter");
    // If the whole country comes first, there is no number that others would be "more" than.
    let told = entry(&possible, &representative(Reach::Country));
    assert_eq!(told.lead, "1 individual");
    assert_eq!(
        told.summary,
        [
            "1 individual signed this letter",
            "1 possible constituent in CA-21",
            "1 individual in California"
        ]
    );
}

#[test]
fn the_table_states_each_organizations_relation_to_the_office() {
    let organizations = [
        organization("Growers", "CA", true),
        organization("Nurses", "NV", true),
        organization("Waiters", "NV", false),
    ];
    let snapshot = signed([], &organizations);
    let rows = |target: &Target| {
        let csv = in_context(&snapshot, 10, |context| tables::csv(context, target)).expect("a table");
        let mut reader = csv::Reader::from_reader(csv.as_slice());
        let rows = reader.records().map(|row| row.expect("a row"));
        rows.map(|row| format!("{}: {}", &row[2], &row[1])).collect::<Vec<_>>()
    };
    let of_california = rows(&representative(Reach::Constituents));
    assert_eq!(
        of_california,
        ["Growers: In the state", "Nurses: National", "Waiters: "]
    );
    assert_eq!(rows(&agency()), ["Growers: National", "Nurses: National", "Waiters: "]);
}

#[test]
fn a_reader_verifies_by_one_line_and_a_program_by_the_digests() {
    let snapshot = signed([people(3, "CA", &[21])], &[]);
    let texts = in_context(&snapshot, 10, |context| {
        let texts = context.letter.editions.values();
        let digests = texts.map(|it| format!("SHA-256 ({}): {}", it.lang, it.digest.hex()));
        digests.collect::<Vec<_>>()
    });
    let rendition = rendition(&snapshot, &agency(), 10);
    let url = "http://127.0.0.1:8000/en/letters/protect-temporary-visa-workers";
    assert_eq!(rendition["verification"], json!(["Verification:", url]));
    assert_eq!(rendition["keywords"], json!(texts));
    assert_eq!(rendition["page_of"], "K7QF-2MXD · Page {page} of {pages}");
    let printed = rendition.to_string();
    let digest = texts[0].rsplit(' ').next().expect("a digest");
    assert_eq!(printed.matches(digest).count(), 1, "no page shows it");
}

#[test]
fn an_office_is_told_whom_to_contact_as_far_as_the_settings_say() {
    let locales = Locales::load().expect("messages");
    let [english, spanish] = ["en", "es"].map(|lang| locales.find(lang).expect("a language"));
    let mut site = Config::extract(&figment()).expect("settings").site;
    let told = |site: &Site, lang| contact_sentence(site, &locales, lang, "bundle-contact");
    assert_eq!(
        told(&site, english),
        "If you have questions, please contact Teresa Quill, Policy Director, at letters@coalition.example or (202) 555-0143."
    );
    assert_eq!(
        told(&site, spanish),
        "Si tiene preguntas, comuníquese con Teresa Quill, Directora de Políticas, en letters@coalition.example o al (202) 555-0143."
    );
    site.contact_title.clear();
    site.contact_phone.clear();
    assert_eq!(
        told(&site, english),
        "If you have questions, please contact Teresa Quill at letters@coalition.example."
    );
    site.contact_name.clear();
    assert!(told(&site, english).contains("please contact Coalition for Migration with Rights at letters@"));
    site.contact_email.clear();
    assert_eq!(told(&site, english), "");
}

#[test]
fn copies_are_told_after_the_organizations() {
    let organizations = [organization("Growers", "CA", false), organization("Nurses", "NV", true)];
    let snapshot = signed([people(2, "CA", &[21])], &organizations);
    let rendition = rendition(&snapshot, &representative(Reach::Constituents), 10);
    let groups = rendition["groups"].as_array().expect("groups");
    let headings: Vec<_> = groups.iter().map(|group| &group["heading"]).collect();
    assert_eq!(
        headings,
        ["Organizations", "California", "National", "Constituents in CA-21"]
    );
    assert_eq!(rendition["cc_after"], 3);
}

#[test]
fn a_pdf_is_named_after_its_sender_the_bill_or_the_letter_the_office_and_the_day() {
    let snapshot = Snapshot::default();
    let target = representative(Reach::Constituents);
    assert_eq!(
        entry(&snapshot, &target).attachment,
        "coalition-for-migration-hr1234-rep-ortega-ca21-2026-12-01.pdf"
    );
    let without_a_bill = in_context(&snapshot, 10, |context| {
        let mut letter = context.letter.clone();
        letter.bills.clear();
        let context = RenditionContext {
            letter: &letter,
            ..*context
        };
        bundle::entry(&context, &target).attachment
    });
    assert_eq!(
        without_a_bill,
        "coalition-for-migration-protect-temporary-visa-workers-rep-ortega-ca21-2026-12-01.pdf"
    );
}
