// SPDX-License-Identifier: Apache-2.0
#include "line/bench_words_internal.h"

#include <algorithm>

namespace bindery::line
{

std::string fitting(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, '?');
    std::size_t size = std::min(text.size(), bind::kMaxText);
    const auto isInside = [&](std::size_t at) {
        return (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80;
    };
    while (size > 0 && size < text.size() && isInside(size)) {
        --size;
    }
    text.resize(size);
    return text;
}

db::UnitParts partsOf(const bind::Hello& hello)
{
    db::UnitParts parts;
    parts.piSerial = hello.host.cpuSerial;
    parts.piModel = hello.host.model;
    parts.piRevision = hello.host.revision;
    parts.macs = hello.host.macs;
    parts.bootMedium = hello.host.bootMedium;
    parts.moduleKind = hello.module.kind;
    parts.moduleModel = hello.module.model;
    parts.moduleSerial = hello.module.serial;
    parts.moduleFirmware = hello.module.firmware;
    parts.modulePublicKey = hello.module.publicKey;
    return parts;
}

db::BindStep stepOf(const bind::Hello& hello, const bind::HeaderReport& header, ByteView signature)
{
    db::BindStep step;
    step.status = module::textOf(hello.moduleStatus);
    step.headerDigest = header.profileDigest;
    step.tokenDigest = header.tokenDigest;
    step.keyslots = header.keyslots;
    step.signature.assign(signature.begin(), signature.end());
    return step;
}

bool areFitted(const db::BindStatus& unit, const db::UnitParts& parts)
{
    const auto has = [&](const char* kind, const std::string& serial) {
        return std::any_of(unit.genealogy.begin(), unit.genealogy.end(), [&](const db::StoredPart& part) {
            return part.kind == kind && part.serial == serial && !part.fittedTo;
        });
    };
    return has("module", parts.moduleSerial) && has("pi", parts.piSerial);
}

std::string partsText(const bind::Hello& hello)
{
    return "module " + hello.module.serial.substr(0, 64) + " in Pi " + hello.host.cpuSerial.substr(0, 64);
}

} // namespace bindery::line
