//! What runs in the child: JSON in, a file out.

use std::io::Read;

use anyhow::Context;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;

use super::fonts::Fonts;
use super::world::Sheets;
use super::{Order, Work};

/// Pixels per point: a picture's page is measured in pixels.
const NATURAL: f64 = 1.0;

/// Reads an order from `input`, limits this process's memory, and answers the file. Only for a process that does nothing else.
pub fn set(mut input: impl Read) -> anyhow::Result<Vec<u8>> {
    let mut text = Vec::new();
    input.read_to_end(&mut text)?;
    let mut order: Order = serde_json::from_slice(&text)?;
    let bytes = order.megabytes.saturating_mul(1 << 20);
    rlimit::setrlimit(rlimit::Resource::AS, bytes, bytes)?;
    let fonts = Fonts::for_text(&mut order.sheet, &order.fonts);
    let world = Sheets::new(order.work, serde_json::to_vec(&order.sheet)?, fonts);
    let Warned { output, .. } = typst::compile::<PagedDocument>(&world);
    let document = output.map_err(|errors| told(&errors))?;
    match order.work {
        Work::Bundle => pdf(&document),
        Work::ShareImage => png(&document),
    }
}

/// The first page, a pixel for each point.
fn png(document: &PagedDocument) -> anyhow::Result<Vec<u8>> {
    let page = document.pages().first().context("the template makes no page")?;
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

/// The same objects in compressed streams: a third of the size where there are many names.
fn pack(pdf: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut document = lopdf::Document::load_mem(pdf)?;
    let mut packed = Vec::new();
    document.save_modern(&mut packed)?;
    Ok(if packed.len() < pdf.len() { packed } else { pdf.to_vec() })
}
