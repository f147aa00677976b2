#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The line over virtual card readers: a real udevd, real block devices, cards that come, go and break. The program knows
nothing of the test: it is told which ports are slots, and says what it sees as JSON lines."""

import signal
import subprocess
import time
import unittest

from judges import rich_source
from judges.line_case import STANDING, LineCase


class LineMakesCardsInVirtualSlots(LineCase):
    CARD_SIZE = 300 << 20

    @staticmethod
    def make_source(path):
        return rich_source.make_source(path, root_size=96 << 20)

    def test_cards_are_made_as_they_are_put_in_until_the_target(self):
        self.station.run("order", "new", "4711", "--golden", "small", "--target", "3", "--prefix", "U-")
        self.station.run("order", "release", "4711")
        line = self.ready_line("--order", "4711", "--start-on-insertion", "--until-target")
        stranger = self.insert(self.SLOTS + 1)
        for slot in (1, 2, 3):
            self.insert(slot)
        self.assertEqual(line.wait(), 0, line.events[-5:])
        self.assertEqual([line.slots[slot]["state"] for slot in (1, 2, 3)], ["passed"] * 3)
        self.assertEqual({attempt["serial"] for attempt in line.attempts}, {"U-000001", "U-000002", "U-000003"})
        self.assertEqual(stranger.writes(), [], "a disk at a port that was not taught was written")

    def test_a_card_that_is_pulled_fails_and_its_neighbour_passes(self):
        line = self.ready_line()
        pulled = self.insert(1, rate=10e6)
        line.writes(1)
        self.insert(2)
        start = time.monotonic()
        self.readers.remove(1)
        failed = line.reaches(1, "failed")
        self.assertLess(time.monotonic() - start, 10)
        self.assertFalse(failed["card_present"])
        self.assertEqual(line.reaches(2, "passed")["state"], "passed")
        self.assertEqual([row["reason"] for row in line.attempts_in(1)], ["DeviceGone"])
        fresh = self.insert(1)
        line.ask("acknowledge 1")
        line.reaches(1, "passed")
        self.assertTrue(fresh.writes())
        self.assertTrue(pulled.writes())
        self.end(line)

    def test_a_line_that_cannot_say_what_it_does_stops(self):
        with open("/dev/full", "w") as full:
            ended = subprocess.run(self.station.arguments("line", "run", *STANDING), stdin=subprocess.DEVNULL, stdout=full,
                                   stderr=subprocess.PIPE, text=True, timeout=60)
        self.assertEqual(ended.returncode, 1)
        self.assertIn("writing the output: No space left on device", ended.stderr)

    def test_the_last_act_needs_no_newline(self):
        line = subprocess.Popen(self.station.arguments("line", "run", *STANDING, "--control", "--json"),
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        line.stdin.write("start 99")
        line.stdin.close()
        try:
            refused = next(text for text in line.stdout if '"refused"' in text)
            self.assertIn("there is no slot 99", refused)
        finally:
            line.send_signal(signal.SIGINT)
            line.stdout.read()
            self.assertEqual(line.wait(timeout=60), 7)
            line.stdout.close()

    def test_faults_of_cards_are_told_apart(self):
        line = self.ready_line()
        every = (
            ({"write_error": (160 << 20, 170 << 20)}, "WriteFailed"),
            ({"lose_writes": 1}, "VerifyMismatch"),
            ({"sync_error": 1}, "WriteFailed"),
            ({"wrap": 100 << 20}, "VerifyMismatch"),
        )
        for slot, (faults, reason) in enumerate(every, start=1):  # three in one slot would block it
            with self.subTest(**faults):
                self.insert(slot, **faults)
                self.fails(line, slot, reason)
                self.clear(line, slot)

        bad = {"write_error": (160 << 20, 170 << 20)}
        for state in ("failed", "blocked"):
            self.insert(1, **bad)
            line.reaches(1, state)
            self.readers.remove(1)
            line.until(lambda: not line.slots[1]["card_present"], "the card left")
            line.ask("acknowledge 1")
        self.assertEqual(line.slots[1]["state"], "blocked")
        self.end(line)

    def test_a_write_protected_card_is_refused(self):
        line = self.ready_line()
        protected = self.insert(3, read_only=True)
        refused = line.reaches(3, "refused")
        self.assertIn("read-only", refused["reason"])
        self.end(line)
        self.assertEqual(protected.writes(), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
