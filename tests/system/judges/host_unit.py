# SPDX-License-Identifier: Apache-2.0
"""The unit's agent on this machine, over the LUKS partition of a card that was cut out into a file: what costs a second here
costs a minute in a guest. A tree of files tells it which Pi it is on; the module is a file."""

import contextlib
import os
import pathlib
import signal
import subprocess

from judges import card_file
from judges.running import Failed, run

PROGRAM = os.environ.get("BINDERY_UNIT_PROGRAM", "bindery-unit")


class HostUnit:
    """`folder` is made; it holds the partition, the configuration and the pins. `site` is the folder with site.pins."""

    def __init__(self, folder, card, module, port, site, board):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._card = pathlib.Path(card)
        self.partition = card_file.cut_partition(card, 2, self.folder / "partition")
        self.log = self.folder / "console"
        self.log.touch()
        self._config, self._pins = self.folder / "unit.conf", self.folder / "site.pins"
        self._pins.write_bytes((pathlib.Path(site) / "site.pins").read_bytes())
        words = {"module": "simulated", "simulated_module": module, "demo": "yes", "station": f"127.0.0.1:{port}"}
        words |= {"module_wait_seconds": 5, "system_root": self._system(board)}
        self._config.write_text("".join(f"{name}={value}\n" for name, value in words.items()), encoding="ascii")

    def _system(self, board):
        """What the kernel would tell of the board."""
        root = self.folder / "system"
        dmi, network = root / "sys/class/dmi/id", root / "sys/class/net/eth0"
        for folder in (dmi, network, root / "sys/devices/eth0", root / "proc"):
            folder.mkdir(parents=True, exist_ok=True)
        for name, text in (("product_serial", board.serial), ("product_version", board.revision), ("product_name", board.model)):
            (dmi / name).write_text(text + "\n", encoding="ascii")
        (network / "address").write_text(board.mac + "\n", encoding="ascii")
        (network / "device").mkdir(exist_ok=True)
        return root

    def _words(self, verb, *more):
        words = [PROGRAM, verb, "--device", self.partition, "--config", self._config, "--pins", self._pins, *more]
        return [str(word) for word in words]

    @contextlib.contextmanager
    def running(self, verb, *more):
        """The verb in the background, what it says in `log`, its standard output in the file `key`; ended in the end."""
        with open(self.log, "ab") as log, open(self.folder / "key", "wb") as key:
            os.fchmod(key.fileno(), 0o600)
            process = subprocess.Popen(self._words(verb, *more), stdin=subprocess.DEVNULL, stdout=key, stderr=log)
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                process.wait()

    def run(self, verb, *more, expect=0, timeout=60):
        """The finished verb: what it put on standard output."""
        with self.running(verb, *more) as process:
            try:
                status = process.wait(timeout)
            except subprocess.TimeoutExpired as error:
                raise Failed(f"{verb} did not end; it said:\n{self.said()[-3000:]}") from error
        if status != expect:
            raise Failed(f"{verb}: exit status {status}, not {expect}; it said:\n{self.said()[-3000:]}")
        return (self.folder / "key").read_bytes()

    def said(self):
        return self.log.read_text(errors="replace")

    def header(self):
        """The first 16 MiB, in a file."""
        return card_file.copy_range(self.partition, 0, 16 << 20, self.folder / "header")

    def put_back(self):
        """What the agent changed goes to the card."""
        root = card_file.partitions(self._card)[1]
        card_file.copy_range(self.partition, 0, 16 << 20, self._card, root.offset)

    def opens_with(self, key_file, slot):
        words = ["cryptsetup", "open", "--test-passphrase", "--key-slot", slot, "--key-file", key_file, self.header()]
        return run(words, check=False).returncode == 0
