# SPDX-License-Identifier: Apache-2.0
"""A PC in QEMU with card readers that are plugged and pulled: Debian's kernel, Debian's udevd with Debian's rules, and the
`bindery` that was built here, on an emulated xHCI controller with a hub, a reader with a removable medium, and an SD host.

QMP does what hands do. The guest has no disk but the station's state folder; what it runs is an initramfs of this machine's own
files. Neither needs rights on this machine.
"""

import collections
import contextlib
import json
import os
import pathlib
import shlex
import shutil
import socket
import subprocess
import tempfile
import time

from judges import guest_kernel
from judges.line_talk import PATIENCE, LineTalk
from judges.running import Failed, run
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
READER, SD_HOST = "reader", "sd_host"


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
        shutil.copy(_INIT, root / "init")
        (root / "init").chmod(0o755)
        return guest_kernel.pack(root)


class _Qmp:
    """QEMU's monitor protocol: one command at a time, and the events that came between."""

    def __init__(self, place):
        self._socket = _connect(place)
        self._stream = self._socket.makefile("rw", encoding="utf-8")
        self._events = collections.deque()
        self._read()  # its greeting
        self.command("qmp_capabilities")

    def close(self):
        self._stream.close()
        self._socket.close()

    def _read(self):
        line = self._stream.readline()
        if not line:
            raise Failed("QEMU ended")
        return json.loads(line)

    def command(self, name, **arguments):
        self._stream.write(json.dumps({"execute": name, "arguments": arguments}) + "\n")
        self._stream.flush()
        while True:
            answer = self._read()
            if "event" in answer:
                self._events.append(answer)
            elif "error" in answer:
                raise Failed(f"QEMU refuses {name} {arguments}: {answer['error']['desc']}")
            else:
                return answer["return"]

    def await_event(self, name, **data):
        """The next one whose data hold these."""
        while True:
            event = self._events.popleft() if self._events else self._read()
            if event.get("event") == name and data.items() <= event["data"].items():
                return


def _connect(place, patience=20):
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(PATIENCE)
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.connect(str(place))
            return connection
        except OSError as error:
            if time.monotonic() > deadline:
                raise Failed(f"QEMU does not listen at {place}: {error}") from error
            time.sleep(0.02)


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


