"""A PostgreSQL with a standby: it answers for public lists, never behind what this node saved, and may be required."""

import re
import urllib.request
from email import message_from_bytes, policy

from database import only_on_a_server
from postgres import Postgres, Standby
from service import LETTER
from test_server import OnAServer


@only_on_a_server
class WithAStandby(OnAServer):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.standby = Standby(cls.postgres)
        cls.addClassCleanup(cls.standby.remove)
        cls.standby.start(log_statement="all")

    def waits_for(self, names):
        """Sets which standbys each commit waits for."""
        self.postgres.sql(f"ALTER SYSTEM SET synchronous_standby_names = '{names}'")
        self.postgres.sql("SELECT pg_reload_conf()")
        while self.postgres.sql("SHOW synchronous_standby_names").strip() != names:
            pass

    def list_of_people(self):
        return urllib.request.urlopen(f"{self.base}/es/{LETTER}/signers/people", timeout=60).read().decode()

    def confirm(self, edition, email, name):
        """Signs, and confirms by the link in the email."""
        self.sign(edition, email, name)
        read = lambda path: message_from_bytes(path.read_bytes(), policy=policy.default)
        mine = lambda: [mail for mail in map(read, (self.folder / "mail").glob("*.eml")) if mail["To"] == email]
        self.wait_for(mine)
        link = re.search(r"http://\S+/es/confirm/[\w-]{43}", mine()[0].get_body(("plain",)).get_content()).group(0)
        self.press(link)

    def test_nothing_is_saved_without_a_standby_that_is_required(self):
        self.waits_for("standby")
        self.addCleanup(self.waits_for, "")
        self.start(UNDERSIGNED_STORE__REQUIRE_STANDBY="true")
        edition = self.edition()
        self.sign(edition, "ana@example.org", "Ana Prueba")
        self.waits_for("")
        self.assert_refused(*self.try_to_sign(edition, "luz@example.org"))
        self.assert_stored(["ana@example.org"])
        self.waits_for("standby")
        self.sign(edition, "luz@example.org", "Luz Prueba")
        self.assert_stored(["ana@example.org", "luz@example.org"])
        self.service.terminate()
        self.assertEqual(self.service.wait(60), 0)
        self.waits_for("")
        said = self.run_command("outbox", "cancel", "1", code=1)
        self.assertIn("store.require_standby", said)

    def test_a_list_comes_from_a_standby_that_has_what_this_node_saved_and_from_the_server_otherwise(self):
        url = f"{self.standby.url}?{self.url_of_schema()}"
        self.start(UNDERSIGNED_STORE__READ_URLS=f'["{url}"]', UNDERSIGNED_MAIL__THANK_YOU="false")
        edition = self.edition()
        self.confirm(edition, "ana@example.org", "Ana Prueba")
        self.assertIn("Ana Prueba", self.list_of_people())
        # The server was not heard of before its first second.
        self.wait_for(lambda: self.list_of_people() and self.read_on_standby() > 0)
        self.assertIn("Ana Prueba", self.list_of_people())
        self.standby.sql("SELECT pg_wal_replay_pause()")
        self.addCleanup(self.standby.sql, "SELECT pg_wal_replay_resume()")
        self.confirm(edition, "luz@example.org", "Luz Prueba")
        before = self.read_on_standby()
        self.assertIn("Luz Prueba", self.list_of_people(), "whoever has signed sees it")
        self.assertEqual(self.read_on_standby(), before)
        self.standby.sql("SELECT pg_wal_replay_resume()")
        self.wait_for(lambda: "Luz Prueba" in self.list_of_people() and self.read_on_standby() > before)
        with self.standby.silent():
            self.assertIn("Luz Prueba", self.list_of_people(), "a standby that says nothing is not waited for")
        self.standby.stop()
        self.addCleanup(self.standby.start, log_statement="all")
        self.assertIn("Luz Prueba", self.list_of_people(), "a standby that is gone is passed over")

    def url_of_schema(self):
        if not hasattr(self, "environment"):
            self.prepare()
        return self.database.url.split("?", 1)[1]

    def read_on_standby(self):
        """How often a list was read there."""
        return (self.standby.folder / "log").read_text(errors="replace").count("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
