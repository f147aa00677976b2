#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The transport secrets and volume keys of a whole run are nowhere: not in the state folder, the database and its log, the
program's output, the exports, the cards in clear, nor in arguments and environment of any process that ran."""

import pathlib
import shutil
import tempfile
import unittest

from judges import card_file, four_cards
from judges.hand_made_card import DATA_OFFSET
from judges.running import run
from judges.secret_scan import Scanner


def _volume_key(unit, scratch):
    root = card_file.partitions(unit["path"])[1]
    header = card_file.copy_range(unit["path"], root.offset, DATA_OFFSET, scratch / f"{unit['serial']}.header")
    target = scratch / f"{unit['serial']}.volume"
    dump = ["--dump-volume-key", "--volume-key-file", target, "--key-file", unit["key"]]
    run(["cryptsetup", "luksDump", "--batch-mode", *dump, header])
    return target.read_bytes()


class NoSecretLeaks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        secrets = {}
        with tempfile.TemporaryDirectory() as scratch:
            for unit in four_cards.units():
                secrets[f"transport secret of {unit['serial']}"] = pathlib.Path(unit["key"]).read_bytes()
                key = _volume_key(unit, pathlib.Path(scratch))
                secrets[f"volume key of {unit['serial']}"] = key
                secrets[f"second half of the volume key of {unit['serial']}"] = key[32:]
        cls.scanner = Scanner(secrets)

    def test_state_folder_database_and_logs_hold_none(self):
        state = four_cards.station().state
        before = four_cards.BEFORE.stat().st_ctime
        self.assertGreater((state / "records.sqlite").stat().st_ctime, before)
        self.assertEqual(self.scanner.in_folder(state, changed_since=before), {})

    def test_arguments_and_environments_held_none(self):
        self.assertGreater(four_cards.PROCESSES.stat().st_size, 100)
        self.assertEqual(self.scanner.in_file(four_cards.PROCESSES), [])

    def test_output_holds_none(self):
        self.assertEqual(self.scanner.in_file(four_cards.OUTPUT), [])

    def test_envelope_and_export_hold_none_in_clear(self):
        self.assertEqual(self.scanner.in_file(four_cards.ENVELOPE), [])
        export = four_cards.FOLDER / "export-for-the-scan"
        shutil.rmtree(export, ignore_errors=True)
        four_cards.station().run("audit", "export", export)
        self.assertEqual(self.scanner.in_folder(export), {})

    def test_cards_hold_none_in_clear(self):
        for unit in four_cards.units():
            partition = card_file.partitions(unit["path"])[1]
            with tempfile.TemporaryDirectory(dir=four_cards.FOLDER) as scratch:
                for name, offset, size in (
                    ("table and boot", 0, partition.offset),
                    ("header", partition.offset, DATA_OFFSET),
                    ("tail", partition.offset + partition.size - DATA_OFFSET, DATA_OFFSET),
                ):
                    piece = card_file.copy_range(unit["path"], offset, size, pathlib.Path(scratch) / "piece")
                    self.assertEqual(self.scanner.in_file(piece), [], name)
                    piece.unlink()

    def test_master_and_wrapping_keys_stay_in_their_folder(self):
        state = four_cards.station().state
        keys = {}
        for path in sorted((state / "keys").rglob("*")):
            if path.is_file() and path.suffix != ".pem" and path.stat().st_size >= 16:
                self.assertEqual(path.stat().st_mode & 0o077, 0, f"{path} is readable by others")
                keys[path] = path.read_bytes().strip()
        self.assertTrue(keys)
        scanner = Scanner({str(path): key for path, key in keys.items()})
        for folder in (path for path in state.iterdir() if path.name != "golden"):
            if folder.is_dir():
                self.assertEqual(scanner.in_folder(folder, leave_out=set(keys)), {})
            else:
                self.assertEqual(scanner.in_file(folder), [], folder)
        self.assertEqual(scanner.in_file(four_cards.PROCESSES) + scanner.in_file(four_cards.OUTPUT), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
