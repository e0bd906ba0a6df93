"""Staff at the command line, beside the running service: invitations, what waits, and what they decide."""

import contextlib
import email
import email.policy
import os
import pty
import re
import subprocess
import unittest
import urllib.parse
import urllib.request

from service import LETTER, ROOT, ServiceTest

SLUG = LETTER.removeprefix("letters/")


class Review(ServiceTest):
    def read(self, url):
        return urllib.request.urlopen(url).read().decode()

    def link_in_mail(self, to, path):
        """The link with this path in the newest mail to an address."""
        found = []

        def sent():
            for file in (self.folder / "mail").glob("*.eml"):
                message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
                if to in message["To"]:
                    found.extend(re.findall(rf"\S+{path}\S+", message.get_body(("plain",)).get_content()))
            return found

        self.wait_for(sent)
        # Links name the public address of the service, which is not where this one listens.
        return self.base + urllib.parse.urlsplit(found[-1]).path

    def sign_organization(self, form, **more):
        page = self.read(form)
        typed = {name: re.search(rf'name="{name}" value="([^"]*)"', page).group(1) for name in ("edition", "opened", "legal_name", "listed_name", "website", "city", "invite", "via")}
        typed.update(org_kind="union", scope="local", state="CA", contact_name="Sam Rivera", contact_title="Secretary", authorized="yes", **more)
        urllib.request.urlopen(f"{self.base}/en/{LETTER}/signatures/organizations", urllib.parse.urlencode(typed).encode())

    def confirm(self, to):
        self.press(self.link_in_mail(to, "/confirm/"))

    def test_an_invited_organization_is_looked_at_verified_and_taken_off(self):
        self.prepare()
        guests = self.folder / "guests.csv"
        guests.write_text("name,email,website,city\nCosecha Justa,office@cosecha.example,cosecha.example,Salinas\nFaro Nuevo,,,\n")
        said = self.run_command("invite", SLUG, guests)
        links = [line.split("\t") for line in said.splitlines() if "?invite=" in line]
        self.assertEqual([(name, address) for name, address, _ in links], [("Cosecha Justa", "office@cosecha.example"), ("Faro Nuevo", "")])
        self.start()
        # A mailbox that everyone may have: staff look before it counts.
        form = urllib.parse.urlsplit(links[0][2])
        self.sign_organization(f"{self.base}{form.path}?{form.query}", email="cosecha.justa@gmail.com")
        self.confirm("cosecha.justa@gmail.com")
        letter = f"{self.base}/en/{LETTER}"
        self.assertNotIn("Cosecha Justa", self.read(letter))
        line = next(line for line in self.run_command("review", "list", SLUG).splitlines() if "Cosecha Justa" in line)
        self.assertIn("unverified", line)
        self.run_command("review", "approve", line.split("\t")[0])
        self.wait_for(lambda: "Cosecha Justa" in self.read(letter))
        sources = self.run_command("review", "sources", SLUG)
        self.assertRegex(sources, r"Cosecha Justa\toffice@cosecha\.example.*\tconfirmed\tCosecha Justa")
        self.assertRegex(sources, r"Faro Nuevo.*not signed yet")
        line = next(line for line in self.run_command("review", "list", SLUG).splitlines() if "Cosecha Justa" in line)
        number = line.split("\t")[0]
        self.assertIn("free-mail", line)
        self.assertIn("other-address", line)
        self.run_command("review", "verify", number, "--evidence", "called the office")
        of = self.run_command("review", "organization", number)
        self.assertIn("staff", of)
        self.assertIn("called the office", of)
        self.run_command("review", "reject", number)
        self.assertNotIn("Cosecha Justa", self.read(f"{letter}/signers/organizations"))
        self.assertEqual(self.stored("SELECT state FROM signatures"), ["rejected"])
        self.assertEqual(self.stored("SELECT organizations FROM tally"), [0])
        again = self.run_command("review", "reject", number, code=1)
        self.assertIn(number, again)

    def test_a_file_with_mistakes_names_each_and_invites_nobody(self):
        self.prepare()
        guests = self.folder / "guests.csv"
        guests.write_text("name,email\nCosecha Justa,office@\n,faro@faro.example\n")
        said = self.run_command("invite", SLUG, guests, code=1)
        self.assertIn(f"{guests}:2:15:", said)
        self.assertIn(f"{guests}:3:1:", said)
        self.assertEqual(self.stored("SELECT COUNT(*) FROM invitations"), [0])

    def on_a_terminal(self, *words):
        """What a command prints where somebody looks."""
        ours, theirs = pty.openpty()
        ran = subprocess.Popen([self.program, *words], cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=theirs)
        os.close(theirs)
        said = b""
        with contextlib.suppress(OSError):  # Linux says so when the other side is closed
            while part := os.read(ours, 4096):
                said += part
        os.close(ours)
        self.assertEqual(ran.wait(), 0, said)
        return said.decode()

    def test_lists_have_headings_on_a_terminal_and_none_elsewhere(self):
        self.prepare()
        self.run_command("demo", "--organizations", "3", "--people", "5")
        for words, heading in (
            (("review", "trending", SLUG), r"KIND +SOURCE +SIGNATURES +HELD"),
            (("review", "sources", SLUG), r"WAY +LINK +ORGANIZATIONS +PEOPLE"),
            (("status", SLUG), r"STATE +KIND +SIGNATURES"),
        ):
            self.assertRegex(self.on_a_terminal(*words), heading)
            self.assertNotRegex(self.run_command(*words), heading)


if __name__ == "__main__":
    unittest.main()
