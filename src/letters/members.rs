//! The members that a page of the site shows, such as those of the coalition: `members.csv` beside its texts, each with a name, and perhaps
//! a website and a logo.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::cosponsors::{self, CosponsorLogo};
use super::files;
use crate::problem::{Level, Problem};
use crate::tables::{self, Column, Row, Table};
use crate::text;

/// The file's name.
const FILE: &str = "members.csv";

const COLUMNS: &[Column] = &[
    Column {
        name: "name",
        synonyms: &["organization", "organisation", "member", "nombre", "organización"],
        required: true,
    },
    Column {
        name: "website",
        synonyms: &["url", "web", "sitio web"],
        required: false,
    },
    Column {
        name: "logo",
        synonyms: &["image", "picture", "imagen"],
        required: false,
    },
];

/// A member.
#[derive(Clone, Debug)]
pub struct Member {
    /// The name.
    pub name: String,
    /// The address of its website.
    pub website: Option<String>,
    /// The logo, a file beside the table.
    pub logo: Option<CosponsorLogo>,
}

/// The members of a page, in the order of the table.
#[derive(Clone, Debug, Default)]
pub struct Members {
    /// The folder of the table and the logos.
    pub folder: PathBuf,
    /// The members; none if there is no table.
    pub list: Vec<Member>,
}

impl Members {
    /// Reads the table in a page's folder, if there is one; `Err` has every problem, each with its cell.
    pub(super) fn read(folder: &Path) -> Result<Self, Vec<Problem>> {
        let file = folder.join(FILE);
        let mut members = Self {
            folder: folder.to_owned(),
            list: Vec::new(),
        };
        if !file.exists() {
            return Ok(members);
        }
        let bytes = files::bytes(&file, files::LARGEST_TEXT);
        let bytes = bytes.map_err(|unusable| vec![Problem::of_file(&file, unusable.what)])?;
        let mut names = BTreeSet::new();
        let read = Table::read(&bytes, COLUMNS).and_then(|table| table.each(|row| member(&file, row, &mut names)));
        members.list = read.map_err(|found| found.into_iter().map(|it| placed(&file, it)).collect::<Vec<_>>())?;
        Ok(members)
    }
}

fn placed(file: &Path, problem: tables::Problem) -> Problem {
    Problem {
        level: Level::Error,
        file: file.to_owned(),
        line: usize::try_from(problem.line).unwrap_or(usize::MAX),
        column: problem.column,
        what: problem.what,
    }
}

/// Reads a row. `names` holds the folded names of the rows before it.
fn member(file: &Path, row: Row<'_>, names: &mut BTreeSet<String>) -> Result<Member, Vec<tables::Problem>> {
    let mut problems = Vec::new();
    let name = row.cell("name");
    if name.is_empty() {
        problems.push(row.problem("name", "the member has no name: write one"));
    } else if !names.insert(text::fold(name)) {
        let what = format!("\"{name}\" is listed twice: remove one of the rows");
        problems.push(row.problem("name", what));
    }
    let website = row.filled("website");
    if let Some(url) = website.filter(|url| !cosponsors::is_web_address(url)) {
        let what = format!("\"{url}\" is not a web address: start it with https://, or leave the cell empty");
        problems.push(row.problem("website", what));
    }
    let logo = row.filled("logo").map(|name| {
        let read = cosponsors::logo(file, name);
        read.map_err(|what| row.problem("logo", format!("the member's logo \"{name}\" {what}")))
    });
    let logo = logo
        .transpose()
        .map_err(|problem| problems.push(problem))
        .unwrap_or_default();
    if problems.is_empty() {
        Ok(Member {
            name: name.to_owned(),
            website: website.map(str::to_owned),
            logo,
        })
    } else {
        Err(problems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>";

    /// Reads a table beside two drawings.
    fn read(table: &str) -> Result<Vec<Member>, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, content: String| std::fs::write(folder.path().join(name), content).expect("writes");
        write("a.svg", format!("{SVG}</svg>"));
        write("script.svg", format!("{SVG}<script/></svg>"));
        write(FILE, table.to_owned());
        Members::read(folder.path())
            .map(|members| members.list)
            .map_err(|problems| {
                let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
                told.join("\n").replace(&format!("{}/", folder.path().display()), "")
            })
    }

    #[test]
    fn members_are_read_from_any_spreadsheet_in_their_order() {
        let found =
            read("Organization;URL;Logo\nValley Clinics;https://clinics.example/;a.svg\n;;\nOrchard Circle;;\n");
        let found = found.expect("good");
        assert_eq!(found[0].website.as_deref(), Some("https://clinics.example/"));
        assert!(found[0].logo.is_some() && found[1].logo.is_none() && found[1].website.is_none());
        assert_eq!((found.len(), found[1].name.as_str()), (2, "Orchard Circle"));
    }

    #[test]
    fn every_problem_has_its_cell() {
        let table =
            "name,website,logo\nClinics,clinics.example,a.svg\n,,none.png\nCLINICS,,script.svg\nNurses,,../a.svg\n";
        insta::assert_snapshot!(read(table).expect_err("refused"), @r#"
        members.csv:2:9: "clinics.example" is not a web address: start it with https://, or leave the cell empty
        members.csv:3:1: the member has no name: write one
        members.csv:3:3: the member's logo "none.png" can't be read (No such file or directory (os error 2)): add it
        members.csv:4:1: "CLINICS" is listed twice: remove one of the rows
        members.csv:4:10: the member's logo "script.svg" contains <script>: remove it (line 1)
        members.csv:5:9: the member's logo "../a.svg" must be a file in this folder: use only its file name
        "#);
        let told = read("nme,website\nClinics,\n").expect_err("refused");
        assert!(
            told.starts_with("members.csv:1:1: the column name is missing"),
            "{told}"
        );
    }

    #[test]
    fn a_page_without_the_table_has_no_members() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(Members::read(folder.path()).expect("nothing to read").list.is_empty());
    }
}
