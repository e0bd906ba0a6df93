"""What the service does every hour: it does it by itself, and not only where a test calls it."""

import re
import unittest
import urllib.parse
import urllib.request
from email import message_from_bytes, policy

from service import LETTER, ServiceTest

DAY = 86_400 * 1_000_000


class Rounds(ServiceTest):
    def mails_to(self, address):
        mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in sorted((self.folder / "mail").glob("*.eml"))]
        return [mail.get_body(("plain",)).get_content() for mail in mails if address in mail["To"]]

    def organization_that_awaits_its_director(self):
        form = urllib.request.urlopen(f"{self.base}/en/{LETTER}/sign/organization").read().decode()
        held = {name: re.search(rf'name="{name}" value="([^"]*)"', form).group(1) for name in ("edition", "opened")}
        typed = dict(legal_name="Cosecha Justa", listed_name="Cosecha Justa", org_kind="union", scope="local", city="Salinas", state="CA", website="cosecha.example")
        who = dict(contact_name="Sam Rivera", contact_title="Secretary", email="sam@cosecha.example", approver_name="Rosa Vega", approver_email="rosa@cosecha.example")
        urllib.request.urlopen(f"{self.base}/en/{LETTER}/signatures/organizations", urllib.parse.urlencode({**held, **typed, **who}).encode())
        self.wait_for(lambda: self.mails_to("sam@cosecha.example"))
        link = re.search(r"http://\S+/confirm/\S+", self.mails_to("sam@cosecha.example")[0]).group(0)
        self.press(self.base + urllib.parse.urlsplit(link).path)
        self.wait_for(lambda: len(self.mails_to("rosa@cosecha.example")) == 1)

    def test_the_service_forgets_what_was_kept_long_enough_and_reminds_who_has_not_decided(self):
        self.start(UNDERSIGNED_SIGNING__APPROVAL_REMINDER_DAYS="90")
        self.sign(self.edition(), "ana@example.org", "Ana Prueba")
        self.organization_that_awaits_its_director()
        states = "SELECT state FROM signatures ORDER BY state"
        self.assertEqual(self.stored(states), ["awaiting", "pending"])
        self.service.terminate()
        self.service.wait(30)
        self.change("UPDATE signatures SET created_at = created_at - ? WHERE state = 'pending'", 8 * DAY)
        self.change("UPDATE signatures SET confirmed_at = confirmed_at - ? WHERE state = 'awaiting'", 2 * DAY)
        self.start()
        self.wait_for(lambda: self.stored(states) == ["awaiting"])
        self.wait_for(lambda: len(self.mails_to("rosa@cosecha.example")) == 2)
        self.assertEqual(self.stored("SELECT reminded_at IS NOT NULL FROM deciders"), [1])


if __name__ == "__main__":
    unittest.main()
