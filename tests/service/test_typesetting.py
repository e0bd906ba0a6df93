"""The child that sets pages has limits of its own, and ends with the process that ordered it."""

import array
import fcntl
import json
import os
import signal
import subprocess
import sys
import termios
import time
import unittest
from pathlib import Path

from database import only_with_a_file
from service import ServiceTest

PIPE = 65_536  # what a pipe holds: a child that says more waits until somebody reads

# Orders a child in a process of its own, and waits to be killed.
ORDERS = """
import json, os, subprocess, sys, time
order = json.load(sys.stdin)
order["parent"] = os.getpid()
child = subprocess.Popen([sys.argv[1], "typeset"], stdin=subprocess.PIPE, stdout=int(sys.argv[2]), stderr=subprocess.DEVNULL)
os.close(int(sys.argv[2]))
child.stdin.write(json.dumps(order).encode())
child.stdin.close()
print(child.pid, flush=True)
time.sleep(600)
"""


@only_with_a_file("setting pages needs no database")
class Typesetting(ServiceTest):
    def order(self, **more):
        # No font has signs for private use, and the child names each that it can't show: more than a pipe holds.
        texts = [chr(number) for number in range(0xF0000, 0xF4000)]
        return dict(work="look", sheet={"texts": texts}, images={}, fonts=[], unshown=[], megabytes=2048, cpu_seconds=1234, parent=os.getpid(), **more)

    def until(self, ready, what):
        for _ in range(1200):
            if ready():
                return
            time.sleep(0.05)
        self.fail(what)

    def test_a_child_is_limited_and_ends_when_its_parent_is_killed(self):
        self.prepare()
        reads, writes = os.pipe()
        self.addCleanup(os.close, reads)
        command = [sys.executable, "-c", ORDERS, str(self.program), str(writes)]
        parent = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=[writes], text=True)
        self.addCleanup(parent.wait)
        self.addCleanup(parent.kill)
        self.addCleanup(parent.stdout.close)
        os.close(writes)
        parent.stdin.write(json.dumps(self.order()))
        parent.stdin.close()
        child = int(parent.stdout.readline())
        waiting = array.array("i", [0])

        def is_full():
            fcntl.ioctl(reads, termios.FIONREAD, waiting)
            return waiting[0] >= PIPE

        self.until(is_full, "the child answers, and waits for somebody who reads")
        limits = Path(f"/proc/{child}/limits").read_text()
        self.assertRegex(limits, r"Max cpu time +1234 +1234 ")
        self.assertRegex(limits, rf"Max address space +{2048 << 20} +{2048 << 20} ")
        parent.send_signal(signal.SIGKILL)
        parent.wait()

        def is_gone():
            try:
                state = Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()[0]
            except (FileNotFoundError, ProcessLookupError):
                return True
            return state in "ZX"

        self.until(is_gone, "the child ends with its parent, though nobody reads what it says")

    def test_a_child_whose_parent_ended_before_it_was_limited_sets_nothing(self):
        self.prepare()
        order = json.dumps({**self.order(), "parent": 1})
        done = subprocess.run([self.program, "typeset"], input=order, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("the parent process has ended", done.stderr)


if __name__ == "__main__":
    unittest.main()
