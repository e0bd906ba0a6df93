use super::super::FrontMatter;
use super::*;
use serde::Deserialize;

use crate::letters::Delivery;

fn told<T: DeserializeOwned>(toml: &str) -> String {
    let found = toml_at::<T>(Path::new("f"), toml, 0, toml).err().unwrap_or_default();
    let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only what is wrong with it is read")]
struct Sample {
    kind: crate::letters::Kind,
    day: toml::value::Datetime,
    number: u32,
    list: Vec<String>,
    delivery: Delivery,
    name: String,
}

#[test]
fn empty_front_matter_is_told_every_required_value() {
    insta::assert_snapshot!(told::<FrontMatter>("# nothing\n"), @"
    f:1:1: missing field `title`; add a line `title = …`
    f:1:1: missing field `summary`; add a line `summary = …`
    ");
}

#[test]
fn values_of_every_type_may_be_missing() {
    insta::assert_snapshot!(told::<Sample>(""), @"
    f:1:1: missing field `kind`; add a line `kind = …`
    f:1:1: missing field `day`; add a line `day = …`
    f:1:1: missing field `number`; add a line `number = …`
    f:1:1: missing field `list`; add a line `list = …`
    f:1:1: missing field `delivery`; add a line `delivery = …`
    f:1:1: missing field `name`; add a line `name = …`
    ");
}

#[test]
fn values_of_the_wrong_type_hide_no_other_problem() {
    let toml = "kind = 'leter'\nday = 'soon'\nnumber = -1\nlist = ['a', 2, 'b', 3]\nnme = 'x'\n[delivery]\nleadership = 'yes'\n[[delivery.recipients]]\nname = 3\n";
    insta::assert_snapshot!(told::<Sample>(toml), @r#"
    f:2:7: invalid type: string "soon", expected a TOML datetime; write a date such as 2027-01-29, or a time such as 2027-01-29T17:00:00, without quotes
    f:7:14: invalid type: string "yes", expected a boolean; write true or false, without quotes
    f:9:8: invalid type: integer `3`, expected a string; write text in quotes
    f:8:1: missing field `key`; add a line `key = …`
    f:8:1: missing field `address`; add a line `address = …`
    f:8:1: missing field `salutation`; add a line `salutation = …`
    f:1:8: unknown variant `leter`, expected one of `letter`, `op-ed`, `statement`; use one of these
    f:4:14: invalid type: integer `2`, expected a string; write text in quotes
    f:4:22: invalid type: integer `3`, expected a string; write text in quotes
    f:5:1: unknown field `nme`, expected one of `kind`, `day`, `number`, `list`, `delivery`, `name`; fix the name or remove the line
    f:3:10: invalid value: integer `-1`, expected u32; write a whole number in the allowed range, without quotes
    f:1:1: missing field `name`; add a line `name = …`
    "#);
}

#[test]
fn each_syntax_error_is_reported_with_advice() {
    insta::assert_snapshot!(told::<FrontMatter>("title = Me\nsummary 'S'\n"), @"
    f:2:9: key with no value, expected `=`; write each setting as `name = value` on its own line, with text in quotes
    f:1:9: string values must be quoted, expected literal string; write each setting as `name = value` on its own line, with text in quotes
    ");
}

#[test]
fn an_unparsable_value_hides_no_other_problem() {
    let toml = "kind = 'letter'\nday = 2026-13-45 # soon\nnme = 'x'\nnumber = 1\nlist = []\nname = Me\n[delivery]\nleadership = 3\n";
    insta::assert_snapshot!(told::<Sample>(toml), @"
    f:2:7: invalid date, expected month between 01 and 12; write a date such as 2027-01-29, or a time such as 2027-01-29T17:00:00, without quotes
    f:6:8: string values must be quoted, expected literal string; write each setting as `name = value` on its own line, with text in quotes
    f:8:14: invalid type: integer `3`, expected a boolean; write true or false, without quotes
    f:3:1: unknown field `nme`, expected one of `kind`, `day`, `number`, `list`, `delivery`, `name`; fix the name or remove the line
    ");
    // If more than values is broken, what follows may mean anything.
    insta::assert_snapshot!(told::<FrontMatter>("title = 2026-13-45\nsummary 'S'\nnme = 1\n"), @"
    f:2:9: key with no value, expected `=`; write each setting as `name = value` on its own line, with text in quotes
    f:1:9: invalid date, expected month between 01 and 12; write a date such as 2027-01-29, or a time such as 2027-01-29T17:00:00, without quotes
    ");
}
