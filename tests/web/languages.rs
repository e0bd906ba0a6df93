//! A third language needs only a folder of messages, and files beside the letters, for every page and mail.

use crate::app::{LETTER, TestApp};
use crate::made_up::{self, MARK, TAG, marked, unmarked};

/// Starts a service with a made-up language that is written from right to left.
async fn in_hebrew() -> TestApp {
    in_hebrew_with("").await
}

async fn in_hebrew_with(settings: &str) -> TestApp {
    let folder = tempfile::tempdir().expect("a folder");
    let (letters, locales) = (folder.path().join("letters"), folder.path().join("locales"));
    made_up::letters(&letters);
    made_up::messages(&locales);
    let settings = format!(
        "[default.content]\nfolder = '{}'\nlocales = '{}'\n[default.site]\nname = {{ en = 'Coalition', {TAG} = '{}' }}\npostal_address = ['א1200']\ncontact_name = 'אDesk'\n{settings}",
        letters.display(),
        locales.display(),
        marked("Coalition for Rights"),
    );
    TestApp::begin(folder, &settings).await.expect("builds")
}

/// Returns what a reader sees or hears of HTML, without what is in another language.
fn visible(html: &str) -> String {
    let mut seen = String::new();
    let mut skipped: Option<(&str, usize)> = None;
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        let closes = tag.starts_with('/');
        match &mut skipped {
            Some((outer, depth)) => {
                if name == *outer {
                    *depth = if closes { *depth - 1 } else { *depth + 1 };
                }
                if *depth > 0 {
                    continue;
                }
                skipped = None;
            }
            // The names of languages are in those languages.
            None if !closes
                && (tag.contains(" hreflang=")
                    || tag.contains("lang=\"en\"")
                    || name == "style"
                    || tag.contains("id=\"snippet\""))
                && name != "link" =>
            {
                skipped = Some((name, 1));
                continue;
            }
            None => {}
        }
        for attribute in ["alt", "aria-label", "title", "placeholder", "content", "data-working"] {
            let technical = [
                "name=\"viewport\"",
                "name=\"robots\"",
                "twitter:card",
                "color-scheme",
                "og:type",
                "og:locale",
                "og:image\"",
                "og:image:type",
                "og:url",
            ];
            let value = tag
                .split_once(&format!(" {attribute}=\""))
                .and_then(|(_, rest)| rest.split('"').next());
            if !technical.iter().any(|word| tag.contains(word)) {
                seen.push_str(value.unwrap_or_default());
                seen.push('\n');
            }
        }
        seen.push_str(text);
        seen.push('\n');
    }
    seen.replace("&#x27;", "'")
        .replace("&quot;", "\"")
        .replace("&#x3D;", "=")
        .replace("&amp;", "&")
}

/// Checks that a page is entirely in the language.
fn assert_hebrew(what: &str, html: &str) {
    assert!(
        html.contains(&format!("<html lang=\"{TAG}\" dir=\"rtl\">")),
        "{what}: {html}"
    );
    let left = unmarked(&visible(html));
    assert!(left.is_empty(), "{what} says {left:?}\n{html}");
}

/// Returns a signer's fields.
fn ana() -> [(&'static str, &'static str); 6] {
    [
        ("name", "אAna אLópez"),
        ("city", "אFresno"),
        ("listing", "full"),
        ("title", "אNurse"),
        ("comment", "אPlease"),
        ("updates", "yes"),
    ]
}

fn union() -> [(&'static str, &'static str); 7] {
    [
        ("legal_name", "אHarvest אUnion"),
        ("listed_name", "אHarvest"),
        ("city", "אSalinas"),
        ("contact_name", "אSam אRivera"),
        ("contact_title", "אSecretary"),
        ("scope", "national"),
        ("email", "sam@harvest.example"),
    ]
}

