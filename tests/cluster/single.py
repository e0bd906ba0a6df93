"""One node on a file, with what of a cluster's interface a crash needs."""

import base64
import secrets
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from cluster import answers, roomy_folder, service_program
from parts import Part, free_ports


class Single:
    """Started by `with`, and ended with it."""

    databases = ()

    def __init__(self, **more):
        self.program, self.more = service_program(), more

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="undersigned-crash-", dir=roomy_folder()))
        (port,) = free_ports(1)
        self.site, self.file = f"http://127.0.0.1:{port}", self.folder / "undersigned.db"
        self.common = {
            "ROCKET_ADDRESS": "127.0.0.1", "ROCKET_PORT": str(port), "ROCKET_SECRET_KEY": base64.b64encode(secrets.token_bytes(32)).decode(), "UNDERSIGNED_STORE__PATH": str(self.file),
            "UNDERSIGNED_DELIVERY__FOLDER": str(self.folder / "bundles"), "UNDERSIGNED_LOG": "undersigned=info,warn", **self.more,
        }
        node = Part("node", self.folder / "node.log", [self.program], environment=self.common)
        node.base, self.nodes = self.site, [node]
        try:
            node.start()
            answers(node, f"{node.base}/robots.txt")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.nodes[0].stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def environment(self):
        return self.common

    def ask(self, sql):
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=10)) as database:
            return [list(map(str, row)) for row in database.execute(sql)]
