# SPDX-License-Identifier: Apache-2.0
"""A station that makes units which bind: site keys, a golden image with the agent in it, cards and modules. Made once by
proofs/bound_image_is_staged.py; each proof makes cards of its own and runs a bench of its own over the same records."""

import dataclasses
import json
import os
import pathlib
import shutil

from judges import card_file
from judges.hand_made_card import DATA_OFFSET
from judges.running import run
from judges.station import Station
from judges.system_image import system_image
from judges.virtual_unit import Board

FOLDER = pathlib.Path(os.environ["BINDERY_WORK"]) / "bound-station"
GOLDEN = "bound"
RECIPE = "debian-12-amd64-qemu-bound"
_CARD_SIZE = "2GiB"


@dataclasses.dataclass
class Unit:
    """A card as it comes from the station, and what the proof knows of it that nobody else may."""

    serial: str
    card: pathlib.Path
    luks_uuid: str
    key: pathlib.Path  # the transport secret, from the customer's envelope
    module: pathlib.Path  # fresh, its serial is SIM- and the unit's

    @property
    def board(self):
        """The Pi of this unit: a station takes each for one unit only."""
        return board_of(self.luks_uuid)

    def header(self, folder):
        """The first 16 MiB of the LUKS partition, cut out."""
        root = card_file.partitions(self.card)[1]
        return card_file.copy_range(self.card, root.offset, DATA_OFFSET, pathlib.Path(folder) / f"{self.serial}.header")

    def keyslots(self, folder):
        """Numbers of the keyslots, as cryptsetup lists them."""
        dump = run(["cryptsetup", "luksDump", self.header(folder)]).stdout
        section = dump.partition("Keyslots:")[2].partition("Tokens:")[0]
        return sorted(int(line.split(":")[0]) for line in section.splitlines() if line[:3].strip().rstrip(":").isdigit() and ": luks2" in line)

    def opens_with(self, folder, key_file, slot):
        """Whether cryptsetup opens the keyslot with that file."""
        words = ["cryptsetup", "open", "--test-passphrase", "--key-slot", slot, "--key-file", key_file, self.header(folder)]
        return run(words, check=False).returncode == 0


def board_of(luks_uuid):
    digits = luks_uuid.replace("-", "")
    mac = ":".join(["52", "54", *(digits[at : at + 2] for at in range(0, 8, 2))])
    return Board(serial=f"10000000{digits[:8]}", model="virtual unit A", revision="c03115", mac=mac)


def station(folder=FOLDER):
    return Station(folder)


def make():
    """From the system image to an approved golden image that binds."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, mode=0o700)
    ours = station()
    ours.make_certificate()
    ours.run("bind", "site", "init")
    ours.run("person", "add", "s-1", "--name", "Supervisor of the proofs", "--role", "supervisor")
    image = system_image("debian-12-amd64-qemu")
    ours.run("golden", "stage", image, "--recipe", RECIPE, "--name", GOLDEN, timeout=600)
    ours.run("golden", "approve", GOLDEN)


def new_units(count, folder, *more, golden=GOLDEN):
    """Cards in `folder`, each with a module of its own; `more` goes to `bindery provision`."""
    ours, folder = station(), pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    cards, envelope = [folder / f"card-{number}.img" for number in range(1, count + 1)], folder / "secrets.pem"
    wish = ["provision", "--golden", golden, "--size", _CARD_SIZE, "--to", *cards]
    ours.run(*wish, "--export-secrets", envelope, "--to-certificate", ours.certificate, *more)
    keys, rows = ours.key_files(envelope), {row["path"]: row for row in ours.open_envelope(envelope)}
    units = []
    for card in cards:
        row = rows[str(card)]
        module = folder / f"{row['serial']}.module"
        ours.run("bind", "simulate-module", "create", module, "--serial", f"SIM-{row['serial']}")
        units.append(Unit(row["serial"], card, row["luks_uuid"], keys[str(card)], module))
    return units


def unverified_unit(folder):
    """A card whose attempt did not pass, for nobody verified it; the station gives its secret to nobody."""
    ours, card = station(), pathlib.Path(folder) / "card.img"
    card.parent.mkdir(parents=True, exist_ok=True)
    ours.run("provision", "--golden", GOLDEN, "--size", _CARD_SIZE, "--to", card, "--verify", "none")
    root = card_file.partitions(card)[1]
    header = card_file.copy_range(card, root.offset, DATA_OFFSET, card.with_suffix(".header"))
    uuid = run(["cryptsetup", "luksUUID", header]).stdout.strip()
    return Unit("", card, uuid, None, None)


def state_of(unit):
    return station().json("bind", "status", unit.serial)["unit"]["bind"]["state"]


def remember_bound(unit):
    """For the proofs that work on a bound unit."""
    row = dataclasses.asdict(unit)
    (FOLDER / "bound.json").write_text(json.dumps({name: str(value) for name, value in row.items()}), encoding="utf-8")


def bound_unit():
    """The one that proofs/unit_binds.py bound; work on copies of its card and module."""
    row = json.loads((FOLDER / "bound.json").read_text(encoding="utf-8"))
    paths = {name: pathlib.Path(row[name]) for name in ("card", "key", "module")}
    return Unit(**{**row, **paths})


def copy_card(card, target):
    """As `dd` of a card would, but sparse."""
    run(["cp", "--sparse=always", card, target])
    return pathlib.Path(target)