#[rocket::async_test]
async fn every_public_page_speaks_a_third_language() {
    let app = in_hebrew().await;
    app.sign_and_confirm(TAG, &ana()).await;
    app.sign_organization_in(TAG, &union()).await;
    app.post(&app.link().await, &[]).await;
    let letter = format!("/{TAG}/letters/{LETTER}");
    for path in [
        format!("/{TAG}"),
        format!("/{TAG}/about"),
        format!("/{TAG}/privacy"),
        format!("/{TAG}/coalition"),
        format!("/{TAG}/topics/workers"),
        format!("/{TAG}/archive/2026"),
        format!("/{TAG}/my-signatures"),
        letter.clone(),
        format!("{letter}/sign"),
        format!("{letter}/sign/organization"),
        format!("{letter}/share"),
        format!("{letter}/share?instance=nowhere"),
        format!("{letter}/share?instance=mastodon.social"),
        format!("{letter}/signers/people"),
        format!("{letter}/signers/organizations"),
        format!("{letter}/updates/what-happens-with-your-name"),
        format!("/{TAG}/letters/recruitment-that-works-for-nurses"),
        format!("/embed/{TAG}/{LETTER}"),
        format!("/{TAG}/nowhere"),
        format!("/{TAG}/letters/protect-temporary-visa-worker"),
        format!("/{TAG}/confirm/none"),
        format!("/{TAG}/my-signature/none"),
        format!("/{TAG}/approve/none"),
        format!("/{TAG}/not-us/none"),
        format!("/{TAG}/unsubscribe/none"),
    ] {
        assert_hebrew(&path, &app.get(&path).await.body);
    }
    let badge = app.get(&format!("{letter}/badge.svg")).await.body;
    assert!(
        badge.contains(MARK) && badge.contains(&format!("xml:lang=\"{TAG}\"")),
        "{badge}"
    );
    let feed = app.get(&format!("/{TAG}/feed.atom")).await.body;
    assert!(
        feed.contains(&format!("xml:lang=\"{TAG}\""))
            && unmarked(&visible(&feed.replace("&lt;", "<").replace("&gt;", ">"))).is_empty()
    );
}

#[rocket::async_test]
async fn addresses_are_typed_from_left_to_right_and_names_as_their_letters_are() {
    let app = in_hebrew().await;
    let form = app.get(&format!("/{TAG}/letters/{LETTER}/sign")).await.body;
    for part in [
        "name=\"email\" value=\"\" dir=\"ltr\"",
        "name=\"name\" value=\"\" dir=\"auto\"",
    ] {
        assert!(form.contains(part), "{part}\n{form}");
    }
}

#[rocket::async_test]
async fn machines_are_told_of_a_third_language() {
    let app = in_hebrew().await;
    let page = app.get(&format!("/{TAG}/letters/{LETTER}")).await.body;
    for told in [
        format!("<link rel=\"canonical\" href=\"http://letters.test/{TAG}/letters/{LETTER}\">"),
        format!("<link rel=\"alternate\" hreflang=\"{TAG}\" href=\"http://letters.test/{TAG}/letters/{LETTER}\">"),
        format!("<link rel=\"alternate\" hreflang=\"es\" href=\"http://letters.test/es/letters/{LETTER}\">"),
        format!("<link rel=\"alternate\" hreflang=\"x-default\" href=\"http://letters.test/letters/{LETTER}\">"),
        "<meta property=\"og:locale\" content=\"he_IL\">".to_owned(),
    ] {
        assert!(page.contains(&told), "{told}\n{page}");
    }
    let english = app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(english.contains(&format!(" lang=\"{TAG}\" hreflang=\"{TAG}\">{}</a>", marked("English"))));
    let redirect = app
        .get_with(&format!("/letters/{LETTER}"), "Accept-Language", "he-IL, en;q=0.5")
        .await;
    assert_eq!(redirect.location, format!("/{TAG}/letters/{LETTER}"));
    assert_eq!(
        app.get_with("/", "Accept-Language", "he").await.location,
        format!("/{TAG}")
    );
    assert!(
        app.get("/sitemap.xml")
            .await
            .body
            .contains(&format!("/{TAG}/letters/{LETTER}<"))
    );
}

