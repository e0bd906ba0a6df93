"""Erased means gone: after a deletion, after a restart, and after `kill -9` in the middle."""

import re
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request
from email import message_from_bytes, policy

from database import SERVER, only_with_a_file
from service import ServiceTest
from test_delivery import SLUG, WITHOUT, Delivery

NAME, ADDRESS, WORDS = "Xochiquetzal Quauhtli", "xochi.canary@flowers-canary.example", "My canary words."
CANARIES = ["Xochiquetzal", "xochiquetzal", "Quauhtli", "quauhtli", "xochi.canary", "flowers-canary", "canary words", "93799"]


class Erased(ServiceTest):
    def held(self):
        """Which canaries are where: in the database, its companions, what was mailed into the folder, the log."""
        tables = self.database.tables() if SERVER else {}
        found = [(table, canary) for table, rows in tables.items() for canary in CANARIES if any(canary in row for row in rows)]
        for file in self.folder.rglob("*"):
            # A backup, which other tests put below the mails, is kept as it was.
            if file.relative_to(self.folder).parts[0] == "mail" and file.parent != self.folder / "mail":
                continue
            try:
                data = file.read_bytes() if file.is_file() else b""
            except FileNotFoundError:
                continue
            for canary in CANARIES:
                if any(canary.encode(coding) in data for coding in ("utf-8", "utf-16-le", "utf-16-be")):
                    found.append((file.name, canary))
        return found

    def wait_until_gone(self):
        for _ in range(1_200):
            if not self.held():
                return
            time.sleep(0.05)
        self.assertEqual(self.held(), [])

    def own_page(self):
        """The link to the own page in the newest mail to the canary."""
        def links():
            for file in sorted((self.folder / "mail").glob("*.eml")):
                mail = message_from_bytes(file.read_bytes(), policy=policy.default)
                if ADDRESS in mail["To"]:
                    text = mail.get_body(("plain",)).get_content()
                    yield from re.findall(r"http://\S+/es/my-signature/\S+", text)
        self.wait_for(lambda: list(links()))
        return list(links())[-1]

    def sign_as_canary(self):
        edition = self.edition()
        for n in range(5):
            self.sign(edition, f"somebody-{n}@example.org", "Ana Prueba")
        self.sign(edition, ADDRESS, NAME, postal_code="93799", comment=WORDS)
        self.assertNotEqual(self.held(), [])
        self.wait_for(lambda: self.stored("SELECT COUNT(*) FROM search_texts") == [6])
        return self.own_page()

    def remove(self, own):
        urllib.request.urlopen(f"{own}/remove", urllib.parse.urlencode({"sure": "yes"}).encode()).read()

    def test_what_is_deleted_is_nowhere_and_stays_so(self):
        self.prepare(UNDERSIGNED_LOG="trace")
        with open(self.folder / "log", "wb") as self.log:
            self.start()
        self.remove(self.sign_as_canary())
        self.wait_until_gone()
        self.service.terminate()
        self.assertEqual(self.service.wait(30), 0)
        self.assertEqual(self.held(), [])
        for ending in ("-wal", "-shm"):
            self.assertFalse((self.folder / f"test.db{ending}").exists(), "a clean stop leaves one whole file")
        self.assertEqual(self.stored("SELECT COUNT(*) FROM signatures"), [5])
        if not SERVER:
            self.assertEqual(self.stored("PRAGMA integrity_check"), ["ok"])
        self.log = None
        self.start()
        self.assertEqual(self.held(), [])

    def test_what_is_deleted_is_nowhere_after_kill_9_in_the_middle(self):
        self.start()
        own = self.sign_as_canary()
        self.remove(own)
        self.service.kill()
        self.service.wait()
        self.start()
        self.wait_until_gone()
        self.assertEqual(self.stored("SELECT COUNT(*) FROM signatures"), [5])


class ErasedFromBundles(Delivery):
    def test_of_a_bundle_only_what_went_to_offices_stays(self):
        self.start()
        self.campaign()
        edition = self.edition()
        for address, name in [("ana@example.org", "Ana Prueba"), (ADDRESS, NAME)]:
            self.sign(edition, address, name)
        mails = lambda: [message_from_bytes(file.read_bytes(), policy=policy.default) for file in (self.folder / "mail").glob("*.eml")]
        to = lambda address: [mail for mail in mails() if address in mail["To"]]
        self.wait_for(lambda: len(mails()) == 2)
        for mail in mails():
            self.confirm(mail)
        self.wait_for(lambda: len(to(ADDRESS)) == 2 and len(mails()) == 4)
        mail = to(ADDRESS)[0]
        own = re.search(r"http://\S+/es/my-signature/\S+", mail.get_body(("plain",)).get_content()).group(0)
        self.run_command("contacts", "stop", "recipient:labor-secretary")
        self.run_command("deliver", SLUG, *WITHOUT, "--yes")
        self.wait_for(lambda: self.bundle_states() and set(self.bundle_states()) == {"sent"})
        files = lambda: {file.name for bundle in self.bundles() if bundle.name == digest for file in bundle.iterdir()}
        (digest,) = (bundle.name for bundle in self.bundles())
        sent = set(self.stored("SELECT file FROM deliveries"))
        self.assertTrue(any(name.endswith(".pdf") for name in files() - sent - {"manifest.json"}), "an office that wants no mail has its files here")
        draft = self.folder / "bundles/.draft.0123456789abcdef"
        draft.mkdir()
        (draft / ".lock").touch()
        (draft / "001.csv").write_text(NAME)

        page = urllib.request.urlopen(f"{own}/remove", urllib.parse.urlencode({"sure": "yes"}).encode()).read().decode()
        self.assertIn("No las podemos recuperar", page, "it says that bundles went out")
        self.wait_for(lambda: files() == sent | {"manifest.json"})
        self.wait_for(lambda: not draft.exists() and not to(ADDRESS))
        self.assertEqual(len(mails()), len(sent) + 2, "what went to offices and to others stays")
        before = self.bundle_states()
        self.run_command("deliver", SLUG, *WITHOUT, "--yes")
        self.assertEqual(self.bundle_states(), before, "no office receives another")


