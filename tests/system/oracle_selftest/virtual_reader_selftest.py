#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The virtual card readers judged: every fault is seen by plain tools as promised, and nothing is left behind."""

import errno
import fcntl
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from judges import udev_daemon, virtual_reader
from judges.running import Failed, run
from judges.virtual_reader import VirtualReaders

_SIZE = 64 << 20
_BLOCK = 4096


def _wait_until(condition, what, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"not in {seconds} s: {what}")
        time.sleep(0.005)


def _dd(*words, check=True, timeout=60):
    return run(["dd", "status=none", *words], check=check, timeout=timeout)


class _Rig(unittest.TestCase):
    KIND = "reader"

    @classmethod
    def setUpClass(cls):
        cls.readers = VirtualReaders(slots=3, name=f"selftest-{os.getpid()}", kind=cls.KIND)
        cls.addClassCleanup(cls._close)
        scratch = tempfile.TemporaryDirectory(prefix="bindery-readers-")
        cls.addClassCleanup(scratch.cleanup)
        cls.pattern = pathlib.Path(scratch.name) / "pattern"
        cls.pattern.write_bytes(os.urandom(4 << 20))
        cls.made = 0

    @classmethod
    def _close(cls):
        cls.readers.close()
        left = cls.readers.leftovers()
        assert left == [], left

    def tearDown(self):
        for slot in self.readers.slots():
            if self.readers.insertion(slot):
                self.readers.remove(slot)

    def new_card(self):
        type(self).made += 1
        return self.readers.card(f"card-{self.made}", _SIZE)

    def insert(self, slot=1, card=None, **options):
        return self.readers.insert(slot, card or self.new_card(), **options)

    def write(self, node, block=0, count=1, **options):
        """`count` blocks of the pattern, past the cache."""
        place = [f"of={node}", f"seek={block}", f"bs={_BLOCK}", f"count={count}", "oflag=direct", "conv=notrunc"]
        return _dd(f"if={self.pattern}", *place, **options)

    @staticmethod
    def read(node, block=0, count=1):
        """Bytes past the cache; OSError as dd met it."""
        arguments = ["dd", "status=none", f"if={node}", f"skip={block}", f"bs={_BLOCK}", f"count={count}", "iflag=direct"]
        done = subprocess.run(arguments, capture_output=True, timeout=60, env={**os.environ, "LC_ALL": "C"})
        if done.returncode != 0:
            raise OSError(done.stderr.decode())
        return done.stdout

    def expected(self, count=1):
        return self.pattern.read_bytes()[: count * _BLOCK]

    def writing_for_ever(self, node):
        # behind a slow rate, so that it is in the middle of it whenever it is looked at
        arguments = ["dd", "if=/dev/zero", f"of={node}", "bs=1M", "oflag=direct", "status=none"]
        writer = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(writer.stderr.close)
        self.addCleanup(lambda: writer.poll() is None and writer.kill())
        return writer