#[rocket::async_test]
async fn every_answer_to_a_form_speaks_a_third_language() {
    let app = in_hebrew().await;
    for (what, otherwise) in [
        (
            "errors",
            vec![
                ("name", ""),
                ("email", "x"),
                ("city", "http://x.example"),
                ("postal_code", "1"),
            ],
        ),
        (
            "too long",
            vec![
                ("name", "https://x.example"),
                ("city", "👩"),
                ("comment", "www.x.example"),
            ],
        ),
        ("preview", vec![("preview", "yes")]),
        ("a trap", vec![("leave_empty", "x")]),
        ("no moment", vec![("opened", "")]),
        ("another address", vec![("email", "ana@gmial.com")]),
        ("an unread address", vec![("email", "noreply@example.org")]),
        ("another text", vec![("edition", "")]),
        ("check your mail", vec![]),
    ] {
        let given = [ana().to_vec(), otherwise].concat();
        assert_hebrew(what, &app.sign(TAG, &given).await.body);
    }
    for (what, otherwise) in [
        (
            "errors",
            vec![
                ("legal_name", ""),
                ("org_kind", ""),
                ("authorized", ""),
                ("website", "?"),
            ],
        ),
        ("check your mail", vec![]),
    ] {
        let given = [union().to_vec(), otherwise].concat();
        assert_hebrew(what, &app.sign_organization_in(TAG, &given).await.body);
    }
    let huge = "x".repeat(70_000);
    assert_hebrew("too large", &app.sign(TAG, &[("comment", &huge)]).await.body);
    app.worker.clock.shift(80 * 86_400);
    let letter = format!("/{TAG}/letters/{LETTER}");
    for path in [
        letter.clone(),
        format!("{letter}/sign"),
        format!("{letter}/sign/organization"),
    ] {
        assert_hebrew("closed", &app.get(&path).await.body);
    }
    let late = format!("{letter}/signatures/people");
    assert_hebrew("closed", &app.post(&late, &ana()).await.body);
}

/// Checks every mail to people: headers, text and HTML.
async fn assert_mails(app: &TestApp, at_least: usize) {
    let mails = app.whole_mails().await;
    let theirs: Vec<_> = mails
        .iter()
        .filter(|mail| mail.to != "letters@coalition.example")
        .collect();
    assert!(theirs.len() >= at_least, "{} mails", theirs.len());
    for mail in theirs {
        assert_hebrew(&mail.subject, &mail.html);
        let left = unmarked(&format!("{}\n{}", mail.subject, mail.text));
        assert!(left.is_empty(), "a mail says {left:?}: {}", mail.text);
    }
}

#[rocket::async_test]
async fn every_mail_and_every_page_behind_its_links_speaks_a_third_language() {
    let app = in_hebrew().await;
    app.sign(TAG, &ana()).await;
    let [confirm, own, not_us] = [
        app.link_to("/confirm/").await,
        app.link_to("/my-signature/").await,
        app.link_to("/not-us/").await,
    ];
    assert!(confirm.starts_with(&format!("/{TAG}/")));
    for path in [&confirm, &own, &not_us] {
        assert_hebrew(path, &app.get(path).await.body);
    }
    assert_hebrew("confirmed", &app.post(&confirm, &[]).await.body);
    assert_hebrew("confirmed again", &app.post(&confirm, &[]).await.body);
    assert_hebrew(
        "corrected",
        &app.post(&own, &[("listing", "initial"), ("updates", "yes")]).await.body,
    );
    assert_hebrew("not corrected", &app.post(&own, &[("listing", "none")]).await.body);
    app.sign(TAG, &ana()).await;
    app.update("what-happens-with-your-name")
        .send(&app.worker.store, &|_| {})
        .expect("owes");
    app.mails().await;
    let stop = app.link_to("/unsubscribe/").await;
    assert_hebrew("stop?", &app.get(&stop).await.body);
    assert_hebrew("stopped", &app.post(&stop, &[]).await.body);
    assert_hebrew(
        "links",
        &app.post(&format!("/{TAG}/my-signatures"), &[("email", "ana@example.org")])
            .await
            .body,
    );
    assert_hebrew(
        "no address",
        &app.post(&format!("/{TAG}/my-signatures"), &[("email", "")]).await.body,
    );
    assert_mails(&app, 4).await;
    assert_hebrew(
        "taken back",
        &app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await.body,
    );
    assert_hebrew("not ticked", &app.post(&format!("{own}/remove"), &[]).await.body);
    assert_hebrew(
        "deleted",
        &app.post(&format!("{own}/remove"), &[("sure", "yes")]).await.body,
    );
}

