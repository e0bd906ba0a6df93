"""Machines that lose power, and close no connection: the service goes on soon."""

import os
import subprocess
import threading
import time
import unittest
import urllib.error
import urllib.parse

from database import SERVER
from service import ServiceTest, free_port
from silence import Silent


@unittest.skipUnless(SERVER, "needs a PostgreSQL: script/postgres")
class Silence(ServiceTest):
    def way(self):
        self.prepare()
        way = Silent(SERVER)
        self.addCleanup(way.close)
        return way

    def test_signing_goes_on_with_the_next_host_when_the_first_one_falls_silent(self):
        way = self.way()
        there = urllib.parse.urlsplit(SERVER).netloc.rpartition("@")[2]
        self.start(UNDERSIGNED_STORE__URL=self.database.url.replace(there, f"127.0.0.1:{way.port},{there}"))
        edition = self.edition()
        with self.database.held_by_another():
            # It waits for the server's answer when the silence begins: only the system can notice.
            waiting = threading.Thread(target=self.signs, args=(edition, "ana@example.org"))
            waiting.start()
            self.wait_for(lambda: self.stored("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'advisory' AND query LIKE '%xact_lock%'") == [1])
            way.server_falls_silent()
        began = time.monotonic()
        while not self.signs(edition, "luz@example.org"):
            self.assertLess(time.monotonic() - began, 150)
        waiting.join()
        self.assertLess(time.monotonic() - began, 45, "an answer may take 90 seconds; silence is noticed long before")
        self.assertIn("luz@example.org", self.stored("SELECT email FROM signatures"))

    def signs(self, edition, email):
        """A visitor, who may have to try again."""
        try:
            self.sign(edition, email, "Luz Prueba")
            return True
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
            return False

    def test_another_node_sends_email_when_the_one_that_sent_it_falls_silent(self):
        way = self.way()
        self.start(UNDERSIGNED_STORE__URL=way.of(self.database.url))
        self.sign(self.edition(), "ana@example.org", "Ana Prueba")
        self.wait_for(lambda: self.states("ana@example.org") == ["sent"])
        silent = self.service
        self.base = f"http://127.0.0.1:{free_port()}"
        own = f"{self.folder}/second"
        os.mkdir(own)
        # The same secret key.
        subprocess.run(["cp", self.folder / "secret.key", own], check=True)
        self.start(UNDERSIGNED_STORE__URL=self.database.url, UNDERSIGNED_STORE__PATH=f"{own}/test.db", ROCKET_PORT=self.base.rsplit(":", 1)[1])
        way.clients_fall_silent()
        silent.kill()
        self.sign(self.edition(), "luz@example.org", "Luz Prueba")
        self.wait_for(lambda: self.states("luz@example.org") == ["sent"])

    def states(self, email):
        return self.stored("SELECT state FROM outbox WHERE recipient = ?", email)


if __name__ == "__main__":
    unittest.main()
