# SPDX-License-Identifier: Apache-2.0
"""A unit without hardware: a PC in QEMU that boots a card's own kernel, initramfs and command line, with a module in a file and
a bench on this machine.

The firmware of a Pi reads the boot partition; here mtools does, and QEMU starts what it found. The board's identity (what a
module measures) stands in the machine's SMBIOS table, its network card and the serial of the disk that the card is. Every
start is a cold one; the machine ends when the system in it reboots.
"""

import dataclasses
import pathlib
import re
import subprocess
import tempfile
import time

from judges import card_file
from judges.running import Failed, run

#: How a guest reaches this machine's loopback: QEMU's user network.
HOST = "10.0.2.2"
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\r")


@dataclasses.dataclass(frozen=True)
class Board:
    """What a module measures of the Pi that it is fitted to."""

    serial: str = "10000000a1b2c3d4"
    model: str = "virtual unit A"
    revision: str = "c03115"
    mac: str = "52:54:00:be:0d:01"


BOARD_A = Board()
BOARD_B = Board("10000000b0b0b0b0", "virtual unit B", "c03112", "52:54:00:be:0d:02")


def _boot_file(fat, name):
    return run(["mcopy", "-i", fat, f"::{name}", "-"], text=False, stderr=None).stdout


class VirtualUnit:
    """One start of a unit; a context manager that ends the machine. `module` None: no module is fitted. `medium` is the card's
    own number, as a CID is. `bench_port` None: no bench can be reached. `words` go to the kernel's command line."""

    def __init__(self, card, module, board=BOARD_A, medium="card-1", bench_port=None, words=(), console=None):
        self._card, self._module, self._board, self._medium = pathlib.Path(card), module, board, medium
        self._bench_port, self._words = bench_port, list(words)
        self._scratch = tempfile.TemporaryDirectory(prefix="bindery-unit-")
        self.console = pathlib.Path(console) if console else pathlib.Path(self._scratch.name) / "console"
        self._machine = None

    def _arguments(self):
        folder = pathlib.Path(self._scratch.name)
        fat = card_file.cut_partition(self._card, 1, folder / "boot.fat")
        for name in ("vmlinuz", "initrd.img"):
            (folder / name).write_bytes(_boot_file(fat, name))
        words = [_boot_file(fat, "cmdline.txt").decode("ascii").strip(), "mitigations=off", "audit=0", *self._words]
        if self._bench_port is not None:
            words.append(f"bindery.station={HOST}:{self._bench_port}")
        board = self._board
        arguments = ["qemu-system-x86_64", "-M", "q35", "-cpu", "max", "-accel", "tcg,thread=multi", "-smp", "1", "-m", "1024"]
        arguments += ["-nodefaults", "-no-user-config", "-display", "none", "-no-reboot", "-serial", f"file:{self.console}"]
        arguments += ["-smbios", f"type=1,product={board.model},version={board.revision},serial={board.serial}"]
        arguments += ["-kernel", folder / "vmlinuz", "-initrd", folder / "initrd.img", "-append", " ".join(words)]
        arguments += ["-nic", f"user,model=virtio-net-pci,mac={board.mac}", "-object", "rng-random,id=rng,filename=/dev/urandom"]
        arguments += ["-device", "virtio-rng-pci,rng=rng"]
        for number, (file, serial) in enumerate([(self._card, self._medium), (self._module, "bindery-module")]):
            if file is not None:
                arguments += ["-drive", f"if=none,id=d{number},file={file},format=raw,cache=writeback"]
                arguments += ["-device", f"virtio-blk-pci,drive=d{number},serial={serial}"]
        return [str(argument) for argument in arguments]

    def __enter__(self):
        self.console.parent.mkdir(parents=True, exist_ok=True)
        self.console.touch()
        self._machine = subprocess.Popen(self._arguments(), stdin=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        self.kill()
        self._scratch.cleanup()

    def end(self):
        """As kill(), for a machine that waits for a disk: it is gone when the disk lets go of it."""
        self._machine.kill()

    def kill(self):
        """The power goes: what the guest had not flushed is lost with its memory."""
        if self._machine is not None:
            self._machine.kill()
            self._machine.wait()

    def is_running(self):
        return self._machine.poll() is None

    def said(self):
        return _ESCAPES.sub("", self.console.read_text(errors="replace"))

    def wait_for(self, *patterns, timeout=180):
        """The index of the pattern that the console shows first; an error when none comes in time or the machine ends."""
        deadline = time.monotonic() + timeout
        while True:
            ended = not self.is_running()
            text = self.said()
            found = [(match.start(), index) for index, pattern in enumerate(patterns) if (match := re.search(pattern, text))]
            if found:
                return min(found)[1]
            if ended or time.monotonic() > deadline:
                why = "the machine ended" if ended else f"nothing of it in {timeout} s"
                raise Failed(f"waiting for {' | '.join(patterns)}: {why}; its console ends with:\n{text[-6000:]}")
            time.sleep(0.2)

    def wait_until(self, holds, timeout=180):
        """Until `holds()`; an error when the machine ends before."""
        deadline = time.monotonic() + timeout
        while not holds():
            if not self.is_running() or time.monotonic() > deadline:
                raise Failed(f"it did not come to that; the unit's console ends with:\n{self.said()[-6000:]}")
            time.sleep(0.1)

    def wait_for_end(self, timeout=180):
        """Until the system in it reboots or powers off."""
        try:
            self._machine.wait(timeout=timeout)
        except subprocess.TimeoutExpired as error:
            raise Failed(f"the unit did not end in {timeout} s; its console ends with:\n{self.said()[-6000:]}") from error
        return self.said()
