// SPDX-License-Identifier: Apache-2.0
// Fuzzes the edit of config.txt: every text comes out of the model as it went in; an edit is refused with
// BadImage, or keeps every line in its order and is not changed by a second one. Zero bytes part config.txt,
// syscfg.txt, usercfg.txt and tryboot.txt.
#include "base/error.h"
#include "staging/boot_files.h"
#include "staging/config_txt.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace
{

using namespace bindery;
using namespace bindery::staging;

/// A carriage return at the very end of a text belongs to the line's ending as soon as a line follows.
std::string_view withoutReturn(std::string_view line)
{
    return line.substr(0, line.find_last_not_of('\r') + 1);
}

bool keepsLines(const std::string& before, const std::string& after)
{
    const ConfigTxt old(before);
    const ConfigTxt now(after);
    auto place = now.lines().begin();
    for (const ConfigLine& line : old.lines()) {
        while (place != now.lines().end() && withoutReturn(place->text) != withoutReturn(line.text)) {
            ++place;
        }
        if (place == now.lines().end()) {
            return false;
        }
        ++place;
    }
    return true;
}

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

bool isPatched(const BootEdits& edits, const std::string& path)
{
    return std::any_of(edits.patches.begin(), edits.patches.end(),
                       [&](const PlacedPatch& patch) { return patch.file == path; });
}

void editTwice(BootFiles files, const BootProfile& profile)
{
    const BootEdits first = editBootFiles(files, profile);
    for (const BootFile& change : first.changed) {
        for (BootFile& file : files) {
            if (file.path == change.path) {
                require(isPatched(first, file.path) || keepsLines(file.content, change.content));
                file.content = change.content;
            }
        }
    }
    const BootEdits second = editBootFiles(files, profile);
    require(second.changed.empty() && second.said.empty());
    require(second.patches == first.patches && second.initramfs == first.initramfs);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const BootProfile& profile = bootProfileOf("raspbian", "11", "armhf", {});
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    BootFiles files{{"cmdline.txt", "console=tty1 root=PARTUUID=cf3b7f18-02 rootwait\n"},
                    {"new/cmdline.txt", "root=PARTUUID=cf3b7f18-02\n"}};
    for (const char* path : {"kernel.img", "kernel7.img", "kernel7l.img", "kernel8.img", "new/kernel8.img",
                             "uboot.bin", "boot.scr", "vmlinuz", "initrd.img"}) {
        files.push_back({path, {}});
    }
    for (const char* path : {"config.txt", "syscfg.txt", "usercfg.txt", "tryboot.txt"}) {
        const std::string_view text = rest.substr(0, rest.find('\0'));
        require(ConfigTxt(text).text() == text);
        files.push_back({path, std::string(text)});
        if (text.size() == rest.size()) {
            break;
        }
        rest.remove_prefix(text.size() + 1);
    }
    try {
        editTwice(std::move(files), profile);
    } catch (const Error& error) {
        require(error.code() == ErrorCode::BadImage);
    }
    return 0;
}
