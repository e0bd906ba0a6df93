//! Co-sponsors, `[[cosponsor]]` in `letter.toml`: organizations that publish a letter together with the publisher of the site, each with its
//! logo below the letterhead.

use std::path::Path;

use serde::Deserialize;
use url::Url;

use super::Slug;
use crate::brand::BrandImage;
use crate::problem::Problem;

/// The setting's table.
const TABLE: &str = "[[cosponsor]]";

/// A co-sponsor.
#[derive(Clone, Debug)]
pub struct Cosponsor {
    /// The name.
    pub name: String,
    /// The address of its website.
    pub url: Option<String>,
    /// The logo.
    pub logo: Option<CosponsorLogo>,
}

/// The logo of a co-sponsor.
#[derive(Clone, Debug)]
pub struct CosponsorLogo {
    /// The file's name in the letter's folder.
    pub file: String,
    /// The image, as it was read with the letter.
    pub image: BrandImage,
}

impl CosponsorLogo {
    /// Returns the path that serves it.
    pub(crate) fn path(&self, letter: &Slug) -> String {
        format!("/letters/{letter}/media/{}/{}", self.image.hash, self.file)
    }
}

/// A co-sponsor as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CosponsorTable {
    name: String,
    url: Option<String>,
    logo: Option<String>,
}

impl CosponsorTable {
    /// Reads the logo and checks everything; `Err` has every problem. `nth` is the table's place, from 0.
    pub(crate) fn checked(&self, file: &Path, text: &str, nth: usize) -> Result<Cosponsor, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut wrong = |key, what: String| problems.push(Problem::at(file, text, place(text, TABLE, nth, key), what));
        if self.name.trim().is_empty() {
            wrong("name", "the co-sponsor has no name: write one".to_owned());
        }
        if let Some(url) = &self.url
            && !is_web_address(url)
        {
            let what = format!("\"{url}\" is not a web address: start it with https://, or remove the line");
            wrong("url", what);
        }
        let logo = self.logo.as_ref().and_then(|name| {
            logo(file, name)
                .map_err(|what| wrong("logo", format!("the co-sponsor's logo \"{name}\" {what}")))
                .ok()
        });
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Cosponsor {
            name: self.name.trim().to_owned(),
            url: self.url.clone(),
            logo,
        })
    }
}

/// Returns whether a text is the whole address of a website.
pub(super) fn is_web_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| url.scheme() == "https" && url.has_host())
}

/// Reads and checks a logo beside a file.
pub(super) fn logo(file: &Path, name: &str) -> Result<CosponsorLogo, String> {
    if name.contains(['/', '\\']) || name.starts_with('.') {
        return Err("must be a file in this folder: use only its file name".to_owned());
    }
    let image = BrandImage::read(&file.with_file_name(name))?;
    Ok(CosponsorLogo {
        file: name.to_owned(),
        image,
    })
}

/// Returns where a setting of the `nth` table of a name begins; of the table, if the setting is not found.
pub(super) fn place(text: &str, table: &str, nth: usize, key: &str) -> usize {
    let table = text.match_indices(table).nth(nth).map_or(0, |(at, _)| at);
    let rest = &text[table + text[table..].find('\n').map_or(0, |end| end + 1)..];
    let mut at = text.len() - rest.len();
    for line in rest
        .split_inclusive('\n')
        .take_while(|line| !line.trim_start().starts_with('['))
    {
        let setting = line.trim_start();
        if setting
            .strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with('='))
        {
            return at + line.len() - setting.len();
        }
        at += line.len();
    }
    table
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;
    use crate::letters::settings;

    const LETTER: &str = "kind = 'statement'\nrevision = 1\npublished = 2026-11-09\n";
    const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>";

    /// Reads settings beside some files.
    fn read(text: &str, files: &[(&str, &str)]) -> Result<Vec<Cosponsor>, String> {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, content) in files {
            std::fs::write(folder.path().join(name), content).expect("writes");
        }
        let text = format!("{LETTER}{text}");
        let settings = settings::parse(&folder.path().join("letter.toml"), &text, None);
        settings.map(|settings| settings.cosponsors).map_err(|problems| {
            let mut told = String::new();
            for problem in problems {
                writeln!(told, "{problem}").expect("memory");
            }
            told.replace(&format!("{}/", folder.path().display()), "")
        })
    }

    #[test]
    fn cosponsors_are_read_in_their_order_with_or_without_logo() {
        let text = "[[cosponsor]]\nname = ' Prisma Partners '\nurl = 'https://prisma.example/'\nlogo = 'prisma.svg'\n[[cosponsor]]\nname = 'Valley Clinics'\n";
        let found = read(text, &[("prisma.svg", &format!("{SVG}</svg>"))]).expect("good");
        let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Prisma Partners", "Valley Clinics"]);
        let logo = found[0].logo.as_ref().expect("a logo");
        let slug = Slug::parse("a-letter").expect("a slug");
        assert_eq!(
            logo.path(&slug),
            format!("/letters/a-letter/media/{}/prisma.svg", logo.image.hash)
        );
        assert!(found[1].logo.is_none() && found[1].url.is_none());
        assert!(read("", &[]).expect("good").is_empty());
    }

    #[test]
    fn every_problem_is_reported_with_its_line() {
        let text = "[[cosponsor]]\nname = 'Prisma'\nlogo = 'script.svg'\n\n[[cosponsor]]\n  name = ' '\n  url = 'http://clinics.example'\n  logo = '../logo.svg'\n[[cosponsor]]\nname = 'Nurses'\nlogo = 'none.png'\n[[cosponsor]]\nname = 'Text'\nlogo = 'text.svg'\n";
        let script = format!("{SVG}<script/></svg>");
        let words = format!("{SVG}<text>a</text></svg>");
        let told = read(text, &[("script.svg", &script), ("text.svg", &words)]).expect_err("refused");
        insta::assert_snapshot!(told, @r#"
        letter.toml:6:1: the co-sponsor's logo "script.svg" contains <script>: remove it (line 1)
        letter.toml:9:3: the co-sponsor has no name: write one
        letter.toml:10:3: "http://clinics.example" is not a web address: start it with https://, or remove the line
        letter.toml:11:3: the co-sponsor's logo "../logo.svg" must be a file in this folder: use only its file name
        letter.toml:14:1: the co-sponsor's logo "none.png" can't be read (No such file or directory (os error 2)): add it
        letter.toml:17:1: the co-sponsor's logo "text.svg" contains text, which looks different on each machine: convert the text to paths (line 1)
        "#);
    }

    #[test]
    fn an_unknown_setting_is_refused() {
        let told = read("[[cosponsor]]\nname = 'Prisma'\nlgo = 'a.svg'\n", &[]).expect_err("refused");
        assert!(told.starts_with("letter.toml:6:1: unknown field `lgo`"), "{told}");
    }
}
