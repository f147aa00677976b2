# SPDX-License-Identifier: Apache-2.0
"""Runs programs of others: never a shell, always a deadline, a fixed locale, the output in the error."""

import os
import subprocess


class Failed(AssertionError):
    """A program said no, or said nothing in time."""


def run(arguments, timeout=60, check=True, text=True, **options):
    """Returns the finished process; its output is in `stdout` (standard error joined unless asked for apart)."""
    arguments = [str(argument) for argument in arguments]
    options.setdefault("stdin", subprocess.DEVNULL if "input" not in options else None)
    if options["stdin"] is None:
        del options["stdin"]
    options.setdefault("stderr", subprocess.STDOUT)
    environment = dict(os.environ, LC_ALL="C.UTF-8", **options.pop("environment", {}))
    environment["PATH"] = environment.get("PATH", "") + ":/usr/sbin:/sbin"
    if text:
        options.setdefault("errors", "replace")
    try:
        done = subprocess.run(arguments, stdout=subprocess.PIPE, timeout=timeout, text=text, env=environment, **options)
    except subprocess.TimeoutExpired as error:
        raise Failed(f"{arguments[0]} gave no answer in {timeout} s: {' '.join(arguments)}\n{error.output}") from error
    if check and done.returncode != 0:
        output = done.stdout if text else done.stdout.decode(errors="replace")
        raise Failed(f"{' '.join(arguments)}: exit status {done.returncode}\n{output}\n{done.stderr or ''}")
    return done
