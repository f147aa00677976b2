#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""packaging/dbus/org.bindery.Station.conf on a bus with Debian's own rules of the system bus: root alone is the
station, and anybody may call it. Needs root. The only argument is the top of the source tree."""
import os
import pathlib
import pwd
import re
import subprocess
import sys
import tempfile

import dbus
import dbus.bus
import dbus.exceptions

NAME = "org.bindery.Station"
USER = "daemon"
DENIED = "org.freedesktop.DBus.Error.AccessDenied"


def configuration(top, address):
    text = pathlib.Path("/usr/share/dbus-1/system.conf").read_text(encoding="utf-8")
    text = re.sub(r"<listen>[^<]*</listen>", f"<listen>{address}</listen>", text)
    for only_of_the_system in (r"<user>[^<]*</user>", r"<fork/>", r"<pidfile>[^<]*</pidfile>", r"<syslog/>",
                               r"<standard_system_servicedirs/>", r"<includedir>[^<]*</includedir>"):
        text = re.sub(only_of_the_system, "", text)
    ours = pathlib.Path(top) / "packaging/dbus/org.bindery.Station.conf"
    return text.replace("</busconfig>", f"<include>{ours}</include></busconfig>")


def as_user(act):
    """What `act` says, carried out by an ordinary user."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        entry = pwd.getpwnam(USER)
        os.setgroups([])
        os.setgid(entry.pw_gid)
        os.setuid(entry.pw_uid)
        os.write(writing, act().encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        said = stream.read()
    os.waitpid(pid, 0)
    return said


def outcome(act):
    try:
        return str(act())
    except dbus.exceptions.DBusException as error:
        return error.get_dbus_name()


def own_name(address):
    return outcome(lambda: dbus.bus.BusConnection(address).request_name(NAME, dbus.bus.NAME_FLAG_DO_NOT_QUEUE))


def call(address):
    # Nobody answers yet; the bus lets the call through, or it does not.
    return outcome(lambda: dbus.bus.BusConnection(address).call_blocking(
        NAME, "/org/bindery/station", "org.bindery.Station1", "SignOut", "", (), timeout=0.2))


def main():
    faults = []

    def expect(what, seen, wanted):
        if seen != wanted:
            faults.append(f"{what}: {seen}, not {wanted}")

    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        address = f"unix:path={folder}/bus"
        (pathlib.Path(folder) / "bus.conf").write_text(configuration(sys.argv[1], address), encoding="utf-8")
        bus = subprocess.Popen(["dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork", "--nopidfile",
                                "--print-address"], stdout=subprocess.PIPE, text=True)
        try:
            assert bus.stdout.readline().startswith("unix:"), "dbus-daemon did not start"
            expect("an ordinary user becomes the station", as_user(lambda: own_name(address)), DENIED)
            station = dbus.bus.BusConnection(address)
            expect("root becomes the station", outcome(lambda: station.request_name(NAME)), "1")
            expect("an ordinary user calls the station", as_user(lambda: call(address)),
                   "org.freedesktop.DBus.Error.NoReply")
            expect("an ordinary user becomes another station", as_user(
                lambda: outcome(lambda: dbus.bus.BusConnection(address).request_name(NAME + ".Other"))), DENIED)
        finally:
            bus.kill()
            bus.wait()
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
