//! The sentences above the button: who will see the name, and where it goes, according to the letter's settings.

use crate::app::{LETTER, TestApp};

const PERSON: &str = "Your name will appear on the letter as you chose above. We never publish your email or ZIP code.";
const ORGANIZATION: &str =
    "Your organization's name, city, and state or country will be public. We never publish contact details.";
const EACH: &str = "We review each organization before we count it.";
const OWN_DOMAIN: &str =
    "If your email address doesn't match your organization's website, we'll review the signature before we count it.";
const READ: &str = "We'll also publish your message to Congress below the letter, after we review it.";
const AT_ONCE: &str = "We'll also publish your message to Congress below the letter.";
const KEPT: &str = "You can change, withdraw or delete your signature at any time. If you don't confirm it, we delete it after 7 days.";
const FEDERAL: &str = "federal-employees";

fn said(page: &str) -> Vec<String> {
    let list = page.split("<ul class=\"fine sight\">").nth(1).expect("the sentences");
    let list = list.split("</ul>").next().expect("closed");
    let sentences = list.split("<li>").skip(1).map(|it| it.replace("</li>", ""));
    sentences
        .map(|it| it.replace("&#x27;", "'").trim().to_owned())
        .collect()
}

/// Returns both forms' sentences, without the one that is always the last for people.
async fn both(app: &TestApp) -> [Vec<String>; 2] {
    let mut person = said(&app.get(&format!("/en/letters/{LETTER}/sign")).await.body);
    person.pop().expect(FEDERAL);
    let organization = app.get(&format!("/en/letters/{LETTER}/sign/organization")).await.body;
    [person, said(&organization)]
}

fn goes(offices: &str) -> String {
    format!("We'll deliver the letter to: {offices}.")
}

#[rocket::async_test]
async fn the_form_says_who_sees_what_and_who_looks_first() {
    let leaders = "the leaders of the House and the Senate; 4 committees of Congress";
    let recipient = "1 other official or agency";
    let own = goes(&format!(
        "the members of Congress who represent you; {leaders}; {recipient}"
    ));
    let signers = goes(&format!(
        "the senators and representatives of the individuals who sign; {leaders}; {recipient}"
    ));
    let lines = |all: [&str; 5]| -> Vec<String> {
        let said = all.into_iter().filter(|it| !it.is_empty());
        said.map(str::to_owned).collect()
    };
    for (line, looked_at, words) in [
        ("", OWN_DOMAIN, ""),
        ("comments = \"offices\"", OWN_DOMAIN, ""),
        ("comments = \"public\"", OWN_DOMAIN, READ),
        ("comments = \"public\"\ncomments_moderated = false", OWN_DOMAIN, AT_ONCE),
        ("organizations_appear = \"after-approval\"", EACH, ""),
        ("unverified_organizations = \"count\"", "", ""),
    ] {
        let app = TestApp::with_letter(line).await;
        let expected = [
            lines([PERSON, "", &own, words, KEPT]),
            lines([ORGANIZATION, looked_at, &signers, "", KEPT]),
        ];
        assert_eq!(both(&app).await, expected, "{line}");
    }
    // Whoever is abroad has no Members of their own.
    let app = TestApp::start().await;
    let abroad = [("country", "PH"), ("language", "en")];
    let page = app
        .post(&format!("/en/letters/{LETTER}/signatures/people"), &abroad)
        .await;
    assert_eq!(said(&page.body)[1], signers);
}

#[rocket::async_test]
async fn the_form_names_each_office_that_the_letter_goes_to() {
    let whole = "committees = [\"HSJU\", \"SSJU\", \"HSED\", \"SSHR\"]\nleadership = true\nstates_of_signers = true";
    for (delivery, offices) in [
        (
            "chambers = [\"house\", \"senate\"]",
            "every member of the House; every senator; 1 other official or agency",
        ),
        (
            "chambers = [\"senate\"]\nmembers = [\"P000197\", \"M000355\"]\ncommittees = [\"HSJU\"]",
            "1 committee of Congress; every senator; 2 selected Members of Congress; 1 other official or agency",
        ),
        (
            "leadership = true",
            "the leaders of the House and the Senate; 1 other official or agency",
        ),
    ] {
        let app = TestApp::with_file("letter.toml", whole, delivery).await;
        for sentences in both(&app).await {
            assert_eq!(sentences[sentences.len() - 2], goes(offices), "{delivery}");
        }
    }
}
