# SPDX-License-Identifier: Apache-2.0
"""A plugged_machine with Debian's kernel, Debian's udevd with Debian's rules, and the `bindery` that was built here. It has no disk
but the station's state folder; what it runs is an initramfs of this machine's own files. Neither needs rights on this machine.
"""

import json
import pathlib
import shlex
import shutil
import tempfile
import time

from judges import guest_kernel
from judges.line_talk import PATIENCE, LineTalk
from judges.plugged_machine import HAND, PluggedMachine
from judges.running import Failed
from judges.station import PROGRAM

_INIT = pathlib.Path(__file__).resolve().parent.parent / "hotplug" / "init"
_MODULES = (
    "virtio_pci virtio_blk virtio_console ext4 crc32c_generic crc32c_intel sd_mod usb_storage xhci_pci mmc_block sdhci_pci"
).split()
# udev's own, and what `bindery` calls
_PROGRAMS = (
    "/lib/systemd/systemd-udevd /lib/udev/scsi_id /bin/udevadm /usr/sbin/e2fsck /usr/sbin/resize2fs /usr/bin/env".split()
)
_BINDERY = "/usr/bin/bindery"
STATION = "/station"


def _initramfs(kernel):
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        for name in ("bin", "sbin", "lib64", "usr/bin", "usr/sbin", "proc", "sys", "dev", "run", "tmp", "etc", "root", "station"):
            (root / name).mkdir(parents=True)
        shutil.copy("/bin/busybox", root / "bin/busybox")
        for place, program in {_BINDERY: PROGRAM, **{name: name for name in _PROGRAMS}}.items():
            (root / place.lstrip("/")).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(program, root / place.lstrip("/"))
        guest_kernel.add_libraries(root, [PROGRAM, *_PROGRAMS])
        shutil.copytree("/lib/udev/rules.d", root / "lib/udev/rules.d")
        for name in ("passwd", "group"):  # rules name groups
            shutil.copy(f"/etc/{name}", root / "etc")
        guest_kernel.add_modules(root, kernel, _MODULES)
        for script, place in ((_INIT, "init"), (HAND, "bin/hand")):
            shutil.copy(script, root / place)
            (root / place).chmod(0o755)
        return guest_kernel.pack(root)


class GuestLine(LineTalk):
    """`bindery line run` in the guest."""

    def __init__(self, connection):
        connection.settimeout(None)
        self._stream = connection.makefile("rw", encoding="utf-8", errors="replace")
        super().__init__(self._stream, self._stream)

    def ends(self, seconds=PATIENCE):
        """Its exit status."""
        self.until(lambda: self._status() is not None, "the line ends", seconds)
        return self._status()

    def _status(self):
        return next((event["status"] for event in self.events if event["event"] == "ended"), None)


class HotplugGuest(PluggedMachine):
    """`state_image` is an ext4 with the folder `state`, and has what the station did when the guest has ended."""

    def __init__(self, state_image):
        self._state_image = state_image
        super().__init__(("commands", "line"))
        self._commands = self._hand("commands")
        self.run("true")

    def _system(self, folder):
        kernel = guest_kernel.unpacked_kernel("linux-image-amd64")
        initramfs = folder / "initramfs"
        initramfs.write_bytes(_initramfs(kernel))
        arguments = ["-kernel", guest_kernel.image_of(kernel), "-initrd", initramfs]
        arguments += ["-append", "console=ttyS0 quiet loglevel=3 panic=-1 mitigations=off nokaslr audit=0"]
        arguments += ["-drive", f"if=none,id=state,file={self._state_image},format=raw,cache=unsafe"]
        return [*arguments, "-device", "virtio-blk-pci,drive=state,serial=state"]

    def shell(self, command, **options):
        """What a line of shell says in the guest, on standard output."""
        return self._commands.shell(command, **options)

    def run(self, *words, **options):
        return self._commands.run(*words, **options)

    @staticmethod
    def bindery(*words):
        """The words of a command of the station."""
        return [_BINDERY, "--state", f"{STATION}/state", *words]

    def json(self, *words, **options):
        return json.loads(self.run(*self.bindery(*words, "--json"), **options))

    def properties(self, node):
        """Lines of udev's database, NAME=VALUE."""
        return self.run("udevadm", "info", "--query=property", node).splitlines()

    def begin(self, name, *words):
        """A program that runs beside others; what it says gathers in the guest's /run/NAME, its exit status comes last."""
        command = shlex.join(str(word) for word in words)
        self.shell(f"({command}; echo exit status $?) >/run/{name} 2>&1 </dev/null &")

    def said(self, name):
        """By what begin() began, so far."""
        return self.run("cat", f"/run/{name}")

    def await_said(self, name, text, seconds=PATIENCE):
        deadline = time.monotonic() + seconds
        while text not in (said := self.said(name)):
            if time.monotonic() > deadline:
                raise Failed(f"{name} does not say \"{text}\" in {seconds} s, but:\n{said}")
            time.sleep(0.1)
        return said

    def line(self, *words):
        """`bindery line run WORDS...`, once per guest."""
        command = shlex.join(self.bindery("line", "run", *words, "--control", "--json"))
        ending = """printf '{"event": "ended", "status": %d}\\n' $?"""
        self.shell(f"({command}; {ending}) <>/dev/virtio-ports/line >&0 2>&1 &")
        return GuestLine(self._ports["line"])

    def power_off(self):
        """The state image has everything then."""
        self._commands.close()
        self.await_end()
