#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""SIGKILL of a running line, at named points of a card and at random: what was open is closed as interrupted by the next
start, the line waits paused, no half card is called passed, and the card can be made again."""

import contextlib
import os
import random
import signal
import sqlite3
import time
import unittest

from judges import aftermath
from judges.line_case import POINTS, STANDING, LineCase

#: Another start with these kills repeats its moments: BINDERY_SEED=N.
_SEED = int(os.environ.get("BINDERY_SEED") or int.from_bytes(os.urandom(4), "big"))
_KILLS = 50


class LineIsKilled(LineCase):
    SLOTS = 2

    @contextlib.contextmanager
    def locked_records(self):
        """Nobody else can write them meanwhile."""
        with contextlib.closing(sqlite3.connect(f"{self.station.state}/records.sqlite", isolation_level=None)) as records:
            records.execute("BEGIN IMMEDIATE")
            yield
            records.execute("ROLLBACK")

    def used_card(self):
        card = self.new_card()
        with open(card.path, "r+b") as file:
            file.write(b"somebody's only copy" * 50)
        return card

    def kill_at(self, line, point):
        """Ends the line in the middle of the card in slot 1; returns the card's insertion."""
        used = point in ("row committed", "table zeroed")
        closing = point == "closing row"
        held = "table flushed" if closing else point
        inserted = self.insert_and_hold(1, held, self.used_card() if used else None)
        if used:
            line.reaches(1, "refused")
            line.ask("allow 1")
        self.until_held(1, held)
        with self.locked_records() if closing else contextlib.nullcontext():
            if closing:
                self.readers.release(1)
                self.until_let_go(line, 1)  # only the row is left to do
            line.send(signal.SIGKILL)
            self.readers.release(1)  # what the card was given it does, as in life
            self.assertEqual(line.wait(), -signal.SIGKILL)
        return inserted

    def test_at_ten_named_points(self):
        line = self.ready_line()
        points = [*POINTS, "closing row"]
        self.assertEqual(len(points), 10)
        for number, point in enumerate(points, start=1):
            with self.naming(point):
                inserted = self.kill_at(line, point)
                if point not in ("table written", "table flushed", "closing row"):
                    self.assertIsNone(aftermath.luks_uuid(inserted.card.path), "a half card looks like a whole one")
                before = inserted.writes()
                line = self.line()
                paused = line.is_in_state("paused")
                self.assertIn("interrupted", paused["reason"])
                self.assertIn("the station stopped", line.reaches(1, "interrupted")["reason"])
                self.assertEqual(inserted.writes(), before)
                self.assertEqual(self.results().count("interrupted"), number)

                line.ask("resume")
                line.ask("acknowledge 1")
                if line.reaches(1, "refused", "passed")["state"] == "refused":  # it is not blank any more
                    line.ask("allow 1")
                line.reaches(1, "passed")
                self.readers.remove(1)
                line.reaches(1, "empty")
                line.at_first = line.threads(), line.descriptors()
        self.end(line)
        self.assertEqual(sorted(self.results()), ["interrupted"] * 10 + ["passed"] * 10)

    def test_a_card_that_lost_power_with_the_station_is_no_card(self):
        line = self.ready_line()
        for point in ("row committed", "boot written", "root verified"):
            with self.naming(point):
                card = self.used_card()
                self.insert_and_hold(1, point, card)
                line.reaches(1, "refused")
                line.ask("allow 1")
                self.until_held(1, point)
                line.send(signal.SIGKILL)
                self.readers.remove(1)  # what it was given it never does
                line.wait()
                self.assertIsNone(aftermath.luks_uuid(card.path))
                line = self.line(*STANDING, "--resume")
                again = self.insert(1, card)
                line.reaches(1, "refused")
                self.assertEqual(again.writes(), [])
                line.ask("allow 1")
                line.reaches(1, "passed")
                self.readers.remove(1)
                line.reaches(1, "empty")
                line.at_first = line.threads(), line.descriptors()
        self.end(line)

    def seconds_for_a_card(self):
        """From the start of the attempts to their end, of all slots at once, as the machine is now."""
        line = self.ready_line()
        for slot in range(1, self.SLOTS + 1):
            self.insert(slot)
        line.until(lambda: line.progress, "one is begun")
        start = time.monotonic()
        for slot in range(1, self.SLOTS + 1):
            line.reaches(slot, "passed")
        duration = time.monotonic() - start
        self.end(line)
        return duration

    def put_in_blank_cards(self):
        """In place of those that had an attempt."""
        tried = {row["disk_seq"] for row in aftermath.attempts(self.station)}
        for slot in range(1, self.SLOTS + 1):
            inserted = self.readers.insertion(slot)
            if inserted and inserted.disk_sequence in tried:
                self.readers.remove(slot)
            if not self.readers.insertion(slot):
                self.insert(slot, wait=False)

    def test_fifty_times_at_random(self):
        print(f"seed {_SEED} (BINDERY_SEED repeats it)", flush=True)
        chance = random.Random(_SEED)
        duration = self.seconds_for_a_card()
        for number in range(_KILLS):
            self.put_in_blank_cards()
            line = self.line(*STANDING, "--resume")
            if chance.random() < 0.8:
                line.until(lambda line=line: line.progress, "a card is begun")
                time.sleep(chance.uniform(0.0, duration))
            else:
                time.sleep(chance.uniform(0.0, duration))
            line.end(signal.SIGKILL)
            if chance.random() < 0.5:  # else the next line finds what is open
                self.station.run("order", "new", f"after-kill-{number}", "--golden", "small")
        self.station.run("db", "check")
        for slot in range(1, self.SLOTS + 1):  # before there is a line that might begin with one of them
            if self.readers.insertion(slot):
                self.readers.remove(slot)
        line = self.ready_line(*STANDING, "--resume")
        for slot in range(1, self.SLOTS + 1):
            self.insert(slot)
            line.reaches(slot, "passed")
        self.end(line)
        results = self.results()
        print({result: results.count(result) for result in sorted(set(results))}, f"a card took {duration:.1f} s", flush=True)
        self.assertGreater(results.count("interrupted"), _KILLS // 2)


if __name__ == "__main__":
    unittest.main(verbosity=2)
