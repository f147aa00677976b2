#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""From an image to a bound unit, in a guest that knows nothing of the station: the first start binds over the network, the
second opens by the module alone, reports and revokes, the third finds keyslot 0 gone. No secret is anywhere on the way."""

import pathlib
import shutil
import unittest

from judges import bound_station, card_file
from judges.bench import Bench
from judges.hand_made_card import DATA_OFFSET
from judges.host_unit import HostUnit
from judges.running import run
from judges.secret_scan import ProcessWatch, Scanner
from judges.virtual_unit import VirtualUnit

FOLDER = bound_station.FOLDER / "unit-binds"


class UnitBinds(unittest.TestCase):
    """One life of one unit; the tests look at what was kept of it."""

    @classmethod
    def setUpClass(cls):
        shutil.rmtree(FOLDER, ignore_errors=True)
        cls.station = bound_station.station()
        (cls.unit,) = bound_station.new_units(1, FOLDER, "--escrow", cls.station.certificate)
        cls.seen, cls.consoles = {}, []
        with Bench(cls.station, log="bench-unit-binds.log") as bench, ProcessWatch() as watch:
            cls.start(bench, "locked", r"bindery: restarting to prove", end=True)
            cls.start(bench, "bound", r"bindery: this unit is bound", end=False)
            cls.bench_log = bench.log
        cls.processes = FOLDER / "processes"
        cls.processes.write_bytes(b"\n".join(sorted(watch.seen)))
        with cls.machine(FOLDER / "console-alone", None) as machine:  # no bench any more
            machine.wait_for(r"bindery: opened by the module alone")
            machine.wait_for(r"Welcome to", timeout=300)
            cls.alone = machine.said()
            cls.consoles.append(machine.console)
        bound_station.remember_bound(cls.unit)
        cls.secrets = cls.collect_secrets()

    @classmethod
    def machine(cls, console, port):
        return VirtualUnit(cls.unit.card, cls.unit.module, cls.unit.board, bench_port=port, console=console)

    @classmethod
    def start(cls, bench, name, until, end):
        with cls.machine(FOLDER / f"console-{name}", bench.port) as machine:
            machine.wait_for(until, timeout=300)
            if end:
                machine.wait_for_end()
            else:
                bench.wait_for(lambda event: event["event"] == "bound")
        cls.consoles.append(machine.console)
        cls.seen[name] = {
            "keyslots": cls.unit.keyslots(FOLDER),
            "transport": cls.unit.opens_with(FOLDER, cls.unit.key, 0),
            "status": cls.station.json("bind", "status", cls.unit.serial),
            "card": bound_station.copy_card(cls.unit.card, FOLDER / f"card-{name}.img"),
        }

    @classmethod
    def collect_secrets(cls):
        """The transport secret from the customer's envelope; the module's from the module itself, by the agent."""
        judge = HostUnit(FOLDER / "judge", cls.unit.card, bound_station.copy_card(cls.unit.module, FOLDER / "judge.module"), 9, cls.station.state / "keys" / "site", cls.unit.board)
        module_key = judge.run("unlock")
        return {"transport secret": cls.unit.key.read_bytes(), "module key": module_key}

    def test_first_start_locks_a_key_of_the_modules(self):
        self.assertEqual(self.seen["locked"]["keyslots"], [0, 1, 2])
        self.assertTrue(self.seen["locked"]["transport"], "keyslot 0 was gone before the module had opened the card alone")

    def test_second_start_opens_by_the_module_and_revokes(self):
        said = self.consoles[1].read_text(errors="replace")
        self.assertRegex(said, r"bindery: opened by the module alone")
        self.assertRegex(said, r"bindery: verified")
        self.assertEqual(self.seen["bound"]["keyslots"], [1, 2])
        self.assertFalse(self.seen["bound"]["transport"])

    def test_third_start_needs_no_bench(self):
        self.assertRegex(self.alone, r"bindery: opened by the module alone")
        self.assertNotRegex(self.alone, r"bindery: waiting for the bench")
        self.assertEqual(self.unit.keyslots(FOLDER), [1, 2])

    def test_station_knows_each_step(self):
        bound = self.seen["bound"]["status"]
        self.assertEqual(bound["unit"]["bind"]["state"], "bound")
        self.assertFalse(bound["unit"]["bind"]["secret_held"])
        self.assertEqual([step["step"] for step in bound["steps"]], ["authorised", "locked", "verified", "revoked"])
        self.assertEqual(self.seen["locked"]["status"]["unit"]["bind"]["state"], "locked")
        self.assertTrue(self.seen["locked"]["status"]["unit"]["bind"]["secret_held"])
        self.station.run("audit", "check")
        self.station.run("db", "check", "--full")

    def test_module_key_opens_keyslot_1_for_cryptsetup(self):
        self.assertEqual(len(self.secrets["module key"]), 64)
        self.assertTrue(self.unit.opens_with(FOLDER, FOLDER / "judge" / "key", 1))

    def test_recovery_key_opens_the_bound_card(self):
        envelope, key = FOLDER / "recovery.pem", FOLDER / "recovery.key"
        self.station.run("key", "escrow-export", self.unit.serial, "--reason", "proof", "--to", envelope, "--actor", "s-1")
        run(["openssl", "cms", "-decrypt", "-inform", "PEM", "-in", envelope, "-inkey", self.station.private_key, "-out", key])
        self.assertEqual(key.stat().st_size, 32)
        self.assertTrue(self.unit.opens_with(FOLDER, key, 2))
        scanner = Scanner({"recovery key": key.read_bytes()})
        self.assertEqual(scanner.in_folder(self.station.state, changed_since=self.unit.key.stat().st_mtime), {})

    def test_no_secret_is_on_consoles_in_logs_or_among_processes(self):
        scanner = Scanner(self.secrets)
        for file in [*self.consoles, self.bench_log, self.processes]:
            self.assertGreater(pathlib.Path(file).stat().st_size, 100)
            self.assertEqual(scanner.in_file(file), [], file)

    def test_station_holds_no_secret(self):
        backup = FOLDER / "backup.sqlite"
        backup.unlink(missing_ok=True)
        self.station.run("db", "backup", backup)
        scanner = Scanner(self.secrets)
        self.assertEqual(scanner.in_file(backup), [])
        for entry in self.station.state.iterdir():
            if entry.name != "golden":
                self.assertEqual(scanner.in_folder(entry) if entry.is_dir() else scanner.in_file(entry), {} if entry.is_dir() else [])
        wrapping = [file for file in (self.station.state / "keys" / "wrapping").iterdir() if self.attempt() in file.name]
        self.assertEqual(wrapping, [], "the wrapping key of a bound unit's secret is still there")

    def attempt(self):
        return self.seen["bound"]["status"]["unit"]["attempt"]

    def test_cards_hold_no_secret_in_clear_at_any_step(self):
        scanner = Scanner(self.secrets)
        for name, seen in self.seen.items():
            root = card_file.partitions(seen["card"])[1]
            piece = card_file.copy_range(seen["card"], 0, root.offset + DATA_OFFSET, FOLDER / f"piece-{name}")
            self.assertEqual(scanner.in_file(piece), [], name)
            piece.unlink()


if __name__ == "__main__":
    unittest.main(verbosity=2)
