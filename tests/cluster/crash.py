"""script/crash."""

import argparse
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from cluster import Cluster
from database import wait_for_both
from delivering import Delivering, write_letters
from kills import Killer, drawn, two_lead
from load import Load
from parts import ROOT, NotThere, free_ports, wait_until
from proof import Proof
from single import Single
from sink import Sink

# The signers share a network and a domain, and nobody waits.
SETTINGS = {
    "UNDERSIGNED_SIGNING__FORM_LEAST_SECONDS": "0",
    "UNDERSIGNED_SIGNING__SCANNER_SECONDS": "0",
    "UNDERSIGNED_MAIL__TRANSPORT": "smtp",
    "UNDERSIGNED_MAIL__HOST": "127.0.0.1",
    "UNDERSIGNED_MAIL__SECURITY": "none",
    "UNDERSIGNED_MAIL__CONNECTIONS": "8",
    **{f"UNDERSIGNED_QUOTAS__{name}": "1000000" for name in (
        "SIGNINGS_PER_HOUR_PER_ADDRESS", "SIGNINGS_PER_HOUR_PER_RANGE", "SIGNINGS_PER_MINUTE_IN_ALL", "SIGNINGS_PER_HOUR_PER_DOMAIN",
        "COUNTED_PER_DAY_PER_DOMAIN", "UNUSUAL_PER_TEN_MINUTES", "UNUSUAL_PER_DOMAIN",
    )},
}


def options(usage):
    parser = argparse.ArgumentParser("script/crash", description=usage, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cluster", action="store_true", help="two nodes on two databases, instead of one node on a file")
    parser.add_argument("--kills", type=int, default=100, help="how many (100)")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000), help="what is killed when; a run says its own")
    parser.add_argument("--without-synchronous", action="store_true", help="loses something on purpose, and fails if that is not seen")
    return parser


