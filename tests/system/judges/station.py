# SPDX-License-Identifier: Apache-2.0
"""The program under test, `bindery`, with a state folder of its own; and the auditor's certificate for its secrets."""

import base64
import json
import os
import pathlib
import signal
import subprocess

from judges.running import run

PROGRAM = os.environ.get("BINDERY_PROGRAM", "bindery")


class Station:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.state = self.folder / "state"
        self.certificate = self.folder / "customer.pem"
        self.private_key = self.folder / "customer.key"

    def arguments(self, *words):
        return [str(word) for word in (PROGRAM, "--state", self.state, *words)]

    def run(self, *words, expect=0, timeout=300):
        """The finished `bindery WORDS...`; an unexpected exit status is an error that shows its output."""
        done = run(self.arguments(*words), timeout=timeout, check=False)
        if done.returncode != expect:
            raise AssertionError(f"bindery {words}: exit status {done.returncode}, not {expect}\n{done.stdout}")
        return done

    def json(self, *words, expect=0, timeout=300):
        done = run(self.arguments(*words, "--json"), timeout=timeout, check=False, stderr=subprocess.PIPE)
        if done.returncode != expect:
            raise AssertionError(f"bindery {words}: exit status {done.returncode}, not {expect}\n{done.stdout}{done.stderr}")
        return json.loads(done.stdout)

    def start(self, *words, log):
        """`bindery WORDS...` in the background, its output in the file `log`."""
        with open(log, "wb") as file:
            return subprocess.Popen(
                self.arguments(*words), stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT
            )

    def make_certificate(self):
        arguments = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=customer", "-days", 30]
        run(["openssl", *arguments, "-keyout", self.private_key, "-out", self.certificate])

    def open_envelope(self, envelope):
        """What was exported for the certificate, by openssl alone: [{serial, path, luks_uuid, keyslot, secret}]."""
        arguments = ["cms", "-decrypt", "-inform", "PEM", "-in", envelope, "-inkey", self.private_key]
        return json.loads(run(["openssl", *arguments], stderr=None).stdout)

    def key_files(self, envelope):
        """{path of the card: file with its transport secret}, beside the cards."""
        files = {}
        for row in self.open_envelope(envelope):
            file = self.folder / f"{row['serial']}.key"
            file.touch(mode=0o600)
            file.write_bytes(base64.b64decode(row["secret"], validate=True))
            files[row["path"]] = file
        return files


def stop(process, number=signal.SIGKILL, timeout=60):
    process.send_signal(number)
    return process.wait(timeout=timeout)
