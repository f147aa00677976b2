#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""`update-initramfs -u` in a bound unit, by the distribution's own tools: the new initramfs reaches the boot partition, holds
the agent and the key script, and the unit starts with it, by its module alone.

Works on a copy of the unit that proofs/unit_binds.py bound."""

import shutil
import unittest

from judges import bound_station, card_file
from judges.initramfs import missing_from
from judges.running import run
from judges.virtual_unit import VirtualUnit

FOLDER = bound_station.FOLDER / "kernel-update"
UPDATE = [
    'systemd.run="/usr/sbin/update-initramfs -u -k all"',
    "systemd.run_success_action=poweroff",
    "systemd.run_failure_action=reboot-force",
    "systemd.journald.forward_to_console=1",
]


class KernelUpdate(unittest.TestCase):
    def initramfs(self, card, name):
        fat = card_file.cut_partition(card, 1, FOLDER / f"{name}.fat")
        run(["fsck.fat", "-n", fat])
        target = FOLDER / f"{name}.initrd"
        run(["mcopy", "-i", fat, "::initrd.img", target])
        return target

    def test_unit_starts_with_the_initramfs_that_it_made_itself(self):
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        bound = bound_station.bound_unit()
        card = bound_station.copy_card(bound.card, FOLDER / "card.img")
        module = bound_station.copy_card(bound.module, FOLDER / "module")
        before = self.initramfs(card, "before")
        with VirtualUnit(card, module, bound.board, words=UPDATE, console=FOLDER / "console-update") as unit:
            said = unit.wait_for_end(timeout=600)
        self.assertIn("Power down", said)
        after = self.initramfs(card, "after")
        self.assertNotEqual(before.read_bytes(), after.read_bytes(), "the boot partition still has the old one")
        self.assertEqual(missing_from(after), [])
        with VirtualUnit(card, module, bound.board, console=FOLDER / "console-after") as unit:
            unit.wait_for(r"bindery: opened by the module alone")
            unit.wait_for(r" login: ", timeout=300)


if __name__ == "__main__":
    unittest.main(verbosity=2)
