#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Which card opens with which module in which Pi, as the vendor's table has it: a bound card, its copy, its module and another
one, moved between two machines of different identity; once with the module in development mode, once permanently bound.

Works on copies of the unit that proofs/unit_binds.py bound."""

import json
import shutil
import unittest

from judges import bound_station
from judges.virtual_unit import BOARD_B, VirtualUnit

FOLDER = bound_station.FOLDER / "vendors-table"
OPENS, REFUSED = r"bindery: opened by the module alone", r"bindery: refused"

#: (row, is the card a copy on another medium, is the module another, is the Pi another, opens in development, in production)
ROWS = [
    ("card A, module A, Pi A", False, False, False, True, True),
    ("copy of A, module A, Pi A", True, False, False, True, False),
    ("card A, module A, Pi B", False, False, True, True, False),
    ("copy of A, module A, Pi B", True, False, True, True, False),
    ("card A, module B, Pi A", False, True, False, False, False),
    ("card A, module B, Pi B", False, True, True, False, False),
]


class VendorsTable(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        cls.station = bound_station.station()
        cls.bound = bound_station.bound_unit()
        cls.production = bound_station.copy_card(cls.bound.module, FOLDER / "production.module")
        cls.bind_permanently(cls.production)
        cls.other = FOLDER / "other.module"
        cls.station.run("bind", "simulate-module", "create", cls.other, "--serial", "SIM-OTHER")

    @classmethod
    def bind_permanently(cls, module):
        """The person types what the module asks for."""
        asked = cls.station.json("bind", "simulate-module", "bind-permanently", module)
        cls.station.run("bind", "simulate-module", "bind-permanently", module, "--confirm", asked["confirm"])

    def row(self, mode, name, is_copy, is_other_module, is_other_board, opens):
        with self.subTest(f"{mode}: {name}"):
            card = bound_station.copy_card(self.bound.card, FOLDER / "card.img")
            source = self.other if is_other_module else self.production if mode == "production" else self.bound.module
            module = bound_station.copy_card(source, FOLDER / "module")
            board, medium = BOARD_B if is_other_board else self.bound.board, "card-2" if is_copy else "card-1"
            console = FOLDER / f"console-{mode}-{name.replace(' ', '-')}"
            with VirtualUnit(card, module, board, medium, console=console) as unit:
                seen = unit.wait_for(OPENS, REFUSED)
                self.assertEqual(seen, 0 if opens else 1, unit.said()[-2000:])
                if not opens:
                    self.assertNotIn("mounted filesystem", unit.said())
            print(f"{mode}: {name}: {'opens' if opens else 'refused'}", flush=True)

    def test_development(self):
        for *row, opens, _ in ROWS:
            self.row("development", *row, opens)

    def test_production(self):
        described = self.station.run("bind", "simulate-module", "show", self.production, "--json").stdout
        self.assertIn("production", json.dumps(json.loads(described)))
        for *row, _, opens in ROWS:
            self.row("production", *row, opens)


if __name__ == "__main__":
    unittest.main(verbosity=2)
