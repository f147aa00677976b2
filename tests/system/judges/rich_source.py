# SPDX-License-Identifier: Apache-2.0
"""Small system images with everything an ext4 can hold: the source of cards for the tests of the judges and for the
matrix of block sizes and checksum features."""

import os
import pathlib
import random
import stat

from judges.card_file import SECTOR, copy_range, mounted
from judges.running import run

BOOT_OFFSET = 1 << 20
BOOT_SIZE = 40 << 20
SMALL_BOOT_SIZE = 6 << 20
ROOT_OFFSET = 48 << 20

#: name: mke2fs feature words
CHECKSUMS = {
    "metadata_csum": "metadata_csum,64bit,metadata_csum_seed",
    "uninit_bg": "^metadata_csum,uninit_bg,^64bit",
    "no_checksum": "^metadata_csum,^uninit_bg,^64bit",
}
#: This text is written into a file that is deleted again: it must not come out on any card.
DELETED_SECRET = b"this line was deleted before the image was taken; " * 20


def _fill(root, seed, small):
    """Files of every kind; the same for the same seed."""
    rng = random.Random(seed)
    share = 10 if small else 1
    for folder in ("etc/ssh", "var/lib/dbus", "var/log", "usr/bin", "usr/lib", "home/pi", "dev", "proc", "tmp"):
        (root / folder).mkdir(parents=True)
    (root / "etc/hostname").write_text("golden\n", encoding="ascii")
    (root / "etc/hosts").write_text("127.0.0.1 localhost\n127.0.1.1 golden\n", encoding="ascii")
    (root / "etc/machine-id").write_text("0123456789abcdef0123456789abcdef\n", encoding="ascii")
    (root / "etc/os-release").write_text('ID=debian\nVERSION_ID="12"\n', encoding="ascii")
    (root / "etc/fstab").write_text("/dev/mapper/cryptrfs / ext4 defaults 0 1\n", encoding="ascii")
    (root / "usr/bin/sudo").write_bytes(rng.randbytes(120_001))
    os.chmod(root / "usr/bin/sudo", 0o4755)
    os.chmod(root / "tmp", 0o1777)
    (root / "usr/bin/ping").write_bytes(rng.randbytes(4096))
    # a file capability as the kernel stores it: version 2, CAP_NET_RAW permitted and effective
    os.setxattr(root / "usr/bin/ping", "security.capability", bytes.fromhex("0100000200200000000000000000000000000000"))
    os.setxattr(root / "home/pi", "user.long", rng.randbytes(700))
    os.chown(root / "home/pi", 1000, 1000)
    (root / "usr/lib/big").write_bytes(rng.randbytes(9_000_000 // share))
    with open(root / "usr/lib/sparse", "wb") as file:
        file.write(b"start")
        file.seek(20_000_000)
        file.write(b"end")
    with open(root / "usr/lib/reserved", "wb") as file:
        os.posix_fallocate(file.fileno(), 0, 3_000_000 // share)
        file.write(b"only the start is written")
    os.link(root / "usr/lib/big", root / "usr/lib/big-again")
    os.symlink("usr/bin", root / "bin")
    os.symlink("x" * 200, root / "usr/lib/long-link")
    os.mknod(root / "dev/null", 0o666 | stat.S_IFCHR, os.makedev(1, 3))
    os.mknod(root / "dev/mmcblk0", 0o660 | stat.S_IFBLK, os.makedev(179, 0))
    os.mkfifo(root / "dev/initctl", 0o600)
    (root / "usr/lib/empty").touch()
    (root / "home/pi/späte Würste\t%41\n").write_bytes(b"odd name")
    many = root / "var/lib/many"
    many.mkdir()
    for number in range(1500 // share):
        (many / f"entry-with-a-rather-long-name-{number:05d}").write_bytes(rng.randbytes(number % 50))
    for number in range(40 // share):
        (root / f"var/log/log.{number}").write_bytes(rng.randbytes(100_000))
    for number in range(0, 40 // share, 2):
        (root / f"var/log/log.{number}").unlink()


def make_source(path, block_size=4096, checksums="metadata_csum", root_size=160 << 20, seed=1, small=False):
    """An MBR image with a FAT boot partition and an ext4 root. `small`: of every kind still, but little of it, for those who
    write many cards on an emulated processor."""
    path = pathlib.Path(path)
    path.unlink(missing_ok=True)
    boot_size, fat, boot_type = (SMALL_BOOT_SIZE, 16, "e") if small else (BOOT_SIZE, 32, "c")
    with open(path, "wb") as file:
        file.truncate(ROOT_OFFSET + root_size)
    table = (
        f"label: dos\nlabel-id: 0x{random.Random(seed).getrandbits(32):08x}\n"
        f"start={BOOT_OFFSET // SECTOR}, size={boot_size // SECTOR}, type={boot_type}, bootable\n"
        f"start={ROOT_OFFSET // SECTOR}, size={root_size // SECTOR}, type=83\n"
    )
    run(["sfdisk", "--quiet", path], input=table)

    boot = path.with_suffix(".boot")
    with open(boot, "wb") as file:
        file.truncate(boot_size)
    run(["mkfs.fat", "-F", fat, "-s", "1", "-n", "BOOT", boot])
    content = path.with_suffix(".content")
    content.write_text("console=tty1 root=/dev/mapper/cryptrfs rootwait\n", encoding="ascii")
    run(["mcopy", "-i", boot, content, "::cmdline.txt"])
    content.write_bytes(random.Random(seed).randbytes(3_000_000))
    run(["mcopy", "-i", boot, content, "::kernel8.img"])
    copy_range(boot, 0, boot_size, path, BOOT_OFFSET)
    boot.unlink()
    content.unlink()

    root = path.with_suffix(".root")
    root.unlink(missing_ok=True)
    with open(root, "wb") as file:
        file.truncate(root_size)
    options = ["-q", "-t", "ext4", "-b", block_size, "-O", CHECKSUMS[checksums], "-E", "lazy_itable_init=1,nodiscard"]
    run(["mke2fs", *options, root])
    with mounted(root, options="rw") as folder:
        _fill(folder, seed, small)
        (folder / "var/deleted").write_bytes(DELETED_SECRET * 200)
        os.sync()
        (folder / "var/deleted").unlink()
    run(["e2fsck", "-fn", root])
    copy_range(root, 0, root_size, path, ROOT_OFFSET)
    root.unlink()
    return path
