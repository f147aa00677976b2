#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What persons decide holds for `bindery line run`: no card before the reference cards were checked, none in a slot that is
out of service until a supervisor re-opens it, and no word on a slot behind the back of a line that runs."""

import contextlib
import json
import pathlib
import signal
import tempfile
import time
import unittest

from judges import rich_source
from judges.station import Station, stop
from judges.virtual_reader import VirtualReaders

_CARD_SIZE = 300 << 20
_IN_THE_BOOT_PARTITION = 9 << 20
_PATIENCE = 120


class GatesHoldTheLine(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="bindery-gates-", dir="/var/tmp")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        cls.station = Station(cls.folder)
        source = rich_source.make_source(cls.folder / "source.img", root_size=96 << 20)
        cls.station.run("golden", "stage", source, "--recipe", "generic", "--name", "small")
        cls.station.run("golden", "approve", "small")
        cls.station.run("person", "add", "sup-1", "--role", "supervisor")
        for slot in (1, 2, 3):
            cls.station.run("slots", "learn", slot, "--port", f"udev:gates/{slot}", "--actor", "sup-1")

    def setUp(self):
        self.readers = self.enterContext(VirtualReaders(slots=3, name="gates"))

    @contextlib.contextmanager
    def _line(self, *words):
        """A line that runs; yields a function that gives all that it said so far."""
        log = self.folder / "line.log"
        line = self.station.start(
            "line", "run", "--order", "adhoc", "--golden", "small", "--start-on-insertion", "--json", *words, log=log
        )

        def said():
            whole = log.read_text(encoding="utf-8").rpartition("\n")[0]
            return [json.loads(text) for text in whole.splitlines() if text.startswith("{")]

        try:
            yield said
        finally:
            self.assertEqual(stop(line, signal.SIGINT), 7, log.read_text(encoding="utf-8"))

    def _until(self, condition, said):
        deadline = time.monotonic() + _PATIENCE
        while not condition(said()):
            if time.monotonic() > deadline:
                raise AssertionError([event for event in said() if event["event"] != "progress"])
            time.sleep(0.05)

    def _slot_is(self, slot, state, said):
        def holds(events):
            last = [event["state"] for event in events if event["event"] == "slot" and event["slot"] == slot][-1:]
            return last == [state]

        self._until(holds, said)

    def _line_is(self, state, said):
        self._until(lambda events: [event["state"] for event in events if event["event"] == "line"][-1:] == [state], said)

    def _reference_card(self, slot, name, bad=False):
        card = self.readers.card(name, _CARD_SIZE)
        self.station.run(
            "provision", "--golden", "small", "--to", card.path, "--overwrite", "--size", str(_CARD_SIZE)
        )
        if bad:
            with open(card.path, "r+b") as file:
                file.seek(_IN_THE_BOOT_PARTITION)
                was = file.read(1)[0]
                file.seek(_IN_THE_BOOT_PARTITION)
                file.write(bytes([was ^ 0xFF]))
        return self.readers.insert(slot, card)

    def test_no_card_is_made_before_both_reference_cards_came_out_as_they_must(self):
        good = self._reference_card(2, "good")
        bad = self._reference_card(3, "bad", bad=True)
        blank = self.readers.insert(1, self.readers.card("blank", _CARD_SIZE))
        with self._line("--daily-check") as said:
            self._line_is("check due", said)
            self._slot_is(1, "ready", said)
            self.station.run("line", "check", "--good", bad.node, expect=4)
            first = self.station.json("line", "check", "--good", good.node, "--actor", "sup-1")
            self.assertEqual(first["checks"][0]["slot"], 2)
            self.assertIn("known-bad", first["due"])
            time.sleep(3)  # the line looks at the records every two seconds
            self.assertEqual(blank.writes(), [])
            second = self.station.json("line", "check", "--bad", bad.node, "--actor", "sup-1")
            self.assertEqual((second["checks"][0]["as_expected"], second["due"]), (True, None))
            self._slot_is(1, "passed", said)
        self.assertEqual(good.writes() + bad.writes(), [], "a reference card was written")
        self.station.run("audit", "check")

    def test_a_slot_out_of_service_takes_no_card_until_a_supervisor_reopens_it(self):
        self.station.run("slots", "out-of-service", "1", "--reason", "loose cable", "--actor", "op-7")
        with self._line() as said:
            self._slot_is(1, "out of service", said)
            refused = self.station.run("slots", "reopen", "1", "--reason", "mended", "--actor", "sup-1", expect=3)
            self.assertIn("a line runs on this station", refused.stdout)
            self.station.run("slots", "learn", "1", "--port", "udev:gates/9", expect=3)
            again = self.station.run("line", "run", "--order", "adhoc", "--golden", "small", expect=3)
            self.assertIn("a line runs on this station", again.stdout)
            idle = self.readers.insert(1, self.readers.card("idle", _CARD_SIZE))
            self.readers.insert(2, self.readers.card("made", _CARD_SIZE))
            self._slot_is(2, "passed", said)
            self.assertEqual(idle.writes(), [])
        self.station.run("slots", "reopen", "1", "--reason", "mended", "--actor", "op-7", expect=6)
        self.station.run("slots", "reopen", "1", "--reason", "mended", "--actor", "sup-1")
        with self._line() as said:
            self._slot_is(1, "passed", said)
        self.station.run("audit", "check")


if __name__ == "__main__":
    unittest.main(verbosity=2)
