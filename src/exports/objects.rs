//! Signers as JSON objects, with the chosen columns in the chosen order.

use std::io::Write;

use serde::{Serialize, Serializer};

use super::{Column, ExportError, ExportOptions, Signer, store};
use crate::store::Store;

/// A signer as an object with these columns, in this order.
struct Object<'a> {
    signer: &'a Signer,
    columns: &'a [Column],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let word = |column: Column| -> &'static str { column.into() };
        to.collect_map(
            self.columns
                .iter()
                .map(|column| (word(*column), column.of(self.signer))),
        )
    }
}

/// What is written before, between and after objects.
pub(super) struct Around {
    before: &'static str,
    between: &'static str,
    after: &'static str,
}

/// One array.
pub(super) const JSON: Around = Around {
    before: "[\n",
    between: ",\n",
    after: "\n]\n",
};

/// One object per line (JSON Lines).
pub(super) const LINES: Around = Around {
    before: "",
    between: "\n",
    after: "\n",
};

/// Writes the signers as objects; returns how many.
pub(super) fn write(
    from: &Store,
    options: ExportOptions<'_>,
    around: Around,
    mut out: impl Write,
) -> Result<u64, ExportError> {
    let mut rows = 0;
    from.read_now(|db| {
        store::each(db, options.filter, |signer| {
            let before = if rows == 0 { around.before } else { around.between };
            out.write_all(before.as_bytes())?;
            rows += 1;
            let object = Object {
                signer: &signer,
                columns: options.columns,
            };
            Ok(serde_json::to_writer(&mut out, &object)?)
        })
    })?;
    let end = match (rows, around.before) {
        (0, "") => "",
        (0, _) => "[]\n",
        _ => around.after,
    };
    out.write_all(end.as_bytes())?;
    out.flush()?;
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_has_its_columns_in_their_order() {
        let signer = Signer {
            email: "ana@example.org".to_owned(),
            ..Signer::default()
        };
        let columns = [Column::Revision, Column::Email];
        let object = Object {
            signer: &signer,
            columns: &columns,
        };
        let json = serde_json::to_string(&object).expect("plain data");
        assert_eq!(json, r#"{"revision":0,"email":"ana@example.org"}"#);
    }
}
