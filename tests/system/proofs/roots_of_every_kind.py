#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Roots with 1 KiB and 4 KiB blocks, with metadata_csum, with uninit_bg only, with neither: each becomes a card that Linux
opens, that e2fsck finds clean, and that cryptsetup decrypts to the source plus the unit's own files. What the card's writer
skipped (unused inode tables, the journal's body, free blocks) decrypts to noise, and must not matter."""

import pathlib
import tempfile
import unittest

from judges import card_file, kernel_oracle, personality, reencrypt_oracle, rich_source, tree_manifest
from judges.running import run
from judges.station import Station

_KINDS = [(block_size, checksums) for block_size in (1024, 4096) for checksums in rich_source.CHECKSUMS]


class RootsOfEveryKind(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="bindery-roots-", dir="/var/tmp")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        cls.station = Station(cls.folder)
        cls.station.make_certificate()
        cls.golden, cls.cards = {}, {}
        keys, serials = {}, {}
        for number, kind in enumerate(_KINDS):
            block_size, checksums = kind
            name = f"root-{block_size}-{checksums.replace('_', '-')}"
            source = rich_source.make_source(cls.folder / f"{name}.img", block_size, checksums, 96 << 20, seed=number)
            with card_file.mounted(source, rich_source.ROOT_OFFSET, 96 << 20) as folder:
                cls.golden[kind] = tree_manifest.list_tree(folder)
            cls.station.run("golden", "stage", source, "--recipe", "generic", "--name", name)
            source.unlink()
            cls.station.run("golden", "approve", name)
            card, envelope = cls.folder / f"{name}.card", cls.folder / f"{name}.pem"
            wish = ["--export-secrets", envelope, "--to-certificate", cls.station.certificate, "--size", "400MiB"]
            cls.station.run("provision", "--golden", name, *wish, "--to", card)
            keys.update(cls.station.key_files(envelope))
            serials.update({row["path"]: row["serial"] for row in cls.station.open_envelope(envelope)})
            cls.cards[kind] = (card, keys[str(card)], serials[str(card)])

    def test_kernel_opens_each_and_finds_all_files(self):
        answers = kernel_oracle.ask([kernel_oracle.Disk(card, key) for card, key, _ in self.cards.values()])
        for (kind, (_, _, serial)), answer in zip(self.cards.items(), answers):
            with self.subTest(block_size=kind[0], checksums=kind[1]):
                self.assertEqual(answer.root, "ok", answer.complaint())
                self.assertEqual(personality.complaints(self.golden[kind], answer.manifest, serial), {})

    def test_cryptsetup_decrypts_each_to_the_source(self):
        for kind, (card, key, serial) in self.cards.items():
            with self.subTest(block_size=kind[0], checksums=kind[1]):
                plain = reencrypt_oracle.decrypt_card(card, key, self.folder / "plain")
                reencrypt_oracle.check_file_system(plain)
                features = run(["dumpe2fs", "-h", plain]).stdout
                self.assertRegex(features, rf"Block size:\s+{kind[0]}\n")
                self.assertEqual("metadata_csum" in features.split(), kind[1] == "metadata_csum")
                self.assertEqual("uninit_bg" in features.split(), kind[1] == "uninit_bg")
                with card_file.mounted(plain) as folder:
                    found = tree_manifest.list_tree(folder)
                self.assertEqual(personality.complaints(self.golden[kind], found, serial), {})
                self.assertEqual(
                    rich_source.DELETED_SECRET in plain.read_bytes(), False, "a deleted file of the source is on the card"
                )
                plain.unlink()

    def test_root_can_be_filled_although_what_was_skipped_holds_noise(self):
        for kind in _KINDS:
            with self.subTest(block_size=kind[0], checksums=kind[1]):
                card, key, _ = self.cards[kind]
                plain = reencrypt_oracle.decrypt_card(card, key, self.folder / "plain")
                with card_file.mounted(plain, options="rw") as folder:
                    # new folders go to other block groups, so that inode tables which were never written come into use
                    for number in range(60):
                        place = folder / f"new-{number}"
                        place.mkdir()
                        for name in range(100):
                            (place / str(name)).write_bytes(b"x" * (number * name))
                reencrypt_oracle.check_file_system(plain)
                plain.unlink()


if __name__ == "__main__":
    unittest.main(verbosity=2)
