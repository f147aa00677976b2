#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Linux opens every card with its transport secret, finds a clean ext4 and, file by file, the source plus the unit's own
files; and its FAT driver finds the source's boot partition."""

import re
import unittest

from judges import card_file, four_cards, kernel_oracle, personality, tree_manifest

_SMALL = 16 << 10


class KernelOpensTheCards(unittest.TestCase):
    def test_every_card_holds_the_source_and_its_own_personality(self):
        root = card_file.partitions(four_cards.image())[1]
        with card_file.mounted(four_cards.image(), root.offset, root.size) as folder:
            golden = tree_manifest.list_tree(folder)
        units = four_cards.units()
        # everything of the first card; of the others all but the boot partition and the contents of larger files
        disks = [kernel_oracle.Disk(units[0]["path"], units[0]["key"], boot_partition=1)]
        disks += [kernel_oracle.Disk(unit["path"], unit["key"], largest=_SMALL) for unit in units[1:]]
        disks.append(kernel_oracle.Disk(four_cards.image(), boot_partition=1, largest=0))
        *answers, source = kernel_oracle.ask(disks, timeout=420)
        for answer in [*answers, source]:
            self.assertEqual(answer.root, "ok", answer.complaint())
        expected = tree_manifest.without_content_of_larger(golden, 0)
        self.assertEqual(tree_manifest.differences(expected, source.manifest), {}, "the two listers disagree")

        uuids = [re.search(r"Filesystem UUID:\s+(\S+)", answer.files["superblock"])[1] for answer in [*answers, source]]
        self.assertEqual(len(set(uuids)), len(uuids), "a file system UUID is shared")
        own = {}
        for unit, disk, answer in zip(units, disks, answers):
            with self.subTest(card=unit["path"]):
                self.assertIn("crypt aes-xts-plain64", answer.files["table"])
                self.assertIn("sector_size:4096", answer.files["table"])
                expected = tree_manifest.without_content_of_larger(golden, disk.largest)
                self.assertEqual(personality.complaints(expected, answer.manifest, unit["serial"]), {})
            for path, entry in answer.manifest.items():
                if path.startswith("/etc/ssh/ssh_host_") and path.endswith("_key"):
                    own.setdefault(path, set()).add(entry.content)
        self.assertEqual((source.boot, answers[0].boot), ("ok", "ok"))
        changed = tree_manifest.differences(source.boot_manifest, answers[0].boot_manifest)
        self.assertEqual(list(changed), ["/cmdline.txt"])
        self.assertTrue(changed["/cmdline.txt"].startswith("content "), changed)
        self.assertTrue(own, "the cards have no SSH host keys")
        for path, contents in own.items():
            self.assertEqual(len(contents), len(units), f"{path} is shared between cards")


if __name__ == "__main__":
    unittest.main(verbosity=2)
