#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Two cards from one golden image differ in every UUID (the FAT volume id excepted), in the disk signature, in every salt
and digest of the header, in key, and in every ciphertext sector. (The UUID of the ext4: kernel_opens_the_cards.py.)"""

import json
import os
import pathlib
import unittest

from judges import card_file, four_cards
from judges.hand_made_card import DATA_OFFSET
from judges.running import run

_SECTOR = 4096


def _header(unit):
    """The LUKS2 metadata as cryptsetup dumps it, from a copy of the partition's first 16 MiB."""
    root = card_file.partitions(unit["path"])[1]
    copy = pathlib.Path(unit["key"]).with_suffix(".header")
    copy.unlink(missing_ok=True)
    card_file.copy_range(unit["path"], root.offset, DATA_OFFSET, copy)
    return copy, json.loads(run(["cryptsetup", "luksDump", "--dump-json-metadata", copy]).stdout)


def _sectors(path):
    """Every ciphertext sector that was written: {place in the data segment: bytes}; zeros were not."""
    root = card_file.partitions(path)[1]
    start, end = root.offset + DATA_OFFSET, root.offset + root.size
    with open(path, "rb") as file:
        for begin, length in card_file.data_runs(file.fileno(), start, end):
            for piece in range(begin, begin + length, 4 << 20):
                data = os.pread(file.fileno(), min(4 << 20, begin + length - piece), piece)
                for at in range(0, len(data), _SECTOR):
                    sector = data[at : at + _SECTOR]
                    if sector.count(0) != len(sector):
                        yield piece + at - start, sector


class CardsShareNothing(unittest.TestCase):
    def test_every_identifier_is_a_cards_own(self):
        seen = {}
        for unit in four_cards.units():
            _, header = _header(unit)
            signature = card_file.partition_table(unit["path"])["id"]
            seen.setdefault("disk signature", []).append(signature)
            seen.setdefault("LUKS UUID", []).append(unit["luks_uuid"])
            for slot in header["keyslots"].values():
                seen.setdefault("keyslot salt", []).append(slot["kdf"]["salt"])
            for digest in header["digests"].values():
                seen.setdefault("digest salt", []).append(digest["salt"])
                seen.setdefault("digest", []).append(digest["digest"])
        for what, values in seen.items():
            self.assertEqual(len(values), 4, what)
            self.assertEqual(len(set(values)), 4, f"{what} is shared: {values}")

    def test_volume_keys_differ_and_do_not_open_the_neighbour(self):
        keys = set()
        for unit in four_cards.units():
            copy, _ = _header(unit)
            volume_key = copy.with_suffix(".volume")
            volume_key.unlink(missing_ok=True)
            dump = ["--dump-volume-key", "--volume-key-file", volume_key, "--key-file", unit["key"]]
            run(["cryptsetup", "luksDump", "--batch-mode", *dump, copy])
            keys.add(volume_key.read_bytes())
            self.assertEqual(volume_key.stat().st_size, 64)
            for neighbour in four_cards.units():
                test = ["cryptsetup", "open", "--test-passphrase", "--key-file", neighbour["key"], copy]
                self.assertEqual(run(test, check=False).returncode, 0 if neighbour == unit else 2)
            volume_key.unlink()
        self.assertEqual(len(keys), 4)

    def test_no_ciphertext_sector_is_found_twice(self):
        seen = set()
        written = []
        for unit in four_cards.units():
            count = 0
            for _, sector in _sectors(unit["path"]):
                # the first bytes stand for the sector: two that differ only later would be found as a false alarm
                seen.add(sector[:32])
                count += 1
            written.append(count)
            self.assertGreater(count, 50_000)
        self.assertEqual(len(seen), sum(written), "a sector of ciphertext is on the cards twice")


if __name__ == "__main__":
    unittest.main(verbosity=2)
