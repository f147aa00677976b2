#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Who claims a card that is not theirs, or changes what a unit or a station relies on, is refused; and the station has it on
record. The peer is Python's ssl with openssl's signatures (judges/bind_peer.py); units are the agent on this machine."""

import base64
import hashlib
import json
import re
import shutil
import ssl
import time
import unittest

from judges import bind_peer, bound_station
from judges.bench import Bench
from judges.bind_peer import ModuleKey, header_report, hello, profile_digest, tell
from judges.host_unit import HostUnit
from judges.running import run
from judges.station import Station

FOLDER = bound_station.FOLDER / "attacks"


class AttackCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = FOLDER / cls.__name__
        shutil.rmtree(cls.folder, ignore_errors=True)
        cls.folder.mkdir(parents=True)
        cls.station = bound_station.station()
        cls.site = cls.station.state / "keys" / "site"
        bench = Bench(cls.station, log=f"bench-{cls.__name__}.log")
        cls.bench = bench.__enter__()
        cls.addClassCleanup(bench.stop)

    def setUp(self):
        self.here = self.folder / self.id().rpartition(".")[2]

    def events_since(self, count):
        """Audit events written meanwhile."""
        rows = run(["sqlite3", "-json", self.station.state / "records.sqlite",
                    f"SELECT action, unit, payload FROM audit_event WHERE seq > {count} ORDER BY seq"]).stdout
        return json.loads(rows or "[]")

    def event_count(self):
        return int(run(["sqlite3", self.station.state / "records.sqlite", "SELECT max(seq) FROM audit_event"]).stdout)

    def assert_recorded(self, before, pattern):
        events = self.events_since(before)
        texts = [json.dumps(event) for event in events]
        self.assertTrue([text for text in texts if re.search(pattern, text)], f"no event with {pattern}: {texts}")

    def host_unit(self, unit, name="unit", port=None, site=None):
        return HostUnit(self.here / name, unit.card, unit.module, port or self.bench.port, site or self.site, unit.board)


class ClaimsOfOthers(AttackCase):
    """What comes over the network."""

    def setUp(self):
        super().setUp()
        (self.unit,) = bound_station.new_units(1, self.here)
        self.key = ModuleKey(self.here, f"SIM-{self.unit.serial}")
        self.pi = self.unit.board.serial
        self.profile = profile_digest(self.unit.header(self.here))
        self.greeting = hello(self.unit.luks_uuid, self.key, pi=self.pi)
        self.act = {"act": "authorise", "header": header_report([0], self.profile)}

    def refused(self, pattern, key=None, greeting=None, act=None, signature=None):
        before = self.event_count()
        ruling, secret = tell(self.bench.port, key or self.key, greeting or self.greeting, act or self.act, signature)
        self.assertEqual(ruling["verdict"], "refused", ruling)
        self.assertIsNone(secret)
        self.assertRegex(ruling["reason"], pattern)
        self.assert_recorded(before, pattern)

    def authorised(self):
        sent = {}
        ruling, secret = tell(self.bench.port, self.key, self.greeting, self.act, sent=sent)
        self.assertEqual(ruling["verdict"], "authorised", ruling)
        self.assertEqual(secret, self.unit.key.read_bytes())
        return sent

    def test_right_parts_get_their_secret_again_until_they_are_locked(self):
        self.authorised()
        self.authorised()

    def test_replayed_act_is_refused(self):
        sent = self.authorised()
        before = self.event_count()
        ruling, secret = tell(self.bench.port, self.key, self.greeting, self.act, signature=sent["signature"])
        self.assertEqual((ruling["verdict"], secret), ("refused", None))
        self.assert_recorded(before, "signature is not that of the module")

    def test_act_signed_by_another_key_is_refused(self):
        other = ModuleKey(self.here, self.key.serial, name="other")
        before = self.event_count()
        forged = base64.b64encode(other.sign(b"\1" * 32)).decode()
        ruling, secret = tell(self.bench.port, self.key, self.greeting, self.act, signature=forged)
        self.assertEqual((ruling["verdict"], secret), ("refused", None))
        self.assert_recorded(before, "signature is not that of the module")

    def test_second_claim_by_another_module_is_refused(self):
        self.authorised()
        other = ModuleKey(self.here, "SIM-THIEF")
        self.refused("module", key=other, greeting=hello(self.unit.luks_uuid, other, pi=self.pi))

    def test_second_claim_by_another_pi_is_refused(self):
        self.authorised()
        self.refused("Pi", greeting=hello(self.unit.luks_uuid, self.key, pi="1000000066666666"))

    def test_cloned_module_serial_is_refused(self):
        self.authorised()
        clone = ModuleKey(self.here, self.key.serial, name="clone")
        self.refused("key", key=clone, greeting=hello(self.unit.luks_uuid, clone, pi=self.pi))

    def test_parts_of_another_unit_are_refused(self):
        self.authorised()
        (second,) = bound_station.new_units(1, self.here / "second")
        profile = profile_digest(second.header(self.here))
        act = {"act": "authorise", "header": header_report([0], profile)}
        self.refused(self.unit.serial, greeting=hello(second.luks_uuid, self.key, pi="1000000077777777"), act=act)

    def test_card_that_nobody_made_here_is_refused(self):
        unknown = "12345678-1234-4234-8234-123456789abc"
        self.refused("card", greeting=hello(unknown, self.key, pi=self.pi))

    def test_card_whose_attempt_did_not_pass_is_refused(self):
        unit = bound_station.unverified_unit(self.here / "unverified")
        act = {"act": "authorise", "header": header_report([0], profile_digest(unit.header(self.here)))}
        self.refused("did not pass", greeting=hello(unit.luks_uuid, self.key, pi=self.pi), act=act)

    def test_altered_profile_is_refused(self):
        self.refused("altered", act={"act": "authorise", "header": header_report([0], "0" * 64)})

    def test_added_keyslot_is_refused(self):
        self.refused("keyslot", act={"act": "authorise", "header": header_report([0, 5], self.profile)})

    def test_other_boards_are_refused(self):
        self.refused("board", greeting=hello(self.unit.luks_uuid, self.key, pi=self.pi, model="Raspberry Pi 4 Model B Rev 1.5"))

    def test_revoked_before_verified_does_not_destroy_the_secret(self):
        self.authorised()
        act = {"act": "revoked", "header": header_report([1], self.profile, "1" * 64)}
        ruling, _ = tell(self.bench.port, self.key, self.greeting, act)
        self.assertEqual(ruling["verdict"], "refused")
        self.authorised()

    def test_older_tls_is_refused(self):
        with self.assertRaises((ssl.SSLError, ConnectionError)):
            bind_peer.Connection(self.bench.port, version=ssl.TLSVersion.TLSv1_2)

    def test_nonsense_costs_only_its_own_connection(self):
        for content in (b"", b"\0" * 64, b"{" * 9000, json.dumps({"version": 2}).encode(), b"[" * 16000):
            with self.subTest(content[:8]):
                with bind_peer.Connection(self.bench.port) as connection:
                    try:
                        connection.send(content)
                        answer = connection.receive()
                        self.fail(f"the station answered {answer}")
                    except (EOFError, OSError):
                        pass
        self.authorised()


class ChangedCards(AttackCase):
    """What the unit itself must not open."""

    def changed(self, unit, *words):
        """cryptsetup changes the header of the cut partition."""
        run(["cryptsetup", *words], timeout=60)

    def refused_by_the_unit(self, agent, pattern, verb="unlock"):
        before = self.event_count()
        self.assertEqual(agent.run(verb, expect=1), b"", "a key was printed")
        self.assertRegex(agent.said(), r"bindery: refused: .*" + pattern)
        return before

    def bound(self, name):
        (unit,) = bound_station.new_units(1, self.here)
        agent = self.host_unit(unit, name)
        agent.run("bind")
        return unit, agent

    def test_wrong_module(self):
        unit, agent = self.bound("unit")
        agent.put_back()
        other = self.here / "other.module"
        self.station.run("bind", "simulate-module", "create", other, "--serial", "SIM-WRONG")
        stranger = HostUnit(self.here / "stranger", unit.card, other, self.bench.port, self.site, unit.board)
        before = self.refused_by_the_unit(stranger, "module")
        self.assert_recorded(before, "SIM-WRONG")

    def test_added_keyslot(self):
        (unit,) = bound_station.new_units(1, self.here)
        agent = self.host_unit(unit)
        new = self.here / "added.key"
        new.write_bytes(b"x" * 32)
        words = ["luksAddKey", "--batch-mode", "--key-slot", 7, "--key-file", unit.key, "--pbkdf", "pbkdf2"]
        self.changed(unit, *words, "--pbkdf-force-iterations", 1000, agent.partition, new)
        before = self.refused_by_the_unit(agent, "foreign")
        self.assert_recorded(before, "foreign")
        self.assertEqual(bound_station.state_of(unit), "bind failed")

    def test_null_cipher_and_extra_segment(self):
        (unit,) = bound_station.new_units(1, self.here)
        for name, change in (("cipher_null", _null_cipher), ("segment", _extra_segment)):
            with self.subTest(name):
                agent = self.host_unit(unit, name)
                _rewrite_metadata(agent.partition, change)
                before = self.refused_by_the_unit(agent, "LUKS2 header: .*" + name)
                self.assert_recorded(before, "LUKS2 header: .*" + name)

    def test_station_of_another_site(self):
        (unit,) = bound_station.new_units(1, self.here)
        impostor = Station(self.here / "impostor")
        impostor.folder.mkdir()
        impostor.run("bind", "site", "init")
        with Bench(impostor) as bench:
            agent = self.host_unit(unit, port=bench.port)
            with agent.running("unlock") as process:
                bench.wait_for(lambda event: event["event"] == "rejected")
                self.wait_for_word(agent, r"bindery: waiting for the bench: .*(pinned|site)")
                self.assertIsNone(process.poll(), "the unit gave up")
        self.assertEqual((agent.folder / "key").read_bytes(), b"")
        self.assertNotIn(unit.luks_uuid, bench.log.read_text(), "the unit told an impostor who it is")

    def wait_for_word(self, agent, pattern, seconds=30):
        deadline = time.monotonic() + seconds
        while not re.search(pattern, agent.said()):
            self.assertLess(time.monotonic(), deadline, agent.said())
            time.sleep(0.1)

    def test_bench_that_is_not_there_is_waited_for(self):
        (unit,) = bound_station.new_units(1, self.here)
        agent = self.host_unit(unit, port=9)
        with agent.running("unlock") as process:
            self.wait_for_word(agent, r"bindery: waiting for the bench: ")
            self.assertIsNone(process.poll())
        self.assertEqual((agent.folder / "key").read_bytes(), b"")


class BenchPolicies(AttackCase):
    def test_scan_waits_until_a_person_has_read_both_labels(self):
        (unit,) = bound_station.new_units(1, self.here)
        key = ModuleKey(self.here, f"SIM-{unit.serial}")
        greeting = hello(unit.luks_uuid, key, pi="1000000012121212")
        act = {"act": "authorise", "header": header_report([0], profile_digest(unit.header(self.here)))}
        with Bench(self.station, policy="scan", log="bench-scan.log") as bench:
            self.assertEqual(tell(bench.port, key, greeting, act)[0]["verdict"], "waiting")
            self.station.run("bind", "confirm", "--module", key.serial, "--pi", "1000000099999999")
            self.assertEqual(tell(bench.port, key, greeting, act)[0]["verdict"], "waiting", "another Pi was confirmed")
            self.station.run("bind", "confirm", "--module", key.serial, "--pi", "1000000012121212")
            self.assertEqual(tell(bench.port, key, greeting, act)[0]["verdict"], "authorised")

    def test_scan_tells_two_cards_with_the_same_parts_apart_by_the_chassis(self):
        stolen, genuine = bound_station.new_units(2, self.here)
        keys = {unit.serial: ModuleKey(self.here / unit.serial, "SIM-SAME") for unit in (stolen, genuine)}

        def ask(bench, unit):
            act = {"act": "authorise", "header": header_report([0], profile_digest(unit.header(self.here)))}
            key = keys[unit.serial]
            return tell(bench.port, key, hello(unit.luks_uuid, key, pi="1000000014141414"), act)[0]["verdict"]

        labels = ("--module", "SIM-SAME", "--pi", "1000000014141414")
        with Bench(self.station, policy="scan", log="bench-same.log") as bench:
            self.assertEqual(ask(bench, stolen), "waiting")
            self.assertEqual(ask(bench, genuine), "refused")
            self.assertEqual(ask(bench, stolen), "refused")
            self.station.run("bind", "confirm", *labels, expect=3)
            self.station.run("bind", "confirm", "--unit", genuine.serial, *labels)
            self.assertEqual(ask(bench, stolen), "refused")
            self.assertEqual(ask(bench, genuine), "authorised")
            self.assertEqual(ask(bench, stolen), "refused")

    def test_list_takes_those_on_it_only(self):
        units = bound_station.new_units(2, self.here)
        listed = self.here / "list"
        listed.write_text(f"SIM-{units[0].serial},1000000013131313\n")
        verdicts = []
        with Bench(self.station, "--list", listed, policy="list", log="bench-list.log") as bench:
            for unit in units:
                key = ModuleKey(self.here, f"SIM-{unit.serial}")
                act = {"act": "authorise", "header": header_report([0], profile_digest(unit.header(self.here)))}
                pi = "1000000013131313" if unit is units[0] else "1000000014141414"
                verdicts.append(tell(bench.port, key, hello(unit.luks_uuid, key, pi=pi), act)[0]["verdict"])
        self.assertEqual(verdicts[0], "authorised")
        self.assertIn(verdicts[1], ("waiting", "refused"))


def _null_cipher(metadata):
    metadata["segments"]["0"]["encryption"] = "cipher_null-ecb"


def _extra_segment(metadata):
    first = metadata["segments"]["0"]
    metadata["segments"]["0"] = {**first, "size": str(1 << 20)}
    plain = {"type": "linear", "offset": str(int(first["offset"]) + (1 << 20)), "size": "dynamic"}
    metadata["segments"]["1"] = plain


def _rewrite_metadata(partition, change):
    """Both copies of the JSON area with good checksums: the header as an attacker with a hex editor leaves it."""
    with open(partition, "r+b") as file:
        size = int.from_bytes(_at(file, 8, 8), "big")
        for start in (0, size):
            binary = bytearray(_at(file, start, 4096))
            area = _at(file, start + 4096, size - 4096)
            metadata = json.loads(area[: area.index(b"\0")])
            change(metadata)
            text = json.dumps(metadata, separators=(",", ":")).encode()
            area = text + b"\0" * (size - 4096 - len(text))
            binary[448:512] = b"\0" * 64
            binary[448 : 448 + 32] = hashlib.sha256(bytes(binary) + area).digest()
            file.seek(start)
            file.write(bytes(binary) + area)


def _at(file, offset, count):
    file.seek(offset)
    return file.read(count)


if __name__ == "__main__":
    unittest.main(verbosity=2)
