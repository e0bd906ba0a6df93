"""From signatures to offices: the real commands, a real Postfix, PDFs opened by Poppler, mails read by Python's email."""

import csv
import hashlib
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import threading
import unittest
import urllib.parse
import urllib.request
import zipfile
from email import message_from_bytes, policy
from xml.etree import ElementTree

from aiosmtpd.controller import Controller
from database import only_with_a_file
from postfix import Postfix
from service import NOON, ROOT, ServiceTest, free_port

DATA = ROOT / "tests/data/congress"
SLUG = "protect-temporary-visa-workers"
# The letter names committees that the test's Congress does not have.
WITHOUT = ["--without", "HSED", "--without", "SSHR", "--without", "SSJU"]


def text_of(pdf):
    """A PDF's text in reading order, lines joined."""
    done = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s+", " ", done.stdout)


def address_of(mail):
    return mail["To"].addresses[0].addr_spec


class Delivery(ServiceTest):
    def campaign(self):
        """Offices, contacts and districts as imported, and five people who sign and confirm."""
        files = [DATA / name for name in ("legislators.yaml", "committees.json", "membership.json", "district-offices.yaml")]
        self.assertIn("vacant: 537 seats", self.run_command("offices", "import", *files))
        self.assertIn("4 new", self.run_command("contacts", "import", DATA / "contacts.csv"))
        self.run_command("districts", "import", DATA / "zip-districts.csv", "--congress", 119)

    def smtp(self, port):
        return dict(
            UNDERSIGNED_MAIL__TRANSPORT="smtp",
            UNDERSIGNED_MAIL__HOST="127.0.0.1",
            UNDERSIGNED_MAIL__PORT=str(port),
            UNDERSIGNED_MAIL__SECURITY="none",
        )

    def confirm(self, mail):
        link = re.search(r"http://\S+/es/confirm/[\w-]{43}", mail.get_body(("plain",)).get_content()).group(0)
        self.press(link)

    def bundle_states(self):
        return self.stored("SELECT state FROM outbox WHERE kind = ? ORDER BY id", "bundle")


