-- delivery/: mails that are stopped, and what staff settle themselves.

-- Since when a signature in the bundle is taken back: none of its mails is sent any more.
ALTER TABLE bundles ADD COLUMN
  outdated_at MOMENT;

-- What staff say of an office whose mail did not arrive: they delivered the letter by other means, or gave up.
ALTER TABLE deliveries ADD COLUMN
  outcome TEXT CHECK (outcome = 'delivered' OR outcome = 'given-up');
ALTER TABLE deliveries ADD COLUMN
  outcome_at MOMENT;
