"""A database machine that loses its power: the service goes on with the next host soon, though nobody closed a connection."""

import time
import unittest
import urllib.error
from urllib.parse import urlsplit

from database import SERVER
from service import ServiceTest
from silence import Silent


@unittest.skipUnless(SERVER, "needs a PostgreSQL: script/postgres")
class Silence(ServiceTest):
    def test_signing_goes_on_with_the_next_host_when_the_first_one_falls_silent(self):
        self.prepare()
        way = Silent(SERVER)
        self.addCleanup(way.close)
        there = urlsplit(SERVER)
        hosts = f"127.0.0.1:{way.port},{there.hostname}:{there.port or 5432}"
        url = self.database.url.replace(there.netloc.rpartition("@")[2], hosts)
        self.start(UNDERSIGNED_STORE__URL=url)
        edition = self.edition()
        self.sign(edition, "ana@example.org", "Ana Prueba")
        way.fall_silent()
        began = time.monotonic()
        # Whoever waits when it happens may have to try again.
        while time.monotonic() < began + 120:
            try:
                self.sign(edition, "luz@example.org", "Luz Prueba")
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        took = time.monotonic() - began
        self.assertEqual(sorted(self.stored("SELECT email FROM signatures")), ["ana@example.org", "luz@example.org"])
        self.assertLess(took, 45, "a statement may take 90 seconds; silence is noticed long before")


if __name__ == "__main__":
    unittest.main()
