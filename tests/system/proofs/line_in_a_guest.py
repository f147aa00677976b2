#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The line on a PC whose card readers are plugged and pulled: a real kernel's USB, SCSI and MMC drivers and a real udevd with
Debian's rules, in QEMU. Slots are taught there and an order is made, with a disk that is pulled while it is written; then the
records and the cards are looked at from outside."""

import collections
import hashlib
import json
import pathlib
import random
import re
import shutil
import tempfile
import time
import unittest

from judges import card_file, kernel_oracle, personality, rich_source, tree_manifest
from judges.hotplug_guest import STATION, HotplugGuest
from judges.plugged_machine import READER, SD_HOST
from judges.running import run
from judges.station import Station

_CARD_SIZE = 128 << 20  # an SD card's is a power of two
_SLOW = 2_000_000  # bytes per second: a quarter of a minute for a card
_HUB = {1: "1.1", 2: "1.2", 3: "1.3"}  # slots and the ports of the hub
_ROOT = {4: "3"}  # a port of the controller: USB 3
_HOSTS = {5: READER, 6: SD_HOST}
_NOT_TAUGHT = "1.4"
_PORTS = {
    1: "usb:0000:00:03.0/1.1:1.0/lun0",
    2: "usb:0000:00:03.0/1.2:1.0/lun0",
    3: "usb:0000:00:03.0/1.3:1.0/lun0",
    4: "usb:0000:00:03.0/3:1.0/lun0",
    5: "usb:0000:00:03.0/2:1.0/lun0",
    6: "mmc:0000:00:04.0/0",
}
_TARGET = len(_PORTS) + 1  # the reader gets a second card


def _digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class LineInAGuest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="bindery-line-in-a-guest-", dir="/var/tmp")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        cls.source = rich_source.make_source(cls.folder / "source.img", root_size=64 << 20, small=True)
        cls.station = Station(cls.folder / "host")
        state_image = cls._stage()
        with HotplugGuest(state_image) as guest:
            cls.guest = guest
            cls._teach()
            cls._make_the_order()
            cls._look_for_leftovers()
            cls._provision()
            guest.power_off()
        cls._take_home(state_image)

    @classmethod
    def _stage(cls):
        """A station with a golden image, in a file system for the guest."""
        there = cls.folder / "there"
        (there / "state").parent.mkdir()
        cls.station.folder.mkdir()
        cls.station.make_certificate()
        shutil.copy(cls.station.certificate, there)
        at_first = Station(there)
        at_first.run("golden", "stage", cls.source, "--recipe", "generic", "--name", "small")
        at_first.run("golden", "approve", "small")
        image = cls.folder / "state.img"
        with open(image, "wb") as file:
            file.truncate(1 << 30)
        run(["mke2fs", "-q", "-t", "ext4", "-d", there, image])
        return image

    @classmethod
    def _blank(cls, name):
        image = cls.folder / f"{name}.img"
        with open(image, "wb") as file:
            file.truncate(_CARD_SIZE)
        return image

    @classmethod
    def _teach(cls):
        """Card after card, as `slots learn` asks for them; then they are out again."""
        guest = cls.guest
        guest.begin("lesson", *guest.bindery("slots", "learn", f"1-{len(_PORTS)}"))
        blank = cls._blank("for-the-lesson")
        for slot in _PORTS:
            guest.await_said("lesson", f"into slot {slot};")
            cls._insert(slot, blank)
            guest.await_said("lesson", f"Slot {slot} is ")
            cls._take_out(slot)
        guest.await_said("lesson", "exit status 0")
        cls.learned = {row["slot"]: row["port"] for row in guest.json("slots", "list")["slots"] if row["slot"]}

    @classmethod
    def _insert(cls, slot, image, **options):
        if slot in _HOSTS:
            cls.guest.insert(_HOSTS[slot], image)
        else:
            cls.guest.plug({**_HUB, **_ROOT}[slot], image, f"disk-of-slot-{slot}", **options)

    @classmethod
    def _take_out(cls, slot):
        if slot in _HOSTS:
            cls.guest.eject(_HOSTS[slot])
        else:
            cls.guest.pull({**_HUB, **_ROOT}[slot])

    @classmethod
    def _make_the_order(cls):
        guest = cls.guest
        # QEMU's SD card discards sector by sector while the whole machine stands still, and RSA keys take an emulated
        # processor long
        costs = ["--fill", "none", "--ssh-keys", "first-boot"]
        guest.json("order", "new", "4711", "--golden", "small", "--target", _TARGET, "--prefix", "U-", *costs)
        guest.json("order", "release", "4711")
        guest.begin("monitor", "udevadm", "monitor", "--udev", "--subsystem-match=block")
        cls.line = line = guest.line("--order", "4711", "--start-on-insertion", "--until-target")
        line.until(lambda: line.state and line.state["state"] == "ready", "the line is ready")

        cls.stranger = cls.folder / "stranger.img"
        cls.stranger.write_bytes(random.Random(4711).randbytes(8 << 20))
        cls.stranger_before = _digest(cls.stranger)
        guest.plug(_NOT_TAUGHT, cls.stranger, "not-taught")

        cls.cards = {slot: cls._blank(f"card-{slot}") for slot in _PORTS}
        for slot, image in cls.cards.items():
            cls._insert(slot, image, **({"bytes_per_second": _SLOW} if slot == 1 else {}))
        line.writes(1, beyond=1e6)
        cls.when_pulled = line.slots[1]["state"]
        cls._take_out(1)
        cls.pulled = line.reaches(1, "failed", seconds=30)
        cls.half_made = shutil.copyfile(cls.cards[1], cls.folder / "half-made.img")

        # the same stick again, before anybody acknowledged its fault
        cls._insert(1, cls.cards[1])
        line.until(lambda: line.slots[1]["card_present"], "the stick is seen again")
        for slot in list(_PORTS)[1:]:
            line.reaches(slot, "passed")
        cls.back_in = line.slots[1]
        cls.while_it_waited = _digest(cls.cards[1])
        cls.guarded = {slot: guest.properties(line.slots[slot]["disk"]["node"]) for slot in _PORTS}
        strange = next(event["disk"]["node"] for event in line.events if event["event"] == "unknown_port" and event["disk"]["port"])
        cls.strangers_properties = guest.properties(strange)
        cls.speed = guest.run("cat", f"/sys/bus/usb/devices/2-{_ROOT[4]}/speed").strip()
        line.ask("acknowledge 1")
        cls.acknowledged = line.reaches(1, "refused", "ready")
        line.ask("allow 1")

        cls._take_out(5)
        line.reaches(5, "empty")
        cls.cards["5 again"] = cls._blank("card-5-again")
        cls._insert(5, cls.cards["5 again"])
        line.reaches(5, "passed")
        cls.status = line.ends()
        cls.monitored = guest.said("monitor")

    @classmethod
    def _look_for_leftovers(cls):
        guest = cls.guest
        cls.leftovers = guest.shell("ls -A /run/udev/rules.d /run/bindery; cat /proc/locks")
        nodes = [cls.line.slots[slot]["disk"]["node"] for slot in _PORTS]
        guest.run("udevadm", "trigger", "--settle", "--action=change", *nodes)
        cls.guarded_no_more = {node: guest.properties(node) for node in nodes}

    @classmethod
    def _provision(cls):
        """One more card by the verb that hands out its secret, so that others can open it."""
        guest = cls.guest
        cls._take_out(2)
        cls.provisioned = cls._blank("provisioned")
        cls._insert(2, cls.provisioned)
        node = cls._node_in(_PORTS[2])
        secrets = ["--export-secrets", f"{STATION}/secrets.pem", "--to-certificate", f"{STATION}/customer.pem"]
        guest.json("provision", "--golden", "small", "--to", node, *secrets)

    @classmethod
    def _node_in(cls, port):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            for row in cls.guest.json("slots", "list")["slots"]:
                if row["port"] == port and row["disk"]:
                    return row["disk"]["node"]
        raise AssertionError(f"no disk came into {port}")

    @classmethod
    def _take_home(cls, state_image):
        with card_file.mounted(state_image) as folder:
            run(["cp", "-a", "--sparse=always", folder / "state", cls.station.state])
            shutil.copy(folder / "secrets.pem", cls.folder)

    def attempts(self):
        return self.station.json("records", "list", "--limit", "1000")["attempts"]

    def actions_at(self, port):
        """Of whole disks, as `udevadm monitor` saw them: "UDEV [12.3] add /devices/.../block/sda (block)"."""
        rows = [row.split() for row in self.monitored.splitlines() if row.startswith("UDEV  [")]
        return [row[-3] for row in rows if port in row[-2] and re.search(r"/block/\w+$", row[-2])]

    def test_slots_are_learned_by_where_cards_are_put(self):
        self.assertEqual(self.learned, _PORTS)
        self.assertEqual(self.speed, "5000", "slot 4 is known by the USB 2 half of its connector, though its disk is at the other")

    def test_pulled_disk_fails_and_its_neighbours_pass(self):
        self.assertEqual((self.pulled["state"], self.pulled["card_present"]), ("failed", False))
        first = next(attempt for attempt in self.line.attempts if attempt["slot"] == 1)
        self.assertEqual((first["result"], first["reason"]), ("failed", "DeviceGone"), first)
        self.assertEqual(self.when_pulled, "writing")
        self.assertFalse(card_file.has_partition_table(self.half_made))
        self.assertEqual({slot: event["state"] for slot, event in self.line.slots.items()}, dict.fromkeys(_PORTS, "passed"))
        self.assertEqual((self.status, self.line.state["state"]), (0, "full"))

    def test_stick_that_comes_back_waits_for_its_faults_acknowledgement_and_then_for_a_yes(self):
        waits = self.back_in
        self.assertEqual((waits["state"], waits["card_present"], waits["acknowledged"]), ("failed", True, False))
        self.assertEqual(self.while_it_waited, _digest(self.half_made), "it was written before anybody acknowledged its fault")
        self.assertEqual(self.acknowledged["state"], "refused")
        self.assertIn("not blank", self.acknowledged["reason"])

    def test_disk_at_a_port_that_was_not_taught_is_shown_and_never_written(self):
        shown = [event["disk"]["serial"] for event in self.line.events if event["event"] == "unknown_port"]
        self.assertIn("not-taught", shown)
        self.assertEqual(_digest(self.stranger), self.stranger_before)

    def test_medium_in_a_reader_that_stays_comes_by_change(self):
        self.assertEqual(set(self.actions_at("/2-2/")), {"change"}, self.monitored)
        made = [attempt["result"] for attempt in self.line.attempts if attempt["slot"] == 5]
        self.assertEqual(made, ["passed", "passed"])
        of_stick = [action for action in self.actions_at("/1-1.1/") if action != "change"]
        self.assertEqual(of_stick, ["add", "remove", "add"], self.monitored)

    def test_automounter_keeps_off_the_slots_while_the_line_runs_and_no_longer(self):
        for slot, properties in self.guarded.items():
            self.assertIn("UDISKS_IGNORE=1", properties, f"slot {slot}")
        self.assertNotIn("UDISKS_IGNORE=1", self.strangers_properties)
        for node, properties in self.guarded_no_more.items():
            self.assertNotIn("UDISKS_IGNORE=1", properties, node)

    def test_neither_rule_nor_lock_is_left(self):
        self.assertEqual(self.leftovers.split(), ["/run/bindery:", "/run/udev/rules.d:"])

    def test_records_say_what_the_line_said(self):
        told = {
            attempt["attempt"]: (str(attempt["slot"]), attempt["serial"], attempt["result"], attempt["reason"])
            for attempt in self.line.attempts
        }
        recorded = {
            row["attempt"]: (row["slot"], row["serial"], row["result"], row["reason"])
            for row in self.attempts()
            if row["order"] == "4711"
        }
        self.assertEqual(recorded, told)
        passed = sorted(serial for _, serial, result, _ in told.values() if result == "passed")
        self.assertEqual(passed, [f"U-{number:06}" for number in range(1, _TARGET + 1)])
        self.assertEqual(len(told), _TARGET + 1)

    def test_chain_verifies_and_every_attempt_is_closed_once(self):
        self.station.run("db", "check", "--full")
        self.station.run("audit", "check")
        export = self.folder / "export"
        self.station.run("audit", "export", export)
        self.station.run("audit", "verify", export, "--key", export / "station.pem")
        acts = collections.Counter()
        for line in (export / "events.jsonl").read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            acts[event["action"], event["subject"]] += 1
        for act in ("attempt.opened", "attempt.closed"):
            counted = {subject: count for (action, subject), count in acts.items() if action == act}
            self.assertEqual(counted, {f"attempt:{row['attempt']}": 1 for row in self.attempts()}, act)

    def test_cards_that_passed_are_the_golden_image(self):
        for slot, image in self.cards.items():
            with self.subTest(slot=slot):
                self.station.run("verify", image)

    def test_kernel_opens_them(self):
        secret = self.station.open_envelope(self.folder / "secrets.pem")[0]
        key = next(iter(self.station.key_files(self.folder / "secrets.pem").values()))
        disks = [kernel_oracle.Disk(self.provisioned, key, boot_partition=1)]
        disks += [kernel_oracle.Disk(image, root_partition=None, boot_partition=1) for image in self.cards.values()]
        root = card_file.partitions(self.source)[1]
        with card_file.mounted(self.source, root.offset, root.size) as folder:
            golden = tree_manifest.list_tree(folder)
        opened, *others = kernel_oracle.ask(disks)
        self.assertEqual(opened.root, "ok", opened.complaint())
        self.assertEqual(personality.complaints(golden, opened.manifest, secret["serial"]), {})
        self.assertEqual({answer.boot for answer in [opened, *others]}, {"ok"})
        self.assertEqual({frozenset(answer.boot_manifest) for answer in others}, {frozenset(["/", "/cmdline.txt", "/kernel8.img"])})


if __name__ == "__main__":
    unittest.main(verbosity=2)
