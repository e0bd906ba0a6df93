//! The colors that follow from the one that a publisher chooses: for text and buttons, in the light and in the dark.
//!
//! Every pair of text and ground has a contrast of at least [`LEAST`] (WCAG 2.2, 1.4.3). The grounds are those of
//! `static/css/site.css`.

use super::color::Color;

/// The minimum contrast of text.
pub const LEAST: f64 = 4.5;

/// The contrast that text of the accent has in the dark: a bright color on black tires the eye less if it is not the brightest.
const IN_THE_DARK: f64 = 7.0;

/// The publisher's color if none is chosen: a deep blue-green, far from the red of errors.
pub const DEFAULT: Color = Color::new(0x12_4e_66);

/// A step in lightness.
const STEP: f64 = 1.0 / 512.0;

/// What the colors of a scheme are seen on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scheme {
    /// The page behind the paper.
    pub ground: Color,
    /// The paper of letters and forms.
    pub paper: Color,
}

/// The light scheme.
pub(super) const LIGHT: Scheme = Scheme {
    ground: Color::new(0xf3_ef_e6),
    paper: Color::new(0xff_fd_f8),
};

/// The dark scheme.
pub(super) const DARK: Scheme = Scheme {
    ground: Color::new(0x14_13_10),
    paper: Color::new(0x1f_1d_18),
};

/// The colors of one scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shades {
    /// Links, borders and marks.
    pub accent: Color,
    /// The ground of buttons and bars.
    pub fill: Color,
    /// The ground of a button under the pointer.
    pub hover: Color,
    /// Text on `fill` and `hover`.
    pub on_fill: Color,
    /// A ground that sets something apart.
    pub tint: Color,
}

/// All colors of a brand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// In the light, in mails and in print.
    pub light: Shades,
    /// In the dark.
    pub dark: Shades,
}

impl Default for Palette {
    fn default() -> Self {
        Self::derived(DEFAULT)
    }
}

impl Palette {
    /// Derives the palette; `Err` says why the color can't be used, with the nearest one that can.
    pub fn of(color: Color) -> Result<Self, String> {
        if is_readable(color) {
            return Ok(Self::derived(color));
        }
        let (paper, white) = (color.contrast(LIGHT.paper), color.contrast(Color::WHITE));
        Err(format!(
            "is too light: its contrast is {} with the paper ({}) and {} with white text, and both must be at least {LEAST}. The nearest color that works is {}",
            shown(paper),
            LIGHT.paper,
            shown(white),
            nearest(color)
        ))
    }

    fn derived(color: Color) -> Self {
        Self {
            light: light(color),
            dark: dark(color),
        }
    }
}

/// Rounds a contrast down, so that none that is too low looks high enough.
fn shown(contrast: f64) -> String {
    format!("{:.2}", (contrast * 100.0).floor() / 100.0)
}

/// Returns whether a color can be read on paper, and white text on it.
fn is_readable(color: Color) -> bool {
    color.contrast(LIGHT.paper) >= LEAST && color.contrast(Color::WHITE) >= LEAST
}

/// Returns the color of the same hue, as little darker as possible, that can be read.
fn nearest(color: Color) -> Color {
    moved(color, -STEP, is_readable)
}

/// Moves a color's lightness by steps until it is good, or at its end.
fn moved(color: Color, step: f64, is_good: impl Fn(Color) -> bool) -> Color {
    let (mut found, mut lightness) = (color, color.lightness());
    while !is_good(found) && (0.0..=1.0).contains(&lightness) {
        lightness += step;
        found = color.with_lightness(lightness.clamp(0.0, 1.0));
    }
    found
}

/// Returns whether text of this color can be read wherever it appears.
fn reads(color: Color, scheme: Scheme, tint: Color, least: f64) -> bool {
    [scheme.ground, scheme.paper, tint]
        .into_iter()
        .all(|ground| color.contrast(ground) >= least)
}

/// The least contrast of two grounds of which one replaces the other under the pointer.
const SEEN: f64 = 1.09;

fn light(color: Color) -> Shades {
    let tint = LIGHT.paper.mixed(color, 0.07);
    // A color that is almost black gets lighter under the pointer.
    let step = if color.lightness() > 0.3 { -0.07 } else { 0.09 };
    Shades {
        accent: moved(color, -STEP, |color| reads(color, LIGHT, tint, LEAST)),
        fill: color,
        hover: moved(
            color.with_lightness(color.lightness() + step),
            STEP.copysign(step),
            |hover| color.contrast(hover) > SEEN,
        ),
        on_fill: Color::WHITE,
        tint,
    }
}

