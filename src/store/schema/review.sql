-- review/: what staff decided, as long as it can be undone.

-- A decision about signatures: the ones ticked on a page, or all that a rule or a filter finds. Those are decided a portion at a time.
CREATE TABLE decisions (
  id         ROW ONCE,
  letter     TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind = 'approve' OR kind = 'reject' OR kind = 'hold'),
  account    INTEGER,                -- as in the audit
  via        TEXT NOT NULL CHECK (via = 'command-line' OR via = 'browser' OR via = 'service'),
  at         MOMENT NOT NULL,
  -- going: portions are left. done: all are decided. undoing: portions are left to put back. undone: all of them are put back.
  phase      TEXT NOT NULL CHECK (phase = 'going' OR phase = 'done' OR phase = 'undoing' OR phase = 'undone'),
  -- While portions are left: which signatures, and what is decided about them (JSON).
  task       TEXT,
  until      INTEGER NOT NULL DEFAULT 0,  -- the last signature when it began
  done_to    INTEGER NOT NULL DEFAULT 0,  -- the last signature that was looked at
  expected   INTEGER NOT NULL DEFAULT 0,
  decided    INTEGER NOT NULL DEFAULT 0,
  changed    INTEGER NOT NULL DEFAULT 0,  -- others had changed them since
  impossible INTEGER NOT NULL DEFAULT 0,
  put_back   INTEGER NOT NULL DEFAULT 0,
  CHECK (task IS NOT NULL OR phase <> 'going')
);
CREATE INDEX decisions_of_a_letter ON decisions (letter, id);
CREATE INDEX unfinished_decisions ON decisions (id) WHERE phase = 'going' OR phase = 'undoing';
CREATE INDEX decisions_by_age ON decisions (at);

-- What was decided about, with what an undo puts back. Deleted after a while, and with its signature.
CREATE TABLE decided_signatures (
  decision  INTEGER NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
  signature INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  event     INTEGER NOT NULL,        -- the decision's entry in the history: while it is the last one, nothing has changed since
  before    TEXT NOT NULL,           -- JSON (signatures/store/ledger/before.rs)
  undone_at MOMENT,
  PRIMARY KEY (decision, signature)
) BY KEY;
CREATE INDEX decisions_of_a_signature ON decided_signatures (signature, decision);
