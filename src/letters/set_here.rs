//! How much staff had set when a letter was read, to notice what another process or node has set since.

/// How many settings were ever set: it goes up with each, whichever process or node sets it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count(pub(super) i64);

/// What was set when a letter was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Known {
    /// Of all letters.
    pub(super) all: Count,
    /// Of this letter.
    pub(super) own: Count,
}
