#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The daemon as it is shipped: as root on a system bus with Debian's policy and ours, the real polkit (as its own user) with
our actions and rules, slots that are virtual readers under a real udevd. Who works there are ordinary users of the computer.

What it mounts is seen by it alone: the program runs once more in a mount namespace of its own."""

import json
import multiprocessing
import os
import pathlib
import pwd
import sqlite3
import re
import sys
import tempfile
import time
import unittest

import dbus
import dbus.bus
import dbus.lowlevel

SOURCE = pathlib.Path(os.environ["BINDERY_SOURCE"])
sys.path.insert(0, str(SOURCE / "tests" / "daemon"))

import polkit_rules_test as polkit  # noqa: E402
from judges import small_source, virtual_reader  # noqa: E402
from judges.private_bus import Bus  # noqa: E402
from judges.station import Station  # noqa: E402
from judges.virtual_reader import VirtualReaders  # noqa: E402

DAEMON = pathlib.Path(os.environ["BINDERY_PROGRAM"]).with_name("binderyd")
NAME, STATION = "org.bindery.Station", "/org/bindery/station"
PIN = "2468"
VERBS = (("Station1.SignIn", "ss", ("op-1", "")), ("Line1.Start", "u", (0,)), ("Records1.Orders", "", ()),
         ("Station1.SignOut", "", ()))
NEEDS_ROOT, NOT_AUTHORIZED = "org.bindery.Error.NeedsRoot", "org.bindery.Error.NotAuthorized"
DENIED = "org.freedesktop.DBus.Error.AccessDenied"


class Refused(Exception):
    def __init__(self, name, text):
        super().__init__(f"{name}: {text}")
        self.name, self.text = name, text


def serve(user, address, pipe):
    """In a process of that user: opens files and calls the station, as it is told."""
    entry = pwd.getpwnam(user)
    os.initgroups(user, entry.pw_gid)
    os.setgid(entry.pw_gid)
    os.setuid(entry.pw_uid)
    connection = dbus.bus.BusConnection(address)
    pipe.send("there")
    while (call := pipe.recv()) is not None:
        path, verb, signature, arguments, file = call
        interface, _, method = verb.rpartition(".")
        try:
            if file:
                descriptor = os.open(file, os.O_RDONLY)
                arguments = [dbus.types.UnixFd(descriptor), *arguments]
                os.close(descriptor)
            said = connection.call_blocking(NAME, path, interface, method, signature, arguments, timeout=60)
            pipe.send((None, json.loads(json.dumps(said))))
        except dbus.exceptions.DBusException as error:
            pipe.send(((error.get_dbus_name(), error.get_dbus_message()), None))


class User:
    """A user of the computer at the station's bus, in a session as polkit_rules_test.py made them."""

    def __init__(self, name, address, work):
        self.name, self.uid = name, pwd.getpwnam(name).pw_uid
        self._pipe, end = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("fork").Process(target=serve, args=(name, address, end))
        self._process.start()
        self._pipe.recv()
        place = f"/user.slice/user-{self.uid}.slice/session-{polkit.session_of(name)}.scope"
        group = work / f"cgroup-{name}"
        group.write_text(f"1:name=systemd:{place}\n0::{place}\n")
        group.chmod(0o644)
        polkit.subprocess.run(["mount", "--bind", group, f"/proc/{self._process.pid}/cgroup"], check=True)

    def call(self, verb, signature="", *arguments, path=STATION, file=None):
        self._pipe.send((path, "org.bindery." + verb, signature, list(arguments), file))
        error, said = self._pipe.recv()
        if error:
            raise Refused(*error)
        return said

    def get(self, name, path=STATION, interface="Line1"):
        self._pipe.send((path, "org.freedesktop.DBus.Properties.Get", "ss", [f"org.bindery.{interface}", name], None))
        error, said = self._pipe.recv()
        if error:
            raise Refused(*error)
        return said

    def until(self, value, name, path=STATION, interface="Line1", seconds=90):
        deadline = time.monotonic() + seconds
        while (seen := self.get(name, path, interface)) != value:
            if time.monotonic() > deadline or (seen == "failed" and value != "failed"):
                raise AssertionError(f"{name} of {path} is {seen!r}, not {value!r}")
            time.sleep(0.05)

    def slot_becomes(self, number, state):
        self.until(state, "State", f"/org/bindery/slots/{number}", "Slot1")

    def job_ends(self, path):
        deadline = time.monotonic() + 120
        while (state := self.get("State", path, "Job1")) == "running":
            assert time.monotonic() < deadline, path
            time.sleep(0.1)
        return state, self.get("Message", path, "Job1"), self.get("Result", path, "Job1")

    def end(self):
        self._pipe.send(None)
        self._process.join(timeout=10)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


