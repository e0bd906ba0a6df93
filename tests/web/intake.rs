//! Signatures that staff bring: recorded from paper, imported from a table, counted apart, and told wherever signatures are counted.

use std::sync::Arc;

use undersigned::audit::By;
use undersigned::exports::Column;
use undersigned::intake::entry::{Basis, Entry, Outcome, Skip};
use undersigned::intake::form::{Desk, FieldError, NeedsEmail};
use undersigned::intake::import::{self, Plan};
use undersigned::intake::table::ImportOptions;
use undersigned::intake::words;
use undersigned::intake::write::{Mode, Summary, Target, write};
use undersigned::letters::live_library::LiveLibrary;
use undersigned::letters::{Letter, Party, Slug};
use undersigned::locale::{Lang, Locales};
use undersigned::offices::zips::Table;
use undersigned::outbox::mailer::Mailer;
use undersigned::signatures::state::{HoldReason, State};
use undersigned::web::form::Typed;

use crate::app::{LETTER, TestApp};

/// Calls `work` with what a form is checked against.
pub fn at_desk<T>(app: &TestApp, party: Party, work: impl FnOnce(&Desk<'_>) -> T) -> T {
    let library = app.client.rocket().state::<LiveLibrary>().expect("managed").now();
    let letter: &Letter = library.letter(&Slug::parse(LETTER).expect("a slug")).expect("a letter");
    let locales = Locales::load().expect("messages");
    let zips = app.worker.store.read_now(Table::load).expect("reads");
    work(&Desk {
        letter,
        party,
        lang: Lang::parse("en").expect("a tag"),
        locales: &locales,
        reader: locales.fallback(),
        signing: &app.parts().config.signing,
        zips: &zips,
    })
}

/// Writes entries as a command does.
pub fn put(app: &TestApp, entries: Vec<Entry>, basis: Basis, mode: Mode) -> Vec<Outcome> {
    let library = app.client.rocket().state::<LiveLibrary>().expect("managed").now();
    let config = &app.parts().config;
    let target = Target {
        store: &app.worker.store,
        config,
        library: &library,
        letter: library.letter(&Slug::parse(LETTER).expect("a slug")).expect("a letter"),
        mail_domain: Mailer::domain_of(&config.mail).expect("a domain"),
    };
    write(&target, By::COMMAND_LINE, (entries, basis), mode, Arc::new(|_| {})).expect("writes")
}

pub fn evidence() -> Basis {
    Basis::Evidence("Sign-up sheet of November 30, blue folder".to_owned())
}

fn unasked() -> Basis {
    Basis::ListUnasked {
        consent: "Form of the Border Network, with consent to sign".to_owned(),
        reason: "they confirmed there".to_owned(),
    }
}

fn checked(app: &TestApp, party: Party, fields: &[(&str, &str)]) -> Result<Entry, Vec<FieldError>> {
    let typed = Typed::of(fields.iter().copied());
    at_desk(app, party, |desk| words::check(desk, typed, NeedsEmail::No))
}

pub const ANA: &[(&str, &str)] = &[("name", "Ana Ruiz Soto"), ("postal_code", "93701")];

pub const HARVEST: &[(&str, &str)] = &[
    ("legal_name", "Harvest Workers Union, Local 12"),
    ("org_kind", "sindicato"),
    ("scope", "local"),
    ("city", "Salinas"),
    ("state", "California"),
    ("contact_name", "Sam Rivera"),
    ("contact_title", "Secretary"),
];

/// Records a signature, which must be free of errors.
pub fn record(app: &TestApp, party: Party, fields: &[(&str, &str)]) -> Outcome {
    let entry = checked(app, party, fields).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    put(app, vec![entry], evidence(), Mode::Write)[0]
}

pub fn with(
    usual: &[(&'static str, &'static str)],
    more: &[(&'static str, &'static str)],
) -> Vec<(&'static str, &'static str)> {
    let kept = usual
        .iter()
        .filter(|(field, _)| more.iter().all(|(other, _)| other != field));
    kept.chain(more).copied().collect()
}

/// Reads a table in CSV.
fn plan(app: &TestApp, party: Party, csv: &str, basis: Basis) -> Plan {
    let options = ImportOptions {
        basis,
        columns: Vec::new(),
        values: Vec::new(),
        keep_addresses: false,
    };
    let grid = import::grid(csv.as_bytes(), party).expect("a table");
    at_desk(app, party, |desk| import::plan(&grid, desk, &options)).unwrap_or_else(|error| panic!("{error}"))
}

fn told(plan: &Plan) -> Vec<String> {
    plan.problems.iter().map(ToString::to_string).collect()
}

pub fn import_all(app: &TestApp, csv: &str, basis: Basis, mode: Mode) -> Summary {
    let plan = plan(app, Party::Person, csv, basis.clone());
    assert_eq!(told(&plan), Vec::<String>::new());
    let entries = plan.entries.into_iter().map(|(_, entry)| entry).collect();
    Summary::of(&put(app, entries, basis, mode))
}

#[rocket::async_test]
async fn a_person_on_paper_is_counted_once_and_told_apart_from_those_who_confirmed_by_email() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let page = |lang: &str| format!("/{lang}/letters/{LETTER}");
    assert!(!app.get(&page("en")).await.body.contains("confirmed by email"));
    let Outcome::Counted(id) = record(&app, Party::Person, ANA) else {
        panic!("is counted")
    };
    assert_eq!(app.mails().await.len(), 1, "nobody is written to");
    let again = record(
        &app,
        Party::Person,
        &with(ANA, &[("name", "ANA RUIZ SOTO"), ("postal_code", "93701-1234")]),
    );
    assert_eq!(again, Outcome::Skipped(Skip::Known(id, State::Confirmed)));
    let other = record(&app, Party::Person, &with(ANA, &[("postal_code", "93702")]));
    assert!(matches!(other, Outcome::Counted(_)), "{other:?}");
    for (lang, words) in [
        (
            "en",
            "1 confirmed by email; 2 recorded by our staff from paper, emails or phone calls",
        ),
        (
            "es",
            "1 confirmada por correo electrónico; 2 registradas por nuestro equipo",
        ),
    ] {
        let body = app.get(&page(lang)).await.body;
        assert!(body.contains(words), "{body}");
    }
    let tally = "SELECT people * 100 + recorded * 10 + imported AS n FROM tally";
    assert_eq!(app.count(tally), 320);
    app.reject(id.to_string().parse().expect("a number"));
    assert_eq!(app.count(tally), 210);
    let audit = "SELECT COUNT(*) AS n FROM audit WHERE act = 'signatures-recorded' AND counted = 1";
    assert_eq!(app.count(audit), 2, "an act that wrote nothing is none");
}

