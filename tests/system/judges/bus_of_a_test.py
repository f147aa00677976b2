# SPDX-License-Identifier: Apache-2.0
"""A message bus of one test, and processes that are on it as users of their own. Everything ends with the block."""

import os
import pathlib
import re
import signal
import subprocess
import time

OPEN_POLICY = ('<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*" eavesdrop="true"/>'
               '<allow eavesdrop="true"/></policy>')


def as_user(uid, groups=()):
    """What goes before a command that this user gives; `groups` by number."""
    keep = ["--groups=" + ",".join(map(str, groups))] if groups else ["--clear-groups"]
    return ["setpriv", f"--reuid={uid}", f"--regid={uid}", *keep, "--"]


class Bus:
    """`kind` is "session", with a policy that lets everybody do everything, or "system", with Debian's own policy and
    that of the named files."""

    def __init__(self, folder, kind, *, uid=0, policies=()):
        self.address = f"unix:path={folder}/bus"
        configuration = pathlib.Path(folder) / "bus.conf"
        configuration.write_text(self._system(policies) if kind == "system" else
                                 f"<busconfig><type>session</type><listen>{self.address}</listen><auth>EXTERNAL</auth>"
                                 f"{OPEN_POLICY}</busconfig>", encoding="utf-8")
        self._processes = []
        bus = subprocess.Popen([*as_user(uid), "dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile",
                                "--print-address"], stdout=subprocess.PIPE, text=True)
        self._processes.append(bus)
        assert bus.stdout.readline().startswith("unix:"), "dbus-daemon did not start"

    def _system(self, policies):
        text = pathlib.Path("/usr/share/dbus-1/system.conf").read_text(encoding="utf-8")
        text = re.sub(r"<listen>[^<]*</listen>", f"<listen>{self.address}</listen>", text)
        for of_the_system in (r"<user>[^<]*</user>", r"<fork/>", r"<pidfile>[^<]*</pidfile>", r"<syslog/>",
                              r"<standard_system_servicedirs/>", r"<includedir>[^<]*</includedir>"):
            text = re.sub(of_the_system, "", text)
        included = "".join(f"<include>{policy}</include>" for policy in policies)
        return text.replace("</busconfig>", included + "</busconfig>")

    @property
    def environment(self):
        return {**os.environ, "DBUS_SESSION_BUS_ADDRESS": self.address, "DBUS_SYSTEM_BUS_ADDRESS": self.address}

    def start(self, command, name, log, environment=None):
        """Starts what takes `name` on the bus, and waits until it has."""
        with open(log, "ab") as said:
            process = subprocess.Popen(command, env={**self.environment, **(environment or {})}, stdout=said, stderr=said)
        self._processes.append(process)
        deadline = time.monotonic() + 90
        while not self.has(name):
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"{name} did not come: " + pathlib.Path(log).read_text(encoding="utf-8"))
            time.sleep(0.1)
        return process

    def has(self, name):
        seen = subprocess.run(["busctl", f"--address={self.address}", "call", "org.freedesktop.DBus",
                               "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner", "s", name],
                              capture_output=True, text=True)
        return seen.stdout.strip() == "b true"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in reversed(self._processes):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout:
                process.stdout.close()
