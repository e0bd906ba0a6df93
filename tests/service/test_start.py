"""What a start that can't be does and doesn't do."""

import re
import shutil
import socket
import subprocess
import unittest
import urllib.error
import urllib.request
from email import message_from_bytes, policy

from service import ROOT, ServiceTest


class Start(ServiceTest):
    def test_a_busy_port_ends_the_start_with_one_line_and_no_mail(self):
        self.start()
        edition = self.edition()
        self.sign(edition, "ana@example.org", "Ana Prueba")
        mails = self.folder / "mail"
        self.wait_for(lambda: list(mails.glob("*.eml")))
        self.service.kill()
        self.service.wait()
        # A mail is owed again, and another program has the port.
        shutil.rmtree(mails)
        self.change("UPDATE outbox SET state = 'queued', settled_at = NULL, attempts = 0, lease = NULL")
        with socket.socket() as other:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            other.bind(("127.0.0.1", int(self.environment["ROCKET_PORT"])))
            other.listen()
            done = subprocess.run([self.program], cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=20)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout, "", "nothing says that it serves")
        (line,) = done.stderr.strip().splitlines()
        self.assertRegex(line, r"127\.0\.0\.1 can't be listened on .*: .* Set ROCKET_PORT")
        self.assertFalse(mails.exists(), "a service that does not serve sends nothing")
        self.start()
        self.wait_for(lambda: list(mails.glob("*.eml")))

    def test_production_refuses_to_start_and_names_everything_that_is_missing(self):
        self.prepare()
        self.environment = {name: value for name, value in self.environment.items() if not name.startswith("UNDERSIGNED_CLOCK")}
        done = subprocess.run([self.program], cwd=ROOT, env={**self.environment, "ROCKET_PROFILE": "production"}, capture_output=True, text=True, timeout=20)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        lines = done.stderr.strip().splitlines()
        for line, needed in zip(lines, ("secret_key", "SMTP transport", "public base URL", "sender address", "your own letterhead"), strict=True):
            self.assertRegex(line, f"^production needs .*{needed}.*: set ")
        self.assertFalse((self.folder / "test.db").exists(), "nothing was begun")

    def test_settings_that_nobody_reads_are_refused_and_a_password_is_never_repeated(self):
        self.prepare(UNDERSIGNED_QUOTA__MAILS_PER_DAY_PER_RECIPIENT="9", UNDERSIGNED_MAIL_PASSWORD="71077345")
        said = self.run_command("serve", code=1)
        self.assertIn("there is no section [quota]", said)
        self.assertIn("UNDERSIGNED_MAIL__PASSWORD", said)
        self.assertNotIn("71077345", said)

    def test_a_link_of_a_mail_never_stands_in_the_log(self):
        self.prepare(UNDERSIGNED_LOG="trace")
        with open(self.folder / "log", "wb") as self.log:
            self.start()
        self.sign(self.edition(), "ana@example.org", "Ana Prueba")
        self.wait_for(lambda: list((self.folder / "mail").glob("*.eml")))
        (mail,) = (self.folder / "mail").glob("*.eml")
        text = message_from_bytes(mail.read_bytes(), policy=policy.default).get_body(("plain",)).get_content()
        links = re.findall(r"http://\S+/es/(?:confirm|not-us|my-signature)/\S+", text)
        self.assertEqual(len(links), 3)
        for link in links:
            for method in ("GET", "HEAD", "POST", "PUT"):
                request = urllib.request.Request(link, method=method, data=b"" if method == "POST" else None)
                try:
                    urllib.request.urlopen(request).read()
                except urllib.error.HTTPError:
                    pass
        log = (self.folder / "log").read_text()
        self.assertIn("outbox.attempt", log)
        for secret in [link.rsplit("/", 1)[1] for link in links] + ["ana@example.org", "Ana Prueba"]:
            self.assertNotIn(secret, log)

    def test_a_password_of_digits_is_a_password(self):
        self.start(UNDERSIGNED_MAIL__PASSWORD="0071077345")


if __name__ == "__main__":
    unittest.main()
