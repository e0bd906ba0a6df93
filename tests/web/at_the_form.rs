//! The form: switching to the other party's form or to another language, the preview of the line, what is accepted and what is not.

use crate::app::{Answer, LETTER, TestApp};

const PEOPLE: &str = "people";
const ORGANIZATIONS: &str = "organizations";

/// Presses a button of a partly filled form.
async fn press(app: &TestApp, lang: &str, party: &str, fields: &[(&str, &str)]) -> Answer {
    app.post(&format!("/{lang}/letters/{LETTER}/signatures/{party}"), fields)
        .await
}

const TYPED: &[(&str, &str)] = &[
    ("name", "Ana López García"),
    ("email", "ana@"),
    ("city", "Fresno"),
    ("postal_code", "937"),
    ("listing", "full"),
    ("updates", "yes"),
    ("title", "Nurse"),
    ("affiliation", "Harvest Workers"),
    ("comment", "My <words>"),
    ("via", "qr"),
];

#[rocket::async_test]
async fn changing_the_language_keeps_everything_that_was_typed() {
    let app = TestApp::start().await;
    let form = app.get(&format!("/en/letters/{LETTER}/sign")).await.body;
    assert!(
        form.contains("form=\"sign-form\" name=\"language\" value=\"es\"") && form.contains("id=\"sign-form\""),
        "a button of the form, not a link: {form}"
    );
    let spanish = press(&app, "en", PEOPLE, &[TYPED, &[("language", "es")]].concat()).await;
    assert_eq!(spanish.status, 200);
    for shown in [
        "<html lang=\"es\"",
        &format!("action=\"/es/letters/{LETTER}/signatures/people\""),
        "value=\"Ana López García\"",
        "value=\"ana@\"",
        "value=\"Fresno\"",
        "value=\"937\"",
        "value=\"full\" checked",
        "name=\"updates\" value=\"yes\" checked",
        "value=\"Nurse\"",
        "value=\"Harvest Workers\"",
        "My &lt;words&gt;",
        "name=\"via\" value=\"qr\"",
        &format!("name=\"edition\" value=\"{}\"", app.edition("es").await),
    ] {
        assert!(spanish.body.contains(shown), "{shown} is missing: {}", spanish.body);
    }
    assert!(!spanish.body.contains("aria-invalid"), "nothing is judged");
    let nowhere = press(&app, "en", PEOPLE, &[("language", "xx")]).await;
    assert_eq!(nowhere.status, 422, "no such language: as if to sign");
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
}

#[rocket::async_test]
async fn enter_in_a_field_signs_and_changes_no_language() {
    let app = TestApp::start().await;
    for path in ["sign", "sign/organization"] {
        let form = app.get(&format!("/en/letters/{LETTER}/{path}")).await.body;
        // The first submit button of a form, in the order of the page, is the one that Enter presses.
        let first = form.split("<button type=\"submit\"").nth(1).expect("a button");
        let first = first.split('>').next().expect("closed");
        assert!(
            first.contains("form=\"sign-form\"") && !first.contains("name="),
            "{first}"
        );
    }
}

