# SPDX-License-Identifier: Apache-2.0
"""GRUB's own readers of LUKS2 and ext4 as a judge: grub-fstest asks for a passphrase on a terminal of its own."""

import os
import pty
import select
import termios
import time

from judges.running import Failed, run

_PROMPT = b"Enter passphrase"


def add_text_passphrase(luks, key, passphrase):
    """GRUB takes typed text only. `luks` is a copy of the partition in a file; the card itself is left alone."""
    arguments = ["--batch-mode", "--key-file", key, "--pbkdf", "pbkdf2", "--pbkdf-force-iterations", 1000]
    run(["cryptsetup", "luksAddKey", *arguments, luks, "-"], input=passphrase, timeout=60)


def _converse(arguments, passphrase, timeout):
    """Runs a program on a terminal of its own, types the passphrase at its prompt; (exit status, output)."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ["LC_ALL"] = "C"
        try:
            os.execvp(arguments[0], arguments)
        finally:
            os._exit(127)
    said, typed, deadline = b"", False, time.monotonic() + timeout
    try:
        while True:
            if time.monotonic() > deadline:
                os.kill(child, 9)
                raise Failed(f"{' '.join(arguments)} gave no answer in {timeout} s:\n{said.decode(errors='replace')}")
            # GRUB throws away what was typed before it switched the echo off, so that is what to wait for
            if not typed and _PROMPT in said and not termios.tcgetattr(terminal)[3] & termios.ECHO:
                os.write(terminal, passphrase.encode() + b"\r")
                typed = True
            ready, _, _ = select.select([terminal], [], [], 0.5 if typed else 0.01)
            if not ready:
                continue
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            said += piece
    finally:
        os.close(terminal)
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said.decode(errors="replace").replace("\r", "")


def ask(luks, passphrase, *command, timeout=120):
    """`grub-fstest -C LUKS COMMAND...`; (exit status, output)."""
    return _converse(["grub-fstest", "-C", str(luks), *map(str, command)], passphrase, timeout)


def compare(luks, passphrase, folder, local, timeout=240):
    """GRUB reads every file that the local folder has, from the card, and compares it byte for byte.

    It walks the local folder: what the card has in addition is not noticed. Links, nodes and odd names are no business of
    GRUB's, so `local` should hold regular files and folders.
    """
    status, said = ask(luks, passphrase, "cmp", f"(crypto0){folder}", local, timeout=timeout)
    if status != 0 or " opened" not in said:
        raise Failed(f"GRUB compared {folder} with {local}: exit status {status}\n{said}")


def names(luks, passphrase, folder):
    """What GRUB lists in a folder of the card."""
    status, said = ask(luks, passphrase, "ls", f"(crypto0){folder}")
    # it exits 0 even when no passphrase opened the header
    if status != 0 or " opened" not in said:
        raise Failed(f"GRUB lists {folder}: exit status {status}\n{said}")
    return said.strip().splitlines()[-1].split()
