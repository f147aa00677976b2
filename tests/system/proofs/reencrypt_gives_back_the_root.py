#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""cryptsetup decrypts a copy of a card in place: out comes the golden root, block by block, plus the unit's own files."""

import os
import pathlib
import re
import tempfile
import unittest

from judges import card_file, four_cards, personality, reencrypt_oracle, tree_manifest
from judges.running import run


def _used_blocks(image):
    """(block size, set of block numbers that the bitmaps call used), as dumpe2fs reads them."""
    text = run(["dumpe2fs", image], timeout=60, stderr=None).stdout
    size = int(re.search(r"Block size:\s+(\d+)", text)[1])
    used = set(range(int(re.search(r"Block count:\s+(\d+)", text)[1])))
    for line in re.findall(r"^  Free blocks: (.*)$", text, re.MULTILINE):
        for run_of_blocks in filter(None, re.split(r",\s*", line.strip())):
            first, _, last = run_of_blocks.partition("-")
            used.difference_update(range(int(first), int(last or first) + 1))
    return size, used


def _journal_blocks(image):
    """A clean journal's body is not written to cards: its blocks decrypt to noise."""
    return {int(block) for block in run(["debugfs", "-R", "blocks <8>", image], stderr=None).stdout.split()}


def _differing_blocks(one, other, size, blocks):
    wrong = []
    with open(one, "rb") as first, open(other, "rb") as second:
        for block in sorted(blocks):
            if os.pread(first.fileno(), size, block * size) != os.pread(second.fileno(), size, block * size):
                wrong.append(block)
    return wrong


def _owners(image, blocks):
    """Paths of the files and folders that own some of the blocks; metadata has no owner."""
    inodes = set()
    numbers = " ".join(map(str, blocks))
    for line in run(["debugfs", "-R", f"icheck {numbers}", image], stderr=None).stdout.splitlines()[1:]:
        inode = line.split("\t")[1]
        if inode.isdigit():
            inodes.add(inode)
    # below 11 are the file system's own: resize inode, journal
    wanted = " ".join(inode for inode in inodes if int(inode) >= 11 or inode == "2")
    text = run(["debugfs", "-R", f"ncheck {wanted}", image], stderr=None).stdout if wanted else ""
    return {line.split("\t", 1)[1].replace("//", "/") for line in text.splitlines()[1:]}


class ReencryptGivesBackTheRoot(unittest.TestCase):
    def test_decrypted_card_is_golden_blocks_and_personality(self):
        unit = four_cards.units()[2]
        golden_root = next((four_cards.station().state / "golden").glob("*/root.ext4"))
        source = card_file.partitions(four_cards.image())[1]
        with card_file.mounted(four_cards.image(), source.offset, source.size) as folder:
            golden = tree_manifest.list_tree(folder)
        with tempfile.TemporaryDirectory(dir=four_cards.FOLDER) as scratch:
            plain = reencrypt_oracle.decrypt_card(unit["path"], unit["key"], pathlib.Path(scratch) / "plain")
            reencrypt_oracle.check_file_system(plain)
            with card_file.mounted(plain) as folder:
                card = tree_manifest.list_tree(folder)
                personality.check_unit_json((folder / "etc/bindery/unit.json").read_text(), unit["serial"])
            self.assertEqual(personality.complaints(golden, card, unit["serial"]), {})

            size, used = _used_blocks(golden_root)
            differing = _differing_blocks(golden_root, plain, size, used - _journal_blocks(golden_root))
            self.assertLess(len(differing), len(used) / 50, "more than the metadata differs")
            own = {path for path in _owners(plain, differing) if not re.match(r"/($|etc(/|$)|var/lib/dbus)", path)}
            self.assertEqual(own, set(), "blocks of files that are not the unit's own differ from the golden root")


if __name__ == "__main__":
    unittest.main(verbosity=2)
