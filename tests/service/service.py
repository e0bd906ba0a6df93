"""A real service for one test: its own folder, a free port, a database, and what was stored."""

import os
import re
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from database import SERVER, File, Schema

ROOT = Path(__file__).resolve().parents[2]
LETTER = "letters/protect-temporary-visa-workers"
NOON = 1796126400  # 2026-12-01T12:00:00Z: both sample letters are open


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class ServiceTest(unittest.TestCase):
    log = None  # where the service's log goes; the tests' own without it
    server = SERVER  # where it stores; in a file without it

    def prepare(self, **settings):
        """A folder of its own and settings by environment, for the service and for commands."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.store_at(f"{folder.name}/test.db")
        self.base = f"http://127.0.0.1:{free_port()}"
        usual = {
            "ROCKET_PORT": self.base.rsplit(":", 1)[1],
            **self.database.settings(),
            "UNDERSIGNED_MAIL__FOLDER": f"{folder.name}/mail",
            "UNDERSIGNED_DELIVERY__FOLDER": f"{folder.name}/bundles",
            "UNDERSIGNED_CLOCK__OFFSET_SECONDS": str(NOON - int(time.time())),
            "UNDERSIGNED_SIGNING__FORM_LEAST_SECONDS": "0",
            "UNDERSIGNED_SIGNING__LINKS_WAIT_SECONDS": "0",
            # The tests' signers share a domain.
            "UNDERSIGNED_QUOTAS__SIGNINGS_PER_HOUR_PER_DOMAIN": "100000",
            "UNDERSIGNED_QUOTAS__UNUSUAL_PER_DOMAIN": "100000",
            "UNDERSIGNED_QUOTAS__COUNTED_PER_DAY_PER_DOMAIN": "100000",
            "UNDERSIGNED_LOG": "undersigned=warn",
        }
        target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
        self.program = target / "debug/undersigned"
        self.environment = {**os.environ, **usual, **settings}

    def run_command(self, *words, code=0):
        """Runs a subcommand; answers what it said."""
        done = subprocess.run([self.program, *map(str, words)], cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def start(self, **settings):
        """Starts the service, with more settings by environment; a second start keeps folder and database."""
        if not hasattr(self, "environment"):
            self.prepare()
        self.environment.update(settings)
        self.service = subprocess.Popen([self.program], cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL, stderr=self.log)
        self.addCleanup(self.service.wait)
        self.addCleanup(self.service.kill)
        self.wait_for(self.answers)

    def wait_for(self, ready):
        """Waits for as long as a slow machine may need."""
        for _ in range(2_400):
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

    def edition(self):
        form = urllib.request.urlopen(f"{self.base}/es/{LETTER}/sign").read().decode()
        self.opened = re.search(r'name="opened" value="([0-9a-f.]+)"', form).group(1)
        return re.search(r'name="edition" value="([0-9a-f]{64})"', form).group(1)

    def sign(self, edition, email, name, **more):
        """Signs as a person; answers the address of the page that it led to."""
        usual = dict(city="Fresno", country="US", state="CA", postal_code="93701", listing="full")
        fields = dict(edition=edition, opened=self.opened, name=name, email=email, **{**usual, **more})
        body = urllib.parse.urlencode(fields).encode()
        return urllib.request.urlopen(f"{self.base}/es/{LETTER}/signatures/people", body).url

    def try_to_sign(self, edition, email):
        """The status of the answer, its page, and what `Retry-After` says."""
        try:
            self.sign(edition, email, "Ana Prueba")
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode(), refused.headers["Retry-After"]
        return 200, "", None

    def press(self, link):
        """Presses the button of a link that confirms or approves, with the version that its page shows; answers the page."""
        version = re.search(r'name="version" value="(\d+)"', urllib.request.urlopen(link).read().decode()).group(1)
        return urllib.request.urlopen(link, f"version={version}".encode()).read().decode()

    def store_at(self, path):
        """The database: a file at a path, or a schema of its own for whom it is beside."""
        self.database = Schema(self.server, path) if self.server else File(path)
        self.addCleanup(self.database.drop)

    def stored(self, sql, *values):
        """The values of a column; booleans are 0 and 1."""
        return [value for (value,) in self.database.rows(sql, values)]

    def bundles(self):
        """The frozen bundles, oldest first, each as a folder."""
        return self.database.bundles(self.folder)

    def change(self, sql, *values):
        """For states that nobody brings about in a test's time; the service does not run."""
        self.database.change(sql, values)
