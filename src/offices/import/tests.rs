use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::Import;
use crate::offices::store::{self, ImportOptions, Outdated, Report, UpsertError};
use crate::store::Store;

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/congress")
        .join(name)
}

fn read(files: &[PathBuf]) -> Import {
    let mut import = Import::default();
    for file in files {
        import.add(file).expect("is read");
    }
    import
}

fn everything() -> Import {
    read(
        &[
            "membership.json",
            "legislators.yaml",
            "committees.json",
            "district-offices.yaml",
        ]
        .map(data),
    )
}

fn upsert(database: &Store, import: Import, replace: bool) -> Result<Report, UpsertError> {
    upsert_on(database, import, replace, Outdated::Refuse, "2026-06-15")
}

fn upsert_on(
    database: &Store,
    import: Import,
    replace: bool,
    outdated: Outdated,
    today: &str,
) -> Result<Report, UpsertError> {
    let options = ImportOptions {
        replace,
        outdated,
        today: today.parse().expect("a day"),
    };
    database.write_now(move |tx| store::upsert(tx, &import, options))
}

/// On the day of the election the senator's appointment ends; on January 3 everyone's term but the resident commissioner's.
#[test]
fn ended_terms_are_reported_and_an_outdated_file_is_refused_unless_staff_insist() {
    let (_folder, database) = database();
    let told = |report: Report| (report.ended, report.appointed);
    let appointed = "Mei Lin (CA), 2026-11-03";
    let day = |today| upsert_on(&database, everything(), false, Outdated::Refuse, today);
    assert_eq!(told(day("2026-11-02").expect("taken")), (vec![], vec![]));
    assert_eq!(
        told(day("2026-11-03").expect("taken")),
        (vec![], vec![appointed.to_owned()])
    );
    let mut one = everything();
    for member in one.members.iter_mut().flatten().filter(|it| it.bioguide == "X000002") {
        member.term_end = "2026-10-01".to_owned();
    }
    let one = upsert_on(&database, one, false, Outdated::Refuse, "2026-11-28").expect("taken");
    assert_eq!(
        one.ended,
        ["Abel Q. Van Sample Jr. (AK-AL), 2026-10-01"],
        "one is told, not refused"
    );
    let mut old = everything();
    old.members
        .iter_mut()
        .flatten()
        .for_each(|it| it.term_end = "2025-01-03".to_owned());
    let refused = upsert_on(&database, old.clone(), false, Outdated::Refuse, "2026-11-28").expect_err("refused");
    assert_eq!(
        refused.to_string(),
        "the terms of 3 of 4 Members in the file have ended, including Inés Ortega (CA-21, until 2025-01-03): download the latest file; if this is the latest, pass --outdated"
    );
    let taken = upsert_on(&database, old, false, Outdated::Take, "2026-11-28").expect("taken");
    assert_eq!(taken.ended.len(), 3);
}

#[test]
fn a_duplicate_id_is_reported_and_the_first_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("legislators.json");
    let person = |name: &str, state: &str| {
        format!(
            r#"{{"id": {{"bioguide": "X000009"}}, "name": {{"last": "{name}", "official_full": "{name}"}},
            "terms": [{{"type": "sen", "start": "2025-01-03", "end": "2031-01-03", "state": "{state}"}}]}}"#
        )
    };
    std::fs::write(&path, format!("[{}, {}]", person("Uno", "CA"), person("Dos", "NV"))).expect("writes");
    let import = read(&[path]);
    let members = import.members.expect("members");
    assert_eq!((members.len(), members[0].name.as_str()), (1, "Uno"));
    assert!(
        import.remarks[0].ends_with("X000009: skipped a second entry with this ID, Dos (NV)"),
        "{:?}",
        import.remarks
    );
}

fn database() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("test.db"), 1).expect("opens");
    (folder, store)
}

