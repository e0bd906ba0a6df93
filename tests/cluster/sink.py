"""A small SMTP server that takes everything, and tells who gets what."""

import asyncio
import re
import threading
from collections import Counter
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

OFFICES = "offices.example"


class Sink:
    """What arrived, by Message-ID. `mailed` is called with each signer's address and the links that ask to confirm."""

    def __init__(self, mailed):
        self.mailed, self.lock = mailed, threading.Lock()
        self.by_id, self.by_office = Counter(), Counter()

    def start(self, port):
        # Idle connections stay, as at a relay.
        self.controller = Controller(self, hostname="127.0.0.1", port=port, ready_timeout=30)
        self.controller.start()

    def stop(self):
        self.controller.stop()

    async def handle_DATA(self, server, session, envelope):
        (recipient,) = envelope.rcpt_tos
        mail = message_from_bytes(envelope.original_content, policy=policy.default)
        with self.lock:
            self.by_id[mail["Message-ID"].strip("<> ")] += 1
            if recipient.endswith(OFFICES):
                self.by_office[recipient] += 1
        if recipient.endswith(OFFICES):
            # A relay that takes its time: a node may be killed while it hands over.
            await asyncio.sleep(1)
            return "250 2.0.0 queued"
        text = mail.get_body(("plain",)).get_content()
        confirm = re.search(r"/en/confirm/[\w-]{43}", text)
        own = re.search(r"/en/my-signature/[\w-]{43}", text)
        if confirm and own:
            self.mailed(recipient, confirm.group(0), own.group(0))
        return "250 2.0.0 queued"
