"""The service against a real SMTP server (aiosmtpd) on loopback, its mail read by another library (Python's email)."""

import os
import re
import socket
import sqlite3
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing
from email import message_from_bytes, policy
from pathlib import Path

from aiosmtpd.controller import Controller

ROOT = Path(__file__).resolve().parents[2]
LETTER = "letters/protect-temporary-visa-workers"
NOON = 1796126400  # 2026-12-01T12:00:00Z: both sample letters are open


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


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


class Smtp(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.inbox = Inbox()
        self.server = Controller(self.inbox, hostname="127.0.0.1", port=free_port())
        self.server.start()
        self.addCleanup(self.server.stop)
        self.base = f"http://127.0.0.1:{free_port()}"
        settings = {
            "ROCKET_PORT": self.base.rsplit(":", 1)[1],
            "UNDERSIGNED_STORE__PATH": f"{self.folder.name}/test.db",
            "UNDERSIGNED_MAIL__TRANSPORT": "smtp",
            "UNDERSIGNED_MAIL__HOST": "127.0.0.1",
            "UNDERSIGNED_MAIL__PORT": str(self.server.port),
            "UNDERSIGNED_MAIL__SECURITY": "none",
            "UNDERSIGNED_CLOCK__OFFSET_SECONDS": str(NOON - int(time.time())),
            "UNDERSIGNED_LOG": "undersigned=warn,rocket=error",
        }
        target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
        self.service = subprocess.Popen([target / "debug/undersigned"], cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.DEVNULL)
        self.wait_for(self.answers)

    def tearDown(self):
        self.service.terminate()
        self.assertEqual(self.service.wait(30), 0, "a graceful stop")

    def wait_for(self, ready):
        for _ in range(600):
            self.assertIsNone(self.service.poll(), "the service runs")
            if ready():
                return
            time.sleep(0.05)
        self.fail(f"{ready} never came true")

    def answers(self):
        try:
            return urllib.request.urlopen(f"{self.base}/robots.txt").status == 200
        except (urllib.error.URLError, ConnectionError):
            return False

    def sign(self, email, name):
        form = urllib.request.urlopen(f"{self.base}/es/{LETTER}/sign").read().decode()
        edition = re.search(r'name="edition" value="([0-9a-f]{64})"', form).group(1)
        fields = dict(edition=edition, name=name, email=email, city="Fresno", country="US", state="CA", postal_code="93701", listing="full")
        body = urllib.parse.urlencode(fields).encode()
        answer = urllib.request.urlopen(f"{self.base}/es/{LETTER}/signatures/people", body)
        self.assertTrue(answer.url.endswith("/check-mail"), answer.url)

    def outbox(self, state):
        with closing(sqlite3.connect(f"file:{self.folder.name}/test.db?mode=ro", uri=True)) as database:
            return [reply for (reply,) in database.execute("SELECT reply FROM outbox WHERE state = ?", (state,))]

    def test_a_confirmation_arrives_whole_and_its_link_confirms(self):
        self.sign("nobody@example.org", "Refusada Prueba")
        self.sign("lucia@example.org", "Lucía Ñandú")
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
        self.assertIn("Lucía Ñandú", text)
        link = re.search(r"http://\S+/es/confirm/[\w-]{43}", text).group(0)
        self.assertIn(link, html)
        self.assertIn("Gracias: su firma cuenta", urllib.request.urlopen(link, b"").read().decode())
        self.wait_for(lambda: len(self.outbox("failed")) == 1)
        self.assertRegex(self.outbox("failed")[0], "550|5.1.1", "a mail refused for good is kept, with the relay's words")
        self.assertEqual(len(self.outbox("sent")), 1)


if __name__ == "__main__":
    unittest.main()
