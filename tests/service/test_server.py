"""A PostgreSQL that goes away, comes back, is full or can't be used: what signers and staff see, and that nothing is lost."""

import re
import subprocess
import tempfile
import threading
import unittest
import urllib.error
import urllib.request
from pathlib import Path

from database import only_on_a_server
from postgres import Postgres
from service import LETTER, ROOT, ServiceTest, free_port

MANY = dict(
    UNDERSIGNED_QUOTAS__SIGNINGS_PER_HOUR_PER_ADDRESS="1000000",
    UNDERSIGNED_QUOTAS__SIGNINGS_PER_HOUR_PER_RANGE="1000000",
    UNDERSIGNED_QUOTAS__UNUSUAL_PER_TEN_MINUTES="1000000",
)
NOT_NOW = "Por ahora no podemos recibir firmas"


class OnAServer(ServiceTest):
    """With a server for the tests of a class, which each of them leaves running."""

    @classmethod
    def setUpClass(cls):
        cls.postgres = Postgres()
        cls.addClassCleanup(cls.postgres.remove)
        cls.postgres.start()
        cls.server = cls.postgres.url

    def prepare(self, **settings):
        super().prepare(**MANY, **settings)
        # Before the schema is dropped.
        self.addCleanup(self.bring_back)
        self.log = open(self.folder / "log", "ab")
        self.addCleanup(self.log.close)

    def bring_back(self):
        """Starts the server, unless it comes back by itself; answers whether it is there."""
        try:
            if not self.postgres.runs():
                self.postgres.start()
            return self.postgres.sql("SELECT 1").strip() == "1"
        except AssertionError:
            return False

    def logged(self, event):
        return (self.folder / "log").read_text().count(f'event="{event}"')

    def assert_refused(self, status, page, wait):
        """The signer is told when to come again, and keeps what they typed."""
        self.assertEqual(status, 503, (self.folder / "log").read_text()[-3000:])
        self.assertIn(NOT_NOW, page)
        self.assertIn('value="Ana Prueba"', page, "what was typed comes back")
        self.assertTrue(int(wait) > 0)

    def assert_stored(self, acknowledged):
        """What was acknowledged is stored with its mail, and nothing else."""
        stored = self.stored("SELECT email FROM signatures")
        self.assertEqual(sorted(stored), sorted(acknowledged))
        self.assertEqual(sorted(self.stored("SELECT recipient FROM outbox WHERE kind = 'confirmation'")), sorted(acknowledged))
        self.assertEqual(self.stored("SELECT COUNT(origin) FROM links"), [len(stored)])
        self.assertNotIn("@example.org", (self.postgres.folder / "log").read_text(), "the server's own log names nobody")

    def assert_goes_on_and_lost_nothing(self, end):
        """People sign again; `end` stops them. Each was acknowledged and is stored, or was told otherwise."""
        before = len(self.acknowledged)
        self.wait_for(lambda: len(self.acknowledged) >= before + 20)
        end()
        for _, answer in self.refused:
            self.assert_refused(*answer)
        self.assert_stored([email for email, _ in self.acknowledged])

    def sign_all_the_while(self, edition):
        """Four people who sign one after the other until they are told to end."""
        self.acknowledged, self.refused, self.ends = [], [], threading.Event()

        def supporter(who):
            for n in range(100_000):
                if self.ends.is_set():
                    return
                email = f"person-{who}-{n}@example.org"
                answer = self.try_to_sign(edition, email)
                (self.acknowledged if answer[0] == 200 else self.refused).append((email, answer))

        threads = [threading.Thread(target=supporter, args=(who,)) for who in range(4)]
        for thread in threads:
            thread.start()

        def end():
            self.ends.set()
            for thread in threads:
                thread.join()

        self.addCleanup(end)
        return end


@only_on_a_server
class Away(OnAServer):
    def test_a_server_that_crashes_while_people_sign_loses_nothing_and_the_service_goes_on_when_it_is_back(self):
        self.start()
        end = self.sign_all_the_while(self.edition())
        for _ in range(2):
            before = len(self.acknowledged)
            self.wait_for(lambda: len(self.acknowledged) >= before + 20)
            refused, questions = len(self.refused), self.logged("store.commit_in_question")
            self.postgres.stop("immediate")
            # Whoever was in a commit waits for the answer, and everybody else behind them.
            self.wait_for(lambda: len(self.refused) >= refused + 4 or self.logged("store.commit_in_question") > questions)
            self.postgres.start()
        self.assert_goes_on_and_lost_nothing(end)
        self.wait_for(lambda: len(list((self.folder / "mail").glob("*.eml"))) >= len(self.acknowledged))
        self.wait_for(lambda: self.stored("SELECT DISTINCT state FROM outbox") == ["sent"])
        self.assertEqual(len(list((self.folder / "mail").glob("*.eml"))), len(self.acknowledged), "each has one mail")

    def test_visitors_are_told_while_it_is_away_and_the_first_one_after_it_sees_nothing_of_it(self):
        self.start()
        edition = self.edition()
        self.postgres.stop()
        # Nobody has signed yet: not even where a ZIP lies was read before.
        self.assert_refused(*self.try_to_sign(edition, "luz@example.org"))
        self.postgres.start()
        self.sign(edition, "ana@example.org", "Ana Prueba")
        self.postgres.stop()
        self.assert_refused(*self.try_to_sign(edition, "luz@example.org"))
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{self.base}/es/{LETTER}/signers/people")
        self.assertEqual(refused.exception.code, 503)
        self.assertTrue(int(refused.exception.headers["Retry-After"]) > 0)
        self.assertIn(NOT_NOW, refused.exception.read().decode())
        said = self.run_command("outbox", "list", code=1)
        self.assertIn("the database server can't be reached", said)
        self.postgres.start()
        self.assertEqual(urllib.request.urlopen(f"{self.base}/es/{LETTER}/signers/people").status, 200)
        self.sign(edition, "luz@example.org", "Luz Prueba")
        self.assert_stored(["ana@example.org", "luz@example.org"])
        # Also if nobody noticed that it was away.
        self.postgres.stop()
        self.postgres.start()
        self.sign(edition, "eva@example.org", "Eva Prueba")
        for _ in range(8):
            self.assertEqual(urllib.request.urlopen(f"{self.base}/es/{LETTER}/signers/people").status, 200)
        self.assert_stored(["ana@example.org", "luz@example.org", "eva@example.org"])

    def test_a_service_whose_server_is_away_still_stops_when_told(self):
        self.start()
        self.postgres.stop()
        self.service.terminate()
        self.assertEqual(self.service.wait(60), 0)


