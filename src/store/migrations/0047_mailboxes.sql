-- How many mails that ask to confirm a mailbox was sent about a letter, by the beginning of a keyed digest of both. It starts anew when
-- the mailbox confirms.
CREATE TABLE letter_mails (
  mailbox INTEGER PRIMARY KEY,
  sent    INTEGER NOT NULL CHECK (sent > 0)
) STRICT;

-- Mailboxes whose owners said "this wasn't me": no mail about that letter, or none at all. Keyed digests, which name nobody.
CREATE TABLE closed_mailboxes (
  digest    BLOB PRIMARY KEY CHECK (length(digest) = 32),
  closed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
