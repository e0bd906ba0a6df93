"""script/cluster."""

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

from cluster import Cluster, missing_packages
from parts import NotThere

REFUSE = Path("/usr/sbin/policy-rc.d")
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.conf")


def main(words, usage):
    if words[:1] in (["-h"], ["--help"]):
        print(usage)
        return 0
    # A command that asks for it is ended like Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, lambda *_: sys.exit(1))
    try:
        if words == ["install"]:
            return install()
        print("starting etcd, two databases, two nodes and HAProxy", flush=True)
        with Cluster() as cluster:
            return run(cluster, words) if words and words != ["up"] else show(cluster)
    except NotThere as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nended")
        return 0


def run(cluster, words):
    environment = {**os.environ, **cluster.environment(), "CLUSTER_FOLDER": str(cluster.folder)}
    return subprocess.run(words, env=environment).returncode


def show(cluster):
    settings = cluster.folder / "command/environment"
    own = cluster.environment()
    settings.touch(mode=0o600)
    settings.write_text("".join(f"export {name}={shlex.quote(value)}\n" for name, value in own.items()))
    one, two = cluster.nodes
    rows = [
        ("site", cluster.site),
        ("node-1", f"{one.base}  process {one.process.pid}"),
        ("node-2", f"{two.base}  process {two.process.pid}"),
        *((each.name, f"127.0.0.1:{each.port}  process {each.postmaster()}, Patroni {each.patroni.process.pid}") for each in cluster.databases),
        ("emails", cluster.folder / "mail"),
        ("logs", f"{cluster.folder}/node-*.log {cluster.folder}/db-*/log"),
        ("commands", f". {settings} && {shlex.quote(str(cluster.program))} status"),
        ("databases", f"patronictl -c {cluster.folder}/db-1/patroni.yml list"),
    ]
    for what, where in rows:
        print(f"{what:10} {where}")
    print("Kill any of these processes with kill -9: the others go on. Ctrl-C ends all.", flush=True)
    while True:
        signal.pause()


def install():
    """The packages would start services; a file tells Debian not to, as long as this runs."""
    missing = missing_packages()
    if not Path("/usr/lib/python3/dist-packages/aiosmtpd").exists():
        # script/crash receives emails by it.
        missing.append("python3-aiosmtpd")
    if not missing:
        print("nothing is missing")
        return 0
    if os.getuid() != 0:
        raise NotThere("run it as root, or: apt-get install --no-install-recommends " + " ".join(missing))
    print("installing", *missing, flush=True)
    ours = not REFUSE.exists()
    try:
        if ours:
            REFUSE.write_text("#!/bin/sh\nexit 101\n")
            REFUSE.chmod(0o755)
        if not NO_CLUSTER.exists():
            NO_CLUSTER.parent.mkdir(exist_ok=True)
            NO_CLUSTER.write_text("create_main_cluster = false\n")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], env=environment, check=True)
    finally:
        if ours:
            REFUSE.unlink(missing_ok=True)
    # Nor do they start with the machine.
    services = {"etcd-server": "etcd", "haproxy": "haproxy", "patroni": "patroni"}
    for package in set(missing) & set(services):
        subprocess.run(["systemctl", "disable", "--quiet", services[package]], check=False)
    return 0
