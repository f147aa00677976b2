# SPDX-License-Identifier: Apache-2.0
"""A real Linux kernel's dm-crypt and ext4 as judges: a kernel in QEMU looks at many disks in one boot.

It is Debian's cloud kernel unless another guest is given. Its package is downloaded with apt and only unpacked; nothing of
it is installed. The guest's programs are this machine's own busybox, cryptsetup and e2fsprogs.
"""

import dataclasses
import gzip
import hashlib
import os
import pathlib
import re
import shutil
import tarfile
import tempfile

from judges import tree_manifest
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


def _kernel_folder():
    """An unpacked Debian cloud kernel, of the version that the station's apt knows now."""
    with locked("kernel"):
        depends = run(["apt-cache", "depends", "linux-image-cloud-amd64"]).stdout
        found = re.search(r"Depends: (linux-image-\S+)", depends)
        if not found:
            if kernels := sorted(cache_folder().glob("kernel-linux-image-*")):
                return kernels[-1]
            raise Failed("apt knows no linux-image-cloud-amd64: run apt-get update, with the network up")
        folder = cache_folder() / f"kernel-{found[1]}"
        if folder.exists():
            return folder
        with tempfile.TemporaryDirectory(dir=cache_folder()) as scratch:
            run(["apt-get", "download", found[1]], timeout=300, cwd=scratch)
            package = next(pathlib.Path(scratch).glob("*.deb"))
            run(["dpkg", "-x", package, f"{scratch}/root"], timeout=120)
            os.rename(f"{scratch}/root", folder)
        return folder


def _modules_in_order(kernel):
    """Files of the wanted modules and of what they need, in an order that loads."""
    version = next((kernel / "lib/modules").iterdir()).name
    run(["depmod", "-b", kernel, version], timeout=60)
    files = []
    for module in _MODULES:
        answer = run(["modprobe", "-d", kernel, "-S", version, "--show-depends", module], check=False).stdout
        for line in answer.splitlines():
            if line.startswith("insmod") and line.split()[1] not in files:
                files.append(line.split()[1])
    if not any("dm-crypt" in file for file in files):
        raise Failed(f"no dm-crypt among the modules of {kernel}")
    return files


def _libraries(program):
    return re.findall(r"(/\S+) \(0x", run(["ldd", program], check=False).stdout)


def pack(folder):
    """A cpio archive of a folder; its length a multiple of four, so that another one may follow."""
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
    archive = run(
        ["cpio", "-o", "-H", "newc", "--quiet", "--reproducible"],
        text=False,
        input="\n".join(names).encode(),
        cwd=folder,
        stderr=None,
    ).stdout
    return archive + b"\0" * (-len(archive) % 4)


def _base_initramfs(kernel, lister):
    programs = [pathlib.Path(shutil.which(name, path="/usr/sbin:/sbin:/usr/bin:/bin")) for name in _PROGRAMS] + [lister]
    state = hashlib.sha256(repr((kernel.name, _MODULES)).encode())
    for file in [*programs, _HERE / "init", _HERE / "job", pathlib.Path(__file__), pathlib.Path("/bin/busybox")]:
        state.update(file.read_bytes())
    target = cache_folder() / f"kernel-oracle-{state.hexdigest()[:16]}.cpio.gz"
    with locked("kernel-oracle"):
        if target.exists():
            return target
        for old in cache_folder().glob("kernel-oracle-*.cpio.gz"):
            old.unlink()
        with tempfile.TemporaryDirectory() as scratch:
            root = pathlib.Path(scratch)
            for name in ("bin", "sbin", "lib64", "proc", "sys", "dev", "run", "mnt", "tmp", "etc", "modules.d"):
                (root / name).mkdir()
            shutil.copy("/bin/busybox", root / "bin/busybox")
            for program in programs:
                shutil.copy(program, root / "sbin" / program.name)
                # pthread_cancel loads it by name, so ldd does not list it
                for library in [*_libraries(program), "/lib/x86_64-linux-gnu/libgcc_s.so.1"]:
                    place = root / library.lstrip("/")
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(library, place)
            names = []
            for file in _modules_in_order(kernel):
                shutil.copy(file, root / "modules.d")
                names.append(f"/modules.d/{os.path.basename(file)}")
            (root / "modules").write_text("\n".join(names) + "\n", encoding="ascii")
            shutil.copy(_HERE / "init", root / "init")
            (root / "init").chmod(0o755)
            shutil.copy(_HERE / "job", root / "job")
            unfinished = target.with_suffix(".part")
            unfinished.write_bytes(gzip.compress(pack(root), 1, mtime=0))
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
    return pack(folder)


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
    kernel = _kernel_folder()
    base = _base_initramfs(kernel, pathlib.Path(os.environ["BINDERY_TREE_MANIFEST"]))
    return Guest(
        ["qemu-system-x86_64", "-M", "q35", "-cpu", "max"],
        next((kernel / "boot").glob("vmlinuz-*")),
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
