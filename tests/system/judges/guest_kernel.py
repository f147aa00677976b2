# SPDX-License-Identifier: Apache-2.0
"""Debian's kernels for guests: downloaded with apt, only unpacked, never installed; and what an initramfs for one is made of."""

import os
import pathlib
import re
import shutil
import tempfile

from judges.cache_folder import cache_folder, locked
from judges.running import Failed, run


def unpacked_kernel(package):
    """The folder of the kernel that a package such as "linux-image-amd64" stands for, of the version that apt knows now."""
    flavour = package.removeprefix("linux-image")
    with locked("kernel"):
        depends = run(["apt-cache", "depends", package]).stdout
        found = re.search(r"Depends: (linux-image-\S+)", depends)
        if not found:
            old = [
                folder
                for folder in cache_folder().glob("kernel-linux-image-*")
                if re.fullmatch(r"kernel-linux-image-[\d.]+-\d+" + flavour, folder.name)
            ]
            if old:
                return sorted(old)[-1]
            raise Failed(f"apt knows no {package}: run apt-get update, with the network up")
        folder = cache_folder() / f"kernel-{found[1]}"
        if folder.exists():
            return folder
        with tempfile.TemporaryDirectory(dir=cache_folder()) as scratch:
            run(["apt-get", "download", found[1]], timeout=300, cwd=scratch)
            archive = next(pathlib.Path(scratch).glob("*.deb"))
            run(["dpkg", "-x", archive, f"{scratch}/root"], timeout=120)
            os.rename(f"{scratch}/root", folder)
        return folder


def image_of(kernel):
    return next((kernel / "boot").glob("vmlinuz-*"))


def modules_in_order(kernel, modules):
    """Files of the wanted modules and of what they need, in an order that loads. What the kernel lacks or has built in is not
    among them."""
    version = next((kernel / "lib/modules").iterdir()).name
    with locked("kernel"):
        if not (kernel / "lib/modules" / version / "modules.dep.bin").exists():
            run(["depmod", "-b", kernel, version], timeout=60)
    files = []
    for module in modules:
        answer = run(["modprobe", "-d", kernel, "-S", version, "--show-depends", module], check=False).stdout
        for line in answer.splitlines():
            if line.startswith("insmod") and line.split()[1] not in files:
                files.append(line.split()[1])
    return files


def add_modules(root, kernel, modules):
    """Puts them into the folder of an initramfs, and their order into its file /modules."""
    (root / "modules.d").mkdir()
    names = []
    for file in modules_in_order(kernel, modules):
        shutil.copy(file, root / "modules.d")
        names.append(f"/modules.d/{os.path.basename(file)}")
    (root / "modules").write_text("\n".join(names) + "\n", encoding="ascii")
    return names


def add_libraries(root, programs):
    """Puts what the programs are linked with into the folder of an initramfs."""
    for program in programs:
        libraries = re.findall(r"(/\S+) \(0x", run(["ldd", program], check=False).stdout)
        # pthread_cancel loads it by name, so ldd does not list it
        for library in [*libraries, "/lib/x86_64-linux-gnu/libgcc_s.so.1"]:
            place = root / library.lstrip("/")
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(library, place)


def program_file(name):
    found = shutil.which(name, path="/usr/sbin:/sbin:/usr/bin:/bin")
    if not found:
        raise Failed(f"this machine has no {name} for the guest: install it")
    return pathlib.Path(found)


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
