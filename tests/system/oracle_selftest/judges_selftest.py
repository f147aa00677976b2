#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The judges judged: on cards that cryptsetup alone made they say yes, on damaged ones they say no."""

import os
import pathlib
import re
import shutil
import tempfile
import unittest

from judges import card_file, grub_oracle, hand_made_card, kernel_oracle, reencrypt_oracle, rich_source, secret_scan
from judges import tree_manifest
from judges.running import Failed, run

_PASSPHRASE = "typed at the prompt of GRUB"


def _place_of_file(source, root, path):
    """Offset in the root file system of the first block of a file, as debugfs sees it."""
    image = pathlib.Path(source).with_suffix(".place")
    card_file.copy_range(source, root.offset, root.size, image)
    try:
        block = int(run(["debugfs", "-R", f"blocks {path}", image], stderr=None).stdout.split()[0])
        size = int(re.search(r"Block size:\s+(\d+)", run(["dumpe2fs", "-h", image]).stdout)[1])
    finally:
        image.unlink()
    return block * size


def _damage(path, offset):
    with open(path, "r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 1]))


class JudgesSelfTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="bindery-selftest-")
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.folder = pathlib.Path(cls.scratch.name)
        cls.key, cls.wrong_key = cls.folder / "key", cls.folder / "wrong"
        cls.key.write_bytes(os.urandom(32))
        cls.wrong_key.write_bytes(os.urandom(32))
        cls.source = rich_source.make_source(cls.folder / "source.img", 4096, "metadata_csum", root_size=64 << 20)
        cls.card = hand_made_card.make_card(cls.source, cls.folder / "card.img", cls.key)
        root = card_file.partitions(cls.source)[1]
        data = card_file.partitions(cls.card)[1].offset + hand_made_card.DATA_OFFSET
        with card_file.mounted(cls.source, root.offset, root.size) as folder:
            cls.expected = tree_manifest.list_tree(folder)
            cls.lists = cls.folder / "tree"
            shutil.copytree(folder / "usr/bin", cls.lists / "usr/bin")
        cls.file_damaged = shutil.copyfile(cls.card, cls.folder / "file_damaged.img")
        _damage(cls.file_damaged, data + _place_of_file(cls.source, root, "/usr/bin/sudo") + 5000)
        cls.structure_damaged = shutil.copyfile(cls.card, cls.folder / "structure_damaged.img")
        _damage(cls.structure_damaged, data + 4096 + 8)

    def test_kernel_accepts_the_good_card_and_names_what_is_wrong_with_the_others(self):
        small = rich_source.make_source(self.folder / "small.img", 1024, "uninit_bg", root_size=64 << 20)
        small_card = hand_made_card.make_card(small, self.folder / "small-card.img", self.key, sector_size=1024)
        good, small_blocks, wrong_key, file_damaged, structure_damaged, plain = kernel_oracle.ask(
            [
                kernel_oracle.Disk(self.card, self.key, boot_partition=1),
                kernel_oracle.Disk(small_card, self.key),
                kernel_oracle.Disk(self.card, self.wrong_key),
                kernel_oracle.Disk(self.file_damaged, self.key),
                kernel_oracle.Disk(self.structure_damaged, self.key),
                kernel_oracle.Disk(self.source),
            ]
        )
        self.assertEqual((good.root, good.boot), ("ok", "ok"), good.complaint())
        self.assertEqual(tree_manifest.differences(self.expected, good.manifest), {})
        self.assertEqual(set(good.boot_manifest), {"/", "/cmdline.txt", "/kernel8.img"})
        self.assertEqual(small_blocks.root, "ok", small_blocks.complaint())
        self.assertEqual(wrong_key.root, "open")
        self.assertEqual(file_damaged.root, "ok")
        self.assertEqual(list(tree_manifest.differences(self.expected, file_damaged.manifest)), ["/usr/bin/sudo"])
        self.assertEqual(structure_damaged.root, "fsck")
        self.assertEqual(plain.root, "ok")
        self.assertEqual(tree_manifest.differences(self.expected, plain.manifest), {})

    def test_kernel_does_not_mount_blocks_smaller_than_the_sectors(self):
        with self.assertRaisesRegex(Failed, "incompatible with ext4 superblock"):
            small = rich_source.make_source(self.folder / "tiny.img", 1024, root_size=64 << 20)
            hand_made_card.make_card(small, self.folder / "tiny-card.img", self.key, sector_size=4096)

    def test_reencrypt_gives_back_the_source(self):
        plain = reencrypt_oracle.decrypt_card(self.card, self.key, self.folder / "plain")
        reencrypt_oracle.check_file_system(plain)
        with card_file.mounted(plain) as folder:
            self.assertEqual(tree_manifest.differences(self.expected, tree_manifest.list_tree(folder)), {})

    def test_reencrypt_refuses_a_wrong_key(self):
        with self.assertRaisesRegex(Failed, "No key available"):
            reencrypt_oracle.decrypt_card(self.card, self.wrong_key, self.folder / "plain-wrong")

    def test_reencrypt_shows_damage(self):
        plain = reencrypt_oracle.decrypt_card(self.file_damaged, self.key, self.folder / "plain-damaged")
        with card_file.mounted(plain) as folder:
            found = tree_manifest.differences(self.expected, tree_manifest.list_tree(folder))
        self.assertEqual(list(found), ["/usr/bin/sudo"])
        broken = reencrypt_oracle.decrypt_card(self.structure_damaged, self.key, self.folder / "plain-broken")
        with self.assertRaises(Failed):
            reencrypt_oracle.check_file_system(broken)

    def test_grub_agrees_and_shows_damage(self):
        for card, verdict in ((self.card, None), (self.file_damaged, "compare fail at offset")):
            with self.subTest(card=str(card)):
                luks = card_file.cut_partition(card, 2, self.folder / "luks")
                grub_oracle.add_text_passphrase(luks, self.key, _PASSPHRASE)
                self.assertIn("sudo", grub_oracle.names(luks, _PASSPHRASE, "/usr/bin"))
                if verdict is None:
                    grub_oracle.compare(luks, _PASSPHRASE, "/usr/bin", self.lists / "usr/bin")
                else:
                    with self.assertRaisesRegex(Failed, verdict):
                        grub_oracle.compare(luks, _PASSPHRASE, "/usr/bin", self.lists / "usr/bin")
                with self.assertRaisesRegex(Failed, "Invalid passphrase"):
                    grub_oracle.names(luks, "another passphrase", "/usr/bin")
                luks.unlink()

    def test_manifests_show_every_kind_of_change(self):
        entry = self.expected["/usr/bin/sudo"]
        for field in tree_manifest.FIELDS[1:]:
            changed = dict(self.expected)
            changed[entry.path] = entry.__class__(**{**entry.__dict__, field: "other"})
            self.assertEqual(list(tree_manifest.differences(self.expected, changed)), [entry.path], field)
        fewer = {path: one for path, one in self.expected.items() if path != entry.path}
        self.assertEqual(tree_manifest.differences(self.expected, fewer), {entry.path: "missing"})
        self.assertEqual(tree_manifest.differences(fewer, self.expected), {entry.path: "additional"})

    def test_partition_table_judge_refuses_a_card_without_table(self):
        self.assertTrue(card_file.has_partition_table(self.card))
        blank = self.folder / "blank.img"
        with open(blank, "wb") as file:
            file.truncate(8 << 20)
        self.assertFalse(card_file.has_partition_table(blank))

    def test_secret_scan_finds_every_spelling_in_files_names_and_processes(self):
        secret = os.urandom(32)
        scanner = secret_scan.Scanner({"transport": secret, "other": os.urandom(32)})
        place = self.folder / "scan"
        place.mkdir()
        self.assertEqual(scanner.in_folder(place), {})
        for name, text in secret_scan.spellings(secret).items():
            # across the border of two reads
            (place / "file").write_bytes(b"x" * (1000 - len(text) // 2) + text + b"y" * 500)
            self.assertTrue(scanner.in_file(place / "file", piece=1000), name)
        (place / "file").unlink()
        (place / secret.hex()).touch()
        self.assertEqual(list(scanner.in_folder(place)), [str(place / secret.hex())])
        with secret_scan.ProcessWatch() as watch:
            run(["sh", "-c", "read -r line; :", secret.hex()], input="", timeout=5)
            run(["timeout", "0.3", "tail", "-f", "/dev/null"], check=False, environment={"LEAK": secret.hex()})
        self.assertTrue(any(scanner.in_bytes(text) for text in watch.seen))

    def test_secret_scan_is_silent_about_clean_files(self):
        scanner = secret_scan.Scanner({"transport": os.urandom(32)})
        self.assertEqual(scanner.in_file(self.card), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