class ByPostfix(Delivery):
    def test_a_signature_travels_from_the_form_to_the_office(self):
        relay = Postfix()
        self.addCleanup(relay.stop)
        self.prepare(**self.smtp(relay.port))
        self.campaign()
        self.start()
        edition = self.edition()
        self.sign(edition, "lucia@signers.example", "Lucía Ñandú", postal_code="93701")
        self.sign(edition, "li@signers.example", "李明", postal_code="93702", district="unknown")
        self.sign(edition, "hidden@signers.example", "Nadia Oculta", postal_code="93701", listing="unlisted")
        self.sign(edition, "bo@signers.example", "Bo Alaska", state="AK", city="Anchorage", postal_code="99501", listing="initial")
        self.wait_for(lambda: len(relay.mails()) == 4)
        for mail in relay.mails():
            self.assertEqual((mail.defects, mail["Auto-Submitted"]), ([], "auto-generated"))
            self.confirm(mail)
        # Each signer is thanked.
        self.wait_for(lambda: len(relay.mails()) == 8)

        said = self.run_command("deliver", SLUG, *WITHOUT, "--yes")
        self.assertIn("Inés Ortega (CA-21) <scheduler@ortega.example>: 4 individuals signed this letter", said, "the Speaker reads everyone's number first")
        self.assertIn("The contact for Mei Lin (CA) was last verified on 2026-03-01", said)
        self.wait_for(lambda: self.bundle_states() == ["sent"] * 4)
        self.wait_for(lambda: len(relay.mails()) == 12)
        self.assertIn("Nothing was sent", self.run_command("deliver", SLUG, *WITHOUT, "--yes"), "a second run sends nothing twice")
        self.assertEqual(len(self.bundle_states()), 4)

        (folder,) = self.bundles()
        text = (folder / "manifest.json").read_bytes()
        self.assertEqual(hashlib.sha256(text).hexdigest(), folder.name)
        manifest = json.loads(text)
        self.assertEqual(manifest["people"], {"listed": 3, "unlisted": 1})
        self.assertFalse(list(self.folder.glob("bundles/.*")) + list(self.folder.glob("bundles/draft*")))
        for office in manifest["offices"]:
            for kind in ("pdf", "csv"):
                bytes = (folder / office[kind]["file"]).read_bytes()
                self.assertEqual(hashlib.sha256(bytes).hexdigest(), office[kind]["sha256"])
        by_office = {office["office"]: office for office in manifest["offices"]}
        self.assertEqual(by_office["member:X000001"]["constituents"], {"listed": 1, "unlisted": 1})

        arrived = {address_of(mail): mail for mail in relay.mails()[8:]}
        self.assertEqual(set(arrived), {"scheduler@ortega.example", "judiciary-minority@house.example", "legislation@lin.example", "exec-sec@labor.example"})
        mail = arrived["scheduler@ortega.example"]
        self.assertEqual((mail["To"], mail.defects), ("Ana Sample <scheduler@ortega.example>", []))
        self.assertIsNone(mail["Auto-Submitted"], "a person writes to an office")
        self.assertEqual(mail["Reply-To"], "Teresa Quill <letters@coalition.example>")
        self.assertTrue(mail.get_body(("plain",)).get_content().startswith("To: Inés Ortega (CA-21)\nRe: Workers on temporary visas need protection when the next pandemic comes\n\nDear Ana Sample:\n\n4 individuals signed this letter.\n"))
        self.assertTrue(mail["Subject"].startswith("Letter from 4 individuals: "), mail["Subject"])
        self.assertIn("2 constituents in CA-21", mail.get_body(("html",)).get_content())
        (attachment,) = mail.iter_attachments()
        self.assertEqual((attachment.get_filename(), attachment.get_content_type()), (f"coalition-for-migration-{SLUG}-rep-ortega-ca21-2026-12-01.pdf", "application/pdf"))
        pdf = folder / by_office["member:X000001"]["pdf"]["file"]
        self.assertEqual(attachment.get_content(), pdf.read_bytes(), "it arrives as it was frozen")
        for mail in arrived.values():
            (attachment,) = mail.iter_attachments()
            received = self.folder / "received.pdf"
            received.write_bytes(attachment.get_content())
            everything = text_of(received) + "".join(part.get_content() for part in mail.walk() if part.get_content_maintype() == "text")
            for part in (text_of(received), mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()):
                self.assertIn(manifest["code"], part, "it names its manifest")
            for private in ("lucia@", "93701", "Oculta"):
                self.assertNotIn(private, everything)

        said = text_of(pdf)
        self.assertRegex(said, "The Honorable Inés Ortega Speaker of the House U.S. House of Representatives 100 Cannon House Office Building Washington, DC 20515-0521")
        page_one = said.split("Page 1 of")[0]
        self.assertIn("4 individuals signed this letter 2 constituents in CA-21 1 more signer may be a constituent", page_one)
        self.assertRegex(said, "Constituents in CA-21 1 more individual signed and asked not to be named. Lucía Ñandú, Fresno")
        self.assertRegex(said, r"Possible constituents in CA-21 .* (李明|\[U\+674E\]\[U\+660E\]), Fresno")
        self.assertNotIn("Bo A.", said, "who lives elsewhere is counted, not named")
        for office in manifest["offices"]:
            done = subprocess.run(["pdftotext", "-raw", folder / office["pdf"]["file"], "-"], capture_output=True, text=True, check=True)
            (page,) = [page for page in done.stdout.split("\f") if "recognized hazards" in page]
            self.assertIn("Occupational Safety and Health Act", page, "a footnote stands on the page that refers to it")
        info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
        self.assertRegex(info, r"Tagged: +yes")
        self.assertIn(b"pdfuaid:part", pdf.read_bytes(), "it says that it is PDF/UA")
        self.assertIn("Alaska Bo A.", text_of(folder / by_office["recipient:labor-secretary"]["pdf"]["file"]))
        rows = list(csv.reader((folder / by_office["member:X000001"]["csv"]["file"]).read_text("utf-8-sig").splitlines()))
        self.assertIn(["Individual", "Constituent", "Lucía Ñandú", "Fresno", "CA", "United States", "", ""], rows)
        status = json.loads(self.run_command("deliver", SLUG, "--status", "--json"))
        self.assertEqual({mail["state"] for mail in status}, {"sent"})
        for mail in status:
            self.assertRegex(mail["reply"], "^250 ")
            self.assertEqual(arrived[mail["address"]]["Message-ID"], f"<{mail['message_id']}>")


