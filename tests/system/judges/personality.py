# SPDX-License-Identifier: Apache-2.0
"""What may, and what must, differ between a golden root and the root of one unit's card."""

import hashlib
import json
import re

from judges import tree_manifest

#: Files that are the unit's own.
_OWN = re.compile(
    r"/etc/(hostname|hosts|machine-id|bindery|bindery/unit\.json)"
    r"|/etc/ssh/ssh_host_[a-z0-9]+_key(\.pub)?"
    r"|/var/lib/dbus/machine-id"
)
#: Regular files that tell of the golden system: none of them may be on a card.
_GONE = re.compile(
    r"/etc/(passwd|shadow|group|gshadow|subuid|subgid)-"
    r"|/var/lib/systemd/(random-seed|credential\.secret)"
    r"|/var/(log|crash|tmp|mail|spool/mail)/.*"
    r"|/tmp/.*"
    r"|/(root|home/[^/]+)/(\.[a-z_]*_history|\.ssh/(known_hosts|id_).*)"
)
#: Folders that hold such files: their times and link counts may change, nothing else.
_FOLDERS = re.compile(r"/etc|/etc/ssh|/var/lib/dbus")
#: How many blocks the names of a folder take is e2fsck's business: staging lets it rebuild folders that lack an index.
_FOLDER_FIELDS = ("size",)


def host_name(serial):
    return serial.lower()


def complaints(golden, card, serial):
    """{path: sentence} of all that a card of this serial should not be; empty when it is right."""
    gone = {path for path, entry in golden.items() if entry.type == "f" and _GONE.fullmatch(path)}
    emptied = {path.rpartition("/")[0] for path in gone}
    wrong = {path: "of the golden system is on the card" for path in gone & card.keys()}
    for path, what in tree_manifest.differences(golden, card).items():
        if _OWN.fullmatch(path) or path in gone:
            continue
        if path in golden and path in card and golden[path].type == card[path].type == "d":
            ignored = (*_FOLDER_FIELDS, "mtime", "links") if _FOLDERS.fullmatch(path) or path in emptied else _FOLDER_FIELDS
            what = tree_manifest.differences({path: golden[path]}, {path: card[path]}, ignored).get(path)
        if what:
            wrong[path] = what
    wrong.update(_missing_personality(golden, card, serial))
    return wrong


def _missing_personality(golden, card, serial):
    wrong = {}
    expected = {"/etc/hostname": (host_name(serial) + "\n").encode(), "/etc/machine-id": b""}
    for path, content in expected.items():
        if path not in card:
            wrong[path] = "missing on the card"
        elif card[path].content != hashlib.sha256(content).hexdigest():
            wrong[path] = f"does not hold {content!r}"
    if "/etc/bindery/unit.json" not in card:
        wrong["/etc/bindery/unit.json"] = "missing on the card"
    for path, entry in golden.items():
        if path.startswith("/etc/ssh/ssh_host_"):
            if path in card and card[path].content == entry.content:
                wrong[path] = "is the golden image's key"
    for path, entry in card.items():
        if re.fullmatch(r"/etc/ssh/ssh_host_.*_key", path) and (entry.mode, entry.uid, entry.gid) != ("0600", "0", "0"):
            wrong[path] = f"is readable by others: mode {entry.mode}, owner {entry.uid}:{entry.gid}"
    return wrong


def check_unit_json(text, serial):
    content = json.loads(text)
    assert content["serial"] == serial, content
