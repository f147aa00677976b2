# SPDX-License-Identifier: Apache-2.0
"""Looks for secrets where none may be: in files, and in the arguments and environments of running processes."""

import base64
import os
import pathlib
import re
import threading


def spellings(secret):
    """Every way in which the bytes could have been written down: {name: bytes}."""
    found = {
        "raw": secret,
        "hex": secret.hex().encode(),
        "HEX": secret.hex().upper().encode(),
        "reversed": secret[::-1],
        "half": secret[: len(secret) // 2],
        "json array": ",".join(map(str, secret)).encode(),
    }
    # base64 of a text that holds the secret at any of the three alignments
    for shift in range(3):
        for name, encode in (("base64", base64.b64encode), ("base64url", base64.urlsafe_b64encode)):
            text = encode(b"\0" * shift + secret)
            start = {0: 0, 1: 2, 2: 3}[shift]
            end = len(text.rstrip(b"=")) - (1 if (shift + len(secret)) % 3 else 0)
            found[f"{name} at {shift}"] = text[start:end]
    return found


class Scanner:
    """One pass over the data for all secrets: {label: bytes}."""

    def __init__(self, secrets):
        self._meaning = {}
        for label, secret in secrets.items():
            if len(secret) < 16:
                raise ValueError(f"{label} is too short to look for: {len(secret)} bytes")
            for spelling, text in spellings(secret).items():
                self._meaning.setdefault(text, f"{label} ({spelling})")
        self._longest = max(map(len, self._meaning))
        self._pattern = re.compile(b"|".join(re.escape(text) for text in sorted(self._meaning, key=len, reverse=True)))

    def in_bytes(self, data):
        return [self._meaning[match.group()] for match in self._pattern.finditer(data)]

    def in_file(self, path, piece=8 << 20):
        found, kept = [], b""
        with open(path, "rb") as file:
            while new := file.read(piece):
                data = kept + new
                found += self.in_bytes(data)
                kept = data[-(self._longest - 1) :]
        return sorted(set(found))

    def in_folder(self, folder, leave_out=(), changed_since=0):
        """{path: [secret...]} of every regular file below `folder`; names of files count too.

        Files that the kernel last saw changed before `changed_since`, when no secret existed yet, are not read.
        """
        hits = {}
        for path in sorted(pathlib.Path(folder).rglob("*")):
            found = self.in_bytes(os.fsencode(path))
            regular = path.is_file() and not path.is_symlink()
            if regular and path not in leave_out and path.stat().st_ctime >= changed_since:
                found += self.in_file(path)
            if found:
                hits[str(path)] = found
        return hits


class ProcessWatch:
    """Collects arguments and environments of this process's descendants while it is open, many times a second."""

    def __init__(self, interval=0.01):
        self.seen = set()
        self._interval = interval
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()

    def _watch(self):
        while not self._stop.is_set():
            self._look()
            self._stop.wait(self._interval)

    def _look(self):
        parents, names = {}, [name for name in os.listdir("/proc") if name.isdigit()]
        for name in names:
            try:
                stat = pathlib.Path(f"/proc/{name}/stat").read_text(errors="replace")
            except OSError:
                continue
            parents[int(name)] = int(stat.rsplit(")", 1)[1].split()[1])
        ours = {os.getpid()}
        for _ in range(8):
            ours |= {child for child, parent in parents.items() if parent in ours}
        for process in ours - {os.getpid()}:
            for what in ("cmdline", "environ"):
                try:
                    self.seen.add(pathlib.Path(f"/proc/{process}/{what}").read_bytes())
                except OSError:
                    continue
