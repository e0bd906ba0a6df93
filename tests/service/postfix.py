"""A Postfix of its own on a free port of loopback, that keeps every mail in one Maildir. Needs root, as Postfix does."""

import os
import pwd
import subprocess
import tempfile
import time
from email import message_from_bytes, policy
from pathlib import Path

from service import free_port

DOMAINS = ["signers.example", "ortega.example", "house.example", "lin.example", "labor.example"]
# name, type, private, unprivileged, chroot, wakeup, limit, command
SERVICES = """
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
proxymap  unix  - - n - - proxymap
virtual   unix  - n n - - virtual
error     unix  - - n - - error
retry     unix  - - n - - error
anvil     unix  - - n - 1 anvil
postlog   unix-dgram n - n - 1 postlogd
"""


class Postfix:
    def __init__(self):
        if os.geteuid() != 0:
            raise PermissionError("Postfix starts as root only: run script/test, which runs these tests by sudo")
        self.place = tempfile.TemporaryDirectory(prefix="postfix")
        root = Path(self.place.name)
        root.chmod(0o755)
        self.port = free_port()
        self.config, self.mail = root / "conf", root / "mail"
        for name in ("conf", "queue", "data", "mail"):
            (root / name).mkdir()
        nobody, postfix = pwd.getpwnam("nobody"), pwd.getpwnam("postfix")
        os.chown(self.mail, nobody.pw_uid, nobody.pw_gid)
        os.chown(root / "data", postfix.pw_uid, postfix.pw_gid)
        settings = {
            "compatibility_level": "3.6",
            "queue_directory": root / "queue",
            "data_directory": root / "data",
            "command_directory": "/usr/sbin",
            "daemon_directory": "/usr/lib/postfix/sbin",
            "mail_owner": "postfix",
            "setgid_group": "postdrop",
            "maillog_file": root / "log",
            "maillog_file_prefixes": root,
            "inet_interfaces": "127.0.0.1",
            "inet_protocols": "ipv4",
            "myhostname": "relay.example",
            "mydestination": "",
            "mynetworks": "127.0.0.0/8",
            "message_size_limit": "20000000",
            "virtual_mailbox_domains": ", ".join(DOMAINS),
            "virtual_mailbox_base": self.mail,
            "virtual_mailbox_maps": "static:inbox/",
            "virtual_uid_maps": f"static:{nobody.pw_uid}",
            "virtual_gid_maps": f"static:{nobody.pw_gid}",
            "virtual_minimum_uid": "100",
            "virtual_mailbox_limit": "0",
        }
        (self.config / "main.cf").write_text("".join(f"{name} = {value}\n" for name, value in settings.items()))
        (self.config / "master.cf").write_text(f"127.0.0.1:{self.port} inet n - n - - smtpd\n{SERVICES.lstrip()}")
        self.control("start")

    def control(self, what):
        done = subprocess.run(["/usr/sbin/postfix", "-c", self.config, what], capture_output=True, text=True)
        assert done.returncode == 0 or what == "stop", done.stdout + done.stderr

    def mails(self):
        """Every mail that has arrived, read by Python's own parser."""
        files = sorted((self.mail / "inbox/new").glob("*"), key=lambda file: file.stat().st_mtime)
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    def stop(self):
        self.control("stop")
        time.sleep(0.2)
        self.place.cleanup()
