#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""SIGKILL and SIGINT in the middle of a job: no half card passes for a good one, the next start closes the attempts as they
ended, neighbours and earlier cards are untouched, the audit chain holds."""

import pathlib
import signal
import tempfile
import time
import unittest

from judges import card_file, four_cards
from judges.running import run
from judges.station import Station, stop

_ENOUGH = 40 << 20


def _written(path):
    try:
        return path.stat().st_blocks * 512
    except FileNotFoundError:
        return 0


def _wait_until_writing(process, cards, log, deadline=120):
    """Until every card of the job holds a good piece of its data, and the job is still at work."""
    end = time.monotonic() + deadline
    while not all(_written(card) > _ENOUGH for card in cards):
        if process.poll() is not None or time.monotonic() > end:
            raise AssertionError(f"the job ended, or hung, before it could be disturbed:\n{log.read_text()}")
        time.sleep(0.005)


class KilledJobsLeaveNoHalfCards(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="bindery-killed-", dir="/var/tmp")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        cls.station = Station(cls.folder)
        cls.station.run("golden", "stage", four_cards.image(), "--recipe", "debian-12-amd64-qemu", "--name", "victim")
        cls.station.run("golden", "approve", "victim")
        cls.early = cls.folder / "early.img"
        cls.provision([cls.early])

    @classmethod
    def provision(cls, cards, *more):
        return cls.station.run("provision", "--golden", "victim", "--size", "2GiB", *more, "--to", *cards)

    def _start(self, name, count):
        cards = [self.folder / f"{name}-{number}.img" for number in range(count)]
        log = self.folder / f"{name}.log"
        process = self.station.start("provision", "--golden", "victim", "--size", "2GiB", "--to", *cards, log=log)
        self.addCleanup(lambda: process.poll() is None and process.kill())
        return process, cards, log

    def _results(self):
        """{path of the card: result} of the records; of several attempts at a card the last counts."""
        return {row["path"]: row["result"] for row in reversed(self.station.json("records", "list")["attempts"])}

    def _assert_no_table(self, cards):
        for card in cards:
            self.assertFalse(card_file.has_partition_table(card), f"{card} has a partition table")

    def _assert_untouched(self):
        self.assertEqual(self._results()[str(self.early)], "passed")
        self.station.run("verify", self.early)
        self.station.run("db", "check")

    def test_after_sigkill_the_next_start_closes_the_attempts_as_interrupted(self):
        process, cards, log = self._start("killed", 4)
        _wait_until_writing(process, cards, log)
        self.assertEqual(stop(process, signal.SIGKILL), -signal.SIGKILL)
        self._assert_no_table(cards)

        after = self.folder / "after-kill.img"
        self.provision([after])
        results = self._results()
        self.assertEqual([results[str(card)] for card in cards], ["interrupted"] * 4)
        self.assertEqual(results[str(after)], "passed")
        self._assert_untouched()
        # the same place and a new attempt
        self.provision([cards[0]], "--overwrite")
        self.assertEqual(self._results()[str(cards[0])], "passed")
        self.assertTrue(card_file.has_partition_table(cards[0]))

    def test_sigint_closes_the_attempts_as_cancelled_before_it_ends(self):
        process, cards, log = self._start("stopped", 4)
        _wait_until_writing(process, cards, log)
        self.assertEqual(stop(process, signal.SIGINT), 7, log.read_text())
        self._assert_no_table(cards)
        results = self._results()
        self.assertEqual([results[str(card)] for card in cards], ["cancelled"] * 4)
        self._assert_untouched()

    def test_a_killed_job_does_not_disturb_its_neighbour_on_the_same_state(self):
        victim, victims, victim_log = self._start("victim", 2)
        neighbour, neighbours, neighbour_log = self._start("neighbour", 2)
        _wait_until_writing(victim, victims, victim_log)
        stop(victim, signal.SIGKILL)
        self.assertIsNone(neighbour.poll(), "the neighbour was done too early to prove anything")
        # a start in between recovers what was killed, and leaves alone what runs
        between = self.folder / "between.img"
        self.provision([between])
        self.assertEqual(neighbour.wait(timeout=240), 0, neighbour_log.read_text())
        results = self._results()
        self.assertEqual([results[str(card)] for card in victims], ["interrupted"] * 2)
        self.assertEqual([results[str(card)] for card in neighbours], ["passed"] * 2)
        for card in neighbours:
            run(["sfdisk", "--verify", card])
        self._assert_no_table(victims)
        self._assert_untouched()


if __name__ == "__main__":
    unittest.main(verbosity=2)
