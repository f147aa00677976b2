# SPDX-License-Identifier: Apache-2.0
"""The talk with `bindery line run --control --json`: its events, line by line, and the acts it is asked for."""

import json
import queue
import threading
import time

PATIENCE = 120  # seconds


class LineTalk:
    """`said` and `told` are text streams, whatever carries them. What the line said so far is in `events`; of each slot the
    last word is in `slots`, of the line in `state`."""

    def __init__(self, said, told):
        self.events, self.slots, self.attempts, self.state = [], {}, [], None
        self.is_over = False
        self._told = told
        self._incoming = queue.Queue()
        threading.Thread(target=self._listen, args=(said,), daemon=True).start()

    def _listen(self, said):
        try:
            for line in said:
                self._incoming.put(line)
        except (OSError, ValueError):
            pass  # closed below our hands, with the test
        self._incoming.put(None)

    def _take(self, seconds):
        try:
            line = self._incoming.get(timeout=seconds)
        except queue.Empty:
            return
        if line is None:
            self.is_over = True
            return
        try:
            event = json.loads(line)
        except ValueError:
            self.events.append({"event": "log", "text": line})
            return
        self.events.append(event)
        if event["event"] == "slot":
            self.slots[event["slot"]] = event
        elif event["event"] == "attempt":
            self.attempts.append(event)
        elif event["event"] == "line":
            self.state = event

    def until(self, condition, what, seconds=PATIENCE):
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                said = "\n".join(json.dumps(event) for event in self.events if event["event"] != "progress")
                raise AssertionError(f"not in {seconds} s: {what}; the line said:\n{said}")
            self._take(0.05)

    def to_its_end(self):
        """Until nobody can say anything any more."""
        self.until(lambda: self.is_over, "the line falls silent")

    def reaches(self, slot, *states, seconds=PATIENCE):
        self.until(lambda: self.slots.get(slot, {}).get("state") in states, f"slot {slot}: {states}", seconds)
        return self.slots[slot]

    def writes(self, slot, beyond=20e6):
        """Until so many bytes of the card in the slot are written, and not yet all."""

        def is_writing():
            return any(
                event["event"] == "progress"
                and event["slot"] == slot
                and event["step"] == "writing"
                and event["written"] > beyond
                for event in self.events[-40:]
            )

        self.until(is_writing, f"slot {slot} writes")

    def ask(self, text):
        self._told.write(text + "\n")
        self._told.flush()
