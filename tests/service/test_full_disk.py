"""What was acknowledged survives a disk that is really full, and the service goes on once there is room."""

import subprocess
import unittest
import urllib.error
import urllib.request

from database import only_with_a_file
from service import ServiceTest


@only_with_a_file("a server's disk fills up in test_server")
class FullDisk(ServiceTest):
    def disk(self, size):
        """A small disk for the database alone."""
        self.prepare(UNDERSIGNED_QUOTAS__SIGNINGS_PER_HOUR_PER_ADDRESS="1000000", UNDERSIGNED_QUOTAS__SIGNINGS_PER_HOUR_PER_RANGE="1000000", UNDERSIGNED_QUOTAS__UNUSUAL_PER_TEN_MINUTES="1000000")
        place = self.folder / "disk"
        place.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], capture_output=True, text=True)
        if mounted.returncode:
            self.skipTest(f"no disk of its own can be mounted here: {mounted.stderr.strip()}")
        self.addCleanup(subprocess.run, ["umount", "--lazy", place])
        self.store_at(f"{place}/test.db")
        self.environment.update(self.database.settings())
        return place

    def test_nothing_acknowledged_is_lost_and_nothing_refused_is_half_stored(self):
        place = self.disk("3m")
        self.start()
        edition, acknowledged, refused = self.edition(), set(), set()
        for n in range(20_000):
            email = f"person-{n}@example.org"
            status, page, wait = self.try_to_sign(edition, email)
            if status == 200:
                acknowledged.add(email)
                continue
            self.assertEqual(status, 503, page)
            self.assertIn("Por ahora no podemos recibir firmas", page)
            self.assertTrue(int(wait) > 0)
            refused.add(email)
            if len(refused) == 5:
                break
        self.assertEqual(len(refused), 5, "the disk is full")
        letter = self.base + "/es/letters/protect-temporary-visa-workers"
        with self.subTest("a letter is read all the while"):
            self.assertEqual(urllib.request.urlopen(letter).status, 200)
        self.service.kill()
        self.service.wait()
        subprocess.run(["mount", "-o", "remount,size=64m", place], check=True)
        self.start()
        self.assertEqual(self.stored("PRAGMA integrity_check"), ["ok"])
        stored = set(self.stored("SELECT email FROM signatures"))
        self.assertEqual(stored, acknowledged)
        self.assertEqual(set(self.stored("SELECT recipient FROM outbox")), stored, "with their mails")
        edition = self.edition()
        for email in refused:
            self.assertEqual(self.try_to_sign(edition, email)[0], 200, "there is room again")

    def test_without_a_restart_it_goes_on_as_soon_as_there_is_room(self):
        place = self.disk("3m")
        self.start()
        edition = self.edition()
        for n in range(20_000):
            status, _, _ = self.try_to_sign(edition, f"person-{n}@example.org")
            if status != 200:
                break
        self.assertEqual(status, 503)
        subprocess.run(["mount", "-o", "remount,size=64m", place], check=True)
        self.assertEqual(self.try_to_sign(edition, "later@example.org")[0], 200)
        self.assertEqual(self.stored("SELECT COUNT(*) FROM signatures WHERE email = ?", "later@example.org"), [1])


if __name__ == "__main__":
    unittest.main()
