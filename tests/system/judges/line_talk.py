# SPDX-License-Identifier: Apache-2.0
"""The talk with `bindery line run --control --json`: its events, line by line, and the acts it is asked for."""

import json
import queue
import threading
import time

PATIENCE = 120  # seconds
RUNNING = ("preparing", "writing", "verifying", "cancelling")
_DULL = ("progress", "unknown_port")


class LineTalk:
    """`said` and `told` are text streams, whatever carries them. Listens from the start; what was said is taken in by
    until() and what is built on it. What the line said so far is in `events`; of each slot the last word is in `slots` and
    `progress`, of the line in `state`."""

    def __init__(self, said, told):
        self.events, self.slots, self.attempts, self.state = [], {}, [], None
        self.progress = {}
        self.is_over = False
        self._told = told
        self._incoming = queue.Queue()
        self._listener = threading.Thread(target=self._listen, args=(said,), daemon=True)
        self._listener.start()

    def _listen(self, said):
        try:
            for line in said:
                self._incoming.put(line)
        except (OSError, ValueError):
            pass  # closed below our hands, with the test
        self._incoming.put(None)

    def _take(self, seconds):
        try:
            line = self._incoming.get(timeout=seconds) if seconds else self._incoming.get_nowait()
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
        elif event["event"] == "progress":
            self.progress[event["slot"]] = event
        elif event["event"] == "attempt":
            self.attempts.append(event)
        elif event["event"] == "line":
            self.state = event

    def take_in(self):
        """What has been said meanwhile."""
        while not self._incoming.empty():
            self._take(0)

    def until(self, condition, what, seconds=PATIENCE):
        deadline = time.monotonic() + seconds
        self.take_in()
        while not condition():
            if time.monotonic() > deadline or self.is_over:
                said = "\n".join(json.dumps(event) for event in self.events if event["event"] not in _DULL)
                raise AssertionError(f"not in {seconds} s: {what}; the line said:\n{said}")
            self._take(0.05)

    def to_its_end(self):
        """Until nobody can say anything any more."""
        self.until(lambda: self.is_over, "the line falls silent")

    def reaches(self, slot, *states, seconds=PATIENCE):
        """What was said of the slot when it came to one of the states."""
        self.until(lambda: self.slots.get(slot, {}).get("state") in states, f"slot {slot}: {states}", seconds)
        return self.slots[slot]

    def is_in_state(self, *states, seconds=PATIENCE):
        self.until(lambda: self.state and self.state["state"] in states, f"the line is {states}", seconds)
        return self.state

    def writes(self, slot, beyond=20e6):
        """Until so many bytes of the card in the slot are written, and not yet all."""

        def is_writing():
            event = self.progress.get(slot)
            return event and event["step"] == "writing" and event["written"] > beyond

        self.until(is_writing, f"slot {slot} writes")

    def attempts_in(self, slot):
        return [attempt for attempt in self.attempts if attempt["slot"] == slot]

    def refusals(self):
        """Acts that could not be done."""
        return [event["act"] for event in self.events if event["event"] == "refused"]

    def is_quiet(self):
        """Nothing is read or made, as far as was said."""
        return all(slot["state"] not in (*RUNNING, "reading") for slot in self.slots.values())

    def ask(self, text):
        self._told.write(text + "\n")
        self._told.flush()
