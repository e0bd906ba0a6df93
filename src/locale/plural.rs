//! Plural forms by the newest CLDR (icu): Fluent's own rules are older, and lack `many` in Spanish.
//!
//! A choice among plural forms, `{ $count -> [one] … *[other] … }`, is rewritten to a choice by a function of ours, which names the form;
//! numbers among the variants, as in `[0]`, become words of their own.

use std::collections::BTreeSet;

use fluent_bundle::{FluentArgs, FluentValue};
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, Identifier, InlineExpression, Pattern, PatternElement, Resource, VariantKey,
};
use icu_plurals::{PluralCategory, PluralRuleType, PluralRules};

use super::Lang;

/// The name of our function in Fluent.
pub(super) const FUNCTION: &str = "PLURAL";

/// The prefix for a number that is a variant of its own.
const EXACTLY: &str = "exactly-";

/// The names of all forms that any language has.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

fn rules(lang: Lang) -> Option<PluralRules> {
    let locale = lang.as_str().parse::<icu_locale_core::Locale>().ok()?;
    PluralRules::try_new(locale.into(), PluralRuleType::Cardinal.into()).ok()
}

/// Returns the forms of a language: `one`, `other` in English.
pub fn forms(lang: Lang) -> BTreeSet<&'static str> {
    rules(lang).map_or(BTreeSet::from(["other"]), |rules| {
        rules.categories().map(name).collect()
    })
}

/// Returns whether variants with these names are plural forms (or numbers).
pub(super) fn is_choice<'k>(keys: impl IntoIterator<Item = &'k str>) -> bool {
    keys.into_iter()
        .all(|key| FORMS.contains(&key) || key.parse::<u64>().is_ok())
}

/// Creates the [`FUNCTION`] of a language.
pub(super) fn function(
    lang: Lang,
) -> impl for<'a> Fn(&[FluentValue<'a>], &FluentArgs<'_>) -> FluentValue<'a> + Send + Sync + 'static {
    let rules = rules(lang);
    move |given, _| {
        let mut numbers = given.iter().map(|value| match value {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "counts stay far below 2^53"
            )]
            FluentValue::Number(number) if number.value >= 0.0 => Some(number.value as u64),
            _ => None,
        });
        let Some(Some(count)) = numbers.next() else {
            return FluentValue::from("other");
        };
        if numbers.any(|exact| exact == Some(count)) {
            return FluentValue::from(format!("{EXACTLY}{count}"));
        }
        FluentValue::from(rules.as_ref().map_or("other", |rules| name(rules.category_for(count))))
    }
}

/// Rewrites a resource so that our function chooses wherever Fluent's rules would.
pub(super) fn ours(mut resource: Resource<String>) -> Resource<String> {
    for entry in &mut resource.body {
        let (value, attributes) = match entry {
            Entry::Message(message) => (message.value.as_mut(), &mut message.attributes),
            Entry::Term(term) => (Some(&mut term.value), &mut term.attributes),
            _ => continue,
        };
        let patterns = attributes.iter_mut().map(|attribute| &mut attribute.value);
        value.into_iter().chain(patterns).for_each(pattern);
    }
    resource
}

fn pattern(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            choice(expression);
        }
    }
}

fn choice(expression: &mut Expression<String>) {
    let (selector, variants) = match expression {
        Expression::Inline(InlineExpression::Placeable { expression }) => return choice(expression),
        Expression::Inline(_) => return,
        Expression::Select { selector, variants } => (selector, variants),
    };
    let plural = is_choice(variants.iter().map(|variant| key(&variant.key)));
    let mut exact = Vec::new();
    for variant in variants {
        pattern(&mut variant.value);
        if let (true, VariantKey::NumberLiteral { value }) = (plural, &variant.key) {
            exact.push(value.clone());
            let name = format!("{EXACTLY}{value}");
            variant.key = VariantKey::Identifier { name };
        }
    }
    if let (true, InlineExpression::VariableReference { .. }) = (plural, &*selector) {
        let numbers = exact.into_iter().map(|value| InlineExpression::NumberLiteral { value });
        let positional = std::iter::once(selector.clone()).chain(numbers).collect();
        *selector = InlineExpression::FunctionReference {
            id: Identifier {
                name: FUNCTION.to_owned(),
            },
            arguments: CallArguments {
                positional,
                named: Vec::new(),
            },
        };
    }
}

/// Returns a variant's name or number.
pub(super) fn key(key: &VariantKey<String>) -> &str {
    match key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("en", &["one", "other"])]
    #[case("es", &["many", "one", "other"])]
    #[case("ar", &["few", "many", "one", "other", "two", "zero"])]
    #[case("ja", &["other"])]
    #[case("qaa", &["other"])]
    fn a_language_has_the_forms_that_the_cldr_says(#[case] tag: &str, #[case] expected: &[&str]) {
        let found: Vec<_> = forms(Lang::parse(tag).expect("a tag")).into_iter().collect();
        assert_eq!(found, expected);
    }
}
