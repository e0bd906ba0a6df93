//! The content of an office's bundle, from signatures given through the forms.

use std::collections::BTreeMap;

use undersigned::delivery::earlier::EarlierText;
use undersigned::delivery::rendition::RenditionContext;
use undersigned::delivery::snapshot::Snapshot;
use undersigned::delivery::targets::{self, Congress};
use undersigned::delivery::{Reach, Target, store, tables};
use undersigned::letters::Slug;
use undersigned::letters::live_library::LiveLibrary;
use undersigned::locale::Lang;
use undersigned::offices::Seat;
use undersigned::offices::address::Addressee;
use undersigned::store::StoreError;

use crate::app::{LETTER, TestApp};

/// Returns everyone who signed, as in a bundle.
fn signers(app: &TestApp, lang: Lang) -> Snapshot {
    let folder = tempfile::tempdir().expect("a folder");
    let snapshot = app
        .worker
        .store
        .read_now(|db| store::snapshot(db, (LETTER, 1), 119, lang, folder.path()));
    snapshot.map_err(|error: StoreError| error.to_string()).expect("reads")
}

/// Returns an office's pages as JSON, and its table.
pub(crate) fn pages(
    app: &TestApp,
    lang: Lang,
    most_people: usize,
    office: Option<&Target>,
) -> (serde_json::Value, String) {
    in_context(app, lang, most_people, &BTreeMap::new(), |context, agency| {
        let office = office.unwrap_or(agency);
        let sheet = serde_json::to_value(context.rendition(office)).expect("JSON");
        let csv = tables::csv(context, office).expect("a table");
        (sheet, String::from_utf8(csv).expect("text"))
    })
}

