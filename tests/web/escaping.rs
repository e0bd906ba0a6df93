//! What strangers type is shown in pages and mails as they typed it, and is never markup.

use crate::app::{Answer, LETTER, TestApp};

/// Text that closes an attribute and begins an element, with a sign that HTML escapes.
const HOSTILE: &str = "\"'><i x=y>&lt";
/// Hostile text that a name may contain.
const NAMED: &str = "Q\"'> <3 &amp & x";

/// Checks that a page shows the hostile text only escaped, at least so many times.
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
async fn the_second_of_a_household_sees_both_names_escaped() {
    let app = TestApp::with_letter("people_per_address = 2").await;
    app.sign_and_confirm("en", &[("name", NAMED), ("listing", "full")])
        .await;
    let second = format!("Luz {NAMED}");
    let sent = app.sign("en", &[("name", &second), ("listing", "full")]).await;
    assert_escaped("a household's second", &sent.body, &second, 1);
    let confirm = app.link_to("/confirm/").await;
    assert_escaped("to confirm", &app.get(&confirm).await.body, &second, 1);
    assert_mails(&app, 2).await;
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
    let other = format!("{own}/sign/asylum-not-temporary-visas");
    assert_escaped("the next letter", &app.get(&other).await.body, NAMED, 1);
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

/// Checks that no HTML mail contains hostile text as markup, and that at least so many mails were sent.
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

/// Where a template may output raw HTML: what our own renderer made of Markdown, a QR code, and the hidden fields of a form, which are escaped where
/// they are made (`src/signing/check_mail.rs`).
const RAW: &[(&str, &str)] = &[
    ("emails/update/body.html.hbs", "{{{html}}}"),
    ("pages/approve.hbs", "{{{sheet.html}}}"),
    ("pages/approve.hbs", "{{{sheet.notes}}}"),
    ("pages/check_mail.hbs", "{{{kept}}}"),
    ("pages/letter.hbs", "{{{sheet.html}}}"),
    ("pages/letter.hbs", "{{{sheet.notes}}}"),
    ("pages/site_page.hbs", "{{{html}}}"),
    ("pages/staff_factor.hbs", "{{{qr}}}"),
    ("pages/update.hbs", "{{{html}}}"),
];

#[test]
fn templates_put_out_nothing_raw_but_what_is_listed() {
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/templates"));
    let mut folders = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(next) = folders.pop() {
        for path in std::fs::read_dir(next)
            .expect("a folder")
            .flatten()
            .map(|entry| entry.path())
        {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("below").display().to_string();
            // Plain texts are escaped nowhere, and Typst has a language of its own.
            if path.extension().is_none_or(|kind| kind != "hbs") || name.ends_with(".txt.hbs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("reads");
            // `{{&x}}` is the same as `{{{x}}}`, also with blanks and `~`.
            let squeezed: String = text.chars().filter(|c| !matches!(c, ' ' | '~' | '\n')).collect();
            assert!(
                !squeezed.contains("{{&"),
                "{name}: write {{{{{{x}}}}}}, so that this test sees it"
            );
            for rest in squeezed.split("{{{").skip(1) {
                let value = rest.split("}}}").next().expect("closed");
                found.push((name.clone(), format!("{{{{{{{value}}}}}}}")));
            }
        }
    }
    found.sort();
    let found: Vec<_> = found
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(found, RAW);
}
