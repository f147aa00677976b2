# SPDX-License-Identifier: Apache-2.0
"""Virtual card readers: block devices with a slot's port, a medium that comes and goes, and faults on demand.

    with VirtualReaders(slots=4) as readers:
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

import contextlib
import dataclasses
import fcntl
import os
import pathlib
import random
import re
import shutil
import threading
import time

from judges import loop_device, udev_daemon
from judges.fault_disk import FaultDisk, detach_mount, kill_servers, mounts_below, parse_log, servers_below
from judges.running import Failed

_RUN = pathlib.Path("/run/bindery-virtual-readers")
_RIGS, _NODES, _OWNERS = _RUN / "rigs", _RUN / "nodes", _RUN / "owners"
_CARDS = pathlib.Path("/var/tmp/bindery-virtual-readers")
#: Others take the lowest free number: so far above, nobody takes ours between two insertions.
_FIRST_NUMBER = 64
_RULE = pathlib.Path("/run/udev/rules.d/59-bindery-virtual-readers.rules")
_RULE_TEXT = """\
# Virtual card readers for the tests of Bindery; removed with the last of them.
SUBSYSTEM!="block", GOTO="bindery_virtual_end"
KERNEL!="loop[0-9]*", GOTO="bindery_virtual_end"
ENV{DEVTYPE}!="disk", GOTO="bindery_virtual_end"
# the database still knows what was removed
ACTION=="remove", GOTO="bindery_virtual_end"
# a node of ours that somebody else took
TEST=="loop/backing_file", ATTR{loop/backing_file}!="/run/bindery-virtual-readers/rigs/*", GOTO="bindery_virtual_end"
IMPORT{file}="/run/bindery-virtual-readers/nodes/%k"
ENV{BINDERY_PORT}=="?*", ENV{BINDERY_VIRTUAL_MEDIUM}="$env{DISKSEQ}:$attr{size}"
LABEL="bindery_virtual_end"
"""


@contextlib.contextmanager
def _machine_lock():
    """The rule, the nodes and the udevd belong to all rigs of the machine."""
    for folder in (_RIGS, _NODES, _OWNERS):
        folder.mkdir(parents=True, exist_ok=True)
    with open(_RUN / "lock", "w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _daemon():
    return udev_daemon.UdevDaemon(_RUN / "udevd-started-here")


def _until(condition, seconds, pause=0.005):
    deadline = time.monotonic() + seconds
    while not (answer := condition()) and time.monotonic() < deadline:
        time.sleep(pause)
    return answer


def _owned(name):
    """The lock of a rig, held; None while its owner lives."""
    file = open(_OWNERS / name, "w", encoding="ascii")  # closed by its owner
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def _device_number(loop):
    return loop_device.attribute(loop, "dev") or f"7:{loop}"


def _nodes_of(name):
    """Numbers of the nodes that a rig took."""
    numbers = []
    for path in _NODES.glob("loop*"):
        with contextlib.suppress(FileNotFoundError):
            if f"BINDERY_VIRTUAL_RIG={name}\n" in path.read_text(encoding="utf-8"):
                numbers.append(int(path.name.removeprefix("loop")))
    return sorted(numbers)


def leftovers(name):
    """What there is of a rig on the machine, as texts."""
    folder = _RIGS / name
    found = [f"/dev/loop{number} is attached" for number in loop_device.attached_below(folder)]
    found += [f"/dev/loop{number} is a node of the rig" for number in _nodes_of(name)]
    found += [f"{path} is mounted" for path in mounts_below(folder)]
    found += [f"process {pid} serves a fault disk" for pid in servers_below(folder)]
    return found + [f"{path} exists" for path in (folder, _CARDS / name) if path.exists()]


def _pull_down(name, seconds):
    """Removes all of a rig but what somebody holds open after so many seconds; the machine lock is held."""
    folder = _RIGS / name
    kill_servers(folder)
    numbers = sorted({*loop_device.attached_below(folder), *_nodes_of(name)})
    for number in numbers:
        loop_device.detach(number)
    for path in mounts_below(folder):
        detach_mount(path)

    def are_removed():
        for number in list(numbers):
            if loop_device.remove_node(number):
                numbers.remove(number)
        return not numbers

    _until(are_removed, seconds, 0.02)
    if udev_daemon.is_running():
        udev_daemon.settle(2)  # or the database would go on knowing them
    for number in _nodes_of(name):
        (_NODES / f"loop{number}").unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    if not any(_RIGS.iterdir()):
        if _RULE.exists():
            _RULE.unlink()
            if udev_daemon.is_running():
                udev_daemon.reload_rules()
        _daemon().stop()
    return [f"/dev/loop{number} is held open by somebody" for number in numbers]


def clean():
    """Removes what rigs whose owners died left behind; returns their names."""
    cleaned = []
    with _machine_lock():
        names = {path.name for folder in (_RIGS, _OWNERS, _CARDS) if folder.exists() for path in folder.iterdir()}
        for name in sorted(names):
            owner = _owned(name)
            if owner is None:
                continue
            with owner:
                if leftovers(name):
                    _pull_down(name, 5)
                    shutil.rmtree(_CARDS / name, ignore_errors=True)
                    cleaned.append(name)
                (_OWNERS / name).unlink(missing_ok=True)
    return cleaned


@dataclasses.dataclass(frozen=True)
class Card:
    """A medium: a sparse file of `size` bytes that keeps its content over insertions."""

    name: str
    path: pathlib.Path
    size: int


@dataclasses.dataclass(frozen=True)
class Insertion:
    """One stay of a card in a slot, with its own log. `number` counts those of the rig from 1."""

    number: int
    slot: int
    port: str
    card: Card
    node: pathlib.Path
    disk_sequence: int
    log: pathlib.Path

    def acts(self):
        """[fault_disk.Act] of this stay so far, in order; also when the card was pulled, until the rig is closed."""
        return parse_log(self.log)

    def writes(self):
        """[(offset, length)] of all that changed this card in this stay, or was lost but reported good: writes and
        discards."""
        kinds = ("write", "discard")
        return [(act.offset, act.length) for act in self.acts() if act.kind in kinds and act.result in ("done", "lost")]

    def flushes(self):
        """[result] of the flushes, in order."""
        return [act.result for act in self.acts() if act.kind == "flush" and act.result != "held"]


@dataclasses.dataclass
class _Slot:
    number: int
    loop: int = None  # its node; of a stick only while it is in
    inserted: Insertion = None
    disk: FaultDisk = None
    faults: dict = dataclasses.field(default_factory=dict)
    held_from: int = 0  # acts before the last hold()


class VirtualReaders:
    """`name` is in the ports ("virtual/1"), so rigs of different names run side by side; one of the same name that lives is
    an error, leftovers of one that died are removed first. `slots` is a number; slots count from 1. The cards are kept in
    `folder`, or in one of the rig's own that goes with it. May be used by several threads."""

    def __init__(self, slots=4, *, name="virtual", kind="reader", folder=None, fault_disk=None):
        if kind not in ("reader", "stick"):
            raise Failed(f"a slot is a reader or a stick, not a {kind}")
        if not re.fullmatch(r"[a-z0-9-]{1,40}", name):
            raise Failed(f'"{name}" is no name for a rig: use a-z, 0-9 and -')
        program = fault_disk or os.environ.get("BINDERY_FAULT_DISK")
        if not program or not os.access(program, os.X_OK):
            raise Failed(f"there is no fault disk at {program}: build the target fault_disk, or set BINDERY_FAULT_DISK")
        self.name, self.kind = name, kind
        self._program = pathlib.Path(program).absolute()
        self._folder = pathlib.Path(folder).absolute() if folder else _CARDS / name
        self._lock = threading.RLock()
        self._slots = {number: _Slot(number) for number in range(1, slots + 1)}
        self._insertions = []
        self._left_nodes = []  # held open by somebody, or not yet forgotten by udevd
        self._arms = 0
        with _machine_lock():
            self._owner = _owned(name)
            if self._owner is None:
                raise Failed(f'a rig called "{name}" is at work')
            if leftovers(name):
                _pull_down(name, 5)
                shutil.rmtree(_CARDS / name, ignore_errors=True)
            (_RIGS / name).mkdir()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with _machine_lock():
                _RULE.parent.mkdir(parents=True, exist_ok=True)
                _RULE.write_text(_RULE_TEXT, encoding="ascii")
                _daemon().start()
                udev_daemon.reload_rules()
            if kind == "reader":
                for slot in self._slots.values():
                    self._take_node(slot, serial=None)
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Pulls all cards and removes nodes, mounts, servers, cards, the rule and the udevd it started. Failed, after all else
        was done, if a node is still held open by somebody."""
        with self._lock:
            if self._owner is None:
                return
            with _machine_lock():
                for place in self._slots.values():
                    if place.inserted:
                        place.disk.kill()
                        place.inserted = None
                held = _pull_down(self.name, 5)
                shutil.rmtree(_CARDS / self.name, ignore_errors=True)
                (_OWNERS / self.name).unlink(missing_ok=True)
            self._owner.close()
            self._owner = None
        if held:
            raise Failed(f"left behind by those who used the rig: {held}")

    def port(self, slot):
        """The text of BINDERY_PORT of a slot, "virtual/1"."""
        return f"{self.name}/{self._slot(slot).number}"

    def slots(self):
        return sorted(self._slots)

    def card(self, name, size):
        """A new blank Card; or the one of that name, which must have that size."""
        path = self._folder / f"{name}.img"
        if path.exists():
            if path.stat().st_size != size:
                raise Failed(f"there is a card {name} already, of {path.stat().st_size} bytes")
        else:
            with open(path, "xb") as file:
                file.truncate(size)
        return Card(name, path, size)

    def insert(
        self, slot, card, *, read_only=False, sector_size=512, serial=None, wait=True, patience=0.5, **faults
    ):
        """Returns an Insertion. `faults` as in set_faults, in force before anybody can write. `read_only` is the switch of the card;
        `serial` is the reader's. With `wait`, udevd has the disk in its database when this returns. `patience`: seconds that
        a reader's node may still be held open, before the card gets another one."""
        with self._lock:
            place = self._slot(slot)
            if place.inserted:
                raise Failed(f"slot {slot} holds {place.inserted.card.name}")
            number = len(self._insertions) + 1
            disk = FaultDisk(_RIGS / self.name / f"slot-{slot}" / f"insertion-{number}")
            faults = self._armed(faults)
            # attaching flushes the file: that must neither stall, nor spend an error, nor be in the log
            disk.start(self._program, card.path, {})
            try:
                self._attach(place, disk, serial, patience, read_only=read_only, sector_size=sector_size)
                os.truncate(disk.log, 0)
                disk.set(faults)
            except BaseException:
                disk.kill()
                raise
            node = loop_device.node_of(place.loop)
            sequence = int(loop_device.attribute(place.loop, "diskseq"))
            inserted = Insertion(number, slot, self.port(slot), card, node, sequence, disk.log)
            place.disk, place.faults, place.inserted, place.held_from = disk, faults, inserted, 0
            self._insertions.append(inserted)
            self._forget_left_nodes()
        if wait:
            self._await_udevd(inserted)
        return inserted

    def remove(self, slot, how="gone"):
        """Pulls the card, also in the middle of writing. "gone": acts under way fail, the size is 0, and an event says so (for a
        stick `remove`, for a reader `change`). "killed": all is EIO, and a reader announces nothing before the last holder
        closes the disk."""
        if how not in ("gone", "killed"):
            raise Failed(f"a card is gone or killed, not {how}")
        with self._lock:
            place = self._slot(slot)
            if not place.inserted:
                raise Failed(f"slot {slot} is empty")
            place.inserted = None
            if how == "killed":
                place.disk.kill()
            else:
                place.disk.set({**place.faults, "gone": 1})
                if self.kind == "reader":
                    self._announce_size_0(place)
            loop_device.detach(place.loop)
            if self.kind == "stick":
                self._leave_node(place, is_gone=how == "gone")
            place.disk.kill()
            place.disk = None

    def swap(self, slot, card, pause=0.0, **options):
        """Another card in the slot after `pause` seconds; returns its Insertion. `options` as for insert()."""
        with self._lock:
            self.remove(slot)
            time.sleep(pause)
            return self.insert(slot, card, patience=0.05, **options)

    def storm(self, cards, events=50, seconds=2.0, seed=0, slots=None):
        """So many insertions and removals over the slots (all by default), spread evenly in time, in an order that comes from
        the seed; each slot has its card. What is in the slots at the end stays there; returns the Insertions made."""
        chance = random.Random(seed)
        card_of = dict(zip(slots or self.slots(), cards, strict=True))
        before, start = len(self._insertions), time.monotonic()
        for event in range(events):
            slot = chance.choice(list(card_of))
            time.sleep(max(0.0, start + seconds * event / events - time.monotonic()))
            if self.insertion(slot):
                self.remove(slot)
            else:
                self.insert(slot, card_of[slot], wait=False)
        return self._insertions[before:]

    def flood(self, slot, events):
        """So many `change` events for the slot's node, as fast as the kernel makes them (for overflows)."""
        for _ in range(events):
            loop_device.announce(self._slot(slot).loop, "change")

    def insertion(self, slot):
        """What is in the slot now, or None."""
        return self._slot(slot).inserted

    def insertions(self):
        """All there ever were, in order."""
        return list(self._insertions)

    def set_faults(self, slot, **faults):
        """Adds to the faults of the card in the slot, at once and at run time; None takes a word away.

        rate=BYTES            per second, reads and writes together
        latency=MICROSECONDS  added to each act
        stall=1               every act waits until the word is gone
        hold=(KIND, A, B)     read, write, discard or flush: acts that touch bytes A to B wait; see hold()
        write_error=(A, B)    EIO for acts that touch bytes A to B, both included; a list of pairs is possible
        read_error=(A, B)     alike
        wrap=BYTES            counterfeit: memory of so many bytes, addresses wrap around
        flip=OFFSET           that byte reads back with its lowest bit flipped; a list is possible
        lose_writes=1         reported good and dropped
        sync_error=1          EIO for every flush; "once": for the first flush from now on only
        gone=1                ENODEV for everything
        """
        with self._lock:
            place = self._slot(slot)
            if not place.inserted:
                raise Failed(f"slot {slot} is empty")
            merged = {**place.faults, **self._armed(faults)}
            place.faults = {name: value for name, value in merged.items() if value is not None}
            place.disk.set(place.faults)

    def hold(self, slot, kind, first, last):
        """From now on an act of that kind that touches bytes `first` to `last` waits at the card, not yet begun; what was held
        before goes on. Of a flush: one of something that was written there. Until release(), a pull, or the next hold()."""
        with self._lock:
            place = self._slot(slot)
            place.held_from = len(place.inserted.acts())
            self.set_faults(slot, hold=(kind, first, last))

    def is_held(self, slot):
        """Whether such an act waits."""
        place = self._slot(slot)
        kind = place.faults["hold"][0]
        return any(act.result == "held" and act.kind == kind for act in place.inserted.acts()[place.held_from :])

    def until_held(self, slot, seconds=60):
        if not _until(lambda: self.is_held(slot), seconds):
            kind, first, last = self._slot(slot).faults["hold"]
            raise Failed(f"slot {slot}: no {kind} of bytes {first} to {last} in {seconds} s")

    def release(self, slot):
        self.set_faults(slot, hold=None)

    def faults(self, slot):
        return dict(self._slot(slot).faults)

    def clear_faults(self, slot):
        self.set_faults(slot, **{name: None for name in self.faults(slot)})

    def clear_all_faults(self):
        for slot in self.slots():
            if self.insertion(slot):
                self.clear_faults(slot)

    def settle(self, timeout=10):
        """Until udevd has nothing left to do. Not while somebody holds a slot's disk locked: its events wait for that."""
        udev_daemon.settle(timeout)

    def stop_udevd(self):
        """Only a udevd that a rig started, else Failed. Events that come until start_udevd() are lost, as in life."""
        with _machine_lock():
            if not _daemon().stop():
                raise Failed("this machine's udevd was there before the rig: it is left alone")

    def start_udevd(self):
        with _machine_lock():
            _daemon().start()

    def restart_udevd(self):
        """Also one that was there before the rig."""
        with _machine_lock():
            _daemon().restart()

    def leftovers(self):
        """What there is of this rig on the machine, as texts; [] after close()."""
        return leftovers(self.name)

    def _slot(self, number):
        if number not in self._slots:
            raise Failed(f"there is no slot {number}: there are {self.slots()}")
        return self._slots[number]

    def _armed(self, faults):
        if faults.get("sync_error") == "once":
            self._arms += 1
            return {**faults, "sync_error": ("once", self._arms)}
        return faults

    def _describe_node(self, loop, slot, serial, mode):
        text = f"BINDERY_PORT={self.port(slot)}\nBINDERY_VIRTUAL_RIG={self.name}\n"
        text += f"ID_SERIAL_SHORT={serial or f'{self.name}-{slot}'}\nID_MODEL=Virtual_reader\n"
        with open(_NODES / f"loop{loop}", mode, encoding="utf-8") as file:
            file.write(text)

    def _take_node(self, place, serial):
        for number in range(_FIRST_NUMBER, _FIRST_NUMBER + 4096):
            with contextlib.suppress(FileExistsError):
                # before the node is there, so that the first event has the port
                self._describe_node(number, place.number, serial, "x")
                if loop_device.add_node(number):
                    place.loop = number
                    return
                (_NODES / f"loop{number}").unlink()
        raise Failed("no free number for a loop device")

    def _attach(self, place, disk, serial, patience, **options):
        if place.loop is not None:
            # udevd may still look at what was there; whoever holds it longer keeps it, dead
            if _until(lambda: not loop_device.is_attached(place.loop), patience):
                self._describe_node(place.loop, place.number, serial, "w")
                if loop_device.attach(place.loop, disk.disk, **options):
                    return
            self._leave_node(place, is_gone=False)
        for _ in range(20):
            self._take_node(place, serial)
            if loop_device.attach(place.loop, disk.disk, **options):
                return
            self._leave_node(place, is_gone=False)  # somebody was quicker
        raise Failed("others take every new loop device")

    @staticmethod
    def _announce_size_0(place):
        def is_empty():
            place.disk.disk.stat()  # older kernels take the size that was asked for last
            loop_device.take_new_size(place.loop)
            return loop_device.attribute(place.loop, "size") == "0"

        if not _until(is_empty, 2, 0.01):
            raise Failed(f"/dev/loop{place.loop} keeps its size though its card is gone")

    def _leave_node(self, place, is_gone):
        """The node goes; while it is held open, an event says that it went. Only then its size: events of a locked disk wait,
        and one that waits would hold the `remove` back too."""
        loop = place.loop
        if not _until(lambda: loop_device.remove_node(loop), 0.1):
            loop_device.announce(loop, "remove")
            if is_gone:
                with contextlib.suppress(OSError):
                    loop_device.take_new_size(loop)
            (_NODES / f"loop{loop}").write_text(f"BINDERY_VIRTUAL_RIG={self.name}\n", encoding="utf-8")
        self._left_nodes.append(loop)
        place.loop = None

    def _forget_left_nodes(self):
        for loop in list(self._left_nodes):
            if loop_device.remove_node(loop) and not udev_daemon.properties(f"7:{loop}"):
                (_NODES / f"loop{loop}").unlink(missing_ok=True)
                self._left_nodes.remove(loop)

    @staticmethod
    def _await_udevd(inserted):
        loop = int(inserted.node.name.removeprefix("loop"))
        wanted = f"{inserted.disk_sequence}:{loop_device.attribute(loop, 'size')}"

        def is_known():
            return udev_daemon.properties(_device_number(loop)).get("BINDERY_VIRTUAL_MEDIUM") == wanted

        if not _until(is_known, 15):
            raise Failed(f"udevd says nothing of {inserted.node}: {udev_daemon.properties(_device_number(loop))}")
