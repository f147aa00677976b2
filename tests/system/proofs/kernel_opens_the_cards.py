#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Linux opens every card with its transport secret, finds a clean ext4 and, file by file, the source plus the unit's own
files; and its FAT driver finds the source's boot partition."""

import re
import unittest

from judges import card_file, four_cards, kernel_oracle, personality, tree_manifest


class KernelOpensTheCards(unittest.TestCase):
    def test_every_card_holds_the_source_and_its_own_personality(self):
        root = card_file.partitions(four_cards.image())[1]
        with card_file.mounted(four_cards.image(), root.offset, root.size) as folder:
            golden = tree_manifest.list_tree(folder)
        units = four_cards.units()
        disks = [kernel_oracle.Disk(unit["path"], unit["key"], boot_partition=1) for unit in units]
        disks.append(kernel_oracle.Disk(four_cards.image(), boot_partition=1))
        *answers, source = kernel_oracle.ask(disks, timeout=420)
        for answer in [*answers, source]:
            self.assertEqual(answer.root, "ok", answer.complaint())
        self.assertEqual(tree_manifest.differences(golden, source.manifest), {}, "the two listers disagree")

        uuids = [re.search(r"Filesystem UUID:\s+(\S+)", answer.files["superblock"])[1] for answer in [*answers, source]]
        self.assertEqual(len(set(uuids)), len(uuids), "a file system UUID is shared")
        own = {}
        for unit, answer in zip(units, answers):
            with self.subTest(card=unit["path"]):
                self.assertIn("crypt aes-xts-plain64", answer.files["table"])
                self.assertIn("sector_size:4096", answer.files["table"])
                self.assertEqual(personality.complaints(golden, answer.manifest, unit["serial"]), {})
                self.assertEqual(answer.boot, "ok")
                changed = tree_manifest.differences(source.boot_manifest, answer.boot_manifest)
                self.assertEqual(list(changed), ["/cmdline.txt"])
                self.assertTrue(changed["/cmdline.txt"].startswith("content "), changed)
            for path, entry in answer.manifest.items():
                if path.startswith("/etc/ssh/ssh_host_") and path.endswith("_key"):
                    own.setdefault(path, set()).add(entry.content)
        self.assertTrue(own, "the cards have no SSH host keys")
        for path, contents in own.items():
            self.assertEqual(len(contents), len(units), f"{path} is shared between cards")


if __name__ == "__main__":
    unittest.main(verbosity=2)
