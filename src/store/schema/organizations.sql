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
  created_at MOMENT NOT NULL,
  lang       TEXT,                   -- of its emails and their link; NULL: the service's own
  -- declined: the organization won't sign. no-more: nor does it want another email.
  answer      TEXT CHECK (answer = 'declined' OR answer = 'no-more'),
  answered_at MOMENT,
  stopped_at  MOMENT,                -- since when staff send it nothing more
  CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX invitations_of_a_letter ON invitations (letter, id);

-- The emails of an invitation: 0 is the invitation itself, 1 and 2 are reminders.
CREATE TABLE invitation_mails (
  id         ROW ONCE,
  invitation INTEGER NOT NULL REFERENCES invitations (id) ON DELETE CASCADE,
  number     INTEGER NOT NULL CHECK (number BETWEEN 0 AND 2),
  queued_at  MOMENT NOT NULL,
  UNIQUE (invitation, number)
);

-- How many days before signing closes a letter's reminders go out.
CREATE TABLE invitation_reminders (
  letter TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number = 1 OR number = 2),
  days   INTEGER NOT NULL CHECK (days BETWEEN 1 AND 90),
  PRIMARY KEY (letter, number)
) BY KEY;

-- Addresses that want no invitation to any letter: keyed digests, which name nobody.
CREATE TABLE invitation_refusals (
  digest   BYTES PRIMARY KEY CHECK (length(digest) = 32),
  since    MOMENT NOT NULL
) BY KEY;

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
