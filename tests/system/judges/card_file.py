# SPDX-License-Identifier: Apache-2.0
"""Places on a card image: partitions as sfdisk sees them, sparse copies, read-only mounts of plain file systems."""

import contextlib
import dataclasses
import json
import os
import pathlib
import tempfile
import time

from judges.running import run

SECTOR = 512


@dataclasses.dataclass(frozen=True)
class Partition:
    number: int
    offset: int
    size: int
    type: str
    bootable: bool


def partition_table(path):
    """sfdisk's own JSON, for a card that has a table."""
    return json.loads(run(["sfdisk", "--json", path], stderr=None).stdout)["partitiontable"]


def partitions(path):
    found = []
    for number, row in enumerate(partition_table(path)["partitions"], start=1):
        found.append(
            Partition(number, row["start"] * SECTOR, row["size"] * SECTOR, row["type"], row.get("bootable", False))
        )
    return found


def has_partition_table(path):
    return run(["sfdisk", "--json", path], check=False).returncode == 0


def data_runs(descriptor, start, end):
    """(offset, length) of what a sparse file really holds between two places."""
    at = start
    while at < end:
        try:
            begin = os.lseek(descriptor, at, os.SEEK_DATA)
        except OSError:
            return
        if begin >= end:
            return
        stop = min(os.lseek(descriptor, begin, os.SEEK_HOLE), end)
        yield begin, stop - begin
        at = stop


def copy_range(source, offset, size, target, target_offset=0):
    """Copies a run of a sparse file into another; holes stay holes. `target` is made, or kept when longer."""
    with open(source, "rb") as reader, open(target, "r+b" if os.path.exists(target) else "w+b") as writer:
        if os.fstat(writer.fileno()).st_size < target_offset + size:
            writer.truncate(target_offset + size)
        for begin, length in data_runs(reader.fileno(), offset, offset + size):
            done = 0
            while done < length:
                piece = os.pread(reader.fileno(), min(length - done, 4 << 20), begin + done)
                os.pwrite(writer.fileno(), piece, begin + done - offset + target_offset)
                done += len(piece)
    return pathlib.Path(target)


def cut_partition(path, number, target):
    """A copy of one partition, alone in a file."""
    partition = partitions(path)[number - 1]
    return copy_range(path, partition.offset, partition.size, target)


@contextlib.contextmanager
def mounted(path, offset=0, size=None, options="ro,noload"):
    """A plain ext4 at an offset of a file, mounted by this machine's kernel; unmounted whatever happens."""
    with tempfile.TemporaryDirectory(prefix="bindery-mount-") as folder:
        arguments = f"{options},loop,offset={offset}" + (f",sizelimit={size}" if size else "")
        run(["mount", "-t", "ext4", "-o", arguments, path, folder], timeout=60)
        try:
            yield pathlib.Path(folder)
        finally:
            run(["umount", folder], timeout=60)
            if "rw" in options.split(","):
                _wait_until_written(path)


def _wait_until_written(path, timeout=60):
    """A process that made a mount name space meanwhile has a copy of the mount until it ends, and the file has not seen the
    last writes before. With the last mount goes the loop device."""
    deadline = time.monotonic() + timeout
    while run(["losetup", "--associated", path]).stdout.strip():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{path} is unmounted, but still in use in the mount name space of another process")
        time.sleep(0.02)


@contextlib.contextmanager
def loop_device(path, offset=0, size=None, read_only=True):
    """A loop device over a run of a file; detached whatever happens."""
    arguments = ["losetup", "--find", "--show", "--offset", offset]
    arguments += ["--sizelimit", size] if size else []
    arguments += ["--read-only"] if read_only else []
    device = None
    for attempt in range(10):
        answer = run(arguments + [path], check=attempt == 9)
        if answer.returncode == 0:
            device = answer.stdout.strip()
            break
    try:
        yield device
    finally:
        run(["losetup", "--detach", device])