#[rocket::async_test]
#[expect(clippy::too_many_lines, reason = "most of it is the fields of two forms")]
async fn each_form_leads_to_the_other_with_what_both_ask_for() {
    let app = TestApp::start().await;
    for path in ["sign", "sign/organization"] {
        let form = app.get(&format!("/en/letters/{LETTER}/{path}")).await.body;
        assert!(
            form.contains("form=\"sign-form\" name=\"other\" value=\"yes\""),
            "{path}: {form}"
        );
    }
    let organization = press(&app, "en", PEOPLE, &[TYPED, &[("other", "yes")]].concat()).await;
    assert_eq!(organization.status, 200);
    for shown in [
        &format!("action=\"/en/letters/{LETTER}/signatures/organizations\""),
        "id=\"contact_name\" name=\"contact_name\" value=\"Ana López García\"",
        "id=\"contact_title\" name=\"contact_title\" value=\"Nurse\"",
        "id=\"legal_name\" name=\"legal_name\" value=\"Harvest Workers\"",
        "value=\"ana@\"",
        "value=\"Fresno\"",
        "name=\"via\" value=\"qr\"",
    ] {
        assert!(
            organization.body.contains(shown),
            "{shown} is missing: {}",
            organization.body
        );
    }
    // What the other form does not ask for comes back with whoever comes back.
    for kept in [
        "type=\"hidden\" name=\"listing\" value=\"unlisted\"",
        "type=\"hidden\" name=\"postal_code\" value=\"93701\"",
    ] {
        let typed = [
            TYPED,
            &[("listing", "unlisted"), ("postal_code", "93701"), ("other", "yes")],
        ]
        .concat();
        let organization = press(&app, "en", PEOPLE, &typed).await;
        assert!(
            organization.body.contains(kept),
            "{kept} is missing: {}",
            organization.body
        );
    }
    let back = [
        ("listing", "unlisted"),
        ("postal_code", "93701"),
        ("website", "harvest.example"),
        ("other", "yes"),
    ];
    let person = press(&app, "en", ORGANIZATIONS, &back).await.body;
    assert!(
        person.contains("name=\"listing\" value=\"unlisted\" checked") && person.contains("value=\"93701\""),
        "{person}"
    );
    assert!(
        person.contains("type=\"hidden\" name=\"website\" value=\"harvest.example\""),
        "{person}"
    );
    let typed = [
        ("contact_name", "Sam Rivera"),
        ("email", "sam@harvest.example"),
        ("other", "yes"),
        ("language", "es"),
    ];
    let person = press(&app, "en", ORGANIZATIONS, &typed).await;
    for shown in [
        &format!("action=\"/es/letters/{LETTER}/signatures/people\""),
        "id=\"name\" name=\"name\" value=\"Sam Rivera\"",
        "value=\"sam@harvest.example\"",
    ] {
        assert!(person.body.contains(shown), "{shown} is missing: {}", person.body);
    }
    let app = TestApp::with_file("letter.toml", "organizations = true", "organizations = false").await;
    let form = app.get(&format!("/en/letters/{LETTER}/sign")).await.body;
    assert!(!form.contains("name=\"other\""), "no way to a form that there is not");
}

#[rocket::async_test]
async fn a_person_sees_the_line_and_says_which_part_is_the_given_name() {
    let app = TestApp::start().await;
    let name = ("name", "María de los Ángeles García López");
    let preview = app.sign("es", &[name, ("preview", "yes")]).await;
    assert_eq!(preview.status, 200);
    assert!(
        preview.body.contains("María de los Ángeles L. — CA")
            && preview
                .body
                .contains("name=\"short_name\" value=\"María de los Ángeles L.\""),
        "{}",
        preview.body
    );
    let wrong = app.sign("es", &[name, ("short_name", "Eva L.")]).await;
    assert!(
        wrong.status == 422 && wrong.body.contains("id=\"short_name-error\""),
        "{}",
        wrong.body
    );
    let of = ("short_name_of", name.1);
    let signed = app
        .sign("es", &[name, ("short_name", "María de los Ángeles G."), of])
        .await;
    assert!(
        signed.status == 200 && signed.body.contains("María de los Ángeles G. — CA"),
        "{}",
        signed.body
    );
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    assert!(app.get(&confirm).await.body.contains("María de los Ángeles G."));
    app.post(&confirm, &[]).await;
    assert!(
        app.get(&format!("/es/letters/{LETTER}"))
            .await
            .body
            .contains("María de los Ángeles G.")
    );
    // It stays when the listing goes to and fro, and the own page corrects it.
    app.post(&own, &[("listing", "full")]).await;
    app.post(&own, &[("listing", "initial")]).await;
    assert!(app.get(&own).await.body.contains("María de los Ángeles G. — CA"));
    app.post(&own, &[("short_name", "María L.")]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE listed_name = 'María L.'"),
        1
    );
    let strange = app.post(&own, &[("short_name", "Eva")]).await;
    assert_eq!(strange.status, 422);
}

