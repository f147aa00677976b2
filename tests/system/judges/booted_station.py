# SPDX-License-Identifier: Apache-2.0
"""A station as it stands in a factory, in QEMU: Debian 12 that was installed from its archive, with our packages, started by
Debian's kernel and systemd; the daemon runs there as its unit says, seccomp and all. An operator is logged in at its first
terminal, so that polkit sees a session at the seat. Disks are plugged and pulled as in plugged_machine.

Making it needs root on this machine."""

import contextlib
import json
import pathlib
import re
import shutil
import tempfile
import time

from judges import debian_packages, debian_root, guest_kernel
from judges.plugged_machine import HAND, PluggedMachine
from judges.running import Failed, run

OPERATOR = "olga"
_SYSTEM = ["dbus", "kmod", "libpam-systemd", "polkitd", "procps", "systemd-sysv", "udev"]
_FIRST_MODULES = "virtio_pci virtio_blk ext4 crc32c_generic crc32c_intel".split()
# what udev loads, and staging needs
_MODULES = "virtio_console sd_mod usb_storage xhci_pci mmc_block sdhci_pci overlay".split()
_ROOT_SIZE = 8 << 30

_INIT = """#!/bin/busybox sh
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
while read -r module; do insmod "$module"; done </modules
until [ -b /dev/vda ]; do sleep 0.1; done
mount -t ext4 -o rw /dev/vda /root
for folder in proc sys dev; do mount --move /$folder /root/$folder; done
exec switch_root /root /sbin/init
"""
# Root's hand, and the operator's: what is logged in at the first terminal.
_FILES = {
    "etc/fstab": "/dev/vda / ext4 rw 0 0\n",
    "etc/hostname": "station\n",
    "etc/systemd/system/hand.service": (
        "[Unit]\nAfter=multi-user.target\n[Service]\nExecStart=/usr/local/sbin/hand /dev/virtio-ports/commands\n"
        "Environment=HOME=/root LC_ALL=C.UTF-8\n[Install]\nWantedBy=multi-user.target\n"
    ),
    "etc/systemd/system/getty@tty1.service.d/login.conf": (
        f"[Service]\nExecStart=\nExecStart=-/sbin/agetty --autologin {OPERATOR} --noclear %I linux\n"
    ),
    "etc/udev/rules.d/70-hand.rules": f'SUBSYSTEM=="virtio-ports", ATTR{{name}}=="operator", OWNER="{OPERATOR}"\n',
    f"home/{OPERATOR}/.profile": "export LC_ALL=C.UTF-8 BINDERY_BUS=system\nexec hand /dev/virtio-ports/operator\n",
}


def make_root(folder, files=None):
    """An ext4 with all of it, below `folder`; `files`: {path: file of this machine}, readable to all, besides."""
    packages = debian_packages.built()
    packages.pop("station-gui", None)
    needed = debian_packages.dependencies(packages)
    base = debian_root.make_base(folder / "base", sorted({*needed, *_SYSTEM}))
    layer = debian_root.Layer(folder / "installed", [base])
    for file in packages.values():
        layer.put(file, f"/var/tmp/{file.name}")
    names = [f"/var/tmp/{file.name}" for file in packages.values()]
    layer.run("apt-get", "--yes", "--no-install-recommends", "-o", "APT::Sandbox::User=root", "install", *names)
    layer.run("rm", *names)
    layer.run("useradd", "--create-home", "--shell", "/bin/sh", "--groups", "operators", OPERATOR)
    layer.run("systemctl", "enable", "getty@tty1.service")
    tree = folder / "tree"
    tree.mkdir()
    layer.unpack(tree)
    for place, text in _FILES.items():
        (tree / place).parent.mkdir(parents=True, exist_ok=True)
        (tree / place).write_text(text, encoding="utf-8")
    for place, file in {"usr/local/sbin/hand": HAND, **(files or {})}.items():
        run(["cp", "--sparse=always", file, tree / place], timeout=300)
        (tree / place).chmod(0o755)
    (tree / "usr/local/bin").mkdir(exist_ok=True)
    (tree / "usr/local/bin/hand").symlink_to("../sbin/hand")
    wants = tree / "etc/systemd/system/multi-user.target.wants"
    (wants / "hand.service").symlink_to("/etc/systemd/system/hand.service")
    _add_drivers(tree)
    image = folder / "station.img"
    with open(image, "wb") as file:
        file.truncate(_ROOT_SIZE)
    run(["mke2fs", "-q", "-t", "ext4", "-E", "root_owner=0:0", "-d", tree, image], timeout=300)
    for made in (tree, folder / "base", folder / "installed"):
        shutil.rmtree(made)
    return image


