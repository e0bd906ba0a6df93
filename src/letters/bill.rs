//! A bill that a letter is about, and the position that it takes on it. Offices tally letters by both.

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use strum::IntoStaticStr;

use crate::locale::{Lang, Locales};

/// A position on a bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
pub enum Position {
    /// For it.
    Support,
    /// Against it.
    Oppose,
}

impl Position {
    const BOTH: [Self; 2] = [Self::Support, Self::Oppose];
}

/// A bill, with the letter's position if it takes one. In `letter.toml`, `"H.R. 1234"` or
/// `{ number = "H.R. 1234", position = "support" }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// The number, such as `H.R. 1234`.
    pub number: String,
    /// The position.
    pub position: Option<Position>,
}

impl Bill {
    /// Returns the line of the signed text: `Support H.R. 1234`. It is the same in every language, as the number is.
    pub(crate) fn line(&self) -> String {
        match self.position {
            Some(position) => format!("{} {}", <&str>::from(position), self.number),
            None => self.number.clone(),
        }
    }

    /// Reads a line of a stored text.
    pub(crate) fn of_line(line: &str) -> Self {
        let positioned = Position::BOTH.into_iter().find_map(|position| {
            let number = line.strip_prefix(<&str>::from(position))?.strip_prefix(' ')?;
            Some((position, number))
        });
        Self {
            number: positioned.map_or(line, |(_, number)| number).to_owned(),
            position: positioned.map(|(position, _)| position),
        }
    }

    /// Formats it for a reference line: `Support H.R. 1234`.
    pub(crate) fn words(&self, locales: &Locales, lang: Lang) -> String {
        let id = match self.position {
            Some(Position::Support) => "bill-support",
            Some(Position::Oppose) => "bill-oppose",
            None => return self.number.clone(),
        };
        locales.format(lang, id, &[("bill", self.number.as_str().into())])
    }
}

impl<'de> Deserialize<'de> for Bill {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(BillVisitor)
    }
}

struct BillVisitor;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    number: String,
    position: Option<Position>,
}

impl<'de> Visitor<'de> for BillVisitor {
    type Value = Bill;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a bill, such as \"H.R. 1234\" or { number = \"H.R. 1234\", position = \"support\" }")
    }

    fn visit_str<E: Error>(self, number: &str) -> Result<Bill, E> {
        Ok(Bill {
            number: number.to_owned(),
            position: None,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Bill, A::Error> {
        let Table { number, position } = Table::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Bill { number, position })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct File {
        bills: Vec<Bill>,
    }

    fn read(bills: &str) -> Result<Vec<Bill>, toml::de::Error> {
        toml::from_str::<File>(&format!("bills = [{bills}]")).map(|file| file.bills)
    }

    #[test]
    fn a_bill_is_a_number_or_a_number_and_a_position_and_its_line_says_both() {
        let bills = read(
            r#""H.R. 1", { number = "S. 2", position = "support" }, { number = "S. 3", position = "oppose" }, { number = "S. 4" }"#,
        );
        let bills = bills.expect("bills");
        let lines: Vec<_> = bills.iter().map(Bill::line).collect();
        assert_eq!(lines, ["H.R. 1", "Support S. 2", "Oppose S. 3", "S. 4"]);
        let stored: Vec<_> = lines.iter().map(|line| Bill::of_line(line)).collect();
        assert_eq!(stored, bills);
        assert_eq!(Bill::of_line("Supporting Act").position, None);
    }

    #[test]
    fn anything_else_is_refused_with_the_form_that_is_meant() {
        for (bill, why) in [
            ("7", "expected a bill, such as \"H.R. 1234\" or { number"),
            (
                "{ number = \"S. 2\", position = \"neutral\" }",
                "unknown variant `neutral`, expected `support` or `oppose`",
            ),
            ("{ position = \"support\" }", "missing field `number`"),
            ("{ number = \"S. 2\", for = true }", "unknown field `for`"),
        ] {
            let refused = read(bill).expect_err("is refused").to_string();
            assert!(refused.contains(why), "{bill}: {refused}");
        }
    }
}
