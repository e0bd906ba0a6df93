//! What stands in an office's bundle, from signatures given through the forms.

use undersigned::delivery::sheet::Desk;
use undersigned::delivery::targets::{self, Congress};
use undersigned::delivery::{store, tables};
use undersigned::letters::Slug;
use undersigned::letters::shelf::Shelf;
use undersigned::store::StoreError;

use crate::app::{LETTER, TestApp};

/// The names and the table of the agency's rendition, in a language.
fn rendition(app: &TestApp, lang: &str) -> (serde_json::Value, String) {
    let library = app.client.rocket().state::<Shelf>().expect("managed").now();
    let letter = library.letter(&Slug::parse(LETTER).expect("a name")).expect("a letter");
    let (locales, config) = (&app.parts().locales, &app.parts().config);
    let lang = locales.find(lang).expect("a language");
    let snapshot = app
        .worker
        .store
        .read_now(|db| store::snapshot(db, LETTER, 1, 119, lang));
    let snapshot = snapshot.map_err(|error: StoreError| error.to_string()).expect("reads");
    let delivery = letter.delivery.as_ref().expect("it goes to offices");
    let choice = targets::choose(delivery, &Congress::default(), &snapshot);
    let desk = Desk {
        letter,
        edition: letter.edition(lang),
        snapshot: &snapshot,
        site: &config.site,
        locales,
        congress: 119,
        date: "2026-12-01".parse().expect("a day"),
    };
    let agency = choice.targets.last().expect("the letter names an agency");
    let sheet = serde_json::to_value(desk.sheet(agency)).expect("JSON");
    let csv = tables::csv(&desk, agency).expect("a table");
    (sheet["groups"].clone(), String::from_utf8(csv).expect("text"))
}

/// A line each: headings by their level, names with what stands beside them.
fn lines(groups: &serde_json::Value) -> String {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut lines = Vec::new();
    for group in groups.as_array().expect("groups") {
        let marks = "#".repeat(usize::try_from(group["level"].as_u64().expect("a level")).expect("small"));
        lines.push(format!("{marks} {}", text(&group["heading"])));
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

async fn signed_by_many() -> TestApp {
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
    # People
    ## Alabama
    Di Mason | Selma
    ## California
    Ana López | Fresno
    ## Canada
    Bo Tremblay | Toronto
    ## Germany
    Cy W.
    # Organizations
    ## National
    The Aid Alliance | Salinas, WY
    Migrant Aid of America | Salinas, DC
    ## Alabama
    The Alder Fund | Salinas
    Beech Fund | Salinas
    ## Alaska
    The Zebra Fund | Salinas
    ");
    insta::assert_snapshot!(csv, @r#"
    kind,standing,name,place,detail
    person,,Di Mason,"Selma, AL",
    person,,Ana López,"Fresno, CA",
    person,,Bo Tremblay,"Toronto, Canada",
    person,,Cy W.,Germany,
    organization,national,The Aid Alliance,"Salinas, WY",
    organization,national,Migrant Aid of America,"Salinas, DC",
    organization,,The Alder Fund,"Salinas, AL",
    organization,,Beech Fund,"Salinas, AL",
    organization,,The Zebra Fund,"Salinas, AK",
    "#);
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
    # Personas
    ## Alabama
    Di Mason | Selma
    ## California
    Ana López | Fresno
    ## Alemania
    Cy W.
    ## Canadá
    Bo Tremblay | Toronto
    # Organizaciones
    ## Nacionales
    The Aid Alliance | Salinas, WY
    Migrant Aid of America | Salinas, DC
    ## Alabama
    The Alder Fund | Salinas
    Beech Fund | Salinas
    ## Alaska
    The Zebra Fund | Salinas
    ");
}
