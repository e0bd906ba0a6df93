-- audit/: what staff did. Rows are only ever added, each with a digest over itself and the one before. No personal data: who did it, and to
-- which account, is a number, and what a row is about is counted.
CREATE TABLE audit (
  number  INTEGER PRIMARY KEY,       -- 1, 2, 3 and so on, without a gap
  at      MOMENT NOT NULL,
  account INTEGER,                   -- of staff_accounts, which may be gone; NULL: by nobody named, or by the service itself
  via     TEXT NOT NULL CHECK (via = 'command-line' OR via = 'browser' OR via = 'service'),
  act     TEXT NOT NULL,
  letter  TEXT,                      -- NULL: of none
  subject INTEGER,                   -- the account that it was done to
  counted INTEGER NOT NULL,          -- how many: signatures, emails, offices
  digest  BYTES NOT NULL CHECK (length(digest) = 32)
) BY KEY;
CREATE INDEX audit_of_an_account ON audit (account, number);
CREATE INDEX audit_of_a_letter ON audit (letter, number);
