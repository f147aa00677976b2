#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The Raspberry Pi image is what a Pi boots, and becomes cards: bindery stages it, makes, verifies and records four; the
arm64 kernel in a card's own boot partition opens the card's root and finds, file by file, the source plus the unit's own; and
a card boots to its login prompt."""

import os
import pathlib
import re
import shutil
import unittest

from judges import card_file, kernel_oracle, personality, pi_guest, tree_manifest
from judges.running import run
from judges.station import Station
from judges.system_image import system_image

_NAME = "debian-12-arm64-pi"
_FOLDER = pathlib.Path(os.environ["BINDERY_WORK"]) / "pi-cards"
_SIZE = 8 << 30
_PLACEHOLDER = "LUKS-UUID-PLACEHOLDER-OF-36-LETTERS-"


class PiImageBecomesCards(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        shutil.rmtree(_FOLDER, ignore_errors=True)
        _FOLDER.mkdir(parents=True, mode=0o700)
        cls.addClassCleanup(shutil.rmtree, _FOLDER)
        cls.image = system_image(_NAME)
        boot, root = card_file.partitions(cls.image)
        cls.boot = card_file.copy_range(cls.image, boot.offset, boot.size, _FOLDER / "golden-boot.fat")
        cls.root = cls.enterClassContext(card_file.mounted(cls.image, root.offset, root.size))

        cls.station = Station(_FOLDER)
        cls.station.make_certificate()
        cls.station.run("golden", "stage", cls.image, "--recipe", _NAME, "--name", "pi")
        cls.station.run("golden", "approve", "pi")
        cls.cards = [_FOLDER / f"{letter}.img" for letter in "abcd"]
        wish = ["provision", "--golden", "pi", "--size", "8GiB", "--to", *cls.cards]
        wish += ["--export-secrets", _FOLDER / "secrets.pem", "--to-certificate", cls.station.certificate]
        cls.station.run(*wish, timeout=900)
        cls.keys = cls.station.key_files(_FOLDER / "secrets.pem")
        cls.units = {row["path"]: row for row in cls.station.open_envelope(_FOLDER / "secrets.pem")}

    def test_the_firmware_finds_all_that_config_txt_names(self):
        run(["fsck.fat", "-n", self.boot])
        self.assertEqual(run(["fatlabel", self.boot]).stdout.strip(), "bootfs")
        listed = set(run(["mdir", "-b", "-i", self.boot, "::"]).stdout.split())
        firmware = "bootcode.bin start.elf fixup.dat start4.elf fixup4.dat"
        trees = "bcm2711-rpi-4-b.dtb bcm2711-rpi-cm4-io.dtb bcm2837-rpi-3-b.dtb bcm2837-rpi-3-b-plus.dtb"
        for file in f"{firmware} {trees} config.txt cmdline.txt".split():
            self.assertIn(f"::/{file}", listed)
        config = pi_guest.read_boot_file(self.boot, "config.txt").decode()
        self.assertRegex(config, r"(?m)^arm_64bit=1$")
        self.assertRegex(config, r"(?m)^enable_uart=1$")
        kernel, initramfs = pi_guest.boot_files_named(config)
        self.assertEqual(pi_guest.read_boot_file(self.boot, kernel)[56:60], b"ARM\x64", "no arm64 kernel")
        packed = _FOLDER / "initramfs"
        packed.write_bytes(pi_guest.read_boot_file(self.boot, initramfs))
        archive = run(["zstd", "-dcq", packed], text=False, stderr=None).stdout
        names = run(["cpio", "-t", "--quiet"], text=False, input=archive, stderr=None).stdout.decode().split()
        inside = {name.rpartition("/")[2] for name in names}
        for file in "cryptsetup fsck fsck.ext4 dm-crypt.ko xts.ko ext4.ko sdhci-iproc.ko bcm2835.ko usb-storage.ko".split():
            self.assertIn(file, inside)

    def test_command_line_and_fstab_are_those_of_an_encrypted_pi(self):
        line = pi_guest.read_boot_file(self.boot, "cmdline.txt").decode()
        self.assertEqual(line.count("\n"), 1)
        self.assertLessEqual(
            {
                "console=tty0",
                "console=ttyS1,115200",
                "root=/dev/mapper/cryptrfs",
                f"cryptopts=source=UUID={_PLACEHOLDER},target=cryptrfs,luks,initramfs",
                "rootwait",
            },
            set(line.split()),
        )
        table = [row.split() for row in (self.root / "etc/fstab").read_text(encoding="utf-8").splitlines()]
        self.assertEqual([row[:3] for row in table], [
            ["proc", "/proc", "proc"],
            ["LABEL=bootfs", "/boot/firmware", "vfat"],
            ["/dev/mapper/cryptrfs", "/", "ext4"],
        ])
        self.assertEqual(list((self.root / "boot/firmware").iterdir()), [], "the boot partition's place is taken")
        # a kernel update on the unit writes the command line anew, with what its settings say
        settings = (self.root / "etc/default/raspi-firmware").read_text(encoding="utf-8")
        self.assertIn("cryptopts=", settings)

    def test_cards_are_inspected_verified_and_on_record(self):
        golden = self.station.json("golden", "show", "pi")["golden_image"]
        self.assertEqual((golden["architecture"], golden["system_id"], golden["system_version"]), ("arm64", "debian", "12"))
        attempts = {row["path"]: row for row in self.station.json("records", "list")["attempts"]}
        self.assertEqual(sorted(attempts), sorted(map(str, self.cards)))
        for card in self.cards:
            with self.subTest(card=card.name):
                self.assertEqual(card.stat().st_size, _SIZE)
                unit, attempt = self.units[str(card)], attempts[str(card)]
                self.assertEqual((attempt["result"], attempt["serial"]), ("passed", unit["serial"]))
                self.assertEqual(attempt["luks_uuid"], unit["luks_uuid"])
                said = self.station.json("inspect", card)
                self.assertEqual(said["luks"]["uuid"], unit["luks_uuid"])
                self.assertEqual(said["record"]["serial"], unit["serial"])
                self.station.run("verify", card)

    def test_boot_partition_of_every_card_is_the_source_with_its_own_uuid(self):
        golden = self.boot.read_bytes()
        self.assertEqual(golden.count(_PLACEHOLDER.encode()), 1)
        for card in self.cards:
            with self.subTest(card=card.name):
                uuid = self.units[str(card)]["luks_uuid"]
                fat = card_file.cut_partition(card, 1, _FOLDER / "boot.fat")
                run(["fsck.fat", "-n", fat])
                self.assertIn("::/config.txt", run(["mdir", "-b", "-i", fat, "::"]).stdout.split())
                line = pi_guest.read_boot_file(fat, "cmdline.txt").decode()
                self.assertIn(f"cryptopts=source=UUID={uuid},target=cryptrfs,", line)
                self.assertEqual(fat.read_bytes(), golden.replace(_PLACEHOLDER.encode(), uuid.encode()))
                luks = card_file.cut_partition(card, 2, _FOLDER / "luks")
                self.assertEqual(run(["cryptsetup", "luksUUID", luks]).stdout.strip(), uuid)
                luks.unlink()

    def test_the_arm64_kernel_opens_a_card_and_finds_the_source_and_its_personality(self):
        card = self.cards[2]
        guest = pi_guest.guest_of(card, self.root, _FOLDER)
        key = self.keys[str(card)]
        disks = [kernel_oracle.Disk(card, key), kernel_oracle.Disk(self.cards[3], key)]
        answer, other = kernel_oracle.ask(disks, timeout=1200, guest=guest)
        self.assertEqual(answer.root, "ok", answer.complaint())
        self.assertEqual(other.root, "open", "one card's secret opened another card")
        self.assertIn("crypt aes-xts-plain64", answer.files["table"])
        self.assertIn("sector_size:4096", answer.files["table"])
        self.assertRegex(answer.files["superblock"], r"Filesystem volume name:\s+rootfs")
        blocks = int(re.search(r"Block count:\s+(\d+)", answer.files["superblock"])[1])
        self.assertGreater(blocks * 4096, _SIZE - (1 << 30), "the root was not grown to the card")
        golden = tree_manifest.list_tree(self.root)
        self.assertGreater(len(golden), 5000)
        self.assertEqual(personality.complaints(golden, answer.manifest, self.units[str(card)]["serial"]), {})

    def test_a_card_boots_from_its_own_boot_partition_to_a_login_prompt(self):
        card = self.cards[0]
        said = pi_guest.boot_to_login(card, self.keys[str(card)], _FOLDER)
        self.assertIn("cryptrfs: set up successfully", said)
        self.assertRegex(said, r"rootfs: clean, \d+/\d+ files")
        self.assertRegex(said, r"Mounted .*boot-firmware\.mount")
        self.assertRegex(said, r"Started .*ssh\.service")
        self.assertNotIn("FAILED", said)
        self.assertIn(f"\n{personality.host_name(self.units[str(card)]['serial'])} login: ", said)


if __name__ == "__main__":
    unittest.main(verbosity=2)
