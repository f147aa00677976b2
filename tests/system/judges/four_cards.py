# SPDX-License-Identifier: Apache-2.0
"""The cards that most proofs look at: made once by proofs/four_cards_are_made.py, read by all the others."""

import json
import os
import pathlib

from judges.station import Station
from judges.system_image import system_image

FOLDER = pathlib.Path(os.environ["BINDERY_WORK"]) / "four-cards"
CARDS = [FOLDER / f"card-{letter}.img" for letter in "abcd"]
CARD_SIZE = 2 << 30
ENVELOPE = FOLDER / "secrets.pem"
#: What ran while they were made: arguments and environments of every process, and all output.
PROCESSES = FOLDER / "processes"
OUTPUT = FOLDER / "provision.log"
#: Its time is that of the last moment when no secret existed.
BEFORE = FOLDER / "before"
_UNITS = FOLDER / "units.json"


def station():
    return Station(FOLDER)


def image():
    return system_image("debian-12-amd64-qemu")


def remember_units(rows):
    _UNITS.write_text(json.dumps(rows), encoding="utf-8")


def units():
    """For each card, in order: {path, serial, luks_uuid, key}."""
    return json.loads(_UNITS.read_text(encoding="utf-8"))
