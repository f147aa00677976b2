# SPDX-License-Identifier: Apache-2.0
"""A card that cryptsetup alone made, in the layout of the design: what the judges are judged by."""

import pathlib

from judges.card_file import SECTOR, copy_range, partitions
from judges.rich_source import BOOT_OFFSET, BOOT_SIZE
from judges.running import run

DATA_OFFSET = 16 << 20
_ROOM_FOR_HEADER = 2 * DATA_OFFSET
ROOT_OFFSET = 48 << 20


def make_card(source, card, key, sector_size=4096):
    """Encrypts the source's root with `cryptsetup reencrypt --encrypt` and puts it beside the boot partition.

    The sector size may not exceed the block size of the file system: the kernel would refuse to mount it.
    """
    card = pathlib.Path(card)
    card.unlink(missing_ok=True)
    root = partitions(source)[1]
    luks = card.with_suffix(".luks")
    luks.unlink(missing_ok=True)
    copy_range(source, root.offset, root.size, luks)
    with open(luks, "r+b") as file:
        file.truncate(root.size + _ROOM_FOR_HEADER)
    arguments = ["--encrypt", "--type", "luks2", "--cipher", "aes-xts-plain64", "--key-size", 512, "--label", "cryptroot"]
    arguments += ["--sector-size", sector_size, "--pbkdf", "pbkdf2", "--pbkdf-force-iterations", 1000, "--key-file", key]
    arguments += ["--reduce-device-size", _ROOM_FOR_HEADER, "--batch-mode"]
    run(["cryptsetup", "reencrypt", *arguments, luks], timeout=120)
    size = luks.stat().st_size
    with open(card, "wb") as file:
        file.truncate(ROOT_OFFSET + size)
    table = (
        f"label: dos\nstart={BOOT_OFFSET // SECTOR}, size={BOOT_SIZE // SECTOR}, type=c, bootable\n"
        f"start={ROOT_OFFSET // SECTOR}, size={size // SECTOR}, type=83\n"
    )
    run(["sfdisk", "--quiet", card], input=table)
    copy_range(source, BOOT_OFFSET, BOOT_SIZE, card, BOOT_OFFSET)
    copy_range(luks, 0, size, card, ROOT_OFFSET)
    luks.unlink()
    return card
