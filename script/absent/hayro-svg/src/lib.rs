//! In place of `hayro-svg`: a page of a PDF as an SVG is empty.

#![forbid(unsafe_code)]

pub use hayro::RenderCache;
use hayro::hayro_interpret::InterpreterSettings;

/// What is behind the page.
pub struct SvgRenderSettings {
    pub bg_color: [u8; 4],
}

/// Returns an empty SVG.
pub fn convert<P>(_: &P, _: &RenderCache, _: &InterpreterSettings, _: &SvgRenderSettings) -> String {
    r#"<svg xmlns="http://www.w3.org/2000/svg"/>"#.to_owned()
}
