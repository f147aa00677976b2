# SPDX-License-Identifier: Apache-2.0
"""A real Linux kernel's dm-crypt and ext4 as judges: a kernel in QEMU looks at many disks in one boot.

It is Debian's cloud kernel unless another guest is given. The guest's programs are this machine's own busybox, cryptsetup and
e2fsprogs.
"""

import dataclasses
import gzip
import hashlib
import os
import pathlib
import shutil
import tarfile
import tempfile

from judges import guest_kernel, tree_manifest
from judges.cache_folder import cache_folder, locked
from judges.running import Failed, run

_HERE = pathlib.Path(__file__).resolve().parent.parent / "kernel_oracle"
_MODULES = (
    "virtio_pci virtio_blk dm_mod dm_crypt aesni_intel aes_generic xts adiantum nhpoly1305 chacha_generic "
    "ext4 crc32c_intel crc32c_generic vfat nls_cp437 nls_ascii nls_utf8"
).split()
_PROGRAMS = ("cryptsetup", "dmsetup", "e2fsck", "dumpe2fs")
_RESULTS_SIZE = 256 << 20


@dataclasses.dataclass
class Guest:
    """A machine, its kernel, and an initramfs that runs kernel_oracle/init and job."""

    machine: list  # the QEMU program and what makes it this machine
    kernel: pathlib.Path
    initramfs: bytes
    command_line: str


@dataclasses.dataclass
class Disk:
    """A disk for the guest. Without a key the root partition is read as a plain ext4."""

    path: pathlib.Path
    key: pathlib.Path = None
    root_partition: int = 2  # None: not looked at
    boot_partition: int = None  # None: not looked at
    largest: int = 1 << 62  # contents of larger files are not read: the guest's processor is an emulated one


@dataclasses.dataclass
class Answer:
    """What the kernel said of a disk; `root` and `boot` are "ok" or the step that failed."""

    root: str
    boot: str
    files: dict  # by name: open, table, status, fsck, superblock, mount, ...
    manifest: dict
    boot_manifest: dict

    def complaint(self):
        texts = [f"{name}: {text.strip()}" for name, text in self.files.items() if name in ("open", "fsck", "mount")]
        return f"the kernel stopped at: {self.root}\n" + "\n".join(texts)


def _base_initramfs(kernel, lister):
    programs = [guest_kernel.program_file(name) for name in _PROGRAMS] + [lister]
    state = hashlib.sha256(repr((kernel.name, _MODULES)).encode())
    sources = [pathlib.Path(__file__), pathlib.Path(guest_kernel.__file__)]
    for file in [*programs, _HERE / "init", _HERE / "job", *sources, pathlib.Path("/bin/busybox")]:
        state.update(file.read_bytes())
    target = cache_folder() / f"kernel-oracle-{state.hexdigest()[:16]}.cpio.gz"
    with locked("kernel-oracle"):
        if target.exists():
            return target
        for old in cache_folder().glob("kernel-oracle-*.cpio.gz"):
            old.unlink()
        with tempfile.TemporaryDirectory() as scratch:
            root = pathlib.Path(scratch)
            for name in ("bin", "sbin", "lib64", "proc", "sys", "dev", "run", "mnt", "tmp", "etc"):
                (root / name).mkdir()
            shutil.copy("/bin/busybox", root / "bin/busybox")
            for program in programs:
                shutil.copy(program, root / "sbin" / program.name)
            guest_kernel.add_libraries(root, programs)
            if not any("dm-crypt" in name for name in guest_kernel.add_modules(root, kernel, _MODULES)):
                raise Failed(f"no dm-crypt among the modules of {kernel}")
            shutil.copy(_HERE / "init", root / "init")
            (root / "init").chmod(0o755)
            shutil.copy(_HERE / "job", root / "job")
            unfinished = target.with_suffix(".part")
            unfinished.write_bytes(gzip.compress(guest_kernel.pack(root), 1, mtime=0))
            unfinished.rename(target)
    return target