/// Calls `then` with the context of renditions, and the agency that the letter names.
pub(crate) fn in_context<T>(
    app: &TestApp,
    lang: Lang,
    most_people: usize,
    earlier: &BTreeMap<String, EarlierText>,
    then: impl FnOnce(&RenditionContext<'_>, &Target) -> T,
) -> T {
    let library = app.client.rocket().state::<LiveLibrary>().expect("managed").now();
    let letter = library.letter(&Slug::parse(LETTER).expect("a name")).expect("a letter");
    let (locales, config) = (&app.parts().locales, &app.parts().config);
    let snapshot = signers(app, lang);
    let delivery = letter.delivery.as_ref().expect("it goes to offices");
    let day = "2026-12-01".parse().expect("a day");
    let choice = targets::choose(delivery, &Congress::default(), snapshot.census(), day);
    let context = RenditionContext {
        letter,
        edition: letter.edition(lang),
        snapshot: &snapshot,
        earlier,
        site: &config.site,
        locales,
        congress: 119,
        date: day,
        code: "K7QF-2MXD",
        most_people,
        since: None,
    };
    then(&context, choice.targets.last().expect("the letter names an agency"))
}

/// Returns the names and the table of the agency's rendition, in a language.
pub(crate) fn rendition(app: &TestApp, lang: &str) -> (serde_json::Value, String) {
    let lang = app.parts().locales.find(lang).expect("a language");
    let (sheet, csv) = pages(app, lang, 500, None);
    (sheet["groups"].clone(), csv)
}

/// Returns the holder of a seat, addressed as such or as a leader.
pub(crate) fn office(seat: Seat, reach: Reach) -> Target {
    Target {
        office: "member:X000001".to_owned(),
        name: "Inés Ortega".to_owned(),
        seat: Some(seat),
        addressee: Addressee {
            lines: vec!["The Honorable Inés Ortega".to_owned()],
            salutation: "Dear Representative Ortega:".to_owned(),
        },
        stem: "ca-21-ortega".to_owned(),
        short: "rep-ortega-ca21".to_owned(),
        reach,
        contacts: Vec::new(),
        capacity: String::new(),
        rules: Vec::new(),
    }
}

pub(crate) fn house(state: &str, district: u8) -> Seat {
    Seat::House {
        state: state.to_owned(),
        district,
    }
}

/// Formats groups: a line for each heading by level, and for each name with its details.
fn lines(groups: &serde_json::Value) -> String {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut lines = Vec::new();
    for group in groups.as_array().expect("groups") {
        let marks = "#".repeat(usize::try_from(group["level"].as_u64().expect("a level")).expect("small"));
        lines.push(format!("{marks} {}", text(&group["heading"])));
        lines.extend(
            Some(text(&group["note"]))
                .filter(|note| !note.is_empty())
                .map(|note| format!("({note})")),
        );
        for line in group["lines"].as_array().expect("lines") {
            lines.push(
                format!("{} | {}", text(&line["name"]), text(&line["rest"]))
                    .trim_end_matches(" | ")
                    .to_owned(),
            );
        }
    }
    lines.join("\n")
}

pub(crate) async fn signed_by_many() -> TestApp {
    let app = TestApp::start().await;
    let people: [(&str, &[(&str, &str)]); 4] = [
        ("Ana López", &[("country", "US"), ("state", "CA"), ("city", "Fresno")]),
        (
            "Bo Tremblay",
            &[("country", "CA"), ("city", "Toronto"), ("postal_code", "M5V 2T6")],
        ),
        (
            "Cy Weiß",
            &[("country", "DE"), ("city", "Berlin"), ("postal_code", "10115")],
        ),
        (
            "Di Mason",
            &[
                ("country", "US"),
                ("state", "AL"),
                ("city", "Selma"),
                ("postal_code", "36701"),
            ],
        ),
    ];
    for (number, (name, place)) in people.into_iter().enumerate() {
        let address = format!("person-{number}@example.org");
        let listing = if number == 2 { "initial" } else { "full" };
        let mut fields = vec![("name", name), ("email", &address), ("listing", listing), ("state", "")];
        fields.extend(place);
        app.sign_and_confirm("en", &fields).await;
    }
    for (number, (name, state, scope)) in [
        ("The Zebra Fund", "AK", "state"),
        ("The Alder Fund", "AL", "state"),
        ("Migrant Aid of America", "DC", "national"),
        ("The Aid Alliance", "WY", "national"),
        ("Beech Fund", "AL", "local"),
    ]
    .into_iter()
    .enumerate()
    {
        let (site, address) = (format!("fund-{number}.example"), format!("a@fund-{number}.example"));
        app.sign_organization(&[
            ("legal_name", name),
            ("listed_name", name),
            ("state", state),
            ("scope", scope),
            ("website", &site),
            ("email", &address),
        ])
        .await;
        let link = app.link().await;
        app.post(&link, &[]).await;
    }
    app
}

#[rocket::async_test]
async fn national_organizations_come_first_then_states_by_name_and_countries_are_named() {
    let app = signed_by_many().await;
    let (groups, csv) = rendition(&app, "en");
    insta::assert_snapshot!(lines(&groups), @"
    # Organizations
    ## National
    The Aid Alliance | Salinas, WY
    Migrant Aid of America | Salinas, DC
    ## Alabama
    The Alder Fund | Salinas
    Beech Fund | Salinas
    ## Alaska
    The Zebra Fund | Salinas
    # Appendix: Individual signers
    ## Alabama
    Di Mason | Selma
    ## California
    Ana López | Fresno
    ## Canada
    Bo Tremblay | Toronto
    ## Germany
    Cy W.
    ");
    assert!(csv.starts_with('\u{feff}'), "Excel takes it for UTF-8");
    insta::assert_snapshot!(csv.trim_start_matches('\u{feff}'), @"
    Type,Relation to the office,Name,City,State,Country,Job title,Organization or employer
    Organization,National,The Aid Alliance,Salinas,WY,United States,,
    Organization,National,Migrant Aid of America,Salinas,DC,United States,,
    Organization,,The Alder Fund,Salinas,AL,United States,,
    Organization,,Beech Fund,Salinas,AL,United States,,
    Organization,,The Zebra Fund,Salinas,AK,United States,,
    Individual,,Di Mason,Selma,AL,United States,,
    Individual,,Ana López,Fresno,CA,United States,,
    Individual,,Bo Tremblay,Toronto,,Canada,,
    Individual,,Cy W.,,,Germany,,
    ");
    let page = app.get(&format!("/en/letters/{LETTER}")).await.body;
    let heading = |name: &str| page.find(&format!("<h4>{name}</h4>")).expect("a heading");
    assert!(
        heading("National") < heading("Alabama") && heading("Alabama") < heading("Alaska"),
        "under the letter, too, states stand in the order of their names"
    );
    assert!(page.contains("Toronto, Canada") && page.contains("Germany") && !page.contains("Berlin"));
}

#[rocket::async_test]
async fn a_bundle_in_spanish_names_places_in_spanish() {
    let app = signed_by_many().await;
    let (groups, _) = rendition(&app, "es");
    insta::assert_snapshot!(lines(&groups), @"
    # Organizaciones
    ## Nacionales
    The Aid Alliance | Salinas, WY
    Migrant Aid of America | Salinas, DC
    ## Alabama
    The Alder Fund | Salinas
    Beech Fund | Salinas
    ## Alaska
    The Zebra Fund | Salinas
    # Anexo: firmas a título personal
    ## Alabama
    Di Mason | Selma
    ## California
    Ana López | Fresno
    ## Alemania
    Cy W.
    ## Canadá
    Bo Tremblay | Toronto
    ");
}

#[rocket::async_test]
async fn an_office_reads_its_own_states_organizations_first_also_national_ones() {
    let app = signed_by_many().await;
    let english = app.parts().locales.find("en").expect("a language");
    let wyoming = office(house("WY", 0), Reach::Constituents);
    let (sheet, csv) = pages(&app, english, 500, Some(&wyoming));
    insta::assert_snapshot!(lines(&sheet["groups"]), @"
    # Organizations
    ## Wyoming
    The Aid Alliance | Salinas
    ## National
    Migrant Aid of America | Salinas, DC
    ## Alabama
    The Alder Fund | Salinas
    Beech Fund | Salinas
    ## Alaska
    The Zebra Fund | Salinas
    ");
    assert!(csv.contains("\nOrganization,In the state,The Aid Alliance,Salinas,WY,United States,,\n"));
    assert_eq!(
        sheet["summary"],
        serde_json::json!([
            "1 organization in Wyoming signed this letter",
            "Total: 5 organizations and 4 individuals"
        ]),
        "the page says as many as the list has"
    );
}

/// Inserts people as they would be after forms, links and review: a state, a listing and a revision each.
pub(crate) fn insert(app: &TestApp, people: &[(&str, &str, &str, u32)]) {
    let people: Vec<(String, String, String, u32)> = people
        .iter()
        .map(|(name, state, listing, revision)| {
            (
                (*name).to_owned(),
                (*state).to_owned(),
                (*listing).to_owned(),
                *revision,
            )
        })
        .collect();
    let inserted = app.worker.store.write_now(move |tx| {
        for (name, state, listing, revision) in &people {
            let held = (state == "held").then_some("surge");
            let confirmed = (state != "pending").then_some(1_i64);
            let sql = format!(
                "INSERT INTO signatures (letter, kind, state, held_for, asker_key, signer_key, email, listed_name, sort_name, listing, city,
                   region, country, lang, revision, edition, created_at, state_at, confirmed_at, counted_at)
                 VALUES (?1, 'person', ?2, ?3, ?4, ?4, ?4, ?4, ?8, ?5, 'Fresno', 'CA', 'US', 'en', ?6, {}, 1, 1, ?7, ?7) RETURNING id",
                crate::app::no_digest()
            );
            let id = tx.one(
                &sql,
                undersigned::store::params![LETTER, state, held, name, listing, revision, confirmed, name.as_bytes()],
                |row| row.get::<i64>("id"),
            )?;
            tx.execute(
                "INSERT INTO people (signature, name, postal_code) VALUES (?1, ?2, '93701')",
                undersigned::store::params![id, name],
            )?;
        }
        Ok::<_, StoreError>(())
    });
    inserted.expect("inserts");
}

/// Returns all text of the pages and the table, to look for names in.
fn everything((sheet, csv): &(serde_json::Value, String)) -> String {
    format!("{sheet}{csv}")
}

#[rocket::async_test]
async fn only_those_who_are_counted_under_this_text_are_in_a_bundle_as_they_want_to_be_listed() {
    let app = TestApp::start().await;
    let states = [
        "pending",
        "awaiting",
        "held",
        "duplicate",
        "withdrawn",
        "disowned",
        "rejected",
    ];
    for state in states {
        for listing in ["full", "initial", "unlisted"] {
            for revision in [1, 2] {
                let name = format!("No-{state}-{listing}-{revision}");
                insert(&app, &[(&name, state, listing, revision)]);
            }
        }
    }
    insert(
        &app,
        &[
            ("Yes-full", "confirmed", "full", 1),
            ("Yes-initial", "confirmed", "initial", 1),
            ("Counted-unlisted", "confirmed", "unlisted", 1),
            ("No-other-full", "confirmed", "full", 2),
            ("No-other-initial", "confirmed", "initial", 2),
            ("No-other-unlisted", "confirmed", "unlisted", 2),
        ],
    );
    let english = app.parts().locales.find("en").expect("a language");
    let snapshot = signers(&app, english);
    let count = snapshot.census().everyone();
    assert_eq!((count.listed, count.unlisted, snapshot.earlier_revisions), (2, 1, 3));
    for target in [
        None,
        Some(office(Seat::Senate { state: "CA".to_owned() }, Reach::Constituents)),
        Some(office(house("CA", 21), Reach::Country)),
    ] {
        let both = pages(&app, english, 500, target.as_ref());
        let shown = everything(&both);
        for name in ["Yes-full", "Yes-initial"] {
            assert_eq!(shown.matches(name).count(), 2, "{name}: on a page and in the table");
        }
        assert!(!shown.contains("No-") && !shown.contains("Counted-unlisted"), "{shown}");
        assert!(!shown.contains("93701"), "a ZIP is for counting");
        assert_eq!(both.1.lines().count(), 3, "a heading and two names");
        let initial = both.1.lines().find(|line| line.contains("Yes-initial")).expect("a row");
        assert!(
            !initial.contains("Fresno"),
            "who is listed by initial is listed without a city"
        );
        let table = &both.0["table"][1];
        assert_eq!(
            (&table[1], &table[2], &table[3]),
            (&"3".into(), &"2".into(), &"1".into())
        );
    }
}

#[rocket::async_test]
async fn approved_comments_reach_the_signers_own_offices() {
    let app = TestApp::start().await;
    for (name, zip, state, decision) in [
        ("Ana Uno", "99501", "AK", "approved"),
        ("Bo Dos", "99501", "AK", "unread"),
        ("Cy Tres", "99501", "AK", "refused"),
        ("Di Cuatro", "82001", "WY", "approved"),
    ] {
        let (email, words) = (
            format!("{}@example.org", &name[..2].to_lowercase()),
            format!("Words of {name}."),
        );
        let fields = [
            ("name", name),
            ("email", email.trim()),
            ("listing", "full"),
            ("postal_code", zip),
            ("state", state),
            ("comment", &words),
        ];
        app.sign_and_confirm("en", &fields).await;
        let (name, decision) = (name.to_owned(), decision.to_owned());
        let decided = app.worker.store.write_now(move |tx| {
            tx.execute(
                "UPDATE people SET comment_state = ?1 WHERE name = ?2",
                undersigned::store::params![decision, name],
            )
        });
        decided.expect("is decided");
    }
    let english = app.parts().locales.find("en").expect("a language");
    let words = |target: Option<&Target>| {
        let shown = everything(&pages(&app, english, 500, target));
        let all = ["Ana Uno", "Bo Dos", "Cy Tres", "Di Cuatro"];
        let of: Vec<&str> = all
            .into_iter()
            .filter(|name| shown.contains(&format!("Words of {name}.")))
            .collect();
        of.join(", ")
    };
    let alaska = office(house("AK", 0), Reach::Constituents);
    let wyoming = office(Seat::Senate { state: "WY".to_owned() }, Reach::Constituents);
    let nevada = office(house("NV", 1), Reach::Country);
    assert_eq!(words(Some(&alaska)), "Ana Uno");
    assert_eq!(words(Some(&wyoming)), "Di Cuatro");
    assert_eq!(words(Some(&nevada)), "");
    assert_eq!(words(None), "", "an agency has no constituents");
}

#[rocket::async_test]
#[expect(clippy::too_many_lines, reason = "a table: who signed, and what leads")]
async fn the_strongest_number_leads_and_no_zero_is_printed() {
    let app = TestApp::start().await;
    for (name, zip, state) in [
        ("Ana Uno", "99501", "AK"),
        ("Bo Dos", "79901", "TX"),
        ("Cy Tres", "79901", "TX"),
    ] {
        let email = format!("{}@example.org", &name[..2].to_lowercase());
        let fields = [
            ("name", name),
            ("email", email.trim()),
            ("postal_code", zip),
            ("state", state),
        ];
        app.sign_and_confirm("en", &fields).await;
    }
    app.worker
        .store
        .write_now(|tx| {
            tx.execute(
                "UPDATE people SET congress = 119, district = 16, district_found = 'chosen' WHERE name = 'Bo Dos'",
                [],
            )?;
            tx.execute(
                "UPDATE people SET congress = 119, district = 1, district_found = 'chosen' WHERE name = 'Cy Tres'",
                [],
            )
        })
        .expect("is chosen");
    let english = app.parts().locales.find("en").expect("a language");
    let summary = |seat: Seat, reach: Reach| {
        let (sheet, _) = pages(&app, english, 500, Some(&office(seat, reach)));
        let rows = sheet["table"].as_array().expect("rows");
        assert!(rows.iter().all(|row| row[1] != "0"), "{rows:?}");
        let lines = sheet["summary"].as_array().expect("lines").clone();
        let lines: Vec<String> = lines
            .iter()
            .filter_map(|line| line.as_str().map(str::to_owned))
            .collect();
        lines.join(" | ")
    };
    let all = "Total: 3 individuals";
    assert_eq!(
        summary(house("TX", 16), Reach::Constituents),
        format!("1 constituent in TX-16 signed this letter | 2 individuals in Texas | {all}")
    );
    assert_eq!(
        summary(house("TX", 4), Reach::Constituents),
        format!("2 individuals in Texas signed this letter | {all}"),
        "nobody of the district: the state's number leads"
    );
    assert_eq!(
        summary(house("LA", 4), Reach::Constituents),
        "3 individuals signed this letter"
    );
    assert_eq!(
        summary(house("TX", 16), Reach::Country),
        "3 individuals signed this letter | 1 constituent in TX-16 | 2 individuals in Texas",
        "who leads reads the country's number first"
    );
    app.worker
        .store
        .write_now(|tx| {
            tx.execute(
                "UPDATE people SET congress = NULL, district = NULL, district_found = NULL",
                [],
            )
        })
        .expect("is unknown");
    assert_eq!(
        summary(house("TX", 4), Reach::Constituents),
        format!("2 possible constituents in TX-04 signed this letter | 2 individuals in Texas | {all}")
    );
}

#[rocket::async_test]
async fn no_more_people_are_printed_than_is_set_and_the_rest_is_counted() {
    let app = TestApp::start().await;
    let names: Vec<String> = (0..30).map(|number| format!("Person {number:02}")).collect();
    let people: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), "confirmed", "full", 1))
        .collect();
    insert(&app, &people);
    insert(&app, &[("Hidden", "confirmed", "unlisted", 1)]);
    let english = app.parts().locales.find("en").expect("a language");
    let california = office(Seat::Senate { state: "CA".to_owned() }, Reach::Constituents);
    for target in [Some(&california), None] {
        let (sheet, csv) = pages(&app, english, 10, target);
        let shown = lines(&sheet["groups"]);
        assert_eq!(shown.matches("Person ").count(), 10, "{shown}");
        assert!(
            shown.contains(
                "20 more individuals are in the complete list but not printed here. To get it as a spreadsheet, email letters@coalition.example. 1 more individual signed and asked not to be named."
            ),
            "{shown}"
        );
        assert_eq!(csv.matches("Person 2").count(), 10, "the table has everyone");
    }
    let (sheet, _) = pages(&app, english, 500, Some(&california));
    let shown = lines(&sheet["groups"]);
    assert!(
        shown.matches("Person ").count() == 30 && !shown.contains("more individuals"),
        "{shown}"
    );
}

#[rocket::async_test]
async fn nothing_in_an_offices_table_runs_in_its_spreadsheet() {
    let app = TestApp::start().await;
    insert(&app, &[("=1+1", "confirmed", "full", 1)]);
    app.worker
        .store
        .write_now(|tx| {
            tx.execute("UPDATE signatures SET city = '-2+3'", [])?;
            tx.execute("UPDATE people SET title = '@SUM(1)', affiliation = '+1'", [])?;
            Ok::<_, StoreError>(())
        })
        .expect("changes");
    let (_, csv) = rendition(&app, "en");
    let mut rows = csv::ReaderBuilder::new().has_headers(true).from_reader(csv.as_bytes());
    let row = rows.records().next().expect("a row").expect("cells");
    let typed: Vec<&str> = row.iter().filter(|cell| cell.starts_with('\'')).collect();
    assert_eq!(&typed[..2], ["'=1+1", "'-2+3"], "{row:?}");
    assert!(typed[2].starts_with("'@SUM(1)"), "{row:?}");
    assert!(
        row.iter().all(|cell| !cell.starts_with(['=', '-', '@', '+'])),
        "{row:?}"
    );
}

#[rocket::async_test]
async fn an_organization_abroad_stands_under_its_country_whatever_its_reach() {
    let app = TestApp::start().await;
    for (number, (name, country, scope)) in [
        ("Prairie Fund", "CA", "national"),
        ("Harbor Fund", "GB", "local"),
        ("Aid of America", "US", "national"),
        ("Orchard Fund", "US", "local"),
    ]
    .into_iter()
    .enumerate()
    {
        let (site, address) = (format!("fund-{number}.example"), format!("a@fund-{number}.example"));
        app.sign_organization(&[
            ("legal_name", name),
            ("listed_name", name),
            ("country", country),
            ("state", if number == 2 { "NY" } else { "CA" }),
            ("scope", scope),
            ("website", &site),
            ("email", &address),
        ])
        .await;
        let link = app.link().await;
        app.post(&link, &[]).await;
    }
    let english = app.parts().locales.find("en").expect("a language");
    let californian = office(house("CA", 21), Reach::Constituents);
    let (sheet, csv) = pages(&app, english, 500, Some(&californian));
    insta::assert_snapshot!(lines(&sheet["groups"]), @"
    # Organizations
    ## California
    Orchard Fund | Salinas
    ## National
    Aid of America | Salinas, NY
    ## Canada
    Prairie Fund | Salinas
    ## United Kingdom
    Harbor Fund | Salinas
    ");
    insta::assert_snapshot!(csv.trim_start_matches('\u{feff}'), @"
    Type,Relation to the office,Name,City,State,Country,Job title,Organization or employer
    Organization,In the state,Orchard Fund,Salinas,CA,United States,,
    Organization,National,Aid of America,Salinas,NY,United States,,
    Organization,,Prairie Fund,Salinas,,Canada,,
    Organization,,Harbor Fund,Salinas,,United Kingdom,,
    ");
    let exported = crate::exports::export(&app, undersigned::exports::Format::Csv);
    let names: Vec<&str> = exported
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(1))
        .collect();
    assert_eq!(names, ["Aid of America", "Orchard Fund", "Prairie Fund", "Harbor Fund"]);
    let page = app.get(&format!("/en/letters/{LETTER}")).await.body;
    let at = |text: &str| page.find(text).expect("is there");
    assert!(
        at("<h4>National</h4>") < at("<h4>California</h4>")
            && at("<h4>California</h4>") < at("<h4>Other countries</h4>")
            && at("<h4>Other countries</h4>") < at("Salinas, Canada"),
        "{page}"
    );
}

#[rocket::async_test]
async fn an_office_reads_how_the_signatures_were_collected() {
    let app = TestApp::with_letter("unverified_organizations = \"count\"").await;
    app.sign_and_confirm("en", &[]).await;
    for (name, website, email) in [
        (
            "Harvest Workers Union, Local 12",
            "https://harvest.example",
            "sam@harvest.example",
        ),
        ("Valley Food Bank", "https://valley.example", "kim@gmail.com"),
    ] {
        let typed = [
            ("legal_name", name),
            ("listed_name", name),
            ("website", website),
            ("email", email),
        ];
        app.sign_organization(&typed).await;
        let link = app.link_to("/confirm/").await;
        app.post(&link, &[]).await;
    }
    let english = app.parts().locales.find("en").expect("a language");
    let office = office(house("CA", 21), Reach::Constituents);
    let method = |office: Option<&Target>| pages(&app, english, 500, office).0["method"].clone();
    let said = method(Some(&office));
    let lines: Vec<&str> = said
        .as_array()
        .expect("lines")
        .iter()
        .filter_map(|line| line.as_str())
        .collect();
    let begins = [
        "Each signer confirmed by clicking a button",
        "Individuals chose to be listed",
        "We assign a signer to a congressional district (Congress 119)",
        "1 organization",
        "1 organization",
        "The signatures in this file were confirmed on December 1, 2026.",
    ];
    assert_eq!(lines.len(), begins.len(), "{lines:#?}");
    for (line, begin) in lines.iter().zip(begins) {
        assert!(line.starts_with(begin), "{line}");
    }
    assert!(lines[3].contains("at its own domain"), "{}", lines[3]);
    let without = method(None);
    assert_eq!(
        without.as_array().map(Vec::len),
        Some(5),
        "an agency has no district: {without}"
    );
}