class TakenBack(Delivery):
    def test_a_signature_that_is_taken_back_leaves_what_goes_out_later(self):
        relay = Postfix()
        self.addCleanup(relay.stop)
        self.prepare(**self.smtp(relay.port))
        self.campaign()
        self.change("DELETE FROM contacts WHERE office = 'recipient:labor-secretary'")
        self.start()
        edition = self.edition()
        for name in ("Lucía Ñandú", "Bo Alaska"):
            self.sign(edition, f"{name.split()[1].lower().encode('ascii', 'ignore').decode()}@signers.example", name, postal_code="93701")
        self.wait_for(lambda: len(relay.mails()) == 2)
        mails = {mail["To"]: mail for mail in relay.mails()}
        for mail in mails.values():
            self.confirm(mail)
        self.run_command("deliver", SLUG, *WITHOUT, "--yes")
        self.wait_for(lambda: self.bundle_states() == ["sent"] * 3)
        own = re.search(r"http://\S+/my-signature/[\w-]{43}", mails["alaska@signers.example"].get_body(("plain",)).get_content()).group(0)
        page = urllib.request.urlopen(f"{own}/withdraw", b"sure=yes").read().decode()
        self.assertIn("Está en copias que ya enviamos a las oficinas", page)
        self.run_command("contacts", "import", DATA / "contacts.csv")
        said = self.run_command("deliver", SLUG, *WITHOUT, "--yes")
        self.assertIn("A signer changed or withdrew something", said)
        self.assertIn("1 email queued", said)
        folders = self.bundles()
        self.assertEqual(len(folders), 2)
        manifest = json.loads((folders[1] / "manifest.json").read_text())
        self.assertEqual(manifest["people"], {"listed": 1, "unlisted": 0})
        self.wait_for(lambda: self.bundle_states() == ["sent"] * 4)
        self.assertEqual(self.stored("SELECT COUNT(DISTINCT office) FROM deliveries"), [4], "no office has two")

    def test_whoever_takes_a_signature_back_while_staff_look_is_in_no_bundle(self):
        relay = Postfix()
        self.addCleanup(relay.stop)
        self.prepare(**self.smtp(relay.port))
        self.campaign()
        self.start()
        edition = self.edition()
        for name in ("Lucia", "Bo"):
            self.sign(edition, f"{name.lower()}@signers.example", f"{name} Prueba")
        self.wait_for(lambda: len(relay.mails()) == 2)
        for mail in relay.mails():
            self.confirm(mail)
            own = re.search(r"http://\S+/my-signature/[\w-]{43}", mail.get_body(("plain",)).get_content()).group(0)
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        with subprocess.Popen([self.program, "deliver", SLUG, *WITHOUT], cwd=ROOT, env=self.environment, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as deliver:
            os.close(theirs)
            said = iter(deliver.stdout.readline, "")
            shown = [next(line for line in said if line.startswith("Send "))]
            page = urllib.request.urlopen(f"{own}/withdraw", b"sure=yes").read().decode()
            self.assertNotIn("Cartas que incluyen su firma", page, "nothing is frozen yet")
            os.write(ours, b"yes\n")
            shown += list(said)
        self.assertEqual(deliver.returncode, 1, shown)
        self.assertIn("a signer changed or withdrew something in the meantime, so nothing was sent", shown[-1])
        self.assertEqual((self.bundle_states(), self.stored("SELECT COUNT(*) FROM bundles")), ([], [0]))
        self.assertEqual(list((self.folder / "bundles").iterdir()) + self.stored("SELECT digest FROM shelved_bundles"), [], "nothing of it is left")
        self.assertIn("4 emails queued", self.run_command("deliver", SLUG, *WITHOUT, "--yes"))
        self.assertEqual(self.stored("SELECT COUNT(*) FROM bundle_signers"), [1])


class Refusing:
    """Refuses one address until it is told otherwise, for good unless other words say so; keeps everything else."""

    def __init__(self, refused, words="550 5.1.1 no such mailbox"):
        self.refused, self.words, self.mails = refused, words, []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == self.refused:
            return self.words
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.original_content, policy=policy.default))
        return "250 2.0.0 queued"

    def to(self, address):
        return [mail for mail in self.mails if address_of(mail) == address]


