# SPDX-License-Identifier: Apache-2.0
"""A Raspberry Pi card as a guest of the kernel oracle: QEMU's `virt` board runs the kernel and the initramfs that lie in the
card's own boot partition, as its config.txt names them.

So cryptsetup, dm-crypt and e2fsck are those that the unit itself will use. Only the first process, the job, and two programs
are added: the lister of trees, compiled for arm64, and the golden root's dumpe2fs.
"""

import pathlib
import re
import shutil

from judges import card_file, kernel_oracle
from judges.running import run

_HERE = pathlib.Path(__file__).resolve().parent.parent / "kernel_oracle"
_MODULES = "virtio_pci virtio_blk dm_crypt ext4"


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


def guest_of(card, golden_root, scratch):
    """`golden_root` is the mounted root of the source; `scratch` a folder that outlives the guest."""
    fat = card_file.cut_partition(card, 1, scratch / "guest.fat")
    kernel_name, initramfs_name = boot_files_named(read_boot_file(fat, "config.txt").decode())
    kernel = scratch / "kernel"
    kernel.write_bytes(read_boot_file(fat, kernel_name))
    add = scratch / "add-to-initramfs"
    (add / "usr/sbin").mkdir(parents=True)
    shutil.copy(_HERE / "init", add / "init")
    (add / "init").chmod(0o755)
    shutil.copy(_HERE / "job", add / "job")
    (add / "module_names").write_text(_MODULES + "\n", encoding="ascii")
    shutil.copy(golden_root / "usr/sbin/dumpe2fs", add / "usr/sbin")
    _compile_lister(golden_root, add / "usr/sbin/tree_manifest")
    initramfs = read_boot_file(fat, initramfs_name)
    padding = b"\0" * (-len(initramfs) % 4)
    return kernel_oracle.Guest(
        ["qemu-system-aarch64", "-M", "virt", "-cpu", "cortex-a72"],
        kernel,
        initramfs + padding + kernel_oracle.pack(add),
        "console=ttyAMA0 quiet loglevel=3 panic=-1 nokaslr audit=0",
    )