#[rocket::async_test]
async fn another_name_is_shortened_anew_where_nobody_chose() {
    let app = TestApp::start().await;
    let shown = [
        ("name", "Ana Ruiz"),
        ("short_name", "Ana G."),
        ("short_name_of", "Ana López García"),
    ];
    let signed = app.sign("en", &shown).await;
    assert!(
        signed.status == 200 && signed.body.contains("Ana R. — CA"),
        "{}",
        signed.body
    );
    let own = app.link_to("/my-signature/").await;
    app.post(&own, &[("name", "Ana Soto"), ("short_name", "Ana R.")]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE listed_name = 'Ana S.'"),
        1
    );
}

#[rocket::async_test]
async fn titles_are_no_given_names() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[("name", "Dr. Ana Ruiz, Ph.D.")]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE listed_name = 'Ana R.'"),
        1
    );
}

#[rocket::async_test]
async fn what_is_no_link_is_taken_and_what_a_mail_program_would_press_is_not() {
    let app = TestApp::with("[default.quotas]\nsignings_per_hour_per_address = 1000").await;
    for (name, taken) in [
        ("Min.Kim", "Min. Kim"),
        ("Assoc.Prof. Ana Ruiz", "Assoc. Prof. Ana Ruiz"),
        ("Ana\u{3164} Ruiz\u{ad}", "Ana Ruiz"),
        ("Ana\u{3164}Ruiz", "Ana Ruiz"),
        ("Ana Ruiz\u{ad}Lee", "Ana Ruiz-Lee"),
        ("Mr.Co", "Mr. Co"),
        ("B.Com. Kumar", "B. Com. Kumar"),
    ] {
        let signed = app.sign("en", &[("name", name), ("listing", "full")]).await;
        assert_eq!(signed.status, 200, "{name}");
        assert!(
            signed.body.contains(&format!("{taken} — Fresno, CA")),
            "{name} is shown as it will stand"
        );
    }
    for comment in ["I <3 my country", "5 < 6", "First Presb.Church is mine"] {
        assert_eq!(app.sign("en", &[("comment", comment)]).await.status, 200, "{comment}");
    }
    for name in [
        "You won t.me/freeprize",
        "wa.me/15550100",
        "198.51.100.7/x",
        "mailto:x",
        "tel:555",
        "münchen-prize.de",
        "prize．com",
        "prize.com\u{332}",
        "Call 202-555-0143 now",
        "\u{3164}",
        &format!("Ana{}", "\u{301}".repeat(80)),
    ] {
        let refused = app.sign("en", &[("name", name)]).await;
        assert!(
            refused.status == 422 && refused.body.contains("id=\"name-error\""),
            "{name}"
        );
    }
}

#[rocket::async_test]
async fn phones_and_zips_are_taken_as_people_write_them() {
    let app = TestApp::with("[default.quotas]\nsignings_per_hour_per_address = 1000").await;
    for phone in [
        "(202) 555-0143 ext. 12",
        "202\u{2011}555\u{2011}0143",
        "２０２－５５５－０１４３",
        "(202) 555-0143 (cell)",
        "tel. 202-555-0143",
    ] {
        assert_eq!(app.sign_organization(&[("phone", phone)]).await.status, 200, "{phone}");
    }
    for zip in ["937011234", "93701 1234", "93701–1234", "９３７０１", "CA 93701"] {
        assert_eq!(
            app.sign("en", &[("postal_code", zip), ("state", "")]).await.status,
            200,
            "{zip}"
        );
        let stored = "SELECT COUNT(*) AS n FROM people WHERE postal_code = '93701' OR postal_code = '93701-1234'";
        assert_eq!(app.count(stored), 1, "{zip}");
    }
}

#[rocket::async_test]
async fn an_organization_named_after_its_domain_is_told_that_the_website_mends_it() {
    let app = TestApp::start().await;
    let named = [("legal_name", "MoveOnward.org"), ("listed_name", "MoveOnward.org")];
    let refused = app.sign_organization(&[&named[..], &[("website", "")]].concat()).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("enter the same address in the “Website” field"),
        "{}",
        refused.body
    );
    let taken = app
        .sign_organization(&[&named[..], &[("website", "moveonward.org")]].concat())
        .await;
    assert_eq!(taken.status, 200);
    let mail = app.mails().await.pop().expect("a mail").2;
    assert!(
        mail.contains("MoveOnward.\u{2060}org") && !mail.contains("MoveOnward.org"),
        "{mail}"
    );
    let church = [
        ("legal_name", "First Presb.Church"),
        ("listed_name", "First Presb.Church"),
        ("website", ""),
    ];
    assert_eq!(app.sign_organization(&church).await.status, 200);
}

