# SPDX-License-Identifier: Apache-2.0
"""A Raspberry Pi card on QEMU's `virt` board, with the kernel and the initramfs that lie in the card's own boot partition, as
its config.txt names them: as a guest of the kernel oracle, or booted as it is.

So cryptsetup, dm-crypt and e2fsck are those that the unit itself will use. For the oracle only the first process, the job,
and two programs are added: the lister of trees, compiled for arm64, and the golden root's dumpe2fs.
"""

import pathlib
import re
import shutil
import subprocess
import time

from judges import card_file, guest_kernel, kernel_oracle
from judges.running import Failed, run

_HERE = pathlib.Path(__file__).resolve().parent.parent / "kernel_oracle"
_MODULES = "virtio_pci virtio_blk dm_crypt ext4"
_MACHINE = ["qemu-system-aarch64", "-M", "virt", "-cpu", "cortex-a72"]


def read_boot_file(fat, name):
    """A file of a boot partition that was cut out."""
    return run(["mcopy", "-i", fat, f"::{name}", "-"], text=False, stderr=None).stdout


def boot_files_named(config):
    """(kernel, initramfs) as config.txt tells the firmware."""
    kernel = re.search(r"^kernel=(\S+)$", config, re.MULTILINE)
    initramfs = re.search(r"^initramfs (\S+)", config, re.MULTILINE)
    assert kernel and initramfs, f"config.txt names no kernel or initramfs:\n{config}"
    return kernel[1], initramfs[1]


def _compile_lister(golden_root, target):
    compiler = ["aarch64-linux-gnu-g++", "-std=c++20", "-O2", "-static-libstdc++", "-static-libgcc", "-Wl,--as-needed"]
    # OpenSSL's headers are this machine's; all others come with the compiler
    headers = ["-idirafter", "/usr/include", "-idirafter", "/usr/include/x86_64-linux-gnu"]
    library = golden_root / "usr/lib/aarch64-linux-gnu/libcrypto.so.3"
    run([*compiler, *headers, _HERE / "tree_manifest.cpp", library, "-o", target], timeout=120)


def _boot_files(card, scratch):
    """(file with the kernel, bytes of the initramfs, command line) of the card, which is cut out in `scratch`."""
    fat = card_file.cut_partition(card, 1, scratch / "guest.fat")
    kernel_name, initramfs_name = boot_files_named(read_boot_file(fat, "config.txt").decode())
    kernel = scratch / "kernel"
    kernel.write_bytes(read_boot_file(fat, kernel_name))
    initramfs = read_boot_file(fat, initramfs_name)
    # what is appended must start at a multiple of four
    return kernel, initramfs + b"\0" * (-len(initramfs) % 4), read_boot_file(fat, "cmdline.txt").decode().strip()


def guest_of(card, golden_root, scratch):
    """`golden_root` is the mounted root of the source; `scratch` a folder that outlives the guest."""
    kernel, initramfs, _ = _boot_files(card, scratch)
    add = scratch / "add-to-initramfs"
    (add / "usr/sbin").mkdir(parents=True)
    shutil.copy(_HERE / "init", add / "init")
    (add / "init").chmod(0o755)
    shutil.copy(_HERE / "job", add / "job")
    (add / "module_names").write_text(_MODULES + "\n", encoding="ascii")
    shutil.copy(golden_root / "usr/sbin/dumpe2fs", add / "usr/sbin")
    _compile_lister(golden_root, add / "usr/sbin/tree_manifest")
    command_line = "console=ttyAMA0 quiet loglevel=3 panic=-1 nokaslr audit=0"
    return kernel_oracle.Guest(_MACHINE, kernel, initramfs + guest_kernel.pack(add), command_line)


def boot_to_login(card, key, scratch, timeout=900):
    """What the console says until the login prompt, of the card's own system started as the firmware would start it. Only the
    key is added, where a unit has its security module. The card is not written: QEMU keeps the writes apart."""
    kernel, initramfs, command_line = _boot_files(card, scratch)
    add = scratch / "add-key"
    add.mkdir()
    shutil.copy(key, add / "transport-secret")
    initramfs_file, console = scratch / "initramfs-with-key", scratch / "console"
    initramfs_file.write_bytes(initramfs + guest_kernel.pack(add))
    command_line = command_line.replace(",target=cryptrfs,", ",target=cryptrfs,key=/transport-secret,")
    arguments = [*_MACHINE, "-accel", "tcg,thread=multi", "-smp", "2", "-m", "1024", "-nodefaults", "-no-user-config"]
    arguments += ["-display", "none", "-no-reboot", "-serial", f"file:{console}", "-kernel", kernel]
    arguments += ["-initrd", initramfs_file, "-append", f"{command_line} console=ttyAMA0 panic=-1"]
    arguments += ["-drive", f"if=none,id=card,file={card},format=raw,snapshot=on,file.locking=off"]
    arguments += ["-device", "virtio-blk-pci,drive=card"]
    console.touch()
    machine = subprocess.Popen([str(word) for word in arguments], stdin=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline and machine.poll() is None:
            said = console.read_text(errors="replace")
            if " login: " in said:
                return said
            time.sleep(0.5)
    finally:
        machine.kill()
        machine.wait()
    raise Failed(f"the card came to no login prompt; its console:\n{console.read_text(errors='replace')[-4000:]}")
