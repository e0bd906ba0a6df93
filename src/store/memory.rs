//! What the writer keeps across its transactions, and what the running one has noted.

use std::any::{Any, TypeId};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::erasures::Erased;
use super::signals::Pending;
use super::statements::Statements;
use super::{Read, StoreError, Tx};

/// A cache that lives across the writer's transactions: one value of each type, of one generation.
///
/// A generation ends when a closure that cached something is rolled back, or its commit fails: what it cached is about rows that do not
/// exist. What other processes and nodes wrote in between, a value finds out by itself, as the numbers of new rows tell: to read all of it
/// anew for each of their transactions would cost more than they do.
#[derive(Default)]
pub(super) struct Memory {
    pub(super) values: RefCell<HashMap<TypeId, Box<dyn Any>>>,
    /// Whether the running closure has cached something.
    pub(super) lent: Cell<bool>,
    /// A cache for the running transaction, during which no one else writes: one value of each type.
    pub(super) of_this_turn: RefCell<HashMap<TypeId, Box<dyn Any>>>,
    pub(super) erased: Erased,
    pub(super) signals: Pending,
    pub(super) statements: Statements,
}

impl Memory {
    pub(super) fn noting(statements: Statements) -> Self {
        Self {
            statements,
            ..Self::default()
        }
    }

    /// Returns the position in what the running commit noted, when a closure begins, for [`Memory::undo_to`].
    pub(super) fn mark(&self) -> (usize, usize) {
        self.lent.set(false);
        (self.erased.mark(), self.signals.mark())
    }

    /// Drops what a rolled-back closure noted.
    pub(super) fn undo_to(&self, (erased, signals): (usize, usize)) {
        self.erased.undo_to(erased);
        self.signals.undo_to(signals);
        self.of_this_turn.borrow_mut().clear();
        if self.lent.take() {
            self.end_generation();
        }
    }

    /// Begins a transaction with an empty cache.
    pub(super) fn begin_turn(&self) {
        self.of_this_turn.borrow_mut().clear();
    }

    /// Drops the cached values of earlier transactions.
    pub(super) fn end_generation(&self) {
        self.values.borrow_mut().clear();
    }

    /// Drops everything that the running commit noted, since it is rolled back.
    pub(super) fn forget(&self) {
        self.end_generation();
        self.erased.take();
        self.signals.take();
    }
}

impl Tx<'_> {
    /// Lends the value cached by earlier closures of this generation, or its default. The value must hold only what can be derived from the
    /// database at any time, and must notice by itself what other processes wrote.
    pub fn remembered<T: Default + 'static, R>(&self, work: impl FnOnce(&mut T) -> R) -> R {
        let kind = TypeId::of::<T>();
        self.memory().lent.set(true);
        // The value is taken out during the work, so that a panic does not leave it half-changed.
        let kept = self.memory().values.borrow_mut().remove(&kind);
        let mut value: Box<T> = kept.and_then(|it| it.downcast().ok()).unwrap_or_default();
        let answer = work(&mut value);
        self.memory().values.borrow_mut().insert(kind, value);
        answer
    }

    /// Returns a value that this transaction has looked up before, or looks it up now. Code that changes the row must call [`Tx::forget`].
    pub fn once<T: Copy + 'static>(
        &self,
        look: impl FnOnce(&Read<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let kind = TypeId::of::<T>();
        let known = self
            .memory()
            .of_this_turn
            .borrow()
            .get(&kind)
            .and_then(|it| it.downcast_ref().copied());
        if let Some(value) = known {
            return Ok(value);
        }
        let value = look(self)?;
        self.memory().of_this_turn.borrow_mut().insert(kind, Box::new(value));
        Ok(value)
    }

    /// Drops the cached value of a type that this transaction has looked up.
    pub fn forget<T: 'static>(&self) {
        self.memory().of_this_turn.borrow_mut().remove(&TypeId::of::<T>());
    }
}
