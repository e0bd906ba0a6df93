-- Statements that run for a request, a confirmation, an hour or for staff beside the service find their rows by an index
-- (tests/web/plans.rs).

-- What an organization's confirmation asks of the letter's last day.
CREATE INDEX organizations_by_time ON signatures (letter, confirmed_at) WHERE kind = 'organization' AND confirmed_at IS NOT NULL;

-- What staff look at: what waits, those who are held for a flood, who came by which link, words that nobody has read.
DROP INDEX for_staff;
CREATE INDEX for_staff ON signatures (letter, id)
  WHERE state IN ('awaiting', 'held', 'disowned') OR kind = 'organization' AND state = 'duplicate';
CREATE INDEX held_for_a_flood ON signatures (letter, id) WHERE state = 'held' AND held_for = 'surge';
CREATE INDEX by_source ON signatures (letter, source, kind) WHERE state = 'confirmed' AND source IS NOT NULL;
CREATE INDEX unread_words ON people (signature) WHERE comment_state = 'unread' AND comment IS NOT NULL;
CREATE INDEX invitations_of_a_letter ON invitations (letter, id);
CREATE INDEX organizations_by_invitation ON organizations (invitation) WHERE invitation IS NOT NULL;

-- Whom the hourly round may remind.
CREATE INDEX undecided ON deciders (signature, id) WHERE decision IS NULL AND reminded_at IS NULL;

-- Addresses in answers to "send me my links": few, among all that were ever sent.
DROP INDEX asked_for_links;
CREATE INDEX asked_for_links ON outbox (kind, recipient) WHERE kind = 'find-mine' AND recipient <> '';
