//! Colors: sRGB in eight bits a channel, contrast as WCAG 2.2 defines it, and lightness as people see it (`OKLab`).

/// A color that screens show.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Color {
    red: u8,
    green: u8,
    blue: u8,
}

/// A color in `OKLab`: lightness from 0 to 1, and two axes of hue and chroma (Björn Ottosson, 2020).
#[derive(Clone, Copy)]
struct Lab {
    lightness: f64,
    a: f64,
    b: f64,
}

/// How often an interval is halved: more often than eight bits can show.
const HALVINGS: usize = 16;

impl Color {
    /// White.
    pub const WHITE: Self = Self::new(0xff_ff_ff);

    /// Creates a color from its hexadecimal number, such as `0x124e66`.
    pub const fn new(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self { red, green, blue }
    }

    /// Parses `#124e66`, or `#abc` for `#aabbcc`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        let short = digits.len() == 3;
        let whole: String = digits
            .chars()
            .flat_map(|digit| std::iter::repeat_n(digit, if short { 2 } else { 1 }))
            .collect();
        let is_hex = whole.len() == 6 && whole.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex
            .then(|| u32::from_str_radix(&whole, 16).ok().map(Self::new))
            .flatten()
    }

    /// Returns the contrast to another color, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Returns the relative luminance, from 0 to 1.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn linear(self) -> [f64; 3] {
        [self.red, self.green, self.blue].map(|channel| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    /// Mixes this color with a share, from 0 to 1, of another.
    pub(super) fn mixed(self, other: Self, share: f64) -> Self {
        let mix = |one: u8, two: u8| channel(f64::from(one).mul_add(1.0 - share, f64::from(two) * share));
        Self {
            red: mix(self.red, other.red),
            green: mix(self.green, other.green),
            blue: mix(self.blue, other.blue),
        }
    }

    /// Returns the lightness as people see it, from 0 to 1.
    pub(super) fn lightness(self) -> f64 {
        self.lab().lightness
    }

    /// Returns the color of the same hue with another lightness, with as much of its chroma as a screen shows.
    pub(super) fn with_lightness(self, lightness: f64) -> Self {
        let lab = self.lab();
        let faded = |share: f64| Lab {
            lightness,
            a: lab.a * share,
            b: lab.b * share,
        };
        let (mut shown, mut not_shown) = (0.0, 1.0);
        if faded(1.0).is_shown() {
            return faded(1.0).color();
        }
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(shown, not_shown);
            if faded(middle).is_shown() {
                shown = middle;
            } else {
                not_shown = middle;
            }
        }
        faded(shown).color()
    }

    /// Returns the angle between the hues of two colors, from 0 to 180 degrees.
    #[cfg(test)]
    pub(super) fn hue_to(self, other: Self) -> f64 {
        let hue = |color: Self| color.lab().b.atan2(color.lab().a).to_degrees();
        let angle = (hue(self) - hue(other)).abs();
        angle.min(360.0 - angle)
    }

    fn lab(self) -> Lab {
        let [red, green, blue] = self.linear();
        let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let middle = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        Lab {
            lightness: 0.210_454_255_3 * long + 0.793_617_785_0 * middle - 0.004_072_046_8 * short,
            a: 1.977_998_495_1 * long - 2.428_592_205_0 * middle + 0.450_593_709_9 * short,
            b: 0.025_904_037_1 * long + 0.782_771_766_2 * middle - 0.808_675_766_0 * short,
        }
    }
}

impl Lab {
    fn linear(self) -> [f64; 3] {
        let Self { lightness, a, b } = self;
        let long = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let middle = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let short = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        [
            4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701_0 * short,
        ]
    }

    /// Returns whether a screen shows it.
    fn is_shown(self) -> bool {
        self.linear().iter().all(|part| (-1e-4..=1.0 + 1e-4).contains(part))
    }

    fn color(self) -> Color {
        let [red, green, blue] = self.linear().map(|part| {
            let part = part.clamp(0.0, 1.0);
            let encoded = if part <= 0.003_130_8 {
                part * 12.92
            } else {
                1.055 * part.powf(1.0 / 2.4) - 0.055
            };
            channel(encoded * 255.0)
        });
        Color { red, green, blue }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 255"
)]
fn channel(value: f64) -> u8 {
    value.clamp(0.0, 255.0).round() as u8
}

impl std::fmt::Display for Color {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl serde::Serialize for Color {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl std::fmt::Debug for Color {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[rstest::rstest]
    #[case("#124e66", Some("#124e66"))]
    #[case(" #ABC ", Some("#aabbcc"))]
    #[case("124e66", None)]
    #[case("#124e6", None)]
    #[case("#124e6g", None)]
    #[case("#+24e66", None)]
    #[case("#é4e6", None)]
    #[case("teal", None)]
    fn a_color_is_written_in_hexadecimal(#[case] text: &str, #[case] read: Option<&str>) {
        assert_eq!(Color::parse(text).map(|color| color.to_string()).as_deref(), read);
    }

    /// The values are those of the contrast checker at webaim.org.
    #[rstest::rstest]
    #[case(0x00_00_00, 21.0)]
    #[case(0xff_ff_ff, 1.0)]
    #[case(0x76_76_76, 4.54)]
    #[case(0x77_77_77, 4.48)]
    #[case(0x00_00_ff, 8.59)]
    fn contrast_is_wcags(#[case] color: u32, #[case] contrast: f64) {
        let found = Color::new(color).contrast(Color::WHITE);
        assert!((found - contrast).abs() < 0.006, "{found}");
    }

    proptest! {
        #[test]
        fn a_color_keeps_itself_at_its_own_lightness(number in 0u32..=0xff_ff_ff) {
            let color = Color::new(number);
            let same = color.with_lightness(color.lightness());
            let near = |one: u8, two: u8| one.abs_diff(two) <= 1;
            prop_assert!(near(color.red, same.red) && near(color.green, same.green) && near(color.blue, same.blue), "{color} {same}");
        }
    }
}
