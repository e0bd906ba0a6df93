"""Several nodes on one PostgreSQL, and what refuses to be one."""

import json
import re
import shutil
import subprocess
import unittest
import urllib.parse
import urllib.request
from email import message_from_bytes, policy

import test_start
from database import only_on_a_server
from postgres import Postgres
from service import LETTER, ROOT, ServiceTest, free_port


@only_on_a_server
class TwoNodes(ServiceTest):
    def run_node(self, name, **settings):
        """Starts one more node with a folder of its own; answers its address and its process."""
        own = self.folder / name
        own.mkdir(exist_ok=True)
        if (self.folder / "secret.key").exists():
            shutil.copy2(self.folder / "secret.key", own)
        base = f"http://127.0.0.1:{free_port()}"
        settings = dict(ROCKET_PORT=base.rsplit(":", 1)[1], UNDERSIGNED_STORE__PATH=str(own / "test.db"), UNDERSIGNED_LOG="undersigned=info", **settings)
        log = open(own / "log", "wb")
        self.addCleanup(log.close)
        node = subprocess.Popen([self.program], cwd=ROOT, env={**self.environment, **settings}, stdout=subprocess.DEVNULL, stderr=log)
        self.addCleanup(node.wait)
        self.addCleanup(node.kill)
        return base, node

    def use(self, base, node):
        """What follows is asked of this node."""
        self.base, self.service = base, node
        self.wait_for(self.answers)

    def leads(self, name):
        return 'event="store.leads"' in (self.folder / name / "log").read_text()

    def mails_to(self, address):
        mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in (self.folder / "mail").glob("*.eml")]
        return [mail.get_body(("plain",)).get_content() for mail in mails if address in mail["To"]]

    def link(self, address, path):
        self.wait_for(lambda: self.mails_to(address))
        link = re.search(rf"http://\S+/{path}/\S+", self.mails_to(address)[0]).group(0)
        return self.base + urllib.parse.urlsplit(link).path

    def begin(self):
        """Two nodes, of which the first leads."""
        self.prepare()
        one = self.run_node("one")
        self.use(*one)
        self.wait_for(lambda: self.leads("one"))
        shutil.copy2(self.folder / "one/secret.key", self.folder)
        other = self.run_node("other")
        self.use(*other)
        return one, other

    def test_any_node_does_any_work_and_each_shows_what_another_one_did(self):
        one, other = self.begin()
        self.use(*one)
        self.sign(self.edition(), "ana@example.org", "Ana Prueba")
        with urllib.request.urlopen(f"{one[0]}/es/{LETTER}/tally", timeout=60) as stream:
            events = (json.loads(line.removeprefix(b"data:")) for line in stream if line.startswith(b"data:"))
            first = next(events)
            self.use(*other)
            self.assertIn("¡Gracias! Su firma quedó registrada", self.press(self.link("ana@example.org", "confirm")))
            # Nobody asks: the node that people watch hears of it.
            self.assertNotEqual(next(events), first)
        for base, _ in (one, other):
            self.assertIn("Ana Prueba", urllib.request.urlopen(f"{base}/es/{LETTER}/signers/people").read().decode())
        self.use(*one)
        own = self.link("ana@example.org", "my-signature")
        self.assertEqual(urllib.request.urlopen(f"{own}/withdraw", b"sure=yes").status, 200)
        self.assertNotIn("Ana Prueba", urllib.request.urlopen(f"{other[0]}/es/{LETTER}/signers/people").read().decode())
        self.wait_for(lambda: self.stored("SELECT DISTINCT state FROM outbox") == ["sent"])
        self.assertEqual(len(list((self.folder / "mail").glob("*.eml"))), self.stored("SELECT COUNT(*) FROM outbox")[0], "each mail once")

    def test_a_node_that_is_killed_while_it_leads_is_followed_by_the_other_one(self):
        one, other = self.begin()
        self.assertFalse(self.leads("other"))
        edition = self.edition()
        self.sign(edition, "ana@example.org", "Ana Prueba")
        self.wait_for(lambda: self.mails_to("ana@example.org"))
        one[1].kill()
        one[1].wait()
        self.sign(edition, "luz@example.org", "Luz Prueba")
        self.wait_for(lambda: self.mails_to("luz@example.org"))
        self.assertTrue(self.leads("other"))
        self.assertEqual(len(self.mails_to("ana@example.org")), 1)
        # It comes back as one that does not lead.
        one = self.run_node("one")
        self.use(*one)
        self.sign(self.edition(), "eva@example.org", "Eva Prueba")
        self.wait_for(lambda: self.mails_to("eva@example.org"))
        self.assertFalse(self.leads("one"))


