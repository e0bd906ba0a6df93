"""Letters with offices of their own, delivered one after another by the service's own command."""

import shutil
import subprocess
import threading
from datetime import date, timedelta

from parts import ROOT
from sink import OFFICES

OFFICES_A_LETTER = 4


def write_letters(folder, count):
    """Writes `count` letters that are open, each to offices that no other has; returns their names, and a table of contacts."""
    shutil.copytree(ROOT / "letters/_site", folder / "_site")
    began, contacts = date.today() - timedelta(days=7), ["office,email,name,source,verified_on"]
    slugs = [f"letter-{number:03}" for number in range(count)]
    for slug in slugs:
        (folder / slug).mkdir()
        keys = [f"{slug}-{n}" for n in range(OFFICES_A_LETTER)]
        recipients = "".join(f'[[delivery.recipients]]\nkey = "{key}"\nname = "The Office {key}"\naddress = ["1 Main Street", "Washington, DC 20001"]\nsalutation = "Dear Office:"\n' for key in keys)
        settings = f'kind = "letter"\nrevision = 1\npublished = {began}\ntopics = ["workers"]\n\n[signing]\norganizations = false\npeople = true\ntime_zone = "America/New_York"\nopens = {began}T09:00:00\n\n[delivery]\n{recipients}'
        (folder / slug / "letter.toml").write_text(settings)
        (folder / slug / "en.md").write_text('+++\ntitle = "A letter to four offices"\nsummary = "A letter that a test delivers."\naddressees = ["To four offices"]\nsalutation = "Dear Offices:"\nasks = ["Read this."]\n+++\n\nPlease read this.\n')
        contacts += [f"recipient:{key},{key}@{OFFICES},,a test,{began}" for key in keys]
    table = folder.parent / "contacts.csv"
    table.write_text("\n".join(contacts) + "\n")
    return slugs, table


class Delivering:
    """A thread that delivers a letter every few seconds."""

    def __init__(self, program, environment, load, letters, pause=8):
        self.words, self.load, self.letters, self.pause = [program, "deliver"], load, letters, pause
        self.environment, self.over = environment, threading.Event()
        self.done, self.said = [], ""
        self.thread = threading.Thread(target=self.run, daemon=True)

    def acknowledged(self):
        """The addresses of the offices of letters whose delivery was acknowledged."""
        return {f"{slug}-{n}@{OFFICES}" for slug in list(self.done) for n in range(OFFICES_A_LETTER)}

    def run(self):
        while len(self.done) < len(self.letters) and not self.over.wait(self.pause):
            self.deliver(self.letters[len(self.done)])

    def deliver(self, slug):
        done = subprocess.run([*self.words, slug, "--yes"], cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        self.said = done.stdout + done.stderr
        # The second answer follows an attempt of which no answer came.
        if done.returncode == 0 and (f"{OFFICES_A_LETTER} emails queued" in self.said or "Nothing was sent" in self.said):
            self.done.append(slug)
            self.load.delivered = len(self.done)

    def stop(self):
        self.over.set()
        self.thread.join(120)
