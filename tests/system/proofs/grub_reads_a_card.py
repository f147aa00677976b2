#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""GRUB's own LUKS2 and ext4 readers list a card's root and find the source's files in it, byte for byte."""

import os
import pathlib
import shutil
import tempfile
import unittest

from judges import card_file, four_cards, grub_oracle, personality

_PASSPHRASE = "typed at the prompt of GRUB"
_FOLDERS = ("usr/bin", "usr/sbin", "boot")


def _copy_regular_files(source, target):
    """GRUB compares files and folders only; links and odd names stay out."""
    for folder, names, files in os.walk(source):
        place = target / pathlib.Path(folder).relative_to(source)
        place.mkdir(parents=True, exist_ok=True)
        names[:] = [name for name in names if not os.path.islink(os.path.join(folder, name))]
        for name in files:
            path = pathlib.Path(folder) / name
            if not path.is_symlink() and path.is_file():
                shutil.copyfile(path, place / name)


class GrubReadsACard(unittest.TestCase):
    def test_names_and_contents_are_those_of_the_source(self):
        unit = four_cards.units()[1]
        with tempfile.TemporaryDirectory(dir=four_cards.FOLDER) as name:
            scratch = pathlib.Path(name)
            luks = card_file.cut_partition(unit["path"], 2, scratch / "luks")
            grub_oracle.add_text_passphrase(luks, unit["key"], _PASSPHRASE)
            root = card_file.partitions(four_cards.image())[1]
            compared = 0
            with card_file.mounted(four_cards.image(), root.offset, root.size) as source:
                top = {entry.name + ("/" if entry.is_dir() and not entry.is_symlink() else "") for entry in source.iterdir()}
                self.assertEqual(set(grub_oracle.names(luks, _PASSPHRASE, "/")), top)
                for folder in _FOLDERS:
                    _copy_regular_files(source / folder, scratch / "tree" / folder)
                    compared += sum(len(files) for _, _, files in os.walk(scratch / "tree" / folder))
                    grub_oracle.compare(luks, _PASSPHRASE, f"/{folder}", scratch / "tree" / folder)
            self.assertGreater(compared, 100)
            (scratch / "hostname").write_text(personality.host_name(unit["serial"]) + "\n", encoding="ascii")
            grub_oracle.compare(luks, _PASSPHRASE, "/etc/hostname", scratch / "hostname")


if __name__ == "__main__":
    unittest.main(verbosity=2)
