-- How a person wants their name shortened on the list; NULL: as the service guesses.
ALTER TABLE people ADD COLUMN short_name TEXT;
