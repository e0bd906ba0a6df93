"""Compares what was acknowledged with what is stored, and what was sent with what may be sent once."""

from sink import OFFICES

# Of each signer: the state, how often it became confirmed or withdrawn, and how many emails are owed.
STORED = """
SELECT s.letter, s.email, s.state,
  (SELECT COUNT(*) FROM signature_events e WHERE e.signature = s.id AND e.state_after = 'confirmed' AND e.state_before <> 'confirmed'),
  (SELECT COUNT(*) FROM signature_events e WHERE e.signature = s.id AND e.state_after = 'withdrawn' AND e.state_before <> 'withdrawn')
FROM signatures s"""

# Where a kept number is not what a count says.
TALLIES = """
SELECT COALESCE(c.letter, t.letter), COALESCE(t.people + t.unlisted, 0), COALESCE(c.people, 0)
FROM (SELECT letter, revision, COUNT(*) AS people FROM signatures WHERE state = 'confirmed' GROUP BY letter, revision) c
FULL JOIN tally t ON t.letter = c.letter AND t.revision = c.revision
WHERE COALESCE(t.people + t.unlisted, 0) <> COALESCE(c.people, 0)"""

PLACES = """
SELECT COALESCE(c.letter, t.letter), COALESCE(t.listed, 0), COALESCE(c.listed, 0)
FROM (SELECT letter, kind, COALESCE(region, '') AS place, COUNT(*) AS listed FROM signatures
      WHERE state = 'confirmed' AND listing <> 'unlisted' GROUP BY letter, kind, COALESCE(region, '')) c
FULL JOIN tally_places t ON t.letter = c.letter AND t.kind = c.kind AND t.place = c.place
WHERE COALESCE(t.listed, 0) <> COALESCE(c.listed, 0)"""

OFFICE_MAILS = f"SELECT message_id, recipient, state FROM outbox WHERE recipient LIKE '%@{OFFICES}'"


class Proof:
    """What was found missing, doubled or wrong so far: each is counted once, however often it is seen."""

    def __init__(self, load, sink, delivering, ask):
        self.load, self.sink, self.delivering, self.ask = load, sink, delivering, ask
        self.lost, self.doubled, self.wrong = set(), set(), set()

    def rows(self, sql):
        rows = self.ask(sql)
        if rows is None:
            raise RuntimeError(f"no answer to: {sql}")
        return rows

    def acts(self):
        """Compares each signer with the database; returns how many acts had been acknowledged before."""
        # What is acknowledged now must be there; what comes meanwhile may.
        with self.load.lock:
            before = [(signer, set(signer.acknowledged)) for signer in self.load.signers.values()]
        found = {}
        for letter, email, state, confirmed, withdrawn in self.rows(STORED):
            if email in found:
                self.doubled.add(f"{email} is stored twice")
            if int(confirmed) > 1 or int(withdrawn) > 1:
                self.doubled.add(f"{email} became confirmed {confirmed} times, withdrawn {withdrawn} times")
            found[email] = (letter, state)
        for signer, acknowledged in before:
            self.compare(signer, acknowledged, found.get(signer.email))
        return sum(len(acknowledged) for _, acknowledged in before)

    def compare(self, signer, acknowledged, stored):
        if stored is None:
            self.lost.update(f"{act} of {signer.email}" for act in acknowledged)
            return
        letter, state = stored
        if letter != signer.letter:
            self.wrong.add(f"{signer.email} is on {letter}, not on {signer.letter}")
        if "withdraw" in acknowledged and state != "withdrawn":
            self.lost.add(f"withdraw of {signer.email}: {state}")
        elif "confirm" in acknowledged and state not in ("confirmed", "withdrawn"):
            self.lost.add(f"confirm of {signer.email}: {state}")
        may = {"pending": "sign", "confirmed": "confirm", "withdrawn": "withdraw"}.get(state)
        if may not in signer.tried:
            self.wrong.add(f"{signer.email} is {state}, and never asked for it")

    def tallies(self):
        for what, sql in (("tally", TALLIES), ("places", PLACES)):
            for letter, kept, counted in self.rows(sql):
                self.wrong.add(f"{what} of {letter}: {kept}, but {counted} are counted")

    def mails(self):
        """Of what goes to offices, nothing arrives twice, and what was acknowledged is owed."""
        rows = self.rows(OFFICE_MAILS)
        with self.sink.lock:
            arrived = dict(self.sink.by_id)
            self.doubled.update(f"{times} emails to {office}" for office, times in self.sink.by_office.items() if times > 1)
        owed = {recipient for _, recipient, _ in rows}
        self.lost.update(f"delivery to {office}" for office in self.delivering.acknowledged() - owed)
        for message_id, recipient, state in rows:
            if state == "sent" and not arrived.get(message_id):
                self.lost.add(f"email to {recipient}, which is marked as sent")
            if arrived.get(message_id, 0) > 1:
                self.doubled.add(f"email {message_id} to {recipient}")
        return {state: sum(each == state for _, _, each in rows) for state in sorted({state for _, _, state in rows})}

    def check(self):
        """All of it; returns the number of acts that had been acknowledged."""
        acts = self.acts()
        self.tallies()
        self.mails()
        return acts

    def is_whole(self):
        return not (self.lost or self.doubled or self.wrong)
