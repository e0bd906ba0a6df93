//! The ids of the ledger's rows, and of rows of the rooms above it, which are erased here.

crate::store::id! {
    /// Identifies a row of `signatures`, and of every table with at most one row a signature.
    pub struct SignatureId;
}

crate::store::id! {
    /// Identifies a row of `deciders`.
    pub struct DeciderId;
}

crate::store::id! {
    /// Identifies a row of `links`.
    pub struct LinkId;
}

crate::store::id! {
    /// Identifies a row of `rivalries`.
    pub struct RivalryId;
}

crate::store::id! {
    /// Identifies a row of `saved_forms`, a table of signing.
    pub struct SavedFormId;
}

crate::store::id! {
    /// Identifies a row of `handovers`, a table of the organizations.
    pub struct HandoverId;
}

crate::store::id! {
    /// Identifies a row of `invitations`, a table of the organizations.
    pub struct InvitationId;
}

crate::store::id! {
    /// Identifies a row of `update_mails`, a table of the updates.
    pub struct UpdateMailId;
}

crate::store::id! {
    /// Identifies a row of `changed_blocks`: 1,024 signatures with consecutive numbers.
    pub struct BlockId;
}

crate::store::id! {
    /// Identifies a row of `newcomers`; they are in the order in which organizations came.
    pub struct NewcomerId;
}

crate::store::id! {
    /// Identifies a row of `invitation_mails`, a table of the organizations.
    pub struct InvitationMailId;
}
