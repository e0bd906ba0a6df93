"""What a start that can't be does and doesn't do."""

import re
import shutil
import socket
import subprocess
import unittest
import urllib.error
import urllib.request
from email import message_from_bytes, policy

from database import only_with_a_file
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
        self.assertRegex(line, r"can't listen on 127\.0\.0\.1 .*: .* set ROCKET_PORT")
        self.assertFalse(mails.exists(), "a service that does not serve sends nothing")
        self.start()
        self.wait_for(lambda: list(mails.glob("*.eml")))

    @only_with_a_file("no database is opened")
    def test_production_refuses_to_start_and_names_everything_that_is_missing(self):
        self.prepare()
        self.environment = {name: value for name, value in self.environment.items() if not name.startswith("UNDERSIGNED_CLOCK")}
        done = subprocess.run([self.program], cwd=ROOT, env={**self.environment, "ROCKET_PROFILE": "production"}, capture_output=True, text=True, timeout=20)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        lines = done.stderr.strip().splitlines()
        for line, needed in zip(lines, ("secret key", "SMTP transport", "public base URL", "sender address", "your own contact information"), strict=True):
            self.assertRegex(line, f"^production needs .*{needed}.*: set ")
        self.assertFalse((self.folder / "test.db").exists(), "nothing was begun")

    @only_with_a_file("no database is opened")
    def test_settings_that_nobody_reads_are_refused_and_a_password_is_never_repeated(self):
        self.prepare(UNDERSIGNED_QUOTA__MAILS_PER_DAY_PER_RECIPIENT="9", UNDERSIGNED_MAIL_PASSWORD="71077345")
        said = self.run_command("serve", code=1)
        self.assertIn("there is no settings section [quota]", said)
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

    def test_nothing_that_a_stranger_sends_stands_in_the_log(self):
        self.prepare(UNDERSIGNED_LOG="trace", UNDERSIGNED_QUOTAS__WATCHERS_PER_ADDRESS="0")
        with open(self.folder / "log", "wb") as self.log:
            self.start()
        words = "victim%40private.org%20Jane"
        for method, path in (
            ("GET", f"/{words}/letters/x"),
            ("GET", f"/{words}"),
            ("GET", f"/en/letters/{words}"),
            ("GET", f"/en/letters/x/sign?via={words}&via={words}"),
            ("GET", f"/en/confirm/{words}"),
            ("GET", f"/static/{words}/../{words}"),
            ("GET", "/en/letters/protect-temporary-visa-workers/tally"),
            ("POST", f"/en/letters/{words}/signatures/people"),
            ("POST", "/en/my-signatures"),
            ("PUT", f"/en/{words}"),
            ("BREW", f"/{words}"),
        ):
            with socket.create_connection(("127.0.0.1", int(self.environment["ROCKET_PORT"]))) as connection:
                body = f"email={words}&name={words}&%ff={words}"
                head = f"{method} {path} HTTP/1.1\r\nHost: {words}\r\nUser-Agent: {words}\r\nReferer: {words}\r\nContent-Type: {words}\r\nConnection: close\r\n"
                connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
                self.assertTrue(connection.makefile("rb").read().startswith(b"HTTP/1.1 4"), (method, path))
        log = (self.folder / "log").read_text()
        for stranger in ("private", "Jane", "victim", "tally"):
            self.assertNotIn(stranger, log)
        self.assertIn("INFO", log)
        self.assertNotIn("\x1b", log, "colors are for a terminal")

    def test_a_signed_letter_without_its_folder_is_in_the_log_with_the_number_of_signatures(self):
        self.prepare()
        letters = self.folder / "letters"
        shutil.copytree(ROOT / "letters", letters)
        self.log = open(self.folder / "log", "ab")
        self.addCleanup(self.log.close)
        self.start(UNDERSIGNED_CONTENT__FOLDER=str(letters))
        self.sign(self.edition(), "ana@example.org", "Ana Prueba")
        missing = re.compile(r'WARN .*event="letters.folder_missing" letter="protect-temporary-visa-workers" signatures=1')
        self.assertNotRegex((self.folder / "log").read_text(), missing)
        (letters / "protect-temporary-visa-workers").rename(self.folder / "elsewhere")
        self.wait_for(lambda: missing.search((self.folder / "log").read_text()))
        self.service.terminate()
        self.service.wait()
        (self.folder / "log").write_text("")
        self.start()
        self.assertRegex((self.folder / "log").read_text(), missing)

    def refused(self, cwd=ROOT, **settings):
        """Starts with these settings, which can't be; answers the one line that says so."""
        environment = {**self.environment, **settings}
        done = subprocess.run([self.program], cwd=cwd, env=environment, capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stdout), (1, ""), done.stderr)
        (line,) = done.stderr.strip().splitlines()
        self.assertNotIn("panicked", line)
        return line

    @only_with_a_file("no database is opened")
    def test_settings_that_do_nothing_or_the_opposite_are_told_in_one_line_with_the_mend(self):
        self.prepare()
        for name, value, said in (
            ("ROCKET_PROFILE", "prod", "set ROCKET_PROFILE to debug, release or production"),
            ("ROCKET_PROFILE", "production ", 'set it to "production"'),
            ("ROCKET_WORKERS", "0", "workers = 0: set it to a number from 1 to 1024"),
            ("ROCKET_SECRET_KEY", "abcd", "ROCKET_SECRET_KEY is not a 256-bit key: set it to the output of"),
            ("ROCKET_CLI_COLORS", "nope", "ROCKET_CLI_COLORS is not valid"),
            ("ROCKET_TLS", "{certs='a.pem',key='b.pem'}", "ROCKET_TLS is not supported"),
            ("ROCKET_PORT", "http", "ROCKET_PORT is not valid"),
            ("ROCKET_ADRESS", "::1", "ROCKET_ADRESS is not a setting"),
            ("UNDERSIGNED_FOO", "1", "UNDERSIGNED_FOO is not a setting"),
            ("UNDERSIGNED_SITE__NAM", "x", "UNDERSIGNED_SITE__NAM is not a setting: the settings in [site] are base_url, name"),
            ("UNDERSIGNED_SITE__NAME__EN__X", "x", "UNDERSIGNED_SITE__NAME__EN is not valid"),
            ("UNDERSIGNED_MAIL__PORT", "abc", "UNDERSIGNED_MAIL__PORT is not valid"),
            ("UNDERSIGNED_SIGNING__LINK_VALID_HOURS", "4294967295", "signing.link_valid_hours = 4294967295: set it to"),
            ("UNDERSIGNED_STORE__READERS", "4294967295", "store.readers = 4294967295: set it to"),
            ("UNDERSIGNED_QUOTAS__MAILS_PER_DAY_PER_RECIPIENT", "0", "set it to a number from 1"),
            ("UNDERSIGNED_SITE__BASE_URL", "letters.example.org", 'set it to "https://letters.example.org"'),
            ("UNDERSIGNED_MAIL__FOLDER", "", "mail.folder is empty"),
            ("UNDERSIGNED_MAIL__FOLDER", "/dev/null", "mail.folder = /dev/null is a file"),
            ("UNDERSIGNED_MAIL__FOLDER", "/proc/nobody", "mail.folder = /proc/nobody can't be written to"),
            ("UNDERSIGNED_PROXY__TRUSTED", '["0.0.0.0/0"]', '"0.0.0.0/0" is not a valid network'),
            ("ROCKET_CONFIG", "/nowhere/Rocket.toml", "/nowhere/Rocket.toml, which ROCKET_CONFIG points to, has no [default.site]"),
        ):
            with self.subTest(name=name, value=value):
                line = self.refused(**{name: value})
                self.assertIn(said, line)
                self.assertNotIn("abcd", line)

    @only_with_a_file("no database is opened")
    def test_a_folder_without_settings_and_a_file_in_another_encoding_are_told(self):
        self.prepare()
        line = self.refused(cwd=self.folder)
        self.assertIn(f"no Rocket.toml with [default.site] in {self.folder.resolve()} or a folder above it", line)
        for encoding in ("latin-1", "utf-16"):
            (self.folder / "Rocket.toml").write_bytes("[default.site]\nname = 'Coalición'\n".encode(encoding))
            self.assertIn("Rocket.toml is not UTF-8: save it as UTF-8", self.refused(cwd=self.folder))

    @only_with_a_file("no database is opened")
    def test_commands_run_from_a_folder_below_the_settings(self):
        self.prepare()
        below = self.folder / "below"
        below.mkdir()
        shutil.copy(ROOT / "Rocket.toml", self.folder)
        shutil.copytree(ROOT / "letters", self.folder / "letters")
        done = subprocess.run([self.program, "letters", "check"], cwd=below, env=self.environment, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(list(below.iterdir()), [], "nothing is made there")

    @only_with_a_file("it is about the port")
    def test_a_port_of_zero_is_named_as_it_is(self):
        self.prepare(ROCKET_PORT="0")
        service = subprocess.Popen([self.program], cwd=ROOT, env=self.environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(service.communicate)
        self.addCleanup(service.kill)
        lines = iter(lambda: service.stdout.readline() or service.stderr.readline(), "")
        at = next(line for line in lines if line.startswith("Undersigned is running at "))
        base = at.split()[-1]
        self.assertNotEqual(base.rsplit(":", 1)[1], "0")
        sitemap = urllib.request.urlopen(f"{base}/sitemap.xml").read().decode()
        self.assertIn(f"<loc>{base}/en</loc>", sitemap)

    @only_with_a_file("it is about settings")
    def test_a_password_of_digits_is_a_password(self):
        self.start(UNDERSIGNED_MAIL__PASSWORD="0071077345")

    def left_behind(self, folder):
        """What SIGKILL leaves of a bundle that was being written: a hidden folder with names, whose lock nobody holds."""
        draft = folder / ".draft-letter.0123456789abcdef"
        draft.mkdir(parents=True)
        (draft / ".lock").touch()
        (draft / "001.csv").write_text("Ana Prueba")
        return draft

    def test_a_start_removes_what_killed_commands_left_of_bundles(self):
        self.start()
        self.service.kill()
        self.service.wait()
        draft = self.left_behind(self.folder / "bundles")
        # Moved to where bundles lie, before the database heard of it.
        unknown = self.folder / "bundles" / ("0a" * 32)
        self.left_behind(self.folder / "bundles" / "other").rename(unknown)
        self.start()
        self.wait_for(lambda: not draft.exists() and not unknown.exists())

    def test_commands_about_bundles_remove_what_killed_ones_left(self):
        self.prepare()
        slug = "protect-temporary-visa-workers"
        for words, places in ((["bundle", slug, "--out", self.folder / "o2"], ("bundles", "")), (["deliver", slug, "--plan"], ("bundles",))):
            drafts = [self.left_behind(self.folder / place) for place in places]
            # Nobody has brought offices: it ends there.
            self.run_command(*words, code=1)
            self.assertEqual([draft for draft in drafts if draft.exists()], [], words)


if __name__ == "__main__":
    unittest.main()