def main(words, usage):
    parser = options(usage)
    asked = parser.parse_args(words)
    if asked.without_synchronous and not asked.cluster:
        parser.error("--without-synchronous is about a cluster: add --cluster")
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, lambda *_: sys.exit(1))
    try:
        with ExitStack() as stack:
            return Crash(asked, stack).run_or_keep()
    except NotThere as error:
        print(f"FAILED: {error} (seed {asked.seed})", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


class Crash:
    """One run."""

    def __init__(self, asked, stack):
        self.asked, self.random, self.struck, self.began = asked, random.Random(asked.seed), [], time.monotonic()
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="undersigned-letters-")))
        (folder / "letters").mkdir()
        letters, contacts = write_letters(folder / "letters", max(6, asked.kills))
        self.load = Load(None, letters, asked.seed)
        self.sink = Sink(self.load.mailed)
        (port,) = free_ports(1)
        self.sink.start(port)
        stack.callback(self.sink.stop)
        settings = {**SETTINGS, "UNDERSIGNED_MAIL__PORT": str(port), "UNDERSIGNED_CONTENT__FOLDER": str(folder / "letters")}
        service = Cluster(not asked.without_synchronous, **settings) if asked.cluster else Single(**settings)
        self.service = stack.enter_context(service)
        self.load.base = self.service.site
        environment = {**os.environ, **self.service.environment()}
        subprocess.run([self.service.program, "contacts", "import", contacts], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        self.delivering = Delivering(self.service.program, environment, self.load, letters)
        self.proof = Proof(self.load, self.sink, self.delivering, self.service.ask)
        self.killer = Killer(self.service, self.load, self.random)
        self.load.start()
        self.delivering.thread.start()
        stack.callback(self.end_load)

    def end_load(self):
        self.load.stop()
        self.delivering.stop()

    def run_or_keep(self):
        """Keeps the logs of a run that failed."""
        code = 1
        try:
            code = self.run()
        finally:
            if code:
                into = ROOT / f"target/crash-{self.asked.seed}"
                into.mkdir(parents=True, exist_ok=True)
                for log in [*self.service.folder.glob("*.log"), *self.service.folder.glob("*/log")]:
                    shutil.copyfile(log, into / str(log.relative_to(self.service.folder)).replace("/", "-"))
                print(f"logs: {into}")
        return code

    def run(self):
        what = "two nodes on two databases" if self.asked.cluster else "one node on a file"
        print(f"{what}, seed {self.asked.seed}", flush=True)
        wait_until("nobody confirms", lambda: self.load.count("confirm") >= 10)
        if self.asked.without_synchronous:
            return self.control()
        kinds = drawn(self.asked.kills, self.random) if self.asked.cluster else ["node"] * self.asked.kills
        for number, kind in enumerate(kinds, 1):
            self.kill(number, kind)
            if number % 10 == 0:
                self.checkpoint(number)
        self.end_load()
        if self.asked.cluster:
            wait_for_both(self.service.databases, True)
        wait_until("emails are still queued", self.is_drained, 180, 1)
        self.checkpoint("end")
        return self.summary()

    def kill(self, number, kind):
        before = self.rewinds()
        struck = self.killer.strike(kind)
        self.struck.append(struck)
        self.killer.recover()
        if self.killer.two_led or two_lead(self.service.databases):
            self.proof.wrong.add(f"two databases took writes after kill {number}")
        rewound = self.rewinds() - before
        print(struck.line(number, self.load.acts(), "the former primary was rewound" if rewound > 0 else ""), flush=True)
        time.sleep(0.2 + self.random.random())

    def rewinds(self):
        return sum(sum(each.rewinds()) for each in self.service.databases)

    def is_drained(self):
        return self.service.ask("SELECT COUNT(*) FROM outbox WHERE state = 'queued'") == [["0"]]

    def checkpoint(self, number):
        wait_until("no database leads", lambda: self.service.ask("SELECT 1") == [["1"]])
        acts = self.proof.check()
        found = f"{len(self.proof.lost)} lost, {len(self.proof.doubled)} doubled, {len(self.proof.wrong)} wrong"
        print(f"      at {number}: {acts} acts were acknowledged, {found}", flush=True)

    def summary(self):
        mails = self.proof.mails()
        acts = {act: self.load.count(act) for act in ("sign", "confirm", "withdraw")}
        print(f"\nseed {self.asked.seed}: {len(self.struck)} kills in {(time.monotonic() - self.began) / 60:.1f} minutes")
        print(f"acknowledged: {acts['sign']} signed, {acts['confirm']} confirmed, {acts['withdraw']} withdrew, {len(self.delivering.done)} letters delivered; {self.load.refused} attempts got no answer or were refused")
        print("emails to offices:", ", ".join(f"{count} {state}" for state, count in mails.items()) or "none")
        slow = self.times("since the promotion", [it for it in self.struck if it.promoted], 10)
        self.times("since the kill of anything else" if self.asked.cluster else "since the kill", [it for it in self.struck if not it.promoted], None)
        if self.asked.cluster:
            print(f"a former primary that came back was rewound or copied anew {self.rewinds()} times; two never took writes at once")
        for what in ("lost", "doubled", "wrong"):
            found = sorted(getattr(self.proof, what))
            print(f"{what}: {len(found)}", *found[:10], sep="\n  " if found else "")
        passed = self.proof.is_whole() and not slow
        print("passed" if passed else "FAILED")
        return 0 if passed else 1

    def times(self, what, struck, most):
        """Prints how long the service was away; returns whether that was ever too long."""
        seconds = sorted(it.away() for it in struck)
        if not seconds:
            return False
        tenth = seconds[min(len(seconds) * 9 // 10, len(seconds) - 1)]
        print(f"back {what}: median {statistics.median(seconds):.2f} s, nine of ten within {tenth:.2f} s, worst {seconds[-1]:.2f} s, of {len(seconds)}")
        return most is not None and seconds[-1] > most

    def control(self):
        self.killer.lose_on_purpose(100)
        wait_until("no database leads", lambda: self.service.ask("SELECT 1") == [["1"]])
        self.end_load()
        acts = self.proof.acts()
        print(f"without synchronous replication, {len(self.proof.lost)} of {acts} acknowledged acts were lost, as they must be")
        if not self.proof.lost:
            print("FAILED: this test can't see losses")
        return 0 if self.proof.lost else 1