@only_on_a_server
class Full(OnAServer):
    """A disk of a few megabytes for a part of what the server writes."""

    def disk(self):
        place = Path(self.enterContext(tempfile.TemporaryDirectory()))
        place.chmod(0o755)
        disk = place / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk], capture_output=True, text=True)
        if mounted.returncode:
            self.skipTest(f"no disk of its own can be mounted here: {mounted.stderr.strip()}")
        self.addCleanup(subprocess.run, ["umount", "--lazy", disk])
        self.postgres.own(disk)
        return disk

    def fill(self, place):
        """Another program takes what room there is; answers its file."""
        other = place / "of-another-program"
        with open(other, "wb", buffering=0) as file, self.assertRaises(OSError):
            while file.write(bytes(4096)):
                pass
        return other

    def use_what_there_is(self):
        """Writes into the log until little more than nothing fits into its last file."""
        there = "SELECT COUNT(*) FROM pg_ls_waldir() WHERE name > pg_walfile_name(pg_current_wal_lsn())"
        while self.postgres.sql(there).strip() != "0":
            self.postgres.sql("SELECT pg_switch_wal(), pg_logical_emit_message(FALSE, 'room', 'x')")
        rest = "2 ^ 20 - (pg_walfile_name_offset(pg_current_wal_lsn())).file_offset - 100000"
        self.postgres.sql(f"SELECT pg_logical_emit_message(FALSE, 'room', repeat('x', greatest(1, {rest})::int))")

    def sign_until_refused(self, edition):
        """Signs until five are refused; answers who was not, and who was."""
        acknowledged, refused = [], []
        for n in range(20_000):
            email = f"person-{n}@example.org"
            answer = self.try_to_sign(edition, email)
            if answer[0] == 200:
                acknowledged.append(email)
                continue
            self.assert_refused(*answer)
            refused.append(email)
            if len(refused) == 5:
                return acknowledged, refused
        self.fail("the disk is full")

    def test_a_full_disk_refuses_and_takes_again_as_soon_as_there_is_room(self):
        place = self.disk()
        self.postgres.sql(f"CREATE TABLESPACE small LOCATION '{place}'")
        self.addCleanup(self.postgres.sql, "DROP TABLESPACE small")
        self.postgres.sql("ALTER ROLE undersigned SET default_tablespace = small")
        self.addCleanup(self.postgres.sql, "ALTER ROLE undersigned RESET default_tablespace")
        self.start()
        other = self.fill(place)
        acknowledged, refused = self.sign_until_refused(self.edition())
        self.assertEqual(urllib.request.urlopen(f"{self.base}/es/{LETTER}").status, 200, "a letter is read all the while")
        self.assertEqual(urllib.request.urlopen(f"{self.base}/es/{LETTER}/signers/people").status, 200)
        other.unlink()
        edition = self.edition()
        for email in refused:
            self.assertEqual(self.try_to_sign(edition, email)[0], 200, "there is room again")
        self.assert_stored(acknowledged + refused)

    def test_a_full_disk_of_the_servers_log_ends_the_server_and_loses_nothing(self):
        place = self.disk()
        self.postgres = Postgres(log=place / "log")
        self.addCleanup(self.postgres.remove)
        # It makes no room by itself.
        self.postgres.start(max_wal_size="1GB", checkpoint_timeout="1h")
        self.server = self.postgres.url
        self.start()
        self.use_what_there_is()
        other = self.fill(place)
        end = self.sign_all_the_while(self.edition())
        self.wait_for(lambda: self.refused or self.logged("store.commit_in_question"))
        self.assertIn("No space left on device", (self.postgres.folder / "log").read_text())
        other.unlink()
        self.wait_for(self.bring_back)
        self.assert_goes_on_and_lost_nothing(end)


if __name__ == "__main__":
    unittest.main()
