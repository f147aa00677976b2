// SPDX-License-Identifier: Apache-2.0
// Every entry of the list in golden_identity.h, on an ext4 that mke2fs made, judged by e2fsck and by looking
// for the plaintext in what a card would hold.
#include "base/file.h"
#include "ext4/file_system.h"
#include "golden/disk_images.h"
#include "golden/golden_identity.h"
#include "golden/run_checked.h"
#include "support/expect_error.h"
#include "support/temp_folder.h"

#include <fstream>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace bindery;
using namespace bindery::golden;
namespace fs = std::filesystem;

namespace
{

constexpr std::int64_t kTime = 1'700'000'000;

/// A trace of the golden machine. Its secret is "SECRET-n" in the file, or in its name.
struct Trace {
    IdentityTrait trait;
    std::string path; ///< may hold "SECRET-" itself
    std::string text = "it says SECRET-in-the-file here\n";
    bool fileStays = false; ///< without what identifies
};

const std::vector<Trace>& traces()
{
    using enum IdentityTrait;
    static const std::vector<Trace> all{
        {Machine, "etc/machine-id", "SECRET-0123456789abcdef\n", true},
        {Machine, "var/lib/dbus/machine-id"},
        {Machine, "var/lib/systemd/random-seed"},
        {Machine, "var/lib/urandom/random-seed"},
        {Machine, "var/lib/random-seed"},
        {Machine, "var/lib/systemd/credential.secret"},
        {Machine, "var/lib/NetworkManager/secret_key"},
        {Machine, "etc/nvme/hostid"},
        {Machine, "etc/nvme/hostnqn"},
        {Machine, "etc/iscsi/initiatorname.iscsi"},
        {Machine, "etc/popularity-contest.conf", "PARTICIPATE=\"no\"\nMY_HOSTID=\"SECRET-1\"\n", true},
        {Wifi, "etc/wpa_supplicant/wpa_supplicant.conf",
         "country=AT\nnetwork={\n\tssid=\"home\"\n\tpsk=\"SECRET-}\"\n\t# a note}\n\tkey=\"SECRET-2\"\n}\n",
         true},
        {Wifi, "etc/wpa_supplicant/wpa_supplicant-wlan0.conf",
         "ctrl_interface=/run/wpa\n network = {\nssid=\"SECRET-3\"\n}\ncred={\npassword=\"SECRET-4\"\n}\n",
         true},
        {Wifi, "etc/netplan/50-cloud-init.yaml",
         "network:\n  version: 2\n  wifis:\n    wlan0:\n      access-points:\n        \"home\":\n          "
         "password: "
         "\"SECRET-5\"\n\n  ethernets:\n    eth0: {dhcp4: true}\n",
         true},
        {Wifi, "etc/netplan/90-flow.yaml",
         "network: {wifis: {wlan0: {access-points: {a: {password: SECRET-6}}}}}\n"},
        {Wifi, "etc/NetworkManager/system-connections/home.nmconnection",
         "[connection]\nid=home\ntype=wifi\n[wifi-security]\npsk=SECRET-7\n"},
        {Wifi, "etc/NetworkManager/system-connections/SECRET-open", "[connection]\ntype = wifi\n"},
        {Wifi, "etc/NetworkManager/system-connections/tunnel", "[wireguard]\nprivate-key = SECRET-8\n"},
        {Wifi, "var/lib/NetworkManager/seen-bssids"},
        {Wifi, "var/lib/NetworkManager/timestamps"},
        {Wifi, "var/lib/iwd/SECRET-net.psk"},
        {Wifi, "var/lib/connman/wifi_dca632_SECRET-x/settings"},
        {Leases, "var/lib/dhcp/dhclient.eth0.leases"},
        {Leases, "var/lib/dhclient/dhclient.leases"},
        {Leases, "var/lib/dhcpcd/duid"},
        {Leases, "var/lib/dhcpcd5/dhcpcd-eth0.lease"},
        {Leases, "etc/dhcpcd.duid"},
        {Leases, "etc/dhcpcd.secret"},
        {Leases, "var/lib/NetworkManager/internal-SECRET-eth0.lease"},
        {Leases, "etc/udev/rules.d/70-persistent-net.rules"},
        {Leases, "etc/udev/rules.d/70-persistent-cd.rules"},
        {Bluetooth, "var/lib/bluetooth/SECRET-AA:BB/cache/SECRET-CC:DD"},
        {Bluetooth, "var/lib/bluetooth/SECRET-AA:BB/SECRET-CC:DD/info"},
        {History, "root/.bash_history"},
        {History, "home/pi/.bash_history"},
        {History, "home/pi/.python_history"},
        {History, "home/pi/.lesshst"},
        {History, "home/pi/.viminfo"},
        {History, "home/pi/.wget-hsts"},
        {History, "home/pi/.ssh/known_hosts"},
        {History, "home/pi/.ssh/known_hosts.old"},
        {History, "etc/passwd-"},
        {History, "etc/shadow-"},
        {History, "etc/group-"},
        {History, "etc/gshadow-"},
        {History, "etc/subuid-"},
        {History, "etc/subgid-"},
        {UserKeys, "root/.ssh/id_ed25519"},
        {UserKeys, "home/pi/.ssh/id_rsa"},
        {UserKeys, "home/pi/.ssh/id_rsa.pub"},
        {Logs, "var/log/syslog"},
        {Logs, "var/log/apt/history.log"},
        {Logs, "var/log/journal/SECRET-0123456789abcdef/system.journal"},
        {Logs, "var/crash/SECRET-program.crash"},
        {Logs, "var/spool/mail/root"},
        {Logs, "var/lib/systemd/coredump/core.SECRET-program"},
        {Logs, "var/lib/systemd/pstore/1/dmesg.txt"},
        {Logs, "tmp/SECRET-folder/file"},
        {Logs, "var/tmp/.SECRET-file"},
        {Cloud, "var/lib/cloud/instances/SECRET-i-0abc/user-data.txt"},
        {Cloud, "var/lib/cloud/data/instance-id"},
        {Cloud, "var/lib/cloud/sem/config_ssh.once"},
        {Cloud, "var/lib/ubuntu-advantage/private/machine-token.json"},
        {Module, "var/lib/zymbit/SECRET-0001/s1_fp_salt.bin"},
        {Module, "etc/cryptroot/key.bin"},
        {Module, "etc/cryptroot/key.bin.lock"},
    };
    return all;
}

void put(const fs::path& file, const std::string& text)
{
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

/// A root with all traces, and after removing what identifies it.
class Traced
{
public:
    explicit Traced(const std::set<IdentityTrait>& keep = {}, const std::vector<std::string>& options = {},
                    const std::function<void(const fs::path&)>& change = {})
    {
        test::makeRootTree(m_folder / "tree");
        for (const Trace& trace : traces()) {
            put(m_folder / "tree" / trace.path, trace.text);
        }
        fs::create_symlink("instances/SECRET-i-0abc", m_folder / "tree/var/lib/cloud/instance");
        fs::create_symlink("spool/mail", m_folder / "tree/var/mail");
        if (change) {
            change(m_folder / "tree");
        }
        test::makeExt4(m_folder / "root", mib(24), m_folder / "tree", options);
        const auto base = std::make_shared<ext4::FileSource>(m_folder / "root");
        m_overlay = std::make_shared<ext4::Overlay>(base, base->size());
        auto root = ext4::FileSystem::openForChange(*m_overlay);
        removeGoldenIdentity(root, keep, kTime);
        root.close();
    }
    ext4::FileSystem after() const { return ext4::FileSystem::open(m_overlay); }
    /// What a card holds: used blocks only.
    std::string written() const
    {
        const fs::path path = m_folder / "card";
        put(path, std::string(m_overlay->size().count(), '\xa5'));
        const UniqueFd fd = openFile(path, O_RDWR);
        for (const Extent& run : after().usedExtents()) {
            std::vector<std::byte> bytes(run.length);
            m_overlay->read(run.offset, bytes);
            writeFully(fd.get(), run.offset, bytes, path);
        }
        test::runChecked({"e2fsck", "-fn", path.string()});
        return readTextFile(path, gib(1));
    }
    std::string golden() const { return readTextFile(m_folder / "root", gib(1)); }

private:
    test::TempFolder m_folder;
    std::shared_ptr<ext4::Overlay> m_overlay;
};

} // namespace

TEST(GoldenIdentity, IsGoneFromWhatACardHolds)
{
    for (const std::vector<std::string>& options : {std::vector<std::string>{"-b", "4096"},
                                                    {"-b", "1024"},
                                                    {"-O", "^metadata_csum,uninit_bg"},
                                                    {"-I", "128"},
                                                    {"-O", "^extent,^64bit"}}) {
        const Traced traced({}, options);
        const ext4::FileSystem after = traced.after();
        for (const Trace& trace : traces()) {
            EXPECT_EQ(after.exists("/" + trace.path), trace.fileStays) << trace.path;
        }
        ASSERT_NE(traced.golden().find("SECRET-"), std::string::npos);
        const std::string card = traced.written();
        const std::size_t found = card.find("SECRET-");
        EXPECT_EQ(found, std::string::npos) << card.substr(found, 40);
    }
}

TEST(GoldenIdentity, LeavesWhatTheSystemNeeds)
{
    const Traced traced({}, {}, [](const fs::path& tree) {
        put(tree / "etc/NetworkManager/system-connections/wired", "[connection]\ntype=ethernet\n");
        put(tree / "home/pi/.ssh/authorized_keys", "ssh-ed25519 AAAA\n");
        put(tree / "home/pi/.bashrc", "alias\n");
        put(tree / "var/lib/cloud/seed/nocloud/user-data", "#cloud-config\n");
        put(tree / "var/log/nginx/access.log", "GET\n");
        fs::create_symlink("../../usr/share/doc/README.logs", tree / "var/log/README");
        put(tree / "etc/netplan/10-wired.yaml", "network:\n  ethernets: {}\n");
        fs::create_directories(tree / "var/lib/bluetooth");
    });
    const ext4::FileSystem after = traced.after();
    for (const char* path :
         {"/etc/NetworkManager/system-connections/wired", "/home/pi/.ssh/authorized_keys", "/home/pi/.bashrc",
          "/var/lib/cloud/seed/nocloud/user-data", "/var/log/nginx", "/var/log/journal", "/var/log/README",
          "/var/lib/bluetooth", "/var/lib/dhcp", "/tmp", "/var/tmp", "/var/mail", "/var/spool/mail"}) {
        EXPECT_NE(after.entryAt(path), ext4::Entry::None) << path;
    }
    EXPECT_FALSE(after.exists("/var/log/nginx/access.log"));
    EXPECT_EQ(after.readFile("/etc/machine-id"), "");
    EXPECT_EQ(after.readFile("/etc/popularity-contest.conf"), "PARTICIPATE=\"no\"\n");
    EXPECT_EQ(after.readFile("/etc/wpa_supplicant/wpa_supplicant.conf"), "country=AT\n");
    EXPECT_EQ(after.readFile("/etc/wpa_supplicant/wpa_supplicant-wlan0.conf"), "ctrl_interface=/run/wpa\n");
    EXPECT_EQ(after.readFile("/etc/netplan/50-cloud-init.yaml"),
              "network:\n  version: 2\n  ethernets:\n    eth0: {dhcp4: true}\n");
    EXPECT_EQ(after.readFile("/etc/netplan/10-wired.yaml"), "network:\n  ethernets: {}\n");
}

TEST(GoldenIdentity, KeepsOnlyWhatIsAskedFor)
{
    for (const IdentityTrait kept : identityTraits()) {
        const Traced traced({kept});
        const ext4::FileSystem after = traced.after();
        for (const Trace& trace : traces()) {
            const std::string path = "/" + trace.path;
            EXPECT_EQ(after.exists(path), trace.fileStays || trace.trait == kept) << path;
            if (trace.trait == kept) {
                EXPECT_EQ(after.readFile(path), trace.text);
            }
        }
    }
}

TEST(GoldenIdentity, ChangesNothingOfARootWithoutTraces)
{
    const test::TempFolder folder;
    put(folder / "tree/etc/fstab", "proc /proc proc\n");
    test::makeExt4(folder / "root", mib(24), folder / "tree");
    const auto base = std::make_shared<ext4::FileSource>(folder / "root");
    ext4::Overlay overlay(base, base->size());
    auto root = ext4::FileSystem::openForChange(overlay);
    removeGoldenIdentity(root, {}, kTime);
    root.close();
    EXPECT_FALSE(ext4::FileSystem::open(base).exists("/etc/machine-id"));
    EXPECT_LE(overlay.heldBytes(), kib(8)); // nothing but superblocks
}

TEST(GoldenIdentity, IsNotStoppedByStrangeFolders)
{
    const Traced traced({}, {}, [](const fs::path& tree) {
        fs::remove_all(tree / "var/log");
        fs::create_symlink("/nowhere", tree / "var/log");
        fs::remove_all(tree / "var/lib/bluetooth");
        put(tree / "var/lib/bluetooth", "a file\n");
        fs::remove_all(tree / "var/crash");
        fs::create_symlink("crash", tree / "var/crash");
        fs::remove_all(tree / "home");
    });
    EXPECT_TRUE(traced.after().exists("/var/lib/bluetooth"));
    EXPECT_FALSE(traced.after().exists("/var/lib/iwd/SECRET-net.psk"));
}

TEST(GoldenIdentity, HasANameForEveryTrait)
{
    EXPECT_EQ(identityTraits().size(), 9U);
    for (const IdentityTrait trait : identityTraits()) {
        EXPECT_EQ(identityTraitOf(textOf(trait)), trait);
    }
    EXPECT_FALSE(identityTraitOf("Wifi"));
    EXPECT_FALSE(mayBeKept(IdentityTrait::Machine));
    EXPECT_TRUE(mayBeKept(IdentityTrait::Wifi));
}

TEST(GoldenIdentity, LosesNetworksInEveryForm)
{
    EXPECT_EQ(withoutNetworks("a=1\nnetwork={ ssid=\"x\" }\nb=2\n"), "a=1\nb=2\n");
    EXPECT_EQ(withoutNetworks("a=1\r\nnetwork={\r\npsk=\"x\"\r\n}\r\nb=2"), "a=1\r\nb=2");
    EXPECT_EQ(withoutNetworks("a=1\nblob-base64-key={\nAAAA\n}\nnetworks_note=1\n"),
              "a=1\nnetworks_note=1\n");
    EXPECT_EQ(withoutNetworks("network={\npsk=\"never closed\"\n"), "");
    EXPECT_EQ(withoutNetworks(""), "");
    EXPECT_EQ(withoutWifis("network:\n    wifis:\n        w: {}\n"), "network:\n");
    EXPECT_EQ(withoutWifis("network:\n  \"wifis\":\n    w: {}\n"), std::nullopt);
    EXPECT_EQ(withoutWifis("network: {}\n"), "network: {}\n");
    EXPECT_TRUE(isSecretConnection("[802-1x]\npassword = x\n"));
    EXPECT_FALSE(isSecretConnection("[connection]\nid=psk\ntype=ethernet\n"));
}