@only_with_a_file("what a server says to another key and to another database is in test_server")
class Together(ServiceTest):
    def stop(self):
        self.service.terminate()
        self.service.wait(30)

    def test_a_lost_or_another_key_is_refused_until_staff_say_otherwise(self):
        self.start()
        key = self.folder / "secret.key"
        self.stop()
        mine = key.read_text()
        key.unlink()
        said = self.run_command("serve", code=1)
        self.assertRegex(said, r"secret\.key: is missing.*undersigned key renew")
        self.assertFalse(key.exists(), "none is made without a word")
        self.run_command("key", "renew")
        other = key.read_text()
        self.assertNotEqual(other, mine)
        key.write_text(mine)
        said = self.run_command("serve", code=1)
        self.assertRegex(said, r"was created with a different secret key.*undersigned key renew")
        key.write_text(other)
        self.start()
        self.stop()
        key.chmod(0o644)
        self.assertIn("chmod 600", self.run_command("serve", code=1))
        key.chmod(0o600)
        key.write_text("")
        self.assertIn("at least 32", self.run_command("serve", code=1))

    def test_a_lost_database_is_not_begun_anew_without_a_word(self):
        self.start()
        self.sign(self.edition(), "ana@example.org", "Ana Prueba")
        self.stop()
        database = self.folder / "test.db"
        whole = database.read_bytes()
        database.unlink()
        said = self.run_command("serve", code=1)
        self.assertRegex(said, r"test\.db is missing, but there was a database here before.*undersigned database new")
        database.write_bytes(b"")
        self.assertIn("has no tables", self.run_command("serve", code=1))
        database.write_bytes(whole)
        self.assertIn("already has data", self.run_command("database", "new", code=1))
        self.start()
        self.assertEqual(self.stored("SELECT email FROM signatures"), ["ana@example.org"])
        self.stop()
        database.unlink()
        self.run_command("database", "new")
        self.start()
        self.assertEqual(self.stored("SELECT COUNT(*) FROM signatures"), [0])

    def test_a_database_that_is_replaced_under_the_service_takes_nothing_more(self):
        self.prepare()
        with open(self.folder / "log", "wb") as self.log:
            self.start()
        edition = self.edition()
        self.sign(edition, "ana@example.org", "Ana Prueba")
        (self.folder / "test.db").rename(self.folder / "elsewhere.db")
        with self.assertRaises(urllib.error.HTTPError) as refused:
            self.sign(edition, "luz@example.org", "Luz Prueba")
        self.assertEqual(refused.exception.code, 503)
        self.assertTrue(int(refused.exception.headers["Retry-After"]) > 0)
        self.assertIn("Luz Prueba", refused.exception.read().decode(), "what was typed is kept")
        self.wait_for(lambda: "was moved, deleted or replaced" in (self.folder / "log").read_text())
        (self.folder / "elsewhere.db").rename(self.folder / "test.db")
        self.sign(edition, "luz@example.org", "Luz Prueba")
        self.assertEqual(self.stored("SELECT COUNT(*) FROM signatures"), [2])

    def test_the_log_of_a_replaced_database_is_never_read_and_nothing_that_was_acknowledged_is_lost(self):
        self.prepare()
        self.log = open(self.folder / "log", "ab")
        self.addCleanup(self.log.close)
        self.start()
        self.sign(self.edition(), "ana@example.org", "Ana Prueba")
        self.stop()
        database, older = self.folder / "test.db", self.folder / "older.db"
        older.write_bytes(database.read_bytes())
        self.start()
        self.sign(self.edition(), "luz@example.org", "Luz Prueba")
        older.rename(database)
        rescued = self.folder / "test.db.rescued"
        self.wait_for(lambda: "store.rescued" in (self.folder / "log").read_text())
        self.stop()
        self.assertFalse((self.folder / "test.db-wal").exists(), "it would be replayed over another database")
        self.assertIn("move it to the database's path", (self.folder / "log").read_text())
        self.start()
        self.assertEqual(self.stored("SELECT email FROM signatures"), ["ana@example.org"])
        self.stop()
        rescued.rename(database)
        self.start()
        self.assertEqual(self.stored("SELECT email FROM signatures"), ["ana@example.org", "luz@example.org"])
        # The same after `kill -9`.
        self.stop()
        older.write_bytes(database.read_bytes())
        self.start()
        self.sign(self.edition(), "eva@example.org", "Eva Prueba")
        self.service.kill()
        self.service.wait()
        kept = self.folder / "kept.db"
        database.rename(kept)
        older.rename(database)
        for words in [("serve",), ("status",), ("backup", str(self.folder / "backup"))]:
            said = self.run_command(*words, code=1)
            self.assertRegex(said, r"test\.db-wal was not written for .*test\.db: .* move .*test\.db-wal somewhere else")
        kept.rename(database)
        self.start()
        self.assertIn("eva@example.org", self.stored("SELECT email FROM signatures"))


if __name__ == "__main__":
    unittest.main()
