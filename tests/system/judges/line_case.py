# SPDX-License-Identifier: Apache-2.0
"""Tests of the line over virtual card readers. Whatever a test did, when it ends the records, the cards, the machine and the
lines that still ran are looked at (aftermath.py)."""

import contextlib
import os
import pathlib
import signal
import tempfile
import time
import unittest

from judges import aftermath, small_source, virtual_reader
from judges.line_process import LineProcess
from judges.station import Station
from judges.virtual_reader import VirtualReaders

#: Where things are on the cards of small_source: (first, last) byte.
TABLE = (0, 511)
BOOT = (8 << 20, (12 << 20) - 1)
HEADER = (16 << 20, (32 << 20) - 1)
DATA = (32 << 20, (48 << 20) - 1)
#: Half of the data, between two of the places that the search for counterfeits writes.
DATA_MIDDLE = ((40 << 20) + (512 << 10), (41 << 20) - 1)

#: {what has just been done to a card: the acts to hold, one after the other, of which the last must not begin}
POINTS = {
    "row committed": [("write", TABLE)],  # of a card that held data: of a blank one nothing is erased
    "table zeroed": [("flush", TABLE)],  # alike
    "data half written": [("write", DATA_MIDDLE)],
    "boot written": [("write", HEADER)],
    "header written": [("flush", HEADER)],
    "data flushed": [("flush", HEADER), ("read", DATA)],
    "root verified": [("flush", HEADER), ("read", BOOT)],
    "table written": [("flush", HEADER), ("flush", TABLE)],
    "table flushed": [("flush", HEADER), ("flush", TABLE), ("read", TABLE)],
}

STANDING = ("--order", "adhoc", "--golden", "small", "--start-on-insertion")


class LineCase(unittest.TestCase):
    SLOTS = 4
    STRANGERS = 1  # slots after those that nobody teaches
    CARD_SIZE = 64 << 20

    @staticmethod
    def make_source(path):
        return small_source.make_source(path)

    @classmethod
    def setUpClass(cls):
        virtual_reader.clean()
        scratch = tempfile.TemporaryDirectory(prefix="bindery-line-", dir="/var/tmp")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        cls.rig = f"line-{os.getpid()}"
        cls.source = cls.make_source(cls.folder / "source.img")
        cls.made = 0

    def new_station(self, folder):
        """A station with the image, approved, and the slots taught."""
        folder.mkdir(exist_ok=True)
        station = Station(folder)
        station.run("golden", "stage", self.source, "--recipe", "generic", "--name", "small")
        station.run("golden", "approve", "small")
        for slot in range(1, self.SLOTS + 1):
            self.teach(station, slot, f"{self.rig}/{slot}")
        return station

    def teach(self, station, slot, port):
        station.run("slots", "learn", slot, "--port", f"udev:{port}")
        self.taught[port] = slot

    def setUp(self):
        self.lines, self.taught, self.rigs = [], {}, []
        self.readers = self.new_rig(self.rig, self.SLOTS + self.STRANGERS)
        self.station = self.new_station(self.folder / self.id().rpartition(".")[2])
        self.addCleanup(self.look_at_the_aftermath)

    def new_rig(self, name, slots):
        rig = VirtualReaders(slots=slots, name=name)
        self.addCleanup(rig.close)
        self.rigs.append(rig)
        return rig

    def look_at_the_aftermath(self):
        for line in self.lines:
            if line.is_alive():
                line.send(signal.SIGKILL)
        for rig in self.rigs:
            rig.clear_all_faults()  # or what is held would keep a killed line for ever
        for line in self.lines:
            line.destroy()
        self.station.run("db", "check")
        self.station.run("audit", "check")
        insertions = [inserted for rig in self.rigs for inserted in rig.insertions()]
        complaints = aftermath.of_records(self.station)
        complaints += aftermath.of_cards(self.station, insertions, self.taught)
        for rig in self.rigs:
            rig.close()
            complaints += rig.leftovers()
        complaints += aftermath.of_machine(self.station, self.rig)
        self.assertEqual(complaints, [])

    def line(self, *words):
        line = LineProcess(self.station, *(words or STANDING))
        self.lines.append(line)
        return line

    def ready_line(self, *words):
        """One that is ready; with what it then holds, for end()."""
        line = self.line(*words)
        line.is_in_state("ready")
        line.until(line.is_quiet, "nothing is in the slots")
        line.at_first = line.threads(), line.descriptors()
        return line

    def end(self, line, status=7):
        """Lets it become quiet, looks at what it still holds, and stops it."""
        line.until(line.is_quiet, "the line becomes quiet")
        deadline = time.monotonic() + 5
        while (complaints := self._held(line)) and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(complaints, [])
        self.assertEqual(line.end(), status, line.events[-5:])

    def _held(self, line):
        threads, descriptors = line.at_first
        # the grown root and what libcryptsetup reads, opened for the first card and kept
        kept = (f"{self.station.state}/golden/", "/dev/random", "/dev/urandom")
        now = line.descriptors()
        kept = {name: times for name, times in now.items() if name.startswith(kept) and times <= 2}
        return aftermath.of_process(line, (threads, descriptors + type(descriptors)(kept)))

    @contextlib.contextmanager
    def naming(self, what):
        """A part of a test, named in its failure; the parts after it need it."""
        try:
            yield
        except AssertionError as error:
            raise AssertionError(f"{what}: {error}") from error

    def new_card(self, size=None):
        type(self).made += 1
        return self.readers.card(f"card-{self.made}", size or self.CARD_SIZE)

    def insert(self, slot, card=None, **options):
        return self.readers.insert(slot, card or self.new_card(), **options)

    def insert_and_hold(self, slot, point, card=None, **options):
        """A card whose attempt will stand still at one of POINTS; for until_held()."""
        kind, where = POINTS[point][0]
        return self.insert(slot, card, hold=(kind, *where), **options)

    def until_held(self, slot, point):
        self.readers.until_held(slot)
        for kind, where in POINTS[point][1:]:
            self.readers.hold(slot, kind, *where)
            self.readers.until_held(slot)

    def until_let_go(self, line, slot):
        """Until the line holds the card in the slot no more."""
        node = str(self.readers.insertion(slot).node)
        line.until(lambda: node not in line.descriptors(), f"{node} is let go")

    def fails(self, line, slot, reason, state="failed"):
        """Until the slot shows the fault; then the report of its attempt, whose reason must be that."""
        shown = line.reaches(slot, state)
        line.until(lambda: line.attempts_in(slot), "the attempt is told")
        report = line.attempts_in(slot)[-1]
        self.assertEqual((report["result"], report["reason"]), ("failed", reason), shown)
        self.assertTrue(shown["reason"] and shown["cure"], shown)
        return report

    def clear(self, line, slot):
        """Takes the card out and settles its fault."""
        if self.readers.insertion(slot):
            self.readers.remove(slot)
        line.until(lambda: not line.slots[slot]["card_present"], "the card left")
        self.assertEqual(line.slots[slot]["state"], "failed", "a fault waits for a person")
        line.ask(f"acknowledge {slot}")
        line.reaches(slot, "empty")

    def results(self):
        return [row["result"] for row in aftermath.attempts(self.station)]
