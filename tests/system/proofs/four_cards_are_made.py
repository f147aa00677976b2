#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Stages the system image and provisions four cards in one call; the other proofs look at what comes out."""

import shutil
import unittest

from judges import four_cards, secret_scan
from judges.four_cards import CARDS


class FourCardsAreMade(unittest.TestCase):
    def test_one_image_becomes_four_passed_cards(self):
        shutil.rmtree(four_cards.FOLDER, ignore_errors=True)
        four_cards.FOLDER.mkdir(parents=True, mode=0o700)
        station = four_cards.station()
        station.make_certificate()
        with secret_scan.ProcessWatch() as watch:
            station.run("golden", "stage", four_cards.image(), "--recipe", "debian-12-amd64-qemu", "--name", "proof")
            station.run("golden", "approve", "proof")
            four_cards.BEFORE.touch()
            wish = ["provision", "--golden", "proof", "--size", "2GiB", "--to", *CARDS]
            wish += ["--export-secrets", four_cards.ENVELOPE, "--to-certificate", station.certificate]
            done = station.run(*wish)
        four_cards.OUTPUT.write_text(done.stdout, encoding="utf-8")
        four_cards.PROCESSES.write_bytes(b"\n".join(sorted(watch.seen)))
        self.assertIn(b"--export-secrets", four_cards.PROCESSES.read_bytes(), "the watch saw nothing")

        keys = station.key_files(four_cards.ENVELOPE)
        rows = {row["path"]: row for row in station.open_envelope(four_cards.ENVELOPE)}
        self.assertEqual(sorted(rows), sorted(map(str, CARDS)))
        units = []
        for card in CARDS:
            self.assertEqual(card.stat().st_size, four_cards.CARD_SIZE)
            row = rows[str(card)]
            units.append(
                {"path": str(card), "serial": row["serial"], "luks_uuid": row["luks_uuid"], "key": str(keys[str(card)])}
            )
        self.assertEqual(len({unit["serial"] for unit in units}), 4)
        four_cards.remember_units(units)


if __name__ == "__main__":
    unittest.main(verbosity=2)
