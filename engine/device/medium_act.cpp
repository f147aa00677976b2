// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "device/medium_act_internal.h"

namespace bindery::device
{

std::string nameOfAct(std::string_view act, const MediumFacts& facts, std::uint64_t offset)
{
    return std::string(act) + " " + facts.path + " at offset " + std::to_string(offset);
}

void checkAct(std::string_view act, const MediumFacts& facts, Extent extent, const void* memory)
{
    const std::uint64_t size = facts.size.count();
    if (extent.offset > size || extent.length > size - extent.offset) {
        throw Error(ErrorCode::InvalidArgument, nameOfAct(act, facts, extent.offset) + ": " +
                                                    std::to_string(extent.length) +
                                                    " bytes go past its end at " + std::to_string(size));
    }
    const bool lengthFits = extent.length % kMediumAlignment == 0 || extent.end() == size;
    if (extent.offset % kMediumAlignment != 0 || !lengthFits) {
        throw Error(ErrorCode::InvalidArgument,
                    nameOfAct(act, facts, extent.offset) + ": the run of " + std::to_string(extent.length) +
                        " bytes is not aligned to " + std::to_string(kMediumAlignment));
    }
    if (reinterpret_cast<std::uintptr_t>(memory) % kMediumAlignment != 0) {
        throw Error(ErrorCode::InvalidArgument, nameOfAct(act, facts, extent.offset) +
                                                    ": the memory is not aligned to " +
                                                    std::to_string(kMediumAlignment));
    }
}

} // namespace bindery::device