#[rocket::async_test]
async fn someone_who_signed_online_is_not_counted_again_from_paper() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let same = [("name", "Ana Lopez Garcia"), ("postal_code", "93701")];
    assert!(matches!(
        record(&app, Party::Person, &same),
        Outcome::Skipped(Skip::Known(_, State::Confirmed))
    ));
    let same = [
        ("name", "Ana López"),
        ("postal_code", "93701"),
        ("email", "Ana@Example.org"),
    ];
    assert!(matches!(
        record(&app, Party::Person, &same),
        Outcome::Skipped(Skip::Known(_, State::Confirmed))
    ));
    assert!(matches!(record(&app, Party::Person, ANA), Outcome::Counted(_)));
    let online = with(ANA, &[("email", "ana.ruiz@example.org")]);
    assert!(matches!(record(&app, Party::Person, &online), Outcome::Skipped(_)));
}

#[rocket::async_test]
async fn an_address_of_a_recorded_signer_gets_a_link_and_says_nothing_about_the_organization() {
    let app = TestApp::with("[default.mail]\nthank_you = true").await;
    let own = with(
        HARVEST,
        &[("email", "sam@harvest.example"), ("website", "harvest.example")],
    );
    assert!(matches!(record(&app, Party::Organization, &own), Outcome::Counted(_)));
    let level = "SELECT COUNT(*) AS n FROM organizations o JOIN signatures s ON s.id = o.signature
         WHERE o.verification = 'staff' AND o.evidence LIKE 'Sign-up sheet%' AND s.mail_domain IS NULL AND s.origin = 'recorded'";
    assert_eq!(app.count(level), 1);
    let own = app.link_to("/my-signature/").await;
    let page = app.get(&own).await.body;
    assert!(page.contains("Our staff recorded this signature"), "{page}");
    assert!(page.contains("blue folder"), "{page}");
    assert!(!page.contains("You've confirmed"), "{page}");
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    assert_eq!(app.count("SELECT organizations + recorded AS n FROM tally"), 0);
    let again = record(
        &app,
        Party::Organization,
        &with(HARVEST, &[("email", "sam@harvest.example")]),
    );
    assert_eq!(
        again,
        Outcome::Skipped(Skip::Left),
        "nobody puts them back but themselves"
    );
}

