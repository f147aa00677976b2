# SPDX-License-Identifier: Apache-2.0
"""`bindery line run` as a process: what it says, what it is asked, and what it holds of the machine."""

import collections
import json
import os
import pathlib
import queue
import re
import signal
import subprocess
import threading
import time

RUNNING = ("preparing", "writing", "verifying", "cancelling")
_PATIENCE = 120


class LineProcess:
    """Listens from the start; what was said is taken in by until() and what is built on it."""

    def __init__(self, station, *words):
        self.events, self.slots, self.attempts, self.state = [], {}, [], None
        self.progress = {}  # the latest of each slot
        self._incoming = queue.Queue()
        self._process = subprocess.Popen(
            station.arguments("line", "run", *words, "--control", "--json"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self):
        for line in self._process.stdout:
            self._incoming.put(line)

    def _take(self, seconds):
        try:
            line = self._incoming.get(timeout=seconds)
        except queue.Empty:
            return
        try:
            event = json.loads(line)
        except ValueError:
            self.events.append({"event": "log", "text": line})
            return
        self.events.append(event)
        if event["event"] == "slot":
            self.slots[event["slot"]] = event
        elif event["event"] == "progress":
            self.progress[event["slot"]] = event
        elif event["event"] == "attempt":
            self.attempts.append(event)
        elif event["event"] == "line":
            self.state = event

    @property
    def pid(self):
        return self._process.pid

    def is_alive(self):
        return self._process.poll() is None

    def take_in(self):
        """What has been said meanwhile."""
        while not self._incoming.empty():
            self._take(0)

    def until(self, condition, what, seconds=_PATIENCE):
        deadline = time.monotonic() + seconds
        self.take_in()
        while not condition():
            if time.monotonic() > deadline or not (self.is_alive() or self._listener.is_alive()):
                dull = ("progress", "unknown_port")
                said = "\n".join(json.dumps(event) for event in self.events if event["event"] not in dull)
                raise AssertionError(f"not in {seconds} s: {what}; the line said:\n{said}")
            self._take(0.05)

    def reaches(self, slot, *states, seconds=_PATIENCE):
        """What was said of the slot when it came to one of the states."""
        self.until(lambda: self.slots.get(slot, {}).get("state") in states, f"slot {slot}: {states}", seconds)
        return self.slots[slot]

    def is_in_state(self, *states, seconds=_PATIENCE):
        self.until(lambda: self.state and self.state["state"] in states, f"the line is {states}", seconds)
        return self.state

    def attempts_in(self, slot):
        return [attempt for attempt in self.attempts if attempt["slot"] == slot]

    def refusals(self):
        """Acts that could not be done."""
        return [event["act"] for event in self.events if event["event"] == "refused"]

    def writes(self, slot):
        """Until the card in the slot is being written."""

        def is_writing():
            event = self.progress.get(slot)
            return event and event["step"] == "writing" and event["written"] > 20e6

        self.until(is_writing, f"slot {slot} writes")

    def ask(self, text):
        self._process.stdin.write(text + "\n")
        self._process.stdin.flush()

    def send(self, number):
        self._process.send_signal(number)

    def wait(self):
        """The exit status, with all that was said taken in."""
        status = self._process.wait(timeout=_PATIENCE)
        self._listener.join(timeout=_PATIENCE)
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

    def is_quiet(self):
        """Nothing is read or made, as far as was said."""
        return all(slot["state"] not in (*RUNNING, "reading") for slot in self.slots.values())
