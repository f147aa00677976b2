// SPDX-License-Identifier: Apache-2.0
#include "card/shared_window.h"

#include "base/error.h"
#include "base/extents.h"

#include <algorithm>
#include <utility>

namespace bindery::card
{

namespace
{

using SteadyClock = std::chrono::steady_clock;

} // namespace

struct SharedWindow::Reader::Place {
    std::size_t next = 0;              ///< the smallest index it may still ask for
    bool attached = true;              ///< the others wait for it
    std::chrono::nanoseconds waited{}; ///< by others, for it
};

SharedWindow::Reader::Reader(std::shared_ptr<SharedWindow> window, std::shared_ptr<Place> place)
    : m_window(std::move(window)), m_place(std::move(place))
{
}

SharedWindow::Reader::Reader(Reader&& other) noexcept = default;

SharedWindow::Reader::~Reader()
{
    if (m_window) {
        m_window->leave(m_place);
    }
}

std::shared_ptr<SharedWindow> SharedWindow::create(const ext4::BlockSource& source, const Extents& used,
                                                   const WindowLimits& limits)
{
    return std::shared_ptr<SharedWindow>(new SharedWindow(source, used, limits));
}

SharedWindow::SharedWindow(const ext4::BlockSource& source, const Extents& used, const WindowLimits& limits)
    : m_source(source), m_used(used), m_limits(limits), m_start(SteadyClock::now())
{
}

SharedWindow::~SharedWindow() = default;

SharedWindow::Reader SharedWindow::join()
{
    const std::lock_guard lock(m_mutex);
    m_places.push_back(std::make_shared<Place>());
    return {shared_from_this(), m_places.back()};
}

void SharedWindow::leave(const std::shared_ptr<Place>& place)
{
    {
        const std::lock_guard lock(m_mutex);
        std::erase(m_places, place);
        dropPassed();
    }
    m_changed.notify_all();
}

std::shared_ptr<SharedWindow::Place> SharedWindow::last() const
{
    std::shared_ptr<Place> last;
    for (const auto& place : m_places) {
        if (place->attached && (!last || place->next < last->next)) {
            last = place;
        }
    }
    return last;
}

void SharedWindow::dropPassed()
{
    const std::shared_ptr<Place> slowest = last();
    std::erase_if(m_chunks, [&](const auto& entry) {
        return entry.second && (!slowest || entry.first < slowest->next);
    });
}

std::chrono::milliseconds SharedWindow::patienceLeft(const Place& place) const
{
    using std::chrono::milliseconds;
    const auto passed = std::chrono::duration_cast<milliseconds>(SteadyClock::now() - m_start);
    const milliseconds share(
        static_cast<std::int64_t>(static_cast<double>(passed.count()) * m_limits.patienceShare));
    return m_limits.patience + share - std::chrono::duration_cast<milliseconds>(place.waited);
}

std::shared_ptr<AlignedBuffer> SharedWindow::freeBuffer()
{
    std::unique_ptr<AlignedBuffer> buffer;
    {
        const std::lock_guard lock(m_poolMutex);
        if (!m_pool.empty()) {
            buffer = std::move(m_pool.back());
            m_pool.pop_back();
        }
    }
    if (!buffer) {
        buffer = std::make_unique<AlignedBuffer>(kChunkSize);
    }
    // Whoever lets go last gives the memory back. A chunk may outlive the window, hence the weak pointer.
    return {buffer.release(), [window = weak_from_this()](AlignedBuffer* used) {
                std::unique_ptr<AlignedBuffer> owned(used);
                if (const auto self = window.lock()) {
                    const std::lock_guard lock(self->m_poolMutex);
                    self->m_pool.push_back(std::move(owned));
                }
            }};
}

SharedWindow::Chunk SharedWindow::readChunk(std::size_t index)
{
    const std::shared_ptr<AlignedBuffer> buffer = freeBuffer();
    const ByteSpan bytes = buffer->span();
    const Extent window{index * kChunkSize, kChunkSize};
    std::uint64_t filled = window.offset;
    const auto zeroUpTo = [&](std::uint64_t end) {
        const ByteSpan gap = bytes.subspan(filled - window.offset, end - filled);
        std::fill(gap.begin(), gap.end(), std::byte{0});
    };
    for (const Extent& run : clip(m_used, window)) {
        zeroUpTo(run.offset);
        m_source.read(run.offset, bytes.subspan(run.offset - window.offset, run.length));
        m_bytesRead += run.length;
        filled = run.end();
    }
    zeroUpTo(window.end());
    return buffer;
}

void SharedWindow::waitForTheLast(std::unique_lock<std::mutex>& lock, const std::stop_token& stop)
{
    const std::shared_ptr<Place> slowest = last();
    const std::chrono::milliseconds left = patienceLeft(*slowest);
    if (left.count() <= 0) {
        slowest->attached = false;
        return;
    }
    const std::size_t from = slowest->next;
    const SteadyClock::time_point start = SteadyClock::now();
    m_changed.wait_for(lock, stop, left, [&] {
        const std::shared_ptr<Place> now = last();
        return !now || now->next > from;
    });
    slowest->waited += SteadyClock::now() - start;
}

SharedWindow::Chunk SharedWindow::readForAll(std::size_t index, std::unique_lock<std::mutex> lock,
                                             Place& reader)
{
    m_chunks.emplace(index, nullptr);
    lock.unlock();
    Chunk chunk;
    try {
        chunk = readChunk(index);
    } catch (...) {
        lock.lock();
        m_chunks.erase(index);
        lock.unlock();
        m_changed.notify_all(); // the others try themselves, and meet the same error
        throw;
    }
    lock.lock();
    m_chunks[index] = chunk;
    reader.next = index + 1;
    lock.unlock();
    m_changed.notify_all();
    return chunk;
}

SharedWindow::Chunk SharedWindow::Reader::chunk(std::size_t index, const std::stop_token& stop)
{
    SharedWindow& window = *m_window;
    std::unique_lock lock(window.m_mutex);
    m_place->next = index;
    window.m_changed.notify_all();
    for (;;) {
        if (stop.stop_requested()) {
            throw Error(ErrorCode::Cancelled, "stopped");
        }
        const auto found = window.m_chunks.find(index);
        if (found != window.m_chunks.end() && !found->second) {
            window.m_changed.wait(lock, stop, [&] {
                const auto entry = window.m_chunks.find(index);
                return entry == window.m_chunks.end() || entry->second;
            });
            continue;
        }
        if (found != window.m_chunks.end()) {
            Chunk chunk = found->second;
            m_place->next = index + 1;
            lock.unlock();
            window.m_changed.notify_all();
            return chunk;
        }
        const bool passed = !window.m_chunks.empty() && index < window.m_chunks.rbegin()->first;
        if (!m_place->attached || passed) {
            lock.unlock();
            return window.readChunk(index);
        }
        window.dropPassed();
        if (window.m_chunks.size() < window.m_limits.chunks) {
            return window.readForAll(index, std::move(lock), *m_place);
        }
        window.waitForTheLast(lock, stop);
    }
}

} // namespace bindery::card
