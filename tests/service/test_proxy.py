"""The configurations of `deploy/` in front of the service: TLS, slow clients, idle connections, streams, who the client is."""

import os
import resource
import shutil
import socket
import ssl
import struct
import subprocess
import textwrap
import unittest
import urllib.error
import urllib.request
import zlib
from pathlib import Path

from database import only_with_a_file
from service import LETTER, ROOT, ServiceTest, free_port

HOST = "letters.your-domain.org"
HALF_REQUESTS = 1100  # more than the files that a system grants unasked
IDLE = 200

# What production needs, besides what README's settings say.
PRODUCTION = dict(
    ROCKET_PROFILE="production",
    ROCKET_SECRET_KEY="u0Yk7vJm0l1sR3nq1cYv3T5jH0r1Z7w2d8f6g4k9aXo=",
    UNDERSIGNED_MAIL__TRANSPORT="smtp",
    UNDERSIGNED_MAIL__HOST="127.0.0.1",
    UNDERSIGNED_MAIL__PORT="9",
    UNDERSIGNED_MAIL__SECURITY="none",
    UNDERSIGNED_MAIL__SENDER="The coalition <letters@your-domain.org>",
    UNDERSIGNED_SITE__BASE_URL=f"https://{HOST}",
    UNDERSIGNED_SITE__POSTAL_ADDRESS='["1 Union Square"]',
    UNDERSIGNED_SITE__CONTACT_EMAIL="letters@your-domain.org",
    UNDERSIGNED_SITE__CONTACT_PHONE="(202) 225-3121",
    UNDERSIGNED_PROXY__TRUSTED='["127.0.0.1"]',
    UNDERSIGNED_QUOTAS__SIGNINGS_PER_HOUR_PER_ADDRESS="2",
)

PICTURED = "recruitment-that-works-for-nurses"
FORM = f"/en/{LETTER}/signatures/people"


def noise():
    """A picture of 9 MB: more than the buffers between a service and a reader hold."""
    side = 1732
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + os.urandom(3 * side) for _ in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")


