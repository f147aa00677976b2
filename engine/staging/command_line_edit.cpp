// SPDX-License-Identifier: Apache-2.0
#include "staging/command_line_edit.h"

#include "base/error.h"
#include "staging/boot_files.h"
#include "staging/command_line.h"
#include "staging/tables_of_root.h"

#include <algorithm>
#include <functional>

namespace bindery::staging
{

namespace
{

/// The line and what has been said of it.
struct Edit {
    CommandLine line;
    std::vector<std::string> said;

    void say(std::string sentence) { said.push_back(std::move(sentence)); }
};

std::string quoted(std::string_view word)
{
    return "\"" + std::string(word) + "\"";
}

/// Words with `name` become the one word `wanted`, at the first one's place or at the end. Gives its index.
std::size_t setWord(Edit& edit, std::string_view name, const std::string& wanted)
{
    std::size_t place = edit.line.kernelWords();
    for (std::size_t index = 0; index < edit.line.kernelWords();) {
        const std::string word = edit.line.words()[index].text;
        if (nameOf(word) != name) {
            ++index;
        } else if (place == edit.line.kernelWords()) {
            if (word != wanted) {
                edit.line.replace(index, wanted);
                edit.say("replaced " + quoted(word) + " by " + quoted(wanted));
            }
            place = index++;
        } else {
            edit.line.remove(index);
            edit.say("removed the second " + quoted(word));
        }
    }
    if (place == edit.line.kernelWords()) {
        place = edit.line.append(wanted);
        edit.say("added " + quoted(wanted));
    }
    return place;
}

void dropWords(Edit& edit, const std::function<bool(std::string_view)>& unwanted)
{
    for (std::size_t index = 0; index < edit.line.kernelWords();) {
        const std::string word = edit.line.words()[index].text;
        if (unwanted(word)) {
            edit.line.remove(index);
            edit.say("removed " + quoted(word));
        } else {
            ++index;
        }
    }
}

bool isUnwanted(std::string_view word, const FirstBoot& firstBoot)
{
    const auto& words = firstBoot.words;
    // the splash would hide what the unit says while it waits for its module or its bench
    if (word == "splash" || std::find(words.begin(), words.end(), word) != words.end()) {
        return true;
    }
    const std::string_view name = nameOf(word);
    if (name == "init") {
        return std::any_of(firstBoot.initPrograms.begin(), firstBoot.initPrograms.end(),
                           [&](const std::string& program) { return valueOf(word).ends_with(program); });
    }
    return name == "cryptdevice";
}

/// Seconds, or -1 for at once, as initramfs-tools reads it; any other value opens a shell to whoever is
/// there.
bool restartsOnPanic(std::string_view value)
{
    if (value == "-1") {
        return true;
    }
    const bool digits = !value.empty() && value.size() <= 6 &&
                        std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && value.find_first_not_of('0') != std::string_view::npos;
}

void setPanic(Edit& edit)
{
    std::size_t found = 0;
    bool good = true;
    for (std::size_t index = 0; index < edit.line.kernelWords(); ++index) {
        const std::string_view word = edit.line.words()[index].text;
        if (nameOf(word) == "panic") {
            ++found;
            good = good && restartsOnPanic(valueOf(word));
        }
    }
    if (found != 1 || !good) {
        setWord(edit, "panic", "panic=10");
    }
}

bool has(const CommandLine& line, std::string_view name)
{
    for (std::size_t index = 0; index < line.kernelWords(); ++index) {
        if (nameOf(line.words()[index].text) == name) {
            return true;
        }
    }
    return false;
}

} // namespace

EditedCommandLine editedCommandLine(std::string_view text, const std::string& place,
                                    const BootProfile& profile)
{
    Edit edit{CommandLine(text, place), {}};
    dropWords(edit, [&](std::string_view word) { return isUnwanted(word, profile.firstBoot); });
    setWord(edit, "root", "root=" + std::string(kRootMapper));
    if (has(edit.line, "rootfstype")) {
        setWord(edit, "rootfstype", "rootfstype=ext4");
    }
    const std::string source = "cryptopts=source=UUID=";
    const std::string mapper(kRootMapper.substr(kRootMapper.rfind('/') + 1));
    setWord(edit, "cryptopts",
            source + std::string(kLuksUuidPlaceholder) + ",target=" + mapper +
                ",luks,initramfs,keyscript=" + std::string(kUnlockScript));
    setPanic(edit);

    if (edit.line.length() > profile.maxCommandLine) {
        throw Error(ErrorCode::BadImage,
                    place + ", line 1: with the words that open the root the kernel command line has " +
                        std::to_string(edit.line.length()) + " characters, and " + profile.name +
                        " takes at most " + std::to_string(profile.maxCommandLine) + "; remove " +
                        std::to_string(edit.line.length() - profile.maxCommandLine) + " of them");
    }
    EditedCommandLine edited{edit.line.text(), 0, std::move(edit.said)};
    edited.uuidOffset = edited.text.find(kLuksUuidPlaceholder);
    if (edited.text.find(kLuksUuidPlaceholder, edited.uuidOffset + 1) != std::string::npos) {
        throw Error(ErrorCode::BadImage, place + ", line 1: the placeholder " +
                                             std::string(kLuksUuidPlaceholder) +
                                             " stands in another word too; remove that word");
    }
    return edited;
}

} // namespace bindery::staging
