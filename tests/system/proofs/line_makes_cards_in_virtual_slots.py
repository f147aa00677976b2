#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The line over virtual card readers: a real udevd, real block devices, cards that come, go and break. The program knows
nothing of the test: it is told which ports are slots, and says what it sees as JSON lines."""

import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

from judges import rich_source
from judges.line_talk import PATIENCE, LineTalk
from judges.station import Station
from judges.virtual_reader import VirtualReaders

_CARD_SIZE = 300 << 20
_SLOTS = 4


class _Line(LineTalk):
    """`bindery line run` as a process of this machine."""

    def __init__(self, station, *words):
        self._process = subprocess.Popen(
            station.arguments("line", "run", *words, "--control", "--json"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        super().__init__(self._process.stdout, self._process.stdin)

    def end(self, number=signal.SIGINT):
        if self._process.poll() is None:
            self._process.send_signal(number)
        status = self._process.wait(timeout=PATIENCE)
        self.to_its_end()
        self._process.stdin.close()
        return status


class LineMakesCardsInVirtualSlots(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="bindery-line-", dir="/var/tmp")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        cls.station = Station(cls.folder)
        source = rich_source.make_source(cls.folder / "source.img", root_size=96 << 20)
        cls.station.run("golden", "stage", source, "--recipe", "generic", "--name", "small")
        cls.station.run("golden", "approve", "small")
        for slot in range(1, _SLOTS + 1):
            cls.station.run("slots", "learn", slot, "--port", f"udev:line/{slot}")
        cls.number = 0

    def setUp(self):
        self.readers = self.enterContext(VirtualReaders(slots=_SLOTS + 1, name="line"))
        self.lines = []
        self.addCleanup(self._end_lines)

    def _end_lines(self):
        for line in self.lines:
            if line._process.poll() is None:
                line._process.kill()
                line._process.wait(timeout=30)
            line._process.stdout.close()
        self.station.run("audit", "check")
        self.assertEqual([row for row in self._attempts() if row["result"] is None], [], "an attempt was left open")

    def _attempts(self):
        return self.station.json("records", "list", "--limit", "1000")["attempts"]

    def line(self, *words):
        wish = words or ("--order", "adhoc", "--golden", "small", "--start-on-insertion")
        line = _Line(self.station, *wish)
        self.lines.append(line)
        return line

    def insert(self, slot, **options):
        type(self).number += 1
        return self.readers.insert(slot, self.readers.card(f"card-{self.number}", _CARD_SIZE), **options)

    def test_cards_are_made_as_they_are_put_in_until_the_target(self):
        self.station.run("order", "new", "4711", "--golden", "small", "--target", "3", "--prefix", "U-")
        self.station.run("order", "release", "4711")
        line = self.line("--order", "4711", "--start-on-insertion", "--until-target")
        line.until(lambda: line.state and line.state["state"] == "ready", "the line is ready")
        stranger = self.insert(_SLOTS + 1)
        for slot in (1, 2, 3):
            self.insert(slot)
        self.assertEqual(line.end(0), 0, line.events[-5:])
        self.assertEqual([line.slots[slot]["state"] for slot in (1, 2, 3)], ["passed"] * 3)
        self.assertEqual({attempt["serial"] for attempt in line.attempts}, {"U-000001", "U-000002", "U-000003"})
        self.assertEqual(stranger.writes(), [], "a disk at a port that was not taught was written")

    def test_a_card_that_is_pulled_fails_and_its_neighbour_passes(self):
        line = self.line()
        pulled = self.insert(1, rate=10e6)
        line.writes(1)
        self.insert(2)
        start = time.monotonic()
        self.readers.remove(1)
        failed = line.reaches(1, "failed")
        self.assertLess(time.monotonic() - start, 10)
        self.assertFalse(failed["card_present"])
        self.assertEqual(line.reaches(2, "passed")["state"], "passed")
        self.assertEqual([row["reason"] for row in line.attempts if row["slot"] == 1], ["DeviceGone"])
        fresh = self.insert(1)
        line.ask("acknowledge 1")
        line.reaches(1, "passed")
        self.assertTrue(fresh.writes())
        self.assertTrue(pulled.writes())
        self.assertEqual(line.end(), 7)

    def test_faults_of_cards_are_told_apart(self):
        line = self.line()
        every = (
            ({"write_error": (160 << 20, 170 << 20)}, "WriteFailed"),
            ({"lose_writes": 1}, "VerifyMismatch"),
            ({"sync_error": 1}, "WriteFailed"),
            ({"wrap": 100 << 20}, "VerifyMismatch"),
        )
        for slot, (faults, reason) in enumerate(every, start=1):  # three in one slot would block it
            with self.subTest(**faults):
                line.attempts.clear()
                self.insert(slot, **faults)
                state = line.reaches(slot, "failed")
                line.until(lambda: line.attempts, "the attempt is told")
                self.assertEqual(line.attempts[-1]["reason"], reason, state)
                self.readers.remove(slot)
                line.until(lambda: not line.slots[slot]["card_present"], "the card left")
                self.assertEqual(line.slots[slot]["state"], "failed", "a fault waits for a person")
                line.ask(f"acknowledge {slot}")
                line.reaches(slot, "empty")

        bad = {"write_error": (160 << 20, 170 << 20)}
        for state in ("failed", "blocked"):
            self.insert(1, **bad)
            line.reaches(1, state)
            self.readers.remove(1)
            line.until(lambda: not line.slots[1]["card_present"], "the card left")
            line.ask("acknowledge 1")
        self.assertEqual(line.slots[1]["state"], "blocked")
        self.assertEqual(line.end(), 7)

    def test_a_flush_that_fails_once_fails_the_card(self):
        line = self.line()
        self.insert(4, rate=20e6)
        line.writes(4)
        self.readers.set_faults(4, sync_error="once")  # later: other programs flush a disk that has just come, too
        line.reaches(4, "failed")
        line.until(lambda: line.attempts, "the attempt is told")
        self.assertEqual(line.attempts[-1]["reason"], "WriteFailed")
        self.assertEqual(line.end(), 7)

    def test_a_write_protected_card_is_refused(self):
        line = self.line()
        protected = self.insert(3, read_only=True)
        refused = line.reaches(3, "refused")
        self.assertIn("read-only", refused["reason"])
        self.assertEqual(line.end(), 7)
        self.assertEqual(protected.writes(), [])

    def test_a_killed_line_leaves_an_interrupted_attempt_and_waits_paused(self):
        line = self.line()
        self.insert(1, rate=10e6)
        line.writes(1)
        line.end(signal.SIGKILL)
        again = self.line()
        again.until(lambda: again.state and again.state["state"] == "paused", "the line waits paused")
        again.reaches(1, "interrupted")
        self.assertEqual(self._attempts()[0]["result"], "interrupted")
        again.ask("resume")
        again.until(lambda: again.state["state"] == "ready", "the line goes on")
        self.insert(2)
        again.reaches(2, "passed")
        self.assertEqual(again.end(), 7)


if __name__ == "__main__":
    unittest.main(verbosity=2)
