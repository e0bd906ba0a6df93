//! The servers of a program that was built without PostgreSQL: there are none.

use std::convert::Infallible;
use std::path::Path;

use super::{Address, Table, TransferError, Values, Visit};
use crate::store::identity::KeyDigest;
use crate::store::{Store, StoreError};

/// No server to copy from.
pub(super) struct ServerSource(Infallible);

/// No server to copy to.
pub(super) struct ServerTarget {
    nowhere: Infallible,
    pub(super) begins_anew: bool,
}

fn none<T>() -> Result<T, TransferError> {
    Err(StoreError::address("the address")("this program was built without PostgreSQL".to_owned()).into())
}

impl ServerSource {
    pub(super) fn open(_: &Address) -> Result<Self, TransferError> {
        none()
    }

    pub(super) fn key(&self) -> Result<Option<KeyDigest>, TransferError> {
        match self.0 {}
    }

    pub(super) fn each(&self, _: &Table, _: Visit<'_>) -> Result<(), TransferError> {
        match self.0 {}
    }

    pub(super) fn last_number(&self, _: &Table) -> Result<i64, TransferError> {
        match self.0 {}
    }

    pub(super) fn opened(&self, _: &Path) -> Result<Store, TransferError> {
        match self.0 {}
    }

    pub(super) fn leave(&self, _: &str) -> Result<(), TransferError> {
        match self.0 {}
    }

    pub(super) fn stay(&self) -> Result<(), TransferError> {
        match self.0 {}
    }
}

impl ServerTarget {
    pub(super) fn begin(_: &Address, _: &str) -> Result<Self, TransferError> {
        none()
    }

    pub(super) fn append(&mut self, _: &Table, _: Vec<Values>) -> Result<(), TransferError> {
        match self.nowhere {}
    }

    pub(super) fn go_on_after(&self, _: &Table, _: i64) -> Result<(), TransferError> {
        match self.nowhere {}
    }

    pub(super) fn finish_tables(&mut self) -> Result<(), TransferError> {
        match self.nowhere {}
    }

    pub(super) fn each(&self, _: &Table, _: Visit<'_>) -> Result<(), TransferError> {
        match self.nowhere {}
    }

    pub(super) fn commit(&mut self) -> Result<(), TransferError> {
        match self.nowhere {}
    }

    pub(super) fn opened(&self, _: &Path) -> Result<Store, TransferError> {
        match self.nowhere {}
    }

    pub(super) fn release(self) -> Result<(), TransferError> {
        match self.nowhere {}
    }
}
