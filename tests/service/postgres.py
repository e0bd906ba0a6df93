"""A PostgreSQL of a test's own on a free port, which may be stopped, killed and starved."""

import os
import pwd
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from service import free_port

BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
SETTINGS = {"listen_addresses": "127.0.0.1", "max_locks_per_transaction": 256, "shared_buffers": "32MB", "max_wal_size": "4MB", "min_wal_size": "2MB"}


class Postgres:
    def __init__(self, log=None):
        """`log`: another place for its write-ahead log."""
        self.place = tempfile.TemporaryDirectory(prefix="postgres")
        self.folder = Path(self.place.name)
        self.data, self.port = self.folder / "data", free_port()
        self.url = f"postgres://undersigned@127.0.0.1:{self.port}/postgres"
        self.user = pwd.getpwnam("postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name)
        # It refuses to run as root.
        self.as_user = dict(user=self.user.pw_uid, group=self.user.pw_gid, extra_groups=[]) if os.geteuid() == 0 else {}
        self.own(self.folder)
        self.make(*(["-X", log] if log else []))

    def make(self, *words):
        self.run("initdb", "-D", self.data, "-U", "undersigned", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--wal-segsize=1", "--no-sync", *words)

    def own(self, path):
        """Gives a folder to the server's user."""
        os.chown(path, self.user.pw_uid, self.user.pw_gid)

    def run(self, program, *words):
        """Runs one of its programs as its user; answers what it said."""
        # The server that `pg_ctl` leaves behind must not keep a pipe open.
        with tempfile.TemporaryFile("w+") as said:
            done = subprocess.run([BIN / program, *map(str, words)], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said, **self.as_user)
            said.seek(0)
            text = said.read()
        assert done.returncode == 0, text
        return text

    def start(self, **settings):
        words = " ".join(f"-c {name}={value}" for name, value in {**SETTINGS, "port": self.port, "unix_socket_directories": self.folder, **settings}.items())
        self.run("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "-o", words, "start")

    def stop(self, how="fast"):
        """Stops it; `immediate` is how a crash looks to everybody else."""
        self.run("pg_ctl", "-D", self.data, "-w", "-m", how, "stop")

    def sql(self, sql):
        return self.run("psql", "-X", "-v", "ON_ERROR_STOP=1", "-qAt", "-d", self.url, "-c", sql)

    def runs(self):
        return subprocess.run([BIN / "pg_ctl", "-D", self.data, "status"], stdout=subprocess.DEVNULL, **self.as_user).returncode == 0

    def remove(self):
        if self.runs():
            self.stop("immediate")
        self.place.cleanup()


class Standby(Postgres):
    """A standby of a server that runs."""

    def __init__(self, primary):
        self.primary = primary
        super().__init__()

    @contextmanager
    def silent(self):
        """Its processes are there, and do nothing."""
        postmaster = int((self.data / "postmaster.pid").read_text().split()[0])
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(postmaster)], capture_output=True, text=True).stdout.split()
        processes = [postmaster, *map(int, children)]
        for process in processes:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                os.kill(process, signal.SIGCONT)

    def make(self):
        self.run("pg_basebackup", "-D", self.data, "-R", "-c", "fast", "--no-sync", "-d", f"{self.primary.url}?application_name=standby")