def _add_drivers(tree):
    kernel = guest_kernel.unpacked_kernel("linux-image-amd64")
    for file in guest_kernel.modules_in_order(kernel, [*_FIRST_MODULES, *_MODULES]):
        place = tree / pathlib.Path(file).relative_to(kernel)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, place)
    version = next((kernel / "lib/modules").iterdir())
    for name in ("modules.builtin", "modules.builtin.modinfo", "modules.order"):
        shutil.copy(version / name, tree / "lib/modules" / version.name)
    run(["depmod", "-b", tree, version.name], timeout=60)


def _initramfs(kernel):
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        for name in ("bin", "proc", "sys", "dev", "root"):
            (root / name).mkdir()
        shutil.copy("/bin/busybox", root / "bin/busybox")
        guest_kernel.add_modules(root, kernel, _FIRST_MODULES)
        (root / "init").write_text(_INIT, encoding="ascii")
        (root / "init").chmod(0o755)
        return guest_kernel.pack(root)


class BootedStation(PluggedMachine):
    """A running station. `image` is of make_root(); `more`: other disks for it, {serial: file}."""

    def __init__(self, image, more=None):
        self._image, self._more = image, more or {}
        super().__init__(("commands", "operator"))
        self.root, self.operator = self._hand("commands"), self._hand("operator")
        for hand in (self.root, self.operator):
            hand.run("true", timeout=300)  # an emulated processor starts Debian

    def _system(self, folder):
        kernel = guest_kernel.unpacked_kernel("linux-image-amd64")
        initramfs = folder / "initramfs"
        initramfs.write_bytes(_initramfs(kernel))
        arguments = ["-kernel", guest_kernel.image_of(kernel), "-initrd", initramfs]
        arguments += ["-append", "console=ttyS0 loglevel=3 panic=-1 mitigations=off nokaslr audit=0 systemd.show_status=1"]
        for number, (serial, file) in enumerate({"root": self._image, **self._more}.items()):
            arguments += ["-drive", f"if=none,id=disk{number},file={file},format=raw,cache=unsafe"]
            arguments += ["-device", f"virtio-blk-pci,drive=disk{number},serial={serial}"]
        return arguments

    def unit(self, name="binderyd.service"):
        """What systemd says of a unit."""
        rows = self.root.run("systemctl", "show", name).splitlines()
        return dict(row.partition("=")[::2] for row in rows)

    def await_unit(self, seconds=120, **wanted):
        deadline = time.monotonic() + seconds
        while not wanted.items() <= (seen := self.unit()).items():
            if time.monotonic() > deadline:
                states = {name: seen.get(name) for name in wanted}
                raise Failed(f"the daemon's unit is {states}, not {wanted}, after {seconds} s:\n{self.journal()}")
            time.sleep(0.5)
        return seen

    def journal(self, *words):
        return self.root.run("journalctl", "--no-pager", "--unit=binderyd", "--output=cat", *words)

    def json(self, *words, hand=None, **options):
        return json.loads((hand or self.operator).run("bindery", *words, "--json", **options))

    def await_slot(self, number, state, seconds=120):
        deadline = time.monotonic() + seconds
        while True:
            slots = self.json("line", "status")["slots"]
            seen = next(slot for slot in slots if slot["slot"] == number)
            if seen["state"] == state:
                return seen
            if time.monotonic() > deadline:
                raise Failed(f"slot {number} is {seen}, not {state}:\n{self.journal()}")
            time.sleep(0.3)

    def status_of_process(self, pid):
        """Of /proc/PID/status."""
        text = self.root.run("cat", f"/proc/{pid}/status")
        return dict(re.findall(r"^(\w+):\s*(.*)$", text, re.MULTILINE))

    def power_off(self):
        with contextlib.suppress(Failed):  # the hand is taken away before it has answered
            self.root.shell("systemctl poweroff --no-block")
        self.await_end()
