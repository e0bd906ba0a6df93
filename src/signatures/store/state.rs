//! For which text a signature stands.

/// SQL for the revision of `s`, a signature, where a later one is published; or else NULL.
pub(crate) const EARLIER: &str =
    "CASE WHEN s.revision < (SELECT MAX(e.revision) FROM editions e WHERE e.letter = s.letter) THEN s.revision END";
