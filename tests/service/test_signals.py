"""What ends the running service and what does not, whatever its relay does; and that there is one at a time."""

import os
import signal
import socket
import subprocess
import threading
import unittest

from service import ROOT, ServiceTest, free_port


class SilentRelay:
    """Accepts connections and says what it was given, up to some point; then nothing."""

    def __init__(self, answers):
        self.answers, self.reached = answers, threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.converse, args=(connection,), daemon=True).start()

    def converse(self, connection):
        with connection, connection.makefile("rb") as lines:
            for number, answer in enumerate(self.answers):
                if number > 0 and not self.command(lines, body=self.answers[number - 1].startswith("354")):
                    return
                connection.sendall(answer.encode() + b"\r\n")
            if self.answers and not self.command(lines, body=self.answers[-1].startswith("354")):
                return
            self.reached.set()
            while lines.readline():
                pass

    def command(self, lines, body):
        while True:
            line = lines.readline()
            if not line or not body or line == b".\r\n":
                return bool(line)


TALK = ["220 relay.example", "250 relay.example", "250 ok", "250 ok", "354 go on"]


class Signals(ServiceTest):
    def serve(self, answers):
        relay = SilentRelay(answers)
        self.addCleanup(relay.socket.close)
        self.start(
            UNDERSIGNED_MAIL__TRANSPORT="smtp",
            UNDERSIGNED_MAIL__HOST="127.0.0.1",
            UNDERSIGNED_MAIL__PORT=str(relay.port),
            UNDERSIGNED_MAIL__SECURITY="none",
        )
        self.sign(self.edition(), "ana@example.org", "Ana Prueba")
        self.assertTrue(relay.reached.wait(60), "the relay is asked")

    def ends(self, how):
        self.service.send_signal(how)
        self.assertEqual(self.service.wait(60), 0, "a graceful stop")
        self.assertEqual(self.stored("SELECT state FROM outbox WHERE lease IS NULL"), ["queued"], "it is still owed")

    def test_sigterm_ends_a_service_whose_relay_is_silent_before_its_greeting(self):
        self.serve([])
        self.ends(signal.SIGTERM)

    def test_sigterm_ends_a_service_whose_relay_is_silent_at_the_sender(self):
        self.serve(TALK[:2])
        self.ends(signal.SIGTERM)

    def test_sighup_ends_a_service_whose_relay_is_silent_after_the_mail(self):
        self.serve(TALK)
        for says_nothing in (signal.SIGUSR1, signal.SIGUSR2):
            self.service.send_signal(says_nothing)
        self.assertTrue(self.answers(), "it runs on")
        self.ends(signal.SIGHUP)

    def test_under_nohup_a_closed_terminal_says_nothing(self):
        before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
        self.addCleanup(signal.signal, signal.SIGHUP, before)
        self.start()
        self.service.send_signal(signal.SIGHUP)
        self.assertTrue(self.answers(), "it runs on")
        self.service.terminate()
        self.assertEqual(self.service.wait(60), 0)


class OneAtATime(ServiceTest):
    def test_a_second_service_is_refused_and_commands_run_beside(self):
        self.start()
        elsewhere = dict(self.environment, ROCKET_PORT=str(free_port()))
        second = subprocess.run([self.program], cwd=ROOT, env=elsewhere, capture_output=True, text=True, timeout=60)
        self.assertEqual(second.returncode, 1)
        self.assertIn(f"another `undersigned serve` or `undersigned restore` (process {self.service.pid}) is using the database", second.stderr)
        self.assertIn("No matching emails.", self.run_command("outbox", "list"))
        self.service.kill()
        self.service.wait()
        self.start()
        self.assertTrue(self.answers(), "a dead one holds nothing")


if __name__ == "__main__":
    unittest.main()