def _wishes(disks, folder):
    """The cpio with what to do, appended to the base: keys are in the guest's memory only."""
    for number, disk in enumerate(disks):
        wish = folder / "disks" / f"disk{number}"
        wish.mkdir(parents=True)
        (wish / "largest").write_text(str(disk.largest), encoding="ascii")
        if disk.root_partition is not None:
            (wish / "root_partition").write_text(str(disk.root_partition), encoding="ascii")
        if disk.key is not None:
            shutil.copy(disk.key, wish / "key")
        if disk.boot_partition is not None:
            (wish / "boot_partition").write_text(str(disk.boot_partition), encoding="ascii")
    return guest_kernel.pack(folder)


def _read_answers(results, disks):
    texts = {}
    with tarfile.open(results) as archive:
        for member in archive:
            if member.isfile():
                texts[member.name.removeprefix("./")] = archive.extractfile(member).read().decode(errors="replace")
    answers = []
    for number in range(len(disks)):
        prefix = f"disk{number}/"
        files = {name.removeprefix(prefix): text for name, text in texts.items() if name.startswith(prefix)}
        if not files:
            raise Failed(f"the guest said nothing of disk {number}\n{texts.get('log', '')}")
        answers.append(
            Answer(
                files.get("root", "").strip(),
                files.get("boot", "").strip(),
                files,
                tree_manifest.parse(files["manifest"]) if files.get("root", "").strip() == "ok" else {},
                tree_manifest.parse(files["boot_manifest"]) if files.get("boot", "").strip() == "ok" else {},
            )
        )
    return answers


def _cloud_guest():
    kernel = guest_kernel.unpacked_kernel("linux-image-cloud-amd64")
    base = _base_initramfs(kernel, pathlib.Path(os.environ["BINDERY_TREE_MANIFEST"]))
    return Guest(
        ["qemu-system-x86_64", "-M", "q35", "-cpu", "max"],
        guest_kernel.image_of(kernel),
        base.read_bytes(),
        "console=ttyS0 quiet loglevel=3 panic=-1 mitigations=off nokaslr audit=0",
    )


def ask(disks, timeout=240, guest=None):
    """Boots once, looks at all `disks` (read-only), and returns an Answer for each."""
    guest = guest or _cloud_guest()
    with tempfile.TemporaryDirectory(prefix="bindery-oracle-") as name:
        scratch = pathlib.Path(name)
        os.chmod(scratch, 0o700)
        initramfs, results, console = scratch / "initramfs", scratch / "results", scratch / "console"
        (scratch / "add").mkdir()
        padding = b"\0" * (-len(guest.initramfs) % 4)
        initramfs.write_bytes(guest.initramfs + padding + _wishes(disks, scratch / "add"))
        with open(results, "wb") as file:
            file.truncate(_RESULTS_SIZE)
        arguments = [*guest.machine, "-accel", "tcg,thread=multi", "-smp", "1"]
        arguments += ["-m", "1024", "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"]
        arguments += ["-serial", f"file:{console}", "-kernel", guest.kernel]
        arguments += ["-initrd", initramfs, "-append", guest.command_line]
        for number, (path, mode) in enumerate([(disk.path, "on") for disk in disks] + [(results, "off")]):
            serial = f"disk{number}" if mode == "on" else "results"
            drive = f"if=none,id=d{number},file={path},format=raw,readonly={mode},cache=unsafe,file.locking=off"
            arguments += ["-drive", drive, "-device", f"virtio-blk-pci,drive=d{number},serial={serial}"]
        run(arguments, timeout=timeout)
        said = console.read_text(errors="replace") if console.exists() else ""
        if "ORACLE ANSWERED" not in said:
            raise Failed(f"the guest gave no answer; its console:\n{said[-4000:]}")
        return _read_answers(results, disks)
