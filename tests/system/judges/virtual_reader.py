# SPDX-License-Identifier: Apache-2.0
"""Virtual card readers: block devices with a slot's port, a medium that comes and goes, and faults on demand.

    with VirtualReaders(slots=4, fault_disk=PROGRAM) as readers:
        card = readers.card("good", 2 << 30)
        inserted = readers.insert(1, card, rate=40e6)       # /dev/loopN with BINDERY_PORT=virtual/1
        readers.set_faults(1, stall=1)
        readers.remove(1)                                   # pulled, whoever holds it open
        assert inserted.writes() == []                      # what went to this medium during this insertion

A slot is a loop device of its own over a fault disk (virtual-reader/fault_disk.cpp), which a udev rule gives a port and a
serial; a real udevd sends the events. Needs root, /dev/fuse, loop devices and udevd; a udevd is started when none runs, and
ended again with the last rig. `kind` says what a slot is:

    reader  the node stays when the medium goes: `change` with size 0, and a DISKSEQ that grows with each medium
    stick   node and medium come and go together: `add`, `change`, `remove`

A disk that is still held open when its medium was pulled keeps its node, dead and of size 0, until the last holder closes
it; an insertion in the meantime gets another node. That is what the kernel does with a stick.
"""

import dataclasses
import pathlib


@dataclasses.dataclass(frozen=True)
class Card:
    """A medium: a sparse file of `size` bytes that keeps its content over insertions."""

    name: str
    path: pathlib.Path
    size: int


@dataclasses.dataclass(frozen=True)
class Act:
    """A line of the log of a fault disk: what reached the medium. `kind`: write, discard, flush. `result`: done, lost
    (lose_writes), or failed (the fault that was asked for; nothing changed)."""

    kind: str
    offset: int
    length: int
    result: str


@dataclasses.dataclass(frozen=True)
class Insertion:
    """One stay of a card in a slot, with its own log."""

    slot: int
    port: str
    card: Card
    node: pathlib.Path
    disk_sequence: int
    folder: pathlib.Path

    def acts(self):
        """[Act] of this stay, in order; those of a removed card too."""
        raise NotImplementedError

    def writes(self):
        """[(offset, length)] of all that changed, or pretended to change, this card during this stay: writes and discards."""
        raise NotImplementedError


class VirtualReaders:
    """`name` is in the ports ("virtual/1"), so rigs of different names run side by side; one of the same name that lives is
    an error, leftovers of one that died are removed first. `slots` is a number; slots count from 1."""

    def __init__(self, slots=4, *, name="virtual", kind="reader", folder=None, fault_disk=None):
        raise NotImplementedError

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Pulls all cards and removes nodes, mounts, servers, the rule and the udevd it started. Failed if a loop device is
        still held open by somebody."""
        raise NotImplementedError

    def port(self, slot):
        """The text of BINDERY_PORT of a slot, "virtual/1"."""
        raise NotImplementedError

    def card(self, name, size):
        """A new blank Card; or the one of that name, if it has that size."""
        raise NotImplementedError

    def insert(self, slot, card, *, read_only=False, sector_size=512, serial=None, wait=True, **faults):
        """Returns an Insertion. `faults` as in set_faults, in force from the first byte. With `wait`, udevd has the disk in its
        database when this returns."""
        raise NotImplementedError

    def remove(self, slot, how="gone"):
        """Pulls the card, also in the middle of writing: "gone" lets acts under way fail and sets the size to 0, with an event;
        "killed" kills the server instead, so that all is EIO and nothing is announced until the last holder closes."""
        raise NotImplementedError

    def swap(self, slot, card, pause=0.0, **faults):
        """Another card in the slot after `pause` seconds; returns its Insertion."""
        raise NotImplementedError

    def storm(self, cards, events=50, seconds=2.0, seed=0):
        """So many insertions and removals over all slots, spread evenly; `cards` has one card per slot. Returns the list
        of Insertions; what is in the slots at the end stays there."""
        raise NotImplementedError

    def flood(self, slot, events):
        """So many `change` events for the slot's node, as fast as the kernel makes them (for overflows)."""
        raise NotImplementedError

    def insertion(self, slot):
        """What is in the slot now, or None."""
        raise NotImplementedError

    def insertions(self):
        """All there ever were, in order."""
        raise NotImplementedError

    def set_faults(self, slot, **faults):
        """Adds to the faults of the card in the slot, at once and at run time; None takes a word away.

        rate=BYTES            per second, reads and writes together
        latency=MICROSECONDS  added to each act
        stall=1               every act waits until the word is gone
        write_error=(A, B)    EIO for acts that touch bytes A to B, both included; a list of pairs is possible
        read_error=(A, B)     alike
        wrap=BYTES            counterfeit: memory of so many bytes, addresses wrap around
        flip=OFFSET           that byte reads back with its lowest bit flipped; a list is possible
        lose_writes=1         reported good and dropped
        sync_error=1          EIO for every flush; "once": for the first flush from now on only
        gone=1                ENODEV for everything
        """
        raise NotImplementedError

    def clear_faults(self, slot):
        raise NotImplementedError

    def settle(self, timeout=10):
        """Until udevd has nothing left to do. Not while somebody holds a slot's disk locked: its events wait for that."""
        raise NotImplementedError

    def stop_udevd(self):
        raise NotImplementedError

    def start_udevd(self):
        raise NotImplementedError

    def restart_udevd(self):
        raise NotImplementedError

    def leftovers(self):
        """What of this rig is still on the machine: loop devices, mounts, servers, as texts; [] after close()."""
        raise NotImplementedError
