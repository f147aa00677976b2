#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What `bindery inspect` says of a card is what cryptsetup says of it."""

import json
import pathlib
import tempfile
import unittest

from judges import card_file, four_cards
from judges.running import run


class InspectAgreesWithCryptsetup(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.unit = four_cards.units()[0]
        cls.said = four_cards.station().json("inspect", cls.unit["path"])
        scratch = tempfile.TemporaryDirectory(dir=four_cards.FOLDER)
        cls.addClassCleanup(scratch.cleanup)
        cls.luks = card_file.cut_partition(cls.unit["path"], 2, pathlib.Path(scratch.name) / "luks")
        cls.header = json.loads(run(["cryptsetup", "luksDump", "--dump-json-metadata", cls.luks]).stdout)

    def test_uuid_label_and_segment(self):
        self.assertEqual(run(["cryptsetup", "luksUUID", self.luks]).stdout.strip(), self.said["luks"]["uuid"])
        self.assertEqual(self.unit["luks_uuid"], self.said["luks"]["uuid"])
        dump = run(["cryptsetup", "luksDump", self.luks]).stdout
        self.assertRegex(dump, r"Label:\s+cryptroot\n")
        self.assertEqual(self.said["luks"]["label"], "cryptroot")
        (segment,) = self.header["segments"].values()
        self.assertEqual(segment["encryption"], self.said["luks"]["cipher"])
        self.assertEqual(segment["sector_size"], self.said["luks"]["sector_size"])
        self.assertEqual((segment["offset"], segment["size"], segment["iv_tweak"]), (str(16 << 20), "dynamic", "0"))

    def test_table_is_the_one_that_sfdisk_reads(self):
        table = card_file.partition_table(self.unit["path"])
        said = self.said["table"]
        self.assertEqual(int(said["signature"], 16), int(table["id"], 16))
        found = [(one["number"], one["offset"], one["length"], one["bootable"]) for one in said["partitions"]]
        expected = card_file.partitions(self.unit["path"])
        self.assertEqual(found, [(one.number, one.offset, one.size, one.bootable) for one in expected])
        self.assertEqual(self.said["luks"]["partition"], 2)

    def test_keyslots_are_as_the_profile_says(self):
        self.assertEqual(list(self.header["keyslots"]), ["0"])
        slot = self.header["keyslots"]["0"]
        self.assertEqual((slot["kdf"]["type"], slot["kdf"]["hash"], slot["kdf"]["iterations"]), ("pbkdf2", "sha256", 1000))
        self.assertEqual((slot["area"]["encryption"], slot["area"]["key_size"]), ("aes-xts-plain64", 64))
        (said,) = self.said["luks"]["keyslots"]
        self.assertEqual((said["number"], said["kdf"], said["iterations"]), (0, slot["kdf"]["type"], slot["kdf"]["iterations"]))
        self.assertEqual(said["cipher"], slot["area"]["encryption"])

    def test_tokens_are_the_same(self):
        for number, token in self.header["tokens"].items():
            exported = json.loads(run(["cryptsetup", "token", "export", "--token-id", number, self.luks]).stdout)
            self.assertEqual(exported, token)
        said = {str(token["number"]): token["type"] for token in self.said["luks"]["tokens"]}
        self.assertEqual(said, {number: token["type"] for number, token in self.header["tokens"].items()})
        self.assertEqual(sorted(said.values()), ["bindery-passport"])
        passport = next(iter(self.header["tokens"].values()))
        self.assertEqual(passport["serial"], self.unit["serial"])
        self.assertEqual(self.said["passport"]["serial"], self.unit["serial"])

    def test_transport_secret_opens_the_slot_that_inspect_names(self):
        test = ["cryptsetup", "open", "--test-passphrase", "--verbose", "--key-file", self.unit["key"], self.luks]
        self.assertRegex(run(test).stdout, r"Key slot 0 unlocked")

    def test_nothing_secret_is_printed(self):
        secret = pathlib.Path(self.unit["key"]).read_bytes()
        self.assertNotIn(secret.hex(), json.dumps(self.said).lower())


if __name__ == "__main__":
    unittest.main(verbosity=2)
