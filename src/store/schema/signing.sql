-- signing/: what the forms need before anybody has signed.

-- A form that an organization's contact saved, to go on later: nothing of it counts, and it is forgotten like what nobody confirmed.
CREATE TABLE saved_forms (
  id       ROW ONCE,
  letter   TEXT NOT NULL,
  nonce    BYTES NOT NULL CHECK (length(nonce) = 16),
  email    TEXT NOT NULL,            -- where its link went
  lang     TEXT NOT NULL,
  fields   TEXT NOT NULL,            -- JSON: what was typed, by field
  saved_at MOMENT NOT NULL
);
CREATE INDEX old_saved_forms ON saved_forms (saved_at);
CREATE INDEX saved_forms_of_a_letter ON saved_forms (letter);

-- Solutions of challenges that were used: each counts once. Kept a while longer than its challenge could be sent.
CREATE TABLE spent_challenges (
  digest     BYTES PRIMARY KEY CHECK (length(digest) = 32),
  expires_at MOMENT NOT NULL
) BY KEY;
CREATE INDEX old_challenges ON spent_challenges (expires_at);