#[rocket::async_test]
async fn what_organizations_read_speaks_a_third_language() {
    let app = in_hebrew().await;
    let asks = [
        ("authorized", ""),
        ("approver_name", "אDolores"),
        ("approver_email", "director@harvest.example"),
    ];
    let given = [union().to_vec(), asks.to_vec()].concat();
    assert_hebrew("asks", &app.sign_organization_in(TAG, &given).await.body);
    assert_hebrew("awaiting", &app.post(&app.link().await, &[]).await.body);
    let (approve, not_us) = (app.link_to("/approve/").await, app.link_to("/not-us/").await);
    assert_hebrew("approve?", &app.get(&approve).await.body);
    assert_hebrew("approved", &app.post(&approve, &[("answer", "approve")]).await.body);
    assert_hebrew("approved again", &app.get(&approve).await.body);
    app.post(&format!("/{TAG}/my-signatures"), &[("email", "sam@harvest.example")])
        .await;
    let own = app.link_to("/my-signature/").await;
    let page = app.get(&own).await.body;
    assert_hebrew("own", &page);
    let next = format!("{own}/sign/asylum-not-temporary-visas");
    assert!(page.contains(&next), "{page}");
    let ask = app.get(&next).await.body;
    assert_hebrew("next?", &ask);
    let (_, edition) = ask.split_once("name=\"edition\" value=\"").expect("an edition");
    assert_hebrew("next", &app.post(&next, &[("edition", &edition[..64])]).await.body);
    let elsewhere = [
        ("legal_name", "אOrchard אCircle"),
        ("listed_name", "אOrchard"),
        ("website", "orchard.example"),
        ("email", "kim@gmail.com"),
        ("public_email", "office@orchard.example"),
    ];
    let given = [union().to_vec(), elsewhere.to_vec()].concat();
    app.sign_organization_in(TAG, &given).await;
    app.post(&app.link().await, &[]).await;
    app.mails().await;
    assert_mails(&app, 5).await;
    assert_hebrew("not us?", &app.get(&not_us).await.body);
    assert_hebrew("not ticked", &app.post(&not_us, &[]).await.body);
    assert_hebrew("not us", &app.post(&not_us, &[("sure", "yes")]).await.body);
}

#[rocket::async_test]
async fn pauses_and_refusals_speak_a_third_language() {
    let app = in_hebrew_with("[default.quotas]\nsignings_per_hour_per_address = 1").await;
    app.sign(TAG, &ana()).await;
    let refused = app.sign(TAG, &ana()).await;
    assert_eq!(refused.status, 429);
    assert_hebrew("too many", &refused.body);
    let pause = app.folder.path().join("maintenance");
    std::fs::write(&pause, "").expect("writes");
    for path in [
        format!("/{TAG}/letters/{LETTER}"),
        format!("/{TAG}/letters/{LETTER}/sign"),
    ] {
        assert_hebrew("a pause", &app.get(&path).await.body);
    }
    let refused = app
        .post(&format!("/{TAG}/my-signatures"), &[("email", "a@example.org")])
        .await;
    assert_eq!(refused.status, 503);
    assert_hebrew("a pause", &refused.body);
}

