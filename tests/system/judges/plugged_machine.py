# SPDX-License-Identifier: Apache-2.0
"""A PC in QEMU with card readers that are plugged and pulled: an emulated xHCI controller with a hub, a reader with a removable
medium, and an SD host. QMP does what hands do. Through ports of its own the guest runs what it is told (hotplug/hand)."""

import collections
import contextlib
import json
import pathlib
import shlex
import socket
import subprocess
import tempfile
import time

from judges.line_talk import PATIENCE
from judges.running import Failed

HAND = pathlib.Path(__file__).resolve().parent.parent / "hotplug" / "hand"
READER, SD_HOST = "reader", "sd_host"


class Qmp:
    """QEMU's monitor protocol: one command at a time, and the events that came between."""

    def __init__(self, place):
        self._socket = connect(place)
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


def connect(place, patience=20):
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


class Hand:
    """Whoever types at one of the guest's ports: a line of shell after the other."""

    def __init__(self, connection, console):
        self._connection, self._console = connection, console
        self._answers = connection.makefile("rb")

    def shell(self, command, expect=0, timeout=PATIENCE):
        """What a line of shell says in the guest, on standard output."""
        self._connection.settimeout(timeout)
        try:
            self._connection.sendall(command.encode() + b"\n")
            status, said, complained = (int(word) for word in self._answers.readline().split())
            texts = [self._answers.read(length).decode(errors="replace") for length in (said, complained)]
        except (OSError, ValueError) as error:
            raise Failed(f"the guest gives no answer to {command}: {error!r}; its console:\n{self._console()[-4000:]}") from error
        if expect is not None and status != expect:
            raise Failed(f"{command}: exit status {status}, not {expect}\n{texts[0]}{texts[1]}")
        return texts[0] if expect is not None else (status, *texts)

    def run(self, *words, **options):
        return self.shell(shlex.join(str(word) for word in words), **options)

    def close(self):
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)
        self._answers.close()
        self._connection.close()


class PluggedMachine(contextlib.AbstractContextManager):
    """A running guest. Ports of the hub are "1.1" to "1.8", those of the controller "3" to "8"."""

    def __init__(self, ports):
        """`ports`: names of what the guest listens at."""
        self._closing = contextlib.ExitStack()
        scratch = self._closing.enter_context(tempfile.TemporaryDirectory(prefix="bindery-guest-"))
        self._folder = pathlib.Path(scratch)
        self._console = self._folder / "console"
        self._plugged = {}
        with self._closing:
            self._start(ports)
            self._closing = self._closing.pop_all()

    def _start(self, ports):
        arguments = ["qemu-system-x86_64", "-M", "q35", "-cpu", "max", "-accel", "tcg,thread=multi", "-smp", "2", "-m", "1536"]
        arguments += ["-nodefaults", "-no-user-config", "-display", "none", "-no-reboot", "-serial", f"file:{self._console}"]
        arguments += ["-qmp", f"unix:{self._folder}/qmp,server=on,wait=off", "-device", "virtio-serial-pci"]
        for name in ports:
            arguments += ["-chardev", f"socket,id={name},path={self._folder}/{name},server=on,wait=off"]
            arguments += ["-device", f"virtserialport,chardev={name},name={name}"]
        arguments += self._system(self._folder)
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
        self._qmp = self._closing.enter_context(contextlib.closing(Qmp(self._folder / "qmp")))
        self._ports = {name: self._closing.enter_context(connect(self._folder / name)) for name in ports}

    def _system(self, folder):
        """QEMU's arguments for what the machine starts: kernel, initramfs, disks. Files of its own go into `folder`."""
        raise NotImplementedError

    def _hand(self, port):
        """The one at the port, who goes with the machine."""
        return self._closing.enter_context(contextlib.closing(Hand(self._ports[port], self.console)))

    @staticmethod
    def _stop(machine):
        machine.kill()
        machine.wait()

    def __exit__(self, *error):
        self._closing.close()

    def console(self):
        return self._console.read_text(errors="replace") if self._console.exists() else ""

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

    def await_end(self):
        try:
            self._machine.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired as error:
            raise Failed(f"the guest does not end; its console:\n{self.console()[-4000:]}") from error
