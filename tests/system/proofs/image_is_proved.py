#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A golden image whose units bind is proved by a start of a sample card: the manifest and the audit trail say so, no unit is on
record for it, and nothing of the sample card is left."""

import json
import os
import pathlib
import unittest

import jsonschema

from judges import bound_station
from judges.running import run

SCHEMAS = pathlib.Path(os.environ["BINDERY_SOURCE"]) / "engine" / "cli" / "schemas"


class ImageIsProved(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.station = bound_station.station()
        cls.before = cls.image()
        cls.proved = cls.station.json("golden", "prove", bound_station.GOLDEN, "--actor", "s-1", timeout=1500)

    @classmethod
    def image(cls):
        return cls.station.json("golden", "show", bound_station.GOLDEN)["golden_image"]

    def test_it_is_proved_and_shown_so(self):
        self.assertTrue(self.proved["proved"], self.proved.get("failure"))
        proof = self.image()["proof"]
        self.assertEqual(proof, self.proved["golden_image"]["proof"])
        self.assertEqual(proof["how"], "qemu q35 tcg")
        self.assertEqual(len(proof["seen"]), 4)
        self.assertGreater(proof["seconds"], 0)
        self.assertIn("proved", self.station.run("golden", "show", bound_station.GOLDEN).stdout)

    def test_what_it_printed_fits_its_schema(self):
        schema = json.loads((SCHEMAS / "golden-prove.json").read_text(encoding="utf-8"))
        resolver = jsonschema.RefResolver(SCHEMAS.as_uri() + "/", schema)
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema, resolver=resolver).validate(self.proved)
        broken = {**self.proved, "proved": "perhaps"}
        with self.assertRaises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(schema, resolver=resolver).validate(broken)

    def test_nothing_else_of_the_image_changed(self):
        after = self.image()
        for key in ("id", "state", "approved_by", "approved", "root_sha256", "boot_sha256"):
            self.assertEqual(after[key], self.before[key], key)
        self.station.run("golden", "verify", bound_station.GOLDEN)
        # cards can still be made from it: the digest that the records hold is without the proof
        self.station.run(
            "provision", "--golden", bound_station.GOLDEN, "--size", "2GiB", "--overwrite", "--to", bound_station.FOLDER / "after-proof.img"
        )
        (bound_station.FOLDER / "after-proof.img").unlink()

    def test_sample_card_is_on_no_record_and_gone(self):
        leftovers = [entry.name for entry in (self.station.state / "golden").iterdir() if entry.name.startswith(".staging")]
        self.assertEqual(leftovers, [])
        self.assertNotIn("SIM-PROOF", json.dumps(self.station.json("bind", "status")))

    def test_audit_trail_names_who_proved_it(self):
        events = self.station.folder / "proved-audit"
        run(["rm", "-rf", events])
        self.station.run("audit", "export", events, "--actor", "s-1")
        lines = (events / "events.jsonl").read_text(encoding="utf-8").splitlines()
        acts = [act for act in map(json.loads, lines) if act["action"] == "golden.proved"]
        self.assertEqual([act["actor"] for act in acts[-1:]], ["s-1"])
        self.station.run("audit", "check")
        run(["rm", "-rf", events])


if __name__ == "__main__":
    unittest.main(verbosity=2)
