"""The service against a real SMTP server (aiosmtpd) on loopback, its mail read by another library (Python's email)."""

import re
import tempfile
import unittest
import urllib.request
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from service import ServiceTest, free_port

REPLIES = "SELECT reply FROM outbox WHERE state = ?"


class Inbox:
    """Keeps what the server accepts; refuses one address for good, as a relay does with unknown users."""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        return "250 2.0.0 queued as 1"


class Smtp(ServiceTest):
    def setUp(self):
        self.inbox = Inbox()
        server = Controller(self.inbox, hostname="127.0.0.1", port=free_port())
        server.start()
        self.addCleanup(server.stop)
        self.start(
            UNDERSIGNED_MAIL__TRANSPORT="smtp",
            UNDERSIGNED_MAIL__HOST="127.0.0.1",
            UNDERSIGNED_MAIL__PORT=str(server.port),
            UNDERSIGNED_MAIL__SECURITY="none",
        )

    def test_a_confirmation_arrives_whole_and_its_link_confirms(self):
        edition = self.edition()
        self.sign(edition, "nobody@example.org", "Refusada Prueba")
        self.sign(edition, "lucia@example.org", "Lucía Ñandú")
        self.wait_for(lambda: len(self.inbox.mails) == 1)
        sender, recipients, content = self.inbox.mails[0]
        self.assertEqual((sender, recipients), ("letters@coalition.example", ["lucia@example.org"]))
        self.assertTrue(all(len(line) <= 998 for line in content.split(b"\r\n")))
        mail = message_from_bytes(content, policy=policy.default)
        self.assertEqual(mail.defects, [])
        self.assertIn("pandemia", mail["Subject"])
        self.assertEqual(mail["To"], "lucia@example.org")
        self.assertEqual(mail["Auto-Submitted"], "auto-generated")
        self.assertRegex(mail["Message-ID"], r"^<[0-9a-f]{32}@coalition\.example>$")
        self.assertIsNotNone(mail["Date"].datetime)
        self.assertEqual(mail.get_content_type(), "multipart/alternative")
        text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
        self.assertIn("Hola, Lucía:", text)
        link = re.search(r"http://\S+/es/confirm/[\w-]{43}", text).group(0)
        self.assertIn(link, html)
        self.assertIn("¡Gracias! Su firma quedó registrada", self.press(link))
        self.wait_for(lambda: len(self.stored(REPLIES, "failed")) == 1)
        self.assertRegex(self.stored(REPLIES, "failed")[0], "550|5.1.1", "a mail refused for good is kept, with the relay's words")
        self.wait_for(lambda: len(self.stored(REPLIES, "sent")) == 2)
        self.assertEqual([mail[1] for mail in self.inbox.mails], [["lucia@example.org"]] * 2, "the confirmation and, once it counts, the thank-you")
        self.service.terminate()
        self.assertEqual(self.service.wait(30), 0, "a graceful stop")


class WithoutRelay(ServiceTest):
    def test_a_service_whose_relay_is_gone_still_stops_when_told(self):
        self.start(
            UNDERSIGNED_MAIL__TRANSPORT="smtp",
            UNDERSIGNED_MAIL__HOST="127.0.0.1",
            UNDERSIGNED_MAIL__PORT=str(free_port()),
            UNDERSIGNED_MAIL__SECURITY="none",
            UNDERSIGNED_MAIL__CONNECTIONS="1",
        )
        edition = self.edition()
        for n in range(40):
            self.sign(edition, f"person-{n}@example.org", "Ana Prueba")
        self.wait_for(lambda: self.stored("SELECT step FROM relay_down") == ["connecting"])
        self.service.terminate()
        self.assertEqual(self.service.wait(60), 0)
        self.assertEqual(self.stored("SELECT COUNT(*) FROM outbox WHERE state = 'queued' AND attempts = 0"), [40], "nothing is lost, nothing counted")


class Refused(ServiceTest):
    """A relay whose password was changed at night."""

    def test_nothing_is_lost_all_are_told_and_everything_goes_out_once_it_is_mended(self):
        mended, inbox = [], Inbox()
        allow = lambda server, session, envelope, mechanism, data: AuthResult(success=bool(mended), handled=False)
        server = Controller(inbox, hostname="127.0.0.1", port=free_port(), authenticator=allow, auth_required=True, auth_require_tls=False)
        server.start()
        self.addCleanup(server.stop)
        self.log = self.enterContext(tempfile.TemporaryFile("w+"))
        self.start(
            UNDERSIGNED_MAIL__TRANSPORT="smtp",
            UNDERSIGNED_MAIL__HOST="127.0.0.1",
            UNDERSIGNED_MAIL__PORT=str(server.port),
            UNDERSIGNED_MAIL__SECURITY="none",
            UNDERSIGNED_MAIL__USER="letters",
            UNDERSIGNED_MAIL__PASSWORD="yesterday's",
            UNDERSIGNED_LOG="undersigned=info",
        )
        edition, people = self.edition(), [f"person-{n}@example.org" for n in range(12)]
        for email in people:
            self.sign(edition, email, "Ana Prueba")
        self.wait_for(lambda: self.stored("SELECT step FROM relay_down") == ["AUTH"])
        self.assertEqual(self.stored("SELECT DISTINCT state FROM outbox"), ["queued"])
        self.assertIn(f"127.0.0.1:{server.port} at AUTH: 535 5.7.8", self.run_command("outbox", "list"))
        mended.append(True)
        self.run_command("outbox", "retry")
        self.wait_for(lambda: len(inbox.mails) == len(people))
        self.assertEqual(sorted(to for _, (to,), _ in inbox.mails), sorted(people), "each once")
        self.wait_for(lambda: self.stored("SELECT COUNT(*) FROM relay_down") == [0])
        self.service.terminate()
        self.service.wait(30)
        self.log.seek(0)
        lines = self.log.read().splitlines()
        self.assertEqual(len([line for line in lines if "outbox.relay_down" in line]), 1, "told once")
        self.assertEqual(len([line for line in lines if "outbox.relay_back" in line]), 1)
        self.assertFalse([line for line in lines if "person-" in line], "no address of a person")


if __name__ == "__main__":
    unittest.main()
