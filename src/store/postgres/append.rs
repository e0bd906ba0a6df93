//! Many rows at once, by `COPY`.

use std::pin::pin;

use rusqlite::types::Value;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::{ToSql, Type};

use super::session::Session;
use super::values::Parameter;
use crate::store::StoreError;

impl Session {
    /// Appends rows to a table; `columns` are those of their values.
    pub(super) fn append(&self, table: &str, columns: &str, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
        let kinds = self.kinds(&format!("SELECT {columns} FROM {table}"))?;
        let sql = format!("COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)");
        self.wait(async {
            let mut writer = pin!(BinaryCopyInWriter::new(self.client.copy_in(&sql).await?, &kinds));
            for row in rows {
                let row: Vec<Parameter> = row.into_iter().map(Parameter::from).collect();
                let row = row.iter().map(|value| value as &(dyn ToSql + Sync));
                writer.as_mut().write_raw(row).await?;
            }
            writer.as_mut().finish().await
        })?;
        Ok(())
    }

    /// Returns the types of a statement's columns.
    fn kinds(&self, sql: &str) -> Result<Vec<Type>, StoreError> {
        let statement = self.prepared(sql, |sql| sql)?;
        Ok(statement
            .columns()
            .iter()
            .map(|column| column.type_().clone())
            .collect())
    }
}
