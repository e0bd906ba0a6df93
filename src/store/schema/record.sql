-- record/: what became of a letter, office by office, as staff enter it. Private.

CREATE TABLE office_record (
  id          ROW ONCE,
  letter      TEXT NOT NULL,
  office      TEXT NOT NULL,
  office_name TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind = 'delivered' OR kind = 'given-up' OR kind = 'acknowledged' OR kind = 'met' OR kind = 'answered' OR kind = 'note'),
  way         TEXT CHECK (way = 'email' OR way = 'post' OR way = 'in-person' OR way = 'phone' OR way = 'portal'),
  happened_on TEXT NOT NULL,         -- a day in the letter's time zone
  note        TEXT NOT NULL,
  file_name   TEXT,                  -- of what the office sent
  file        BYTES,
  entered_at  MOMENT NOT NULL,
  entered_by  INTEGER                -- of staff_accounts, which may be gone; NULL: by nobody named
);
CREATE INDEX record_of_a_letter ON office_record (letter, office, id);

-- What staff know of an office besides what happened.
CREATE TABLE office_outlooks (
  letter         TEXT NOT NULL,
  office         TEXT NOT NULL,
  office_name    TEXT NOT NULL,
  position       TEXT CHECK (position = 'supports' OR position = 'opposes' OR position = 'undecided' OR position = 'asked'),
  follow_up_on   TEXT,               -- a day
  follow_up_note TEXT NOT NULL,
  PRIMARY KEY (letter, office)
) BY KEY;
