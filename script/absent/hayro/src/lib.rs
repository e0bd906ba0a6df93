//! In place of `hayro`: a page of a PDF as a picture is empty.

#![forbid(unsafe_code)]

pub mod hayro_interpret {
    //! How a page would be read.

    use std::sync::Arc;

    /// Where a page's fonts and character maps come from: nothing asks.
    pub struct InterpreterSettings {
        pub font_resolver: Arc<dyn Fn(&font::FontQuery) -> Option<(font::FontData, u32)> + Send + Sync>,
        pub cmap_resolver: Arc<dyn Fn(()) -> Option<&'static [u8]> + Send + Sync>,
        pub warning_sink: Arc<dyn Fn(()) + Send + Sync>,
        pub render_annotations: bool,
    }

    pub mod font {
        //! The fonts that every reader of PDFs has.

        use std::sync::Arc;

        /// A font's file.
        pub type FontData = Arc<dyn AsRef<[u8]> + Send + Sync>;

        /// A font that a page names.
        pub enum FontQuery {
            Standard(StandardFont),
            Fallback(FallbackFont),
        }

        /// A font that a page names, and a reader does not have.
        pub struct FallbackFont;

        impl FallbackFont {
            pub fn pick_standard_font(&self) -> StandardFont {
                StandardFont::TimesRoman
            }
        }

        /// One of the fourteen.
        #[derive(Clone, Copy)]
        pub enum StandardFont {
            Helvetica,
            HelveticaBold,
            HelveticaOblique,
            HelveticaBoldOblique,
            Courier,
            CourierBold,
            CourierOblique,
            CourierBoldOblique,
            TimesRoman,
            TimesBold,
            TimesItalic,
            TimesBoldItalic,
            ZapfDingBats,
            Symbol,
        }
    }
}

pub mod vello_cpu {
    //! Colors.

    pub mod color {
        pub mod palette {
            pub mod css {
                /// Nothing.
                pub const TRANSPARENT: [f32; 4] = [0.0; 4];
            }
        }
    }
}

/// The size of a picture, in pixels.
pub struct RenderSettings {
    pub x_scale: f32,
    pub y_scale: f32,
    pub width: Option<u16>,
    pub height: Option<u16>,
    pub bg_color: [f32; 4],
}

/// What pages would share.
#[derive(Default)]
pub struct RenderCache;

impl RenderCache {
    pub fn new() -> Self {
        Self
    }
}

/// A picture's pixels: red, green, blue, alpha.
pub struct Pixmap(Vec<[u8; 4]>);

impl Pixmap {
    pub fn take(self) -> Vec<[u8; 4]> {
        self.0
    }
}

/// Returns an empty picture of the size that is asked for.
pub fn render<P>(
    _: &P,
    _: &RenderCache,
    _: &hayro_interpret::InterpreterSettings,
    settings: &RenderSettings,
) -> Pixmap {
    let [width, height] = [settings.width, settings.height].map(|side| usize::from(side.unwrap_or(0)));
    Pixmap(vec![[0; 4]; width * height])
}
