// SPDX-License-Identifier: Apache-2.0
// One shared pass over the golden root per data size: made when the first card of a size asks, then handed to
// all of that size, also to those that start later. Errors: those of golden::Store; a failure is forgotten,
// so that the next card tries anew. Threads: any; whoever asks for a size that is being made waits for it.
#pragma once

#include "card/make_card.h"
#include "golden/manifest.h"
#include "golden/store.h"

#include <future>
#include <map>
#include <memory>
#include <mutex>

namespace bindery::line
{

class SharedGoldens
{
public:
    SharedGoldens(golden::Store store, golden::Manifest manifest, const card::WindowLimits& window);

    std::shared_ptr<const card::SharedGolden> forMedium(Bytes mediumSize);
    /// While writing, by all cards together.
    Bytes bytesRead() const;

private:
    using Shared = std::shared_ptr<const card::SharedGolden>;
    Shared make(Bytes dataSize) const;

    const golden::Store m_store;
    const golden::Manifest m_manifest;
    const card::WindowLimits m_window;
    mutable std::mutex m_mutex;
    std::map<Bytes, std::shared_future<Shared>> m_bySize;
};

} // namespace bindery::line
