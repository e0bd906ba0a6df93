//! The text that a signature is for.

/// SQL for the revision of the signature `s` if a later one is published, and NULL otherwise.
pub(crate) const EARLIER: &str =
    "CASE WHEN s.revision < (SELECT MAX(e.revision) FROM editions e WHERE e.letter = s.letter) THEN s.revision END";
