#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What the real polkit makes of packaging/polkit: which user may call the station without a password.

polkitd, a bus and three users run in a mount namespace of their own, where the group "operators", the seat and the
rules are those of this test. Needs root. The only argument is the top of the source tree."""
import os
import pathlib
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import dbus
import dbus.bus

OPERATOR_AT_THE_SEAT, OPERATOR_FROM_AFAR, STRANGER_AT_THE_SEAT = "daemon", "bin", "sys"
ALLOWED, WITH_PASSWORD = (True, False), (False, True)
FOREIGN_ACTION = "org.freedesktop.policykit.exec"


def in_own_mounts():
    """The same program once more, where what it mounts is seen by nobody else."""
    if os.environ.get("POLKIT_RULES_TEST") != "inside":
        os.environ["POLKIT_RULES_TEST"] = "inside"
        os.execvp("unshare", ["unshare", "--mount", "--propagation", "private", sys.executable, "-B", *sys.argv])


def mount_files(folder, files):
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=0755", "tmpfs", folder], check=True)
    for name, content in files.items():
        path = pathlib.Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def uid_of(user):
    return pwd.getpwnam(user).pw_uid


def session_of(user):
    return "c" + user


def name_operators(work, members):
    """The group "operators" as this program, and what it starts, see it."""
    group = work / "group"
    shutil.copyfile("/etc/group", group)
    lines = [line for line in group.read_text().splitlines() if not line.startswith("operators:")]
    lines.append(f"operators:x:64999:{','.join(members)}")
    group.write_text("\n".join(lines) + "\n")
    subprocess.run(["mount", "--bind", group, "/etc/group"], check=True)


def prepare(top, work):
    packaging = pathlib.Path(top) / "packaging" / "polkit"
    actions, rules = pathlib.Path("/usr/share/polkit-1/actions"), pathlib.Path("/usr/share/polkit-1/rules.d")
    kept = {"org.bindery.policy": (packaging / "org.bindery.policy").read_text(encoding="utf-8"),
            "pkexec.policy": (actions / "org.freedesktop.policykit.policy").read_text(encoding="utf-8")}
    default = (rules / "50-default.rules").read_text(encoding="utf-8")
    mount_files(actions, kept)
    mount_files(rules, {"50-default.rules": default,
                        "50-bindery.rules": (packaging / "50-bindery.rules").read_text(encoding="utf-8")})
    name_operators(work, (OPERATOR_AT_THE_SEAT, OPERATOR_FROM_AFAR))
    # As systemd-logind writes it: sessions that are in front at seat0, and one without a seat.
    state = {"seats/seat0": ""}
    for user, seat in ((OPERATOR_AT_THE_SEAT, True), (OPERATOR_FROM_AFAR, False), (STRANGER_AT_THE_SEAT, True)):
        uid, session = uid_of(user), session_of(user)
        state[f"users/{uid}"] = f"NAME={user}\nSTATE=active\nDISPLAY={session}\nSESSIONS={session}\n"
        state[f"sessions/{session}"] = (f"UID={uid}\nUSER={user}\nACTIVE=1\nSTATE=active\nREMOTE={int(not seat)}\n"
                                        + ("SEAT=seat0\n" if seat else ""))
    os.makedirs("/run/systemd", exist_ok=True)
    mount_files("/run/systemd", state)


def start_bus(work):
    address = f"unix:path={work}/bus"
    (work / "bus.conf").write_text(
        f'<busconfig><type>system</type><listen>{address}</listen><auth>EXTERNAL</auth><policy context="default">'
        '<allow user="*"/><allow own="*"/><allow send_type="method_call"/><allow send_type="signal"/>'
        '<allow send_requested_reply="true" send_type="method_return"/>'
        '<allow send_requested_reply="true" send_type="error"/><allow receive_type="method_call"/>'
        '<allow receive_type="method_return"/><allow receive_type="error"/><allow receive_type="signal"/>'
        "</policy></busconfig>")
    bus = subprocess.Popen(["dbus-daemon", f"--config-file={work}/bus.conf", "--nofork", "--nopidfile",
                            "--print-address"], stdout=subprocess.PIPE, text=True)
    assert bus.stdout.readline().startswith("unix:"), "dbus-daemon did not start"
    return bus, address


def start_polkit(address):
    polkit = subprocess.Popen(["/usr/lib/polkit-1/polkitd", "--no-debug"],
                              env={"DBUS_SYSTEM_BUS_ADDRESS": address, "PATH": "/usr/bin:/bin"})
    connection = dbus.bus.BusConnection(address)
    deadline = time.monotonic() + 20
    while not connection.name_has_owner("org.freedesktop.PolicyKit1"):
        assert polkit.poll() is None and time.monotonic() < deadline, "polkitd did not start"
        time.sleep(0.05)
    return polkit, connection


class Client:
    """A user of the computer that is on the bus, until it goes."""

    def __init__(self, address, user, work):
        names, name_end = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            uid = uid_of(user)
            os.initgroups(user, uid)
            os.setgid(uid)
            os.setuid(uid)
            connection = dbus.bus.BusConnection(address)
            os.write(name_end, connection.get_unique_name().encode())
            os.close(name_end)
            signal.pause()
        os.close(name_end)
        self.name = os.read(names, 64).decode()
        os.close(names)
        # A process is of the session whose control group it is in.
        place = f"/user.slice/user-{uid_of(user)}.slice/session-{session_of(user)}.scope"
        group = work / f"cgroup-{user}"
        group.write_text(f"1:name=systemd:{place}\n0::{place}\n")
        group.chmod(0o644)
        subprocess.run(["mount", "--bind", group, f"/proc/{self.pid}/cgroup"], check=True)

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def main():
    in_own_mounts()
    top = sys.argv[1]
    actions = re.findall(r'<action id="([^"]+)">',
                         (pathlib.Path(top) / "packaging/polkit/org.bindery.policy").read_text(encoding="utf-8"))
    assert len(actions) == 11, actions
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        work.chmod(0o755)
        prepare(top, work)
        bus, address = start_bus(work)
        polkit, clients = None, {}
        try:
            polkit, connection = start_polkit(address)
            authority = dbus.Interface(
                connection.get_object("org.freedesktop.PolicyKit1", "/org/freedesktop/PolicyKit1/Authority",
                                      introspect=False), "org.freedesktop.PolicyKit1.Authority")
            clients = {user: Client(address, user, work)
                       for user in (OPERATOR_AT_THE_SEAT, OPERATOR_FROM_AFAR, STRANGER_AT_THE_SEAT)}

            def check(user, action, expected):
                allowed, challenge, _ = authority.CheckAuthorization(
                    ("system-bus-name", {"name": dbus.String(clients[user].name, variant_level=1)}), action,
                    dbus.Dictionary({}, signature="ss"), dbus.UInt32(0), "", timeout=20)
                seen = (bool(allowed), bool(challenge))
                if seen != expected:
                    faults.append(f"{action} of {user}: (allowed, with a password) is {seen}, not {expected}")

            for action in actions:
                check(OPERATOR_AT_THE_SEAT, action, ALLOWED)
                check(OPERATOR_FROM_AFAR, action, WITH_PASSWORD)
                check(STRANGER_AT_THE_SEAT, action, WITH_PASSWORD)
            check(OPERATOR_AT_THE_SEAT, FOREIGN_ACTION, WITH_PASSWORD)
        finally:
            for client in clients.values():
                client.end()
            for process in filter(None, (polkit, bus)):
                process.kill()
                process.wait()
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
