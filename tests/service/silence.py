"""A way to the database server, one end of which falls silent like a machine that loses power: it closes nothing, and acknowledges nothing."""

import ctypes
import socket
import struct
import threading
from urllib.parse import urlsplit

SO_ATTACH_FILTER = 26


class Silent:
    """Passes connections on to the server of an address until one end falls silent."""

    def __init__(self, url):
        self.server = (urlsplit(url).hostname, urlsplit(url).port or 5432)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.instruction = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))
        self.port, self.pairs = self.listener.getsockname()[1], []
        threading.Thread(target=self.accept, daemon=True).start()

    def of(self, url):
        """The address of a database on the server, by this way."""
        host = urlsplit(url).netloc.rpartition("@")[2]
        return url.replace(host, f"127.0.0.1:{self.port}")

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

    def server_falls_silent(self):
        """Clients hear nothing more. Their sessions end, and new connections are refused."""
        for client, server in self.pairs:
            self.hear_nothing(client)
            server.shutdown(socket.SHUT_RDWR)
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def clients_fall_silent(self):
        """The server hears nothing more, not even that they end."""
        for _, server in self.pairs:
            self.hear_nothing(server)

    def hear_nothing(self, connection):
        # A filter of one instruction, which keeps nothing of any packet.
        connection.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HL", 1, ctypes.addressof(self.instruction)))

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
