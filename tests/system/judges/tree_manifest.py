# SPDX-License-Identifier: Apache-2.0
"""What a file tree holds: paths, types, modes, owners, links, sizes, times, contents, extended attributes.

The host's twin of kernel_oracle/tree_manifest.cpp: written apart from it, so that a mistake in one of the two shows as a
difference. Both write the format that is described there.
"""

import dataclasses
import hashlib
import os
import stat

FIELDS = ("path", "type", "mode", "uid", "gid", "links", "size", "mtime", "content", "xattrs")
_TYPES = {
    stat.S_IFREG: "f",
    stat.S_IFDIR: "d",
    stat.S_IFLNK: "l",
    stat.S_IFCHR: "c",
    stat.S_IFBLK: "b",
    stat.S_IFIFO: "p",
    stat.S_IFSOCK: "s",
}


@dataclasses.dataclass(frozen=True)
class Entry:
    path: str
    type: str
    mode: str
    uid: str
    gid: str
    links: str
    size: str
    mtime: str
    content: str
    xattrs: str


def escaped(raw):
    return "".join(chr(b) if 0x20 < b < 0x7F and b != 0x25 else f"%{b:02x}" for b in raw)


def _digest(path):
    state = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:
        while piece := file.read(1 << 20):
            state.update(piece)
    return state.hexdigest()


def _content(path, status):
    kind = stat.S_IFMT(status.st_mode)
    if kind == stat.S_IFREG:
        return _digest(path)
    if kind == stat.S_IFLNK:
        return escaped(os.readlink(path))
    if kind in (stat.S_IFCHR, stat.S_IFBLK):
        return f"{os.major(status.st_rdev)}:{os.minor(status.st_rdev)}"
    return "-"


def _xattrs(path):
    pairs = []
    for name in os.listxattr(path, follow_symlinks=False):
        value = os.getxattr(path, name, follow_symlinks=False)
        pairs.append(f"{escaped(os.fsencode(name))}={value.hex()}")
    return ",".join(sorted(pairs))


def list_tree(folder):
    """{path: Entry} of everything below `folder`, without entering other file systems."""
    top = os.fsencode(folder)
    device = os.lstat(top).st_dev
    entries = {}
    open_folders = [b""]
    while open_folders:
        relative = open_folders.pop()
        path = top + relative
        status = os.lstat(path)
        nanoseconds = f"{status.st_mtime_ns // 10**9}.{status.st_mtime_ns % 10**9:09d}"
        entry = Entry(
            escaped(relative or b"/"),
            _TYPES[stat.S_IFMT(status.st_mode)],
            f"{stat.S_IMODE(status.st_mode):04o}",
            str(status.st_uid),
            str(status.st_gid),
            str(status.st_nlink),
            str(status.st_size),
            nanoseconds,
            _content(path, status),
            _xattrs(path),
        )
        entries[entry.path] = entry
        if entry.type == "d" and status.st_dev == device:
            open_folders.extend(relative + b"/" + name for name in os.listdir(path))
    return entries


def parse(text):
    entries = {}
    for line in text.splitlines():
        fields = line.split("\t")
        if len(fields) != len(FIELDS):
            raise ValueError(f"a manifest line of {len(fields)} fields: {line!r}")
        entries[fields[0]] = Entry(*fields)
    return entries


def without_content_of_larger(entries, largest):
    """The manifest as the guest's lister makes it when it reads small files only."""
    return {
        path: dataclasses.replace(entry, content="-") if entry.type == "f" and int(entry.size) > largest else entry
        for path, entry in entries.items()
    }


def differences(expected, found, ignore_fields=()):
    """{path: sentence} of every path that is missing, additional, or differs in a field."""
    result = {}
    for path in sorted(expected.keys() | found.keys()):
        if path not in found:
            result[path] = "missing"
        elif path not in expected:
            result[path] = "additional"
        else:
            wrong = [
                f"{field} {getattr(expected[path], field)!r} became {getattr(found[path], field)!r}"
                for field in FIELDS
                if field not in ignore_fields and getattr(expected[path], field) != getattr(found[path], field)
            ]
            if wrong:
                result[path] = ", ".join(wrong)
    return result
