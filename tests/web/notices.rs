//! What an office is told about its PDF: whom it names, and which earlier text it replaces.

use undersigned::delivery::earlier::EarlierText;
use undersigned::delivery::{Reach, Target, bundle};
use undersigned::offices::Seat;

use crate::app::TestApp;
use crate::bundles::{house, in_context, insert, office, signed_by_many};

/// Returns the sentence about whom a PDF names, after checking that its pages and its mail agree, and that it is true.
fn contents(app: &TestApp, lang: &str, most_people: usize, office: Option<&Target>) -> String {
    let lang = app.parts().locales.find(lang).expect("a language");
    in_context(app, lang, most_people, &[].into(), |context, agency| {
        let office = office.unwrap_or(agency);
        let sheet = serde_json::to_value(context.rendition(office)).expect("JSON");
        let said = bundle::entry(context, office).contents;
        assert_eq!(sheet["names_note"], *said, "mail and pages say the same");
        let groups = sheet["groups"].as_array().expect("groups").iter();
        let printed: usize = groups
            .map(|group| group["lines"].as_array().expect("lines").len())
            .sum();
        let people = usize::try_from(context.snapshot.census().everyone().all()).expect("a number");
        let signers = context.snapshot.organizations.len() + people;
        let (names, others) = said.split_once(". ").unwrap_or((&said, ""));
        let sum = |text: &str| -> usize {
            let numbers = text.split(|c: char| !c.is_alphanumeric() && c != '-');
            numbers.filter_map(|word| word.parse::<usize>().ok()).sum()
        };
        assert_eq!(sum(names), printed, "{said}");
        if !others.is_empty() {
            assert_eq!(sum(others), signers - printed, "{said}");
        }
        said
    })
}

#[rocket::async_test]
async fn mail_and_pages_say_truly_whom_the_file_names_for_every_kind_of_office() {
    let app = signed_by_many().await;
    insert(
        &app,
        &[
            ("Eve", "confirmed", "full", 1),
            ("Fay", "confirmed", "full", 1),
            ("Gil", "confirmed", "unlisted", 1),
        ],
    );
    let senator = office(Seat::Senate { state: "CA".to_owned() }, Reach::Constituents);
    let leader = office(house("CA", 21), Reach::Country);
    let elsewhere = office(house("VT", 0), Reach::Constituents);
    let member = office(house("CA", 21), Reach::Constituents);
    let english = |most, office| contents(&app, "en", most, office);
    assert_eq!(
        english(500, Some(&senator)),
        "This PDF lists 5 organizations and 3 constituents in California. It counts 4 more signers without their names."
    );
    let possible = "This PDF lists 5 organizations and 3 possible constituents in CA-21. It counts 4 more signers without their names.";
    assert_eq!(english(500, Some(&member)), possible);
    assert_eq!(
        english(500, Some(&leader)),
        possible,
        "who leads has a constituency too"
    );
    assert_eq!(
        english(2, Some(&senator)),
        "This PDF lists 5 organizations and 2 constituents in California. It counts 5 more signers without their names."
    );
    assert_eq!(
        english(500, Some(&elsewhere)),
        "This PDF lists 5 organizations. It counts 7 more signers without their names."
    );
    assert_eq!(
        english(500, None),
        "This PDF lists 5 organizations and 6 individuals. It counts 1 more signer without a name."
    );
    english(3, None);
    assert_eq!(
        contents(&app, "es", 500, Some(&senator)),
        "Este PDF incluye los nombres de 5 organizaciones y 3 personas de California. Hay 4 firmas más que se cuentan sin nombre."
    );
}

#[rocket::async_test]
async fn a_file_that_names_all_or_nobody_says_so() {
    let app = TestApp::start().await;
    insert(&app, &[("Gil", "confirmed", "unlisted", 1)]);
    assert_eq!(
        contents(&app, "en", 500, None),
        "This PDF shows how many people and organizations signed, but not their names."
    );
    let app = TestApp::start().await;
    assert_eq!(contents(&app, "en", 500, None), "", "nobody has signed");
    insert(
        &app,
        &[("Eve", "confirmed", "full", 1), ("Fay", "confirmed", "full", 1)],
    );
    assert_eq!(
        contents(&app, "en", 500, None),
        "This PDF lists all signers: 2 individuals."
    );
}

#[rocket::async_test]
async fn an_office_with_an_earlier_text_reads_on_page_one_what_this_replaces() {
    let app = TestApp::start().await;
    insert(&app, &[("Eve", "confirmed", "full", 1)]);
    let has = EarlierText {
        name: "Inés Ortega (CA-21)".to_owned(),
        revision: 1,
        sent_on: "2026-03-09".parse().expect("a day"),
    };
    let earlier = [("member:X000001".to_owned(), has)].into();
    let (member, english) = (
        office(house("CA", 21), Reach::Constituents),
        app.parts().locales.find("en").expect("a language"),
    );
    in_context(&app, english, 500, &earlier, |context, agency| {
        let words = "This is a revised letter. It replaces the letter we sent you on March 9, 2026.";
        let entry = bundle::entry(context, &member).replaces.expect("it has one");
        assert_eq!(
            (entry.revision, entry.sent_on.as_str(), entry.words.as_str()),
            (1, "2026-03-09", words)
        );
        let sheet = |office| serde_json::to_value(context.rendition(office)).expect("JSON");
        assert_eq!(sheet(&member)["replaces"], words);
        assert_eq!(sheet(agency)["replaces"], "", "it has none");
        assert_eq!(bundle::entry(context, agency).replaces, None);
    });
}
