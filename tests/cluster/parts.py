"""The programs that a cluster is made of: started, killed, ended."""

import os
import pwd
import signal
import socket
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class NotThere(Exception):
    """What can't be started, in words for whoever typed the command."""


def free_ports(count):
    """Ports of 127.0.0.1 that nobody has, each another one."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def plain_user():
    """Whose the databases are: PostgreSQL does not run as root. None: whoever runs this."""
    if os.getuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def wait_until(what, ready, seconds=120, every=0.1):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = ready()
        if found:
            return found
        time.sleep(every)
    raise NotThere(f"after {seconds} seconds: {what}")


def state_of(pid):
    """One letter, and the parent; None if there is no such process, or nothing of it but its end to be noticed."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state in "ZX" else (state, int(parent))


def children_of(pid):
    found = []
    for each in filter(str.isdigit, os.listdir("/proc")):
        state = state_of(each)
        if state and state[1] == pid:
            found.append(int(each))
    return found


def kill_tree(pid):
    """Kills a process and its children at one moment: it is stopped first, and starts no others meanwhile."""
    if not pid or not state_of(pid):
        return
    os.kill(pid, signal.SIGSTOP)
    wait_until(f"process {pid} stops", lambda: (state_of(pid) or "T")[0] == "T", every=0.001)
    doomed = [pid, *children_of(pid)]
    for each in doomed:
        try:
            os.kill(each, signal.SIGKILL)
        except ProcessLookupError:
            pass
    wait_until(f"process {pid} ends", lambda: not any(map(state_of, doomed)), every=0.01)


class Part:
    """One program with a log. It is to be started by the main thread, with which it ends."""

    def __init__(self, name, log, words, user=None, environment=None, folder=ROOT):
        self.name, self.log, self.folder = name, Path(log), folder
        self.environment = {**os.environ, **(environment or {})}
        as_user = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"] if user else []
        # The kernel ends it if whoever started it is killed.
        self.words = ["setpriv", *as_user, "--pdeathsig", "TERM", "--", *map(str, words)]
        self.process = None

    def start(self):
        with open(self.log, "ab") as log:
            # In a session of its own, so that Ctrl-C reaches only the one who ends all, in order.
            self.process = subprocess.Popen(self.words, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)

    def runs(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        if self.runs():
            self.process.kill()
            self.process.wait()

    def stop(self, seconds=15):
        if not self.runs():
            return
        self.process.terminate()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()

    def check(self):
        if not self.runs():
            end = self.log.read_text(errors="replace").strip().splitlines()[-8:]
            raise NotThere(f"{self.name} has ended:\n  " + "\n  ".join(end))
