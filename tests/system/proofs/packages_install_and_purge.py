#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The Debian packages: lintian has no objection; they install with nothing but what they depend on into a minimal Debian 12,
where the unit is sound and hardened, the doctor finds what a station needs, every page and completion works, cards are made
and verified. An upgrade keeps records and edited settings; removing and purging leaves the records, and nothing else. What the
daemon does there under its unit is seen by station_boots_with_its_daemon."""

import json
import pathlib
import re
import tempfile
import unittest

from judges import debian_packages, debian_root, small_source
from judges.running import run

_UNIT = "/lib/systemd/system/binderyd.service"
_SETTINGS = "/etc/bindery/station.toml"
_STATE = "/var/lib/bindery"
# What a station has besides: who reads pages, completes words, answers on the bus.
_SYSTEM = ["bash-completion", "dbus", "man-db", "polkitd", "systemd", "udev"]

# The exposure that is left has its reasons in the unit, line by line: a station writes disks, and staging makes sandboxes.
_EXPOSURE = 40

# What the doctor cannot find in a root that no kernel was started for, and is no fault of the packages.
_NOT_IN_A_CHROOT = {
    "clock": "no time daemon runs",
    "qemu": "only recommended, and nothing recommended was installed",
    "aes": "of this machine's processor",
    "kernel": "of this machine",
    "disk space": "of this machine",
    "direct I/O": "the root is a layer over another",
    "bind site": "made by a person",
}


class PackagesInstallAndPurge(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="bindery-packages-", dir="/var/tmp")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        cls.packages = debian_packages.built()
        needed = debian_packages.dependencies(cls.packages)
        base = debian_root.make_base(cls.folder / "base", sorted({*needed, *_SYSTEM}))
        cls.installed = debian_root.Layer(cls.folder / "installed", [base])
        cls._install(cls.installed, cls.packages.values())
        cls.tree = json.loads(cls.installed.run("bindery", "help-tree").stdout)
        cls.number = 0

    @classmethod
    def _install(cls, layer, files, *options, **more):
        """By apt, without a network: whatever was not there already is missing from Depends."""
        for file in files:
            layer.put(file, f"/var/tmp/{file.name}")
        names = [f"/var/tmp/{file.name}" for file in files]
        words = ["apt-get", "--yes", "--no-install-recommends", "-o", "APT::Sandbox::User=root", *options, "install", *names]
        return layer.run(*words, **more)

    def layer(self):
        """As after the installation; what a test does to it is seen by no other."""
        type(self).number += 1
        return self.installed.over(self.folder / f"layer-{self.number}")

    def pages(self):
        listed = self.installed.run("dpkg", "--listfiles", *self.packages).stdout.split()
        return [path for path in listed if path.startswith("/usr/share/man/man") and path.endswith(".gz")]

    def test_lintian_has_no_errors_and_no_warnings(self):
        words = ["lintian", "--allow-root", "--fail-on", "error,warning", "--tag-display-limit", "0"]
        self.assertEqual(run([*words, debian_packages.changes_file()], timeout=600).stdout, "")

    def test_programs_are_hardened(self):
        for path in self.installed.run("sh", "-c", "ls /usr/bin/bindery*").stdout.split():
            with self.subTest(program=path):
                copy = self.folder / "program"
                copy.write_bytes(self.installed.run("cat", path, text=False, stderr=None).stdout)
                dynamic = run(["readelf", "--dynamic", "--program-headers", "--wide", copy]).stdout
                self.assertRegex(dynamic, r"FLAGS_1.* NOW PIE|FLAGS_1.*NOW.*PIE")
                self.assertRegex(dynamic, r"GNU_RELRO")
                self.assertRegex(run(["readelf", "--dyn-syms", "--wide", copy]).stdout, r"__stack_chk_fail")

    def test_unit_is_sound(self):
        self.assertEqual(self.installed.run("systemd-analyze", "verify", _UNIT).stdout, "")

    def test_unit_is_exposed_no_more_than_it_says_why(self):
        words = ["systemd-analyze", "security", "--no-pager", "--offline=true", f"--threshold={_EXPOSURE}"]
        self.installed.run(*words, "binderyd.service")

    def test_group_of_the_operators_and_the_place_of_the_rule_exist(self):
        self.assertRegex(self.installed.run("getent", "group", "operators").stdout, r"^operators:")
        layer = self.layer()
        made = layer.run("sh", "-c", "systemd-tmpfiles --create binderyd.conf && stat --format %a:%U /run/udev/rules.d")
        self.assertEqual(made.stdout, "755:root\n")

    def test_doctor_misses_nothing_that_the_packages_bring(self):
        report = json.loads(self.layer().run("bindery", "doctor", "--json").stdout)
        self.assertIs(report["good"], True)
        wrong = {finding["name"]: finding for finding in report["findings"] if finding["state"] != "good"}
        self.assertEqual({name: finding for name, finding in wrong.items() if name not in _NOT_IN_A_CHROOT}, {})
        self.assertEqual([name for name, finding in wrong.items() if finding["state"] == "missing"], [])

    def test_every_verb_has_a_page_that_renders_without_complaint(self):
        pages = self.pages()
        names = {pathlib.Path(page).stem for page in pages}
        wanted = {"bindery.1", "bindery-unit.8", "binderyd.8", "station-gui.1", "station.toml.5"}
        wanted |= {f"bindery-{verb['name']}.1" for verb in self.tree["verbs"]}
        self.assertEqual(names, wanted)
        for page in pages:
            with self.subTest(page=page):
                words = ["man", "--warnings", "--local-file", "--encoding=UTF-8", "-P", "cat", page]
                done = self.installed.run(*words, stderr=-1)
                self.assertEqual(done.stderr, "")
                self.assertIn("NAME", done.stdout)
                copy = self.folder / "page.gz"
                copy.write_bytes(self.installed.run("cat", page, text=False, stderr=None).stdout)
                lint = run(["mandoc", "-T", "lint", "-W", "warning", copy], check=False)
                self.assertEqual(lint.stdout, "")

    def completed(self, *words):
        """What bash offers for the last of the words, with the completion that the package installed."""
        script = (
            ". /usr/share/bash-completion/bash_completion; _completion_loader bindery;"
            ' COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _bindery; printf "%s\\n" "${COMPREPLY[@]}"'
        )
        return self.installed.run("bash", "-c", script, "bash", "bindery", *words).stdout.split()

    def test_bash_completes_every_verb_and_every_option(self):
        everywhere = {name for option in self.tree["options"] for name in option["names"]}

        def walk(app, words):
            if app["verbs"]:
                self.assertEqual(set(self.completed(*words, "")), {verb["name"] for verb in app["verbs"]}, words)
            own = {name for option in app["options"] for name in option["names"]}
            self.assertEqual(set(self.completed(*words, "-")), own | everywhere, words)
            for verb in app["verbs"]:
                walk(verb, [*words, verb["name"]])

        walk(self.tree, [])

    def test_bash_completes_values(self):
        self.assertEqual(set(self.completed("provision", "--fill", "")), {"discard", "random", "zero", "none"})
        self.assertEqual(set(self.completed("provision", "--fill", "=", "r")), {"random"})
        self.assertIn("/usr/local", self.completed("--state", "/usr/lo"))
        self.assertEqual(set(self.completed("unit", "take-out-part", "")), {"card", "module", "pi"})
        self.assertEqual(self.completed("unit", "take-out-part", "card", ""), [])
        self.assertIn("/etc/passwd", self.completed("order", "serials", "add", "4711", "/etc/pass"))
        self.assertIn("/etc/passwd", self.completed("provision", "--to", "/etc/shadow", "/etc/pass"))
        self.assertEqual(self.completed("--state", "golden", "order", "se"), ["serials"])

    def test_a_whole_order_is_made_into_files(self):
        layer = self.layer()
        layer.put(small_source.make_source(self.folder / "small.img"), "/srv/small.img")
        for words in (
            "golden stage /srv/small.img --recipe generic --name small",
            "golden approve small",
            "order new 4711 --golden small --target 2 --prefix SN-",
            "order release 4711",
            "order open 4711",
            "provision --golden small --order 4711 --to /srv/a.card /srv/b.card",
            "verify /srv/a.card",
            "audit export /srv/trail",
            "audit verify /srv/trail",
        ):
            layer.run("bindery", *words.split())
        listed = json.loads(layer.run("bindery", "records", "list", "--order", "4711", "--json").stdout)
        self.assertEqual([attempt["result"] for attempt in listed["attempts"]], ["passed", "passed"])

    def with_records(self):
        layer = self.layer()
        layer.run("bindery", "person", "add", "s-17", "--name", "Sven Berg", "--role", "supervisor")
        return layer

    def persons(self, layer):
        return json.loads(layer.run("bindery", "person", "list", "--json").stdout)

    def test_installing_again_and_upgrading_keeps_records_and_edited_settings(self):
        layer = self.with_records()
        before = self.persons(layer)
        edited = self.installed.text(_SETTINGS) + "# edited by the engineer\n"
        layer.run("sh", "-c", f"cat > {_SETTINGS}", input=edited)
        self._install(layer, self.packages.values(), "--reinstall")
        self.assertEqual(layer.text(_SETTINGS), edited)

        newer = {_SETTINGS: "# what a later version brings\n" + self.installed.text(_SETTINGS)}
        later = [debian_packages.later(file, "99.0", self.folder, newer) for file in self.packages.values()]
        self._install(layer, later, "-o", "Dpkg::Options::=--force-confold")
        versions = layer.run("dpkg-query", "--show", "--showformat=${Version}\n", *self.packages).stdout.split()
        self.assertEqual(set(versions), {"99.0"})
        self.assertEqual(layer.text(_SETTINGS), edited)
        self.assertEqual(self.persons(layer), before)

    def test_removing_leaves_settings_and_records(self):
        layer = self.with_records()
        layer.run("apt-get", "--yes", "remove", *self.packages)
        self.assertFalse(layer.has("/usr/bin/bindery"))
        self.assertFalse(layer.has(_UNIT))
        self.assertTrue(layer.has(_SETTINGS))
        self.assertTrue(layer.has(f"{_STATE}/records.sqlite"))

    def test_purging_takes_the_settings_and_says_that_the_records_stay(self):
        layer = self.with_records()
        layer.run("sh", "-c", "echo > /etc/bindery/slots.toml")
        before = self.persons(layer)
        done = layer.run("apt-get", "--yes", "purge", *self.packages)
        self.assertIn(f"stay in {_STATE}", done.stdout)
        self.assertFalse(layer.has("/etc/bindery"))
        self.assertTrue(layer.has(f"{_STATE}/records.sqlite"))
        left = layer.run("sh", "-c", "find / -xdev -iname '*bindery*' -not -path '/proc/*' -not -path '/var/tmp/*' | sort")
        allowed = re.compile(r"^/var/lib/bindery(/|$)|^/var/(log|cache|lib)/(apt|dpkg|systemd)/")
        self.assertEqual([path for path in left.stdout.split() if not allowed.match(path)], [])

        self._install(layer, self.packages.values())
        self.assertEqual(self.persons(layer), before)


if __name__ == "__main__":
    unittest.main(verbosity=2)