class Reader(_Rig):
    def test_a_card_has_the_port_the_serial_and_the_size(self):
        inserted = self.insert(2, serial="A-7")
        known = run(["udevadm", "info", "-q", "property", inserted.node]).stdout.splitlines()
        self.assertIn(f"BINDERY_PORT={self.readers.port(2)}", known)
        self.assertIn("ID_SERIAL_SHORT=A-7", known)
        self.assertIn(f"DISKSEQ={inserted.disk_sequence}", known)
        self.assertEqual(run(["blockdev", "--getsize64", inserted.node]).stdout.strip(), str(_SIZE))
        self.assertEqual((pathlib.Path("/sys/block") / inserted.node.name / "loop/dio").read_text().strip(), "1")

    def test_an_empty_slot_keeps_its_node_and_its_port(self):
        inserted = self.insert()
        self.readers.remove(1)
        self.readers.settle()
        self.assertEqual(run(["blockdev", "--getsize64", inserted.node]).stdout.strip(), "0")
        self.assertIn(self.readers.port(1), run(["udevadm", "info", "-q", "property", inserted.node]).stdout)

    def test_the_same_node_gets_a_new_disk_sequence_with_each_card(self):
        first = self.insert()
        self.readers.remove(1)
        self.readers.settle()
        second = self.insert()
        self.assertEqual(second.node, first.node)
        self.assertGreater(second.disk_sequence, first.disk_sequence)

    def test_a_card_keeps_what_was_written_over_a_pull(self):
        first = self.insert()
        self.write(first.node, block=3)
        self.readers.remove(1)
        second = self.insert(2, first.card)
        self.assertEqual(self.read(second.node, block=3), self.expected())
        self.assertEqual(first.writes(), [(3 * _BLOCK, _BLOCK)])
        self.assertEqual(second.writes(), [])

    def test_a_pull_in_the_middle_of_writing_ends_the_writer_at_once(self):
        for how in ("gone", "killed"):
            with self.subTest(how=how):
                inserted = self.insert(rate=2e6)
                writer = self.writing_for_ever(inserted.node)
                _wait_until(lambda: len(inserted.writes()) > 1, "the writer is at work")
                start = time.monotonic()
                self.readers.remove(1, how)
                self.assertNotEqual(writer.wait(timeout=10), 0)
                self.assertLess(time.monotonic() - start, 2)

    def test_a_pulled_reader_announces_size_0_while_its_disk_is_held_open(self):
        inserted = self.insert()
        with open(inserted.node, "rb", buffering=0) as holder:
            self.readers.remove(1)
            self.assertEqual(holder.seek(0, os.SEEK_END), 0)
            sizes = pathlib.Path("/sys/block") / inserted.node.name / "size"
            self.assertEqual(sizes.read_text().strip(), "0")

    def test_who_holds_a_pulled_disk_writes_nothing_to_the_card_that_follows(self):
        first = self.insert()
        holder = os.open(first.node, os.O_RDWR | os.O_EXCL | os.O_CLOEXEC)
        self.addCleanup(os.close, holder)
        start = time.monotonic()
        second = self.readers.swap(1, self.new_card())
        self.assertLess(time.monotonic() - start, 1)
        self.assertNotEqual(second.node, first.node)
        with self.assertRaises(OSError):
            os.pwrite(holder, bytes(_BLOCK), 0)
            os.fsync(holder)
        self.assertEqual((first.writes(), second.writes()), ([], []))

    def test_udevd_holds_the_events_of_a_locked_disk_back(self):
        inserted = self.insert()
        with open(inserted.node, "rb", buffering=0) as holder:
            fcntl.flock(holder, fcntl.LOCK_EX)
            self.readers.remove(1)
            number = f"7:{inserted.node.name.removeprefix('loop')}"
            before = udev_daemon.properties(number)["BINDERY_VIRTUAL_MEDIUM"]
            self.assertEqual(before, f"{inserted.disk_sequence}:{_SIZE // 512}")
        _wait_until(
            lambda: udev_daemon.properties(number).get("BINDERY_VIRTUAL_MEDIUM", "").endswith(":0"),
            "udevd hears of the pull after the lock is gone",
        )

    def test_a_rate_holds_for_writes_and_reads_together(self):
        inserted = self.insert(rate=8 << 20)
        start = time.monotonic()
        self.write(inserted.node, count=1024)
        self.read(inserted.node, count=1024)
        self.assertGreater(time.monotonic() - start, 0.95)

    def test_a_latency_is_added_to_each_act(self):
        inserted = self.insert(latency=20000)
        start = time.monotonic()
        self.write(inserted.node, count=10)
        self.assertGreater(time.monotonic() - start, 0.2)

    def test_a_stall_ends_when_the_word_goes(self):
        inserted = self.insert()
        self.readers.set_faults(1, stall=1)
        writer = self.writing_for_ever(inserted.node)
        with self.assertRaises(subprocess.TimeoutExpired):
            writer.wait(timeout=0.5)
        self.assertEqual(inserted.writes(), [])
        self.readers.clear_faults(1)
        self.assertNotEqual(writer.wait(timeout=30), 0)  # at the end of the disk
        self.assertEqual(sum(length for _, length in inserted.writes()), _SIZE)

    def test_a_stall_ends_with_a_pull(self):
        inserted = self.insert()
        self.readers.set_faults(1, stall=1)
        writer = self.writing_for_ever(inserted.node)
        self.readers.remove(1)
        self.assertNotEqual(writer.wait(timeout=5), 0)

    def test_an_act_that_is_held_waits_until_it_is_released(self):
        inserted = self.insert()
        for place, kind in ((0, "write"), (1, "read"), (0, "flush")):
            with self.subTest(kind=kind):
                options = [f"bs={_BLOCK}", "count=4", "status=none"]
                flags = ["iflag=direct"] if kind == "read" else ["oflag=direct"] + ["conv=fsync,notrunc"]
                ends = [f"if={inserted.node}", "of=/dev/null"] if kind == "read" else ["if=/dev/zero", f"of={inserted.node}"]
                if kind == "flush":
                    self.write(inserted.node, block=place)
                before = len(inserted.writes())
                self.readers.hold(1, kind, place * _BLOCK, place * _BLOCK + 1)
                user = subprocess.Popen(["dd", *ends, *options, *flags], stdin=subprocess.DEVNULL)
                self.addCleanup(lambda user=user: user.poll() is None and user.kill())
                self.readers.until_held(1)
                self.assertIsNone(user.poll())
                if kind == "write":
                    self.assertEqual(len(inserted.writes()), before)
                self.readers.release(1)
                self.assertEqual(user.wait(timeout=10), 0)

    def test_bad_sectors_fail_where_they_are_and_nowhere_else(self):
        bad = (10 * _BLOCK, 11 * _BLOCK - 1)
        inserted = self.insert(write_error=[bad, (20 * _BLOCK, 20 * _BLOCK)], read_error=bad)
        self.write(inserted.node, block=9)
        self.write(inserted.node, block=11)
        for block in (10, 20):
            self.assertIn("Input/output error", self.write(inserted.node, block=block, check=False).stdout)
        with self.assertRaisesRegex(OSError, "Input/output error"):
            self.read(inserted.node, block=10)
        self.assertEqual(self.read(inserted.node, block=11), self.expected())
        self.assertEqual(sorted(inserted.writes()), [(9 * _BLOCK, _BLOCK), (11 * _BLOCK, _BLOCK)])

    def test_a_counterfeit_card_keeps_the_last_of_what_shares_its_memory(self):
        real = 16 << 20
        inserted = self.insert(wrap=real)
        self.write(inserted.node, block=real // _BLOCK + 5)
        self.assertEqual(self.read(inserted.node, block=5), self.expected())
        # across the end of the memory
        self.write(inserted.node, block=real // _BLOCK - 1, count=2)
        self.assertEqual(self.read(inserted.node, block=0), self.expected(2)[_BLOCK:])

    def test_a_flipped_bit_shows_in_every_read(self):
        inserted = self.insert(flip=[5, _BLOCK + 1])
        self.write(inserted.node, count=2)
        found = self.read(inserted.node, count=2)
        differing = [at for at, (left, right) in enumerate(zip(found, self.expected(2))) if left != right]
        self.assertEqual(differing, [5, _BLOCK + 1])

    def test_lost_writes_are_reported_good_and_logged_as_lost(self):
        inserted = self.insert()
        self.readers.set_faults(1, lose_writes=1)
        self.write(inserted.node)
        self.assertEqual(self.read(inserted.node), bytes(_BLOCK))
        self.assertEqual([act.result for act in inserted.acts() if act.kind == "write"], ["lost"])

    def test_a_flush_fails_always_or_once(self):
        inserted = self.insert()
        self.readers.set_faults(1, sync_error=1)
        with open(inserted.node, "r+b", buffering=0) as file:
            for _ in range(2):
                with self.assertRaises(OSError) as caught:
                    os.fsync(file)
                self.assertEqual(caught.exception.errno, errno.EIO)
            self.readers.set_faults(1, sync_error="once")
            with self.assertRaises(OSError):
                os.fsync(file)
            os.fsync(file)
        self.assertEqual(inserted.flushes()[:4], ["failed", "failed", "failed", "done"])

    def test_the_write_switch_of_a_card_makes_the_disk_read_only(self):
        inserted = self.insert(read_only=True)
        self.assertEqual(run(["blockdev", "--getro", inserted.node]).stdout.strip(), "1")
        self.assertNotEqual(self.write(inserted.node, check=False).returncode, 0)

    def test_a_disk_may_have_large_sectors(self):
        inserted = self.insert(sector_size=4096)
        self.assertEqual(run(["blockdev", "--getss", inserted.node]).stdout.strip(), "4096")

    def test_discards_are_logged_and_done(self):
        inserted = self.insert()
        self.write(inserted.node, count=2)
        run(["blkdiscard", "--offset", 0, "--length", _BLOCK, inserted.node])
        self.assertEqual(self.read(inserted.node, count=2), bytes(_BLOCK) + self.expected(2)[_BLOCK:])
        self.assertIn(("discard", 0, _BLOCK), [(act.kind, act.offset, act.length) for act in inserted.acts()])

    def test_a_storm_leaves_what_its_last_events_say(self):
        cards = [self.new_card() for _ in self.readers.slots()]
        seed = int.from_bytes(os.urandom(4), "big")
        with self.subTest(seed=seed):
            start = time.monotonic()
            made = self.readers.storm(cards, events=50, seconds=2, seed=seed)
            self.assertLess(time.monotonic() - start, 6)
            sequences = [inserted.disk_sequence for inserted in made]
            self.assertEqual(len(set(sequences)), len(sequences))
            self.readers.settle()
            for slot in self.readers.slots():
                if inserted := self.readers.insertion(slot):
                    known = udev_daemon.properties(f"7:{inserted.node.name.removeprefix('loop')}")
                    self.assertEqual(known["BINDERY_PORT"], self.readers.port(slot))
                    self.assertTrue(known["BINDERY_VIRTUAL_MEDIUM"].startswith(f"{inserted.disk_sequence}:"))

    def test_a_flood_of_events_reaches_a_monitor(self):
        inserted = self.insert()
        with tempfile.TemporaryFile("w+") as said:
            monitor = subprocess.Popen(["stdbuf", "-oL", "udevadm", "monitor", "--kernel"], stdout=said)
            try:

                def lines_with(text):
                    said.seek(0)
                    return sum(text in line for line in said)

                # its first line comes before it listens, this one after
                _wait_until(lambda: lines_with("the kernel uevent"), "the monitor listens")
                self.readers.flood(1, 200)

                def has_all():
                    return lines_with(inserted.node.name) >= 200

                _wait_until(has_all, "200 events of the kernel")
            finally:
                monitor.terminate()
                monitor.wait(timeout=10)

    def test_a_udevd_that_the_rig_started_can_be_restarted(self):
        try:
            self.readers.stop_udevd()
        except Failed as error:
            self.skipTest(str(error))
        self.assertFalse(udev_daemon.is_running())
        inserted = self.insert(wait=False)
        self.readers.start_udevd()
        self.readers.flood(1, 1)
        number = f"7:{inserted.node.name.removeprefix('loop')}"
        _wait_until(
            lambda: udev_daemon.properties(number).get("BINDERY_VIRTUAL_MEDIUM", "").endswith(f":{_SIZE // 512}"),
            "the new udevd knows the card",
        )


class Stick(_Rig):
    KIND = "stick"

    def test_the_node_comes_and_goes_with_the_card(self):
        inserted = self.insert()
        self.assertTrue(inserted.node.exists())
        self.readers.remove(1)
        _wait_until(lambda: not inserted.node.exists(), "the node is gone")
        self.readers.settle()
        self.assertEqual(udev_daemon.properties(f"7:{inserted.node.name.removeprefix('loop')}"), {})

    def test_udevd_says_remove_while_the_pulled_disk_is_held_open_and_locked(self):
        inserted = self.insert()
        number = f"7:{inserted.node.name.removeprefix('loop')}"
        with open(inserted.node, "rb", buffering=0) as holder:
            fcntl.flock(holder, fcntl.LOCK_EX)
            self.readers.remove(1)
            _wait_until(lambda: not udev_daemon.properties(number), "the database forgets the disk", 10)
            second = self.insert()
            self.assertNotEqual(second.node, inserted.node)

    def test_two_sticks_may_have_one_serial(self):
        nodes = [self.insert(slot, serial="000000000001").node for slot in (1, 2)]
        for slot, node in enumerate(nodes, 1):
            known = run(["udevadm", "info", "-q", "property", node]).stdout.splitlines()
            self.assertIn("ID_SERIAL_SHORT=000000000001", known)
            self.assertIn(f"BINDERY_PORT={self.readers.port(slot)}", known)


class Rig(unittest.TestCase):
    def test_a_rig_of_the_same_name_is_refused_while_one_lives(self):
        name = f"twice-{os.getpid()}"
        with VirtualReaders(slots=1, name=name):
            with self.assertRaisesRegex(Failed, "is at work"):
                VirtualReaders(slots=1, name=name)

    def test_two_rigs_run_side_by_side(self):
        names = [f"{side}-{os.getpid()}" for side in ("left", "right")]
        with VirtualReaders(slots=1, name=names[0]) as left:
            with VirtualReaders(slots=1, name=names[1]) as right:
                nodes = {rig.insert(1, rig.card("card", _SIZE)).node for rig in (left, right)}
            self.assertEqual(len(nodes), 2)
            left.swap(1, left.card("other", _SIZE))

    def test_close_names_who_did_not_let_go(self):
        readers = VirtualReaders(slots=1, name=f"held-{os.getpid()}")
        inserted = readers.insert(1, readers.card("card", _SIZE))
        with open(inserted.node, "rb", buffering=0):
            with self.assertRaisesRegex(Failed, str(inserted.node)):
                readers.close()
        virtual_reader.clean()

    def test_a_killed_rig_is_cleaned_up(self):
        name = f"killed-{os.getpid()}"
        program = (
            "import sys, time; from judges.virtual_reader import VirtualReaders\n"
            f"readers = VirtualReaders(slots=2, name='{name}')\n"
            "readers.insert(1, readers.card('card', 64 << 20), stall=1, wait=False)\n"
            "print('inserted', flush=True); time.sleep(600)"
        )
        owner = subprocess.Popen([sys.executable, "-B", "-c", program], stdout=subprocess.PIPE, text=True)
        with owner.stdout:
            self.assertEqual(owner.stdout.readline(), "inserted\n")
        owner.send_signal(signal.SIGKILL)
        owner.wait()
        self.assertNotEqual(virtual_reader.leftovers(name), [])
        self.assertIn(name, virtual_reader.clean())
        self.assertEqual(virtual_reader.leftovers(name), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
