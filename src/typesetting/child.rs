//! The typesetting child process: JSON in, a line of JSON and a file out.
//!
//! No text can prevent its file from being made. [`Fonts`] decides beforehand what can be shown; a cluster that turns out to have no glyph
//! on a laid-out page is replaced as well, and the page is set again.

use std::collections::BTreeSet;
use std::io::Read;

use anyhow::Context;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Label, Smart};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::{PicoStr, Scalar};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;

use super::fonts::Fonts;
use super::world::Sheets;
use super::{Order, Report, Work, clusters, glyphs};

/// Pixels per point: a picture's page is measured in pixels.
const NATURAL: f64 = 1.0;

/// How often a page is set again because a cluster turned out to have no glyph.
const ROUNDS: usize = 4;

/// Reads an order from `input`, limits this process, and returns the report and the file. Only for a process that does nothing else.
pub fn set(mut input: impl Read) -> anyhow::Result<Vec<u8>> {
    let mut text = Vec::new();
    input.read_to_end(&mut text)?;
    let mut order: Order = serde_json::from_slice(&text)?;
    limit(&order)?;
    clusters::tidy(&mut order.sheet);
    let found = clusters::distinct(&order.sheet);
    let mut fonts = Fonts::choose(&found, &order.fonts, &order.unshown);
    let mut report = Report {
        unshown: fonts.replacements.keys().cloned().collect(),
        fonts: std::mem::take(&mut fonts.files),
    };
    let file = match order.work {
        Work::Look => Vec::new(),
        _ => made(&mut order, &fonts, &mut report)?,
    };
    let mut answer = serde_json::to_vec(&report)?;
    answer.push(b'\n');
    answer.extend(file);
    Ok(answer)
}

/// Limits memory and CPU time as ordered, and ends this process when the one that ordered it ends.
fn limit(order: &Order) -> anyhow::Result<()> {
    let bytes = order.megabytes.saturating_mul(1 << 20);
    rlimit::setrlimit(rlimit::Resource::AS, bytes, bytes)?;
    rlimit::setrlimit(rlimit::Resource::CPU, order.cpu_seconds, order.cpu_seconds)?;
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Signal, getppid, set_parent_process_death_signal};
        set_parent_process_death_signal(Some(Signal::KILL))?;
        let parent = getppid().map(|parent| parent.as_raw_nonzero().get().unsigned_abs());
        anyhow::ensure!(parent == Some(order.parent), "the parent process has ended");
    }
    Ok(())
}

/// Makes the file, with everything replaced that has no glyph.
fn made(order: &mut Order, fonts: &Fonts, report: &mut Report) -> anyhow::Result<Vec<u8>> {
    clusters::replace(&mut order.sheet, &fonts.replacements);
    order.sheet["fonts"] = serde_json::to_value(&fonts.families)?;
    for _ in 0..ROUNDS {
        let document = laid_out(order, fonts)?;
        let missing = glyphs::missing(&document);
        if missing.is_empty() {
            match exported(order.work, &document) {
                Ok(file) => return Ok(file),
                Err(_) => break,
            }
        }
        give_up(&missing, order, report);
    }
    // With Typst 0.15.1 and Debian 12's Noto fonts, Telugu (కృష్ణ) and Khmer (សុខ, ន់, រ៉) are set, and look right, but readers of the
    // file's text find syllables whose signs several glyphs share twice, and some Bengali ones (কৃ) with a space behind them. The
    // exporter writes that text; Typst offers templates no way to say it otherwise. Devanagari, Kannada, Sinhala, Tamil, Thai and
    // Burmese names that were tried copy right.
    // What Typst refuses without naming a glyph: first everything but words in Latin letters goes, then everything but ASCII.
    for spared in [glyphs::is_latin, |_: &str| false] {
        let rest = clusters::distinct(&order.sheet);
        give_up(
            &rest.into_iter().filter(|cluster| !spared(cluster)).collect(),
            order,
            report,
        );
        let document = laid_out(order, fonts)?;
        if glyphs::missing(&document).is_empty()
            && let Ok(file) = exported(order.work, &document)
        {
            return Ok(file);
        }
    }
    exported(order.work, &laid_out(order, fonts)?)
}