#[test]
fn the_command_names_every_problem_of_a_folder_of_messages() {
    let folder = tempfile::tempdir().expect("a folder");
    made_up::messages(folder.path());
    let check = || {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_undersigned"))
            .args(["locales", "check"])
            .arg(folder.path())
            .output()
            .expect("runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&format!("{}/", folder.path().display()), "");
        (run.status.code(), text(&run.stdout), text(&run.stderr))
    };
    let (code, said, _) = check();
    assert_eq!(
        (code, said.as_str()),
        (
            Some(0),
            "en (English), es (Español), he (אEnglish): no problems found\n"
        )
    );
    let file = folder.path().join(TAG).join("updates.ftl");
    let text = std::fs::read_to_string(&file).expect("reads");
    let broken = text
        .replace("update-of =", "update-off =")
        .replace("{ $letter }", "{ $lettre }");
    std::fs::write(&file, broken).expect("writes");
    let (code, _, told) = check();
    assert_eq!(code, Some(1));
    for part in [
        "he/updates.ftl:4:1: update-off is never shown",
        "he is missing the message update-of: translate it",
        "update-mail-why has no variable $lettre",
        "update-mail-why does not show $letter",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[cfg(feature = "pdf")]
/// Returns the earlier text of an office.
fn earlier_text() -> std::collections::BTreeMap<String, undersigned::delivery::earlier::EarlierText> {
    let earlier = undersigned::delivery::earlier::EarlierText {
        name: "Inés Ortega (CA-21)".to_owned(),
        revision: 1,
        sent_on: "2026-11-20".parse().expect("a day"),
    };
    [("member:X000001".to_owned(), earlier)].into()
}

#[test]
#[expect(clippy::too_many_lines, reason = "most of it is the signers of a bundle")]
fn what_offices_receive_speaks_a_third_language() {
    use undersigned::delivery::rendition::RenditionContext;
    use undersigned::delivery::snapshot::{Organization, Person, Residence, Snapshot};
    use undersigned::signatures::ids::SignatureId;
    use undersigned::signatures::locality::Locality;
    use undersigned::typesetting::{Typesetter, Work};

    let folder = tempfile::tempdir().expect("a folder");
    made_up::messages(folder.path());
    let letters = folder.path().join("letters");
    made_up::letters(&letters);
    std::fs::rename(&letters, folder.path().join(".letters")).expect("renames");
    let locales = undersigned::locale::Locales::with(Some(folder.path())).expect("loads");
    let library =
        undersigned::letters::library::Library::load(&folder.path().join(".letters"), &locales).expect("loads");
    let letter = library
        .letter(&undersigned::letters::Slug::parse(LETTER).expect("a name"))
        .expect("a letter");
    let fresno = || Locality {
        city: Some("אFresno".to_owned()),
        state: Some("CA".to_owned()),
        country: "US".to_owned(),
    };
    let person = |state: Option<&str>| Person {
        signature: SignatureId::new(1),
        lang: "en".to_owned(),
        name: Some("אAna".to_owned()),
        place: fresno(),
        title: String::new(),
        affiliation: String::new(),
        full: None,
        comment: Some("אPlease".to_owned()),
        residence: Residence {
            state: state.map(str::to_owned),
            districts: vec![21],
        },
    };
    let organization = |national| Organization {
        signature: SignatureId::new(2),
        name: "אUnion".to_owned(),
        national,
        place: fresno(),
    };
    let snapshot = Snapshot {
        people: vec![person(Some("CA")), person(None)].into(),
        organizations: vec![organization(true), organization(false)],
        demonstration: 1,
        earlier_revisions: 2,
        period: Some((0, 1)),
        ..Snapshot::default()
    };
    let mut site = undersigned::config::Config::extract(&undersigned::config::figment())
        .expect("settings")
        .site;
    site.name = [(TAG.to_owned(), marked("Coalition"))].into();
    (site.contact_name, site.postal_address) = (String::new(), Vec::new());
    let context = RenditionContext {
        letter,
        edition: letter.edition(undersigned::locale::Lang::parse(TAG).expect("a tag")),
        snapshot: &snapshot,
        earlier: &earlier_text(),
        site: &site,
        locales: &locales,
        congress: 119,
        date: "2026-11-24".parse().expect("a day"),
        code: "אcode",
        most_people: 500,
        since: None,
    };
    let target = undersigned::delivery::Target {
        office: "member:X000001".to_owned(),
        name: "CA-21".to_owned(),
        seat: Some(undersigned::offices::Seat::House {
            state: "CA".to_owned(),
            district: 21,
        }),
        addressee: undersigned::offices::address::Addressee {
            lines: vec!["אThe אHonorable".to_owned()],
            salutation: "אDear:".to_owned(),
        },
        stem: "ca-21".to_owned(),
        short: "rep-ca21".to_owned(),
        reach: undersigned::delivery::Reach::Constituents,
        contacts: Vec::new(),
        capacity: String::new(),
        rules: Vec::new(),
    };
    let sheet = context.rendition(&target);
    let mut json = serde_json::to_value(&sheet).expect("JSON");
    for color in ["accent", "fill", "tint"] {
        assert!(
            json["look"]
                .as_object_mut()
                .is_some_and(|look| look.remove(color).is_some())
        );
    }
    // Programs read the digests.
    assert!(
        json.as_object_mut()
            .is_some_and(|sheet| sheet.remove("keywords").is_some())
    );
    assert_eq!((&json["lang"], &json["dir"]), (&TAG.into(), &"rtl".into()));
    let mut said = String::new();
    words_of(&json, &mut said);
    assert_eq!(unmarked(&said), Vec::<String>::new());
    let typesetter = Typesetter {
        program: env!("CARGO_BIN_EXE_undersigned").into(),
        limit: std::time::Duration::from_mins(2),
        megabytes: 2048,
        fonts: Vec::new(),
        unshown: std::collections::BTreeSet::new(),
    };
    assert!(
        typesetter
            .set(Work::Bundle, &sheet)
            .expect("is set")
            .file
            .starts_with(b"%PDF-")
    );
}

/// Collects every text of a rendition, except what the template reads as a keyword.
#[cfg(feature = "pdf")]
fn words_of(value: &serde_json::Value, said: &mut String) {
    match value {
        serde_json::Value::String(text) => said.extend([text.as_str(), "\n"]),
        serde_json::Value::Array(values) => values.iter().for_each(|value| words_of(value, said)),
        serde_json::Value::Object(values) => {
            let named = |key: &str| {
                matches!(
                    key,
                    "kind"
                        | "columns"
                        | "lang"
                        | "spoken"
                        | "dir"
                        | "addressee_lang"
                        | "text_lang"
                        | "text_dir"
                        | "url"
                        | "page_of"
                )
            };
            let texts = values.iter().filter(|(key, _)| !named(key));
            texts.for_each(|(_, value)| words_of(value, said));
        }
        _ => {}
    }
}

#[rocket::async_test]
async fn what_boards_and_contacts_read_speaks_a_third_language() {
    let app = in_hebrew().await;
    let saved = [union().to_vec(), vec![("save", "yes")]].concat();
    assert_hebrew("saved", &app.sign_organization_in(TAG, &saved).await.body);
    let draft = app.link_to("/draft/").await;
    assert_hebrew("a saved form", &app.get(&draft).await.body);
    assert_hebrew("no form", &app.post(&format!("{draft}/remove"), &[]).await.body);
    let board = [
        ("authorized", ""),
        ("board", "אDolores dolores@harvest.example\nאKim kim@harvest.example"),
        ("approvals", "all"),
    ];
    let given = [union().to_vec(), board.to_vec()].concat();
    assert_hebrew("a board", &app.sign_organization_in(TAG, &given).await.body);
    let own = app.link_to("/my-signature/").await;
    assert_hebrew("a board is asked", &app.post(&app.link().await, &[]).await.body);
    let kim = app.link_to("/approve/").await;
    assert_hebrew("a board's member", &app.get(&kim).await.body);
    let no_reason = [("answer", "decline"), ("reason", "http://x.example")];
    assert_hebrew("no reason", &app.post(&kim, &no_reason).await.body);
    let declined = [("answer", "decline"), ("reason", "אNo")];
    assert_hebrew("declined", &app.post(&kim, &declined).await.body);
    assert_hebrew("its contact's page", &app.get(&own).await.body);
    app.sign_organization_in(TAG, &union()).await;
    let own = app.link_to("/my-signature/").await;
    app.post(&app.link().await, &[]).await;
    let next = [
        ("next_name", "אKim"),
        ("next_title", "אOrganizer"),
        ("next_email", "kim@harvest.example"),
    ];
    assert_hebrew("no contact", &app.post(&format!("{own}/contact"), &[]).await.body);
    assert_hebrew(
        "another contact",
        &app.post(&format!("{own}/contact"), &next).await.body,
    );
    let asked = app.link_to("/contact/").await;
    assert_hebrew("is asked", &app.get(&asked).await.body);
    assert_hebrew("accepts", &app.post(&asked, &[("answer", "accept")]).await.body);
    app.mails().await;
    assert_mails(&app, 6).await;
}
