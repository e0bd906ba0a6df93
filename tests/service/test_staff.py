"""The staff area of a running service: what its log says of passwords, links and sessions, at the finest level."""

import http.client
import tempfile
import unittest
import urllib.parse

from service import ServiceTest

PASSWORD = "four sheep drink cold tea"


class Staff(ServiceTest):
    def setUp(self):
        self.log = tempfile.TemporaryFile()
        self.addCleanup(self.log.close)

    def send(self, method, path, fields=None, **headers):
        """A request as a browser sends it; answers the response with its body read."""
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(self.base).netloc)
        self.addCleanup(connection.close)
        headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded", **headers}
        connection.request(method, path, fields and urllib.parse.urlencode(fields), headers)
        response = connection.getresponse()
        response.text = response.read().decode()
        return response

    def test_no_secret_of_staff_is_logged(self):
        self.prepare(UNDERSIGNED_LOG="trace")
        said = self.run_command("staff", "add", "ana@coalition.example", "--role", "viewer")
        path = urllib.parse.urlsplit(said.split()[0]).path
        self.start()
        both = {"password": PASSWORD, "password_again": PASSWORD}
        self.assertEqual(self.send("POST", path, both).status, 303)
        wrong = self.send("POST", "/staff/sign-in", {"email": "ana@coalition.example", "password": "wrong " + PASSWORD})
        self.assertEqual(wrong.status, 422)
        right = self.send("POST", "/staff/sign-in", {"email": "ana@coalition.example", "password": PASSWORD})
        cookie = right.getheader("Set-Cookie").split(";")[0]
        page = self.send("GET", "/staff/factor", Cookie=cookie)
        self.assertEqual(page.status, 200)
        value = lambda name: page.text.split(f'name="{name}" value="')[1].split('"')[0]
        token, sealed = value("token"), value("sealed")
        self.send("POST", "/staff/factor", {"token": token, "sealed": sealed, "code": "271828"}, Cookie=cookie)
        self.send("POST", "/staff/sign-out", {"token": token}, Cookie=cookie)
        self.service.terminate()
        self.service.wait()
        self.log.seek(0)
        log = self.log.read().decode()
        key = page.text.split('class="key"><code>')[1].split("<")[0]
        secrets = [PASSWORD, urllib.parse.quote_plus(PASSWORD), path.rsplit("/", 1)[1], cookie.split("=", 1)[1], token, sealed, key, key.replace(" ", ""), "271828", "ana@coalition.example"]
        for secret in secrets:
            self.assertNotIn(secret, log)


if __name__ == "__main__":
    unittest.main()
