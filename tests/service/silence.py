"""A way to the database server that falls silent, as a machine that loses its power: it closes nothing, and acknowledges no packet."""

import ctypes
import socket
import struct
import threading
from urllib.parse import urlsplit

SO_ATTACH_FILTER = 26


class Silent:
    """Passes connections on to the server of an address until `fall_silent`."""

    def __init__(self, url):
        self.server = (urlsplit(url).hostname, urlsplit(url).port or 5432)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port, self.pairs = self.listener.getsockname()[1], []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            pair = (client, socket.create_connection(self.server))
            self.pairs.append(pair)
            for one, other in (pair, pair[::-1]):
                threading.Thread(target=pass_on, args=(one, other), daemon=True).start()

    def fall_silent(self):
        """The server sees its connections end; their other ends hear nothing. New connections are refused."""
        # A filter of one instruction, which keeps nothing of a packet.
        self.instruction = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))
        program = struct.pack("HL", 1, ctypes.addressof(self.instruction))
        for client, server in self.pairs:
            client.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, program)
            server.shutdown(socket.SHUT_RDWR)
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def close(self):
        for pair in self.pairs:
            for each in pair:
                each.close()
        self.listener.close()


def pass_on(one, other):
    """What one says, to the other. Its end is not passed on: only a client's own."""
    try:
        while said := one.recv(65_536):
            other.sendall(said)
    except OSError:
        pass
