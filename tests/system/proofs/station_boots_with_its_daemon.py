#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The daemon as the packages install it, on a station that was booted: systemd starts it under every restriction of its unit,
polkit knows the operator who is logged in at the seat, and USB disks are plugged into a real kernel's ports. An image is staged
and approved, cards are made; the daemon is restarted, killed and hung; nothing that the unit forbids is needed."""

import pathlib
import re
import tempfile
import unittest

from judges import card_file, small_source
from judges.booted_station import OPERATOR, BootedStation, make_root
from judges.running import run
from judges.station import Station
from judges.system_image import system_image

_CARD_SIZE = 128 << 20
_PORTS = {1: "1.1", 2: "1.2"}
_PIN = "2468"
_UNIT = "/lib/systemd/system/binderyd.service"


class StationBootsWithItsDaemon(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="bindery-booted-", dir="/var/tmp")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        small_source.make_source(cls.folder / "source.img")
        system = system_image("debian-12-amd64-qemu")
        cls.image = make_root(cls.folder, {"srv/source.img": cls.folder / "source.img", "srv/system.img": system})
        cls.station = cls.enterClassContext(BootedStation(cls.image))
        cls.inserted = 0
        cls.station.await_unit(ActiveState="active", SubState="running")
        cls._name_persons()
        cls._stage_and_approve()
        cls._teach()

    @classmethod
    def _name_persons(cls):
        root = cls.station.root
        root.run("bindery", "person", "add", "s-1", "--role", "supervisor", "--actor", "s-1")
        root.run("bindery", "person", "add", "s-2", "--role", "supervisor", "--actor", "s-1")
        root.run("bindery", "person", "add", "op-1", "--role", "operator", "--actor", "s-1")
        for badge in ("s-1", "s-2"):
            root.shell(f"echo {_PIN} | bindery person set-pin {badge} --actor s-1")

    @classmethod
    def sign_in(cls, badge):
        pin = f"echo {_PIN} | " if badge.startswith("s-") else ""
        cls.station.operator.shell(f"{pin}bindery station sign-in {badge}")

    @classmethod
    def _stage_and_approve(cls):
        operator = cls.station.operator
        cls.sign_in("s-1")
        operator.run("bindery", "golden", "stage", "/srv/source.img", "--recipe", "generic", "--name", "small", timeout=300)
        cls.sign_in("s-2")
        operator.run("bindery", "golden", "approve", "small")

    @classmethod
    def _teach(cls):
        cls.sign_in("op-1")
        operator = cls.station.operator
        for slot, port in _PORTS.items():
            operator.shell(f"rm -f learnt; (bindery station learn {slot}; echo exit status $?) > learnt 2>&1 &")
            operator.shell("until grep -q . learnt; do sleep 0.2; done")
            cls.insert(slot)
            operator.shell("until grep -q 'exit status 0' learnt; do sleep 0.2; done")
            cls.station.pull(port)
        operator.run("bindery", "order", "new", "4711", "--golden", "small", "--target", "20", "--prefix", "SN-")
        operator.run("bindery", "order", "release", "4711")
        operator.run("bindery", "line", "use", "4711")

    @classmethod
    def insert(cls, slot, **options):
        cls.inserted += 1
        image = cls.folder / f"card-{cls.inserted}.img"
        with open(image, "wb") as file:
            file.truncate(_CARD_SIZE)
        cls.station.plug(_PORTS[slot], image, f"disk-of-slot-{slot}", **options)
        return image

    def make_cards(self):
        """One in each slot; their images. They are taken out at the end of the test."""
        station, made = self.station, []
        for slot in _PORTS:
            made.append(self.insert(slot))
            self.addCleanup(station.await_slot, slot, "empty")
            self.addCleanup(station.pull, _PORTS[slot])
        for slot in _PORTS:
            station.await_slot(slot, "ready")
        station.operator.run("bindery", "line", "start")
        for slot in _PORTS:
            station.await_slot(slot, "passed")
        return made

    def test_1_no_unit_failed(self):
        self.assertEqual(self.station.root.run("systemctl", "--failed", "--plain", "--no-legend"), "")
        unit = self.station.unit()
        self.assertEqual((unit["Type"], unit["UnitFileState"], unit["NRestarts"]), ("notify", "enabled", "0"))

    def test_2_restrictions_are_in_force(self):
        station = self.station
        status = station.status_of_process(station.unit()["MainPID"])
        self.assertEqual((status["Seccomp"], status["NoNewPrivs"]), ("2", "1"))
        rights = re.search(r"^CapabilityBoundingSet=(.+)$", station.root.run("cat", _UNIT), re.MULTILINE)[1].split()
        self.assertEqual(int(status["CapBnd"], 16).bit_count(), len(rights))

    def test_3_an_operator_makes_cards(self):
        type(self).made = self.make_cards()
        for image in self.made:
            self.assertEqual([part.type for part in card_file.partitions(image)], ["c", "83"])
        self.assertNotRegex(self.station.journal(), r"(?i)not permitted|denied|cannot|failed")

    def test_4_an_image_whose_units_bind_is_staged(self):
        """Programs of the image run in a sandbox below the daemon: namespaces, mounts, users of its own."""
        self.station.root.run("bindery", "bind", "site", "init")
        self.sign_in("s-1")
        words = ["bindery", "golden", "stage", "/srv/system.img", "--recipe", "debian-12-amd64-qemu-bound", "--name", "bound"]
        self.station.operator.run(*words, timeout=1500)
        images = self.station.json("golden", "list")
        self.assertIn("bound", [image["name"] for image in images["golden_images"]])

    def test_5_a_stranger_learns_nothing(self):
        status, said, why = self.station.root.shell("runuser -u nobody -- bindery line status", expect=None)
        self.assertNotEqual(status, 0)
        self.assertNotIn("4711", said + why)

    def test_6_a_restart_in_the_middle_of_a_card_is_told(self):
        station = self.station
        self.insert(1, bytes_per_second=1_000_000)
        self.addCleanup(station.await_slot, 1, "empty")
        self.addCleanup(station.pull, _PORTS[1])
        station.await_slot(1, "ready")
        station.operator.run("bindery", "line", "start")
        station.await_slot(1, "writing")
        pid = station.unit()["MainPID"]
        station.root.run("systemctl", "kill", "--signal=KILL", "binderyd")
        unit = station.await_unit(ActiveState="active", SubState="running", NRestarts="1")
        self.assertNotEqual(unit["MainPID"], pid)
        attempt = station.json("records", "list", hand=station.root)["attempts"][0]
        self.assertEqual(attempt["result"], "interrupted")
        self.sign_in("op-1")
        station.operator.run("bindery", "line", "use", "4711")

    def test_7_a_daemon_that_hangs_is_started_anew(self):
        station = self.station
        before = station.unit()
        station.root.run("systemctl", "kill", "--signal=STOP", "binderyd")
        station.await_unit(
            ActiveState="active", SubState="running", NRestarts=str(int(before["NRestarts"]) + 1), seconds=300
        )
        self.assertIn("watchdog", station.root.run("journalctl", "--no-pager", "--unit=binderyd").lower())
        self.assertNotIn(".core", station.root.shell("ls /var/lib/systemd/coredump 2>/dev/null || true"))

    def test_8_a_call_starts_a_stopped_daemon(self):
        self.station.root.run("systemctl", "stop", "binderyd")
        self.assertEqual(self.station.unit()["Result"], "success")
        self.sign_in("op-1")
        self.station.await_unit(ActiveState="active")
        self.assertEqual(self.station.operator.run("id", "--user", "--name").strip(), OPERATOR)

    def test_9_records_and_cards_agree_elsewhere(self):
        """On this machine, once the station has been shut down."""
        self.station.power_off()
        home = Station(self.folder / "home")
        home.folder.mkdir()
        with card_file.mounted(self.image) as root:
            run(["cp", "-a", "--sparse=always", root / "var/lib/bindery", home.state])
        home.run("audit", "check")
        home.run("db", "check")
        for image in self.made:
            home.run("verify", image)


if __name__ == "__main__":
    unittest.main(verbosity=2)