#[rocket::async_test]
async fn names_that_need_a_second_look_are_held_and_organizations_without_an_address_are_compared() {
    let app = TestApp::start().await;
    let city = with(HARVEST, &[("legal_name", "City of Salinas")]);
    assert!(matches!(
        record(&app, Party::Organization, &city),
        Outcome::Held(_, Some(HoldReason::Government))
    ));
    assert!(matches!(
        record(&app, Party::Organization, HARVEST),
        Outcome::Counted(_)
    ));
    let other = with(
        HARVEST,
        &[("legal_name", "The Orchard Circle"), ("contact_name", "Lee Park")],
    );
    assert!(matches!(record(&app, Party::Organization, &other), Outcome::Counted(_)));
    let twice = record(
        &app,
        Party::Organization,
        &with(HARVEST, &[("legal_name", "HARVEST WORKERS UNION LOCAL 12")]),
    );
    assert!(matches!(twice, Outcome::Skipped(Skip::Known(..))), "{twice:?}");
}

#[rocket::async_test]
async fn what_the_public_form_refuses_is_refused_to_staff_too_by_field() {
    let app = TestApp::start().await;
    let told = |party, fields: &[(&str, &str)]| {
        let wrong = checked(&app, party, fields).err().unwrap_or_default();
        wrong
            .iter()
            .map(|it| format!("{}: {}", it.field, it.what))
            .collect::<Vec<_>>()
    };
    insta::assert_snapshot!(told(Party::Person, &[("name", "www.evil.example"), ("postal_code", "2139"), ("email", "ana@")]).join("\n"), @r"
    email: Enter an email address like name@example.org
    name: Don't include links, email addresses, phone numbers or code. If there are none, add a space after the period.
    postal_code: a ZIP code has 5 digits: if it lost a zero, write 02139, or give its state
    ");
    insta::assert_snapshot!(told(Party::Organization, &[("legal_name", "Faro"), ("org_kind", "club"), ("state", "Calli")]).join("\n"), @r"
    city: missing
    contact_name: missing
    contact_title: missing
    org_kind: not a type of organization: use nonprofit, union, faith, academic, business or other
    scope: missing
    state: not a U.S. state, such as CA or California
    ");
    insta::assert_snapshot!(told(Party::Organization, &[("legal_name", "Faro")]).join("\n"), @r"
    city: missing
    contact_name: missing
    contact_title: missing
    org_kind: missing
    scope: missing
    state: missing
    ");
}

const FORM: &str = "Marca temporal;Dirección de correo electrónico;Nombre;Apellidos;Código postal;Estado\n\
    1/12/2026 9:00:00;beto@example.net;BETO;ÑÁÑEZ;2139;Massachusetts\n\
    1/12/2026 9:01:00;carla@example.net;Carla;Ríos;93701;\n\
    1/12/2026 9:02:00;CARLA@example.net;Carla;Ríos;93702;California\n";

#[rocket::async_test]
async fn people_of_a_list_are_asked_by_email_and_then_count_like_everyone() {
    let app = TestApp::start().await;
    let basis = Basis::List("Google Form of November, “Add my name”".to_owned());
    let read = plan(&app, Party::Person, FORM, basis.clone());
    assert_eq!(
        (read.repeated.as_slice(), read.notes.mended, read.notes.capitals),
        (&[(3, 4)][..], 1, 1)
    );
    let asked = Summary {
        asked: 2,
        ..Summary::default()
    };
    assert_eq!(import_all(&app, FORM, basis.clone(), Mode::Rehearse), asked);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures"),
        0,
        "a rehearsal leaves nothing"
    );
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM outbox"), 0);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM audit"), 0);
    assert_eq!(import_all(&app, FORM, basis.clone(), Mode::Write), asked);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM tally"), 0, "nobody counts yet");
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE origin = 'imported' AND state = 'pending'"),
        2
    );
    assert_eq!(
        import_all(&app, FORM, basis, Mode::Write).unconfirmed,
        2,
        "nobody is asked twice"
    );
    let mails = app.mails().await;
    assert_eq!(mails.len(), 2);
    let link = app.link().await;
    assert_eq!(app.post(&link, &[]).await.status, 200);
    assert_eq!(app.count("SELECT people + recorded + imported AS n FROM tally"), 1);
    let kept = "SELECT COUNT(*) AS n FROM signatures s JOIN provenance v ON v.signature = s.id
         WHERE s.origin = 'confirmed' AND s.state = 'confirmed' AND v.evidence LIKE 'Google Form%' AND v.unasked IS NULL";
    assert_eq!(app.count(kept), 1, "where it came from stays known");
    let body = app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(!body.contains("imported from"), "{body}");
}