class Again(Delivery):
    def own_page(self, relay, address):
        mail = relay.to(address)[0]
        return re.search(r"http://\S+/my-signature/[\w-]{43}", mail.get_body(("plain",)).get_content()).group(0)

    def test_a_failed_mail_is_sent_again_without_what_was_taken_back_meanwhile(self):
        office = "scheduler@ortega.example"
        relay = Refusing(office)
        server = Controller(relay, hostname="127.0.0.1", port=free_port())
        server.start()
        self.addCleanup(server.stop)
        self.prepare(**self.smtp(server.port))
        self.campaign()
        self.start()
        edition = self.edition()
        for name in ("Lucia Prueba", "Bo Muestra"):
            self.sign(edition, f"{name.split()[0].lower()}@signers.example", name)
        self.wait_for(lambda: len(relay.mails) == 2)
        for mail in list(relay.mails):
            self.confirm(mail)
        self.run_command("deliver", SLUG, *WITHOUT, "--yes")
        self.wait_for(lambda: sorted(self.bundle_states()) == ["failed"] + ["sent"] * 3)

        urllib.request.urlopen(f"{self.own_page(relay, 'bo@signers.example')}/withdraw", b"sure=yes")
        relay.refused = None
        said = self.run_command("deliver", SLUG, *WITHOUT, "--yes", "--again", "member:X000001")
        self.assertIn("A signer changed or withdrew something", said)
        self.assertIn("1 email queued", said)
        self.wait_for(lambda: self.bundle_states()[-1] == "sent")
        (mail,) = relay.to(office)
        (attachment,) = mail.iter_attachments()
        sent = hashlib.sha256(attachment.get_content()).hexdigest()
        first, second = self.bundles()
        digests = [next(it["pdf"]["sha256"] for it in json.loads((folder / "manifest.json").read_text())["offices"] if it["office"] == "member:X000001") for folder in (first, second)]
        self.assertNotEqual(*digests)
        self.assertEqual(sent, digests[1], "the file is the new bundle's")
        self.assertIn("1 constituent in CA-21", mail.get_body(("plain",)).get_content())
        text = text_of(second / next(iter(sorted(path.name for path in second.glob("*ortega.pdf")))))
        self.assertIn("Lucia Prueba", text)
        self.assertNotIn("Bo Muestra", text)
        self.assertIn("Nothing was sent", self.run_command("deliver", SLUG, *WITHOUT, "--yes", "--again", "member:X000001", code=1), "it arrived")

        body = urllib.parse.urlencode(dict(listing="unlisted")).encode()
        urllib.request.urlopen(self.own_page(relay, "lucia@signers.example"), body)
        said = self.run_command("deliver", SLUG, *WITHOUT, "--yes")
        self.assertIn("A signer changed or withdrew something", said, "whoever leaves the list leaves later bundles")
        self.assertIn("Nothing was sent", said)


    def test_a_deferred_mail_never_carries_a_person_who_deletes_their_signature(self):
        office = "scheduler@ortega.example"
        relay = Refusing(office, "451 4.7.1 greylisted, try again later")
        server = Controller(relay, hostname="127.0.0.1", port=free_port())
        server.start()
        self.addCleanup(server.stop)
        self.prepare(**self.smtp(server.port))
        self.campaign()
        self.start()
        edition = self.edition()
        for name in ("Lucia Prueba", "Bo Muestra"):
            self.sign(edition, f"{name.split()[0].lower()}@signers.example", name)
        self.wait_for(lambda: len(relay.mails) == 2)
        for mail in list(relay.mails):
            self.confirm(mail)
        self.run_command("deliver", SLUG, *WITHOUT, "--yes")
        deferred = "SELECT COUNT(*) FROM outbox WHERE recipient = ? AND state = 'queued' AND reply LIKE '451 %' AND lease IS NULL"
        self.wait_for(lambda: self.stored(deferred, office) == [1] and sorted(self.bundle_states()) == ["queued"] + ["sent"] * 3)

        page = urllib.request.urlopen(f"{self.own_page(relay, 'bo@signers.example')}/remove", b"sure=yes").read().decode()
        self.assertIn("No las podemos recuperar", page, "three offices have it")
        relay.refused = None
        self.assertEqual(sorted(self.bundle_states()), ["moot"] + ["sent"] * 3)
        said = self.run_command("deliver", SLUG, "--status")
        self.assertIn("3 sent, 1 withheld", said)
        self.assertIn(f"To send this office a new bundle, run: undersigned deliver {SLUG}", said)
        said = self.run_command("deliver", SLUG, *WITHOUT, "--plan")
        self.assertRegex(said, "Inés Ortega [^\n]+ \\(its last email was stopped\\)")
        self.assertIn("1 email queued", self.run_command("deliver", SLUG, *WITHOUT, "--yes"))
        self.wait_for(lambda: self.bundle_states()[-1] == "sent")
        (mail,) = relay.to(office)
        (attachment,) = mail.iter_attachments()
        received = self.folder / "received.pdf"
        received.write_bytes(attachment.get_content())
        self.assertIn("Lucia Prueba", text_of(received))
        self.assertNotIn("Bo Muestra", text_of(received))
        self.assertEqual(self.stored("SELECT COUNT(*) FROM outbox WHERE kind = 'bundle' AND state = 'sent'"), [4], "no office has two")
        self.assertIn("4 sent\n", self.run_command("deliver", SLUG, "--status"))


