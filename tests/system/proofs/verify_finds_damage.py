#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""`bindery verify` passes a good card and names the place of any damage: table, boot partition, header, keyslot, data."""

import os
import pathlib
import tempfile
import unittest

from judges import card_file, four_cards
from judges.hand_made_card import DATA_OFFSET
from judges.running import run


class VerifyFindsDamage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.unit = dict(four_cards.units()[3])
        cls.station = four_cards.station()
        cls.boot, cls.root = card_file.partitions(cls.unit["path"])
        # others look at the card itself meanwhile; a card is known by its header, not by its path
        scratch = tempfile.TemporaryDirectory(dir=four_cards.FOLDER)
        cls.addClassCleanup(scratch.cleanup)
        copy = pathlib.Path(scratch.name) / "copy.img"
        cls.unit["path"] = card_file.copy_range(cls.unit["path"], 0, four_cards.CARD_SIZE, copy)

    def _verify_with(self, offset, content, expect=4):
        """The card with `content` at `offset`, judged, and put right again."""
        with open(self.unit["path"], "r+b") as card:
            before = os.pread(card.fileno(), len(content), offset)
            self.assertNotEqual(before, content)
            os.pwrite(card.fileno(), content, offset)
            os.fsync(card.fileno())
            try:
                return self.station.run("verify", self.unit["path"], expect=expect).stdout
            finally:
                os.pwrite(card.fileno(), before, offset)
                os.fsync(card.fileno())

    def _used_place(self):
        """A place in the middle of the data where something was written."""
        start = self.root.offset + DATA_OFFSET + (40 << 20)
        with open(self.unit["path"], "rb") as card:
            for begin, length in card_file.data_runs(card.fileno(), start, self.root.offset + self.root.size):
                if length > 1 << 20:
                    return (begin + length // 2) // 4096 * 4096
        raise AssertionError("nothing written in the middle of the card")

    def test_a_good_card_passes_twice(self):
        for _ in range(2):
            self.station.run("verify", self.unit["path"])

    def test_noise_in_the_data_is_named_with_its_offset(self):
        place = self._used_place()
        self.assertIn(str(place), self._verify_with(place, os.urandom(4096)))

    def test_one_flipped_bit_is_found(self):
        place = self._used_place() + 8192
        with open(self.unit["path"], "rb") as card:
            byte = os.pread(card.fileno(), 1, place + 77)[0]
        self._verify_with(place + 77, bytes([byte ^ 16]))

    def test_a_changed_boot_file_is_found(self):
        place = self.boot.offset + self.boot.size // 2
        with open(self.unit["path"], "rb") as card:
            byte = os.pread(card.fileno(), 1, place)[0]
        self._verify_with(place, bytes([byte ^ 255]))

    def test_a_changed_partition_table_is_found(self):
        self._verify_with(440, b"\x01\x02\x03\x04")

    def test_a_damaged_keyslot_is_found(self):
        self._verify_with(self.root.offset + 32768, os.urandom(65536))

    def test_a_wrong_key_is_refused(self):
        neighbour = four_cards.units()[2]
        done = run(self.station.arguments("verify", self.unit["path"], "--key-file", neighbour["key"]), check=False, timeout=120)
        self.assertNotEqual(done.returncode, 0, done.stdout)

    def test_the_exported_key_verifies_too(self):
        self.station.run("verify", self.unit["path"], "--key-file", self.unit["key"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
