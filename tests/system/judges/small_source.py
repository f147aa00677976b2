# SPDX-License-Identifier: Apache-2.0
"""A system image of a few MiB, for tests that make hundreds of cards and look at none of its files."""

import pathlib
import random

from judges.card_file import SECTOR, copy_range, mounted
from judges.running import run

_BOOT_OFFSET, _BOOT_SIZE = 1 << 20, 4 << 20
_ROOT_OFFSET, _ROOT_SIZE = 8 << 20, 24 << 20


def make_source(path, content=12 << 20, seed=1):
    """An MBR image with a FAT boot partition and an ext4 root that holds a file of `content` random bytes."""
    path = pathlib.Path(path)
    chance = random.Random(seed)
    with open(path, "wb") as file:
        file.truncate(_ROOT_OFFSET + _ROOT_SIZE)
    table = (
        f"label: dos\nlabel-id: 0x{chance.getrandbits(32):08x}\n"
        f"start={_BOOT_OFFSET // SECTOR}, size={_BOOT_SIZE // SECTOR}, type=c, bootable\n"
        f"start={_ROOT_OFFSET // SECTOR}, size={_ROOT_SIZE // SECTOR}, type=83\n"
    )
    run(["sfdisk", "--quiet", path], input=table)

    boot, text = path.with_suffix(".boot"), path.with_suffix(".text")
    with open(boot, "wb") as file:
        file.truncate(_BOOT_SIZE)
    run(["mkfs.fat", "-n", "BOOT", boot])
    text.write_text("console=tty1 root=/dev/mapper/cryptrfs rootwait\n", encoding="ascii")
    run(["mcopy", "-i", boot, text, "::cmdline.txt"])
    copy_range(boot, 0, _BOOT_SIZE, path, _BOOT_OFFSET)

    root = path.with_suffix(".root")
    with open(root, "wb") as file:
        file.truncate(_ROOT_SIZE)
    run(["mke2fs", "-q", "-t", "ext4", "-E", "lazy_itable_init=1,nodiscard", root])
    with mounted(root, options="rw") as folder:
        for name in ("etc", "usr/lib", "var/log"):
            (folder / name).mkdir(parents=True)
        (folder / "etc/hostname").write_text("golden\n", encoding="ascii")
        (folder / "etc/hosts").write_text("127.0.0.1 localhost\n127.0.1.1 golden\n", encoding="ascii")
        (folder / "etc/fstab").write_text("/dev/mapper/cryptrfs / ext4 defaults 0 1\n", encoding="ascii")
        (folder / "etc/machine-id").write_text("0123456789abcdef0123456789abcdef\n", encoding="ascii")
        (folder / "usr/lib/content").write_bytes(chance.randbytes(content))
    copy_range(root, 0, _ROOT_SIZE, path, _ROOT_OFFSET)
    for piece in (boot, text, root):
        piece.unlink()
    return path
