#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The system image becomes a golden image whose units bind: once, for all proofs of the bind. What staging put into it is
looked at with cpio, mtools and e2fsck alone."""

import pathlib
import tempfile
import unittest

from judges import bound_station
from judges.initramfs import missing_from
from judges.running import run

class BoundImageIsStaged(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        bound_station.make()
        cls.manifest = bound_station.station().json("golden", "show", bound_station.GOLDEN)["golden_image"]

    def folder(self):
        (folder,) = (bound_station.station().state / "golden").glob(f"{bound_station.GOLDEN}@*")
        return folder

    def test_initramfs_of_the_boot_partition_holds_all_that_a_unit_needs(self):
        with tempfile.TemporaryDirectory() as scratch:
            initrd = pathlib.Path(scratch) / "initrd.img"
            run(["mcopy", "-i", self.folder() / "boot.fat", "::initrd.img", initrd])
            self.assertEqual(missing_from(initrd), [])

    def test_command_line_names_key_script_and_place_of_the_uuid(self):
        text = run(["mtype", "-i", self.folder() / "boot.fat", "::cmdline.txt"], stderr=None).stdout
        self.assertIn("root=/dev/mapper/cryptrfs", text.split())
        self.assertTrue({"panic=10", "panic=-1"} & set(text.split()), "a failure in the initramfs would give a shell")
        (options,) = [word for word in text.split() if word.startswith("cryptopts=")]
        self.assertRegex(options, r"source=UUID=[^,]{36},")
        self.assertIn("keyscript=/usr/lib/bindery/unlock", options.split(","))

    def test_root_is_clean_and_holds_the_agent(self):
        root = self.folder() / "root.ext4"
        run(["e2fsck", "-fn", root], timeout=120)
        for path in ("/usr/lib/bindery/bindery-unit", "/etc/bindery/site.pins", "/etc/bindery/unit.conf"):
            self.assertIn("Type: regular", run(["debugfs", "-R", f"stat {path}", root]).stdout, path)

    def test_no_private_key_of_the_site_is_in_the_image(self):
        site = bound_station.station().state / "keys" / "site"
        pieces = []
        for file in site.glob("*.key"):
            body = "".join(file.read_text().splitlines()[1:-1])
            pieces.append(body[-64:-8].encode())
        self.assertTrue(pieces)
        for file in (self.folder() / "root.ext4", self.folder() / "boot.fat"):
            data = file.read_bytes()
            for piece in pieces:
                self.assertNotIn(piece, data)

    def test_manifest_says_that_it_binds(self):
        self.assertTrue(self.manifest["demo"])
        self.assertTrue(self.manifest["binds"])
        self.assertTrue(self.manifest["initramfs"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