class Proxied:
    """What both proxies must do; mixed into a test for each."""

    def setUp(self):
        # The test holds both ends of many connections, and so does the proxy.
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, hard), hard))
        self.prepare(**PRODUCTION)
        letters = self.folder / "letters"
        shutil.copytree(ROOT / "letters", letters)
        (letters / PICTURED / "noise.png").write_bytes(noise())
        for text in (letters / PICTURED).glob("*.md"):
            text.write_text(text.read_text().replace("corridor.svg", "noise.png"))
        self.start(UNDERSIGNED_CONTENT__FOLDER=str(letters))
        self.port = free_port()
        self.certificate()
        self.proxy = self.run_proxy()
        self.addCleanup(self.proxy.wait)
        self.addCleanup(self.proxy.terminate)
        self.wait_for(self.is_reached)

    def certificate(self):
        """A certificate of one's own making."""
        words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", f"/CN={HOST}"]
        subprocess.run(["openssl", *words, "-addext", f"subjectAltName=DNS:{HOST}"], check=True, capture_output=True, cwd=self.folder)
        self.tls = ssl.create_default_context(cafile=self.folder / "cert.pem")

    def is_reached(self):
        self.assertIsNone(self.proxy.poll(), "the proxy runs")
        try:
            return self.ask("/robots.txt").startswith(b"HTTP/1.1 200")
        except OSError:
            return False

    def connect(self):
        """A TLS connection whose certificate is checked for the host's name."""
        bare = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        try:
            return self.tls.wrap_socket(bare, server_hostname=HOST)
        except OSError:
            bare.close()
            raise

    def ask(self, path, *headers, body=None):
        """One request over a connection of its own; answers everything that came."""
        lines = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", f"Host: {HOST}", "Connection: close", *headers]
        if body is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        with self.connect() as connection:
            connection.sendall("\r\n".join([*lines, "", body or ""]).encode())
            return connection.makefile("rb").read()

    def test_a_page_comes_over_tls_with_the_headers_of_production(self):
        head, _, page = self.ask(f"/en/{LETTER}").partition(b"\r\n\r\n")
        self.assertTrue(head.startswith(b"HTTP/1.1 200"), head)
        self.assertIn(b"strict-transport-security: max-age=31536000", head.lower())
        self.assertIn(b"etag: w/", head.lower())
        self.assertIn(f'href="https://{HOST}/en/{LETTER}"'.encode(), page)

    def test_slow_and_idle_clients_keep_nobody_out(self):
        held = []
        self.addCleanup(lambda: [connection.close() for connection in held])
        for n in range(HALF_REQUESTS + IDLE):
            try:
                connection = socket.create_connection(("127.0.0.1", self.port), timeout=60)
            except OSError:
                break
            held.append(connection)
            if n < HALF_REQUESTS:
                # The beginning of a handshake and no more; nothing at all from the others.
                connection.sendall(b"\x16\x03\x01")
        for _ in range(20):
            connection = self.connect()
            held.append(connection)
            connection.sendall(f"GET /en HTTP/1.1\r\nHost: {HOST}\r\nX-Slow: ".encode())
        for _ in range(20):
            connection = self.connect()
            held.append(connection)
            connection.sendall(f"POST {FORM} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 60000\r\n\r\nname=".encode())
        self.assertGreater(len(held), HALF_REQUESTS)
        for _ in range(10):
            self.assertTrue(self.ask(f"/en/{LETTER}").startswith(b"HTTP/1.1 200"), "an honest visitor")
        self.assertIsNone(self.service.poll(), "the service runs")

    def test_whoever_sends_too_slowly_is_cut_off(self):
        slow = self.connect()
        slow.sendall(f"GET /en HTTP/1.1\r\nHost: {HOST}\r\nX-Slow: ".encode())
        late = self.connect()
        late.sendall(f"POST {FORM} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 60000\r\n\r\nname=".encode())
        for connection in (slow, late):
            # Without a limit this waits until the socket's own time is over, and fails.
            connection.settimeout(40)
            try:
                answer = connection.recv(1000)
            except ConnectionResetError:
                answer = b""  # cut off without a word
            self.assertNotIn(b"<html", answer)
            connection.close()

    def test_whoever_does_not_read_is_cut_off(self):
        with self.connect() as idle:
            idle.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            idle.sendall(f"GET /letters/{PICTURED}/media/x/noise.png HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode() * 4)
            self.assertIn(b" 200 ", idle.recv(20))
            ours = idle.getsockname()[1]
            # Their end of the connection: what was not read lies in the system's own buffers, so ours can't tell.
            ends = lambda: [it.split()[3] for it in Path("/proc/net/tcp").read_text().splitlines()[1:] if it.split()[1:3] == [f"0100007F:{self.port:04X}", f"0100007F:{ours:04X}"]]
            self.assertEqual(ends(), ["01"], "it is open")
            self.wait_for(lambda: ends() != ["01"])

    def test_a_tally_is_passed_on_as_it_comes(self):
        with self.connect() as connection:
            connection.sendall(f"GET /en/{LETTER}/tally HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
            seen = b""
            # The stream does not end: who buffers it never comes to this.
            while b'"said"' not in seen:
                piece = connection.recv(4096)
                self.assertTrue(piece, seen)
                seen += piece
        self.assertIn(b"text/event-stream", seen)

    def test_a_visitor_is_who_they_are_and_not_who_they_say(self):
        statuses = [self.ask(FORM, f"X-Forwarded-For: 203.0.113.{n}", body="name=x").split(b" ")[1] for n in range(3)]
        self.assertEqual(statuses, [b"422", b"422", b"429"])


@only_with_a_file("proxies see nothing of the database")
@unittest.skipUnless(shutil.which("nginx") or Path("/usr/sbin/nginx").exists(), "no nginx here: install nginx-light")
class Nginx(Proxied, ServiceTest):
    def run_proxy(self):
        site = (ROOT / "deploy/nginx.conf").read_text()
        lines = [line for line in site.splitlines() if "[::]" not in line]
        site = "\n".join(lines).replace("listen 80;", f"listen 127.0.0.1:{free_port()};").replace("listen 443", f"listen 127.0.0.1:{self.port}")
        site = site.replace("127.0.0.1:8000", self.base.removeprefix("http://")).replace("/var/log/nginx", str(self.folder))
        site = site.replace(f"/etc/letsencrypt/live/{HOST}/fullchain.pem", str(self.folder / "cert.pem"))
        site = site.replace(f"/etc/letsencrypt/live/{HOST}/privkey.pem", str(self.folder / "key.pem"))
        # The same limits, sooner.
        site = site.replace("_timeout 10s", "_timeout 2s").replace("send_timeout 30s", "send_timeout 3s")
        temporary = " ".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        whole = f"pid {self.folder}/pid; worker_rlimit_nofile 20000; error_log stderr crit; daemon off;\nevents {{ worker_connections 8192; }}\nhttp {{ {temporary}\n{site}\n}}\n"
        (self.folder / "nginx.conf").write_text(whole)
        # The workers' user must reach nothing of the folder but what the master opened.
        self.folder.chmod(0o755)
        return subprocess.Popen(["/usr/sbin/nginx", "-p", self.folder, "-c", self.folder / "nginx.conf"])

    def test_http_leads_to_https(self):
        site = (self.folder / "nginx.conf").read_text()
        port = site.split("listen 127.0.0.1:")[1].split(";")[0]
        with socket.create_connection(("127.0.0.1", int(port)), timeout=60) as connection:
            connection.sendall(f"GET /en?x=1 HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
            answer = connection.makefile("rb").read()
        self.assertIn(f"Location: https://{HOST}/en?x=1".encode(), answer)


@only_with_a_file("proxies see nothing of the database")
@unittest.skipUnless(shutil.which("caddy"), "no Caddy here: install caddy")
class Caddy(Proxied, ServiceTest):
    def run_proxy(self):
        site = (ROOT / "deploy/Caddyfile").read_text()
        # A certificate of one's own instead of one by ACME, and no listener for it.
        own = f"https_port {self.port}\n\thttp_port {free_port()}\n\tadmin off\n\tauto_https disable_redirects\n\tdefault_bind 127.0.0.1\n"
        site = site.replace("{\n\tservers", f"{{\n\t{own}\tservers", 1)
        tls = f"tls {self.folder}/cert.pem {self.folder}/key.pem"
        site = site.replace(f"\n{HOST} {{", f"\n{HOST} {{\n\t{tls}").replace("127.0.0.1:8000", self.base.removeprefix("http://"))
        # The same limits, sooner.
        site = site.replace("read_header 10s", "read_header 2s").replace("read_body 1m", "read_body 3s").replace("write 5m", "write 8s")
        (self.folder / "Caddyfile").write_text(site)
        environment = {**self.environment, "HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
        words = ["caddy", "run", "--config", self.folder / "Caddyfile", "--adapter", "caddyfile"]
        return subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL)


@only_with_a_file("it is about connections of visitors")
class Bare(ServiceTest):
    """The service by itself."""

    def test_the_settings_that_readme_names_start_in_production(self):
        chapter = (ROOT / "README.md").read_text().split("\n## In production\n")[1].split("\n## ")[0]
        given = textwrap.dedent(chapter.split("```toml\n")[1].split("```")[0])
        self.prepare()
        here = self.folder / "etc"
        here.mkdir()
        shutil.copytree(ROOT / "letters", here / "letters")
        usual = (ROOT / "Rocket.toml").read_text().split("[production]")[0]
        (here / "Rocket.toml").write_text(usual + given.replace("/var/lib/undersigned", str(self.folder)))
        kept = {name: value for name, value in self.environment.items() if not name.startswith(("UNDERSIGNED_", "ROCKET_"))}
        self.environment = {
            **kept,
            "ROCKET_PROFILE": PRODUCTION["ROCKET_PROFILE"],
            "ROCKET_SECRET_KEY": PRODUCTION["ROCKET_SECRET_KEY"],
            "ROCKET_PORT": self.base.rsplit(":", 1)[1],
            "UNDERSIGNED_MAIL__PASSWORD": "the password of your relay",
        }
        self.service = subprocess.Popen([self.program, "serve"], cwd=here, env=self.environment, stdout=subprocess.DEVNULL)
        self.addCleanup(self.service.wait)
        self.addCleanup(self.service.kill)
        self.wait_for(self.answers)
        self.assertTrue((self.folder / "undersigned.db").exists())
        self.assertEqual({path.name for path in here.iterdir()}, {"Rocket.toml", "letters"}, "nothing is written there")

    def test_it_raises_its_own_limit_of_files(self):
        self.prepare()
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        preexec = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (128, hard))
        self.service = subprocess.Popen([self.program], cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL, preexec_fn=preexec)
        self.addCleanup(self.service.wait)
        self.addCleanup(self.service.kill)
        self.wait_for(self.answers)
        limits = Path(f"/proc/{self.service.pid}/limits").read_text()
        (line,) = [line for line in limits.splitlines() if line.startswith("Max open files")]
        soft, most = line.split()[3:5]
        self.assertEqual(soft, most)
        self.assertGreater(int(soft), 128)

    def test_the_seat_of_a_reader_who_left_is_free_at_once(self):
        self.prepare(UNDERSIGNED_QUOTAS__WATCHERS_PER_ADDRESS="1")
        self.start()
        for _ in range(3):
            # As before the next heartbeat, half a minute later, it would not be.
            stream = urllib.request.urlopen(f"{self.base}/en/{LETTER}/tally", timeout=60)
            self.assertIn(b"event", stream.readline() + stream.readline() + stream.readline())
            stream.close()
        stream = urllib.request.urlopen(f"{self.base}/en/{LETTER}/tally", timeout=60)
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{self.base}/en/{LETTER}/tally", timeout=60)
        self.assertEqual(refused.exception.code, 429, "somebody reads it")
        refused.exception.close()
        stream.close()


if __name__ == "__main__":
    unittest.main()
