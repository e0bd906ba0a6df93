"""README's drill: a backup while the service runs, and the way back."""

import fcntl
import os
import re
import shutil
import signal
import subprocess
import threading
import unittest
import urllib.error
import urllib.parse
import urllib.request
from email import message_from_bytes, policy

import test_erased
from database import only_with_a_file
from service import LETTER, ROOT, ServiceTest


@only_with_a_file("the server's own tools make and restore its backups")
class Drill(ServiceTest):
    # The class itself, by its name here, would be run again with this module.
    held, wait_until_gone = test_erased.Erased.held, test_erased.Erased.wait_until_gone
    own_page, sign_as_canary, remove = test_erased.Erased.own_page, test_erased.Erased.sign_as_canary, test_erased.Erased.remove

    def stop(self):
        self.service.terminate()
        self.service.wait(30)

    def lose(self):
        """The disk is gone, but for what is kept elsewhere: the backup, and what says who was erased."""
        for name in ("test.db", "test.db-wal", "test.db-shm", "secret.key"):
            (self.folder / name).unlink(missing_ok=True)

    def test_what_was_backed_up_comes_back_and_who_was_erased_since_does_not(self):
        self.start()
        own = self.sign_as_canary()
        backup = self.folder / "mail" / "backup"  # where the canary is not looked for
        said = self.run_command("backup", backup)
        self.assertIn("verified", said)
        modes = {path: path.stat().st_mode & 0o777 for path in [backup, *backup.rglob("*")]}
        self.assertTrue(all(mode == (0o700 if path.is_dir() else 0o600) for path, mode in modes.items()), modes)
        self.assertIn("already exists", self.run_command("backup", backup, code=1))
        self.remove(own)
        self.wait_until_gone()
        self.assertIn("--replace", self.run_command("restore", backup, code=1))
        self.assertIn("stop the service first", self.run_command("restore", backup, "--replace", code=1))
        self.stop()
        self.lose()
        said = self.run_command("restore", backup)
        self.assertIn("Deleted again: 1 record deleted after the backup", said)
        self.assertEqual(self.held(), [], "the backup does not bring it back")
        self.start()
        self.assertEqual(self.stored("SELECT COUNT(*) FROM signatures"), [5])
        self.assertNotIn(test_erased.ADDRESS, self.stored("SELECT email FROM signatures"))
        with self.assertRaises(urllib.error.HTTPError) as gone:
            urllib.request.urlopen(own)
        self.assertEqual(gone.exception.code, 404)
        self.stop()
        # Whoever has the number next is somebody else, also for a backup of the restored database.
        self.start()
        self.sign(self.edition(), "next@example.org", "Luz Prueba")
        again = self.folder / "mail" / "again"
        self.run_command("backup", again)
        self.stop()
        said = self.run_command("restore", again, "--replace")
        self.assertIn("Deleted again: 0 records deleted after the backup", said)
        self.assertIn("next@example.org", self.stored("SELECT email FROM signatures"))

    def link(self, to, path):
        def links():
            for file in sorted((self.folder / "mail").glob("*.eml")):
                mail = message_from_bytes(file.read_bytes(), policy=policy.default)
                if to in mail["To"]:
                    yield from re.findall(rf"http://\S+{path}\S+", mail.get_body(("plain",)).get_content())
        self.wait_for(lambda: list(links()))
        return self.base + urllib.parse.urlsplit(list(links())[-1]).path

    def test_what_was_taken_back_after_the_backup_stays_taken_back(self):
        self.prepare()
        contacts = self.folder / "contacts.csv"
        contacts.write_text("office,email,name,source,verified_on\nrecipient:labor-secretary,desk@labor.example,,their site,2026-11-24\n")
        self.run_command("contacts", "import", contacts)
        self.start()
        edition = self.edition()
        for name in ("ana", "luz", "eva", "ida"):
            self.sign(edition, f"{name}@example.org", f"{name.title()} Prueba", updates="yes")
            self.press(self.link(f"{name}@example.org", "/confirm/"))
        self.assertEqual(self.stored("SELECT people FROM tally"), [4])
        backup = self.folder / "backup"
        self.run_command("backup", backup)
        withdrawn = self.link("ana@example.org", "/my-signature/") + "/withdraw"
        self.assertEqual(urllib.request.urlopen(withdrawn, b"sure=yes").status, 200)
        (number,) = self.stored("SELECT id FROM signatures WHERE email = 'luz@example.org'")
        self.run_command("review", "reject", number)
        self.run_command("contacts", "stop", "desk@labor.example")
        self.run_command("updates", "send", LETTER.removeprefix("letters/"), "what-happens-with-your-name", "--yes")
        self.assertEqual(urllib.request.urlopen(self.link("eva@example.org", "/unsubscribe/"), b"").status, 200)
        # On her own page the box for news is empty now.
        idas = self.link("ida@example.org", "/my-signature/")
        self.assertEqual(urllib.request.urlopen(idas, b"listing=full").status, 200)
        self.stop()
        said = self.run_command("restore", backup, "--replace")
        self.assertIn("Withdrawn or rejected again: 2 signatures. Unsubscribed again: 2 subscriptions. Contacts stopped again: 1 contact.", said)
        for marks in self.folder.glob("*.erasures"):
            self.assertRegex(marks.read_text(), r"\A(\n|[0-9a-f]{64})*\Z", "digests, and nothing else")
        states = "SELECT state FROM signatures ORDER BY email"
        self.assertEqual(self.stored(states), ["withdrawn", "confirmed", "confirmed", "rejected"])
        self.assertEqual(self.stored("SELECT people FROM tally"), [2])
        consents = "SELECT consent IS NOT NULL FROM signatures ORDER BY email"
        self.assertEqual(self.stored(consents), [1, 0, 0, 1])
        self.assertEqual(self.stored("SELECT key FROM contact_stops"), ["desk@labor.example"])
        self.assertEqual(self.stored("SELECT COUNT(*) > 0 FROM blocklist"), [1])
        self.start()
        page = urllib.request.urlopen(f"{self.base}/es/{LETTER}/signers/people").read().decode()
        self.assertIn("Eva Prueba", page)
        self.assertNotIn("Ana Prueba", page)
        # Staff and a signer change their minds: the same old backup, once more, does not overrule them.
        urllib.request.urlopen(idas, b"listing=full&updates=yes")
        self.run_command("review", "approve", number)
        self.run_command("contacts", "stop", "desk@labor.example", "--undo")
        self.stop()
        said = self.run_command("restore", backup, "--replace")
        self.assertIn("Withdrawn or rejected again: 1 signature.", said)
        self.assertEqual(self.stored(states), ["withdrawn", "confirmed", "confirmed", "confirmed"])
        self.assertEqual(self.stored("SELECT people FROM tally"), [3])
        self.assertEqual(self.stored(consents), [1, 0, 1, 1])
        self.assertEqual(self.stored("SELECT COUNT(*) FROM contact_stops"), [0])

    def test_mailboxes_that_were_closed_and_offices_that_were_stopped_after_the_backup_stay_so(self):
        self.start()
        backup = self.folder / "backup"
        self.run_command("backup", backup)
        # Neither the signature nor the office is in the backup.
        edition = self.edition()
        for name in ("eva", "ana"):
            self.sign(edition, f"{name}@example.org", f"{name.title()} Prueba")
            not_us = self.link(f"{name}@example.org", "/not-us/")
            self.assertEqual(urllib.request.urlopen(not_us, b"sure=yes&everything=yes").status, 200)
        self.run_command("review", "reopen", "ana@example.org")
        contacts = self.folder / "contacts.csv"
        contacts.write_text("office,email,name,source,verified_on\nrecipient:labor-secretary,desk@labor.example,,their site,2026-11-24\n")
        self.run_command("contacts", "import", contacts)
        self.run_command("contacts", "stop", "recipient:labor-secretary", "--reason", "they called")
        self.run_command("contacts", "stop", "Desk@labor.example")
        self.stop()
        said = self.run_command("restore", backup, "--replace")
        self.assertIn("Addresses blocked again: 1 address", said)
        for marks in self.folder.glob("*.erasures"):
            self.assertRegex(marks.read_text(), r"\A(\n|((closed|opened) )?[0-9a-f]{64})*\Z", "digests, and nothing else")
        self.assertEqual(self.stored("SELECT COUNT(*) FROM closed_mailboxes"), [1])
        self.assertEqual(self.stored("SELECT COUNT(*) FROM contact_stops"), [0])
        said = self.run_command("contacts", "import", contacts)
        self.assertIn("has opted out of email; contact kept but not used", said)
        self.assertEqual(self.stored("SELECT key FROM contact_stops ORDER BY key"), ["desk@labor.example", "recipient:labor-secretary"])
        self.start()
        mails = lambda: len(list((self.folder / "mail").glob("*.eml")))
        before = mails()
        for name in ("eva", "ana"):
            self.sign(self.edition(), f"{name}@example.org", f"{name.title()} Prueba")
        self.wait_for(lambda: mails() > before)
        self.assertEqual(self.stored("SELECT recipient FROM outbox WHERE created_at > (SELECT closed_at FROM closed_mailboxes)"), ["ana@example.org"])

    def test_a_mail_that_was_due_is_uncertain_and_goes_out_by_nobodys_guess(self):
        self.start()
        edition = self.edition()
        self.sign(edition, "ana@example.org", "Ana Prueba")
        mails = self.folder / "mail"
        self.wait_for(lambda: list(mails.glob("*.eml")))
        self.stop()
        self.change("UPDATE outbox SET state = 'queued', settled_at = NULL, attempts = 0, lease = NULL, due_at = created_at")
        self.run_command("backup", self.folder / "backup")
        self.start()
        self.wait_for(lambda: self.stored("SELECT state FROM outbox") == ["sent"])
        self.stop()
        shutil.rmtree(mails)
        said = self.run_command("restore", self.folder / "backup", "--replace")
        self.assertIn("1 email may already have been sent", said)
        self.assertEqual(self.stored("SELECT state FROM outbox"), ["uncertain"])
        self.start()
        self.sign(self.edition(), "luz@example.org", "Luz Prueba")
        self.wait_for(lambda: list(mails.glob("*.eml")))
        (mail,) = mails.glob("*.eml")
        self.assertIn("luz@example.org", mail.read_text())

    def test_a_backup_that_is_not_whole_is_not_restored_and_leaves_what_is_there(self):
        self.start()
        self.sign(self.edition(), "ana@example.org", "Ana Prueba")
        backup = self.folder / "backup"
        self.run_command("backup", backup)
        self.stop()
        database = backup / "undersigned.db"
        whole = database.read_bytes()
        for spoiled in (whole[:-1], whole[:5000] + b"x" + whole[5001:]):
            database.write_bytes(spoiled)
            self.assertIn("changed after the backup was made", self.run_command("restore", backup, "--replace", code=1))
        database.unlink()
        self.assertIn("undersigned.db is missing", self.run_command("restore", backup, "--replace", code=1))
        database.write_bytes(whole)
        manifest = (backup / "manifest.json").read_bytes()
        (backup / "manifest.json").unlink()
        self.assertIn("this backup is not complete", self.run_command("restore", backup, "--replace", code=1))
        (backup / "manifest.json").write_bytes(manifest)
        self.assertEqual(self.stored("SELECT email FROM signatures"), ["ana@example.org"])
        self.assertFalse([name for name in os.listdir(self.folder) if name.startswith(".backup")])
        self.run_command("restore", backup, "--replace")
        self.start()
        self.assertEqual(self.stored("SELECT email FROM signatures"), ["ana@example.org"])

    def blocked(self, file):
        """Whoever opens the file for reading waits; the event says that somebody does."""
        reached = threading.Event()
        before = signal.signal(signal.SIGIO, lambda *_: reached.set())
        self.addCleanup(signal.signal, signal.SIGIO, before)
        held = os.open(file, os.O_RDWR)
        self.addCleanup(os.close, held)
        fcntl.fcntl(held, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        return reached

    def test_what_a_killed_backup_left_is_removed_by_the_next_one_and_what_a_running_one_writes_is_not(self):
        self.prepare()
        for name in ("letters", "others"):
            shutil.copytree(ROOT / "letters", self.folder / name)
        self.environment["UNDERSIGNED_CONTENT__FOLDER"] = str(self.folder / "others")
        self.start()
        self.stop()
        reached = self.blocked(next((self.folder / "letters").rglob("en.md")))
        environment = {**self.environment, "UNDERSIGNED_CONTENT__FOLDER": str(self.folder / "letters")}
        place = self.folder / "backups"
        with subprocess.Popen([self.program, "backup", place / "killed"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as running:
            self.assertTrue(reached.wait(60), "it copies the letters")
            (copy,) = place.iterdir()
            self.assertRegex(copy.name, r"^\.killed\.[0-9a-f]{16}$")
            self.run_command("backup", place / "one")
            self.assertTrue((copy / "undersigned.db").is_file(), "it is being written")
            running.kill()
        self.assertTrue(copy.is_dir(), "nobody could tidy up")
        self.run_command("backup", place / "two")
        self.assertEqual(sorted(os.listdir(place)), ["one", "two"])
        for whole in ("one", "two"):
            self.assertNotIn(".lock", os.listdir(place / whole))

    def test_letters_and_bundles_come_back_where_they_are_missing(self):
        self.prepare()
        letters = self.folder / "letters"
        shutil.copytree(ROOT / "letters", letters)
        self.environment["UNDERSIGNED_CONTENT__FOLDER"] = str(letters)
        bundle = self.folder / "bundles" / ("ab" * 32)
        bundle.mkdir(parents=True)
        (bundle / "manifest.json").write_text("{}")
        (self.folder / "bundles" / "draft-x").mkdir()
        self.store_at(str(self.folder / "var" / "test.db"))
        self.environment.update(self.database.settings())
        self.start()
        self.run_command("backup", self.folder / "backup")
        self.stop()
        for lost in ("letters", "bundles", "var"):
            shutil.rmtree(self.folder / lost)
        self.run_command("restore", self.folder / "backup")
        self.assertEqual(sorted(os.listdir(self.folder / "bundles")), ["ab" * 32])
        self.start()
        later = self.folder / "bundles" / ("cd" * 32)
        later.mkdir()
        self.stop()
        said = self.run_command("restore", self.folder / "backup", "--replace")
        self.assertIn(str(later), said)
        self.assertIn("Kept the letters that are already here", said)


class Retention(ServiceTest):
    def prepared(self):
        self.start()
        self.sign(self.edition(), "ana@example.org", "Ana Prueba")
        self.service.kill()
        self.service.wait()

    def test_the_service_deletes_by_itself_what_was_kept_long_enough(self):
        self.prepared()
        self.change("UPDATE signatures SET created_at = created_at - 365 * 86400000000")
        self.start()
        self.wait_for(lambda: self.stored("SELECT COUNT(*) FROM signatures") == [0])

    def test_a_start_with_a_clock_a_year_ahead_deletes_nothing(self):
        self.prepared()
        ahead = int(self.environment["UNDERSIGNED_CLOCK__OFFSET_SECONDS"]) + 365 * 86_400
        with open(self.folder / "log", "wb") as self.log:
            self.start(UNDERSIGNED_CLOCK__OFFSET_SECONDS=str(ahead))
        self.wait_for(lambda: "retention.behind" in (self.folder / "log").read_text())
        self.service.terminate()
        self.service.wait(30)
        self.assertEqual(self.stored("SELECT email FROM signatures"), ["ana@example.org"])


if __name__ == "__main__":
    unittest.main()
