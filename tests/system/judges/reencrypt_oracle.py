# SPDX-License-Identifier: Apache-2.0
"""cryptsetup's own decryption in place, on a copy: gives back the plain ext4 of a card (AES only)."""

import pathlib

from judges.card_file import cut_partition
from judges.running import run


def decrypt_card(card, key, target, partition=2):
    """`target` becomes the decrypted data of the card's LUKS2 partition. The card is only read."""
    target = pathlib.Path(target)
    header = target.with_suffix(".header")
    for old in (target, header):
        old.unlink(missing_ok=True)
    cut_partition(card, partition, target)
    arguments = ["--decrypt", "--header", header, "--key-file", key, "--force-offline-reencrypt", "--batch-mode"]
    try:
        run(["cryptsetup", "reencrypt", *arguments, target], timeout=300)
    finally:
        header.unlink(missing_ok=True)
    return target


def check_file_system(image):
    """e2fsck over every structure, changing nothing; its output when clean."""
    return run(["e2fsck", "-fn", image], timeout=120).stdout