#[rocket::async_test]
async fn a_list_that_is_not_asked_is_counted_apart_everywhere() {
    let app = TestApp::with("[default.quotas]\ncounted_per_day_per_domain = 2").await;
    app.sign_and_confirm("en", &[]).await;
    let rows = (0..5).map(|n| format!("Person {} Abbott,p{n}@family.example,93701\n", char::from(b'A' + n)));
    let csv = format!("Name,Email,ZIP\n{}", rows.collect::<String>());
    assert_eq!(
        import_all(&app, &csv, unasked(), Mode::Write).counted,
        5,
        "no flood: staff brought them"
    );
    assert_eq!(app.count("SELECT people * 100 + imported AS n FROM tally"), 605);
    assert_eq!(app.mails().await.len(), 1, "nobody is written to");
    let body = app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(
        body.contains("1 confirmed by email; 5 imported from other forms or lists"),
        "{body}"
    );
    assert_eq!(import_all(&app, &csv, unasked(), Mode::Write).known, 5);
    let columns = [Column::Name, Column::Origin, Column::OriginEvidence, Column::Unasked];
    let filter = undersigned::sheet::Filter {
        origin: Some(undersigned::signatures::Origin::Imported),
        ..undersigned::sheet::Filter::counted(LETTER)
    };
    let options = undersigned::exports::ExportOptions {
        filter: &filter,
        columns: &columns,
        format: undersigned::exports::Format::Csv,
        mark: undersigned::exports::Mark::None,
        zone: &jiff::tz::TimeZone::UTC,
        headings: crate::exports::english(),
    };
    let mut out = Vec::new();
    undersigned::exports::write(&app.worker.store, options, &mut out).expect("writes");
    let out = String::from_utf8(out).expect("text");
    assert_eq!(out.lines().count(), 6);
    assert_eq!(
        out.lines().nth(1),
        Some("Person A Abbott,imported,\"Form of the Border Network, with consent to sign\",they confirmed there")
    );
}

#[rocket::async_test]
async fn everything_that_is_wrong_is_told_by_row_and_column() {
    let app = TestApp::start().await;
    let csv = "Full name,Email address,ZIP,State,List my name?,Country\n\
        Ana Ruiz,ana@,93701,CA,yes,\n\
        ,beto@example.net,2139,,,\n\
        =HYPERLINK(\"x\"),c@example.net,93701,Calli,perhaps,\n\
        Dora Paz,dora@gmial.com,93701,,,\n\
        Eva\u{202e}Paz,eva@example.net,K1A 0B1,ON,,Canada\n\
        Fay Paz,fay@example.net,93701,,,,extra\n\
        Gil Paz,gil@example.net,93701,,,Atlantis\n";
    let plan = plan(&app, Party::Person, csv, unasked());
    insta::assert_snapshot!(told(&plan).join("\n"), @r"
    2:1: city: missing: a full name is listed with its city
    2:10: email: Enter an email address like name@example.org
    3:1: name: missing
    3:19: postal_code: a ZIP code has 5 digits: if it lost a zero, write 02139, or give its state
    4:37: state: not a U.S. state, such as CA or California
    4:43: listing: not a way to list a name: use full, initial or unlisted
    5:10: email: did you mean dora@gmail.com? Fix it, or keep addresses that look mistyped
    7:34: this row has more cells than there are headings: look for a separator that is not in quotes
    8:33: country: not a country: use a name or code, such as Canada or CA
    ");
    let names: Vec<u64> = plan.entries.iter().map(|(line, _)| *line).collect();
    assert_eq!((plan.rows, plan.wrong_rows, names), (7, 6, vec![6]));
}
