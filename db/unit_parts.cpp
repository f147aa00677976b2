// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "db/parts_internal.h"

#include <algorithm>

namespace bindery::db
{

namespace
{

constexpr std::size_t kLongestSerial = 128;
constexpr std::size_t kLongestText = 256;
constexpr std::size_t kMostMacs = 32;
constexpr std::size_t kLargestKey = 1024;

} // namespace

UnitParts shortened(const UnitParts& parts)
{
    UnitParts clean = parts;
    for (std::string* text : {&clean.piSerial, &clean.moduleSerial}) {
        *text = recordable(*text, kLongestSerial);
    }
    for (std::string* text : {&clean.piModel, &clean.piRevision, &clean.bootMedium, &clean.moduleKind,
                              &clean.moduleModel, &clean.moduleFirmware}) {
        *text = recordable(*text, kLongestText);
    }
    clean.macs.resize(std::min(clean.macs.size(), kMostMacs));
    for (std::string& mac : clean.macs) {
        mac = recordable(mac, kLongestSerial);
    }
    clean.modulePublicKey.resize(std::min(clean.modulePublicKey.size(), kLargestKey));
    return clean;
}

UnitParts cleaned(const UnitParts& parts)
{
    UnitParts clean = shortened(parts);
    const auto require = [](bool isThere, const char* what) {
        if (!isThere) {
            throw Error(ErrorCode::InvalidArgument,
                        std::string("a unit that does not tell ") + what + " cannot be bound");
        }
    };
    require(!clean.piSerial.empty(), "the serial of its Pi");
    require(!clean.moduleSerial.empty(), "the serial of its module");
    require(!clean.modulePublicKey.empty(), "the key of its module");
    return clean;
}

} // namespace bindery::db
