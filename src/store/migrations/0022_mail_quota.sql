-- Who was mailed how often, in the order in which it happened: a table by address would have a page of its own for each signer to
-- write. Who had how many within a day is told from memory (signatures/store/inboxes.rs), which is read from here.
CREATE TABLE mails_counted (
  id      INTEGER PRIMARY KEY,
  address BLOB NOT NULL CHECK (length(address) = 32),
  sent_at INTEGER NOT NULL
) STRICT;

WITH RECURSIVE each_mail (address, sent_at, n) AS (
  SELECT address, sent_at, n FROM mail_quota
  UNION ALL
  SELECT address, sent_at, n - 1 FROM each_mail WHERE n > 1
)
INSERT INTO mails_counted (address, sent_at) SELECT address, sent_at FROM each_mail ORDER BY sent_at;

DROP TABLE mail_quota;
ALTER TABLE mails_counted RENAME TO mail_quota;
