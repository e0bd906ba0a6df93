"""What was acknowledged survives `kill -9`."""

import threading
import unittest
import urllib.error

from service import ServiceTest


class Kill(ServiceTest):
    def test_every_acknowledged_signature_is_there_after_kill_9(self):
        self.start(UNDERSIGNED_QUOTAS__SIGNINGS_PER_HOUR_PER_ADDRESS="1000000", UNDERSIGNED_QUOTAS__SIGNINGS_PER_HOUR_PER_RANGE="1000000", UNDERSIGNED_QUOTAS__UNUSUAL_PER_TEN_MINUTES="1000000")
        edition, acknowledged, enough = self.edition(), [], threading.Event()

        def supporter(who):
            for n in range(10_000):
                email = f"person-{who}-{n}@example.org"
                try:
                    self.sign(edition, email, "Ana Prueba")
                except (urllib.error.URLError, ConnectionError, OSError):
                    return
                acknowledged.append(email)
                if len(acknowledged) >= 200:
                    enough.set()

        supporters = [threading.Thread(target=supporter, args=(who,)) for who in range(8)]
        for thread in supporters:
            thread.start()
        self.assertTrue(enough.wait(120), "signatures are taken")
        self.service.kill()
        for thread in supporters:
            thread.join()
        stored = set(self.stored("SELECT email FROM signatures"))
        self.assertEqual(set(acknowledged) - stored, set(), "acknowledged, and lost")
        # One statement each: a server may still be committing what nobody waits for any more.
        alone = "SELECT email FROM signatures WHERE email NOT IN (SELECT recipient FROM outbox) UNION ALL SELECT recipient FROM outbox WHERE recipient NOT IN (SELECT email FROM signatures)"
        self.assertEqual(self.stored(alone), [], "a signature and its mail are stored together or not at all")
        self.assertEqual(self.stored("SELECT COUNT(*) - (SELECT COUNT(origin) FROM links) FROM signatures"), [0])


if __name__ == "__main__":
    unittest.main()
