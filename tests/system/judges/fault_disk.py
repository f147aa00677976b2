# SPDX-License-Identifier: Apache-2.0
"""A running fault disk (virtual-reader/fault_disk.cpp): its server, its faults, its log."""

import contextlib
import ctypes
import dataclasses
import os
import pathlib
import signal
import subprocess
import time

from judges.running import Failed

_FLAGS = ("stall", "lose_writes", "gone")
_NUMBERS = ("rate", "latency", "wrap")
_RANGES = ("write_error", "read_error")
_MNT_DETACH = 2


@dataclasses.dataclass(frozen=True)
class Act:
    """A line of the log: an act that changes the medium or claims to. `kind`: write, discard, flush; read, of one that is
    held. `result`: done, lost (lose_writes), failed (nothing changed), held (has not begun)."""

    kind: str
    offset: int
    length: int
    result: str


def _as_list(value):
    return value if isinstance(value, list) else [value]


def words(faults):
    """The words of the control file for {name: value}; the names are those of VirtualReaders.set_faults."""
    result = []
    for name, value in sorted(faults.items()):
        if name in _NUMBERS:
            result.append(f"{name}={int(value)}")
        elif name in _FLAGS:
            result.append(f"{name}={int(bool(value))}")
        elif name == "hold":
            kind, first, last = value
            result.append(f"hold={kind}:{int(first)}-{int(last)}")
        elif name == "stop_after":
            count, first, last = value
            result.append(f"stop_after={int(count)}:{int(first)}-{int(last)}")
        elif name == "flip":
            result += [f"flip={int(offset)}" for offset in _as_list(value)]
        elif name in _RANGES:
            result += [f"{name}={int(first)}-{int(last)}" for first, last in _as_list(value)]
        elif name == "sync_error":
            # any number that was not used before arms it anew
            once = isinstance(value, tuple)
            result.append(f"sync_error_once={value[1]}" if once else f"sync_error={int(bool(value))}")
        else:
            raise Failed(f"no fault is called {name}")
    return " ".join(result)


def parse_log(path):
    try:
        lines = pathlib.Path(path).read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return []
    acts = []
    for line in lines:
        kind, offset, length, result = line.split()
        acts.append(Act(kind, int(offset), int(length), result))
    return acts


def detach_mount(path):
    """Unmounts at once, whoever still holds files in it."""
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.umount2(os.fsencode(str(path)), _MNT_DETACH) == 0


def mounts_below(folder):
    prefix = str(folder).rstrip("/") + "/"
    lines = pathlib.Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    return [fields[1] for fields in (line.split() for line in lines) if fields[1].startswith(prefix)]


def servers_below(folder):
    """Pids of the fault disks that serve a mount point below `folder`."""
    prefix = str(folder).rstrip("/").encode() + b"/"
    found = []
    for process in pathlib.Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                arguments = (process / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if len(arguments) > 3 and arguments[0].endswith(b"fault_disk") and arguments[3].startswith(prefix):
                found.append(int(process.name))
    return found


def kill_servers(folder):
    for pid in servers_below(folder):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


class FaultDisk:
    """In `folder`, over the file `backing`; `disk` is the file to attach."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.disk = self.folder / "disk"
        self.log = self.folder / "log"
        self._control = self.folder / "control"
        self._process = None

    def start(self, program, backing, faults):
        self.folder.mkdir(parents=True)
        self.disk.touch()
        self.set(faults)
        with open(self.folder / "messages", "wb") as messages:
            self._process = subprocess.Popen(
                [str(program), str(backing), str(self._control), str(self.disk), str(self.log)],
                stdin=subprocess.DEVNULL,
                stdout=messages,
                stderr=messages,
                start_new_session=True,
            )
        device = os.stat(self.folder).st_dev
        deadline = time.monotonic() + 10
        while os.stat(self.disk).st_dev == device:
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise Failed(f"no fault disk: {(self.folder / 'messages').read_text(errors='replace')}")
            time.sleep(0.002)

    def set(self, faults):
        unfinished = self.folder / "control.new"
        unfinished.write_text(words(faults) + "\n", encoding="ascii")
        unfinished.rename(self._control)

    def kill(self):
        """All acts fail from now on, those under way too."""
        if self._process:
            self._process.kill()
            self._process.wait(timeout=30)
            self._process = None
        detach_mount(self.disk)