#[rocket::async_test]
async fn the_own_page_and_the_question_for_links_keep_what_was_typed_in_another_language() {
    let app = TestApp::start().await;
    let find = app
        .post("/en/my-signatures", &[("email", "ana@exa"), ("language", "es")])
        .await;
    assert!(
        find.status == 200 && find.body.contains("<html lang=\"es\"") && find.body.contains("value=\"ana@exa\""),
        "{}",
        find.body
    );
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM outbox"), 0, "nothing is sent");
    app.sign_and_confirm("en", &[]).await;
    let own = app.link_to("/my-signature/").await;
    let fields = [("listing", "full"), ("comment", "Half a sent"), ("language", "es")];
    let page = app.post(&own, &fields).await;
    let action = format!("action=\"{}\"", own.replace("/en/", "/es/"));
    for shown in [
        "<html lang=\"es\"",
        action.as_str(),
        "Half a sent",
        "value=\"full\" checked",
    ] {
        assert!(page.body.contains(shown), "{shown} is missing: {}", page.body);
    }
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM people WHERE comment IS NOT NULL"),
        0,
        "nothing is saved"
    );
}

/// Returns the fields that a browser sends with the language buttons' form, and nothing else.
fn sent_with(page: &str, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let (_, rest) = page.split_once("name=\"language\"").expect("a button, not a link");
    assert!(rest.starts_with(" value=\"es\""), "{page}");
    let (before, _) = page.split_once("name=\"language\"").expect("a button");
    let id = before.rsplit("form=\"").next().and_then(|rest| rest.split('"').next());
    let id = format!("id=\"{}\"", id.expect("of a form"));
    let (_, form) = page.split_once(&id).expect("the form");
    let (form, _) = form.split_once("</form>").expect("ends");
    let mut sent = vec![("language".to_owned(), "es".to_owned())];
    for field in form.split("name=\"").skip(1) {
        let name = field.split('"').next().expect("a name");
        let stored = field
            .split_once("value=\"")
            .and_then(|(_, rest)| rest.split('"').next());
        let value = typed.iter().find(|(typed, _)| *typed == name).map(|(_, value)| *value);
        sent.push((name.to_owned(), value.or(stored).unwrap_or_default().to_owned()));
    }
    for (name, _) in typed {
        assert!(sent.iter().any(|(sent, _)| sent == name), "{name} goes along: {form}");
    }
    sent
}

#[rocket::async_test]
async fn check_your_mail_keeps_another_address_in_another_language_and_sends_nothing() {
    let app = TestApp::start().await;
    let sent = app.sign("en", &[("comment", "My words")]).await.body;
    assert!(
        sent.contains("form=\"again-form\" name=\"language\" value=\"es\""),
        "a button of the form, not a link: {sent}"
    );
    let held = sent_with(&sent, &[("email", "other@example.org")]);
    let pressed = |not: &'static [&str]| {
        let kept = held.iter().filter(move |(name, _)| !not.contains(&name.as_str()));
        kept.map(|(name, value)| (name.as_str(), value.as_str()))
            .collect::<Vec<_>>()
    };
    let fields = pressed(&["preview"]);
    let spanish = press(&app, "en", PEOPLE, &fields).await;
    assert_eq!(spanish.status, 200);
    for shown in [
        "<html lang=\"es\"",
        "<strong><bdi>ana@example.org</bdi></strong>",
        "name=\"sent\" value=\"ana@example.org\"",
        "name=\"email\" value=\"other@example.org\"",
        &format!("action=\"/es/letters/{LETTER}/signatures/people\""),
    ] {
        assert!(spanish.body.contains(shown), "{shown}: {}", spanish.body);
    }
    assert_eq!(app.mails().await.len(), 1, "nothing is sent");
    let elsewhere = press(&app, "es", PEOPLE, &pressed(&["preview", "language"])).await;
    assert!(
        elsewhere.body.contains("<strong><bdi>other@example.org</bdi></strong>"),
        "{}",
        elsewhere.body
    );
    let mails = app.mails().await;
    assert_eq!(mails.last().expect("a mail").0, "other@example.org");
    // A page that tells of mail is made for nobody who sent no form.
    let forged = press(&app, "en", PEOPLE, &[("language", "es"), ("sent", "ana@example.org")]).await;
    assert!(!forged.body.contains("again-form"), "{}", forged.body);
}

