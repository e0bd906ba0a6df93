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
        let mut wrong = |key, what: String| problems.push(Problem::at(file, text, place(text, nth, key), what));
        if self.name.trim().is_empty() {
            wrong("name", "the co-sponsor has no name: write one".to_owned());
        }
        if let Some(url) = &self.url
            && !Url::parse(url).is_ok_and(|url| url.scheme() == "https" && url.has_host())
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

fn logo(file: &Path, name: &str) -> Result<CosponsorLogo, String> {
    if name.contains(['/', '\\']) || name.starts_with('.') {
        return Err("must be a file in this folder: use only its file name".to_owned());
    }
    let image = BrandImage::read(&file.with_file_name(name))?;
    Ok(CosponsorLogo {
        file: name.to_owned(),
        image,
    })
}

/// Returns where a setting of the `nth` table begins; of the table, if the setting is not found.
fn place(text: &str, nth: usize, key: &str) -> usize {
    let table = text.match_indices(TABLE).nth(nth).map_or(0, |(at, _)| at);
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
