# SPDX-License-Identifier: Apache-2.0
"""The folder outside the tree where images and kernels are kept; packaging/bootstrap uses the same."""

import contextlib
import fcntl
import os
import pathlib


def cache_folder():
    if os.environ.get("BINDERY_CACHE"):
        folder = pathlib.Path(os.environ["BINDERY_CACHE"])
    elif os.geteuid() == 0:
        folder = pathlib.Path("/var/cache/bindery")
    else:
        folder = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "bindery"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextlib.contextmanager
def locked(name):
    """Only one process at a time makes what `name` stands for."""
    with open(cache_folder() / f".{name}.lock", "w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
