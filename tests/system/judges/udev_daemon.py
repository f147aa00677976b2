# SPDX-License-Identifier: Apache-2.0
"""The machine's udevd: started where none runs, and then ended again; the properties in its database."""

import contextlib
import json
import os
import pathlib
import signal
import time

from judges.running import Failed, run

_PROGRAM = "/lib/systemd/systemd-udevd"


def is_running():
    return run(["udevadm", "control", "--ping"], check=False, timeout=60).returncode == 0


def _start_time(pid):
    """Field 22 of /proc/PID/stat: with the pid it names one process for ever (proc(5))."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return None


def _pids():
    for folder in pathlib.Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                # its workers are called (udev-worker)
                if (folder / "comm").read_text(encoding="utf-8").strip() == "systemd-udevd":
                    yield int(folder.name)
            except OSError:
                pass


class UdevDaemon:
    """`note` is a file that says which udevd was started through it, also after its maker died."""

    def __init__(self, note):
        self._note = pathlib.Path(note)

    def start(self):
        """Does nothing when one answers already."""
        if is_running():
            return
        if not os.path.exists(_PROGRAM):
            raise Failed(f"there is no {_PROGRAM}: install udev")
        before = set(_pids())
        pathlib.Path("/run/udev").mkdir(exist_ok=True)
        run([_PROGRAM, "--daemon"], timeout=30)
        deadline = time.monotonic() + 10
        while not is_running():
            if time.monotonic() > deadline:
                raise Failed("udevd was started and does not answer")
            time.sleep(0.02)
        started = sorted(set(_pids()) - before)
        if started:
            self._note.write_text(json.dumps([started[0], _start_time(started[0])]), encoding="ascii")

    def is_ours(self):
        return self._our_pid() is not None

    def stop(self, timeout=20):
        """Ends it if it was started here. Its workers end first, and they may wait for a disk that stalls."""
        pid = self._our_pid()
        if pid is None:
            return False
        started = _start_time(pid)
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + timeout
        while _start_time(pid) == started:
            if time.monotonic() > deadline:
                os.kill(pid, signal.SIGKILL)
                break
            time.sleep(0.01)
        self._note.unlink(missing_ok=True)
        return True

    def restart(self):
        """Also one that the machine's systemd keeps. One that somebody started by hand is theirs: it holds its events back for
        a moment instead."""
        if self.stop():
            self.start()
        elif os.path.isdir("/run/systemd/system"):
            run(["systemctl", "restart", "systemd-udevd"], timeout=60)
        else:
            with silent():
                time.sleep(0.5)

    def _our_pid(self):
        try:
            pid, started = json.loads(self._note.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None
        return pid if _start_time(pid) == started else None


def reload_rules():
    run(["udevadm", "control", "--reload"], timeout=60)


@contextlib.contextmanager
def silent():
    """Events wait in udevd meanwhile: nobody hears of a disk."""
    run(["udevadm", "control", "--stop-exec-queue"], timeout=60)
    try:
        yield
    finally:
        run(["udevadm", "control", "--start-exec-queue"], timeout=60)


def settle(timeout):
    run(["udevadm", "settle", f"--timeout={timeout}"], timeout=timeout + 30)


def properties(device_number):
    """What the database says of a block device, {name: value}; {} for one it does not know. `device_number`: "7:64"."""
    try:
        text = pathlib.Path(f"/run/udev/data/b{device_number}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    return dict(line[2:].split("=", 1) for line in text.splitlines() if line.startswith("E:") and "=" in line)
