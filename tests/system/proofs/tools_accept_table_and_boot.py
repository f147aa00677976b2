#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""sfdisk, fsck.fat and mtools accept table and boot partition; the boot partition is the source's but for the LUKS UUID."""

import os
import unittest

from judges import card_file, four_cards
from judges.running import run

_MIB = 1 << 20


class ToolsAcceptTableAndBoot(unittest.TestCase):
    def test_table_is_accepted_and_laid_out_as_designed(self):
        for unit in four_cards.units():
            with self.subTest(card=unit["path"]):
                said = run(["sfdisk", "--verify", unit["path"]]).stdout
                self.assertIn("No errors detected", said)
                table = card_file.partition_table(unit["path"])
                self.assertEqual(table["label"], "dos")
                boot, root = card_file.partitions(unit["path"])
                self.assertEqual((boot.type, boot.bootable, root.type), ("c", True, "83"))
                self.assertEqual(boot.offset % (8 * _MIB), 0)
                self.assertEqual(root.offset % (8 * _MIB), 0)
                self.assertEqual((root.offset + root.size) % _MIB, 0)
                self.assertGreater(root.offset + root.size, four_cards.CARD_SIZE - 2 * _MIB)
                self.assertEqual(boot.size, card_file.partitions(four_cards.image())[0].size)

    def test_boot_partition_is_a_clean_fat(self):
        for unit in four_cards.units():
            with self.subTest(card=unit["path"]):
                fat = card_file.cut_partition(unit["path"], 1, four_cards.FOLDER / "boot.fat")
                run(["fsck.fat", "-n", fat])
                listed = run(["mdir", "-b", "-i", fat, "::"]).stdout.split()
                self.assertEqual(sorted(listed), ["::/cmdline.txt", "::/initrd.img", "::/vmlinuz"])
                line = run(["mtype", "-i", fat, "::cmdline.txt"]).stdout
                self.assertIn(f"cryptopts=source=UUID={unit['luks_uuid']},", line)
                self.assertNotIn("PLACEHOLDER", line)

    def test_boot_partition_differs_from_the_source_in_the_uuid_only(self):
        source = card_file.partitions(four_cards.image())[0]
        for unit in four_cards.units():
            with self.subTest(card=unit["path"]), open(four_cards.image(), "rb") as image, open(unit["path"], "rb") as card:
                boot = card_file.partitions(unit["path"])[0]
                expected = os.pread(image.fileno(), source.size, source.offset)
                found = os.pread(card.fileno(), boot.size, boot.offset)
                placeholder = b"LUKS-UUID-PLACEHOLDER-OF-36-LETTERS-"
                self.assertEqual(expected.count(placeholder), 1)
                self.assertEqual(found, expected.replace(placeholder, unit["luks_uuid"].encode()))


if __name__ == "__main__":
    unittest.main(verbosity=2)
