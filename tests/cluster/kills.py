"""What is killed, how it comes back, and how long the service is away."""

import os
import signal
import threading
import time

from database import leader, sync_standby, wait_for_both
from parts import NotThere, wait_until

# Each as often as it stands here. The first three are what a short run has.
KINDS = ["primary", "node", "primary machine", "standby", "primary", "primary and node", "node", "standby machine", "primary", "both databases", "Patroni", "node", "primary machine", "primary"]


def drawn(count, random):
    """Kinds in an order of chance, each as often as its share."""
    whole, rest = divmod(count, len(KINDS))
    kinds = KINDS * whole + KINDS[:rest]
    random.shuffle(kinds)
    return kinds


class Struck:
    """One kill: what it hit, who took over, and when."""

    def __init__(self, kind):
        self.kind, self.hit, self.at = kind, [], time.monotonic()
        self.promoted, self.promoted_at, self.back = None, None, {}

    @property
    def is_promotion(self):
        return "primary" in self.kind or "both" in self.kind

    def away(self):
        """Seconds until the last of those who were asked acknowledged something: since the promotion, if there was one."""
        return max(max(self.back.values()) - (self.promoted_at or self.at), 0)

    def line(self, number, acts, rewound):
        taken = f"{self.promoted.name} took over after {self.promoted_at - self.at:4.1f} s" if self.promoted else ""
        return f"{number:4}  {self.kind:16} {'+'.join(self.hit):12} {taken:29} back after {self.away():5.2f} s  {acts:6} acts  {rewound}".rstrip()


class Killer:
    """Kills parts of a service, and starts again what nobody else starts."""

    def __init__(self, service, load, random):
        self.service, self.load, self.random = service, load, random
        self.machines = list(service.databases)
        self.two_led = False

    def strike(self, kind):
        struck = Struck(kind)
        first = wait_until("no database leads", lambda: leader(self.machines), 180) if self.machines else None
        second = next((each for each in self.machines if each is not first), None)
        node = self.random.choice(self.service.nodes)
        time.sleep(self.random.random())
        struck.at = time.monotonic()
        if kind == "both databases":
            second.kill_server()
        if "standby" in kind:
            (second.kill_machine if "machine" in kind else second.kill_server)()
            struck.hit.append(second.name)
        if struck.is_promotion:
            (first.kill_machine if "machine" in kind else first.kill_server)()
            struck.hit.append(first.name if kind != "both databases" else "both")
        if kind == "Patroni":
            # PostgreSQL stays until systemd starts Patroni again.
            first.patroni.kill()
            struck.hit.append(first.name)
        if "node" in kind:
            node.kill()
            struck.hit.append(node.name)
        self.watch(struck)
        return struck

    def watch(self, struck):
        """Waits until everyone who is there acknowledges again; brings back what was killed meanwhile."""
        targets = {node.name: node.base for node in self.service.nodes if node.runs()} or {"site": self.service.site}
        targets["site"] = self.service.site
        threads = [threading.Thread(target=self.probe, args=(struck, name, base)) for name, base in targets.items()]
        for thread in threads:
            thread.start()
        end = struck.at + 150
        while struck.is_promotion and not struck.promoted and time.monotonic() < end:
            self.revive(struck, 40)
            before = time.monotonic()
            struck.promoted = next((each for each in self.machines if each.takes_writes()), None)
            struck.promoted_at = struck.promoted and before
            time.sleep(0.05)
        while any(thread.is_alive() for thread in threads):
            self.revive(struck, 3)
            time.sleep(0.1)
        self.revive(struck, 0)
        missing = set(targets) - set(struck.back)
        if missing:
            raise NotThere(f"after a kill of {struck.kind}, {', '.join(missing)} did not come back")

    def probe(self, struck, name, base):
        """Signs until it is acknowledged. An attempt that hangs is given up, as by a visitor."""
        end = struck.at + 150
        while time.monotonic() < end:
            if self.load.sign(self.load.newcomer(), base, 3):
                # Before the promotion, nothing can be: a kill takes the connections with it.
                struck.back[name] = time.monotonic()
                return
            time.sleep(0.05)

    def revive(self, struck, seconds):
        """Starts nodes a second after they are gone, as systemd does, and machines after some more."""
        gone = time.monotonic() - struck.at
        for node in self.service.nodes:
            if not node.runs() and (gone > 1 or not seconds):
                node.start()
        for machine in self.machines:
            if not machine.patroni.runs() and (gone > seconds):
                machine.start()

    def recover(self):
        """Waits until everything is there twice again: mostly, since the next fault need not."""
        if self.machines and self.random.random() > 0.3:
            wait_until("the databases have not found each other", self.is_whole, 180, 0.2)

    def is_whole(self):
        """A former primary that comes back must not take writes, at any moment of this."""
        self.two_led = self.two_led or two_lead(self.machines)
        first = leader(self.machines)
        return first and sync_standby([first])

    def lose_on_purpose(self, more):
        """Without synchronous replication: the standby hears nothing while `more` acts are acknowledged, then the primary dies."""
        first = wait_for_both(self.machines, False)
        senders = wait_until("nothing is sent to the standby", first.wal_senders, 60)
        for pid in senders:
            os.kill(pid, signal.SIGSTOP)
        before = self.load.acts()
        wait_until("nothing is acknowledged", lambda: self.load.acts() >= before + more, 60)
        return self.strike("primary")


def two_lead(machines):
    """Whether both take writes: never."""
    return len(machines) == 2 and all(each.takes_writes() for each in machines) and all(each.takes_writes() for each in machines)

