"""The relay's side of TLS: STARTTLS and TLS from the first byte, a password, and a certificate that nobody vouches for."""

import ssl
import subprocess
import unittest

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from database import only_with_a_file
from service import ServiceTest, free_port

PASSWORD = "0071077345"  # digits only, as some providers make them


class Inbox:
    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((session.ssl is not None, getattr(session, "authenticated", False)))
        return "250 2.0.0 queued"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"letters", PASSWORD.encode()))


@only_with_a_file("the relay sees nothing of the database")
class Tls(ServiceTest):
    def certificates(self):
        """A root of our own, and a certificate of 127.0.0.1 by it."""

        def openssl(*words):
            subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True, cwd=self.folder)

        (self.folder / "names").write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\nbasicConstraints=CA:FALSE\n")
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", 2, "-subj", "/CN=A root of this test")
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "relay.key", "-out", "relay.csr", "-subj", "/CN=localhost")
        openssl("x509", "-req", "-in", "relay.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "relay.pem", "-days", 2, "-extfile", "names")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "relay.pem", self.folder / "relay.key")
        return context

    def sign_through(self, security, trusted):
        """A signature whose mail goes to a relay with this kind of TLS; answers what arrives there."""
        self.prepare()
        context, inbox = self.certificates(), Inbox()
        ways = dict(starttls=dict(tls_context=context, require_starttls=True), tls=dict(ssl_context=context))
        # With TLS from the first byte the server does not know that it may take a password.
        auth = dict(authenticator=authenticate, auth_required=True, auth_require_tls=security == "starttls")
        server = Controller(inbox, hostname="127.0.0.1", port=free_port(), **ways[security], **auth)
        server.start()
        self.addCleanup(server.stop)
        more = dict(UNDERSIGNED_MAIL__CA_FILE=str(self.folder / "ca.pem")) if trusted else {}
        self.start(
            UNDERSIGNED_MAIL__TRANSPORT="smtp",
            UNDERSIGNED_MAIL__HOST="127.0.0.1",
            UNDERSIGNED_MAIL__PORT=str(server.port),
            UNDERSIGNED_MAIL__SECURITY=security,
            UNDERSIGNED_MAIL__USER="letters",
            UNDERSIGNED_MAIL__PASSWORD=PASSWORD,
            **more,
        )
        self.sign(self.edition(), "ana@example.org", "Ana Prueba")
        return inbox

    def test_starttls(self):
        inbox = self.sign_through("starttls", trusted=True)
        self.wait_for(lambda: self.stored("SELECT state FROM outbox") == ["sent"])
        self.assertEqual(inbox.mails, [(True, True)], "under TLS, with the password")

    def test_tls_from_the_first_byte(self):
        inbox = self.sign_through("tls", trusted=True)
        self.wait_for(lambda: self.stored("SELECT state FROM outbox") == ["sent"])
        self.assertEqual([authenticated for _, authenticated in inbox.mails], [True])

    def test_a_certificate_that_nobody_vouches_for_gets_no_mail_and_no_password(self):
        inbox = self.sign_through("starttls", trusted=False)
        self.wait_for(lambda: self.stored("SELECT step FROM relay_down") == ["STARTTLS"])
        self.wait_for(lambda: self.stored("SELECT attempts FROM outbox WHERE lease IS NULL") == [0])
        (reply,) = self.stored("SELECT reply FROM outbox")
        self.assertRegex(reply, "(?i)certificate|UnknownIssuer")
        self.assertEqual((inbox.mails, self.stored("SELECT state FROM outbox")), ([], ["queued"]))


if __name__ == "__main__":
    unittest.main()
