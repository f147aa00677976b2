#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""packaging/dbus/org.bindery.Station.conf on a bus with Debian's own rules of the system bus: root alone is the station;
root and the group "operators" may call it and hear its signals, and nobody else does either. Needs root; the group is that
of this test. The only argument is the top of the source tree."""
import os
import pathlib
import pwd
import re
import signal
import subprocess
import sys
import tempfile
import time

import dbus
import dbus.bus
import dbus.exceptions
import dbus.lowlevel

import polkit_rules_test as polkit

NAME = "org.bindery.Station"
PROBE = "org.bindery.Probe"
OPERATOR, STRANGER = "daemon", "sys"
DENIED = "org.freedesktop.DBus.Error.AccessDenied"
UNANSWERED = "org.freedesktop.DBus.Error.NoReply"
kept = []  # connections, which end with the process


def configuration(top, address):
    text = pathlib.Path("/usr/share/dbus-1/system.conf").read_text(encoding="utf-8")
    text = re.sub(r"<listen>[^<]*</listen>", f"<listen>{address}</listen>", text)
    for only_of_the_system in (r"<user>[^<]*</user>", r"<fork/>", r"<pidfile>[^<]*</pidfile>", r"<syslog/>",
                               r"<standard_system_servicedirs/>", r"<includedir>[^<]*</includedir>"):
        text = re.sub(only_of_the_system, "", text)
    ours = pathlib.Path(top) / "packaging/dbus/org.bindery.Station.conf"
    # Somebody whom the station asks, as it asks polkit: of a user who is no operator.
    asked = f"""<policy user="{STRANGER}"><allow own="{PROBE}"/></policy>
                <policy context="default"><allow send_destination="{PROBE}"/></policy>"""
    return text.replace("</busconfig>", f"<include>{ours}</include>{asked}</busconfig>")


def become(user):
    entry = pwd.getpwnam(user)
    os.initgroups(user, entry.pw_gid)
    os.setgid(entry.pw_gid)
    os.setuid(entry.pw_uid)


def as_user(user, act, stay=False):
    """What `act` says, carried out by an ordinary user, and its process, which stays until it is killed where wanted."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        become(user)
        said = act()
        os.write(writing, str(said).encode())
        os.close(writing)
        if stay:
            signal.pause()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        said = stream.read()
    if not stay:
        os.waitpid(pid, 0)
    return said, pid


def outcome(act):
    try:
        return str(act())
    except dbus.exceptions.DBusException as error:
        return error.get_dbus_name()


def own_name(address, name):
    connection = dbus.bus.BusConnection(address)
    kept.append(connection)
    return outcome(lambda: connection.request_name(name, dbus.bus.NAME_FLAG_DO_NOT_QUEUE))


def call(connection, name=NAME):
    # Nobody answers; the bus lets the call through, or it does not.
    return outcome(lambda: connection.call_blocking(name, "/org/bindery/station", "org.bindery.Station1", "SignOut", "", (),
                                                    timeout=0.2))


def listen(address, user, log):
    entry = pwd.getpwnam(user)
    with open(log, "wb") as heard:
        return subprocess.Popen(["dbus-monitor", "--address", address, f"type='signal',interface='{PROBE}'"],
                                stdout=heard, stderr=subprocess.STDOUT, user=user, group=entry.pw_gid,
                                extra_groups=os.getgrouplist(user, entry.pw_gid))


def hears_the_station(address, station, folder):
    """Operator, stranger: whether the station's signals come to them. Somebody else's come to both."""
    other = dbus.bus.BusConnection(address)
    logs = [folder / f"heard-by-{user}" for user in (OPERATOR, STRANGER)]
    listeners = [listen(address, user, log) for user, log in zip((OPERATOR, STRANGER), logs)]
    try:
        deadline = time.monotonic() + 30
        while not all("member=OfAnother" in log.read_text() for log in logs):
            assert time.monotonic() < deadline, [log.read_text() for log in logs]
            for connection, member in ((station, "OfTheStation"), (other, "OfAnother")):
                connection.send_message(dbus.lowlevel.SignalMessage("/org/bindery", PROBE, member))
                connection.flush()
                connection.name_has_owner(NAME)  # the bus has the signal when this is answered
            time.sleep(0.1)
    finally:
        for listener in listeners:
            listener.kill()
            listener.wait()
    return tuple("member=OfTheStation" in log.read_text() for log in logs)


def main():
    polkit.in_own_mounts()
    faults = []

    def expect(what, seen, wanted):
        if seen != wanted:
            faults.append(f"{what}: {seen}, not {wanted}")

    def of(user, act):
        return as_user(user, act)[0]

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        polkit.name_operators(folder, (OPERATOR,))
        address = f"unix:path={folder}/bus"
        (folder / "bus.conf").write_text(configuration(sys.argv[1], address), encoding="utf-8")
        bus = subprocess.Popen(["dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork", "--nopidfile",
                                "--print-address"], stdout=subprocess.PIPE, text=True)
        asked = None
        try:
            assert bus.stdout.readline().startswith("unix:"), "dbus-daemon did not start"
            for user in (OPERATOR, STRANGER):
                expect(f"{user} becomes the station", of(user, lambda: own_name(address, NAME)), DENIED)
                expect(f"{user} becomes another station", of(user, lambda: own_name(address, NAME + ".Other")), DENIED)
            station = dbus.bus.BusConnection(address)
            expect("root becomes the station", outcome(lambda: station.request_name(NAME)), "1")
            expect("root calls the station", call(dbus.bus.BusConnection(address)), UNANSWERED)
            expect("an operator calls the station", of(OPERATOR, lambda: call(dbus.bus.BusConnection(address))), UNANSWERED)
            expect("another user calls the station", of(STRANGER, lambda: call(dbus.bus.BusConnection(address))), DENIED)
            expect("another user calls it by its number",
                   of(STRANGER, lambda: call(dbus.bus.BusConnection(address), station.get_unique_name())), DENIED)
            expect("who hears its signals", hears_the_station(address, station, folder), (True, False))
            said, asked = as_user(STRANGER, lambda: own_name(address, PROBE), stay=True)
            expect("another user is there to be asked", said, "1")
            expect("the station asks another user", call(station, PROBE), UNANSWERED)
        finally:
            if asked:
                os.kill(asked, signal.SIGKILL)
                os.waitpid(asked, 0)
            bus.kill()
            bus.wait()
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
