# SPDX-License-Identifier: Apache-2.0
"""A Debian 12 root to install packages into, made by mmdebstrap from the archive that this machine's own apt uses. Layers lie
over it, and over each other: what a layer's programs change is in that layer alone, so that a test begins where it likes."""

import pathlib
import shutil

from judges.running import Failed, run

_SUITE = "bookworm"

# Runs in a mount and process namespace of its own, which takes all mounts with it when it ends.
_ENTER = r"""
set -eu
merged=$1 lower=$2 upper=$3 work=$4 binds=$5
shift 5
mount -t overlay overlay -o "lowerdir=$lower,upperdir=$upper,workdir=$work" "$merged"
mount -t proc proc "$merged/proc"
mount --rbind /dev "$merged/dev"
mount -t tmpfs tmpfs "$merged/run"
mount -t tmpfs tmpfs "$merged/tmp"
for bind in $binds; do
  mkdir -p "$merged${bind#*:}"
  mount --bind "${bind%%:*}" "$merged${bind#*:}"
done
exec env -i HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$merged" "$@"
"""


def archive():
    """Where apt of this machine has Debian 12 from."""
    wanted = "$(CREATED_BY) $(CODENAME) $(COMPONENT) $(REPO_URI)"
    for line in run(["apt-get", "indextargets", "--format", wanted], timeout=300).stdout.splitlines():
        words = line.split()
        if words[:3] == ["Packages", _SUITE, "main"]:
            return words[3]
    raise Failed(f"apt knows no archive of Debian 12 ({_SUITE} main); add one to its sources and run apt-get update")


def make_base(folder, packages):
    """The root itself: the smallest Debian with these packages."""
    run(
        ["mmdebstrap", "--quiet", "--mode=root", "--variant=minbase", f"--include={','.join(packages)}"]
        + ["--aptopt=Acquire::Languages \"none\"", "--aptopt=APT::Sandbox::User \"root\"", "--dpkgopt=force-unsafe-io"]
        + ["--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr", _SUITE, folder, archive()],
        timeout=1200,
    )
    return folder


class Layer:
    def __init__(self, folder, below):
        """`below`: folders of the layers under this one, the uppermost first."""
        self._folder = pathlib.Path(folder)
        self._below = [pathlib.Path(part) for part in below]
        for name in ("upper", "work", "merged"):
            (self._folder / name).mkdir(parents=True)

    def over(self, folder):
        """A new layer that begins as this one is now."""
        return Layer(folder, [self._folder / "upper", *self._below])

    def put(self, source, path):
        """A file of this machine into the layer; not while a program of it runs."""
        target = self._folder / "upper" / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)

    def run(self, *words, binds=None, timeout=300, expect=0, **options):
        """`binds`: {folder of this machine: place in the layer}."""
        pairs = " ".join(f"{source}:{place}" for source, place in (binds or {}).items())
        lower = ":".join(str(part) for part in self._below)
        places = [self._folder / "merged", lower, self._folder / "upper", self._folder / "work", pairs]
        enter = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", _ENTER, "enter"]
        done = run([*enter, *places, *words], timeout=timeout, check=False, **options)
        if done.returncode != expect:
            raise Failed(f"{words}: exit status {done.returncode}, not {expect}\n{done.stdout}\n{done.stderr or ''}")
        return done

    def has(self, path):
        return self.run("sh", "-c", 'test -e "$1" && echo yes || echo no', "sh", path).stdout == "yes\n"

    def text(self, path):
        return self.run("cat", path).stdout

    def unpack(self, folder):
        """All that is in it into a folder of this machine, with its owners."""
        copy = "tar --one-file-system --numeric-owner -C / -cf - . | tar --numeric-owner -C /srv -xpf -"
        self.run("sh", "-c", copy, binds={folder: "/srv"})
