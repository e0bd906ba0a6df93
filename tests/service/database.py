"""Where a test's service stores: in a file or, if `TEST_POSTGRES` names a server, in a schema of the test's own there."""

import os
import shutil
import sqlite3
import unittest
import uuid
from contextlib import closing, contextmanager
from decimal import Decimal

SERVER = os.environ.get("TEST_POSTGRES")


def only_with_a_file(why):
    """A test of what only a file has, or of what does not depend on where the service stores: it runs once, with a file."""
    return unittest.skipIf(SERVER, why)


def only_on_a_server(test):
    """A test of what only a server can do: it runs once, with the others on a PostgreSQL."""
    return unittest.skipUnless(SERVER, "run it by script/postgres")(test)


class File:
    def __init__(self, path):
        self.path = path

    def settings(self):
        return {"UNDERSIGNED_STORE__PATH": self.path}

    def rows(self, sql, values):
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as database:
            return database.execute(sql, values).fetchall()

    def change(self, sql, values):
        with closing(sqlite3.connect(self.path)) as database, database:
            database.execute(sql, values)

    @contextmanager
    def held_by_another(self):
        """Another program writes, and does not come to an end."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")

    def bundles(self, folder):
        """The frozen bundles, oldest first, each as a folder."""
        return sorted((folder / "bundles").glob("[0-9a-f]*"), key=lambda bundle: bundle.stat().st_mtime)

    def change_frozen(self, file, content):
        file.write_bytes(content)

    def drop(self):
        """It goes with its folder."""


class Schema:
    def __init__(self, server, path):
        self.server, self.path = server, path
        self.name = f"test_{uuid.uuid4().hex}"
        self.url = f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{self.name}"

    def settings(self):
        # What belongs to the node is beside the path.
        return {"UNDERSIGNED_STORE__PATH": self.path, "UNDERSIGNED_STORE__URL": self.url}

    def connect(self):
        # Only tests on a server need the driver.
        import psycopg2

        return closing(psycopg2.connect(self.url))

    def rows(self, sql, values):
        """The rows of the same statement, with the same types."""
        with self.connect() as database:
            database.set_session(readonly=True)
            with database.cursor() as cursor:
                cursor.execute(translated(sql), values)
                return [tuple(map(as_in_a_file, row)) for row in cursor.fetchall()]

    def change(self, sql, values):
        with self.connect() as database, database, database.cursor() as cursor:
            cursor.execute(translated(sql), values)

    @contextmanager
    def held_by_another(self):
        """Another node has the turn, and does not give it back."""
        with self.connect() as database, database.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(731086873, hashtext(current_schema()))")
            yield
            database.rollback()

    def bundles(self, folder):
        """The frozen bundles, oldest first, each copied into a folder."""
        place, found = folder / "shelved", []
        shutil.rmtree(place, ignore_errors=True)
        known = "SELECT s.digest FROM shelved_bundles s JOIN bundles b ON b.digest = s.digest WHERE s.unfinished_until IS NULL ORDER BY b.id"
        for (digest,) in self.rows(known, ()):
            found.append(place / digest.hex())
            found[-1].mkdir(parents=True)
            for (name,) in self.rows("SELECT name FROM shelved_files WHERE bundle = ?", (digest,)):
                chunks = self.rows("SELECT content FROM shelved_chunks WHERE bundle = ? AND name = ? ORDER BY number", (digest, name))
                (found[-1] / name).write_bytes(b"".join(chunk for (chunk,) in chunks))
        return found

    def change_frozen(self, file, content):
        self.change("UPDATE shelved_chunks SET content = ? WHERE name = ?", (content, file.name))

    def tables(self):
        """Everything that is stored, as text."""
        names = self.rows("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()", ())
        return {name: [row for (row,) in self.rows(f'SELECT CAST(it AS TEXT) FROM "{name}" it', ())] for (name,) in names}

    def drop(self):
        self.change(f"DROP SCHEMA IF EXISTS {self.name} CASCADE", ())


def translated(sql):
    return sql.replace("%", "%%").replace("?", "%s")


def as_in_a_file(value):
    match value:
        case bool() | Decimal():
            return int(value)
        case memoryview():
            return bytes(value)
        case _:
            return value
