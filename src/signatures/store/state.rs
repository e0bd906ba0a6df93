//! How a signature stands, and for which text.

/// SQL for the state of `s`, a signature, beside `o`, its organization if it has one: as stored, or `declined` where those who decide
/// declined. What they declined is stored as taken back, with the moment.
pub(crate) const STATE: &str =
    "CASE WHEN s.state = 'withdrawn' AND o.declined_at IS NOT NULL THEN 'declined' ELSE s.state END";

/// SQL for the revision of `s`, a signature, where a later one is published; or else NULL.
pub(crate) const EARLIER: &str =
    "CASE WHEN s.revision < (SELECT MAX(e.revision) FROM editions e WHERE e.letter = s.letter) THEN s.revision END";
