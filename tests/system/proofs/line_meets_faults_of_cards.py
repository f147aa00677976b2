#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Cards that leave, change places, lie and fail in the slots of a running line, at chosen moments: what the operator sees of
each, and that nothing is written to, or called passed of, any other medium."""

import time
import unittest

from judges import udev_daemon
from judges.line_case import DATA_MIDDLE, LineCase


class LineMeetsFaultsOfCards(LineCase):
    def test_a_card_that_is_pulled_fails_wherever_it_was(self):
        line = self.ready_line()
        points = {1: "data half written", 2: "header written", 3: "root verified"}
        for slot, point in points.items():
            self.insert_and_hold(slot, point)
        for slot, point in points.items():
            self.until_held(slot, point)
        for slot, state in ((1, "writing"), (2, "writing"), (3, "verifying")):
            line.reaches(slot, state)
        self.insert(4)
        for slot in points:
            start = time.monotonic()
            self.readers.remove(slot)
            self.fails(line, slot, "DeviceGone")
            self.assertLess(time.monotonic() - start, 10)
            self.assertFalse(line.slots[slot]["card_present"])
        line.reaches(4, "passed")
        for slot in points:
            line.ask(f"acknowledge {slot}")
            line.reaches(slot, "empty")
        self.end(line)
        self.assertEqual(sorted(self.results()), ["failed"] * 3 + ["passed"])

    def test_a_swap_within_100_ms_fails_the_first_card_and_leaves_the_second_alone(self):
        line = self.ready_line()
        for point in ("data half written", "root verified"):
            with self.subTest(point=point):
                first = self.insert_and_hold(1, point)
                self.until_held(1, point)
                before = first.writes()
                second = self.readers.swap(1, self.new_card(), pause=0.05)
                self.fails(line, 1, "DeviceGone")
                line.until(lambda: line.slots[1]["card_present"], "the second card is seen")
                self.assertEqual(line.slots[1]["state"], "failed", "a fault waits for a person")
                self.assertEqual(second.writes(), [])
                self.assertEqual(first.writes(), before)
                line.ask("acknowledge 1")
                line.reaches(1, "passed")
                self.assertEqual(line.slots[1]["disk"]["disk_seq"], second.disk_sequence)
                self.readers.remove(1)
                line.reaches(1, "empty")
        self.end(line)

    def test_another_medium_under_the_node_of_a_ready_card_is_not_taken_for_it(self):
        line = self.ready_line("--order", "adhoc", "--golden", "small")
        first = self.insert(1)
        line.reaches(1, "ready")
        second = self.readers.swap(1, self.new_card(), pause=0.05)
        self.assertEqual(second.node, first.node)
        line.ask("start 1")
        line.until(lambda: (line.slots[1]["disk"] or {}).get("disk_seq") == second.disk_sequence, "the second is seen")
        self.assertEqual(first.writes(), [])
        line.until(lambda: line.slots[1]["attempt"] or line.refusals(), "the start is answered")
        line.until(lambda: line.is_quiet(), "what was started ends")
        self.readers.remove(1)
        line.until(lambda: not line.slots[1]["card_present"], "the card left")
        if line.slots[1]["state"] == "failed":
            line.ask("acknowledge 1")
        line.reaches(1, "empty")
        before = len(line.attempts), len(line.refusals())

        # and while nobody says that there is another
        third = self.insert(1)
        line.reaches(1, "ready")
        with udev_daemon.silent():
            fourth = self.readers.swap(1, self.new_card(), pause=0.05, wait=False)
            self.assertEqual(fourth.node, third.node)
            line.ask("start 1")
            line.until(lambda: before != (len(line.attempts), len(line.refusals())), "it does not start")
        self.assertEqual(third.writes() + fourth.writes(), [])
        for report in line.attempts[before[0] :]:
            self.assertEqual(report["reason"], "DeviceGone")
            line.ask("acknowledge 1")
        line.reaches(1, "ready")
        self.assertEqual(line.slots[1]["disk"]["disk_seq"], fourth.disk_sequence)
        self.end(line)

    def test_faults_of_reading_back_are_told_apart(self):
        line = self.ready_line()
        faults = {1: {"read_error": DATA_MIDDLE}, 2: {"flip": DATA_MIDDLE[0]}}
        for slot in faults:
            self.insert_and_hold(slot, "header written")
        for slot, fault in faults.items():
            self.until_held(slot, "header written")
            self.readers.set_faults(slot, **fault)
            self.readers.release(slot)
        self.assertIn("Input/output error", self.fails(line, 1, "WriteFailed")["message"])
        self.assertIn("1 of ", self.fails(line, 2, "VerifyMismatch")["message"])
        for slot in faults:
            self.clear(line, slot)
        self.end(line)

    def test_a_flush_that_fails_once_fails_the_card_wherever_it_was(self):
        line = self.ready_line()
        points = {1: "header written", 2: "table written"}
        cards = {slot: self.insert_and_hold(slot, point) for slot, point in points.items()}
        for slot, point in points.items():
            self.until_held(slot, point)
            self.readers.set_faults(slot, sync_error="once")
            self.readers.release(slot)
            self.fails(line, slot, "WriteFailed")
            self.assertEqual(cards[slot].flushes().count("failed"), 1)
            self.clear(line, slot)
        self.end(line)

    def test_a_card_of_16_gb_that_announces_64_is_found_out(self):
        line = self.ready_line()
        fake = self.insert(1, self.new_card(64 << 30), wrap=16 << 30)
        report = self.fails(line, 1, "VerifyMismatch")
        self.assertIn("fake capacity: the card announces 64.0 GiB", report["message"])
        self.assertFalse(any(first <= 510 < first + length for first, length in fake.writes()), "a table was written")
        self.clear(line, 1)
        self.end(line)

    def test_a_card_that_pauses_for_some_seconds_passes(self):
        line = self.ready_line()
        self.insert_and_hold(1, "data half written")
        self.until_held(1, "data half written")
        self.readers.set_faults(1, stall=1)
        self.insert(2)
        line.reaches(2, "passed")
        time.sleep(2)
        self.assertEqual(line.slots[1]["state"], "writing")
        self.readers.clear_faults(1)
        line.reaches(1, "passed")
        self.end(line)


if __name__ == "__main__":
    unittest.main(verbosity=2)
