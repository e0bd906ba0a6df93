"""All of a cluster on this machine, as deploy/cluster configures it."""

import base64
import os
import secrets
import shutil
import string
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from database import Database, leader, wait_for_both
from parts import ROOT, NotThere, Part, free_ports, plain_user, wait_until

NEEDED = {"/usr/bin/patroni": "patroni", "/usr/bin/etcd": "etcd-server", "/usr/sbin/haproxy": "haproxy"}


def programs_of_postgres():
    """The folder of the newest PostgreSQL's programs, or None."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    return max(found, key=lambda folder: float(folder.parent.name), default=None)


def missing_packages():
    missing = [package for program, package in NEEDED.items() if not os.access(program, os.X_OK)]
    if not list(Path("/usr/lib/python3/dist-packages").glob("etcd/__init__.py")):
        missing.append("python3-etcd")
    if not programs_of_postgres():
        missing.append("postgresql")
    return missing


def service_program():
    """The release build; it is built if it is missing."""
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    program = target / "release/undersigned"
    if not program.exists():
        subprocess.run(["cargo", "build", "--release"], cwd=ROOT, check=True)
    return program


def roomy_folder():
    """Nothing here outlives its cluster, so that memory is the place for it, where there is enough."""
    memory = Path("/dev/shm")
    if memory.is_dir() and shutil.disk_usage(memory).free > 4_000_000_000:
        return memory
    return None


def answers(part, address):
    """Waits until a part that was started does."""

    def ready():
        part.check()
        try:
            return urllib.request.urlopen(address, timeout=3).status == 200
        except (urllib.error.URLError, OSError):
            return False

    wait_until(f"{part.name} does not answer", ready)


class Cluster:
    """Started by `with`, and ended with it. `more` are settings of both nodes, by environment."""

    def __init__(self, synchronous=True, **more):
        missing = missing_packages()
        if missing:
            raise NotThere(f"missing: {', '.join(missing)}. Run script/cluster install")
        self.program, self.programs = service_program(), programs_of_postgres()
        self.synchronous, self.more, self.user = synchronous, more, plain_user()

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="undersigned-cluster-", dir=roomy_folder()))
        self.folder.chmod(0o711)
        self.parts, self.databases, self.nodes = [], [], []
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        keys = ["client", "peer", "site", "one", "two", "db-1", "rest-1", "db-2", "rest-2"]
        ports = dict(zip(keys, free_ports(len(keys))))
        self.site = f"http://127.0.0.1:{ports['site']}"
        self.start_etcd(ports)
        self.start_databases(ports)
        self.start_nodes(ports)
        self.start_balancer(ports)

    def fill(self, template, into, user=None, **values):
        """Writes a file of deploy/cluster with its words replaced, for a user."""
        text = string.Template((ROOT / "deploy/cluster" / template).read_text()).substitute(values)
        into.parent.mkdir(mode=0o700, exist_ok=True)
        into.touch(mode=0o600)
        into.write_text(text)
        if user:
            for each in (into.parent, into):
                os.chown(each, user.pw_uid, user.pw_gid)
        return into

    def start_etcd(self, ports):
        folder = self.folder / "etcd"
        into = self.fill("etcd.yml", folder / "etcd.yml", self.user, name="etcd-1", folder=folder / "data", address="127.0.0.1", client_port=ports["client"], peer_port=ports["peer"])
        etcd = Part("etcd", folder / "log", ["/usr/bin/etcd", "--config-file", into], self.user, folder=folder)
        self.parts.append(etcd)
        etcd.start()
        answers(etcd, f"http://127.0.0.1:{ports['client']}/health")

    def start_databases(self, ports):
        passwords = {f"{who}_password": secrets.token_hex(16) for who in ("superuser", "replication", "rewind")}
        for name in ("db-1", "db-2"):
            folder = self.folder / name
            settings = dict(
                name=name, address="127.0.0.1", port=ports[name], rest_port=ports[f"rest-{name[-1]}"], etcd_address="127.0.0.1", etcd_port=ports["client"],
                folder=folder / "data", sockets=folder, programs=self.programs, pgpass=folder / "pgpass", network="127.0.0.1/32",
                synchronous=str(self.synchronous).lower(), watchdog='"off"', **passwords,
            )
            self.fill("patroni.yml", folder / "patroni.yml", self.user, **settings)
            self.databases.append(Database(name, folder, settings, self.user, self.programs))
            self.databases[-1].start()
        first = wait_for_both(self.databases, self.synchronous)
        self.password = secrets.token_hex(16)
        sql = string.Template((ROOT / "deploy/cluster/database.sql").read_text()).substitute(password=self.password)
        for statement in filter(str.strip, sql.split(";")):
            if first.ask(statement, "postgres") is None:
                raise NotThere(first.said)

    def start_nodes(self, ports):
        into = self.fill(
            "node.environment", self.folder / "nodes/environment", secret_key=base64.b64encode(secrets.token_bytes(32)).decode(), password=self.password,
            database_1=f"127.0.0.1:{ports['db-1']}", database_2=f"127.0.0.1:{ports['db-2']}", site=self.site, balancer="127.0.0.1",
        )
        lines = [line.partition("=") for line in into.read_text().splitlines() if not line.startswith("#")]
        self.common = {name: value.strip("'") for name, _, value in lines}
        self.common |= {"ROCKET_ADDRESS": "127.0.0.1", "UNDERSIGNED_LOG": "undersigned=info,warn", **self.more}
        if "UNDERSIGNED_MAIL__TRANSPORT" not in self.common:
            self.common["UNDERSIGNED_MAIL__FOLDER"] = str(self.folder / "mail")
        for name, key in (("node-1", "one"), ("node-2", "two")):
            own = self.environment(name) | {"ROCKET_PORT": str(ports[key])}
            node = Part(name, self.folder / f"{name}.log", [self.program], environment=own)
            node.base = f"http://127.0.0.1:{ports[key]}"
            self.nodes.append(node)
            node.start()
            # One after the other, since the first one creates the tables.
            answers(node, f"{node.base}/robots.txt")

    def environment(self, name="command"):
        """What a node or a command needs."""
        (self.folder / name).mkdir(exist_ok=True)
        own = {"UNDERSIGNED_STORE__PATH": "undersigned.db", "UNDERSIGNED_DELIVERY__FOLDER": "bundles"}
        return self.common | {setting: str(self.folder / name / path) for setting, path in own.items()}

    def ask(self, sql):
        """Rows, of the database that leads."""
        first = leader(self.databases)
        return first and first.ask(sql, seconds=60)

    def start_balancer(self, ports):
        folder = self.folder / "haproxy"
        nodes = {f"node_{n}": node.base.removeprefix("http://") for n, node in enumerate(self.nodes, 1)}
        into = self.fill("haproxy.cfg", folder / "haproxy.cfg", self.user, address="127.0.0.1", port=ports["site"], **nodes)
        balancer = Part("HAProxy", folder / "log", ["/usr/sbin/haproxy", "-db", "-f", into], self.user, folder=folder)
        self.parts.append(balancer)
        balancer.start()
        answers(balancer, f"{self.site}/robots.txt")

    def stop(self):
        """From the outside inward."""
        for part in [*reversed(self.parts[1:]), *self.nodes]:
            part.stop()
        # Both at once: the first one would wait for the other to follow.
        for each in self.databases:
            if each.patroni.runs():
                each.patroni.process.terminate()
        for each in self.databases:
            each.stop()
        for part in self.parts[:1]:
            part.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
