// SPDX-License-Identifier: Apache-2.0
#include "ext4/exercise.h"

#include "base/error.h"
#include "ext4/file_system.h"

#include <functional>
#include <string>

namespace bindery::ext4::test
{

namespace
{

class Nobody : public TreeSink
{
public:
    void entry(const Node& /*node*/) override {}
    void content(std::uint64_t /*offset*/, ByteView /*bytes*/) override {}
};

bool holds(const std::function<void()>& step)
{
    try {
        step();
        return true;
    } catch (const Error&) {
        return false;
    }
}

} // namespace

bool exercise(const std::shared_ptr<const BlockSource>& source)
{
    bool all = true;
    const auto step = [&](const std::function<void()>& act) { all = holds(act) && all; };
    step([&] {
        const FileSystem fs = FileSystem::open(source);
        fs.facts();
        step([&] { coalesce(fs.usedExtents(), 4096, 20); });
        step([&] {
            Nobody nobody;
            fs.readTree(nobody, {});
        });
        for (const char* path : {"/", "/etc", "/var/many", "/lost+found"}) {
            step([&] { fs.list(path); });
        }
        for (const char* path :
             {"/etc/hostname", "/usr/lib/large.bin", "/lib/large.bin", "/usr/keys/ssh_host_ed25519_key"}) {
            step([&] { fs.readFile(path, mib(4)); });
        }
        for (const char* path : {"/etc/name-link", "/etc/long-link"}) {
            step([&] { fs.readLink(path); });
            step([&] { fs.entryAt(path); });
        }
    });
    // After a refusal the overlay of a change is thrown away, so every change starts anew.
    const auto change = [&](const std::function<void(FileSystem&)>& act) {
        step([&] {
            Overlay overlay(source, source->size());
            FileSystem fs = FileSystem::openForChange(overlay);
            act(fs);
            fs.usedExtents();
            fs.close();
        });
    };
    change([](FileSystem& fs) {
        fs.writeFile("/etc/hostname", asBytes("unit\n"), {});
        fs.writeFile("/usr/lib/large.bin", asBytes(std::string(70'000, 'y')), {});
        fs.writeFile("/etc/bindery/unit.json", asBytes("{}"), {});
    });
    change([](FileSystem& fs) {
        for (int i = 0; i < 20; ++i) {
            fs.writeFile("/var/many/another-file-with-a-name-of-some-length-" + std::to_string(i),
                         asBytes("k"), {});
        }
    });
    change([](FileSystem& fs) { fs.removeFile("/usr/lib/large.bin"); });
    change([](FileSystem& fs) {
        fs.removeFile("/var/many/a-rather-long-name-so-that-the-folder-gets-an-index-77");
        fs.makeFolder("/etc/gone", {});
        fs.removeFolder("/etc/gone");
    });
    change([](FileSystem& fs) { fs.makeSymlink("/etc/long-link", std::string(300, 't')); });
    change([](FileSystem& fs) { fs.setUuid(Uuid::parse("11111111-2222-4333-8444-555555555555")); });
    return all;
}

} // namespace bindery::ext4::test
