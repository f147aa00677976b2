#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A whole order through busctl alone, by an ordinary user: the commands of README.md, as they stand there."""

import os
import pathlib
import re
import subprocess
import tempfile
import time
import unittest

from judges.bus_of_a_test import Bus, as_user

NOBODY = 65534
PATIENCE = 120
DAEMON = pathlib.Path(os.environ["BINDERY_PROGRAM"]).with_name("binderyd")


def walk():
    text = (pathlib.Path(os.environ["BINDERY_SOURCE"]) / "README.md").read_text(encoding="utf-8")
    marked = re.search(r"<!-- busctl walk: begin.*?-->\n```sh\n(.*?)```\n<!-- busctl walk: end -->", text, re.DOTALL)
    return marked[1].splitlines()


class OrderThroughBusctl(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        os.chown(self.folder, NOBODY, NOBODY)
        self.bus = self.enterContext(Bus(self.folder, "session", uid=NOBODY))
        self.bus.start([*as_user(NOBODY), str(DAEMON), "--session", "--demo", "--pace", "0", "--state", self.folder + "/state"],
                       "org.bindery.Station", self.folder + "/log", {"HOME": self.folder})

    def give(self, command, uid=NOBODY):
        return subprocess.run([*as_user(uid), "sh", "-e", "-c", command], env=self.bus.environment, capture_output=True,
                              text=True, timeout=PATIENCE)

    def test_the_walk_of_the_readme_makes_eight_cards_over_four_slots(self):
        settings, said = "", {}
        for line in walk():
            if re.fullmatch(r'\w+="[^"]*"', line):
                settings += line + "\n"
                continue
            command, _, awaited = line.partition("# until it says: ")
            self.assertRegex(command, r"^(for slot in [1-4 ]+; do )?busctl --user ")
            deadline = time.monotonic() + PATIENCE
            while True:
                done = self.give(settings + command)
                self.assertEqual(done.returncode, 0, f"{line}\n{done.stderr}")
                if not awaited or done.stdout.strip() == awaited.strip():
                    break
                self.assertLess(time.monotonic(), deadline, f"{line}\nsays {done.stdout}")
                time.sleep(0.1)
            said[command.strip()] = done.stdout.strip()
        closed = next(text for command, text in said.items() if " Close " in command)
        self.assertIn('"passed" 8', closed)
        attempts = next(text for command, text in said.items() if " FindAttempts " in command)
        self.assertEqual(sorted(re.findall(r'"serial" s "(W-1-\d+)"', attempts)), [f"W-1-00000{n}" for n in range(1, 9)])
        self.assertEqual(attempts.count('"result" s "passed"'), 8)

    def test_another_user_is_not_served(self):
        done = self.give('busctl --user call org.bindery.Station /org/bindery/station org.bindery.Station1 '
                         'SignIn ss OPERATOR-1 ""', uid=0)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("serves the user who started it alone", done.stderr)


if __name__ == "__main__":
    unittest.main()
