//! Names are sorted as a reader expects, in the same order on the page, in an export and in a bundle.

use undersigned::delivery::Reach;
use undersigned::exports::Format;
use undersigned::locale::order;

use crate::app::{LETTER, TestApp};
use crate::bundles::{house, office, pages};
use crate::exports::export;

/// Names in the order that a reader expects.
const NAMES: [&str; 25] = [
    "Ærø Folkekirke",
    "Aeronautics Workers",
    "‘Aha Pūnana Leo",
    "ʻĀina Momona",
    "'Aina Pono",
    "Alder Fund",
    "Árbol Unido",
    "The Aspen Circle",
    "Coalición de Oaxaca",
    "Đại Việt Center",
    "Dakota Growers",
    "D.C. Tenants",
    "DC Workers",
    "De Ana Library",
    "Deana House",
    "Grower-Packer Alliance",
    "Grower Packers West",
    "Local 9 Painters",
    "Local 12 Painters",
    "Łódź Friends",
    "Ñandú Collective",
    "O’Brien Hall",
    "‘Ohana Care",
    "Øresund Society",
    "Straße Verein",
];

/// Returns the names in the order in which a text has them.
fn found(text: &str) -> Vec<&'static str> {
    let text = text.replace("&#x27;", "'");
    let mut found: Vec<(usize, &str)> = NAMES
        .iter()
        .filter_map(|name| Some((text.find(name)?, *name)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, name)| name).collect()
}

#[rocket::async_test]
async fn hard_names_stand_in_one_order_everywhere() {
    let app = TestApp::start().await;
    // Signed in an order that is not it.
    for n in (0..NAMES.len()).map(|n| n * 7 % NAMES.len()) {
        let (site, address) = (format!("fund-{n}.example"), format!("a@fund-{n}.example"));
        app.sign_organization(&[
            ("legal_name", NAMES[n]),
            ("listed_name", NAMES[n]),
            ("org_kind", "nonprofit"),
            ("website", &site),
            ("email", &address),
        ])
        .await;
        let link = app.link().await;
        app.post(&link, &[]).await;
    }
    for lang in ["en", "es"] {
        let page = app.get(&format!("/{lang}/letters/{LETTER}")).await.body;
        assert_eq!(found(&page), NAMES, "under the letter, {lang}");
        let lang = app.parts().locales.find(lang).expect("a language");
        let californian = office(house("CA", 21), Reach::Constituents);
        for office in [None, Some(&californian)] {
            let (sheet, csv) = pages(&app, lang, 500, office);
            let names = sheet["groups"].to_string();
            assert_eq!(found(&names), NAMES, "in the PDF, {lang}");
            assert_eq!(found(&csv), NAMES, "in its table, {lang}");
        }
    }
    assert_eq!(found(&export(&app, Format::Csv)), NAMES, "in an export");
}

#[rocket::async_test]
async fn a_corrected_name_moves_to_its_place() {
    let app = TestApp::start().await;
    app.sign("en", &[("name", "Zoë Adams"), ("listing", "full")]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&own, &[("name", "Øystein Dahl"), ("listing", "full")]).await;
    app.post(&confirm, &[]).await;
    let key = crate::app::bytes(&data_encoding::HEXLOWER.encode(&order::name_key("Øystein Dahl")));
    let kept = format!("SELECT COUNT(*) AS n FROM signatures WHERE sort_name = {key} AND listed_name = 'Øystein Dahl'");
    assert_eq!(app.count(&kept), 1);
}