#[rocket::async_test]
async fn a_director_reads_another_language_with_the_reason_as_it_was_typed() {
    let app = TestApp::start().await;
    let board = [
        ("approver_name", "Dolores Prado"),
        ("approver_email", "dolores@harvest.example"),
        ("authorized", ""),
    ];
    app.sign_organization(&board).await;
    app.post(&app.link().await, &[]).await;
    let approve = app.link_to("/approve/").await;
    let page = app.get(&approve).await.body;
    assert!(
        !page.contains("class=\"hidden\""),
        "no nameless button declines: {page}"
    );
    let reason = "Not before our \"assembly\" <soon>";
    let sent = sent_with(&page, &[("reason", reason)]);
    let sent: Vec<_> = sent
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let spanish = app.post(&approve, &sent).await;
    assert_eq!(spanish.status, 200);
    for shown in [
        "<html lang=\"es\"",
        &format!("action=\"{}\"", approve.replace("/en/", "/es/")),
        "<details class=\"more\" open>",
        "Not before our &quot;assembly&quot; &lt;soon&gt;</textarea>",
    ] {
        assert!(spanish.body.contains(shown), "{shown} is missing: {}", spanish.body);
    }
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'awaiting'"),
        1,
        "nothing is decided"
    );
    let decided = app.post(&approve, &[("answer", "approve")]).await;
    assert!(!decided.body.contains("name=\"language\""), "nothing to keep");
}

#[rocket::async_test]
async fn who_names_another_contact_reads_another_language_with_what_was_typed() {
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    let path = format!("{own}/contact");
    assert!(app.get(&own).await.body.contains(&format!("href=\"{path}\"")));
    let typed = [
        ("next_name", "Kim"),
        ("next_title", "Organizer"),
        ("next_email", "kim@"),
    ];
    let sent = sent_with(&app.get(&path).await.body, &typed);
    let sent: Vec<_> = sent
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let spanish = app.post(&path, &sent).await;
    assert_eq!(spanish.status, 200);
    for shown in [
        "<html lang=\"es\"",
        &format!("action=\"{}\"", path.replace("/en/", "/es/")),
        "value=\"Kim\"",
        "value=\"Organizer\"",
        "value=\"kim@\"",
    ] {
        assert!(spanish.body.contains(shown), "{shown} is missing: {}", spanish.body);
    }
    assert!(!spanish.body.contains("aria-invalid"), "nothing is judged");
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM handovers"), 0, "nobody is asked");
}

#[rocket::async_test]
async fn our_own_guess_is_nobody_s_choice_and_a_whole_name_needs_none() {
    let app = TestApp::start().await;
    let guess = [("name", "Ana López García"), ("short_name", "Ana G.")];
    assert_eq!(app.sign("en", &guess).await.status, 200);
    let whole = [
        ("email", "bo@example.org"),
        ("name", "Bo Ruiz"),
        ("listing", "full"),
        ("short_name", "Eva L."),
    ];
    assert_eq!(
        app.sign("en", &whole).await.status,
        200,
        "what no list shows is not judged"
    );
    let emptied = [
        ("email", "cy@example.org"),
        ("name", "Cy Soto Ruiz"),
        ("short_name", ""),
        ("short_name_of", "Cy Soto"),
    ];
    assert_eq!(app.sign("en", &emptied).await.status, 200, "nor is an empty field");
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM people WHERE short_name IS NULL"),
        3
    );
}
