#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What befalls the station while its line runs: storms of insertions, events that are lost, a udevd that restarts, another
reader, a state folder that is full, records that are locked or cannot be written."""

import contextlib
import os
import pathlib
import signal
import sqlite3
import subprocess
import time
import unittest

from judges import aftermath
from judges.line_case import STANDING, LineCase
from judges.running import run

_SEED = int(os.environ.get("BINDERY_SEED") or int.from_bytes(os.urandom(4), "big"))


def _events_lost(pid):
    """Of the netlink sockets of a process: proc(5), /proc/net/netlink."""
    lost = 0
    sockets = {os.readlink(path) for path in pathlib.Path(f"/proc/{pid}/fd").iterdir()}
    for line in pathlib.Path(f"/proc/{pid}/net/netlink").read_text(encoding="ascii").splitlines()[1:]:
        fields = line.split()
        if f"socket:[{fields[-1]}]" in sockets:
            lost += int(fields[8])
    return lost


class LineMeetsFaultsOfTheStation(LineCase):
    def settle_slot(self, line, slot):
        """Whatever a storm left in it: the slot is empty and open again, or blocked."""
        if self.readers.insertion(slot):
            self.readers.remove(slot)
        line.until(lambda: not line.slots[slot]["card_present"] and line.is_quiet(), f"slot {slot} is quiet")
        if line.slots[slot]["state"] not in ("empty", "blocked"):
            line.ask(f"acknowledge {slot}")
        return line.reaches(slot, "empty", "blocked")["state"]

    def test_a_storm_of_insertions_leaves_a_line_that_makes_cards(self):
        print(f"seed {_SEED} (BINDERY_SEED repeats it)", flush=True)
        line = self.ready_line()
        self.insert_and_hold(4, "data half written")
        self.until_held(4, "data half written")
        stormed = (1, 2, 3)
        start = time.monotonic()
        made = self.readers.storm([self.new_card() for _ in stormed], events=50, seconds=2.0, seed=_SEED, slots=stormed)
        print(f"50 events in {time.monotonic() - start:.1f} s", flush=True)
        self.assertGreater(len(made), 20)
        self.readers.release(4)
        line.reaches(4, "passed")
        for slot in stormed:
            if self.settle_slot(line, slot) == "blocked":
                self.assertIn("failures in a row", line.slots[slot]["reason"])
                continue
            last = self.insert(slot)
            line.reaches(slot, "passed")
            self.assertEqual(line.slots[slot]["disk"]["disk_seq"], last.disk_sequence)
        self.end(line)

    def test_another_reader_is_plugged_while_cards_are_written(self):
        other = f"{self.rig}-b"
        self.teach(self.station, 5, f"{other}/1")
        line = self.ready_line()
        for slot in (1, 2):
            self.insert_and_hold(slot, "data half written")
            self.until_held(slot, "data half written")
        plugged = self.new_rig(other, slots=2)
        taught = plugged.insert(1, plugged.card("taught", self.CARD_SIZE))
        stranger = plugged.insert(2, plugged.card("stranger", self.CARD_SIZE))
        line.reaches(5, "passed")
        for slot in (1, 2):
            self.assertEqual(line.slots[slot]["state"], "writing")
            self.readers.release(slot)
            line.reaches(slot, "passed")
        self.assertTrue(taught.writes())
        self.assertEqual(stranger.writes(), [])
        plugged.close()  # the reader is pulled with its cards
        line.reaches(5, "empty")
        self.end(line)

    def test_udevd_restarts_while_cards_come_and_go(self):
        line = self.ready_line()
        self.insert_and_hold(1, "data half written")
        self.insert_and_hold(2, "root verified")
        self.until_held(1, "data half written")
        self.until_held(2, "root verified")
        self.readers.restart_udevd()
        self.readers.remove(1)
        self.insert(3)
        self.fails(line, 1, "DeviceGone")
        self.readers.release(2)
        line.reaches(2, "passed")
        line.reaches(3, "passed")
        line.ask("acknowledge 1")
        line.reaches(1, "empty")
        self.readers.restart_udevd()
        self.readers.remove(3)
        line.reaches(3, "empty")
        self.end(line)

    def test_an_overflow_of_events_makes_the_inventory_read_the_disks_again(self):
        gone = self.insert(1)
        listener = subprocess.Popen([os.environ["BINDERY_INVENTORY_LISTENER"], "120"], stdout=subprocess.PIPE, text=True)
        self.addCleanup(listener.stdout.close)
        self.addCleanup(lambda: listener.poll() is None and (listener.kill(), listener.wait()))

        said = []

        def hear(*lines):
            while not set(lines) <= set(said):
                said.append(listener.stdout.readline().rstrip("\n"))
                self.assertTrue(said[-1], f"the listener ended and had said {said}, not {lines}")

        def of(what, inserted):
            return f"{what} {inserted.node} {inserted.disk_sequence} {inserted.card.size}"

        hear("listening", of("present", gone))  # in the order that udevd gives
        listener.send_signal(signal.SIGSTOP)
        self.readers.flood(4, 300)
        self.readers.settle(60)
        second = self.readers.swap(1, self.new_card())
        lost = _events_lost(listener.pid)
        listener.send_signal(signal.SIGCONT)
        self.assertGreater(lost, 0)
        hear(of("left", gone), of("present", second))

    @contextlib.contextmanager
    def state_on_a_disk(self, kind, options):
        """The state folder moves to a small disk of its own."""
        before = self.station.state.rename(self.station.folder / "before")
        self.station.state.mkdir(mode=0o700)
        if kind == "ext4":
            image = self.station.folder / "disk.img"
            with open(image, "wb") as file:
                file.truncate(256 << 20)
            run(["mke2fs", "-q", "-t", "ext4", image])
            run(["mount", "-o", f"loop,{options}", image, self.station.state])
        else:
            run(["mount", "-t", kind, "-o", options, "bindery-test", self.station.state])
        run(["cp", "-a", "--sparse=always", f"{before}/.", self.station.state])
        run(["sync", "--file-system", self.station.state])
        try:
            yield
        finally:
            for line in self.lines:
                line.destroy()
            run(["cp", "-a", "--sparse=always", f"{self.station.state}/.", before])
            run(["umount", self.station.state])
            self.station.state.rmdir()
            before.rename(self.station.state)

    def assert_restarts_well(self, interrupted):
        """Once the cause is mended: what was left open is closed, and cards are made."""
        line = self.line(*STANDING, "--resume")
        line.is_in_state("ready", "running")
        for slot in (1, 2):
            self.readers.remove(slot)
            line.reaches(slot, "empty")
            self.insert(slot)
            line.reaches(slot, "passed")
        self.assertEqual(line.end(), 7)
        self.assertEqual(self.results().count("interrupted"), interrupted)

    def test_a_full_state_folder_passes_no_card(self):
        with self.state_on_a_disk("tmpfs", "size=64m,mode=0700"):
            line = self.ready_line()
            self.insert_and_hold(1, "data half written")
            self.until_held(1, "data half written")
            self.insert_and_hold(2, "root verified")
            self.until_held(2, "root verified")
            filler = self.station.state / "filler"
            with open(filler, "wb", buffering=0) as file, contextlib.suppress(OSError):
                while file.write(bytes(4096)):
                    pass
            for slot in (1, 2):
                self.readers.release(slot)
                self.fails(line, slot, "WriteFailed")
            stopped = line.is_in_state("stopped")
            self.assertIn("records", stopped["reason"])
            third = self.insert(3)
            line.reaches(3, "ready")
            self.assertEqual(third.writes(), [])
            self.assertEqual(line.end(), 7)
            self.readers.remove(3)
            filler.unlink()
            self.assert_restarts_well(interrupted=2)

    def test_records_that_turn_read_only_pass_no_card(self):
        with self.state_on_a_disk("ext4", "errors=remount-ro"):
            line = self.ready_line()
            for slot, point in ((1, "data half written"), (2, "root verified")):
                self.insert_and_hold(slot, point)
                self.until_held(slot, point)
            run(["mount", "-o", "remount,abort", self.station.state])  # as the kernel does after an error of the disk
            for slot in (1, 2):
                self.readers.release(slot)
                line.reaches(slot, "failed")
            line.is_in_state("stopped")
            line.until(lambda: len(line.attempts) == 2, "both attempts are told")
            self.assertEqual([report["recorded"] for report in line.attempts], [False, False])
            third = self.insert(3)
            line.reaches(3, "ready")
            self.assertEqual(third.writes(), [])
            self.assertEqual(line.end(), 7)
            self.readers.remove(3)
            run(["umount", self.station.state])
            run(["e2fsck", "-fy", self.station.folder / "disk.img"], check=False)
            run(["mount", "-o", "loop", self.station.folder / "disk.img", self.station.state])
            self.assert_restarts_well(interrupted=2)

    def test_records_that_are_locked_hold_the_line_up_and_no_longer(self):
        line = self.ready_line()
        self.insert_and_hold(1, "root verified")
        self.until_held(1, "root verified")
        with contextlib.closing(sqlite3.connect(f"{self.station.state}/records.sqlite", isolation_level=None)) as records:
            records.execute("BEGIN IMMEDIATE")
            self.readers.release(1)
            self.until_let_go(line, 1)  # only the row is left to do
            waiting = self.insert(2)
            time.sleep(1)
            self.assertEqual(waiting.writes(), [])
            records.execute("ROLLBACK")
            line.reaches(1, "passed")
            line.reaches(2, "passed")

            # longer than anybody waits
            self.insert_and_hold(3, "root verified")
            self.until_held(3, "root verified")
            records.execute("BEGIN IMMEDIATE")
            self.readers.release(3)
            self.until_let_go(line, 3)
            report = self.fails(line, 3, "Busy")
            self.assertFalse(report["recorded"])
            line.is_in_state("stopped")
            late = self.insert(4)
            line.reaches(4, "ready")
            self.assertEqual(late.writes(), [])
            records.execute("ROLLBACK")
        line.ask("resume")
        line.reaches(4, "passed")
        self.assertEqual(line.end(), 7)
        self.end(self.ready_line(*STANDING, "--resume"))
        self.assertEqual(self.results(), ["passed", "passed", "interrupted", "passed"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
