#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""line_stands_a_soak.py [INSERTIONS]: eight slots, sixty insertions (or so many), faults of cards, people and the station in
an order that comes from a seed. Each card must end as its fault says; at the end nothing is left.

What happens in a slot is a generator: it yields conditions, and goes on when they hold."""

import contextlib
import os
import random
import signal
import sqlite3
import sys
import time
import unittest

from judges.line_case import DATA_MIDDLE, POINTS, STANDING, LineCase
from judges.line_process import RUNNING

_SEED = int(os.environ.get("BINDERY_SEED") or int.from_bytes(os.urandom(4), "big"))
_INSERTIONS = int(sys.argv.pop(1)) if sys.argv[1:2] and sys.argv[1].isdigit() else 60
_PATIENCE = 150

#: Where a blank card stands still by one hold; the others of POINTS need several.
_HOLDS = [point for point, acts in POINTS.items() if len(acts) == 1 and not point.startswith(("row", "table"))]

#: What happens to twenty cards.
_BAG = (
    ["good"] * 5
    + ["write_error", "lost_writes", "failing_flush", "counterfeit", "read_error", "flipped_bit"]
    + ["pulled_at_a_point", "pulled_at_random", "pulled_at_random", "swapped"]
    + ["cancelled", "protected", "used", "made_twice", "stranger"]
)
#: What happens to the station while sixty are put in.
_STATION = ["restart_udevd", "kill", "lock_records", "flood", "pause", "kill"]


class LineStandsASoak(LineCase):
    SLOTS = 8

    def state(self, slot):
        return self.now.slots.get(slot, {}).get("state")

    def report(self, slot):
        """Of the attempt that began after the visit did; None while it runs."""
        return next(iter(self.now.attempts_in(slot)[self.before[slot] :]), None)

    def expect(self, slot, *allowed):
        """Waits for the report: (result, reason) must be one of those allowed."""
        yield lambda: self.report(slot)
        report = self.report(slot)
        if (report["result"], report["reason"]) not in allowed:
            raise AssertionError(f"{report} is none of {allowed}")
        self.count(report["reason"] or report["result"])

    def count(self, what):
        self.seen[what] = self.seen.get(what, 0) + 1

    def refused(self, slot, why):
        yield lambda: self.state(slot) == "refused"
        self.assertIn(why, self.now.slots[slot]["reason"])
        self.count("refused")

    def leave(self, slot):
        """The card is taken out and its fault is settled."""
        if self.readers.insertion(slot):
            self.readers.remove(slot)
        yield lambda: not self.now.slots[slot]["card_present"] and self.state(slot) not in (*RUNNING, "reading", "ready")
        if self.state(slot) == "failed":
            self.now.ask(f"acknowledge {slot}")
        yield lambda: self.state(slot) == "empty"

    def recovered(self, slot):
        """After the line was killed: what is in the slot is interrupted, refused, or made anew."""
        yield lambda: slot in self.now.slots
        if self.readers.insertion(slot):
            yield lambda: self.now.slots[slot]["card_present"] and self.state(slot) not in (*RUNNING, "reading", "ready")
            self.count(f"{self.state(slot)} after a kill")
        yield from self.leave(slot)

    # What happens to a card.

    def good(self, slot):
        self.insert(slot, rate=self.chance.choice((8e6, 60e6, 200e6)))
        yield from self.expect(slot, ("passed", None))
        self.passed_cards.append(self.readers.insertion(slot).card)

    def write_error(self, slot):
        self.insert(slot, write_error=DATA_MIDDLE)
        yield from self.expect(slot, ("failed", "WriteFailed"))

    def lost_writes(self, slot):
        self.insert(slot, lose_writes=1)
        yield from self.expect(slot, ("failed", "VerifyMismatch"))

    def failing_flush(self, slot):
        self.insert(slot, sync_error=1)
        yield from self.expect(slot, ("failed", "WriteFailed"))

    def counterfeit(self, slot):
        self.insert(slot, wrap=48 << 20)
        yield from self.expect(slot, ("failed", "VerifyMismatch"))

    def held(self, slot, point):
        self.insert_and_hold(slot, point)
        yield lambda: self.readers.is_held(slot)

    def read_error(self, slot):
        yield from self.held(slot, "header written")
        self.readers.set_faults(slot, hold=None, read_error=DATA_MIDDLE)
        yield from self.expect(slot, ("failed", "WriteFailed"))

    def flipped_bit(self, slot):
        yield from self.held(slot, "header written")
        self.readers.set_faults(slot, hold=None, flip=DATA_MIDDLE[0])
        yield from self.expect(slot, ("failed", "VerifyMismatch"))

    def pulled_at_a_point(self, slot):
        yield from self.held(slot, self.chance.choice(_HOLDS))
        how = self.chance.choice(("gone", "killed"))
        self.readers.remove(slot, how)
        # a disk whose acts fail before anything shows that it left is a bad disk
        yield from self.expect(slot, ("failed", "DeviceGone"), *([("failed", "WriteFailed")] if how == "killed" else []))

    def pulled_at_random(self, slot):
        self.insert(slot)
        yield lambda: self.state(slot) in RUNNING
        until = time.monotonic() + self.chance.uniform(0, 2)
        yield lambda: time.monotonic() > until
        self.readers.remove(slot)
        yield from self.expect(slot, ("failed", "DeviceGone"), ("passed", None))

    def swapped(self, slot):
        yield from self.held(slot, self.chance.choice(_HOLDS))
        second = self.readers.swap(slot, self.new_card(), pause=self.chance.uniform(0, 0.1))
        yield from self.expect(slot, ("failed", "DeviceGone"))
        yield lambda: self.now.slots[slot]["card_present"]
        self.assertEqual(second.writes(), [])
        self.before[slot] += 1
        self.now.ask(f"acknowledge {slot}")
        yield from self.expect(slot, ("passed", None))

    def cancelled(self, slot):
        yield from self.held(slot, "data half written")
        self.now.ask(f"cancel {slot}")
        yield lambda: self.state(slot) == "cancelling"
        self.readers.release(slot)
        yield from self.expect(slot, ("cancelled", "Cancelled"))

    def protected(self, slot):
        inserted = self.insert(slot, read_only=True)
        yield from self.refused(slot, "read-only")
        self.assertEqual(inserted.writes(), [])

    def used(self, slot):
        card = self.new_card()
        with open(card.path, "r+b") as file:
            file.write(b"somebody's only copy" * 50)
        inserted = self.insert(slot, card)
        yield from self.refused(slot, "not blank")
        self.assertEqual(inserted.writes(), [])
        if self.chance.random() < 0.5:
            self.now.ask(f"allow {slot}")
            yield from self.expect(slot, ("passed", None))

    def made_twice(self, slot):
        if not self.passed_cards:
            yield from self.good(slot)
            return
        inserted = self.insert(slot, self.passed_cards.pop())
        yield from self.refused(slot, "made already")
        self.assertEqual(inserted.writes(), [])

    def stranger(self, slot):
        """At the port that was not taught; the slot itself gets a card that is made."""
        at = self.SLOTS + 1
        if not self.readers.insertion(at):
            inserted = self.insert(at)
            yield from self.good(slot)
            self.assertEqual(inserted.writes(), [])
            self.readers.remove(at)

    def stalled(self, slot):
        """Until the line gives it up."""
        yield from self.held(slot, "data half written")
        yield from self.expect(slot, ("failed", "WriteFailed"))
        self.assertIn("hangs", self.now.slots[slot]["reason"])

    # What happens to the station.

    def restart_udevd(self):
        self.readers.restart_udevd()

    def flood(self):
        self.readers.flood(self.SLOTS + 1, 300)

    def lock_records(self):
        with contextlib.closing(sqlite3.connect(f"{self.station.state}/records.sqlite", isolation_level=None)) as records:
            records.execute("BEGIN IMMEDIATE")
            time.sleep(0.7)
            records.execute("ROLLBACK")

    def pause(self):
        self.now.ask("pause somebody looks at it")
        self.now.is_in_state("paused")
        self.now.ask("resume")

    def kill(self):
        self.now.send(signal.SIGKILL)
        for slot in self.readers.slots():
            if self.readers.insertion(slot):
                self.readers.clear_faults(slot)
        self.now.wait()
        self.now = self.line(*STANDING, "--resume")
        self.now.until(lambda: len(self.now.slots) == self.SLOTS, "every slot is told")
        for slot in self.visits:
            self.visit(slot, "recovered")

    # The rest is order.

    def visit(self, slot, kind):
        self.before[slot] = len(self.now.attempts_in(slot))
        self.visits[slot] = (kind, getattr(self, kind)(slot))
        self.waits[slot] = (lambda: True, time.monotonic())

    def next_kind(self, slot):
        if self.now.slots[slot]["failures_in_a_row"] >= 2:  # a third would block it
            return "good"
        if not self.plan:
            self.plan = self.chance.sample(_BAG, len(_BAG))
        return self.plan.pop()

    def advance(self, slot):
        kind, steps = self.visits[slot]
        condition, since = self.waits[slot]
        if not condition():
            if time.monotonic() - since > _PATIENCE:
                raise AssertionError(f"it does not go on: {self.now.slots.get(slot)}; {self.readers.insertion(slot)}")
            return
        try:
            self.waits[slot] = (next(steps), time.monotonic())
        except StopIteration:
            if kind in ("leave", "recovered"):
                del self.visits[slot], self.waits[slot]
            else:
                self.visit(slot, "leave")

    def test_soak(self):
        print(f"seed {_SEED} (BINDERY_SEED repeats it), {_INSERTIONS} insertions", flush=True)
        self.chance = random.Random(_SEED)
        self.plan = []
        self.visits, self.waits, self.before, self.seen, self.passed_cards = {}, {}, {}, {}, []
        self.now = self.ready_line()
        at_first = self.now.at_first
        start = time.monotonic()
        stalls = [n + self.chance.randrange(10) for n in range(0, _INSERTIONS, 60)]
        acts = []
        for n in range(0, _INSERTIONS, 60):
            moments = sorted(n + self.chance.randrange(5, 58) for _ in _STATION)
            acts += zip(moments, self.chance.sample(_STATION, len(_STATION)))
        while len(self.readers.insertions()) < _INSERTIONS or self.visits:
            made = len(self.readers.insertions())
            while acts and made >= acts[0][0]:
                getattr(self, acts.pop(0)[1])()
            for slot in range(1, self.SLOTS + 1):
                if slot not in self.visits and made < _INSERTIONS:
                    is_stall = stalls and made >= stalls[0] and self.now.slots[slot]["failures_in_a_row"] < 2
                    if is_stall:
                        stalls.pop(0)
                    self.visit(slot, "stalled" if is_stall else self.next_kind(slot))
                if slot in self.visits:
                    with self.naming(f"seed {_SEED}, slot {slot}, {self.visits[slot][0]}"):
                        self.advance(slot)
            self.now.take_in()
            if not self.now.is_alive():
                raise AssertionError(f"the line ended: {self.now.events[-3:]}")
            time.sleep(0.01)
        made = len(self.readers.insertions())
        print(f"{made} insertions in {time.monotonic() - start:.0f} s: {dict(sorted(self.seen.items()))}", flush=True)
        self.now.at_first = at_first
        self.end(self.now)


if __name__ == "__main__":
    unittest.main(verbosity=2)
