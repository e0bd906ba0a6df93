"""Another program that holds the database: visitors are told when to come again, and nothing is lost."""

import unittest
import urllib.error

from service import ServiceTest


class Busy(ServiceTest):
    def test_a_busy_database_answers_503_with_a_time_and_takes_the_same_form_later(self):
        self.prepare()
        with open(self.folder / "log", "wb") as self.log:
            self.start()
        edition = self.edition()
        with self.database.held_by_another(), self.assertRaises(urllib.error.HTTPError) as refused:
            self.sign(edition, "ana@example.org", "Ana Prueba")
        self.assertEqual(refused.exception.code, 503)
        self.assertTrue(int(refused.exception.headers["Retry-After"]) > 0)
        page = refused.exception.read().decode()
        self.assertIn('value="Ana Prueba"', page, "what was typed comes back")
        self.assertEqual(self.stored("SELECT COUNT(*) FROM signatures"), [0])
        self.assertNotIn("setting", (self.folder / "log").read_text(), "nobody is sent to look at settings")
        self.sign(edition, "ana@example.org", "Ana Prueba")
        self.assertEqual(self.stored("SELECT email FROM signatures"), ["ana@example.org"])


if __name__ == "__main__":
    unittest.main()