class HotplugGuest(contextlib.AbstractContextManager):
    """A running guest. Ports of the hub are "1.1" to "1.8", those of the controller "3" to "8"; `state_image` is an ext4 with the
    folder `state`, and has what the station did when the guest has ended."""

    def __init__(self, state_image):
        self._closing = contextlib.ExitStack()
        scratch = self._closing.enter_context(tempfile.TemporaryDirectory(prefix="bindery-guest-"))
        self._folder = pathlib.Path(scratch)
        self._console = self._folder / "console"
        self._plugged = {}
        with self._closing:
            self._start(state_image)
            self._closing = self._closing.pop_all()

    def _start(self, state_image):
        kernel = guest_kernel.unpacked_kernel("linux-image-amd64")
        initramfs = self._folder / "initramfs"
        initramfs.write_bytes(_initramfs(kernel))
        arguments = ["qemu-system-x86_64", "-M", "q35", "-cpu", "max", "-accel", "tcg,thread=multi", "-smp", "2", "-m", "1536"]
        arguments += ["-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"]
        arguments += ["-serial", f"file:{self._console}", "-kernel", guest_kernel.image_of(kernel), "-initrd", initramfs]
        arguments += ["-append", "console=ttyS0 quiet loglevel=3 panic=-1 mitigations=off nokaslr audit=0"]
        arguments += ["-qmp", f"unix:{self._folder}/qmp,server=on,wait=off", "-device", "virtio-serial-pci"]
        for name in ("commands", "line"):
            arguments += ["-chardev", f"socket,id={name},path={self._folder}/{name},server=on,wait=off"]
            arguments += ["-device", f"virtserialport,chardev={name},name={name}"]
        arguments += ["-drive", f"if=none,id=state,file={state_image},format=raw,cache=unsafe"]
        arguments += ["-device", "virtio-blk-pci,drive=state,serial=state"]
        arguments += ["-device", "qemu-xhci,id=xhci,p2=8,p3=8", "-device", "usb-hub,bus=xhci.0,port=1"]
        # both hosts are there from the start, and empty
        arguments += ["-drive", "if=none,id=reader_medium", "-device", "usb-bot,id=usb_reader,bus=xhci.0,port=2"]
        arguments += ["-device", f"scsi-hd,id={READER},bus=usb_reader.0,drive=reader_medium,removable=on"]
        arguments += ["-drive", "if=none,id=sd_medium", "-device", "sdhci-pci"]
        arguments += ["-device", f"sd-card,id={SD_HOST},drive=sd_medium"]
        with open(self._folder / "qemu", "wb") as said:
            machine = subprocess.Popen([str(word) for word in arguments], stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        self._closing.callback(self._stop, machine)
        self._machine = machine
        self._qmp = self._closing.enter_context(contextlib.closing(_Qmp(self._folder / "qmp")))
        self._commands = self._closing.enter_context(_connect(self._folder / "commands"))
        self._line = self._closing.enter_context(_connect(self._folder / "line"))
        self._answers = self._closing.enter_context(self._commands.makefile("rb"))
        self.run("true")

    @staticmethod
    def _stop(machine):
        machine.kill()
        machine.wait()

    def __exit__(self, *error):
        self._closing.close()

    def console(self):
        return self._console.read_text(errors="replace") if self._console.exists() else ""

    def shell(self, command, expect=0, timeout=PATIENCE):
        """What a line of shell says in the guest, on standard output."""
        self._commands.settimeout(timeout)
        try:
            self._commands.sendall(command.encode() + b"\n")
            status, said, complained = (int(word) for word in self._answers.readline().split())
            texts = [self._answers.read(length).decode(errors="replace") for length in (said, complained)]
        except (OSError, ValueError) as error:
            raise Failed(f"the guest gives no answer to {command}: {error!r}; its console:\n{self.console()[-4000:]}") from error
        if status != expect:
            raise Failed(f"{command}: exit status {status}, not {expect}\n{texts[0]}{texts[1]}")
        return texts[0]

    def run(self, *words, **options):
        return self.shell(shlex.join(str(word) for word in words), **options)

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
        return GuestLine(self._line)

    def plug(self, port, image, serial, bytes_per_second=None):
        """Puts a USB disk into a port; it may be made slow."""
        name = f"disk{port.replace('.', '_')}"
        nodes = [f"{name}_file"]
        file = {"driver": "file", "filename": str(image), "cache": {"no-flush": True}}
        self._qmp.command("blockdev-add", **{"driver": "raw", "node-name": nodes[0], "file": file})
        if bytes_per_second:
            group = f"{name}_group"
            limits = {"bps-write": bytes_per_second}
            self._qmp.command("object-add", **{"qom-type": "throttle-group", "id": group, "limits": limits})
            nodes.append(f"{name}_slow")
            options = {"driver": "throttle", "throttle-group": group, "file": nodes[0]}
            self._qmp.command("blockdev-add", **{"node-name": nodes[-1], **options})
        self._qmp.command(
            "device_add", driver="usb-storage", id=name, drive=nodes[-1], bus="xhci.0", port=port, serial=serial, removable=True
        )
        self._plugged[port] = (name, nodes)

    def pull(self, port):
        """As a hand does it: whatever was under way."""
        name, nodes = self._plugged.pop(port)
        self._qmp.command("device_del", id=name)
        self._qmp.await_event("DEVICE_DELETED", device=name)
        for node in reversed(nodes):
            self._qmp.command("blockdev-del", **{"node-name": node})
        if len(nodes) > 1:
            self._qmp.command("object-del", id=f"{name}_group")

    def insert(self, host, image):
        """A medium into the reader or the SD host, which stay where they are."""
        self._qmp.command("blockdev-change-medium", id=host, filename=str(image), format="raw")

    def eject(self, host):
        self._qmp.command("eject", id=host, force=True)

    def power_off(self):
        """The state image has everything then."""
        self._commands.shutdown(socket.SHUT_RDWR)
        self._answers.close()
        self._commands.close()
        try:
            self._machine.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired as error:
            raise Failed(f"the guest does not end; its console:\n{self.console()[-4000:]}") from error