#[test]
fn the_current_term_counts_and_bad_data_is_reported() {
    let mut import = everything();
    let members = import.members.take().expect("members");
    let shown: Vec<String> = members
        .iter()
        .map(|m| {
            format!(
                "{} {} {} {:?} {:?} {}",
                m.seat, m.congress, m.name, m.leadership, m.url, m.term_end
            )
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    CA-21 119 Inés Ortega Some("Speaker of the House") Some("https://ortega.house.example") 2027-01-03
    AK-AL 119 Abel Q. Van Sample Jr. None None 2027-01-03
    CA 119 Mei Lin None Some("https://lin.senate.example") 2026-11-03
    PR-AL 119 Rosa Delegada None None 2029-01-03
    "#);
    let folder = format!("{}/", data("").display());
    let remarks: Vec<String> = import
        .remarks
        .iter()
        .map(|remark| remark.replace(folder.trim_end_matches("//"), "").replace('/', ""))
        .collect();
    insta::assert_snapshot!(remarks.join("\n").replace("hhttps:", "hhttps://"), @r#"
    membership.json: SSJU: party is missing
    legislators.yaml: X000002: url left empty: "hhttps://vansample.house.example" is not a web address
    legislators.yaml: X000005: terms is empty
    committees.json: A committee of nothing: "assembly" is not a chamber
    district-offices.yaml: X000001: city is missing
    "#);
}

#[test]
fn a_second_import_changes_only_what_changed() {
    let (_folder, database) = database();
    let first = upsert(&database, everything(), false).expect("taken");
    assert_eq!((first.house, first.senate, first.strangers), (3, 1, 1));
    assert_eq!(first.vacant.len(), 441 - 3 + 100 - 1);
    let mut again = everything();
    let members = again.members.as_mut().expect("members");
    members[1].phone = Some("202-555-0199".to_owned());
    members.retain(|member| member.bioguide != "X000004");
    let second = upsert(&database, again, false).expect("taken");
    let (kind, changes) = &second.changes[0];
    assert_eq!(
        (*kind, changes.changed.as_slice()),
        ("Members", &["Abel Q. Van Sample Jr. (AK-AL)".to_owned()][..])
    );
    assert_eq!(
        (changes.gone.as_slice(), changes.same),
        (&["Rosa Delegada (PR-AL)".to_owned()][..], 2)
    );
    assert!(
        second.changes[1..]
            .iter()
            .all(|(_, changes)| changes.added.is_empty() && changes.changed.is_empty() && changes.gone.is_empty())
    );
    let serving: BTreeMap<_, _> = database.read_now(store::members).expect("reads");
    assert_eq!(serving.len(), 3, "who left is no longer addressed");
}

#[test]
fn a_truncated_file_removes_no_offices() {
    let (_folder, database) = database();
    upsert(&database, everything(), false).expect("taken");
    let mut half = everything();
    half.members.as_mut().expect("members").truncate(2);
    assert!(matches!(
        upsert(&database, half.clone(), false),
        Err(UpsertError::TooFew { left: 2, before: 4 })
    ));
    assert_eq!(upsert(&database, half, true).expect("said so").house, 2);
}

#[test]
fn an_unknown_file_is_refused_with_advice() {
    let folder = tempfile::tempdir().expect("a folder");
    let refused = |text: &str| {
        let file = folder.path().join("file");
        std::fs::write(&file, text).expect("writes");
        let error = Import::default().add(&file).expect_err("refused").to_string();
        error.replace(&file.display().to_string(), "file")
    };
    insta::assert_snapshot!([refused("[1, 2"), refused("a: [b"), refused("- a\n- b\n"), refused("[{\"terms\": [], \"id\": {}}]")].join("\n"), @"
    file:1:5: not JSON: download the file again
    file:1:4: not YAML: download the file again
    file: unknown file: use legislators-current, committees-current, committee-membership-current or legislators-district-offices from unitedstates/congress-legislators
    file: no valid entries (name is missing): download the file again
    ");
    let missing = Import::default().add(Path::new("nope.json")).expect_err("refused");
    insta::assert_snapshot!(missing, @"nope.json: No such file or directory (os error 2): use a file in UTF-8 that you can read");
    let mut import = everything();
    assert!(
        import
            .add(&data("committees.json"))
            .expect_err("refused")
            .to_string()
            .contains("already given")
    );
}

/// Runs on the real files, if a checkout has them beside it (or `UNDERSIGNED_CONGRESS_DATA` names their folder).
#[test]
fn the_real_files_are_read_whole() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/congress");
    let folder = std::env::var_os("UNDERSIGNED_CONGRESS_DATA").map_or(beside, PathBuf::from);
    let name = |name: &str| folder.join(name);
    if !name("legislators-current.json").exists() {
        // This bypasses the capture of output, so that the log shows what was not tested.
        let told = format!("skipped: {} has no legislators-current.json\n", folder.display());
        std::io::stderr().write_all(told.as_bytes()).expect("is told");
        return;
    }
    let (_folder, database) = database();
    let files = [
        "legislators-current.json",
        "committees-current.json",
        "committee-membership-current.json",
        "legislators-district-offices.json",
    ];
    let import = read(&files.map(name));
    let vacant = |report: &Report| {
        report
            .vacant
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let report = upsert(&database, import, false).expect("taken");
    let sizes: Vec<usize> = report.changes.iter().map(|(_, changes)| changes.added.len()).collect();
    assert_eq!((report.house, report.senate), (437, 100));
    assert_eq!(vacant(&report), "CA-14 FL-20 GA-13 TX-23");
    assert_eq!(sizes, [537, 49 + 181, 3879, 1312]);
    assert!(report.crowded.is_empty());
    let yaml = upsert(&database, read(&[name("legislators-current.yaml")]), false).expect("taken");
    let (_, changes) = &yaml.changes[0];
    assert_eq!(changes.same, 537, "YAML and JSON say the same: {:?}", changes.changed);
}
