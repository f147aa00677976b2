# SPDX-License-Identifier: Apache-2.0
"""What an initramfs holds, by cpio and zstd."""

import pathlib
import re

from judges.running import run

#: What a unit cannot start without; places inside the initramfs.
NEEDED = (
    r"usr/lib/bindery/unlock",
    r"usr/lib/bindery/bindery-unit",
    r"usr/lib/bindery/ld\.so",
    r"usr/lib/bindery/libcryptsetup\.so\.\d+",
    r"etc/bindery/unit\.conf",
    r"etc/bindery/site\.pins",
    r"usr/s?bin/cryptsetup",
    r"usr/lib/modules/[^/]+/kernel/drivers/md/dm-crypt\.ko(\.\w+)?",
)


def listing(file):
    """Names in it, by cpio and zstd; the archives in front of the compressed one are skipped."""
    data = pathlib.Path(file).read_bytes()
    start = data.find(b"\x28\xb5\x2f\xfd")
    assert start >= 0, "no zstd archive in the initramfs"
    plain = run(["zstd", "-dc"], text=False, input=data[start:], stderr=None).stdout
    return run(["cpio", "--list", "--quiet"], text=False, input=plain, stderr=None).stdout.decode().splitlines()


def missing_from(file):
    """What a unit needs and the initramfs in this file does not hold."""
    names = listing(file)
    return [piece for piece in NEEDED if not any(re.fullmatch(r"(\./)?" + piece, name) for name in names)]