fn dark(color: Color) -> Shades {
    // From the middle on, so that a hue is visible in what was almost black.
    let start = color.with_lightness(color.lightness().max(0.6));
    let accent = moved(start, STEP, |color| color.contrast(DARK.paper) >= IN_THE_DARK);
    let tint = DARK.paper.mixed(accent, 0.1);
    let accent = moved(accent, STEP, |color| reads(color, DARK, tint, LEAST));
    Shades {
        accent,
        fill: accent,
        hover: accent.with_lightness((accent.lightness() + 0.07).min(1.0)),
        on_fill: DARK.ground,
        tint,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text, and text of less weight, in the light and in the dark.
    const INKS: [[Color; 2]; 2] = [
        [Color::new(0x001d_1b16), Color::new(0x005b_554a)],
        [Color::new(0x00ef_e9dc), Color::new(0x00b9_b0a0)],
    ];

    /// Returns every pair of text and ground.
    fn pairs(scheme: Scheme, [ink, soft]: [Color; 2], shades: &Shades) -> Vec<(&'static str, Color, Color)> {
        let Shades {
            accent,
            fill,
            hover,
            on_fill,
            tint,
        } = *shades;
        vec![
            ("accent on ground", accent, scheme.ground),
            ("accent on paper", accent, scheme.paper),
            ("accent on tint", accent, tint),
            ("text on fill", on_fill, fill),
            ("text on hover", on_fill, hover),
            ("ink on tint", ink, tint),
            ("soft on tint", soft, tint),
            ("ink on paper", ink, scheme.paper),
            ("soft on ground", soft, scheme.ground),
        ]
    }

    fn check(palette: &Palette) -> Result<(), TestCaseError> {
        for (scheme, inks, shades) in [(LIGHT, INKS[0], &palette.light), (DARK, INKS[1], &palette.dark)] {
            for (name, text, ground) in pairs(scheme, inks, shades) {
                let contrast = text.contrast(ground);
                prop_assert!(contrast >= LEAST, "{name}: {text} on {ground} has {contrast}");
            }
        }
        // Mails have white paper.
        prop_assert!(palette.light.accent.contrast(Color::WHITE) >= LEAST);
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn every_accepted_color_can_be_read_wherever_it_appears(number in 0u32..=0xff_ff_ff) {
            let color = Color::new(number);
            match Palette::of(color) {
                Ok(palette) => {
                    prop_assert_eq!(palette.light.fill, color);
                    check(&palette)?;
                }
                Err(why) => {
                    let near = why.rsplit(' ').next().and_then(Color::parse);
                    let near = near.expect("a color that works");
                    prop_assert!(Palette::of(near).is_ok(), "{why}");
                    prop_assert!(near.lightness() <= color.lightness());
                }
            }
        }

        #[test]
        fn the_pointer_is_seen_on_every_button(number in 0u32..=0xff_ff_ff) {
            let palette = Palette::of(Color::new(number)).unwrap_or_default();
            for shades in [palette.light, palette.dark] {
                prop_assert!(shades.fill == Color::WHITE || shades.fill.contrast(shades.hover) > 1.08, "{shades:?}");
            }
        }
    }

    #[test]
    fn the_ends_of_every_channel_are_among_them() {
        let nearly_black = Palette::derived(Color::new(0x0003_0000)).light;
        assert!(nearly_black.fill.contrast(nearly_black.hover) > SEEN);
        for number in 0..4_096_u32 {
            let part = |shift: u32| (number >> shift & 0xf) * 0x11;
            let color = Color::new(part(8) << 16 | part(4) << 8 | part(0));
            if let Ok(palette) = Palette::of(color) {
                check(&palette).expect("contrast");
            }
        }
    }

    #[test]
    fn a_light_color_is_refused_with_the_nearest_that_works() {
        let why = Palette::of(Color::new(0xf5_a6_23)).expect_err("too light");
        insta::assert_snapshot!(why, @"is too light: its contrast is 1.99 with the paper (#fffdf8) and 2.02 with white text, and both must be at least 4.5. The nearest color that works is #a16a00");
    }

    /// The style sheet's own colors are the ones that the palette is derived for.
    #[test]
    fn grounds_inks_and_messages_of_the_style_sheet_can_be_read() {
        let sheet = include_str!("../../static/css/site.css");
        for (block, (scheme, [ink, soft])) in sheet
            .split("--ground: ")
            .skip(1)
            .zip([(LIGHT, INKS[0]), (DARK, INKS[1])])
        {
            let line = format!("--ground: {}", block.split('}').next().unwrap_or_default());
            let of = |name: &str| {
                let (_, rest) = line
                    .split_once(&format!("--{name}: "))
                    .unwrap_or_else(|| panic!("--{name}"));
                Color::parse(rest.split(';').next().unwrap_or_default()).unwrap_or_else(|| panic!("--{name}"))
            };
            assert_eq!(
                [of("ground"), of("paper"), of("ink"), of("soft")],
                [scheme.ground, scheme.paper, ink, soft]
            );
            for kind in ["wrong", "note", "good"] {
                let (color, tint) = (of(kind), of(&format!("{kind}-tint")));
                for (text, ground) in [
                    (color, scheme.ground),
                    (color, scheme.paper),
                    (color, tint),
                    (ink, tint),
                    (soft, tint),
                ] {
                    assert!(text.contrast(ground) >= LEAST, "{kind}: {text} on {ground}");
                }
            }
            let accent = if scheme.ground == LIGHT.ground {
                Palette::default().light.accent
            } else {
                Palette::default().dark.accent
            };
            for (one, other) in [(accent, "wrong"), (accent, "note"), (accent, "good")] {
                let angle = one.hue_to(of(other));
                let least = if other == "good" { 40.0 } else { 90.0 };
                assert!(angle > least, "the accent is {angle} degrees from --{other}");
            }
        }
    }
}
