// SPDX-License-Identifier: Apache-2.0
#include "line/shared_goldens.h"

#include "golden/geometry.h"
#include "line/boot_source.h"

#include <utility>

namespace bindery::line
{

SharedGoldens::SharedGoldens(golden::Store store, golden::Manifest manifest, const card::WindowLimits& window)
    : m_store(std::move(store)), m_manifest(std::move(manifest)), m_window(window)
{
}

SharedGoldens::Shared SharedGoldens::make(Bytes dataSize) const
{
    auto boot = std::make_shared<BootSource>(m_store.boot(m_manifest));
    return card::SharedGolden::create(m_manifest, m_store.root(m_manifest, dataSize), std::move(boot),
                                      m_window);
}

SharedGoldens::Shared SharedGoldens::forMedium(Bytes mediumSize)
{
    const Bytes dataSize(golden::geometryFor(m_manifest.bootSize, mediumSize).data.length);
    std::promise<Shared> promise;
    std::shared_future<Shared> made;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_bySize.find(dataSize); found != m_bySize.end()) {
            made = found->second;
        } else {
            m_bySize.emplace(dataSize, promise.get_future().share());
        }
    }
    if (made.valid()) {
        return made.get();
    }
    try {
        Shared shared = make(dataSize);
        promise.set_value(shared);
        return shared;
    } catch (...) {
        promise.set_exception(std::current_exception());
        const std::lock_guard lock(m_mutex);
        m_bySize.erase(dataSize);
        throw;
    }
}

Bytes SharedGoldens::bytesRead() const
{
    const std::lock_guard lock(m_mutex);
    Bytes sum;
    for (const auto& [size, made] : m_bySize) {
        if (made.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
            sum += made.get()->writeWindow->bytesRead();
        }
    }
    return sum;
}

} // namespace bindery::line
