//! Formats numbers with a language's digits and grouping (CLDR, by icu): Fluent's own formatting has no groups.

use fluent_bundle::FluentValue;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::Locale;
use intl_memoizer::Memoizable;
use unic_langid::LanguageIdentifier;

/// A formatter cached with its bundle.
struct Grouping(Option<DecimalFormatter>);

impl Memoizable for Grouping {
    type Args = ();
    type Error = ();

    fn construct(lang: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        let locale = lang.to_string().parse::<Locale>().ok();
        let options = DecimalFormatterOptions::default();
        Ok(Self(locale.and_then(|locale| {
            DecimalFormatter::try_new(locale.into(), options).ok()
        })))
    }
}

impl Grouping {
    fn format(&self, number: u64) -> String {
        self.0.as_ref().map_or_else(
            || number.to_string(),
            |kept| kept.format(&Decimal::from(number)).to_string(),
        )
    }
}

/// Formats a number for the given locale: `48,210` in `en-US`; an unknown locale gets plain digits.
pub(super) fn grouped(locale: &str, number: u64) -> String {
    let formatter = locale.parse().ok().and_then(|lang| Grouping::construct(lang, ()).ok());
    formatter.map_or_else(|| number.to_string(), |formatter| formatter.format(number))
}

/// Writes a text's digits as the given locale does: `2027` stays so in `en-US`.
pub(super) fn with_digits(locale: &str, text: &str) -> String {
    let formatter = locale.parse().ok().and_then(|lang| Grouping::construct(lang, ()).ok());
    let Some(formatter) = formatter.filter(|formatter| formatter.format(0) != "0") else {
        return text.to_owned();
    };
    let shown = text.chars().map(|c| match c.to_digit(10) {
        Some(digit) => formatter.format(u64::from(digit)),
        None => c.to_string(),
    });
    shown.collect()
}

/// Formats numbers for Fluent's `{ $count }`.
pub(super) fn fluent_number(
    value: &FluentValue<'_>,
    memoizer: &intl_memoizer::concurrent::IntlLangMemoizer,
) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "made from a u64 count below 2^53"
    )]
    let count = number.value as u64;
    memoizer
        .with_try_get::<Grouping, _, _>((), |grouping| grouping.format(count))
        .ok()
}
