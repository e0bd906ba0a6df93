-- organizations/ and my_signature/: invitations, and what an organization's contact asks for.

-- An invitation to one organization: its form comes filled in, and staff see who came from where. NULL: its contact types it.
CREATE TABLE invitations (
  id         ROW ONCE,
  letter     TEXT NOT NULL,
  code       TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,          -- the organization's
  email      TEXT,                   -- where the invitation went
  website    TEXT,
  city       TEXT,
  state      TEXT,                   -- one of the United States
  country    TEXT,                   -- ISO 3166 alpha-2
  note       TEXT,                   -- of staff, for staff
  created_at MOMENT NOT NULL
);
CREATE INDEX invitations_of_a_letter ON invitations (letter, id);

-- A contact names another one, who accepts from the mailbox that was named. Kept for a while after it is decided, so that its link can say
-- what became of it.
CREATE TABLE handovers (
  id         ROW ONCE,
  signature  INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,  -- on whose page it was asked for
  nonce      BYTES NOT NULL CHECK (length(nonce) = 16),
  name       TEXT NOT NULL,          -- the other contact's
  title      TEXT NOT NULL,
  email      TEXT NOT NULL,
  made_at    MOMENT NOT NULL,
  decision   TEXT CHECK (decision = 'accepted' OR decision = 'refused'),
  decided_at MOMENT,
  CHECK ((decision IS NULL) = (decided_at IS NULL))
);
CREATE UNIQUE INDEX one_handover_at_a_time ON handovers (signature) WHERE decision IS NULL;
CREATE INDEX handovers_of_a_signature ON handovers (signature);
CREATE INDEX old_handovers ON handovers (made_at);

-- Another legal name or website of an organization that was confirmed: who it is rests on them, so staff look first.
CREATE TABLE corrections (
  signature  INTEGER PRIMARY KEY REFERENCES signatures (id) ON DELETE CASCADE,
  legal_name TEXT NOT NULL,
  website    TEXT,
  asked_at   MOMENT NOT NULL
);