@only_with_a_file("it is about files")
class Files(Delivery):
    def test_what_is_private_is_readable_by_its_owner_only_and_nothing_foreign_is_touched(self):
        self.prepare()
        self.campaign()
        self.run_command("demo", "--organizations", 2, "--people", 6)
        beside = self.folder / "out.part"
        beside.mkdir()
        (beside / "mine").write_text("not yours")
        self.run_command("bundle", SLUG, *WITHOUT, "--out", self.folder / "out")
        self.assertEqual((beside / "mine").read_text(), "not yours")
        self.assertEqual(sorted(path.name for path in self.folder.glob("*out*")), ["out", "out.part"])
        self.run_command("export", SLUG, "--out", self.folder / "signers.csv")
        marked = (self.folder / "signers.csv").read_bytes()
        self.assertTrue(marked.startswith(b"\xef\xbb\xbfkind,"), "Excel needs the mark")
        self.run_command("export", SLUG, "--no-bom", "--force", "--out", self.folder / "signers.csv")
        self.assertEqual((self.folder / "signers.csv").read_bytes(), marked[3:])
        self.start()
        self.sign(self.edition(), "ana@example.org", "Ana Prueba")
        self.wait_for(lambda: list((self.folder / "mail").glob("*.eml")))
        private = [self.folder / "signers.csv", self.folder / "out", *(self.folder / "out").iterdir(), self.folder / "mail", *(self.folder / "mail").iterdir()]
        self.assertGreater(len(private), 10)
        for path in private:
            self.assertEqual(oct(path.stat().st_mode & 0o777), oct(0o700 if path.is_dir() else 0o600), path)


