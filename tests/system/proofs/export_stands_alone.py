#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""An audit export is checked by openssl and sha256sum alone; whatever is changed in it, `bindery audit verify` names."""

import base64
import csv
import hashlib
import json
import pathlib
import shutil
import tempfile
import unittest

from judges import four_cards
from judges.running import run


def _canonical(value):
    """RFC 8785 for what the records hold: integers, booleans, text of the basic plane, arrays, objects."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class ExportStandsAlone(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        cls.export = cls.folder / "export"
        cls.station = four_cards.station()
        cls.station.run("audit", "export", cls.export)

    def _openssl_verify(self, message, signature):
        files = {"in": message, "sigfile": signature}
        for name, content in files.items():
            (self.folder / name).write_bytes(content)
        key = ["-verify", "-pubin", "-inkey", self.export / "station.pem", "-rawin"]
        run(["openssl", "pkeyutl", *key, "-in", self.folder / "in", "-sigfile", self.folder / "sigfile"])

    def test_openssl_accepts_the_signatures(self):
        manifest = (self.export / "manifest.json").read_bytes()
        self._openssl_verify(manifest, (self.export / "manifest.sig").read_bytes())
        checkpoint = json.loads((self.export / "checkpoint.json").read_text(encoding="utf-8"))
        self._openssl_verify(_canonical(checkpoint["checkpoint"]), base64.b64decode(checkpoint["signature"]))
        with self.assertRaises(AssertionError):
            self._openssl_verify(manifest + b" ", (self.export / "manifest.sig").read_bytes())

    def test_sha256sum_accepts_the_digests(self):
        run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=self.export)
        listed = {row["name"]: row["sha256"] for row in json.loads((self.export / "manifest.json").read_text())["files"]}
        for name, digest in listed.items():
            self.assertEqual(hashlib.sha256((self.export / name).read_bytes()).hexdigest(), digest)
        self.assertIn("events.jsonl", listed)

    def test_chain_can_be_followed_without_the_program(self):
        previous, count = "0" * 64, 0
        for line in (self.export / "events.jsonl").read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            claimed, linked = event.pop("hash"), event.pop("prev_hash")
            self.assertEqual(linked, previous)
            previous = hashlib.sha256(bytes.fromhex(linked) + _canonical(event)).hexdigest()
            self.assertEqual(previous, claimed)
            count += 1
            self.assertEqual(event["seq"], count)
        checkpoint = json.loads((self.export / "checkpoint.json").read_text(encoding="utf-8"))["checkpoint"]
        self.assertEqual((checkpoint["size"], checkpoint["last_hash"]), (count, previous))

    def test_attempts_are_listed_with_their_results(self):
        with open(self.export / "attempts.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual({row["result"] for row in rows}, {"passed"})
        self.assertEqual({row["unit"] for row in rows}, {unit["serial"] for unit in four_cards.units()})

    def test_untouched_export_is_accepted_with_the_stations_key(self):
        self.station.run("audit", "verify", self.export, "--key", self.export / "station.pem")

    def test_every_change_is_named(self):
        events = (self.export / "events.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)

        def write(lines):
            return lambda copy: (copy / "events.jsonl").write_text("".join(lines), encoding="utf-8")

        changes = {
            "edited": write([events[0], events[1].replace('"time":', '"time":1', 1), *events[2:]]),
            "missing": write([*events[:2], *events[3:]]),
            "reordered": write([events[0], events[2], events[1], *events[3:]]),
            "cut": write(events[:-1]),
            "extra file": lambda copy: (copy / "more.txt").write_text("more"),
            "missing file": lambda copy: (copy / "units.csv").unlink(),
            "edited table": lambda copy: (copy / "attempts.csv").write_bytes(
                (copy / "attempts.csv").read_bytes().replace(b"passed", b"failed", 1)
            ),
        }
        for what, change in changes.items():
            with self.subTest(change=what):
                copy = self.folder / "copy"
                shutil.copytree(self.export, copy)
                change(copy)
                said = self.station.run("audit", "verify", copy, expect=1).stdout
                shutil.rmtree(copy)
                self.assertIn(what.split()[0] if what != "edited table" else "attempts.csv", said)

    def test_another_key_is_refused(self):
        run(["openssl", "genpkey", "-algorithm", "ED25519", "-out", self.folder / "other.key"])
        run(["openssl", "pkey", "-in", self.folder / "other.key", "-pubout", "-out", self.folder / "other.pem"])
        said = self.station.run("audit", "verify", self.export, "--key", self.folder / "other.pem", expect=1).stdout
        self.assertIn("wrong key", said)


if __name__ == "__main__":
    unittest.main(verbosity=2)
