"""Signers: each signs, confirms and perhaps withdraws, as often as it takes; and what of it was acknowledged."""

import http.client
import queue
import random
import re
import threading
import time
import urllib.parse

# In this order. A signer tries one only after the one before was acknowledged.
ACTS = ("sign", "confirm", "withdraw")

FAILED = (OSError, http.client.HTTPException, TimeoutError)


def ask(base, path, fields=None, source=1, seconds=8):
    """Status and page of a request on a connection of its own, from one of this machine's many addresses."""
    host = urllib.parse.urlsplit(base).netloc
    connection = http.client.HTTPConnection(host, timeout=seconds, source_address=(f"127.0.0.{2 + source % 200}", 0))
    try:
        body = urllib.parse.urlencode(fields) if fields is not None else None
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        connection.request("GET" if body is None else "POST", path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


class Signer:
    """One address on one letter."""

    def __init__(self, number, letter):
        self.number, self.letter, self.email = number, letter, f"signer-{number}@signers.example"
        # What was asked for, and what of it was acknowledged.
        self.tried, self.acknowledged, self.attempts = set(), set(), 0

    def signed_once(self):
        """Whether the first attempt was acknowledged. Who tries again after a withdrawal signs anew, and is rightly stored twice."""
        return "sign" in self.acknowledged and self.attempts == 1


class Load:
    """Threads that go on until they are stopped. `base` is where the site is."""

    def __init__(self, base, letters, seed, signing=4, confirming=4, pause=0.15):
        self.base, self.letters, self.pause = base, letters, pause
        self.random, self.lock = random.Random(seed), threading.Lock()
        self.signers, self.refused = {}, 0
        self.mails, self.forms = queue.Queue(), {}
        self.over, self.delivered = threading.Event(), 0
        self.threads = [threading.Thread(target=self.sign_on, daemon=True) for _ in range(signing)]
        self.threads += [threading.Thread(target=self.confirm_on, daemon=True) for _ in range(confirming)]

    def start(self):
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.over.set()
        for thread in self.threads:
            thread.join(30)

    def mailed(self, email, confirm, own):
        self.mails.put((email, confirm, own))

    def count(self, act):
        with self.lock:
            return sum(act in signer.acknowledged for signer in self.signers.values())

    def acts(self):
        with self.lock:
            return sum(len(signer.acknowledged) for signer in self.signers.values())

    def form(self, letter):
        """The text that is signed, as its form says; asked for once."""
        if letter not in self.forms:
            page = ask(self.base, f"/en/letters/{letter}/sign")[1]
            found = [re.search(rf'name="{name}" value="([0-9a-f.]+)"', page) for name in ("edition", "opened")]
            if not all(found):
                return None
            self.forms[letter] = dict(zip(("edition", "opened"), (it.group(1) for it in found)))
        return self.forms[letter]

    def newcomer(self):
        with self.lock:
            number = len(self.signers)
            # Letters that are delivered soon, so that each has signers by then.
            letter = self.letters[min(self.delivered + self.random.randrange(3), len(self.letters) - 1)]
            return self.signers.setdefault(f"signer-{number}@signers.example", Signer(number, letter))

    def attempt(self, signer, act, path, fields, ready, base=None, seconds=8):
        """Tries one act once; returns whether it was acknowledged."""
        with self.lock:
            signer.tried.add(act)
        try:
            status, page = ask(base or self.base, path, fields, signer.number, seconds)
        except FAILED:
            status, page = 0, ""
        done = status == 200 and ready in page
        with self.lock:
            if done:
                signer.acknowledged.add(act)
            else:
                self.refused += 1
        return done

    def sign(self, signer, base=None, seconds=8):
        try:
            form = self.form(signer.letter)
        except FAILED:
            form = None
        if form is None:
            return False
        signer.attempts += 1
        fields = dict(name=f"Ana Number {signer.number}", email=signer.email, city="Fresno", country="US", state="CA", postal_code="93701", listing="full", **form)
        return self.attempt(signer, "sign", f"/en/letters/{signer.letter}/signatures/people", fields, "Look for our email", base, seconds)

    def patiently(self, act):
        """As a visitor who tries again for a while."""
        for _ in range(60):
            if self.over.is_set() or act():
                return True
            time.sleep(0.5 + self.random.random())
        return False

    def sign_on(self):
        while not self.over.is_set():
            signer = self.newcomer()
            self.patiently(lambda: self.sign(signer))
            time.sleep(self.pause)

    def confirm_on(self):
        while not self.over.is_set():
            try:
                email, confirm, own = self.mails.get(timeout=0.5)
            except queue.Empty:
                continue
            signer = self.signers.get(email)
            # A signer who signed again, since no answer came, has another mail; the first link is as good.
            if signer is None or "confirm" in signer.tried or self.random.random() < 0.1:
                continue
            signer.tried.add("confirm")
            if self.patiently(lambda: self.confirm(signer, confirm)) and signer.signed_once() and self.random.random() < 0.25:
                self.patiently(lambda: self.attempt(signer, "withdraw", f"{own}/withdraw", {"sure": "yes"}, ""))

    def confirm(self, signer, link):
        try:
            status, page = ask(self.base, link, source=signer.number)
        except FAILED:
            return False
        version = re.search(r'name="version" value="(\d+)"', page)
        if not version:
            # Whoever confirmed without hearing so finds no button, and asks no more.
            return status == 200
        return self.attempt(signer, "confirm", link, {"version": version.group(1)}, "")
