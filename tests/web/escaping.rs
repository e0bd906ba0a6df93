//! What strangers type stands in pages and mails as they typed it, and is never markup.

use crate::app::{Answer, LETTER, TestApp};

/// Closes an attribute and begins an element, with a sign that is written otherwise in HTML.
const HOSTILE: &str = "\"'><i x=y>&lt";
/// The same, as far as a name may hold it.
const NAMED: &str = "Q\"'> <3 &amp & x";

/// Whether a page shows the hostile words as text alone, at least so many times.
fn assert_escaped(what: &str, page: &str, words: &str, least: usize) {
    let escaped = ["&quot;", "&#x27;", "&gt;", "&lt;", "&amp;"];
    assert!(!page.contains(words), "{what}: raw: {page}");
    assert!(!page.contains("<i x"), "{what}: an element: {page}");
    let text = page
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&gt;", ">")
        .replace("&#x3D;", "=")
        .replace("&lt;", "<")
        .replace("&amp;", "&");
    assert!(
        text.matches(words).count() >= least,
        "{what}: shown less than {least} times: {page}"
    );
    assert!(escaped.iter().any(|sign| page.contains(sign)), "{what}");
}

fn names(form: &str) -> Vec<String> {
    let (_, form) = form.split_once("id=\"sign-form\"").unwrap_or((form, form));
    let fields = form.split("name=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut names: Vec<_> = fields.map(str::to_owned).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[rocket::async_test]
async fn every_field_of_every_form_comes_back_escaped() {
    let app = TestApp::start().await;
    for (path, party) in [("sign", "people"), ("sign/organization", "organizations")] {
        let form = app.get(&format!("/en/letters/{LETTER}/{path}?via=qr")).await.body;
        let edition = app.edition("en").await;
        // What decides which page answers is left as it is.
        let fixed = [
            "edition",
            "opened",
            "preview",
            "save",
            "language",
            "other",
            "leave_empty",
            "proof",
        ];
        let mut names = names(&form);
        names.extend(["short_name", "district", "invite", "draft", "email_checked"].map(str::to_owned));
        let hostile = names.iter().filter(|name| !fixed.contains(&name.as_str()));
        let mut fields: Vec<_> = hostile.map(|name| (name.as_str(), HOSTILE)).collect();
        fields.push(("edition", &edition));
        let to = format!("/en/letters/{LETTER}/signatures/{party}");
        for button in [
            &[][..],
            &[("language", "es")],
            &[("other", "yes")],
            &[("save", "yes")],
            &[("preview", "yes")],
        ] {
            let page: Answer = app.post(&to, &[&fields[..], button].concat()).await;
            assert!(matches!(page.status, 200 | 422), "{button:?}: {}", page.status);
            assert_escaped(&format!("{party} {button:?}"), &page.body, HOSTILE, 4);
        }
    }
    let find = app.post("/en/my-signatures", &[("email", HOSTILE)]).await;
    assert_escaped("find mine", &find.body, HOSTILE, 1);
}

#[rocket::async_test]
async fn the_own_pages_forms_come_back_escaped() {
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    let fields = [
        "legal_name",
        "listed_name",
        "listed_name_es",
        "city",
        "website",
        "public_email",
        "contact_name",
        "contact_title",
        "phone",
    ];
    let page = app.post(&own, &fields.map(|name| (name, HOSTILE))).await;
    assert_eq!(page.status, 422);
    assert_escaped("correct", &page.body, HOSTILE, fields.len());
    let contact = ["next_name", "next_title", "next_email"].map(|name| (name, HOSTILE));
    assert_escaped(
        "contact",
        &app.post(&format!("{own}/contact"), &contact).await.body,
        HOSTILE,
        3,
    );
    app.sign("en", &[]).await;
    let own = app.link_to("/my-signature/").await;
    let fields = ["name", "comment", "short_name"].map(|name| (name, HOSTILE));
    assert_escaped("a person's", &app.post(&own, &fields).await.body, HOSTILE, 3);
}

#[rocket::async_test]
async fn every_page_and_mail_about_a_person_shows_their_words_as_text() {
    let app = TestApp::with_letter("comments = \"public\"\ncomments_moderated = false").await;
    let fields = ["name", "city", "title", "affiliation", "comment"].map(|name| (name, NAMED));
    let fields = [&fields[..], &[("listing", "full")]].concat();
    let sent = app.sign("en", &fields).await;
    assert_eq!(sent.status, 200, "{}", sent.body);
    assert_escaped("check your mail", &sent.body, NAMED, 5);
    let links = ["/confirm/", "/my-signature/", "/not-us/"];
    let [confirm, own, not_us] = [
        app.link_to(links[0]).await,
        app.link_to(links[1]).await,
        app.link_to(links[2]).await,
    ];
    for (link, least) in [(&confirm, 5), (&own, 6), (&not_us, 1)] {
        assert_escaped(link, &app.get(link).await.body, NAMED, least);
    }
    app.post(&confirm, &[]).await;
    for (path, least) in [("", 2), ("/signers", 1)] {
        let url = format!("/en/letters/{LETTER}{path}");
        let page = app.get(&url).await;
        if page.status == 200 {
            assert_escaped(&url, &page.body, NAMED, least);
        }
    }
    app.sign("en", &fields).await;
    app.post("/en/my-signatures", &[("email", "ana@example.org")]).await;
    assert_mails(&app, 3).await;
}

#[rocket::async_test]
async fn every_page_and_mail_about_an_organization_shows_its_words_as_text() {
    let app = TestApp::start().await;
    let board = format!("{NAMED} <kim@harvest.example>\n{NAMED} <luz@harvest.example>");
    let names = ["legal_name", "listed_name", "city", "contact_name", "contact_title"].map(|name| (name, NAMED));
    let fields = [
        &names[..],
        &[
            ("authorized", ""),
            ("board", &board),
            ("email", "sam@gmail.com"),
            ("public_email", "office@harvest.example"),
        ],
    ]
    .concat();
    app.sign_organization(&[&fields[..], &[("save", "yes")]].concat()).await;
    let draft = app.link_to("/draft/").await;
    assert_escaped("a saved form", &app.get(&draft).await.body, NAMED, 5);
    let sent = app.sign_organization(&fields).await;
    assert_escaped("check your mail", &sent.body, NAMED, 5);
    let own = app.link_to("/my-signature/").await;
    app.post(&app.link_to("/confirm/").await, &[]).await;
    let approve = app.link_to("/approve/").await;
    for (link, least) in [(&own, 6), (&approve, 4)] {
        assert_escaped(link, &app.get(link).await.body, NAMED, least);
    }
    let declined = app.post(&approve, &[("answer", "decline"), ("reason", HOSTILE)]).await;
    assert!(declined.status == 422, "markup is no reason");
    assert_escaped("a reason", &declined.body, HOSTILE, 1);
    app.post(&approve, &[("answer", "approve")]).await;
    let next = [
        ("next_name", NAMED),
        ("next_title", NAMED),
        ("next_email", "kim@other.example"),
    ];
    app.post(&format!("{own}/contact"), &next).await;
    assert_escaped("the own page", &app.get(&own).await.body, NAMED, 6);
    let contact = app.link_to("/contact/").await;
    assert_escaped("to the next contact", &app.get(&contact).await.body, NAMED, 4);
    app.post(&contact, &[("answer", "accept")]).await;
    let letter = app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert_escaped("the letter", &letter, NAMED, 1);
    assert_mails(&app, 8).await;
}

/// No HTML of a mail holds hostile words as markup, and at least so many mails were sent.
async fn assert_mails(app: &TestApp, least: usize) {
    let mails = app.whole_mails().await;
    assert!(mails.len() >= least, "{} mails", mails.len());
    for mail in mails {
        assert!(!mail.html.contains(NAMED), "{}: {}", mail.subject, mail.html);
        let held = mail.html.contains("&lt;3");
        assert_eq!(
            held,
            mail.text.contains("<3"),
            "{}: {}\n{}",
            mail.subject,
            mail.text,
            mail.html
        );
    }
}
