#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The power of a unit goes at every step of its bind: before and after each write that its first two starts make to the card's
LUKS header, around each thing it tells the station, and at marks of both starts from the kernel's first line on. On its next
starts the unit binds without help, is never locked out, and keyslot 0 is never missing before the station has it as verified.

A unit is cut in its first start and, once it has caught up, again in its second.
`bind_is_killed.py N`: N of the points, evenly chosen. The card lies on a fault disk that stops after a counted
write."""

import itertools
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
#: A start takes 40 s of a core; a machine that does much else gives it little.
PATIENCE = 900
LOCKED, BOUND = r"bindery: restarting to prove", r"bindery: this unit is bound"
WORDS_OF_STATION = (("authorised", 1), ("locked", 1), ("verified", 2), ("bound", 2))
MARKS = (
    [(mark, 1) for mark in (r"Linux version", r"scripts/init-premount", r"bindery: locked by", r"mounted filesystem", r"Welcome to", LOCKED)]
    + [(mark, 2) for mark in (r"Linux version", r"bindery: opened by", r"mounted filesystem", r"Welcome to", r"Started bindery", r"bindery: verified")]
)


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

    def start(self, unit, until, timeout=PATIENCE):
        with VirtualUnit(unit.card, unit.module, unit.board, bench_port=self.bench.port) as machine:
            machine.wait_for(until, timeout=timeout)
            if until == LOCKED:
                machine.wait_for_end(timeout=PATIENCE)

    def writes_of_a_start(self, unit, until):
        """How many writes a start makes to the header; the start is done."""
        with self.on_fault_disk(unit, {}) as disk:
            with VirtualUnit(disk.disk, unit.module, unit.board, bench_port=self.bench.port) as machine:
                machine.wait_for(until, timeout=PATIENCE)
                if until == LOCKED:
                    machine.wait_for_end(timeout=PATIENCE)
            return len(self.header_writes(disk))

    def header_writes(self, disk):
        first, last = self.header_area
        acts = fault_disk.parse_log(disk.log)
        return [act for act in acts if act.kind == "write" and act.result == "done" and act.offset <= last and act.offset + act.length > first]

    def on_fault_disk(self, unit, faults):
        return _Disk(unit.card, faults)

    def cut_after_writes(self, unit, count):
        # what is before the first write is no reason to stop what starts the machine
        fault = {"stop_after": (count, *self.header_area)} if count else {"hold": ("write", *self.header_area)}
        with self.on_fault_disk(unit, fault) as disk:
            with VirtualUnit(disk.disk, unit.module, unit.board, bench_port=self.bench.port) as machine:
                machine.wait_until(lambda: any(act.result == "held" for act in fault_disk.parse_log(disk.log)), timeout=PATIENCE)
                machine.end()
                disk.kill()
            self.assertEqual(len(self.header_writes(disk)), count)

    def cut_when_station_says(self, unit, word):
        with VirtualUnit(unit.card, unit.module, unit.board, bench_port=self.bench.port) as machine:
            self.bench.wait_for(lambda event: event["event"] == word and event["luks_uuid"] == unit.luks_uuid, timeout=PATIENCE)
            machine.kill()

    def expect_way_in(self, unit, what):
        """Keyslot 0 opens the card until the module has proved itself."""
        if self.state(unit) not in ("verified", "bound"):
            with tempfile.TemporaryDirectory(dir=FOLDER) as scratch:
                self.assertIn(0, unit.keyslots(scratch), f"{what}: keyslot 0 is gone before the module had proved itself")
                self.assertTrue(unit.opens_with(scratch, unit.key, 0), f"{what}: keyslot 0 does not open any more")

    def goes_on(self, unit):
        """One more start, without help: LOCKED or BOUND, whichever it comes to."""
        with VirtualUnit(unit.card, unit.module, unit.board, bench_port=self.bench.port) as machine:
            if machine.wait_for(LOCKED, BOUND, timeout=PATIENCE) == 1:
                return BOUND
            machine.wait_for_end(timeout=PATIENCE)
        return LOCKED

    def goes_on_to_bound(self, unit, what):
        """Without help: at most four more starts."""
        self.expect_way_in(unit, what)
        if all(self.goes_on(unit) == LOCKED for _ in range(4)):
            self.fail(f"{what}: not bound after four starts")
        self.expect_bound(unit, what)

    def expect_bound(self, unit, what):
        with tempfile.TemporaryDirectory(dir=FOLDER) as scratch:
            self.assertEqual(unit.keyslots(scratch), [1], what)
        self.assertEqual(self.state(unit), "bound", what)

    def goes_on_to_locked(self, unit, what):
        """Whether the unit came to the end of a first start; else it was locked when it was cut, and has bound."""
        self.expect_way_in(unit, what)
        if self.goes_on(unit) == LOCKED:
            return True
        self.expect_bound(unit, what)
        return False

    def cut_at(self, unit, mark):
        with VirtualUnit(unit.card, unit.module, unit.board, bench_port=self.bench.port) as machine:
            machine.wait_for(mark, timeout=PATIENCE)
            machine.kill()

    def points(self):
        """(what, start at which it is, how the power goes)."""
        counts = {1: self.writes_of_a_start(self.unit, LOCKED), 2: self.writes_of_a_start(self.unit, BOUND)}
        for start, writes in counts.items():
            for count in range(writes + 1):
                yield f"after {count} of {writes} header writes", start, lambda unit, count=count: self.cut_after_writes(unit, count)
        for word, start in WORDS_OF_STATION:
            yield f"when the station has said {word}", start, lambda unit, word=word: self.cut_when_station_says(unit, word)
        for mark, start in MARKS:
            yield f"at {mark!r}", start, lambda unit, mark=mark: self.cut_at(unit, mark)

    def cut_twice(self, unit, first, second):
        """The power goes in the first start, and once the unit has caught up, in the second."""
        what, _, cut = first
        cut(unit)
        if not self.goes_on_to_locked(unit, what):
            return self.cut_once(second)
        print(f"locked though its power went at start 1, {what}", flush=True)
        what, _, cut = second
        cut(unit)
        self.goes_on_to_bound(unit, what)

    def cut_once(self, point):
        what, start, cut = point
        (unit,) = bound_station.new_units(1, FOLDER / "alone")
        if start == 2:
            self.start(unit, LOCKED)
        cut(unit)
        self.goes_on_to_bound(unit, what)

    def test_every_step_may_be_the_last(self):
        every = list(self.points())
        self.assertGreaterEqual(len(every), 30)
        wanted = min(int(sys.argv[1]), len(every)) if len(sys.argv) > 1 else len(every)
        chosen = [every[index * len(every) // wanted] for index in range(wanted)]
        print(f"{len(every)} points, {wanted} of them now", flush=True)
        of_start = {number: [point for point in chosen if point[1] == number] for number in (1, 2)}
        for first, second in itertools.zip_longest(of_start[1], of_start[2]):
            names = " and ".join(f"start {start}, {what}" for what, start, _ in filter(None, (first, second)))
            with self.subTest(names):
                folder = FOLDER / "twice"
                if first and second:
                    (unit,) = bound_station.new_units(1, folder)
                    self.cut_twice(unit, first, second)
                else:
                    self.cut_once(first or second)
                print(f"bound though its power went at {names}", flush=True)
            for left in (folder, FOLDER / "alone"):
                shutil.rmtree(left, ignore_errors=True)


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
