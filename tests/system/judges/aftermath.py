# SPDX-License-Identifier: Apache-2.0
"""What must be true after any fault, whatever it was. Each function gives complaints as texts; [] is good. The records are
read with SQLite alone, the cards as files: nothing of the engine is asked."""

import collections
import contextlib
import os
import pathlib
import sqlite3
import uuid

_RULES = pathlib.Path("/run/udev/rules.d")
_LUKS_MAGIC, _LUKS_UUID = b"LUKS\xba\xbe", slice(168, 208)
_MADE = ("passed", "written_unverified")


@contextlib.contextmanager
def _records(station):
    address = f"file:{station.state}/records.sqlite?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True, timeout=30)) as records:
        records.row_factory = sqlite3.Row
        yield records


def attempts(station):
    """[{id, serial, slot, disk_seq, result, reason, luks_uuid}] of the records, oldest first."""
    with _records(station) as records:
        rows = records.execute(
            "SELECT id, serial, slot, disk_seq, result, reason, luks_uuid FROM attempt"
            " LEFT JOIN attempt_card ON attempt = id ORDER BY attempt.rowid"
        )
        return [dict(row) for row in rows]


def of_records(station):
    """Every attempt was opened once and closed once, and of its secret there is left what its result says."""
    complaints = []
    with _records(station) as records:
        said = collections.Counter(tuple(row) for row in records.execute("SELECT action, subject FROM audit_event"))
    found = attempts(station)
    for row in found:
        for action in ("attempt.opened", "attempt.closed"):
            times = said[action, f"attempt:{row['id']}"]
            if times != 1:
                complaints.append(f"{row['id']} ({row['result']}): {action} was recorded {times} times")
        if row["result"] is None:
            complaints.append(f"{row['id']} is open")
    serials = collections.Counter(row["serial"] for row in found if row["result"] in _MADE)
    complaints += [f"serial {serial} passed {times} times" for serial, times in serials.items() if times > 1]
    wanted = {f"{row['id']}.key" for row in found if row["result"] in _MADE}
    kept = {path.name for path in (station.state / "keys" / "wrapping").glob("*.key")}
    complaints += [f"keys/wrapping/{name} is left of an attempt that did not pass" for name in sorted(kept - wanted)]
    complaints += [f"keys/wrapping/{name} of a card that passed is missing" for name in sorted(wanted - kept)]
    return complaints


def luks_uuid(card):
    """Of the header in partition 2 of an MBR card; None where there is no table or no header."""
    with open(card, "rb") as file:
        table = file.read(512)
        if table[510:] != b"\x55\xaa":
            return None
        file.seek(512 * int.from_bytes(table[446 + 16 + 8 : 446 + 16 + 12], "little"))
        header = file.read(_LUKS_UUID.stop)
    if not header.startswith(_LUKS_MAGIC):
        return None
    return str(uuid.UUID(header[_LUKS_UUID].rstrip(b"\0").decode("ascii")))


def of_cards(station, insertions, taught):
    """Nothing was written but to media of attempts in their own slot, and what is called passed is on that very card.
    `insertions` are all of the station's life, `taught` is {port: slot}."""
    complaints = []
    by_sequence = collections.defaultdict(list)
    last_on = {}
    of_sequence = {inserted.disk_sequence: inserted for inserted in insertions}
    for row in attempts(station):
        by_sequence[row["disk_seq"]].append(row)
        inserted = of_sequence.get(row["disk_seq"])
        if inserted is None:
            complaints.append(f"{row['id']} was at DISKSEQ {row['disk_seq']}, which nobody put in")
            continue
        if row["slot"] != str(taught.get(inserted.port)):
            complaints.append(f"{row['id']} of slot {row['slot']} was at the medium in {inserted.port}")
        last_on[inserted.card.path] = row
    for inserted in insertions:
        if inserted.writes() and not by_sequence[inserted.disk_sequence]:
            complaints.append(f"{inserted.card.name} at {inserted.port} was written without an attempt: {inserted.writes()[:3]}")
    for path, row in last_on.items():
        if row["result"] in _MADE and path.exists() and luks_uuid(path) != row["luks_uuid"]:
            complaints.append(f"{row['id']} is {row['result']}, and {path.name} holds {luks_uuid(path)}, not {row['luks_uuid']}")
    return complaints


def of_machine(station, rig_name):
    """After the line ended and the rig is closed: no rule, mount, lock of an attempt, process or unfinished file."""
    complaints = []
    for path in _RULES.glob("90-bindery-slots-*"):
        if f'"{rig_name}/' in path.read_text(encoding="utf-8"):
            complaints.append(f"{path} is left")
    mounts = pathlib.Path("/proc/self/mounts").read_text(encoding="utf-8")
    complaints += [f"mounted: {line}" for line in mounts.splitlines() if f"{station.state}/" in line or rig_name in line]
    complaints += [f"{path} is left" for path in (station.state / "run").iterdir() if path.name not in ("gate", "slots")]
    for folder, _, names in os.walk(station.state):
        complaints += [f"{folder}/{name} is left" for name in names if ".new-" in name]
    for process in pathlib.Path("/proc").iterdir():
        try:
            if process.name.isdigit() and os.fsencode(station.state) in (process / "cmdline").read_bytes().split(b"\0"):
                complaints.append(f"process {process.name} uses the station")
        except OSError:
            pass  # it has ended
    return complaints


def of_process(line, before):
    """Of a line that is quiet, against what threads() and descriptors() said of a quiet one."""
    threads, descriptors = before
    complaints = [] if line.threads() <= threads else [f"{line.threads()} threads, there were {threads}"]
    more = line.descriptors() - descriptors
    return complaints + [f"open {times} times more than before: {what}" for what, times in more.items()]
