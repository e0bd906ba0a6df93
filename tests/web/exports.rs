use std::sync::LazyLock;

use undersigned::exports::{Column, ExportOptions, Format, Headings, Mark, write};
use undersigned::locale::Locales;
use undersigned::sheet::Filter;

use crate::app::{LETTER, TestApp};

/// English headings.
pub fn english() -> Headings<'static> {
    static LOCALES: LazyLock<Locales> = LazyLock::new(|| Locales::load().expect("messages"));
    Headings {
        locales: &LOCALES,
        lang: LOCALES.fallback(),
    }
}

/// Exports a letter's signers.
pub fn export(app: &TestApp, format: Format) -> String {
    let mut out = Vec::new();
    let wish = ExportOptions {
        filter: &Filter::counted(LETTER),
        columns: &Column::all(),
        format,
        mark: Mark::None,
        zone: &jiff::tz::TimeZone::UTC,
        headings: english(),
    };
    write(&app.worker.store, wish, &mut out).expect("writes");
    String::from_utf8(out).expect("UTF-8")
}

#[rocket::async_test]
async fn only_confirmed_signers_are_exported_organizations_first() {
    let app = TestApp::start().await;
    app.sign_and_confirm("es", &[("comment", "=1+1")]).await;
    app.sign("en", &[("email", "pending@example.org")]).await;
    app.sign_organization(&[]).await;
    let link = app.link().await;
    app.post(&link, &[]).await;
    let csv = export(&app, Format::Csv);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 3, "{csv}");
    assert!(lines[0].starts_with(
        "kind,listed_name,name,scope,city,state,country,postal_code,district,district_found,title,affiliation,contact_name,email"
    ));
    assert!(lines[1].starts_with("organization,\"Harvest Workers Union, Local 12\""));
    assert!(
        lines[2].contains("Ana López García") && lines[2].contains("'=1+1") && lines[2].contains(",es,1,2026-12-01 ")
    );
    let json: serde_json::Value = serde_json::from_str(&export(&app, Format::Json)).expect("JSON");
    assert_eq!(
        json[1]["comment"], "=1+1",
        "JSON is no spreadsheet: data stays as typed"
    );
}

#[rocket::async_test]
async fn a_demonstration_fills_every_state_once() {
    let app = TestApp::start().await;
    let store = &app.worker.store;
    let locales = Locales::load().expect("loads");
    let library =
        undersigned::letters::library::Library::load(std::path::Path::new("letters"), &locales).expect("loads");
    let config = app
        .client
        .rocket()
        .state::<undersigned::web::App>()
        .expect("managed")
        .config
        .clone();
    assert_eq!(
        undersigned::demonstration::fill(store, &config, &library, 40, 300).expect("fills"),
        340
    );
    assert_eq!(
        undersigned::demonstration::fill(store, &config, &library, 40, 300).expect("fills"),
        0
    );
    assert_eq!(
        app.count("SELECT COUNT(DISTINCT region) AS n FROM signatures WHERE demonstration AND kind = 'person'"),
        56
    );
    assert_eq!(
        app.count("SELECT organizations + people + unlisted AS n FROM tally"),
        340
    );
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM outbox"), 0, "and no mail is owed");
    assert_eq!(export(&app, Format::Csv).lines().count(), 341);
}

#[rocket::async_test]
async fn columns_and_filters_are_chosen_and_lines_are_objects() {
    let app = TestApp::start().await;
    app.sign_and_confirm("es", &[]).await;
    app.sign("en", &[("email", "pending@example.org")]).await;
    let written = |filter: &Filter, format, columns: &[Column]| {
        let options = ExportOptions {
            filter,
            columns,
            format,
            mark: Mark::None,
            zone: &jiff::tz::TimeZone::UTC,
            headings: english(),
        };
        let mut out = Vec::new();
        write(&app.worker.store, options, &mut out).expect("writes");
        String::from_utf8(out).expect("UTF-8")
    };
    let columns = [Column::Email, Column::Standing, Column::Revision];
    let everyone = Filter::of(LETTER);
    assert_eq!(
        written(&everyone, Format::Csv, &columns),
        "email,standing,revision\nana@example.org,confirmed,1\npending@example.org,pending,1\n"
    );
    assert_eq!(
        written(&everyone, Format::Jsonl, &columns),
        "{\"email\":\"ana@example.org\",\"standing\":\"confirmed\",\"revision\":1}\n\
         {\"email\":\"pending@example.org\",\"standing\":\"pending\",\"revision\":1}\n"
    );
    let nobody = Filter {
        lang: Some("ht".to_owned()),
        ..everyone
    };
    assert_eq!(written(&nobody, Format::Jsonl, &columns), "");
    assert_eq!(written(&nobody, Format::Json, &columns), "[]\n");
    let spanish = Filter {
        lang: Some("es".to_owned()),
        ..Filter::of(LETTER)
    };
    assert_eq!(written(&spanish, Format::Csv, &[Column::Lang]), "lang\nes\n");
}
