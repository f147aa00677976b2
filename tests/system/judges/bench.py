# SPDX-License-Identifier: Apache-2.0
"""The station's bench, `bindery bind serve`, in the background on a port of its own; its events as it prints them."""

import json
import pathlib
import re
import signal
import time

from judges.running import Failed
from judges.station import stop


class Bench:
    """A context manager. `words` are further options; the log stays beside the station's state."""

    def __init__(self, station, *words, policy="open", log="bench.log"):
        self._station, self._words, self._policy = station, words, policy
        self.log = pathlib.Path(station.folder) / log
        self._process = None
        self.port = None

    def __enter__(self):
        words = ["bind", "serve", "--listen", "127.0.0.1:0", "--policy", self._policy, "--json", *self._words]
        self._process = self._station.start(*words, log=self.log)
        self.port = self.wait_for(lambda event: event.get("event") == "listening")["port"]
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self, number=signal.SIGTERM):
        if self._process is not None and self._process.poll() is None:
            stop(self._process, number)

    def events(self):
        """What it has said so far; lines that are no JSON are an error."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        whole = text[: text.rfind("\n") + 1]
        return [json.loads(line) for line in whole.splitlines() if re.match(r"\s*\{", line)]

    def wait_for(self, wanted, timeout=60):
        """The first event that `wanted` accepts."""
        deadline = time.monotonic() + timeout
        while True:
            for event in self.events():
                if wanted(event):
                    return event
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise Failed(f"the bench did not say it; it said:\n{self.log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.1)
