"""An upgrade beside the running service: the program's file is replaced, then removed."""

import os
import re
import shutil
import struct
import unittest
import urllib.parse
import urllib.request
from email import message_from_bytes, policy

from database import only_with_a_file
from service import LETTER, ServiceTest


@only_with_a_file("it is about the program's file")
class Upgrade(ServiceTest):
    def sign_and_confirm(self, email):
        self.sign(self.edition(), email, "Ana Prueba")
        links = []

        def mailed():
            for file in (self.folder / "mail").glob("*.eml"):
                mail = message_from_bytes(file.read_bytes(), policy=policy.default)
                if email in mail["To"]:
                    links.extend(re.findall(r"http://\S+/confirm/\S+", mail.get_body(("plain",)).get_content()))
            return links

        self.wait_for(mailed)
        self.press(self.base + urllib.parse.urlsplit(links[-1]).path)

    def picture(self):
        """The picture of the letter with its tally: PNG, of the size that pages promise."""
        answer = urllib.request.urlopen(f"{self.base}/es/{LETTER}/share.png")
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (200, "image/png"))
        drawn = answer.read()
        self.assertEqual(drawn[:8], b"\x89PNG\r\n\x1a\n")
        self.assertEqual(struct.unpack(">II", drawn[16:24]), (1200, 630))
        return drawn

    def test_share_images_are_right_when_the_program_was_replaced_and_when_it_was_removed(self):
        self.prepare()
        ours, self.program = self.program, self.folder / "undersigned"
        shutil.copy2(ours, self.program)
        self.start()
        drawn = [self.picture()]
        # As a package manager does: another file takes the name, in one step.
        shutil.copy2(shutil.which("true"), self.folder / "next")
        os.replace(self.folder / "next", self.program)
        self.sign_and_confirm("ana@example.org")
        drawn.append(self.picture())
        self.program.unlink()
        self.sign_and_confirm("luz@example.org")
        drawn.append(self.picture())
        self.assertEqual(len(set(drawn)), 3, "each tally has a picture of its own")
        self.service.terminate()
        self.service.wait(30)
        self.program = ours
        self.start()
        self.assertEqual(self.picture(), drawn[-1], "as the program draws it that nobody touched")


if __name__ == "__main__":
    unittest.main()