@only_on_a_server
class Refused(ServiceTest):
    refused = test_start.Start.refused

    @classmethod
    def setUpClass(cls):
        cls.postgres = Postgres()
        cls.addClassCleanup(cls.postgres.remove)
        rules = cls.postgres.data / "pg_hba.conf"
        rules.write_text("host all letters 127.0.0.1/32 scram-sha-256\n" + rules.read_text())
        cls.postgres.start()
        cls.postgres.sql("CREATE ROLE letters LOGIN PASSWORD 'right-71077345'")
        cls.server = cls.postgres.url

    def test_a_server_that_can_not_be_used_is_told_in_one_line_without_its_password(self):
        self.prepare()
        port, database = self.postgres.port, "postgres"
        for url, said in (
            (f"postgres://letters:wrong-71077345@127.0.0.1:{port}/{database}", 'password authentication failed for user "letters"'),
            (f"postgres://letters@127.0.0.1:{port}/{database}", "password missing"),
            (f"postgres://undersigned:wrong-71077345@127.0.0.1:{free_port()}/{database}", "the database server can't be reached"),
            (f"postgres://letters:right-71077345@127.0.0.1:{port}/nowhere", 'database "nowhere" does not exist'),
            (f"postgres://letters:right-71077345@127.0.0.1:{port}/{database}", "permission denied for schema public"),
            (f"postgres://letters:right-71077345@127.0.0.1:{port}/{database}?options=-csearch_path%3Dnew", "permission denied for database"),
            (f"{self.database.url}%20-cdefault_transaction_read_only%3Don", "does not allow writes"),
            ("mysql://letters:wrong-71077345@127.0.0.1/letters", "use an address such as postgres://user@host/database"),
            (f"postgres://letters:wrong-71077345@127.0.0.1:{port}:1/{database}", "use an address such as postgres://user@host/database"),
        ):
            with self.subTest(url=url):
                line = self.refused(UNDERSIGNED_STORE__URL=url)
                self.assertIn(said, line)
                self.assertNotIn("71077345", line)
        self.assertEqual(list((self.folder).glob("*.key")), [], "nothing was begun")

    def test_a_server_that_would_lose_what_it_acknowledged_is_refused(self):
        self.prepare()
        for setting in ("fsync", "full_page_writes"):
            self.postgres.stop()
            self.postgres.start(**{setting: "off"})
            self.assertIn(f"{setting} is off, not on", self.refused())
        self.postgres.stop()
        self.postgres.start()
        self.start()

    def test_another_key_another_version_and_another_programs_tables_are_refused(self):
        self.start()
        self.sign(self.edition(), "ana@example.org", "Ana Prueba")
        self.service.terminate()
        self.service.wait(30)
        elsewhere = self.folder / "elsewhere"
        there = dict(UNDERSIGNED_STORE__PATH=str(elsewhere / "test.db"))
        line = self.refused(**there)
        self.assertIn(f"is used by nodes with a different secret key: copy secret.key from one of them to {elsewhere}/secret.key", line)
        self.assertNotIn("options=", line)
        shutil.copy2(self.folder / "secret.key", elsewhere)
        self.start(**there)
        self.assertEqual(self.stored("SELECT email FROM signatures"), ["ana@example.org"])
        self.service.terminate()
        self.service.wait(30)
        self.change("UPDATE schema_version SET version = version + 1, oldest = version + 1")
        self.assertRegex(self.refused(), r"schema version \d+, but this program supports only \d+: use a newer version")
        self.change("UPDATE schema_version SET version = 1, oldest = 1")
        self.assertIn("is from before the first release", self.refused())
        self.change("DROP TABLE schema_version CASCADE")
        self.assertIn("is another program's", self.refused())

    def test_backups_are_left_to_the_servers_own_tools(self):
        self.start()
        for words in (("backup", self.folder / "backup"), ("restore", self.folder / "backup")):
            self.assertIn("is a database server's: back it up, and restore it, with its own tools", self.run_command(*words, code=1))
        self.assertFalse((self.folder / "backup").exists())


if __name__ == "__main__":
    unittest.main()
