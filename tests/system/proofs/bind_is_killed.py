#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The power of a unit goes at every step of its bind: after each write that its first two starts make to the card's LUKS
header, and around each thing it tells the station. On its next starts the unit binds without help, is never locked out, and
keyslot 0 is never missing before the station has it as verified.

`bind_is_killed.py N`: N points over both starts (default 34). The card lies on a fault disk that stops after a counted write."""

import os
import pathlib
import shutil
import sys
import tempfile
import unittest

from judges import bound_station, card_file, fault_disk
from judges.bench import Bench
from judges.fault_disk import FaultDisk
from judges.hand_made_card import DATA_OFFSET
from judges.virtual_unit import VirtualUnit

PROGRAM = os.environ["BINDERY_FAULT_DISK"]
FOLDER = bound_station.FOLDER / "killed"
LOCKED, BOUND = r"bindery: restarting to prove", r"bindery: this unit is bound"
WORDS_OF_STATION = ("authorised", "locked", "verified")  # the last, bound, is when there is nothing left to cut
POINTS = 34


class BindIsKilled(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        cls.station = bound_station.station()
        bench = Bench(cls.station, log="bench-killed.log")
        cls.bench = bench.__enter__()
        cls.addClassCleanup(bench.stop)

    def setUp(self):
        (self.unit,) = bound_station.new_units(1, FOLDER / self.id().rpartition(".")[2])
        root = card_file.partitions(self.unit.card)[1]
        self.header_area = (root.offset, root.offset + DATA_OFFSET - 1)

    def state(self, unit):
        return bound_station.state_of(unit)

    def start(self, unit, until, timeout=300):
        with VirtualUnit(unit.card, unit.module, unit.board, bench_port=self.bench.port) as machine:
            machine.wait_for(until, timeout=timeout)
            if until == LOCKED:
                machine.wait_for_end()

    def writes_of_a_start(self, unit, until):
        """How many writes a start makes to the header; the start is done."""
        with self.on_fault_disk(unit, {}) as disk:
            with VirtualUnit(disk.disk, unit.module, unit.board, bench_port=self.bench.port) as machine:
                machine.wait_for(until, timeout=300)
                if until == LOCKED:
                    machine.wait_for_end()
            return len(self.header_writes(disk))

    def header_writes(self, disk):
        first, last = self.header_area
        acts = fault_disk.parse_log(disk.log)
        return [act for act in acts if act.kind == "write" and act.result == "done" and act.offset <= last and act.offset + act.length > first]

    def on_fault_disk(self, unit, faults):
        return _Disk(unit.card, faults)

    def cut_after_writes(self, unit, count):
        with self.on_fault_disk(unit, {"stop_after": (count, *self.header_area)}) as disk:
            with VirtualUnit(disk.disk, unit.module, unit.board, bench_port=self.bench.port) as machine:
                machine.wait_until(lambda: any(act.result == "held" for act in fault_disk.parse_log(disk.log)), timeout=300)
                machine.kill()
            self.assertEqual(len(self.header_writes(disk)), count)

    def cut_when_station_says(self, unit, word):
        with VirtualUnit(unit.card, unit.module, unit.board, bench_port=self.bench.port) as machine:
            self.bench.wait_for(lambda event: event["event"] == word and event["luks_uuid"] == unit.luks_uuid, timeout=300)
            machine.kill()

    def goes_on_to_bound(self, unit, what):
        """Without help: at most four more starts."""
        with tempfile.TemporaryDirectory(dir=FOLDER) as scratch:
            if self.state(unit) not in ("verified", "bound"):
                self.assertIn(0, unit.keyslots(scratch), f"{what}: keyslot 0 is gone before the module had proved itself")
                self.assertTrue(unit.opens_with(scratch, unit.key, 0), f"{what}: keyslot 0 does not open any more")
            for _ in range(4):
                with VirtualUnit(unit.card, unit.module, unit.board, bench_port=self.bench.port) as machine:
                    if machine.wait_for(LOCKED, BOUND, timeout=300) == 1:
                        break
                    machine.wait_for_end()
            else:
                self.fail(f"{what}: not bound after four starts")
            self.assertEqual(unit.keyslots(scratch), [1], what)
        self.assertEqual(self.state(unit), "bound", what)

    def copy_of(self, number, at_second_start):
        """Each point needs a card of its own, for the station knows each by its LUKS UUID."""
        (unit,) = bound_station.new_units(1, FOLDER / f"point-{number}")
        if at_second_start:
            self.start(unit, LOCKED)
        return unit

    def test_every_step_may_be_the_last(self):
        first = self.writes_of_a_start(self.unit, LOCKED)
        second = self.writes_of_a_start(self.unit, BOUND)
        cuts = [(False, count) for count in range(first + 1)] + [(True, count) for count in range(second + 1)]
        points = int(sys.argv[1]) if len(sys.argv) > 1 else POINTS
        wanted = points - len(WORDS_OF_STATION)
        print(f"{first} header writes at the first start, {second} at the second; {points} points", flush=True)
        chosen = cuts if len(cuts) <= wanted else [cuts[index * (len(cuts) - 1) // (wanted - 1)] for index in range(wanted)]
        for number, (at_second_start, count) in enumerate(chosen):
            what = f"after {count} header writes of the {'second' if at_second_start else 'first'} start"
            with self.subTest(what):
                unit = self.copy_of(number, at_second_start)
                self.cut_after_writes(unit, count)
                self.goes_on_to_bound(unit, what)
                print(f"bound though cut {what}", flush=True)
                shutil.rmtree(unit.card.parent)
        for number, word in enumerate(WORDS_OF_STATION):
            with self.subTest(word):
                unit = self.copy_of(f"word-{number}", word == "verified")
                self.cut_when_station_says(unit, word)
                self.goes_on_to_bound(unit, f"when the station had said {word}")
                print(f"bound though cut when the station had said {word}", flush=True)
                shutil.rmtree(unit.card.parent)


class _Disk:
    def __init__(self, card, faults):
        self._card, self._faults = card, faults
        self._folder = pathlib.Path(tempfile.mkdtemp(dir=FOLDER))

    def __enter__(self):
        disk = FaultDisk(self._folder / "disk")
        disk.start(PROGRAM, self._card, self._faults)
        self._disk = disk
        return disk

    def __exit__(self, *_):
        self._disk.kill()
        shutil.rmtree(self._folder, ignore_errors=True)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
