# SPDX-License-Identifier: Apache-2.0
"""`bindery line run` as a process of this machine: what it says, what it is asked, and what it holds."""

import collections
import os
import pathlib
import re
import signal
import subprocess

from judges.line_talk import PATIENCE, RUNNING, LineTalk

__all__ = ["RUNNING", "LineProcess"]


class LineProcess(LineTalk):
    def __init__(self, station, *words):
        self._process = subprocess.Popen(
            station.arguments("line", "run", *words, "--control", "--json"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        super().__init__(self._process.stdout, self._process.stdin)

    @property
    def pid(self):
        return self._process.pid

    def is_alive(self):
        return self._process.poll() is None

    def send(self, number):
        self._process.send_signal(number)

    def wait(self):
        """The exit status, with all that was said taken in."""
        status = self._process.wait(timeout=PATIENCE)
        self._listener.join(timeout=PATIENCE)
        self.take_in()
        self._process.stdin.close()
        self._process.stdout.close()
        return status

    def end(self, number=signal.SIGINT):
        if self.is_alive() and number:
            self.send(number)
        return self.wait()

    def destroy(self):
        """Of one that may have ended before."""
        if self.is_alive():
            self._process.kill()
        if not self._process.stdout.closed:
            self.wait()

    def threads(self):
        return len(os.listdir(f"/proc/{self.pid}/task"))

    def descriptors(self):
        """{what is open: how often}, without the numbers of sockets and the like."""
        found = collections.Counter()
        for path in pathlib.Path(f"/proc/{self.pid}/fd").iterdir():
            try:
                found[re.sub(r":\[\d+\]$", "", os.readlink(path))] += 1
            except FileNotFoundError:
                pass  # closed meanwhile
        return found