class DaemonOnASystemBus(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="bindery-bus-", dir="/var/tmp")
        cls.addClassCleanup(scratch.cleanup)
        cls.work = pathlib.Path(scratch.name)
        cls.work.chmod(0o755)
        virtual_reader.clean()
        cls.source = small_source.make_source(cls.work / "source.img") or cls.work / "source.img"
        os.chmod(cls.work / "source.img", 0o644)
        cls.readers = cls.enterClassContext(VirtualReaders(slots=2, name=f"bus-{os.getpid()}"))
        cls.station = Station(cls.work)
        cls.name_people()
        polkit.prepare(SOURCE, cls.work)
        policies = (SOURCE / "packaging/dbus/org.bindery.Station.conf",
                    "/usr/share/dbus-1/system.d/org.freedesktop.PolicyKit1.conf")
        cls.bus = cls.enterClassContext(Bus(cls.work, "system", policies=policies))
        authority, _ = polkit.start_polkit(cls.bus.address)
        cls.addClassCleanup(authority.wait)
        cls.addClassCleanup(authority.kill)
        (cls.work / "etc").mkdir()
        (cls.work / "etc/station.toml").write_text("version = 1\n")
        cls.bus.start([str(DAEMON), "--config", str(cls.work / "etc"), "--state", str(cls.station.state)], NAME,
                      cls.work / "log")
        cls.operator, cls.remote, cls.stranger = (
            User(name, cls.bus.address, cls.work)
            for name in (polkit.OPERATOR_AT_THE_SEAT, polkit.OPERATOR_FROM_AFAR, polkit.STRANGER_AT_THE_SEAT))
        for user in (cls.operator, cls.remote, cls.stranger):
            cls.addClassCleanup(user.end)

    @classmethod
    def name_people(cls):
        cls.station.run("person", "add", "s-1", "--role", "supervisor", "--actor", "s-1")
        polkit.subprocess.run(cls.station.arguments("person", "set-pin", "s-1", "--actor", "s-1"), input=PIN + "\n",
                              text=True, check=True, stdout=polkit.subprocess.DEVNULL)
        for badge, role in (("s-2", "supervisor"), ("op-1", "operator")):
            cls.station.run("person", "add", badge, "--role", role, "--actor", "s-1")
        polkit.subprocess.run(cls.station.arguments("person", "set-pin", "s-2", "--actor", "s-1"), input=PIN + "\n",
                              text=True, check=True, stdout=polkit.subprocess.DEVNULL)

    def refused(self, act, text, name=NEEDS_ROOT):
        with self.assertRaises(Refused) as seen:
            act()
        self.assertEqual(seen.exception.name, name, seen.exception)
        self.assertIn(text, seen.exception.text)

    def event(self, action, subject):
        """The payload of the last such event."""
        rows = self.events(action, subject)
        self.assertTrue(rows, f"no event {action} of {subject}")
        return rows[-1]

    def events(self, action, subject):
        with sqlite3.connect(f"file:{self.station.state}/records.sqlite?mode=ro", uri=True) as records:
            rows = records.execute("SELECT actor, payload FROM audit_event WHERE action = ? AND subject = ? ORDER BY seq",
                                   (action, subject)).fetchall()
        return [(actor, json.loads(payload)) for actor, payload in rows]

    def test_an_order_from_the_staging_of_its_image_to_its_cards(self):
        operator = self.operator
        # A supervisor at the kiosk stages, of a file that the kiosk's user can read; another one approves.
        operator.call("Station1.SignIn", "ss", "s-1", PIN)
        job = operator.call("Images1.Stage", "hsss", "source.img", "generic", "small", file=str(self.work / "source.img"))
        state, message, image = operator.job_ends(job)
        self.assertEqual(state, "done", message)
        path = f"/org/bindery/images/{image[:12]}"
        self.refused(lambda: operator.call("GoldenImage1.Approve", path=path), "another supervisor")
        operator.call("Station1.SignIn", "ss", "op-1", "")
        self.refused(lambda: operator.call("GoldenImage1.Approve", path=path), "supervisor")
        operator.call("Station1.SignIn", "ss", "s-2", PIN)
        operator.call("GoldenImage1.Approve", path=path)
        self.assertEqual(operator.get("ApprovedBy", path, "GoldenImage1"), "s-2")

        # The operator teaches, makes the order, inserts, starts.
        operator.call("Station1.SignIn", "ss", "op-1", "")
        for slot in (1, 2):
            operator.call("Station1.Learn", "u", slot)
            self.readers.insert(slot, self.readers.card(f"taught-{slot}", 64 << 20))
            operator.until(0, "LearningSlot", interface="Station1")
        operator.call("Orders1.New", "sa{sv}", "4711", dbus.Dictionary(
            {"golden": dbus.String("small"), "target": dbus.Int64(2)}, signature="sv"))
        operator.call("Order1.Release", path="/org/bindery/orders/4711")
        operator.call("Line1.UseOrder", "ss", "4711", "")
        for slot in (1, 2):
            operator.slot_becomes(slot, "ready")
        operator.call("Line1.Start", "u", 0)
        for slot in (1, 2):
            operator.slot_becomes(slot, "passed")
        operator.until("full", "State")
        for verb, signature, arguments in (("Line1.ReopenSlot", "us", (1, "x")), ("Station1.RetirePerson", "s", ("s-1",)),
                                           ("Station1.AddPerson", "sss", ("s-3", "X", "supervisor"))):
            self.refused(lambda: operator.call(verb, signature, *arguments), "supervisor")

        # Each verb left who: the badge, and the user of the computer behind it.
        for verb, badge in (("Images1.Stage", "s-1"), ("GoldenImage1.Approve", "s-2"), ("Orders1.New", "op-1"),
                            ("Line1.UseOrder", "op-1"), ("Line1.Start", "op-1"), ("Station1.Learn", "op-1")):
            actor, payload = self.event("request", verb)
            self.assertEqual((actor, payload["badge"], payload["uid"]), (badge, badge, operator.uid), verb)
        self.assertEqual(self.events("request", "Line1.ReopenSlot"), [], "what was refused was not carried out")
        self.assertEqual(self.event("sign_in.refused", "actor:op-1")[1]["uid"], operator.uid)
        self.station.run("audit", "check")

    def test_who_polkit_does_not_let_in_does_nothing(self):
        for verb, signature, arguments in VERBS:
            self.refused(lambda: self.remote.call(verb, signature, *arguments), "org.bindery.", NOT_AUTHORIZED)
        self.assertEqual(self.remote.get("Demo", interface="Station1"), False, "an operator may look from afar, too")

    def test_who_is_no_operator_does_not_get_through_the_bus(self):
        for verb, signature, arguments in VERBS:
            self.refused(lambda: self.stranger.call(verb, signature, *arguments), "", DENIED)
        self.refused(lambda: self.stranger.get("Demo", interface="Station1"), "", DENIED)

    def test_a_flood_is_told_busy_and_others_are_served(self):
        pid = os.fork()
        if pid == 0:
            entry = pwd.getpwnam(polkit.OPERATOR_FROM_AFAR)
            os.initgroups(polkit.OPERATOR_FROM_AFAR, entry.pw_gid)
            os.setgid(entry.pw_gid)
            os.setuid(entry.pw_uid)
            connection, answers = dbus.bus.BusConnection(self.bus.address), []
            pending = []
            for _ in range(120):  # of 128 that the bus itself lets one client wait for
                message = dbus.lowlevel.MethodCallMessage(NAME, STATION, "org.bindery.Line1", "Start")
                message.append(dbus.UInt32(0), signature="u")
                pending.append(connection.send_message_with_reply(
                    message, lambda reply: answers.append(reply.get_error_name()), 60))
            for each in pending:
                each.block()
            os._exit(0 if "org.bindery.Error.Busy" in answers and set(answers) <= {"org.bindery.Error.Busy", NOT_AUTHORIZED}
                     else 1)
        start = time.monotonic()
        self.operator.call("Records1.Orders")
        self.assertLess(time.monotonic() - start, 30)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), 0, "some were told Busy, the rest refused")


if __name__ == "__main__":
    polkit.in_own_mounts()
    unittest.main()
