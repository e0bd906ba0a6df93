-- Organizations are hundreds where people are hundreds of thousands: what is asked of a letter's organizations, for each confirmation
-- of one, finds them without reading everyone. (tests/web/plans.rs)
CREATE INDEX organizations_of_a_letter ON signatures (letter, id) WHERE kind = 'organization';
