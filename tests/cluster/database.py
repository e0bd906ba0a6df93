"""One database machine: Patroni, and the PostgreSQL that it starts."""

import json
import os
import re
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

from parts import Part, kill_tree, state_of, wait_until


class Database:
    """Named db-1 or db-2."""

    def __init__(self, name, folder, settings, user, programs):
        self.name, self.folder, self.programs = name, folder, programs
        self.port, self.rest = settings["port"], f"http://127.0.0.1:{settings['rest_port']}"
        self.data, self.password = Path(settings["folder"]), settings["superuser_password"]
        configuration = folder / "patroni.yml"
        self.log = folder / "log"
        # Debian's PostgreSQL finds its messages by LANG; the tests read them in English.
        self.user = user
        self.patroni = Part(f"Patroni of {name}", self.log, ["/usr/bin/patroni", configuration], user, {"LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"}, folder)

    def start(self):
        """As the unit with patroni.conf does: Patroni starts PostgreSQL, and never finds it running."""
        if self.postmaster() and state_of(self.postmaster()):
            stop = Part(f"PostgreSQL of {self.name}", self.log, [f"{self.programs}/pg_ctl", f"--pgdata={self.data}", "--mode=fast", "--wait", "stop"], self.user, folder=self.folder)
            stop.start()
            stop.process.wait()
        self.patroni.start()

    def ask(self, sql, database="undersigned", seconds=10):
        """Rows of a query as lists of text, or None if the server does not answer."""
        words = [f"{self.programs}/psql", "-XAtq", "-F", "\x1f", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-d", database, "-c", sql]
        environment = {**os.environ, "PGPASSWORD": self.password, "PGCONNECT_TIMEOUT": "3", "LC_ALL": "C.UTF-8", "PGCLIENTENCODING": "UTF8"}
        try:
            done = subprocess.run(words, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=seconds)
        except subprocess.TimeoutExpired:
            return None
        if done.returncode:
            self.said = done.stderr.strip()
            return None
        return [line.split("\x1f") for line in done.stdout.splitlines()]

    def takes_writes(self):
        """Whether it has been promoted, or never was a standby."""
        return self.ask("SELECT pg_is_in_recovery()", "postgres", 3) == [["f"]]

    def status(self):
        """What Patroni says of its server."""
        try:
            return json.loads(urllib.request.urlopen(f"{self.rest}/patroni", timeout=3).read())
        except urllib.error.HTTPError as error:
            return json.loads(error.read())
        except (OSError, ValueError):
            return {}

    def postmaster(self):
        try:
            return int((self.data / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def wal_senders(self):
        """The processes that send to the standby."""
        rows = self.ask("SELECT pid FROM pg_stat_replication WHERE application_name LIKE 'db-%'", "postgres")
        return [int(pid) for (pid,) in rows or []]

    def kill_server(self):
        """PostgreSQL and all its processes; Patroni stays."""
        kill_tree(self.postmaster())

    def kill_machine(self):
        """Patroni first, so that it can't tell anyone."""
        self.patroni.kill()
        self.kill_server()

    def stop(self):
        self.patroni.stop()
        kill_tree(self.postmaster())

    def rewinds(self):
        """How often it was made to follow another server although it had gone on by itself: rewound, or copied anew."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return len(re.findall(r"running pg_rewind from \S+=", text)), len(re.findall("Removing data directory", text))


def sync_standby(databases):
    """The standby that commits wait for, if there is one."""
    for each in databases:
        rows = each.ask("SELECT application_name FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum') AND state = 'streaming'", "postgres", 3)
        if rows:
            return rows[0][0]
    return None


def leader(databases):
    """The one that takes writes; None while there is none."""
    found = [each for each in databases if each.takes_writes()]
    return found[0] if len(found) == 1 else None


def wait_for_both(databases, synchronous, seconds=180):
    """Waits until one leads and the other follows it, as the configuration wants."""

    def ready():
        first = leader(databases)
        if not first:
            return None
        if synchronous:
            return first if sync_standby([first]) else None
        rows = first.ask("SELECT 1 FROM pg_stat_replication WHERE state = 'streaming' AND application_name LIKE 'db-%'", "postgres", 3)
        return first if rows else None

    return wait_until("the databases have not found each other", ready, seconds, 0.2)