@only_with_a_file("what is left of a draft is in files")
class Interrupted(Delivery):
    def test_a_command_that_is_interrupted_leaves_no_draft(self):
        self.prepare()
        self.campaign()
        self.run_command("demo", "--organizations", 2, "--people", 20)
        out = self.folder / "out"
        for words, place, signum in (
            (("deliver", SLUG, *WITHOUT, "--yes"), self.folder / "bundles", signal.SIGTERM),
            (("bundle", SLUG, *WITHOUT, "--out", out), self.folder, signal.SIGTERM),
            (("bundle", SLUG, *WITHOUT, "--out", out), self.folder, signal.SIGHUP),
        ):
            drafts = lambda: list(place.glob(".*.????????????????"))
            with subprocess.Popen([self.program, *map(str, words)], cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as command:
                while command.poll() is None and not [draft for draft in drafts() if any(draft.glob("*.pdf"))]:
                    pass
                command.send_signal(signum)
            self.assertEqual(command.returncode, 128 + signum, words)
            self.assertEqual(drafts(), [], words)
            self.assertFalse(out.exists())
        self.assertEqual(self.bundle_states(), [])


class Frozen(Delivery):
    def test_a_file_that_changed_after_it_was_frozen_is_not_sent_and_the_others_name_their_bill(self):
        self.prepare(UNDERSIGNED_CONTENT__FOLDER="")
        letters = self.folder / "letters"
        shutil.copytree(ROOT / "letters", letters)
        head = letters / SLUG / "letter.toml"
        bills = 'bills = [{ number = "H.R. 1234", position = "support" }, "S. 567"]\n'
        head.write_text(bills + head.read_text().replace("[delivery]\n", '[delivery]\ncc = ["The Honorable Ana Ruiz", "Farm Workers Union"]\n'))
        self.environment["UNDERSIGNED_CONTENT__FOLDER"] = str(letters)
        self.campaign()
        self.run_command("demo", "--letter", SLUG, "--organizations", 2, "--people", 6)
        self.run_command("deliver", SLUG, *WITHOUT, "--yes")
        (folder,) = self.bundles()
        office = next(it for it in json.loads((folder / "manifest.json").read_text())["offices"] if it["office"] == "member:X000001")
        changed = folder / office["pdf"]["file"]
        content = bytearray(changed.read_bytes())
        content[len(content) // 2] ^= 1
        self.database.change_frozen(changed, content)
        self.start()
        states = lambda: [it["state"] for it in json.loads(self.run_command("deliver", SLUG, "--status", "--json"))]
        self.wait_for(lambda: states().count("sent") == 3)
        self.wait_for(lambda: [it for it in json.loads(self.run_command("deliver", SLUG, "--status", "--json")) if "changed after it was frozen" in (it["reply"] or "")])
        mails = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in (self.folder / "mail").glob("*.eml")]
        self.assertEqual(len(mails), 3)
        self.assertNotIn("scheduler@ortega.example", {address_of(mail) for mail in mails})
        for mail in mails:
            self.assertRegex(mail["Subject"], r"^Demonstration, not a real letter: Letter from \d+ .*: Support H\.R\. 1234, S\. 567, ")
            (attachment,) = mail.iter_attachments()
            self.assertRegex(attachment.get_filename(), r"^coalition-for-migration-hr1234-[a-z0-9-]+-2026-12-01\.pdf$")
            for kind in ("plain", "html"):
                self.assertIn("Re: Support H.R. 1234, S. 567", mail.get_body((kind,)).get_content())
            received = self.folder / "received.pdf"
            received.write_bytes(attachment.get_content())
            self.assertRegex(text_of(received), r"Re: Support H\.R\. 1234, S\. 567 \(Workers on temporary visas [^)]+\) Dear .* cc: The Honorable Ana Ruiz; Farm Workers Union ")


class Revised(Delivery):
    def test_an_office_that_has_an_earlier_text_is_told_that_the_next_one_replaces_it(self):
        self.prepare(UNDERSIGNED_CONTENT__FOLDER="")
        letters = self.folder / "letters"
        shutil.copytree(ROOT / "letters", letters)
        self.environment["UNDERSIGNED_CONTENT__FOLDER"] = str(letters)
        self.campaign()
        self.run_command("demo", "--letter", SLUG, "--organizations", 2, "--people", 6)
        self.assertNotIn("earlier version", self.run_command("deliver", SLUG, *WITHOUT, "--yes"))
        self.start()
        self.wait_for(lambda: self.bundle_states() == ["sent"] * 4)
        self.service.terminate()
        self.service.wait(30)
        # One was refused, and of one nobody knows.
        self.change("UPDATE outbox SET state = 'failed' WHERE recipient = 'legislation@lin.example'")
        self.change("UPDATE outbox SET state = 'uncertain' WHERE recipient = 'exec-sec@labor.example'")
        (head,) = letters.glob(f"{SLUG}/letter.toml")
        head.write_text(re.sub("(?m)^revision = 1$", "revision = 2", head.read_text()))
        for edition in head.parent.glob("*.md"):
            edition.write_text(edition.read_text() + "\nAnd one thing more.\n")
        self.run_command("letters", "publish")
        # One organization stays with the earlier text.
        stays = "(SELECT MIN(id) FROM signatures WHERE kind = 'organization' AND state = 'confirmed')"
        self.change(f"UPDATE signatures SET revision = 2 WHERE id <> {stays}")
        self.change("UPDATE tally SET revision = 2, organizations = organizations - 1")
        self.change("INSERT INTO tally (letter, revision, organizations) VALUES (?, 1, 1)", SLUG)
        self.run_command("contacts", "stop", "recipient:labor-secretary")
        plan = self.run_command("deliver", SLUG, *WITHOUT, "--plan")
        self.assertIn("  1 signature is on an earlier version and is not included\n", plan)
        self.assertRegex(plan, r"  1 office has an earlier version and keeps it, because it doesn't get this one: [^\n]+ \(revision 1, sent on 2026-12-01\)\n")
        plan = json.loads(self.run_command("deliver", SLUG, *WITHOUT, "--plan", "--json").split("\n}\n")[0] + "}")
        self.assertEqual((plan["revision"], plan["earlier_signatures"]), (2, 1))
        self.assertEqual([(it["office"], it["revision"], it["sent_on"]) for it in plan["keep_earlier"]], [("recipient:labor-secretary", 1, "2026-12-01")])
        self.run_command("contacts", "stop", "recipient:labor-secretary", "--undo")
        planned = json.loads(self.run_command("deliver", SLUG, *WITHOUT, "--plan", "--json").split("\n}\n")[0] + "}")["offices"]
        words = "This is a revised letter. It replaces the letter we sent you on December 1, 2026."
        had = {it["address"]: it["replaces"] for it in planned if it["outcome"] == "send"}
        told = {"revision": 1, "sent_on": "2026-12-01", "words": words}
        self.assertEqual(had, {"legislation@lin.example": None, **{to: told for to in ("scheduler@ortega.example", "judiciary-minority@house.example", "exec-sec@labor.example")}})
        plan = self.run_command("deliver", SLUG, *WITHOUT, "--plan")
        self.assertIn("3 offices already have an earlier version of this letter", plan)
        self.assertEqual(plan.count("(replaces revision 1, sent on 2026-12-01)"), 3)
        refused = "UPDATE outbox SET state = 'failed' WHERE state = 'uncertain'"
        doubtful = "UPDATE outbox SET state = 'uncertain' WHERE recipient = 'exec-sec@labor.example'"
        question, said = self.asked(lambda: self.change(refused))
        self.assertEqual(question, "Send 4 emails, 3 of which replace an earlier version? Type yes to continue:\n")
        self.assertIn("an email with an earlier version was sent or failed in the meantime, so nothing was sent", said)
        self.change(doubtful)
        self.assertIn("4 emails queued", self.asked(lambda: None)[1])
        before = set((self.folder / "mail").glob("*.eml"))
        self.start()
        self.wait_for(lambda: self.bundle_states()[4:] == ["sent"] * 4)
        mails = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in set((self.folder / "mail").glob("*.eml")) - before]
        manifests = [json.loads((bundle / "manifest.json").read_text()) for bundle in self.bundles()]
        (manifest,) = [it for it in manifests if it["revision"] == 2]
        self.assertEqual(sorted(it["replaces"] is None for it in manifest["offices"]), [False] * 3 + [True])
        self.assertEqual(len(mails), 4)
        for mail in mails:
            received = self.folder / "received.pdf"
            (attachment,) = mail.iter_attachments()
            received.write_bytes(attachment.get_content())
            page_one = text_of(received).split("Page 1 of")[0]
            for part in (page_one, mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()):
                self.assertEqual(words in part, address_of(mail) != "legislation@lin.example")
            named = re.search("This PDF lists .+", mail.get_body(("plain",)).get_content()).group(0).strip()
            self.assertIn(named, text_of(received), "the pages say of themselves what the mail says")
        self.service.terminate()
        self.service.wait(30)
        self.assertNotIn("replaces", self.run_command("deliver", SLUG, *WITHOUT, "--plan"))
        self.change(refused.replace("'uncertain'", "'sent' AND subject_id = 1"))
        self.assertIn("The record of an earlier version sent to an office changed since the last bundle", self.run_command("deliver", SLUG, *WITHOUT, "--plan"))

    def asked(self, meanwhile):
        """Answers yes when `deliver` asks, after something happened; answers the question, and what came then."""
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        with subprocess.Popen([self.program, "deliver", SLUG, *WITHOUT], cwd=ROOT, env=self.environment, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as deliver:
            os.close(theirs)
            question = next(line for line in deliver.stdout if line.startswith("Send "))
            meanwhile()
            os.write(ours, b"yes\n")
            return question, deliver.stdout.read()


class Workbook(Delivery):
    SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

    def rows(self, file):
        """Each row of a workbook's first sheet, by column: a cell's type (inlineStr, b; n: a number or a time) and value."""
        with zipfile.ZipFile(file) as packed:
            sheet = ElementTree.fromstring(packed.read("xl/worksheets/sheet1.xml"))
        column = lambda cell: cell.get("r").rstrip("0123456789")
        content = lambda cell: (cell.get("t", "n"), "".join(cell.itertext()))
        return [{column(cell): content(cell) for cell in row.iter(f"{self.SHEET}c")} for row in sheet.iter(f"{self.SHEET}row")]

    def test_a_workbook_keeps_zips_as_text_and_has_times_of_the_letters_zone(self):
        self.start()
        self.sign(self.edition(), "ana@example.org", "Ana Prueba", state="MA", city="Agawam", postal_code="01001", affiliation="1E5", title="2026-11-01", comment="=1+1")
        self.wait_for(lambda: list((self.folder / "mail").glob("*.eml")))
        (path,) = (self.folder / "mail").glob("*.eml")
        self.confirm(message_from_bytes(path.read_bytes(), policy=policy.default))
        file = self.folder / "signers.xlsx"
        self.assertIn(f"Exported 1 signature to {file}", self.run_command("export", SLUG, "--format", "xlsx", "--out", file))
        self.assertEqual(oct(file.stat().st_mode & 0o777), oct(0o600))
        headings, row = self.rows(file)
        cells = {heading: row.get(column) for column, (_, heading) in headings.items()}
        for heading, typed in (("ZIP or postal code", "01001"), ("Organization or employer", "1E5"), ("Title or occupation", "2026-11-01"), ("Message to Congress", "=1+1"), ("State", "MA")):
            self.assertEqual(cells[heading], ("inlineStr", typed))
        self.assertEqual(cells["Agreed to updates"], ("b", "0"))
        kind, days = cells["Confirmed (America/New_York)"]
        # December 1, 2026 is day 46357 of spreadsheets; noon in UTC is 7 am there.
        self.assertEqual((kind, round(float(days) * 24 - 46357 * 24)), ("n", 7))
        self.assertIn("choose another file, or pass --force", self.run_command("export", SLUG, "--format", "xlsx", "--out", file, code=1))

    @only_with_a_file("it is about where commands write")
    def test_a_dash_is_standard_output_and_a_workbook_is_shown_on_no_terminal(self):
        self.prepare()
        self.campaign()
        here = self.folder / "here"
        here.mkdir()
        self.environment.update(UNDERSIGNED_CONTENT__FOLDER=str(ROOT / "letters"), ROCKET_CONFIG=str(ROOT / "Rocket.toml"))

        def run(*words, stdout=subprocess.PIPE):
            return subprocess.run([self.program, *words], cwd=here, env=self.environment, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE)
        for words, begins in ((("export", SLUG), b"\xef\xbb\xbfkind,"), (("export", SLUG, "--format", "xlsx"), b"PK"), (("contacts", "export"), b"\xef\xbb\xbfoffice,")):
            done = run(*words, "--out", "-")
            self.assertEqual((done.returncode, done.stdout[: len(begins)]), (0, begins), done.stderr)
        for words in (("bundle", SLUG, *WITHOUT, "--out", "-"), ("backup", "-")):
            done = run(*words)
            self.assertEqual(done.returncode, 1)
            self.assertIn(b"- means standard output", done.stderr)
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        self.addCleanup(os.close, theirs)
        for out in ((), ("--out", "-"), ("--out", os.ttyname(theirs))):
            done = run("export", SLUG, "--format", "xlsx", *out, stdout=theirs)
            self.assertEqual(done.returncode, 1, out)
            self.assertIn(b"can't print a workbook to a terminal: pass --out FILE.xlsx", done.stderr)
        self.assertEqual(list(here.iterdir()), [], "no file is called so")


class Invented(Delivery):
    def test_a_demonstration_says_so_in_every_part_and_never_leaves_the_machine(self):
        self.prepare()
        self.campaign()
        self.run_command("demo", "--organizations", 2, "--people", 20)
        self.run_command("deliver", SLUG, *WITHOUT, "--yes")
        relay = Silent()
        server = Controller(relay, hostname="127.0.0.1", port=free_port())
        server.start()
        self.addCleanup(server.stop)
        self.addCleanup(relay.end.set)
        # Owed while mail went into a folder; then the settings change.
        self.start(**self.smtp(server.port))
        self.wait_for(lambda: self.stored("SELECT COUNT(*) FROM outbox WHERE kind = 'bundle' AND reply IS NULL")[0] == 0)
        self.assertEqual(relay.count, 0)
        (why,) = set(self.stored("SELECT reply FROM outbox WHERE kind = 'bundle'"))
        self.assertIn("the bundle contains demo data: refusing to send it to a real office", why)
        self.service.terminate()
        self.service.wait(30)
        self.change("UPDATE outbox SET due_at = created_at WHERE kind = 'bundle'")
        self.start(UNDERSIGNED_MAIL__TRANSPORT="folder")
        mails = self.folder / "mail"
        self.wait_for(lambda: set(self.bundle_states()) == {"sent"})
        for file in mails.glob("*.eml"):
            mail = message_from_bytes(file.read_bytes(), policy=policy.default)
            self.assertRegex(mail["Subject"], "^Demonstration, not a real letter: ")
            for kind in ("plain", "html"):
                self.assertIn("the names and numbers in this email and the attached file are made up", mail.get_body((kind,)).get_content())


class Silent:
    """Takes a mail and then says nothing, as a relay does whose answer is lost."""

    def __init__(self):
        self.taken = threading.Event()
        self.count = 0
        self.end = threading.Event()

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        self.taken.set()
        import asyncio

        await asyncio.get_running_loop().run_in_executor(None, self.end.wait)
        return "250 2.0.0 too late"


class Uncertain(Delivery):
    def test_a_crash_before_the_answer_leaves_the_delivery_uncertain_and_nothing_is_sent_twice(self):
        relay = Silent()
        server = Controller(relay, hostname="127.0.0.1", port=free_port())
        server.start()
        self.addCleanup(server.stop)
        self.addCleanup(relay.end.set)
        self.prepare(**self.smtp(server.port), UNDERSIGNED_MAIL__CONNECTIONS="1")
        self.campaign()
        self.run_command("demo", "--organizations", 2, "--people", 20)
        self.assertIn("are demo data: refusing to send it to a real office", self.run_command("deliver", SLUG, *WITHOUT, "--yes", code=1))
        self.change("UPDATE signatures SET demonstration = FALSE")
        self.run_command("deliver", SLUG, *WITHOUT, "--yes")
        self.start()
        self.assertTrue(relay.taken.wait(60), "the relay took a mail")
        self.service.send_signal(signal.SIGKILL)
        self.service.wait()
        self.assertEqual(self.bundle_states().count("uncertain"), 0)
        # After the lease has ended, the same database under a service that finds no relay.
        self.environment["UNDERSIGNED_CLOCK__OFFSET_SECONDS"] = str(int(self.environment["UNDERSIGNED_CLOCK__OFFSET_SECONDS"]) + 600)
        self.start(UNDERSIGNED_MAIL__PORT=str(free_port()))
        self.wait_for(lambda: "uncertain" in self.bundle_states())
        self.assertEqual(self.bundle_states().count("uncertain"), 1)
        self.assertEqual(relay.count, 1)
        said = self.run_command("deliver", SLUG, *WITHOUT, "--yes")
        self.assertIn("  1 uncertain", said)
        self.assertIn("Nothing was sent", said)
        office = re.search(r"uncertain: .* \(to resend, pass (--again \S+)\)", said).group(1).split()
        self.run_command("deliver", SLUG, *WITHOUT, "--yes", *office)
        self.assertEqual(len(self.bundle_states()), 5, "one more mail, because staff say so")
        self.assertIn("Nothing was sent", self.run_command("deliver", SLUG, *WITHOUT, "--yes", *office, code=1), "it is owed now")


if __name__ == "__main__":
    unittest.main()
