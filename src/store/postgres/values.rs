//! Parameters and columns, between what domain types bind and read (as for SQLite) and the types of PostgreSQL.

use std::error::Error;

use rusqlite::types::{FromSqlError, ToSqlOutput, Value, ValueRef};
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::store::StoreError;
use crate::store::query::ToColumn;

/// A parameter, owned: the type that the statement infers for it decides how it is sent.
#[derive(Debug)]
pub(super) struct Parameter(Value);

impl Parameter {
    pub(super) fn of(value: &dyn ToColumn) -> Result<Self, StoreError> {
        Ok(Self(match value.to_sql()? {
            ToSqlOutput::Borrowed(value) => value
                .try_into()
                .map_err(|error: FromSqlError| invalid("a parameter", error))?,
            ToSqlOutput::Owned(value) => value,
            other => return Err(invalid("a parameter", format!("{other:?} is not a plain value"))),
        }))
    }
}

impl From<Value> for Parameter {
    fn from(value: Value) -> Self {
        Self(value)
    }
}

pub(super) fn invalid(column: &str, why: impl std::fmt::Display) -> StoreError {
    StoreError::Value {
        column: column.to_owned(),
        why: why.to_string(),
    }
}

impl ToSql for Parameter {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match (&self.0, kind) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Integer(number), &Type::BOOL) => ToSql::to_sql(&(*number != 0), kind, out),
            (Value::Integer(number), &Type::INT2) => ToSql::to_sql(&i16::try_from(*number)?, kind, out),
            (Value::Integer(number), &Type::INT4) => ToSql::to_sql(&i32::try_from(*number)?, kind, out),
            (Value::Integer(number), &Type::INT8) => ToSql::to_sql(number, kind, out),
            (Value::Integer(number), &Type::TEXT) => ToSql::to_sql(&number.to_string(), kind, out),
            (Value::Real(number), &Type::FLOAT8) => ToSql::to_sql(number, kind, out),
            (Value::Text(text), _) if <&str as ToSql>::accepts(kind) => ToSql::to_sql(&text.as_str(), kind, out),
            (Value::Blob(bytes), &Type::BYTEA) => ToSql::to_sql(&bytes.as_slice(), kind, out),
            (value, kind) => Err(format!("a parameter of {kind} can't be {:?}", value.data_type()).into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A value of a row, as SQLite would give it.
pub(super) struct Cell<'r>(pub(super) ValueRef<'r>);

impl<'r> FromSql<'r> for Cell<'r> {
    fn from_sql(kind: &Type, raw: &'r [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(match *kind {
            Type::BOOL => ValueRef::Integer(i64::from(bool::from_sql(kind, raw)?)),
            Type::INT2 => ValueRef::Integer(i64::from(i16::from_sql(kind, raw)?)),
            Type::INT4 => ValueRef::Integer(i64::from(i32::from_sql(kind, raw)?)),
            Type::INT8 => ValueRef::Integer(i64::from_sql(kind, raw)?),
            Type::NUMERIC => ValueRef::Integer(whole(raw).ok_or("is not a whole number of 64 bits")?),
            Type::FLOAT8 => ValueRef::Real(f64::from_sql(kind, raw)?),
            Type::BYTEA => ValueRef::Blob(raw),
            _ if <&str as FromSql<'_>>::accepts(kind) || *kind == Type::UNKNOWN => ValueRef::Text(raw),
            _ => return Err(format!("is of the type {kind}").into()),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(ValueRef::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// Reads a `NUMERIC`, which the sum of `BIGINT` is: groups of four decimal digits, the first one of the given weight.
fn whole(raw: &[u8]) -> Option<i64> {
    let mut parts = raw.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    let (digits, weight, sign, _scale) = (parts.next()?, parts.next()?.cast_signed(), parts.next()?, parts.next()?);
    let mut number: i64 = 0;
    let mut given = parts.take(digits.into());
    for _ in 0..=weight {
        number = number
            .checked_mul(10_000)?
            .checked_add(given.next().unwrap_or(0).into())?;
    }
    let fraction = given.any(|group| group != 0);
    match sign {
        _ if fraction => None,
        0 => Some(number),
        0x4000 => Some(-number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_whole_numbers() {
        let numeric = |groups: &[u16]| groups.iter().flat_map(|group| group.to_be_bytes()).collect::<Vec<u8>>();
        // Number of groups, weight of the first, sign, scale, groups.
        assert_eq!(whole(&numeric(&[0, 0, 0, 0])), Some(0));
        assert_eq!(whole(&numeric(&[1, 0, 0, 0, 42])), Some(42));
        assert_eq!(whole(&numeric(&[1, 1, 0, 0, 3])), Some(30_000));
        assert_eq!(whole(&numeric(&[2, 1, 0x4000, 0, 3, 7])), Some(-30_007));
        assert_eq!(whole(&numeric(&[1, 0xffff, 0, 4, 5000])), None, "a half");
        assert_eq!(whole(&numeric(&[1, 9, 0, 0, 1])), None, "too large");
    }
}
