//! Loads messages from `locales/`, embedded in the program, and from the operator's own folder, whose messages replace the embedded ones or
//! add a language.

use std::collections::BTreeMap;
use std::path::Path;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use fluent_syntax::serializer;
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use super::catalog::{self, Source};
use super::check::{self, Extent};
use super::{FALLBACK, Lang, numbers, plural};
use crate::problem::Problem;

#[derive(RustEmbed)]
#[folder = "locales/"]
struct Files;

/// The files of each language.
pub(super) type Languages = BTreeMap<Lang, Vec<Source>>;

/// Returns the embedded files.
pub(super) fn embedded() -> Languages {
    let mut languages = Languages::new();
    for file in Files::iter().filter(|file| file.ends_with(".ftl")) {
        let lang = file.split('/').next().and_then(Lang::parse);
        let text = Files::get(&file).map(|content| String::from_utf8_lossy(&content.data).into_owned());
        if let (Some(lang), Some(text)) = (lang, text) {
            let file = Path::new("locales").join(&*file);
            languages.entry(lang).or_default().push(Source { file, text });
        }
    }
    languages
}

/// Reads the files of a folder that has a folder for each language, with `.ftl` files.
pub(super) fn below(folder: &Path) -> Result<Languages, Vec<Problem>> {
    let (mut languages, mut problems) = (Languages::new(), Vec::new());
    let unreadable = |path: &Path, error: &std::io::Error| Problem::of_file(path, format!("can't be read ({error})"));
    let entries = |path: &Path| -> Result<Vec<_>, Problem> {
        let found = std::fs::read_dir(path).map_err(|error| unreadable(path, &error))?;
        let mut paths: Vec<_> = found.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| !path.file_name().unwrap_or_default().to_string_lossy().starts_with('.'));
        paths.sort();
        Ok(paths)
    };
    for path in entries(folder)
        .map_err(|problem| vec![problem])?
        .iter()
        .filter(|path| path.is_dir())
    {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(lang) = Lang::parse(&name) else {
            problems.push(Problem::of_file(
                path,
                "the folder name must be a language tag, such as ht: rename it",
            ));
            continue;
        };
        let files = entries(path).unwrap_or_default();
        for file in files
            .iter()
            .filter(|file| file.extension().is_some_and(|extension| extension == "ftl"))
        {
            match std::fs::read_to_string(file) {
                Ok(text) => languages.entry(lang).or_default().push(Source {
                    file: file.clone(),
                    text,
                }),
                Err(error) => problems.push(unreadable(file, &error)),
            }
        }
        if !languages.contains_key(&lang) {
            problems.push(Problem::of_file(
                path,
                "this folder has no .ftl file: add one, or remove the folder",
            ));
        }
    }
    if problems.is_empty() {
        Ok(languages)
    } else {
        Err(problems)
    }
}

/// Returns all problems of a folder's languages, which are compared with the embedded ones.
pub(super) fn problems(own: &Languages, embedded: &Languages) -> Vec<Problem> {
    let first = Lang::parse(FALLBACK)
        .and_then(|lang| embedded.get(&lang))
        .map_or(&[][..], Vec::as_slice);
    let of = |(lang, files): (&Lang, &Vec<Source>)| {
        let extent = if embedded.contains_key(lang) {
            Extent::Part
        } else {
            Extent::Whole
        };
        check::language(*lang, files, first, extent)
    };
    own.iter().flat_map(of).collect()
}

/// Builds a language's messages; if two files define one, the later file's definition is used.
pub(super) fn bundle(lang: Lang, files: &[Source]) -> Result<FluentBundle<FluentResource>, Vec<Problem>> {
    // Numbers follow `number-locale` (es-US groups as Spanish speakers in the United States do), so it names the bundle.
    let lines = files.iter().flat_map(|source| source.text.lines());
    let declared = lines
        .filter_map(|line| line.strip_prefix("number-locale = "))
        .next_back();
    let id: LanguageIdentifier = declared.unwrap_or(lang.as_str()).trim().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Pages put names into <bdi>; invisible isolation marks would only litter plain-text mails.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(numbers::fluent_number));
    let twice = |error: fluent_bundle::FluentError| vec![Problem::of_file(&files[0].file, error.to_string())];
    bundle
        .add_function(plural::FUNCTION, plural::function(lang))
        .map_err(twice)?;
    for source in files {
        let ours = serializer::serialize(&plural::ours(catalog::parse(source)?));
        let resource = FluentResource::try_new(ours)
            .map_err(|(_, errors)| vec![Problem::of_file(&source.file, format!("{errors:?}"))])?;
        bundle.add_resource_overriding(resource);
    }
    Ok(bundle)
}
