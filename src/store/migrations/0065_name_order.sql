-- Names stand in the collator's order: `sort_name` becomes its key (`locale/order.rs`, which lends the two functions to migrations).
-- The index is made anew once, not row by row.
DROP INDEX by_name;
UPDATE signatures SET sort_name = CASE kind WHEN 'organization' THEN organization_key(listed_name) ELSE name_key(listed_name) END;
UPDATE other_names SET sort_name = organization_key(name);
CREATE INDEX by_name ON signatures (letter, kind, sort_name, id) WHERE state = 'confirmed';