/// Replaces missing clusters, and those of which a part is missing, by the numbers of their characters.
fn give_up(missing: &BTreeSet<String>, order: &mut Order, report: &mut Report) {
    let whole = clusters::distinct(&order.sheet);
    let parts: Vec<&String> = missing.iter().filter(|text| !whole.contains(*text)).collect();
    let holds = |cluster: &&String| parts.iter().any(|part| cluster.contains(part.as_str()));
    let missing: BTreeSet<String> = missing
        .iter()
        .filter(|text| whole.contains(*text))
        .chain(whole.iter().filter(holds))
        .cloned()
        .collect();
    let replacements = missing.iter().map(|text| (text.clone(), clusters::numbers(text)));
    let families = order.sheet["fonts"].take();
    clusters::replace(&mut order.sheet, &replacements.collect());
    order.sheet["fonts"] = families;
    report.unshown.extend(missing.iter().cloned());
}

/// Lays out the document; a rendition twice, first without its names, to know how much of the page the letter leaves.
fn laid_out(order: &mut Order, fonts: &Fonts) -> anyhow::Result<PagedDocument> {
    if order.work == Work::Bundle {
        order.sheet["left"] = serde_json::Value::Null;
        let left = left(&compiled(order, fonts)?).context("the letter has no end")?;
        order.sheet["left"] = left.into();
    }
    compiled(order, fonts)
}

/// Returns the number of points that the template has found to be left of the letter's last page.
fn left(letter: &PagedDocument) -> Option<f64> {
    let label = Label::new(PicoStr::intern("left"))?;
    let found = letter.introspector().query_label(label).ok()?;
    let metadata = found.to_packed::<MetadataElem>()?;
    metadata.value.clone().cast::<f64>().ok()
}

fn compiled(order: &Order, fonts: &Fonts) -> anyhow::Result<PagedDocument> {
    let world = Sheets::new(
        order.work,
        serde_json::to_vec(&order.sheet)?,
        &order.images,
        fonts.faces.clone(),
    )?;
    let Warned { output, .. } = typst::compile::<PagedDocument>(&world);
    output.map_err(|errors| told(&errors))
}

fn exported(work: Work, document: &PagedDocument) -> anyhow::Result<Vec<u8>> {
    match work {
        Work::Bundle | Work::Paper => pdf(document),
        Work::ShareImage | Work::Picture => png(document),
        Work::Look => Ok(Vec::new()),
    }
}

/// Renders the first page as a PNG, with a pixel for each point.
fn png(document: &PagedDocument) -> anyhow::Result<Vec<u8>> {
    let page = document.pages().first().context("the template produces no pages")?;
    let options = RenderOptions {
        pixel_per_pt: Scalar::new(NATURAL),
        render_bleed: false,
    };
    Ok(typst_render::render(page, &options).encode_png()?)
}

fn pdf(document: &PagedDocument) -> anyhow::Result<Vec<u8>> {
    let options = PdfOptions {
        ident: Smart::Auto,
        standards: PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| anyhow::anyhow!("{}", error.message()))?,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(document, &options).map_err(|errors| told(&errors))?;
    pack(&pdf)
}

fn told(errors: &[SourceDiagnostic]) -> anyhow::Error {
    let lines: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    anyhow::anyhow!("{}", lines.join("; "))
}

/// Repacks the objects of a PDF into compressed streams: a third of the size if there are many names.
fn pack(pdf: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut document = lopdf::Document::load_mem(pdf)?;
    let mut packed = Vec::new();
    document.save_modern(&mut packed)?;
    Ok(if packed.len() < pdf.len() { packed } else { pdf.to_vec() })
}
